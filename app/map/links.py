"""Arrows between cards: the way they take, and how they are painted; they know two boxes and no case."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.map import ink
from app.map.looks import LinkLook
from app.map.stage import Stage
from mapping.lanes import GUTTER, MARGIN
from mapping.placing import Box

HEAD = 8.0
"""The length of an arrow's head."""
_NEAR = 10.0
"""How near a click must be to an arrow, in map units."""
_BEND, _LOOP = 28.0, 44.0
_CORNER, _SAME_GUTTER = 24.0, 40.0
_BEHIND, _PLAIN, _RAISED = -2.0, 1.0, 1.5
"""Quiet arrows go behind the frames; those on the lit path above all others."""


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


def way(
    start: Box,
    end: Box,
    *,
    passing: tuple[float, float, float] | None = None,
    band: Box | None = None,
    shift: float = 0,
) -> Way:
    """The way from one box to another.

    `passing` is a lane that lies between (left, right) and the height at which it is passed. What lies in the `band`
    is reached through the gutters between the lanes; `shift` keeps apart the arrows that share one.
    """
    if band is not None and band.holds(start) != band.holds(end) and max(start.right, end.right) <= band.right:
        return _across_band(start, end, band.y, shift)
    if end.x >= start.right:
        return _rightward(start, end, passing)
    if end.right <= start.x:
        return _bent(QPointF(start.x, start.middle), QPointF(end.right, end.middle), -1, -1)
    return _looped(start, end)


def _rightward(start: Box, end: Box, passing: tuple[float, float, float] | None) -> Way:
    first, last = QPointF(start.right, start.middle), QPointF(end.x, end.middle)
    if passing is None or not start.right < passing[0] <= passing[1] < end.x:
        return _bent(first, last, 1, 1)
    left, right, height = passing
    enter, leave = QPointF(left, height), QPointF(right, height)
    across = (enter, leave, leave)
    return Way(first, (_bent(first, enter, 1, 1).curves[0], across, _bent(leave, last, 1, 1).curves[0]), QPointF(1, 0))


def _bent(first: QPointF, last: QPointF, out: float, into: float) -> Way:
    """A curve that leaves and arrives level, to the right (1) or to the left (-1)."""
    bend = max(_BEND, abs(last.x() - first.x()) * 0.55)
    return Way(first, ((first + QPointF(out * bend, 0), last - QPointF(into * bend, 0), last),), QPointF(into, 0))


def _looped(start: Box, end: Box) -> Way:
    """Between cards that stand one below the other: out at the right and back in at the right."""
    first, last = QPointF(start.right, start.middle), QPointF(end.right, end.middle)
    out = max(first.x(), last.x()) + _LOOP
    return Way(first, ((QPointF(out, first.y()), QPointF(out, last.y()), last),), QPointF(-1, 0))


def _across_band(start: Box, end: Box, band: float, shift: float) -> Way:
    """Between the band along the bottom and the lanes above it: through the gutters, so that no card is in the way."""
    pairs = [(one, other) for one in _gutters(start, shift) for other in _gutters(end, shift)]
    (first, out), (last, back) = min(pairs, key=lambda pair: abs(pair[0][0] - pair[1][0]))
    begin = QPointF(start.right if out > 0 else start.x, start.middle)
    tip = QPointF(end.right if back > 0 else end.x, end.middle)
    if abs(first - last) < _SAME_GUTTER:
        corners = [QPointF(last, start.middle), QPointF(last, end.middle)]
    else:
        level = band - MARGIN / 2 + shift / 2
        corners = [QPointF(first, start.middle), QPointF(first, level), QPointF(last, level), QPointF(last, end.middle)]
    return Way(begin, _rounded([begin, *corners, tip]), QPointF(-back, 0))


def _gutters(box: Box, shift: float) -> tuple[tuple[float, int], tuple[float, int]]:
    """Where one can go up and down beside a box: to its right (1) and to its left (-1)."""
    return (box.right + GUTTER / 2 + shift, 1), (box.x - GUTTER / 2 + shift, -1)


def _rounded(points: list[QPointF]) -> tuple[tuple[QPointF, QPointF, QPointF], ...]:
    """A way along these points with its corners rounded."""
    curves, here = [], points[0]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        enter, leave = _towards(corner, before), _towards(corner, after)
        curves += [(here, enter, enter), (enter + (corner - enter) * 0.6, leave + (corner - leave) * 0.6, leave)]
        here = leave
    return (*curves, (here, points[-1], points[-1]))


def _towards(corner: QPointF, other: QPointF) -> QPointF:
    """The point a little before a corner, on the way from another."""
    away = other - corner
    length = max(1.0, abs(away.x()) + abs(away.y()))
    return corner + away * (min(_CORNER, length / 2) / length)


class LinkArrow(QGraphicsItem):
    """One arrow; its curve is made when it is first painted."""

    def __init__(self, identity: str, look: LinkLook, stage: Stage, course: Way) -> None:
        super().__init__()
        self.id, self.look, self._stage = identity, look, stage
        self.raise_if_lit()
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
        """Stand above arrows that are out of focus, or again where arrows like this one do."""
        lit = self._stage.lit is not None and self.id in self._stage.lit
        self.setZValue(_RAISED if lit else _BEHIND if self.look.quiet else _PLAIN)

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
