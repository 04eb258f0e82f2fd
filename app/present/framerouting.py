"""The way of each arrow on a page of the room's screen: between the cards, never under their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from app.present.framelines import Scale
from app.present.framepieces import Course, Placed
from mapping.present.values import Arrow

Point = tuple[float, float]
_HEAD_ROOM, _BESIDE, _APART, _BULGE = 4, 10, 8, 56


def courses(arrows: Iterable[Arrow], placed: Mapping[str, Placed], scale: Scale) -> Iterator[Course]:
    """The arrows of which both ends are on the page."""
    passing: dict[tuple[int, int], int] = {}
    for arrow in arrows:
        start, end = placed.get(arrow.from_id), placed.get(arrow.to_id)
        if start is None or end is None or start.column > end.column:
            continue
        if end.column == start.column:
            yield Course(arrow, _beside(start, end, scale))
        elif end.column == start.column + 1:
            yield Course(arrow, _straight((start.right, start.middle), (end.x - scale.px(_HEAD_ROOM), end.middle)))
        else:
            yield Course(arrow, _through(start, end, placed, scale, passing))


def _straight(start: Point, end: Point) -> tuple[Point, ...]:
    half = (end[0] - start[0]) / 2
    return start, (start[0] + half, start[1]), (end[0] - half, end[1]), end


def _beside(start: Placed, end: Placed, scale: Scale) -> tuple[Point, ...]:
    """Within one column: out at the right and back."""
    out = max(start.right, end.right) + scale.px(_BULGE)
    up = end.y + end.piece.height * (0.25 if start.y < end.y else 0.75)
    down = start.y + start.piece.height * (0.75 if start.y < end.y else 0.25)
    return (start.right, down), (out, down), (out, up), (end.right + scale.px(_HEAD_ROOM), up)


def _through(
    start: Placed, end: Placed, placed: Mapping[str, Placed], scale: Scale, passing: dict[tuple[int, int], int]
) -> tuple[Point, ...]:
    """Past the middle column, through the gap between two of its cards that is nearest."""
    middle = sorted((each for each in placed.values() if each.column == start.column + 1), key=lambda each: each.y)
    finish = (end.x - scale.px(_HEAD_ROOM), end.middle)
    if not middle:
        return _straight((start.right, start.middle), finish)
    beside = scale.px(_BESIDE)
    gaps = [middle[0].y - beside, *((a.bottom + b.y) / 2 for a, b in pairwise(middle))]
    gaps.append(middle[-1].bottom + beside)
    wanted = (start.middle + end.middle) / 2
    at = min(range(len(gaps)), key=lambda each: abs(gaps[each] - wanted))
    key = (start.column, at)
    count = passing[key] = passing.get(key, 0) + 1
    y = gaps[at] + (count // 2) * (1 if count % 2 else -1) * scale.px(_APART) * 0.7
    left, right = (middle[0].x - beside, y), (middle[0].right + beside, y)
    return (*_straight((start.right, start.middle), left), left, right, right, *_straight(right, finish)[1:])
