"""What stands before an open vault: the welcome, the locked door, the making of a vault; and what was lent there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.settings import Settings
from app.vault.door import Door

if TYPE_CHECKING:
    from app.lent import LentVault


class Front(QObject):
    """Leads from page to page; `turned` brings each one. `opened`, `made` and `lent` bring what came of it.

    A lent vault is held here, because it is to be wiped whichever way the window goes.
    """

    turned = Signal(object)
    opened = Signal(object)
    made = Signal(object)
    lent = Signal(object)

    def __init__(self, parent: QObject, *, locked: bool) -> None:
        """`locked` is a window that comes after a lock, and must say nothing of what it was before."""
        super().__init__(parent)
        self._locked = locked
        self._settings = Settings()
        self._loan: LentVault | None = None

    def begin(self, settings: Settings) -> None:
        """The door of the vault that is remembered; without one, the way to a vault."""
        self._settings = settings
        if settings.vault:
            self._show_door(Door(Path(settings.vault)))
            return
        from app.vault.welcome import Welcome

        welcome = Welcome(told=not (self._locked or settings.entered))
        welcome.wants_making.connect(self.show_making)
        welcome.chose.connect(self._show_door_of)
        welcome.lent.connect(self.lend)
        self.turned.emit(welcome)

    def show_making(self) -> None:
        """The pages on which a vault is made; the locked door does without them."""
        from app.vault.making import Making

        making = Making()
        making.made.connect(self.made)
        making.cancelled.connect(lambda: self.begin(self._settings))
        self.turned.emit(making)

    @staticmethod
    def something_typed(pages: QWidget) -> bool:
        """Whether a passphrase, or the code of a vault that is being made, may stand on a page before the vault."""
        from app.vault.making import Making

        return bool(pages.findChildren(Making)) or any(each.text() for each in pages.findChildren(QLineEdit))

    def lend(self, loan: LentVault) -> None:
        """Go on with a vault that is only lent."""
        self._loan = loan
        self.lent.emit(loan)

    def wipe_lent(self) -> bool:
        """Take a lent vault away, for the case in it is to leave nothing behind; False where there is none."""
        if self._loan is None:
            return False
        self._loan.wipe()
        self._loan = None
        return True

    def _show_door_of(self, folder: Path) -> None:
        """The door of a vault that was chosen just now, and is remembered only if that is asked for."""
        door = Door(None)
        door.take_folder(folder)
        self._show_door(door)

    def _show_door(self, door: Door) -> None:
        door.opened.connect(self.opened)
        door.wants_making.connect(self.show_making)
        self.turned.emit(door)
