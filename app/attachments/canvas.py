"""A picture that can be made larger, smaller and moved about, by keys and by hand; it knows pixels and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app import theme

_STEP, _MOST, _LEAST = 1.25, 8.0, 0.02
_LINE = 40
"""How far an arrow key moves the picture, in pixels at 100 %."""


class Canvas(QAbstractScrollArea):
    """Shows one picture whole, until it is made larger; `zoomed` tells how large it is, 1 for pixel by pixel.

    `turned` asks for so many pages on, or back, where it is a page.
    """

    zoomed = Signal(float)
    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image, self._drawn = QImage(), QPixmap()
        self._zoom, self._fits, self._fill = 1.0, True, False
        """How large, and whether that follows the view: all of the picture in it, or its width filled."""
        self._held: QPoint | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("The picture")
        self.setAccessibleDescription("Plus and minus: larger, smaller. 0: all of it. Arrows: move.")
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        theme.NOTICE.changed.connect(self.viewport().update)

    @property
    def zoom(self) -> float:
        """How large the picture is."""
        return self._zoom

    @property
    def image(self) -> QImage:
        """The picture that is shown; null where there is none."""
        return self._image

    def show_image(self, image: QImage, *, page: bool = False) -> None:
        """Show a picture, all of it; a page from its top, as wide as there is room, so that it can be read."""
        self._image = image
        self.verticalScrollBar().setValue(0)
        if page:
            self.fit_width()
        else:
            self.fit()

    def clear(self) -> None:
        """Hold no picture any more."""
        self._image, self._drawn = QImage(), QPixmap()
        self._place()

    def larger(self) -> None:
        """A step larger."""
        self._set(self._zoom * _STEP)

    def smaller(self) -> None:
        """A step smaller."""
        self._set(self._zoom / _STEP)

    def actual(self) -> None:
        """Pixel by pixel."""
        self._set(1.0)

    def fit(self) -> None:
        """All of it, never larger than it is."""
        self._fits, self._fill = True, False
        room, size = self.maximumViewportSize(), self._image.size()
        self._fit(min(room.width() / max(1, size.width()), room.height() / max(1, size.height())))

    def fit_width(self) -> None:
        """As wide as there is room, and to be scrolled through."""
        self._fits = self._fill = True
        bar = self.verticalScrollBar().sizeHint().width()
        self._fit((self.maximumViewportSize().width() - bar) / max(1, self._image.width()))

    def _fit(self, zoom: float) -> None:
        if not self._image.isNull():
            self._zoom = max(_LEAST, min(1.0, zoom))
        self._place()

    def _set(self, zoom: float) -> None:
        """Another size; the middle of the view stays where it is."""
        middle = self.viewport().rect().center()
        at = middle - self._target().topLeft()
        zoom = max(_LEAST, min(_MOST, zoom))
        grown = zoom / self._zoom
        self._zoom, self._fits = zoom, False
        self._place()
        self.horizontalScrollBar().setValue(round(at.x() * grown) - middle.x())
        self.verticalScrollBar().setValue(round(at.y() * grown) - middle.y())

    def _size(self) -> QSize:
        return QSize(round(self._image.width() * self._zoom), round(self._image.height() * self._zoom))

    def _place(self) -> None:
        self._drawn = QPixmap()
        size, view = self._size(), self.viewport().size()
        for bar, whole, part in (
            (self.horizontalScrollBar(), size.width(), view.width()),
            (self.verticalScrollBar(), size.height(), view.height()),
        ):
            bar.setRange(0, max(0, whole - part))
            bar.setPageStep(part)
            bar.setSingleStep(theme.current().px(_LINE))
        self.viewport().update()
        self.zoomed.emit(self._zoom)

    def _target(self) -> QRect:
        """Where the whole picture lies, in the view."""
        size, view = self._size(), self.viewport().size()
        left = max(0, (view.width() - size.width()) // 2) - self.horizontalScrollBar().value()
        top = max(0, (view.height() - size.height()) // 2) - self.verticalScrollBar().value()
        return QRect(QPoint(left, top), size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The part of the picture that is in view, on paper; a frame when the keyboard is here."""
        painter, look = QPainter(self.viewport()), theme.current()
        painter.fillRect(self.viewport().rect(), look.colour("paper"))
        target = self._target()
        if not self._image.isNull() and not target.isEmpty():
            if self._zoom < 1:
                if self._drawn.isNull():
                    ways = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
                    self._drawn = QPixmap.fromImage(self._image.scaled(target.size(), *ways))
                painter.drawPixmap(target.topLeft(), self._drawn)
            else:
                painter.drawImage(target, self._image)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl larger and smaller, else up and down."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif event.angleDelta().y() > 0:
            self.larger()
        elif event.angleDelta().y() < 0:
            self.smaller()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        self._held = event.position().toPoint()
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it with the hand."""
        if self._held is not None:
            at = event.position().toPoint()
            moved, self._held = at - self._held, at
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - moved.x())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - moved.y())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._held = None
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Larger, smaller, all of it, pixel by pixel; arrows move."""
        acts: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Plus: self.larger, Qt.Key.Key_Equal: self.larger, Qt.Key.Key_Minus: self.smaller,
            Qt.Key.Key_0: self.fit, Qt.Key.Key_1: self.actual,
            Qt.Key.Key_PageDown: lambda: self.turned.emit(1), Qt.Key.Key_PageUp: lambda: self.turned.emit(-1),
        }  # fmt: skip
        act = acts.get(Qt.Key(event.key())) if not event.modifiers() & Qt.KeyboardModifier.ControlModifier else None
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def scrollContentsBy(self, _x: int, _y: int) -> None:
        """Qt: the view moved."""
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All of it stays all of it."""
        super().resizeEvent(event)
        if self._fill and self._fits:
            self.fit_width()
        elif self._fits:
            self.fit()
        else:
            self._place()
