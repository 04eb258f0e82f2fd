"""Widgets in rows like words in a paragraph: what does not fit goes to the next row; knows no case."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import theme


class FlowBox(QWidget):
    """A widget whose children flow from left to right (or from right to left) and then downwards."""

    def __init__(self, parent: QWidget | None = None, gap: int = 4) -> None:
        super().__init__(parent)
        self._children: list[QWidget] = []
        self._gap = gap
        self._heights: dict[int, int] = {}
        """The heights that were asked for since something changed, by width: a layout asks for the same ones often."""
        self._look: object = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """The children in their order."""
        return tuple(self._children)

    def add(self, *widgets: QWidget) -> None:
        """One more widget, or several, behind the others."""
        for widget in widgets:
            widget.setParent(self)
            widget.show()
            self._children.append(widget)
        self._renew()

    def put_first(self, widget: QWidget) -> None:
        """One more widget, before the others."""
        self.add(widget)
        self._children.insert(0, self._children.pop())
        self._renew()

    def clear(self) -> None:
        """Take all widgets out; they are gone for good."""
        for widget in self._children:
            widget.hide()
            widget.deleteLater()
        self._children.clear()
        self._renew()

    def _renew(self) -> None:
        self._heights.clear()
        self._arrange(self.width(), move=True)
        self.updateGeometry()

    def _arrange(self, width: int, *, move: bool) -> int:
        """Give every child that is shown its place, and return the height that they need."""
        gap = theme.current().px(self._gap)
        rows: list[list[tuple[QWidget, int, int]]] = [[]]
        x = 0
        for child in self._children:
            if child.isHidden():
                continue
            size = child.sizeHint().expandedTo(child.minimumSize())
            wide = max(min(size.width(), width), 1)
            if x and x + wide > width:
                rows.append([])
                x = 0
            rows[-1].append((child, wide, child.heightForWidth(wide) if child.hasHeightForWidth() else size.height()))
            x += wide + gap
        heights = [max((high for _, _, high in row), default=0) for row in rows]
        if move:
            self._place(rows, heights, width, gap)
        return sum(heights) + gap * (len(rows) - 1)

    def _place(self, rows: list[list[tuple[QWidget, int, int]]], heights: list[int], width: int, gap: int) -> None:
        """Put each child in the middle of its row."""
        y = 0
        for row, height in zip(rows, heights, strict=True):
            x = 0
            for child, wide, high in row:
                left = width - x - wide if self.isRightToLeft() else x
                child.setGeometry(QRect(left, y + (height - high) // 2, wide, high))
                x += wide + gap
            y += height + gap

    def event(self, event: QEvent) -> bool:
        """A child wants another size, or came or went."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._renew()
        return super().event(event)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height in a given width."""
        if not self.isVisible() or self._look is not theme.current():
            self._heights.clear()  # out of sight nobody tells that a child wants another size
            self._look = theme.current()
        if width not in self._heights:
            self._heights[width] = self._arrange(width, move=False)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """Its own width where it has one already."""
        return QSize(theme.current().px(120), self.heightForWidth(max(self.width(), theme.current().px(120))))

    def minimumSizeHint(self) -> QSize:
        """One child in each row will do, and that may be cut short."""
        widths = [child.minimumSizeHint().width() for child in self._children if not child.isHidden()]
        return QSize(max(widths, default=0), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._arrange(event.size().width(), move=True)
        if event.size().height() < self.heightForWidth(event.size().width()):
            self.updateGeometry()


def beside(*widgets: QWidget) -> FlowBox:
    """These widgets in a row of their own, each no wider than it needs to be."""
    box = FlowBox(gap=8)
    box.add(*widgets)
    return box
