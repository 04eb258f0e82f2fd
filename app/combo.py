"""A list to choose from that looks quiet and does not turn when a form is scrolled over it; knows no case."""

from __future__ import annotations

import sys

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from app import theme
from app.later import soon


class Combo(QComboBox):
    """As narrow as it must be, with a small hook in place of a button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def as_narrow_as_its_lines(self) -> None:
        """Stand beside or under words, as wide as the longest line and no wider."""
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802  # Qt's own name
        """Be called so, and the line in it too. Qt on Linux calls a list by what is chosen in it: it is told beside."""
        super().setAccessibleName(name)
        line = self.lineEdit()
        if line is not None:
            line.setAccessibleName(name)
        if sys.platform == "linux" and not self.accessibleDescription():
            self.setAccessibleDescription(name)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The form scrolls."""
        event.ignore()

    def showPopup(self) -> None:  # noqa: N802  # Qt's own name
        """The list is as wide as its longest line."""
        rows = range(self.count())
        wide = max((self.fontMetrics().horizontalAdvance(self.itemText(row)) for row in rows), default=0)
        self.view().setAccessibleName(self.accessibleName())
        self.view().setMinimumWidth(max(wide + theme.current().px(28), self.width()))
        super().showPopup()
        soon(self, Combo._show_last_line)  # the lines get their height when the list is painted

    def _show_last_line(self) -> None:
        """Qt reckons the height of the list without the room that the theme gives each line: the last one was cut."""
        view = self.view()
        lines = min(self.count(), self.maxVisibleItems())
        last = view.visualRect(view.model().index(lines - 1, self.modelColumn()))
        first = view.visualRect(view.model().index(0, self.modelColumn()))
        missing = last.bottom() + 1 - first.top() - view.viewport().height()
        box = view.window()
        if missing > 0 and box is not self.window() and box.isVisible():
            space, shape = self.screen().availableGeometry(), box.geometry()
            shape.setHeight(min(shape.height() + missing, space.height()))
            shape.moveBottom(min(shape.bottom(), space.bottom()))
            box.setGeometry(shape)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A small hook at the far edge says that there is a list."""
        super().paintEvent(event)
        if not self.isEnabled():
            return
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("muted"), look.px(1.5)))
        x = look.px(12) if self.isRightToLeft() else self.width() - look.px(12)
        y, arm = self.height() / 2 - look.px(1), look.px(4)
        painter.drawPolyline([QPointF(x - arm, y - arm / 2), QPointF(x, y + arm / 2), QPointF(x + arm, y - arm / 2)])
