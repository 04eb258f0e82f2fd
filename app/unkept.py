"""The page in front of a case that cannot be put away: what would be lost, why, and the ways on; it shows no case."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.display import DisplayLabel, Page, row
from app.plain import Button, PlainLabel

_LOST = "What was typed last is not in the vault, and would be lost."


class Unkept(Page):
    """Asks whether to try again, go on without what was typed, or go back to it."""

    again = Signal()
    without = Signal()
    back = Signal()

    def __init__(
        self, done: str, go: str, sentences: tuple[str, ...], *, may_go_back: bool, parent: QWidget | None = None
    ) -> None:
        """`done` is what was wanted, "locked", and `go` names the way on without the text."""
        super().__init__(parent=parent)
        self.told = (done, sentences)
        """What was wanted, and why it could not be."""
        again, without, back = Button("Try again", primary=True), Button(go), Button("Back to the case")
        self.column.addWidget(DisplayLabel(f"Not {done} yet", 28))
        words = [_LOST, *sentences]
        for sentence in words:
            self.column.addWidget(PlainLabel(sentence))
        self.column.addLayout(row(again, without, back))
        back.setVisible(may_go_back)
        again.clicked.connect(self.again)
        without.clicked.connect(self.without)
        back.clicked.connect(self.back)
        self.setAccessibleName(f"Not {done} yet")
        self.setAccessibleDescription(" ".join(words))
        self.setFocusProxy(again)
