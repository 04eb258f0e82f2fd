"""The line above the map: how much of it is shown and by what, what was asked of it, and the way back to all of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app import theme
from app.aloud import say_aloud
from app.plain import Button, PlainLabel

_ROOMY = 460
"""In a line less wide than this, in pixels at 100 %, the buttons stand below words that are many."""
_BETWEEN = 48
"""What margins and spaces in the line take altogether."""


class ShownStrip(QWidget):
    """Hidden while the whole map is shown and nothing is asked of it."""

    wants_change = Signal()
    wants_all = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown, self.said = PlainLabel(role="strong"), PlainLabel()
        self.change, self.all = Button("Change"), Button("Show all")
        self.change.clicked.connect(self.wants_change)
        self.all.clicked.connect(self.wants_all)
        words = QVBoxLayout()
        words.addWidget(self.shown)
        words.addWidget(self.said)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.change)
        buttons.addWidget(self.all)
        buttons.addStretch(1)
        self._line.addLayout(buttons)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName("What is shown of the map")
        self.hide()
        self.dress()
        theme.NOTICE.changed.connect(self.dress)

    def dress(self) -> None:
        """Take on the sizes of the theme as it is now."""
        px = theme.current().px
        self._line.setContentsMargins(px(16), px(6), px(8), px(6))
        self._line.setSpacing(px(8))

    def say(self, shown: str, said: tuple[str, ...], *, aloud: bool = True) -> None:
        """Say how much is shown, and what was answered; nothing where all is and nothing was asked.

        `aloud`: a screen reader says so too, where that is something else than before.
        """
        answer = "\n".join(said)
        if (shown, answer) != (self.shown.text(), self.said.text()):
            self.shown.setText(shown)
            self.said.setText(answer)
            self.shown.setVisible(bool(shown))
            self.said.setVisible(bool(answer))
            self.setAccessibleDescription(f"{shown} {answer}".strip())
            if aloud:  # of what is in sight: where all of it is shown, this line is not
                now = f"{shown} {answer}".strip() or "The whole map is shown"
                say_aloud(self.parentWidget() or self, now)
            self._turn()
        self.setVisible(bool(shown or answer))

    def _turn(self) -> None:
        """Words and buttons side by side where there is room, or where the words are few."""
        lines = (*self.shown.text().split("\n"), *self.said.text().split("\n"))
        words = max(self.shown.fontMetrics().horizontalAdvance(line) for line in lines)
        buttons = self.change.sizeHint().width() + self.all.sizeHint().width()
        across = self.width() >= min(theme.current().px(_ROOMY), words + buttons + theme.current().px(_BETWEEN))
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The narrower, the higher."""
        super().resizeEvent(event)
        self._turn()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Card colour with a line below."""
        look, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), look.colour("card"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.colour("line"))
