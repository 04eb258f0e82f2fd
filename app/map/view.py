"""The window onto the map: pan, zoom, and the hand, whose presses it turns into gestures; it knows no case."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGestureEvent, QGraphicsView, QPinchGesture, QToolTip, QWidget

from app import theme
from app.map.gestures import Gesture, Spot
from app.map.scene import MapScene
from app.map.stage import FAR
from app.plain import tip_of

NEAREST, FARTHEST = 4.0, 0.1
"""How far one may zoom in and, unless the whole map is larger, out."""
_STEP = 1.2
_OVER = 0.75
"""How far beyond its edge the map can be pulled, in windows."""
_STILL_AFTER = 140
"""Milliseconds without movement after which everything is painted finely again."""
_PAN = 60
_AROUND, _EDGE = 24, 16
_LEAST = 0.8
"""A map begins no smaller than this, and at full size for those who asked for larger text."""


class MapView(QGraphicsView):
    """Shows the scene, and asks `choose` which gesture a press begins.

    `zoomed` tells the zoom in per cent once it rests; `moved` that another part of the map is in view; `resized` that
    the window onto it is larger or smaller.
    """

    zoomed = Signal(int)
    moved = Signal()
    resized = Signal()
    pressed_twice = Signal(QPointF)
    wants_menu = Signal(QPointF, QPoint)
    wants_menu_by_key = Signal()

    def __init__(self, scene: MapScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self.map_scene = scene
        self.choose: Callable[[Spot], Gesture | None] = lambda _spot: None
        self.press_key: Callable[[QKeyEvent], bool] = lambda _event: False
        self.release_key: Callable[[QKeyEvent], None] = lambda _event: None
        self.walk_by_tab: Callable[[bool], bool] = lambda _forward: False
        self.held: Callable[[], str] = lambda: ""
        self.explain: Callable[[QPointF], str] = lambda _point: ""
        self.told: object = None
        self.gesture: Gesture | None = None
        self.space_held = False
        self.zoom = 1.0
        self._fitted = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_STILL_AFTER)
        self._rest.timeout.connect(self._come_to_rest)
        self._dress()

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setRenderHint(QPainter.RenderHint.TextAntialiasing, True)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState, True)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing, True)
        # Many small parts at once would be many clips, and lines that cross them take Qt longer than the whole.
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.BoundingRectViewportUpdate)
        self.setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        # The paper covers all of it: nothing behind it need be painted.
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, True)
        self.setBackgroundBrush(theme.current().colour("paper"))
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self.moved)

    def restyle(self) -> None:
        """Take on the theme as it is now; the map grows with the text."""
        self.setBackgroundBrush(theme.current().colour("paper"))
        self.zoom_to(self.zoom, self.viewport().rect().center())

    # ------------------------------------------------------------------ zoom and pan

    @property
    def scale_now(self) -> float:
        """Pixels for one map unit: the zoom, times the worker's text size."""
        return self.zoom * theme.current().scale

    def zoom_to(self, zoom: float, at: QPoint) -> None:
        """Zoom, and keep what lies under this point of the window where it is."""
        under = self.mapToScene(at)
        self.zoom = max(min(FARTHEST, self._whole()), min(NEAREST, zoom))
        self.set_moving()
        self._apply()
        self.pull(self.mapFromScene(under) - at)
        self.moved.emit()

    def _apply(self) -> None:
        scale = self.scale_now
        self.setTransform(self.transform().fromScale(scale, scale))
        self.map_scene.set_far(scale < FAR)
        self.take_paper()

    def take_paper(self) -> None:
        """Take on the size of the map, with room to pull it about."""
        paper, view = self.map_scene.paper, self.viewport().size()
        wide, high = view.width() / self.scale_now, view.height() / self.scale_now
        self.setSceneRect(paper.adjusted(-_OVER * wide, -_OVER * high, _OVER * wide, _OVER * high))
        shown = Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(shown[paper.height() <= high])
        self.setHorizontalScrollBarPolicy(shown[paper.width() <= wide])

    def pull(self, by: QPoint) -> None:
        """Move the window over the map by so many pixels."""
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + by.x())
        down.setValue(down.value() + by.y())

    def zoom_by(self, steps: float, at: QPoint | None = None) -> None:
        """Zoom in, or out where `steps` is negative, at the pointer if it is over the map, else in the middle."""
        pointer = self.viewport().mapFromGlobal(self.cursor().pos())
        middle = pointer if self.viewport().rect().contains(pointer) else self.viewport().rect().center()
        self.zoom_to(self.zoom * _STEP**steps, at or middle)
        self.tell_zoom()

    def tell_zoom(self) -> None:
        """Say what the zoom is; while it changes step by step that waits until it rests."""
        self.moved.emit()
        self.zoomed.emit(round(100 * self.zoom))

    def _whole(self) -> float:
        """The zoom at which the whole map is in view."""
        paper, view = self.map_scene.paper, self.viewport().size()
        if paper.isEmpty():
            return 1.0
        return min(view.width() / paper.width(), view.height() / paper.height()) / theme.current().scale

    def fit(self) -> None:
        """Show the whole map, at 100 % at most."""
        self.zoom = min(1.0, self._whole())
        self._apply()
        self.pull(self.mapFromScene(self.map_scene.paper.center()) - self.viewport().rect().center())
        self.tell_zoom()

    def begin(self) -> None:
        """Show the beginning of the map, the lanes beside one another if the window is wide enough for reading."""
        laid = self.map_scene.layout
        if laid is None:
            return
        paper, right = self.map_scene.paper, laid.lane("children").box.right + 12
        wide = self.viewport().width() / theme.current().scale
        least = _LEAST if theme.current().scale == 1.0 else 1.0
        self.zoom = max(least, min(1.0, wide / (right - paper.left())))
        self._apply()
        self.pull(self.mapFromScene(paper.topLeft()))
        self.tell_zoom()

    def show_box(self, box: QRectF) -> None:
        """Bring a part of the map into view, if it is not there, by the shortest way."""
        view, shown = self.viewport().rect(), self.mapFromScene(box).boundingRect()
        x = _shift(shown.left(), shown.right(), view.width())
        y = _shift(shown.top(), shown.bottom(), view.height())
        if x or y:
            self.pull(QPoint(x, y))

    def show_card(self, identity: str) -> None:
        """Bring a card or a child's frame into view."""
        box = self.map_scene.box_of(identity)
        if box is not None:
            self.show_box(QRectF(box.x, box.y, box.width, box.height))

    def held_in_view(self, size: QSize | None = None) -> str:
        """The card that is to stay in view, if it is there, or was while the window had this size; else ""."""
        identity = self.held()
        box = self.map_scene.box_of(identity) if identity else None
        if box is None:
            return ""
        shown = self.mapFromScene(QRectF(box.x, box.y, box.width, box.height)).boundingRect()
        return identity if shown.intersects(QRect(QPoint(), size or self.viewport().size())) else ""

    def pan(self, x: int, y: int) -> None:
        """Move over the map by steps of the keyboard."""
        self.set_moving()
        self.pull(QPoint(x * _PAN, y * _PAN))

    # ------------------------------------------------------------------ movement

    def set_moving(self) -> None:
        """Something moves: paint quickly until it rests."""
        self.map_scene.stage.moving = True
        self._rest.start()

    def _come_to_rest(self) -> None:
        if self.gesture is not None and self.gesture.moves:
            self._rest.start()
            return
        self.map_scene.stage.moving = False
        self.viewport().update()
        self.tell_zoom()

    def paintEvent(self, event: QPaintEvent) -> None:
        onto_map = self.viewportTransform().inverted()[0]
        stage = self.map_scene.stage
        parts: Iterable[QRect] = event.region()  # type: ignore[assignment]  # the stubs do not say that it can be walked
        stage.areas = tuple(onto_map.mapRect(QRectF(part)).adjusted(-1, -1, 1, 1) for part in parts)
        super().paintEvent(event)
        stage.areas = None

    # ------------------------------------------------------------------ the hand

    def start(self, gesture: Gesture | None, spot: Spot) -> None:
        """Let a gesture begin; the one before it is over."""
        self.cancel()
        self.gesture = gesture
        if gesture is not None:
            gesture.begin(spot)

    def cancel(self) -> bool:
        """Break off what the hand is doing; True if it was doing something."""
        gesture, self.gesture = self.gesture, None
        if gesture is not None:
            gesture.cancel()
        return gesture is not None

    def _end(self, spot: Spot) -> None:
        gesture, self.gesture = self.gesture, None
        if gesture is not None:
            gesture.finish(spot)

    def spot(self, event: QMouseEvent) -> Spot:
        """Where the pointer is, on the map and in the window."""
        at = event.position().toPoint()
        return Spot(self.mapToScene(at), at, event.button(), event.modifiers(), self.scale_now)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        spot = self.spot(event)
        if self.gesture is not None and self.gesture.takes_clicks:
            self._end(spot)
        else:
            self.start(self.choose(spot), spot)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = self.spot(event)
        if self.gesture is None:
            self.hover(spot)
            return
        if self.gesture.moves:
            self.set_moving()
        if self.gesture.pulls:
            self.pull(self._over_edge(spot.view))
        self.gesture.move(self.spot(event))

    def _over_edge(self, at: QPoint) -> QPoint:
        """How far the map is pulled by a hand at the edge of the window."""
        inner = self.viewport().rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        x = (at.x() > inner.right()) - (at.x() < inner.left())
        y = (at.y() > inner.bottom()) - (at.y() < inner.top())
        return QPoint(x * _EDGE, y * _EDGE)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        spot = self.spot(event)
        if self.gesture is not None and not self.gesture.keeps_on(spot):
            self._end(spot)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.cancel()
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed_twice.emit(self.spot(event).scene)

    def hover(self, spot: Spot) -> None:
        """Show the handle of the card under the pointer, and nothing while the map is seen from afar."""
        stage, scene = self.map_scene.stage, self.map_scene
        over = "" if scene.stage.far else scene.card_at(spot.scene) or scene.handle_at(spot.scene)
        if over != stage.hovered:
            before, stage.hovered = stage.hovered, over
            scene.repaint(before, over)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.cancel()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.wants_menu_by_key.emit()
        else:
            self.wants_menu.emit(self.mapToScene(event.pos()), event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_to(self.zoom * _STEP ** (event.angleDelta().y() / 120), event.position().toPoint())
            event.accept()
            return
        self.set_moving()
        super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = "" if self.map_scene.stage.far else self.explain(self.mapToScene(event.pos()))
            QToolTip.showText(event.globalPos(), tip_of(words), self.viewport())
            return True
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_to(self.zoom * (1 + event.value()), event.position().toPoint())
            return True
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                at = self.viewport().mapFromGlobal(pinch.centerPoint().toPoint())
                self.zoom_to(self.zoom * pinch.scaleFactor(), at)
                return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.space_held = True
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        elif not self.press_key(event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.space_held = False
            self.viewport().unsetCursor()
        self.release_key(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self.walk_by_tab(forward) or super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.space_held = False
        self.viewport().unsetCursor()
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        kept = self.held_in_view(event.oldSize())
        super().resizeEvent(event)
        self.take_paper()
        self.show_card(kept)
        self.resized.emit()
        if not self._fitted and self.isVisible():
            self._fitted = True
            self.begin()


def _shift(low: int, high: int, room: int) -> int:
    """How far a window must move along one edge to show a stretch and a little around it; its beginning goes first."""
    if low < 0 or high - low > room:
        return low - _AROUND
    return high - room + _AROUND if high > room else 0
