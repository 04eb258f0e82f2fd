"""The second place for backups on the page of care: choosing it, copying there now, or having none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import theme
from app.display import row_of
from app.files import FileChooser
from app.folders import Wanted
from app.moments import now_here, said_day
from app.plain import Button, PlainLabel
from app.safekeeper import NOTICE
from app.vault.safeline import second_place_word
from app.work import Work
from storage.errors import VaultError
from storage.vault import Vault

_WHY = (
    "A laptop can be lost with every backup on it. The newest ones are copied here too, as encrypted as they are; they"
    " open with what opens the vault."
)
_SAME_DISK = "That folder is on the same disk as the vault: if the computer is lost, so is what lies there."
_COPIED = "The newest backup was copied there and read back."


class SecondPlacePart(QWidget):
    """Says where the second place is and when it was reached.

    While something is under way the buttons hear nothing. They are not disabled: that would take the keyboard away.
    """

    def __init__(self, vault: Vault, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vault, self._work = vault, Work(self)
        self._where, self.word = PlainLabel(), PlainLabel(role="muted")
        self._choose, self._copy = Button("Choose a second place"), Button("Copy there now")
        self._none = Button("Use it no more")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.current().px(8), 0, 0)
        column.setSpacing(theme.current().px(8))
        for part in (
            PlainLabel("A second place", "strong"), PlainLabel(_WHY, "muted"), self._where,
            row_of(self._choose, self._copy, self._none), self.word,
        ):  # fmt: skip
            column.addWidget(part)
        self._choose.clicked.connect(self.ask)
        self._copy.clicked.connect(self.copy)
        self._none.clicked.connect(self.forget)
        NOTICE.changed.connect(self.show_place)
        self.say("")
        self.show_place()

    def show_place(self) -> None:
        """Say where it is now."""
        try:
            place = self._vault.second_place()
        except VaultError as error:
            self.say(str(error))
            return
        now = now_here()
        word = second_place_word(place, now, where="")
        reached = f"Last reached on {said_day(place.reached, now)}." if place and place.reached else ""
        self._where.setText("\n".join(each for each in (str(place.folder) if place else "", word or reached) if each))
        for button in (self._copy, self._none):
            button.setVisible(place is not None)

    def ask(self) -> None:
        """Ask for a folder."""
        if self._work.busy:
            return
        chooser = FileChooser("Which second place?", Wanted.FOLDER, "Choose", parent=self)
        chooser.chosen.connect(self.take)
        chooser.open()

    def take(self, folder: Path) -> None:
        """Copy the newest backup to a folder, and keep the folder if that worked."""
        if self._work.busy:
            return
        self.say("The newest backup is being copied there.")
        self._work.start(lambda: self._vault.carry(folder), lambda _place: self._keep(folder), self.say, (VaultError,))

    def copy(self) -> None:
        """Copy the newest backup there now."""
        if self._work.busy:
            return
        self.say("The newest backup is being copied there.")
        self._work.start(self._vault.carry, lambda _place: self._copied(), self.say, (VaultError,))

    def forget(self) -> None:
        """Have no second place any more; what lies there stays."""
        if self._work.busy:
            return
        try:
            self._vault.choose_second_place(None)
        except VaultError as error:
            self.say(str(error))
            return
        self._choose.setFocus()  # the button that was pressed goes
        self.say("Backups are copied there no more. What lies there already stays.")
        NOTICE.changed.emit()

    def say(self, sentence: str) -> None:
        """Say what came of it."""
        self.word.setText(sentence)
        self.word.setVisible(bool(sentence))

    def _keep(self, folder: Path) -> None:
        try:
            self._vault.choose_second_place(folder)
        except VaultError as error:
            self.say(str(error))
            return
        self.say(f"{_COPIED} {_SAME_DISK}" if _same_disk(folder, self._vault.folder) else _COPIED)
        NOTICE.changed.emit()

    def _copied(self) -> None:
        try:
            self._vault.note_carried()
        except VaultError as error:
            self.say(str(error))
            return
        self.say(_COPIED)
        NOTICE.changed.emit()


def _same_disk(one: Path, other: Path) -> bool:
    try:
        return one.stat().st_dev == other.stat().st_dev
    except OSError:
        return False
