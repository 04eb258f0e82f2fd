"""The backups of this vault: which there are, another one now, trying one, putting one back, and a second place.

How a copy is made and read is the business of storage; no case is known here.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app import seen, theme
from app.display import row_of
from app.moments import now_here, said_size, said_state, said_time
from app.plain import Button, PlainLabel
from app.safekeeper import NOTICE
from app.twolines import dress, fill
from app.vault.care.second import SecondPlacePart
from app.vault.care.section import Reading, Section
from app.worker import who_works
from storage.copies import Copy
from storage.errors import VaultError
from storage.vault import Vault
from storage.verifying import State

_NONE = "There is no backup yet."
_BROKEN = "does not open"
_MADE = "A backup was made and read back."
_TRIED = "The backup was read whole, down to every act, and is good: {}."
_QUESTION = "Put the backup of {} in the vault’s place?"
_MEANS = (
    "The vault will be as it was then. What was done since is not in it, and what was erased or deleted since comes"
    " back. What lies here now is kept for 30 days beside the backups. The passphrase stays as it is."
)
_RESTORED = "The backup is in place: this vault is as it was at {}."
_SHOWN = 6
"""How many lines of the list are seen without scrolling."""


class BackupsSection(Section):
    """A list, and what can be done with it; everything slow is done beside the window.

    While something is under way the buttons hear nothing. They are not disabled: that would take the keyboard away.
    """

    title = "Backups"
    purpose = (
        "Encrypted copies, made on opening and closing, every half hour while you work, and before much is taken out."
        " The ten newest stay, and one for each of seven days and four weeks."
    )

    def __init__(self, vault: Vault, parent: QWidget | None = None) -> None:
        super().__init__(vault, parent)
        self.list = QListWidget()
        self.list.setAccessibleName("Backups")
        self._painter = dress(self.list)
        theme.NOTICE.changed.connect(self._fit)
        self._copies: tuple[Copy, ...] = ()
        self._make, self._try = Button("Make a backup now"), Button("Try the chosen one")
        self._put = Button("Put the chosen one back")
        self._panel: QWidget | None = None
        self._under = QVBoxLayout()
        self.second = SecondPlacePart(vault)
        for part in (self.list, row_of(self._make, self._try, self._put), self.word):
            self.column.addWidget(part)
        self.column.addLayout(self._under)
        self.column.addWidget(self.second)
        self._make.clicked.connect(self.make)
        self._try.clicked.connect(self.try_chosen)
        self._put.clicked.connect(self.ask_to_put_back)
        self._reading = Reading(self, vault.copies, self._show, self.say)
        NOTICE.changed.connect(self.read)
        self.read()

    def read(self) -> None:
        """Read the list anew, beside the window and beside whatever else is done."""
        self._reading.ask()

    def make(self) -> None:
        """Make a backup now, changed or not."""
        if self.work.busy:
            return
        self._clear_panel()
        self.say("A backup is being made.")
        self.work.start(self.vault.back_up, lambda _place: self._made(), self.say, (VaultError,))

    def try_chosen(self) -> None:
        """Read the chosen backup whole, as for a restore, and change nothing."""
        copy = self.chosen
        if self.work.busy:
            return
        self._clear_panel()
        if copy is not None:
            self.say("The backup is being read, down to every act.")
            self.work.start(lambda: self.vault.try_backup(copy.place), self._tried, self.say, (VaultError,))

    def ask_to_put_back(self) -> None:
        """Say what it would mean, and ask."""
        copy = self.chosen
        if copy is None or self.work.busy:
            return
        self._clear_panel()
        yes, no = Button("Put it in the vault’s place"), Button("Leave the vault as it is")
        yes.clicked.connect(lambda: self._put_back(copy))
        no.clicked.connect(self._clear_panel)
        self._panel = QWidget()
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(8))
        column.addWidget(PlainLabel(_QUESTION.format(_when(copy)), "strong"))
        column.addWidget(PlainLabel(_MEANS))
        column.addWidget(row_of(yes, no))
        self._under.addWidget(self._panel)
        self._panel.show()
        no.setFocus()

    @property
    def chosen(self) -> Copy | None:
        """The backup that is selected in the list."""
        row = self.list.currentRow()
        return self._copies[row] if 0 <= row < len(self._copies) else None

    def _put_back(self, copy: Copy) -> None:
        self._clear_panel()
        self.say("The backup is being put in place.")
        who = who_works(self.vault)
        self.work.start(lambda: self.vault.restore(copy.place, who), self._restored, self.say, (VaultError,))

    def _restored(self, state: State) -> None:
        self.say(_RESTORED.format(said_state(state, now_here())))
        seen.note(self.vault)
        NOTICE.changed.emit()

    def _made(self) -> None:
        self.say(_MADE)
        NOTICE.changed.emit()

    def _tried(self, state: State) -> None:
        self.say(_TRIED.format(said_state(state, now_here())))

    def _show(self, copies: tuple[Copy, ...]) -> None:
        chosen = self.chosen
        self._copies = copies
        self.list.clear()
        for copy in copies:
            item = fill(QListWidgetItem(), *_lines(copy))
            item.setText("  ·  ".join(_lines(copy)))
            self.list.addItem(item)
        places = [copy.place for copy in copies]
        self.list.setCurrentRow(places.index(chosen.place) if chosen and chosen.place in places else 0)
        self._fit()
        self.list.setVisible(bool(copies))
        for button in (self._try, self._put):
            button.setVisible(bool(copies))
        if not copies:
            self.say(_NONE)

    def _fit(self) -> None:
        """As high as its lines are in the present size of text, up to some of them."""
        wide = self.list.viewport().width()
        high = sum(self._painter.high(*_lines(copy), wide) for copy in self._copies[:_SHOWN])
        self.list.setFixedHeight(high + 2 * self.list.frameWidth())

    def _clear_panel(self) -> None:
        if self._panel is not None:
            if self._panel.isAncestorOf(self.window().focusWidget()):
                self._put.setFocus()
            self._under.removeWidget(self._panel)
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None


def _lines(copy: Copy) -> tuple[str, str]:
    how_far = _BROKEN if copy.state is None else f"act {copy.state.seq}"
    return _when(copy), f"{how_far}  ·  {said_size(copy.size)}"


def _when(copy: Copy) -> str:
    return said_time(copy.made, now_here()) if copy.made else Path(copy.place).name
