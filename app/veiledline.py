"""A line for words to look for, in which no name stands while names are hidden; it looks for nothing itself."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from app.session import Session
from mapping.naming import Naming
from mapping.veil import veiled_text


class VeiledLine(QLineEdit):
    """When names are hidden, what stood here goes, for it may be half a name; a name typed after that becomes a role.

    Both are done so that no undo in the line brings the name back.
    """

    def watch(self, session: Session) -> None:
        """Follow this session; before anyone else hears what was typed."""
        self._session = session
        session.renaming.connect(self._let_go)
        self.textChanged.connect(self._say_by_role)

    def _let_go(self) -> None:
        if self._session.veiled and self.text():
            self.setText("")

    def _say_by_role(self, text: str) -> None:
        if not self._session.veiled:
            return
        said = veiled_text(text, Naming(self._session.case, veiled=True))
        if said != text:
            self.setText(said)
