"""The line above the map: how much of it is shown and by what, what was asked of it, and the way back to all of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app import theme
from app.aloud import say_aloud
from app.plain import Button, PlainLabel

_ROOMY = 460
"""In a line less wide than this, in pixels at 100 %, the buttons stand below words that are many."""
_HIGHEST, _SPACE = 84, 4
"""So high are the words at most, and so far from each other, in pixels at 100 %."""
_BETWEEN = 48
"""What margins and spaces in the line take altogether."""


class _Words(QScrollArea):
    """Labels below each other, scrolled where they are so many that little of the map would be left."""

    def __init__(self, *labels: PlainLabel) -> None:
        super().__init__()
        self._labels = labels
        self._inner = words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_SPACE)
        for each in labels:
            each.setMinimumHeight(1)  # its own hint is that of a much narrower line
            column.addWidget(each)
        self.setWidget(words)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("What is shown of the map, and what was answered")
        for part in (words, self.viewport()):
            part.setAutoFillBackground(False)

    def fit(self) -> None:
        """As high as the words are in this width, and no higher than leaves room for the map."""
        wanted = self._high(self.width())
        longer = wanted > theme.current().px(_HIGHEST)
        self._inner.setMinimumHeight(self._high(self.width() - self.verticalScrollBar().sizeHint().width() * longer))
        self.setFixedHeight(theme.current().px(_HIGHEST) if longer else wanted)
        bar, focus = Qt.ScrollBarPolicy, Qt.FocusPolicy
        self.setVerticalScrollBarPolicy(bar.ScrollBarAlwaysOn if longer else bar.ScrollBarAlwaysOff)
        self.setFocusPolicy(focus.StrongFocus if longer else focus.NoFocus)

    def _high(self, width: int) -> int:
        lines = [max(0, each.heightForWidth(max(1, width))) for each in self._labels if each.text()]
        return sum(lines) + _SPACE * max(0, len(lines) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The narrower, the higher."""
        super().resizeEvent(event)
        self.fit()


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
        self.area = _Words(self.shown, self.said)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.addWidget(self.area, 1)
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
        self.area.fit()

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
        self.area.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The narrower, the higher."""
        super().resizeEvent(event)
        self._turn()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Card colour with a line below."""
        look, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), look.colour("card"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.colour("line"))
