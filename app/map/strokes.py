"""The arrows as plain lines, stretch by stretch of the map: what is painted while anything moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import asin, inf, sin

from PySide6.QtCore import QLineF, QRectF

from app.map.links import LinkArrow, feathers
from app.map.web import Plain, Web
from mapping.ways import Point, Way, bend_of

_HIGH, _WIDE = 512, 128
"""The height of a stretch, in map units, and how finely it is told apart what lies beside one another in it."""
_PARTS = 10
"""So many lines stand for a curve."""
Strand = tuple[str, bool, bool]
"""What is drawn with one pen: a colour role, dashed or not, quiet or not."""
_Sheaf = tuple[Strand, int, int]
"""A strand, and between which columns of a stretch it lies."""


class Strokes:
    """Lines by stretch, made when a stretch is first seen and kept until things stand otherwise."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._points: dict[str, tuple[Way, list[Point]]] = {}
        """The chain of points for the way that an arrow had."""
        self._stretches: dict[int, dict[_Sheaf, list[QLineF]]] = {}
        self._without: frozenset[str] = frozenset()

    def forget(self) -> None:
        """Everything may stand otherwise."""
        self._points.clear()
        self._stretches.clear()

    def forget_between(self, stretches: Iterable[tuple[float, float]]) -> None:
        """Between these heights things stand otherwise."""
        for top, bottom in stretches:
            first, last = int(top // _HIGH), int(bottom // _HIGH)
            for at in [each for each in self._stretches if first <= each <= last]:
                del self._stretches[at]

    def leave_out(self, without: Iterable[str], stretches: Iterable[tuple[float, float]]) -> None:
        """Leave out these arrows, which are carried about and ran between these heights; none when nothing is."""
        self._without = frozenset(without)
        self.forget_between(stretches)

    def lines(self, areas: Iterable[QRectF], *, quiet: bool) -> Iterator[tuple[Strand, list[QLineF]]]:
        """What is to be drawn so that these parts of the scene are covered."""
        seen: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
        for area in areas:
            for at in range(int(area.top() // _HIGH), int(area.bottom() // _HIGH) + 1):
                seen[at].append((area.left() / _WIDE - 1, area.right() / _WIDE))
        for at in sorted(seen):
            if at not in self._stretches:
                self._stretches[at] = self._made(at)
            for (strand, first, last), lines in self._stretches[at].items():
                if strand[2] == quiet and any(last >= left and first <= right for left, right in seen[at]):
                    yield strand, lines

    def of(self, arrow: LinkArrow) -> list[QLineF]:
        """One arrow as lines, with its head."""
        course = self._web.course(arrow)
        lines: list[QLineF] = []
        _cut(self._chain(arrow, course), -inf, inf, lines)
        _tip(course, -inf, inf, lines)
        return lines

    def _chain(self, arrow: LinkArrow, course: Way) -> list[Point]:
        known = self._points.get(arrow.id)
        if known is None or known[0] is not course:
            known = self._points[arrow.id] = (course, _points(course))
        return known[1]

    def _made(self, at: int) -> dict[_Sheaf, list[QLineF]]:
        top, bottom = float(at * _HIGH), float((at + 1) * _HIGH)
        found: defaultdict[_Sheaf, list[QLineF]] = defaultdict(list)
        passing: set[tuple[Strand, int, int]] = set()
        for arrow in self._web.level(top, bottom):
            if arrow.id in self._without:
                continue
            strand = (arrow.look.role, arrow.look.dashed, arrow.look.quiet)
            plain = self._web.plain(arrow)
            if plain is not None and min(plain[1], plain[3]) < top and max(plain[1], plain[3]) > bottom:
                ends = _passing(plain, top, bottom)
                if (strand, *ends) not in passing:  # where many run side by side, one a unit is seen
                    passing.add((strand, *ends))
                    found[strand, *_columns(min(ends), max(ends))].append(QLineF(ends[0], top, ends[1], bottom))
                continue
            course = self._web.course(arrow)
            lines = found[strand, *_columns(arrow.area.left(), arrow.area.right())]
            _cut(self._chain(arrow, course), top, bottom, lines)
            _tip(course, top, bottom, lines)
        return dict(found)


def _columns(left: float, right: float) -> tuple[int, int]:
    return int(left // _WIDE), int(right // _WIDE)


def _passing(plain: Plain, top: float, bottom: float) -> tuple[int, int]:
    """Where a curve from side to side passes two heights, when both its ends lie beyond them."""
    first, begin, last, end = plain
    bend = bend_of(first, last) * (1 if last >= first else -1)
    xs = []
    for height in (top, bottom):
        share = (height - begin) / (end - begin)
        along = 0.5 - sin(asin(1 - 2 * share) / 3)  # the curve goes down by 3t²-2t³: this finds t
        rest = 1 - along
        near, far = rest * rest * (first * rest + 3 * (first + bend) * along), along * along * 3 * (last - bend) * rest
        xs.append(near + far + last * along**3)
    return round(xs[0]), round(xs[1])


def _points(course: Way) -> list[Point]:
    """The way of an arrow as a chain of points."""
    points = course.points
    chain = [points[0]]
    for at in range(0, len(points) - 1, 3):
        here, one, two, end = points[at : at + 4]
        if two == end:  # a straight part, as the ways through the gutters have
            chain.append(end)
        else:
            chain += [_between(here, one, two, end, step / _PARTS) for step in range(1, _PARTS + 1)]
    return chain


def _between(start: Point, one: Point, two: Point, end: Point, at: float) -> Point:
    """A point of a cubic curve."""
    rest = 1 - at
    a, b, c, d = rest**3, 3 * rest * rest * at, 3 * rest * at * at, at**3
    return a * start[0] + b * one[0] + c * two[0] + d * end[0], a * start[1] + b * one[1] + c * two[1] + d * end[1]


def _cut(points: list[Point], top: float, bottom: float, lines: list[QLineF]) -> None:
    """Add what of a chain lies between two heights."""
    x1, y1 = points[0]
    for x2, y2 in points[1:]:
        if (y1 >= top or y2 >= top) and (y1 < bottom or y2 < bottom):
            if min(y1, y2) >= top and max(y1, y2) <= bottom:
                lines.append(QLineF(x1, y1, x2, y2))
            else:
                lines.append(_clipped(x1, y1, x2, y2, top, bottom))
        x1, y1 = x2, y2


def _clipped(x1: float, y1: float, x2: float, y2: float, top: float, bottom: float) -> QLineF:
    slope = (x2 - x1) / (y2 - y1)
    one, two = max(top, min(bottom, y1)), max(top, min(bottom, y2))
    return QLineF(x1 + (one - y1) * slope, one, x1 + (two - y1) * slope, two)


def _tip(course: Way, top: float, bottom: float, lines: list[QLineF]) -> None:
    """Add the head of an arrow, as lines."""
    x, y = course.end
    if top <= y < bottom:
        (x1, y1), (x2, y2) = feathers(course)
        middle = (x1 + x2) / 2, (y1 + y2) / 2
        lines += [QLineF(x, y, x1, y1), QLineF(x, y, x2, y2), QLineF(x1, y1, x2, y2), QLineF(x, y, *middle)]
