"""Draws the lines of a list as words, wrapped, and muted ones under them; it knows neither what they say nor of whom.

A soft tint and a bar stand where a line is chosen, as in every list of the program.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app import theme
from app.unseen import visible

_WORDS, _UNDER = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
_ENDLESS = 100_000
Index = QModelIndex | QPersistentModelIndex


def dress(lines: QListWidget, role: str = "body") -> TwoLines:
    """Have a list drawn so, its upper words in the type of this role; it never needs to be moved sideways."""
    painter = TwoLines(lines, role)
    lines.setItemDelegate(painter)
    lines.setResizeMode(QListView.ResizeMode.Adjust)
    lines.setWordWrap(True)  # without it Qt puts lines anew where the list is higher, not where it is wider
    lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    lines.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
    theme.NOTICE.changed.connect(lines.scheduleDelayedItemsLayout)
    return painter


def fill(item: QListWidgetItem, words: str, under: str) -> QListWidgetItem:
    """Give a line its words; a screen reader says both."""
    words, under = visible(words), visible(under)
    item.setText(f"{words}\n{under}")
    item.setData(_WORDS, words)
    item.setData(_UNDER, under)
    return item


class TwoLines(QStyledItemDelegate):
    """The painter of one list; `role` is the type of its upper words."""

    def __init__(self, parent: QListWidget, role: str) -> None:
        super().__init__(parent)
        self._role = role
        self._heights: dict[tuple[str, str, int, float], int] = {}
        """How high each line was: a long list asks for all of them each time it gets longer."""

    def forget(self) -> None:
        """Remember no words any more."""
        self._heights.clear()

    def high(self, words: str, under: str, wide: int) -> int:
        """How high a line with these words is in a list so wide."""
        key = words, under, wide, theme.current().scale
        if key not in self._heights:
            inside = _inside(QRect(0, 0, wide, 0)).width()
            high = _high(self._role, words, inside) + _high("muted", under, inside)
            self._heights[key] = high + theme.current().px(16)
        return self._heights[key]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw one line."""
        look, box = theme.current(), QRect(option.rect)
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(box, look.blend("focus", "card", 0.1) if selected else look.colour("card"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, look.colour("line"))
        if selected:
            painter.fillRect(box.left(), box.top(), look.px(4), box.height() - 1, look.colour("focus"))
        inside = _inside(box)
        for role, colour, text in ((self._role, "ink", index.data(_WORDS)), ("muted", "muted", index.data(_UNDER))):
            painter.setFont(look.font(role))
            painter.setPen(look.colour(colour))
            painter.drawText(inside, _WRAPPED, text)
            inside.setTop(inside.top() + _high(role, text, inside.width()))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: as high as the words need in the width of the list."""
        view = self.parent()
        wide = view.viewport().width() if isinstance(view, QListWidget) else theme.current().px(300)
        return QSize(wide, self.high(index.data(_WORDS), index.data(_UNDER), wide))


def _inside(box: QRect) -> QRect:
    px = theme.current().px
    return box.adjusted(px(14), px(7), -px(10), -px(7))


def _high(role: str, text: str, width: int) -> int:
    metrics = QFontMetrics(theme.current().font(role))
    return metrics.boundingRect(0, 0, max(width, 40), _ENDLESS, _WRAPPED, text).height()
