"""A small picture of the whole map in a corner of the large one: where one is, and the way to elsewhere; no words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from app import theme
from app.map import ink
from app.map.scene import MapScene
from app.map.view import MapView
from app.theme import kind_role

_WIDE, _HIGH, _OFF = 200, 140, 12
"""The room it takes at most, and how far it stands from the corner, in pixels at 100 %."""
_SHARE = 0.4
"""It never takes more of the window than this, across or down."""
_STEPS = {Qt.Key.Key_Left: (-3, 0), Qt.Key.Key_Right: (3, 0), Qt.Key.Key_Up: (0, -3), Qt.Key.Key_Down: (0, 3)}


class MiniMap(QWidget):
    """Folded away until somebody asks for it."""

    def __init__(self, view: MapView, scene: MapScene) -> None:
        super().__init__(view)
        self._view, self._scene = view, scene
        self._picture: QPixmap | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Small map")
        self.setAccessibleDescription("The arrow keys move the large map; Esc goes back to it, M folds this away.")
        self.hide()
        view.moved.connect(self.update)
        view.resized.connect(self.stand)
        scene.laid_out.connect(self.forget)
        theme.NOTICE.changed.connect(self.forget)

    def turn(self) -> None:
        """Show it with the keyboard in it, or fold it away."""
        if self.isHidden():
            self.stand()
            self.show()
            self.setFocus()
        else:
            self.hide()
            self._view.setFocus()

    def forget(self) -> None:
        """The map looks otherwise now."""
        self._picture = None
        self.stand()
        self.update()

    def stand(self) -> None:
        """Stand in the lower right corner, as large as the map's own shape allows."""
        look, room, paper = theme.current(), self._view.viewport().size(), self._scene.paper
        if paper.isEmpty():
            return
        wide, high = min(look.px(_WIDE), room.width() * _SHARE), min(look.px(_HIGH), room.height() * _SHARE)
        share = min(wide / paper.width(), high / paper.height())
        size = QRect(0, 0, max(24, round(paper.width() * share)), max(24, round(paper.height() * share)))
        off = look.px(_OFF)
        self.setGeometry(size.translated(room.width() - size.width() - off, room.height() - size.height() - off))

    def _onto(self, box: QRectF) -> QRectF:
        """Where a part of the map lies in here."""
        paper = self._scene.paper
        across, down = self.width() / paper.width(), self.height() / paper.height()
        left, top = (box.x() - paper.x()) * across, (box.y() - paper.y()) * down
        return QRectF(left, top, box.width() * across, box.height() * down)

    def _painted(self) -> QPixmap:
        """Every card as a small box in the colour of its kind, made once for as long as the map looks like this."""
        look, ratio = theme.current(), self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(look.colour("card"))
        painter = QPainter(picture)
        painter.setPen(Qt.PenStyle.NoPen)
        for identity in self._scene.shown():
            card = self._scene.cards[identity]
            painter.setBrush(ink.colour(kind_role(card.kind), dim=self._scene.stage.dims(identity)))
            box = self._onto(QRectF(card.box.x, card.box.y, card.box.width, card.box.height))
            painter.drawRect(QRectF(box.x(), box.y(), max(box.width(), 2.0), max(box.height(), 1.5)))
        painter.end()
        return picture

    def _go(self, at: QPointF) -> None:
        """Bring the place at this point of the small map into the middle of the large one."""
        paper, view = self._scene.paper, self._view
        x = paper.x() + at.x() / self.width() * paper.width()
        y = paper.y() + at.y() / self.height() * paper.height()
        view.set_moving()
        view.pull(view.mapFromScene(QPointF(x, y)) - view.viewport().rect().center())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._scene.paper.isEmpty():
            return
        if self._picture is None or self._picture.deviceIndependentSize().toSize() != self.size():
            self._picture = self._painted()
        look, painter = theme.current(), QPainter(self)
        painter.drawPixmap(QPoint(), self._picture)
        seen = self._view.mapToScene(self._view.viewport().rect()).boundingRect()
        painter.setPen(QPen(look.colour("ink"), look.px(1.5)))
        painter.drawRect(self._onto(seen).intersected(QRectF(self.rect()).adjusted(1, 1, -1, -1)))
        painter.setPen(QPen(look.colour("focus" if self.hasFocus() else "muted"), 2.0 if self.hasFocus() else 1.0))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._view.pan(*_STEPS[key])
        elif key == Qt.Key.Key_Escape:
            self._view.setFocus()
        else:
            super().keyPressEvent(event)
