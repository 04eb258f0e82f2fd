"""Making a vault: what the program is for is told here; then a passphrase, then the recovery code, once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from app.display import DisplayLabel, Page, asked, row
from app.files import FileChooser
from app.folders import Wanted, from_here, objection, path_of
from app.plain import Button, PlainLabel
from app.ticks import Tick
from app.vault.passphrase import PassphrasePage
from app.vault.placeword import PlaceWord
from app.vault.recoverycode import RecoveryPage
from app.work import Work
from storage.errors import VaultError
from storage.vault import Vault

_PURPOSE = (
    "With Throughline you map one family at a time: the acts of the person who abuses, what they change at home and for"
    " each child, and all that the other parent does to protect them."
)
_VAULT = (
    "A vault is a folder on this computer that holds your cases, encrypted. Everything you do is saved in it at once."
    " Nothing is ever sent anywhere. What leaves the vault leaves it by your own hand: a report, or a case handed back."
)


@dataclass(frozen=True, slots=True)
class Made:
    """A vault that was just made; `who` is what the worker is called in its record."""

    vault: Any
    folder: Path
    remember: bool
    who: str


class Making(QStackedWidget):
    """Three pages: purpose and place, passphrase, recovery code. `made` brings the open vault."""

    made = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place, self.passphrase = PlacePage(), PassphrasePage()
        self.recovery: RecoveryPage | None = None
        self._vault: Vault | None = None
        self._work = Work(self)
        self._work.busy_changed.connect(self.passphrase.be_busy)
        for page in (self.place, self.passphrase):
            self.addWidget(page)
        self.place.done.connect(lambda: self._turn_to(self.passphrase))
        self.place.cancelled.connect(self.cancelled)
        self.passphrase.back.connect(lambda: self._turn_to(self.place))
        self.passphrase.done.connect(self._make)
        self.setFocusProxy(self.place)

    def _turn_to(self, page: QWidget) -> None:
        self.setCurrentWidget(page)
        self.setFocusProxy(page)
        page.setFocus()

    def _make(self, passphrase: str) -> None:
        folder = self.place.folder
        self._work.start(lambda: Vault.create(folder, passphrase), self._show_code, self.passphrase.say, (VaultError,))

    def _show_code(self, made: tuple[Vault, str]) -> None:
        self._vault, code = made
        self.passphrase.forget()
        self.recovery = RecoveryPage(code, self._vault.mark)
        self.addWidget(self.recovery)
        self._turn_to(self.recovery)
        self.recovery.done.connect(self._finish)

    def _finish(self) -> None:
        if self.recovery is not None:
            self.recovery.forget()
        self.made.emit(Made(self._vault, self.place.folder, self.place.remember, self.place.who))


class PlacePage(Page):
    """What the program is for, who works with it, and where the vault will lie."""

    done = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__(640)
        self._who, self._path, self._remember = QLineEdit(), QLineEdit(), Tick("Use this vault next time")
        self._word, self._about = PlainLabel(), PlaceWord(everything=True)
        for words, role in ((_PURPOSE, "body"), (_VAULT, "body")):
            self.column.addWidget(PlainLabel(words, role))
        self.column.insertWidget(0, DisplayLabel("A new vault", 28))
        self.gap(12)
        name = asked("Your name or initials", self._who, "Stands beside each act in the vault’s own record.")
        self._path.setText("~/Throughline vault")
        browse, go_on, cancel = Button("Choose a place"), Button("Go on", primary=True), Button("Cancel")
        where = "A new folder on this computer, not on a stick or a share."
        for question in (name, asked("Folder of the vault", self._path, where, browse)):
            self.column.addLayout(question)
        self.column.addWidget(self._about)
        self._path.textChanged.connect(lambda: self._about.look_at(self.folder))
        self._about.look_at(self.folder)
        self._remember.setChecked(True)
        self.column.addWidget(self._remember)
        self.column.addWidget(self._word)
        self.column.addLayout(row(go_on, cancel))
        self._word.hide()
        browse.clicked.connect(self._browse)
        go_on.clicked.connect(self._go_on)
        for field in (self._who, self._path):
            field.returnPressed.connect(self._go_on)
        cancel.clicked.connect(self.cancelled)
        self.setFocusProxy(self._who)

    @property
    def folder(self) -> Path:
        """Where the vault will lie; a bare name is taken from home."""
        return path_of(from_here(self._path.text(), Path.home()))

    @property
    def remember(self) -> bool:
        """Whether the program should look there when it starts."""
        return self._remember.isChecked()

    @property
    def who(self) -> str:
        """What the worker is called in the vault's record."""
        return self._who.text().strip()

    def _browse(self) -> None:
        chooser = FileChooser("Where shall the vault lie?", Wanted.NEW_FOLDER, "Choose", start=self.folder, parent=self)
        chooser.chosen.connect(lambda path: self._path.setText(str(path)))
        chooser.open()

    def _go_on(self) -> None:
        trouble = objection(str(self.folder) if self._path.text().strip() else "", Wanted.NEW_FOLDER)
        if not self.who:
            trouble = "Type your name or initials first, so that the record can say who did what."
        self._word.setText(trouble)
        self._word.setVisible(bool(trouble))
        if not trouble:
            self.done.emit()
