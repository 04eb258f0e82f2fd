"""What a page of help is made of: a heading with its text, words to be said, words to beware of; all plain text."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import theme
from app.plain import PlainLabel


class Piece(QWidget):
    """Texts below one another; `bar` colours a band at the left, `ground` fills what is behind them."""

    def __init__(self, *labels: PlainLabel, bar: str = "", ground: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar, self._ground = bar, ground
        px = theme.current().px
        column = QVBoxLayout(self)
        inset = px(10) if bar or ground else 0
        column.setContentsMargins(inset, px(7) if ground else 0, inset if ground else 0, px(8) if ground else 0)
        column.setSpacing(px(2))
        for label in labels:
            column.addWidget(label)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, then the band."""
        look, painter = theme.current(), QPainter(self)
        if self._ground:
            painter.fillRect(self.rect(), look.colour(self._ground))
        if self._bar:
            painter.fillRect(0, 0, look.px(3), self.height(), look.colour(self._bar))


def asked(heading: str, text: str) -> Piece:
    """A quiet heading and what stands under it."""
    return Piece(PlainLabel(heading, "muted"), PlainLabel(text))


def said(*texts: str) -> Piece:
    """Words that can be said, or an example, with a band before them."""
    return Piece(*(PlainLabel(text) for text in texts), bar="line")


def beware(heading: str, text: str) -> Piece:
    """The usual mistake, set apart."""
    return Piece(PlainLabel(heading, "muted"), PlainLabel(text), bar="muted", ground="paper")


def heading(text: str) -> PlainLabel:
    """What a list or a part of a card is called."""
    label = PlainLabel(text, "strong")
    label.setContentsMargins(0, theme.current().px(10), 0, 0)
    return label
