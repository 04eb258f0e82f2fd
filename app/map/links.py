"""Arrows between cards: the way they take, and how they are painted; they know two boxes and no case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF

from app.map.looks import LinkLook
from mapping.gutters import Crossing
from mapping.lanes import GUTTER, MARGIN, landing
from mapping.placing import Box

HEAD = 8.0
"""The length of an arrow's head."""
_NEAR = 10.0
"""How near a click must be to an arrow, in map units."""
_BEND, _LOOP = 28.0, 44.0
_OUT = 1.2
"""A curve that comes back reaches out three quarters of what it is bent by."""
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
    crossings: Sequence[Crossing] = (),
    bands: Sequence[Box] = (),
    shift: float = 0,
    room: float = _LOOP,
) -> Way:
    """The way from one box to another.

    `crossings` are where it gets across what lies between. What lies in one of the `bands` is reached through the
    gutters between the lanes; `shift` keeps apart the arrows that share one. An arrow that arrives where others leave
    lands below them; `room` is how far one that comes back may reach out.
    """
    level = level_of(start, end, bands)
    if level is not None:
        return _across_band(start, end, level, shift)
    ends = sides(start, end)
    if ends is not None:
        return _sideways(*ends, crossings, shift)
    out = max(start.right, end.right) + min(_LOOP, room * _OUT)
    first, last = start.middle, landing(end)
    return Way(((start.right, first), (out, first), (out, last), (end.right, last)), (-1.0, 0.0))


def sides(start: Box, end: Box) -> tuple[Point, Point] | None:
    """Where an arrow leaves one box and arrives at another beside it; None where neither is beside the other."""
    if end.x >= start.right:
        return (start.right, start.middle), (end.x, end.middle)
    return ((start.x, start.middle), (end.right, landing(end))) if end.right <= start.x else None


def level_of(start: Box, end: Box, bands: Sequence[Box]) -> float | None:
    """The height beside the band at which an arrow out of it or into it goes along; None for every other arrow."""
    for band in bands:
        if band.holds(start) != band.holds(end) and max(start.right, end.right) <= band.right:
            other = end if band.holds(start) else start
            return band.y - MARGIN / 2 if other.y < band.y else band.bottom + MARGIN / 2
    return None


def _sideways(first: Point, last: Point, crossings: Sequence[Crossing], shift: float) -> Way:
    """Level across every column, up and down in the gutters between; a long way at the end is one curve."""
    side = 1 if last[0] >= first[0] else -1
    points, here = [first], first
    for each in crossings:
        enter, here = (each.enter, each.height), (each.leave, each.height)
        points += [*_hop(points[-1], enter, shift), enter, here, here]
    far = abs(last[0] - here[0]) > 2 * GUTTER or not crossings
    points += _bent(here, last, side)[1:] if far else _hop(here, last, shift)
    return Way(tuple(points), (float(side), 0.0))


def _hop(first: Point, last: Point, shift: float) -> list[Point]:
    """A curve up or down within one gutter, beside those of others."""
    across = (first[0] + last[0]) / 2 + shift * min(1.0, abs(last[0] - first[0]) / GUTTER)
    return [(across, first[1]), (across, last[1]), last]


def _bent(first: Point, last: Point, side: int) -> tuple[Point, Point, Point, Point]:
    """A curve that leaves and arrives level, to the right (1) or to the left (-1)."""
    bend = side * bend_of(first[0], last[0])
    return first, (first[0] + bend, first[1]), (last[0] - bend, last[1]), last


def bend_of(left: float, right: float) -> float:
    """How far a curve between two places runs level before it bends."""
    return max(_BEND, abs(right - left) * 0.55)


def _across_band(start: Box, end: Box, along: float, shift: float) -> Way:
    """Between the band along the bottom and the lanes above it: through the gutters, so that no card is in the way."""
    pairs = [(one, other) for one in _gutters(start, shift) for other in _gutters(end, shift)]
    (first, out), (last, back) = min(pairs, key=lambda pair: abs(pair[0][0] - pair[1][0]))
    begin = (start.right if out > 0 else start.x, start.middle)
    tip = (end.right if back > 0 else end.x, landing(end))
    if abs(first - last) < _SAME_GUTTER:
        corners = [(last, start.middle), (last, tip[1])]
    else:
        level = along + shift / 2
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
    """One arrow: the link it stands for, its look, and its way, which is found when it is first seen.

    `count` tells how many links it stands for, where cards are folded together.
    """

    __slots__ = ("_head", "_path", "_stamp", "area", "count", "course", "from_id", "id", "look", "to_id")

    def __init__(self, identity: str, from_id: str, to_id: str, look: LinkLook) -> None:
        self.id, self.from_id, self.to_id, self.look = identity, from_id, to_id, look
        self.count = 1
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
