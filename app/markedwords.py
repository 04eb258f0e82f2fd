"""Words that wrap, some of them bold, struck out or with a line under them; they can be read and not changed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import theme
from app.unseen import visible
from app.wavy import Stretch, draw_under

BOLD, STRUCK = "bold", "struck"
"""The weights of words that are not marked and yet stand out: there are more of them, or no more."""
_IN_THE_TYPE = (BOLD, STRUCK)


class MarkedWords(QWidget):
    """A paragraph in the type of one role."""

    def __init__(
        self, text: str = "", stretches: Iterable[Stretch] = (), role: str = "body", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._role = role
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_words(text, stretches)
        theme.NOTICE.changed.connect(self._renew)

    @property
    def words(self) -> str:
        """What it says."""
        return self._text

    def show_words(self, text: str, stretches: Iterable[Stretch] = ()) -> None:
        """Say this, with these stretches of it marked."""
        self._text = visible(text)
        self._stretches = tuple(each if self._text == text else _moved(each, text) for each in stretches)
        self.setAccessibleName(self._text)
        self._renew()

    def _renew(self) -> None:
        self._heights: dict[int, int] = {}
        self.updateGeometry()
        self.update()

    def _laid_out(self, width: int) -> QTextLayout:
        layout = QTextLayout(self._text.replace("\n", "\u2028"), theme.current().font(self._role))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats([_dressed(each) for each in self._stretches if each.weight in _IN_THE_TYPE])
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 40))
            line.setPosition(QPointF(0, height))
            height += line.height() + theme.current().px(1)
        layout.endLayout()
        return layout

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the words need, with room for the line under the last of them; layouts ask often."""
        if width not in self._heights:
            self._heights[width] = round(self._laid_out(width).boundingRect().height()) + theme.current().px(3)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """About forty letters to a row."""
        wide = max(self.width(), theme.current().px(240))
        return QSize(theme.current().px(240), self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """It can be narrow."""
        return QSize(theme.current().px(60), theme.current().px(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words in ink, or in the quieter colour of a muted role."""
        painter = QPainter(self)
        painter.setPen(theme.current().colour("muted" if "muted" in self._role else "ink"))
        layout = self._laid_out(self.width())
        layout.draw(painter, QPointF(0, 0))
        for stretch in self._stretches:
            if stretch.weight not in _IN_THE_TYPE:
                draw_under(painter, layout, QPointF(0, 0), stretch)


def _moved(stretch: Stretch, text: str) -> Stretch:
    """Where a stretch of a text is, once signs stand in it for what is not seen."""
    start, end = (_place(visible(text, _index(text, place))) for place in (stretch.start, stretch.end))
    return Stretch(start, end, stretch.weight)


def _place(text: str) -> int:
    """Where a text ends, as Qt counts."""
    return len(text.encode("utf-16-le")) // 2


def _index(text: str, place: int) -> int:
    """The character that stands at a place of Qt's."""
    return len(text.encode("utf-16-le")[: 2 * place].decode("utf-16-le", "ignore"))


def _dressed(stretch: Stretch) -> QTextLayout.FormatRange:
    one = QTextLayout.FormatRange()
    one.start, one.length = stretch.start, stretch.end - stretch.start
    if stretch.weight == BOLD:
        one.format.setFontWeight(QFont.Weight.Bold)
    else:
        one.format.setFontStrikeOut(True)
    return one
