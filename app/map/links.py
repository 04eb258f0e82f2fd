"""Arrows between cards: the way they take, and how they are painted; they know two boxes and no case."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.map import ink
from app.map.looks import LinkLook
from app.map.stage import Stage
from mapping.placing import Box

HEAD = 8.0
"""The length of an arrow's head."""
_NEAR = 10.0
"""How near a click must be to an arrow, in map units."""
_BEND, _LOOP = 28.0, 44.0
_PLAIN, _RAISED = 1.0, 1.5


@dataclass(frozen=True, slots=True)
class Way:
    """The way of an arrow: its first point, its curves as triples of points, and the direction in which it arrives."""

    start: QPointF
    curves: tuple[tuple[QPointF, QPointF, QPointF], ...]
    arrival: QPointF

    @property
    def end(self) -> QPointF:
        """The tip of the arrow."""
        return self.curves[-1][2]


def way(start: Box, end: Box, *, passing: tuple[float, float, float] | None = None, band: float = 1e9) -> Way:
    """The way from one box to another.

    `passing` is a lane that lies between (left, right) and the height at which it is passed. What lies below `band`
    is left and met from above.
    """
    if start.y >= band > end.y or end.y >= band > start.y:
        return _across_band(start, end, upward=start.y > end.y)
    if end.x >= start.right:
        return _rightward(start, end, passing)
    if end.right <= start.x:
        return _bent(QPointF(start.x, start.middle), QPointF(end.right, end.middle), -1, -1)
    return _looped(start, end)


def _rightward(start: Box, end: Box, passing: tuple[float, float, float] | None) -> Way:
    first, last = QPointF(start.right, start.middle), QPointF(end.x, end.middle)
    if passing is None or not start.right <= passing[0] <= passing[1] <= end.x:
        return _bent(first, last, 1, 1)
    left, right, height = passing
    enter, leave = QPointF(left, height), QPointF(right, height)
    across = (enter, leave, leave)
    return Way(first, (_bent(first, enter, 1, 1).curves[0], across, _bent(leave, last, 1, 1).curves[0]), QPointF(1, 0))


def _bent(first: QPointF, last: QPointF, out: float, into: float) -> Way:
    """A curve that leaves and arrives level, to the right (1) or to the left (-1)."""
    bend = max(_BEND, abs(last.x() - first.x()) / 2)
    return Way(first, ((first + QPointF(out * bend, 0), last - QPointF(into * bend, 0), last),), QPointF(into, 0))


def _looped(start: Box, end: Box) -> Way:
    """Between cards that stand one below the other: out at the right and back in at the right."""
    first, last = QPointF(start.right, start.middle), QPointF(end.right, end.middle)
    out = max(first.x(), last.x()) + _LOOP
    return Way(first, ((QPointF(out, first.y()), QPointF(out, last.y()), last),), QPointF(-1, 0))


def _across_band(start: Box, end: Box, *, upward: bool) -> Way:
    """Between the band along the bottom and the lanes above it."""
    low, high = (start, end) if upward else (end, start)
    foot = QPointF(low.x + low.width / 2, low.y)
    if low.x + low.width / 2 >= high.right:
        side, out = QPointF(high.right, high.middle), 1.0
    elif low.x + low.width / 2 <= high.x:
        side, out = QPointF(high.x, high.middle), -1.0
    else:
        side, out = QPointF(high.right, high.middle), 1.0
    rise = max(_BEND, (foot.y() - side.y()) / 2)
    near_foot, near_side = foot - QPointF(0, rise), side + QPointF(out * _LOOP, 0)
    if upward:
        return Way(foot, ((near_foot, near_side, side),), QPointF(-out, 0))
    return Way(side, ((near_side, near_foot, foot),), QPointF(0, 1))


class LinkArrow(QGraphicsItem):
    """One arrow; its curve is made when it is first painted."""

    def __init__(self, identity: str, look: LinkLook, stage: Stage, course: Way) -> None:
        super().__init__()
        self.id, self.look, self._stage = identity, look, stage
        self.setZValue(_PLAIN)
        self._take(course)

    def _take(self, course: Way) -> None:
        self.course = course
        self._path: QPainterPath | None = None
        points = [course.start, *(point for curve in course.curves for point in curve)]
        left, right = min(point.x() for point in points), max(point.x() for point in points)
        top, bottom = min(point.y() for point in points), max(point.y() for point in points)
        self._bounds = QRectF(left - HEAD, top - HEAD, right - left + 2 * HEAD, bottom - top + 2 * HEAD)

    def follow(self, course: Way) -> None:
        """Go another way from now on."""
        self.prepareGeometryChange()
        self._take(course)

    def show_look(self, look: LinkLook) -> None:
        """Take on another look."""
        if look != self.look:
            self.look = look
            self.update()

    def raise_if_lit(self) -> None:
        """Stand above arrows that are out of focus."""
        lit = self._stage.lit is not None and self.id in self._stage.lit
        self.setZValue(_RAISED if lit else _PLAIN)

    @property
    def straight(self) -> QLineF:
        """The arrow as it is seen from afar."""
        return QLineF(self.course.start, self.course.end)

    def passes(self, point: QPointF, reach: float = _NEAR) -> bool:
        """Whether the arrow passes so near a point that a click there means it."""
        if not self._bounds.adjusted(-reach, -reach, reach, reach).contains(point):
            return False
        stroker = QPainterPathStroker()
        stroker.setWidth(2 * reach)
        return stroker.createStroke(curve(self.course)).contains(point)

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self._path is None:
            self._path, self._head = curve(self.course), head(self.course)
        stage, look = self._stage, self.look
        pen = ink.pen(look.role, stage.strength(self.id, quiet=look.quiet), dashed=look.dashed)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not stage.moving)
        paint_arrow(painter, self._path, self._head, pen)


def paint_arrow(painter: QPainter, path: QPainterPath, tip: QPolygonF, pen: QPen) -> None:
    """An arrow: its curve, and its head in the same colour."""
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(pen.color())
    painter.drawPolygon(tip)


def curve(course: Way) -> QPainterPath:
    """The line of an arrow; it ends inside the head, so that the tip is sharp."""
    path = QPainterPath(course.start)
    for first, second, last in course.curves[:-1]:
        path.cubicTo(first, second, last)
    first, second, last = course.curves[-1]
    path.cubicTo(first, second, last - course.arrival * (HEAD / 2))
    return path


def head(course: Way) -> QPolygonF:
    """The head of an arrow, a small triangle that points where it arrives."""
    back, half = course.arrival * HEAD, QPointF(-course.arrival.y(), course.arrival.x()) * (HEAD / 2)
    return QPolygonF([course.end, course.end - back + half, course.end - back - half])
