"""A quiet line that says how much evidence a card has, and asks to see it; it shows none of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import theme
from app.display import Quiet
from app.plain import PlainLabel
from app.session import Session
from storage.errors import VaultError

_NONE = "Attach a photo, PDF or text…"


class EvidenceLine(QWidget):
    """The line under the form of a card; `pressed` asks for the room of its evidence."""

    pressed = Signal()

    def __init__(self, session: Session, identity: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._identity = session, identity
        self.button, self._word = Quiet(""), PlainLabel(role="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.current().px(8), 0, 0)
        column.addWidget(self.button)
        column.addWidget(self._word)
        self.button.clicked.connect(self.pressed)
        session.evidence.changed.connect(self._take_change)
        self.show_value()

    def show_value(self) -> None:
        """Say how much there is."""
        trouble = ""
        try:
            number = len(self._session.evidence.of(self._identity))
        except VaultError as error:
            number, trouble = 0, str(error)
        words = f"Evidence: {number}" if number else _NONE
        self.button.setVisible(bool(number) or not self._session.for_reading)
        self.button.setText(words)
        self.button.setAccessibleName(words)
        self._word.setText(trouble)
        self._word.setVisible(bool(trouble))

    def _take_change(self, thing: str) -> None:
        if thing == self._identity:
            self.show_value()
