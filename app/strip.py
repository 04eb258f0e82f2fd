"""A quiet strip that says why something was not done, and what to do instead; the next act clears it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import theme
from app.aloud import say_aloud
from app.plain import Button, PlainLabel
from app.whence import Whence


class Strip(QWidget):
    """Shows one refusal at a time; hidden when there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence, self._offers = PlainLabel(role="strong"), PlainLabel()
        close = Button("Close")
        close.clicked.connect(self.clear)
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a press of the mouse leaves the keyboard where it is
        words = QVBoxLayout()
        words.addWidget(self._sentence)
        words.addWidget(self._offers)
        line = QHBoxLayout(self)
        px = theme.current().px
        line.setContentsMargins(px(20), px(8), px(12), px(8))
        line.addLayout(words, 1)
        line.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName("Not done")
        self._whence = Whence(self)
        self.hide()

    @property
    def text(self) -> str:
        """What the strip says now."""
        return "\n".join(part for part in (self._sentence.text(), self._offers.text()) if part)

    def say(self, sentence: str, offers: tuple[str, ...] = ()) -> None:
        """Show why not, and under it what may be done instead."""
        self._sentence.setText(sentence)
        self._offers.setText("\n".join(f"–  {offer}" for offer in offers))
        self._offers.setVisible(bool(offers))
        self.setAccessibleDescription(self.text)
        self.show()
        say_aloud(self, self.text, at_once=True)

    def clear(self) -> None:
        """Nothing stands in the way any more; a keyboard that is here goes back to where it came from."""
        had_keyboard = self._whence.holds_keyboard
        self._sentence.setText("")
        self._offers.setText("")
        self.hide()
        if had_keyboard:
            self._whence.go_back()

    def minimumSizeHint(self) -> QSize:
        """As high as its words are in the width there is: Qt's own hint is that of the narrowest."""
        hint, line, parent = super().minimumSizeHint(), self.layout(), self.parentWidget()
        wide = parent.width() if parent is not None else self.width()  # it is as wide as the page
        high = line.heightForWidth(wide) if line is not None and line.hasHeightForWidth() else -1
        return QSize(hint.width(), high) if high > 0 else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The narrower, the higher."""
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Card colour with an edge of ink: it is a word, not an alarm."""
        look, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), look.colour("card"))
        painter.fillRect(0, 0, self.width(), 1, look.colour("line"))
        painter.fillRect(0, 0, look.px(4), self.height(), look.colour("ink"))
