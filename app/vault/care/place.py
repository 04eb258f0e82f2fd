"""Where this vault lies: what that means, and whether anyone else may open its folder."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.display import row_of
from app.place import Place, concerns, look, make_private, open_to_others
from app.plain import Button, PlainLabel
from app.vault.care.section import Section
from storage.vault import Vault

_FINE = "Nothing speaks against this place: a disk of this computer, encrypted, that no known service copies elsewhere."
_LOOKING = "Looking at this place."
_PRIVATE = "Only you may open the folder and the files in it."
_OPEN = "Other users of this computer may open {} in this folder. What they would find is encrypted."
_WINDOWS = "Windows keeps other users out of what lies below your own folder."
_STAYS = "This disk keeps no such rights, so it stays as it is. What others would find is encrypted."


class PlaceSection(Section):
    """The folder, a word on its disk and on services over it, and its permissions made right."""

    title = "Where this vault lies"
    purpose = "A vault belongs in a folder of your own, on an encrypted disk of this computer."

    def __init__(self, vault: Vault, parent: QWidget | None = None) -> None:
        super().__init__(vault, parent)
        self._about, self._rights = PlainLabel(_LOOKING), PlainLabel()
        self._again, self._close_up = Button("Look again"), Button("Let nobody else open it")
        for part in (PlainLabel(str(vault.folder)), self._about, self._rights):
            self.column.addWidget(part)
        self.column.addWidget(row_of(self._again, self._close_up))
        self.column.addWidget(self.word)
        self._again.clicked.connect(self.look)
        self._close_up.clicked.connect(self.close_to_others)
        self.look()

    def look(self) -> None:
        """Look at the place and at the permissions anew."""
        self.say("")
        self._show_rights(open_to_others(self.vault.folder))
        folder = self.vault.folder
        self.work.start(lambda: look(folder), self._show, self.say, (OSError,))

    def close_to_others(self) -> None:
        """Take from others every right to the folder and what is in it."""
        left = make_private(self.vault.folder)
        self._show_rights(left)
        self.say(_STAYS if left else "Done. Nobody else may open it now.")

    def _show(self, place: Place) -> None:
        self._about.setText("\n".join(str(each) for each in concerns(place)) or _FINE)

    def _show_rights(self, open_ones: tuple[Path, ...]) -> None:
        number = len(open_ones)
        fine = _WINDOWS if os.name == "nt" else _PRIVATE
        self._rights.setText(_OPEN.format("1 thing" if number == 1 else f"{number} things") if number else fine)
        self._close_up.setVisible(bool(number))
