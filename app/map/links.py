"""Arrows between cards: the way they take, and how they are painted; they know two boxes and no case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF

from app.map.looks import LinkLook
from mapping.lanes import GUTTER, MARGIN, landing
from mapping.placing import Box

HEAD = 8.0
"""The length of an arrow's head."""
_NEAR = 10.0
"""How near a click must be to an arrow, in map units."""
_BEND, _LOOP = 28.0, 44.0
_CORNER, _SAME_GUTTER = 24.0, 40.0
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Way:
    """The way of an arrow: its first point, three more for each curve, and the direction in which it arrives."""

    points: tuple[Point, ...]
    arrival: Point

    @property
    def end(self) -> Point:
        """The tip of the arrow."""
        return self.points[-1]


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
    is reached through the gutters between the lanes; `shift` keeps apart the arrows that share one. An arrow that
    arrives where others leave lands below them.
    """
    if band is not None and band.holds(start) != band.holds(end) and max(start.right, end.right) <= band.right:
        return _across_band(start, end, band.y, shift)
    first, last = start.middle, landing(end)
    if end.x >= start.right:
        return _rightward((start.right, first), (end.x, end.middle), passing)
    if end.right <= start.x:
        return Way(_bent((start.x, first), (end.right, last), -1), (-1.0, 0.0))
    out = max(start.right, end.right) + _LOOP
    return Way(((start.right, first), (out, first), (out, last), (end.right, last)), (-1.0, 0.0))


def _rightward(first: Point, last: Point, passing: tuple[float, float, float] | None) -> Way:
    if passing is None or not first[0] < passing[0] <= passing[1] < last[0]:
        return Way(_bent(first, last, 1), (1.0, 0.0))
    left, right, height = passing
    enter, leave = (left, height), (right, height)
    return Way((*_bent(first, enter, 1), enter, leave, *_bent(leave, last, 1)), (1.0, 0.0))


def _bent(first: Point, last: Point, side: int) -> tuple[Point, Point, Point, Point]:
    """A curve that leaves and arrives level, to the right (1) or to the left (-1)."""
    bend = side * bend_of(first[0], last[0])
    return first, (first[0] + bend, first[1]), (last[0] - bend, last[1]), last


def bend_of(left: float, right: float) -> float:
    """How far a curve between two places runs level before it bends."""
    return max(_BEND, abs(right - left) * 0.55)


def _across_band(start: Box, end: Box, band: float, shift: float) -> Way:
    """Between the band along the bottom and the lanes above it: through the gutters, so that no card is in the way."""
    pairs = [(one, other) for one in _gutters(start, shift) for other in _gutters(end, shift)]
    (first, out), (last, back) = min(pairs, key=lambda pair: abs(pair[0][0] - pair[1][0]))
    begin = (start.right if out > 0 else start.x, start.middle)
    tip = (end.right if back > 0 else end.x, landing(end))
    if abs(first - last) < _SAME_GUTTER:
        corners = [(last, start.middle), (last, tip[1])]
    else:
        level = band - MARGIN / 2 + shift / 2
        corners = [(first, start.middle), (first, level), (last, level), (last, tip[1])]
    return Way(_rounded([begin, *corners, tip]), (-float(back), 0.0))


def _gutters(box: Box, shift: float) -> tuple[tuple[float, int], tuple[float, int]]:
    """Where one can go up and down beside a box: to its right (1) and to its left (-1)."""
    return (box.right + GUTTER / 2 + shift, 1), (box.x - GUTTER / 2 + shift, -1)


def _rounded(points: list[Point]) -> tuple[Point, ...]:
    """A way along these points with its corners rounded."""
    way = [points[0]]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        enter, leave = _towards(corner, before), _towards(corner, after)
        way += [enter, enter, enter, _part(enter, corner, 0.6), _part(leave, corner, 0.6), leave]
    return (*way, points[-1], points[-1], points[-1])


def _towards(corner: Point, other: Point) -> Point:
    """The point a little before a corner, on the way from another."""
    length = max(1.0, abs(other[0] - corner[0]) + abs(other[1] - corner[1]))
    return _part(corner, other, min(_CORNER, length / 2) / length)


def _part(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


class LinkArrow:
    """One arrow: the link it stands for, its look, and its way, which is found when it is first seen."""

    __slots__ = ("_head", "_path", "_stamp", "area", "course", "from_id", "id", "look", "to_id")

    def __init__(self, identity: str, from_id: str, to_id: str, look: LinkLook) -> None:
        self.id, self.from_id, self.to_id, self.look = identity, from_id, to_id, look
        self._stamp = -1
        self.forget()

    def forget(self) -> None:
        """One of the ends stands elsewhere now."""
        self.course: Way | None = None
        self.area = QRectF()
        self._path: QPainterPath | None = None
        self._head: QPolygonF | None = None

    def follow(self, stamp: int, find: Callable[[LinkArrow], Way]) -> Way:
        """The way; found anew after things were laid out, which the stamp tells, or one end was moved."""
        if self.course is None or stamp != self._stamp:
            self._stamp, self._path, self._head = stamp, None, None
            self.course = find(self)
            self.area = area(self.course)
        return self.course

    def paint(self, painter: QPainter, pen: QPen) -> None:
        """Paint the arrow; its way has been found."""
        if self.course is None:
            return
        if self._path is None or self._head is None:
            self._path, self._head = curve(self.course), head(self.course)
        paint_arrow(painter, self._path, self._head, pen)


def straight(start: Box, end: Box) -> QLineF:
    """An arrow as it is seen from afar."""
    if end.x >= start.right:
        return QLineF(start.right, start.middle, end.x, end.middle)
    if end.right <= start.x:
        return QLineF(start.x, start.middle, end.right, landing(end))
    return QLineF(start.right, start.middle, end.right, landing(end))


def passes(course: Way, point: QPointF, reach: float = _NEAR) -> bool:
    """Whether an arrow passes so near a point that a click there means it."""
    if not area(course).adjusted(-reach, -reach, reach, reach).contains(point):
        return False
    stroker = QPainterPathStroker()
    stroker.setWidth(2 * reach)
    return stroker.createStroke(curve(course)).contains(point)


def area(course: Way) -> QRectF:
    """The part of the scene that an arrow may paint on."""
    across, down = zip(*course.points, strict=True)
    left, top = min(across) - HEAD, min(down) - HEAD
    return QRectF(left, top, max(across) - left + HEAD, max(down) - top + HEAD)


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
    points = course.points
    path = QPainterPath(QPointF(*points[0]))
    for at in range(1, len(points) - 3, 3):
        path.cubicTo(*points[at], *points[at + 1], *points[at + 2])
    (x, y), (right, down) = course.end, course.arrival
    path.cubicTo(*points[-3], *points[-2], x - right * HEAD / 2, y - down * HEAD / 2)
    return path


def head(course: Way) -> QPolygonF:
    """The head of an arrow, a small triangle that points where it arrives."""
    return QPolygonF([QPointF(*point) for point in (course.end, *feathers(course))])


def feathers(course: Way) -> tuple[Point, Point]:
    """The two corners of an arrow's head behind its tip."""
    (x, y), (right, down) = course.end, course.arrival
    back, half = (x - right * HEAD, y - down * HEAD), HEAD / 2
    return (back[0] - down * half, back[1] + right * half), (back[0] + down * half, back[1] - right * half)
