"""Arrows between cards as they are painted and met by a hand; their ways are found elsewhere, and they know no case."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF

from app.map.looks import LinkLook
from mapping.lanes import landing
from mapping.placing import Box
from mapping.ways import Point, Way

HEAD = 8.0
"""The length of an arrow's head."""
_NEAR = 10.0
"""How near a click must be to an arrow, in map units."""


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
