"""The parts that the columns of the desk are made of: a column that scrolls, a slip, a heading that folds; no case."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QToolButton, QVBoxLayout, QWidget

from app import theme
from app.display import Column


class Side(QScrollArea):
    """A column of widgets as wide as there is room, which scrolls when it is longer than the window."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held = Column()
        self.column = QVBoxLayout(self._held)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.setWidget(self._held)
        self.dress()
        theme.NOTICE.changed.connect(self.dress)

    def dress(self) -> None:
        """Take on the sizes of the theme as it is now."""
        px = theme.current().px
        self.column.setContentsMargins(px(16), px(12), px(12), px(16))
        self.column.setSpacing(px(8))

    def reveal(self, widget: QWidget) -> None:
        """Scroll to a widget in it."""
        self.ensureWidgetVisible(widget, 0, theme.current().px(16))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: words wrap in the width that there is."""
        super().resizeEvent(event)
        self._held.setFixedWidth(self.viewport().width())


class Part(QWidget):
    """A slip of card with rows; `role` tints it a little."""

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self.rows = QVBoxLayout(self)
        self.dress()
        theme.NOTICE.changed.connect(self.dress)

    def dress(self) -> None:
        """Take on the sizes of the theme as it is now."""
        px = theme.current().px
        self.rows.setContentsMargins(px(12), px(8), px(12), px(8))
        self.rows.setSpacing(px(6))

    def clear(self) -> None:
        """Hold nothing any more."""
        while (item := self.rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: card with a quiet edge."""
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(look.blend(self._role, "card", 0.1) if self._role else look.colour("card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.px(5), look.px(5))


class Fold(QWidget):
    """Rows behind words that open them."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button, self.body = QToolButton(), QWidget()
        self.call(words)
        self.button.setCheckable(True)
        self.button.setMinimumWidth(1)
        self.button.setProperty("flat", True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setArrowType(Qt.ArrowType.RightArrow)
        self.button.toggled.connect(self._turn)
        self.rows = QVBoxLayout(self.body)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(theme.current().px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(4))
        column.addWidget(self.button)
        column.addWidget(self.body)
        self.body.hide()

    def call(self, words: str) -> None:
        """Say this on the heading."""
        self.button.setText(words)
        self.button.setAccessibleName(words)

    def open(self, on: bool = True) -> None:
        """Show the rows, or hide them."""
        self.button.setChecked(on)

    def _turn(self, on: bool) -> None:
        self.button.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)
        self.body.setVisible(on)


def say(label: QWidget, words: str) -> None:
    """Put words into a label, which is not there when it has none."""
    label.setText(words)  # type: ignore[attr-defined]
    label.setVisible(bool(words))
