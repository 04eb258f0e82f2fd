"""A sentence under something, made when there is first something to say."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout

from app.plain import PlainLabel


class Note:
    """Stands at the end of a column whenever it has words; the label is only made then, because most never speak."""

    def __init__(self, column: QBoxLayout, role: str = "muted", *, framed: bool = False) -> None:
        self._column, self._role, self._framed = column, role, framed
        self._label: PlainLabel | None = None

    @property
    def text(self) -> str:
        """What it says now."""
        return self._label.text() if self._label is not None else ""

    def say(self, sentence: str) -> None:
        """Say this; "" says nothing and takes no room."""
        if self._label is None:
            if not sentence:
                return
            self._label = PlainLabel(role=self._role)
            if self._framed:
                self._label.setObjectName("note")
            self._column.addWidget(self._label)
        self._label.setText(sentence)
        self._label.setVisible(bool(sentence))
