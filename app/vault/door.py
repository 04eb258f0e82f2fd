"""The locked window: a passphrase and nothing else. It says no name, no number and not what the program is for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app import theme
from app.display import DisplayLabel, Page, Quiet, row, row_of
from app.files import FileChooser
from app.folders import Wanted, is_vault
from app.opening import KEYS_CHANGED
from app.plain import Button, tell
from app.ticks import Tick
from app.vault.patience import Patience
from app.vault.wayback import BackIn, Refused, Secret, put_aside, put_back, read_only, tried
from app.work import Work
from storage.errors import VaultError
from storage.vault import Vault


@dataclass(frozen=True, slots=True, repr=False)
class Entered:
    """An open vault, where it lies, whether to look there next time, and by which way it was entered."""

    vault: Vault
    folder: Path
    remember: bool
    by_recovery: bool = False
    told: str = ""
    """What there is to say of it, if it was entered by a way back."""


class Door(Page):
    """Unlocks a vault; `opened` brings it as it was entered."""

    opened = Signal(object)
    wants_making = Signal()
    share_above = 0.22

    def __init__(self, folder: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(560, parent)
        self._folder, self._remembered = folder, folder is not None
        self._by_recovery = False
        self._work, self._patience = Work(self), Patience(self)
        self._label = DisplayLabel("", 16, "strong")
        self._secret = QLineEdit()
        self._show = Button("Show")
        self._open = Button("Open", primary=True)
        self._other_way = Button("")
        self._word = DisplayLabel("", 15, "body")
        self._refused = Refused("")
        self._last_good, self._put_aside = Button("Open the last good backup"), Button("Put that aside and open")
        self._read = Button("Open for reading only")
        self._another, self._make = Quiet("Another vault", 15), Quiet("Make a new vault", 15)
        self._remember = Tick("Use this vault next time")
        self._lay_out()
        self._enlarge()
        theme.NOTICE.changed.connect(self._enlarge)
        self._ask_for_passphrase()
        self._show_what_can_be_done()

    def _lay_out(self) -> None:
        self.column.addWidget(DisplayLabel("Throughline", 44))
        self._state = DisplayLabel("Locked.", 20, "muted")
        self.column.addWidget(self._state)
        self.gap(28)
        self.column.addWidget(self._label)
        self._inside = row_of(self._secret, self._show, stretch=False)
        self.column.addWidget(self._inside)
        self.column.addWidget(self._remember)
        self.column.addWidget(self._word)
        self.column.addWidget(row_of(self._put_aside, self._last_good, self._read))
        self.gap(4)
        self._ways = row_of(self._open, self._other_way)
        self.column.addWidget(self._ways)
        self.gap(20)
        self.column.addLayout(row(self._another, DisplayLabel("·", 15, "muted"), self._make))
        self._wire()

    def _enlarge(self) -> None:
        """Large enough to be read from a standing desk: this is all that there is."""
        px = theme.current().px
        self.setStyleSheet(
            f"QLineEdit {{ font-size: {px(18)}px; min-height: {px(40)}px; padding: {px(4)}px {px(12)}px; }}"
            f"QPushButton {{ font-size: {px(16)}px; min-height: {px(32)}px; padding: {px(4)}px {px(22)}px; }}"
            f"QCheckBox {{ font-size: {px(15)}px; }}"
        )

    def _wire(self) -> None:
        self._show.setCheckable(True)
        tell(self._show, "Show what is typed")
        self._show.toggled.connect(self._reveal)
        self._secret.returnPressed.connect(self._unlock)
        self._open.clicked.connect(self._unlock)
        self._other_way.clicked.connect(self._change_way)
        self._another.clicked.connect(self._choose_folder)
        self._make.clicked.connect(self.wants_making)
        self._last_good.clicked.connect(self._go_back)
        self._put_aside.clicked.connect(self._clear_up)
        self._read.clicked.connect(lambda: self._by_way_back(read_only))
        self._work.busy_changed.connect(self._be_busy)
        self._patience.waiting_changed.connect(self._wait)

    def _show_what_can_be_done(self) -> None:
        """Without a vault there is nothing to type a passphrase for."""
        for part in (self._state, self._label, self._inside, self._ways):
            part.setVisible(self._folder is not None)
        self._remember.setVisible(self._folder is not None and not self._remembered)
        self._another.setText("Open a vault" if self._folder is None else "Another vault")
        self._word.setVisible(bool(self._word.text()))
        self._offer(self._refused)
        if self._folder is not None:
            self._secret.setFocus()

    def _ask_for_passphrase(self) -> None:
        self._ask("Recovery code" if self._by_recovery else "Passphrase")
        self._other_way.setText("Use the passphrase" if self._by_recovery else "Use the recovery code")
        self._reveal(self._by_recovery)

    def _ask(self, name: str) -> None:
        self._label.setText(name)
        self._secret.setAccessibleName(name)
        self._secret.setText("")
        self._say("")

    def _change_way(self) -> None:
        self._by_recovery = not self._by_recovery
        self._ask_for_passphrase()
        self._secret.setFocus()

    def _reveal(self, on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        self._secret.setEchoMode(mode)
        self._show.blockSignals(True)
        self._show.setChecked(on)
        self._show.blockSignals(False)
        self._show.setText("Hide" if on else "Show")

    def _choose_folder(self) -> None:
        start = self._folder.parent if self._folder else None
        chooser = FileChooser("Which vault?", Wanted.FOLDER, "Choose", start=start, whole=is_vault, parent=self)
        chooser.chosen.connect(self.take_folder)
        chooser.open()

    def take_folder(self, folder: Path) -> None:
        """Ask for what opens the vault in this folder, which was chosen just now."""
        self._remembered = self._remembered and folder == self._folder
        self._folder = folder
        self._ask_for_passphrase()
        self._show_what_can_be_done()

    def _unlock(self) -> None:
        folder, secret = self._folder, self._secret.text()
        if folder is None or not secret or self._patience.is_waiting:
            return
        typed = Secret(secret, self._by_recovery)
        self._say("")
        self._work.start(lambda: tried(folder, typed), self._answer, self._say, (VaultError,))

    def _answer(self, found: Vault | Refused) -> None:
        if isinstance(found, Refused):
            self._refuse(found)
        else:
            self._enter(found, KEYS_CHANGED if found.keys_were_changed else "")

    def _enter(self, vault: Vault, told: str = "") -> None:
        self._secret.setText("")
        remember = self._remembered or self._remember.isChecked()
        self.opened.emit(Entered(vault, vault.folder, remember, by_recovery=self._by_recovery, told=told))

    def _refuse(self, refused: Refused) -> None:
        """Say why not, and show the ways back; what was typed stays, since they need it."""
        if refused.may_be_secret:
            self._patience.refused()
        self._say(refused.sentence)
        self._offer(refused)
        self._secret.selectAll()
        self._secret.setFocus()

    def _offer(self, refused: Refused) -> None:
        self._refused = refused
        self._last_good.setVisible(refused.good is not None)
        self._put_aside.setVisible(refused.stray is not None)
        self._read.setVisible(refused.may_read)
        offered = [each for each in (self._put_aside, self._last_good, self._read) if not each.isHidden()]
        wanted = offered[0] if offered else self._open
        for button in (self._open, self._put_aside, self._last_good, self._read):
            button.be_primary(button is wanted)

    def _go_back(self) -> None:
        good = self._refused.good
        if good is not None:
            self._by_way_back(lambda folder, secret: put_back(folder, good, secret))

    def _clear_up(self) -> None:
        stray = self._refused.stray
        if stray is not None:
            self._by_way_back(lambda folder, secret: put_aside(folder, stray, secret))

    def _by_way_back(self, way: Callable[[Path, Secret], BackIn]) -> None:
        folder, typed = self._folder, Secret(self._secret.text(), self._by_recovery)
        if folder is not None:
            self._say("")
            self._work.start(
                lambda: way(folder, typed), lambda back: self._enter(back.vault, back.told), self._say, (VaultError,)
            )

    def _wait(self, waiting: bool) -> None:
        self._open.setText("One moment" if waiting else "Open")
        self._open.setEnabled(not waiting)

    def _say(self, sentence: str) -> None:
        self._offer(Refused(""))
        self._word.setText(sentence)
        self._word.setVisible(bool(sentence))

    def _be_busy(self, busy: bool) -> None:
        self._open.setText("Opening" if busy else "Open")
        for part in (self._open, self._secret, self._other_way, self._last_good, self._put_aside, self._read):
            part.setEnabled(not busy)
        self.setCursor(Qt.CursorShape.BusyCursor if busy else Qt.CursorShape.ArrowCursor)
