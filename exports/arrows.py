"""The arrows of a map as curves between two boxes; they know geometry and how a link looks, and no paper.

An arrow leaves a card at its side and arrives at the side of another; one that passes a lane on its way goes through
it at the height that the layout kept free.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exports.colours import blended
from exports.drawing import Curve, Head, Point
from mapping.casemap import CaseMap
from mapping.entries import Link
from mapping.lanes import Layout, landing, lane_of
from mapping.placing import Box
from mapping.rules import PATHWAY_LINKS
from mapping.vocabulary import load_vocabulary
from mapping.wording import is_inferred

_STRONG, _CALM, _QUIET = 0.72, 0.6, 0.34
"""How much of its colour an arrow has: one that carries harm to a child, one that protects, and any other."""
_DASH = (6.0, 4.0)
_BEND = 44.0
_LEVEL = 8.0
"""An arrow whose ends lie so near to the height kept free for it may go straight."""


def in_background(case: CaseMap, link: Link) -> bool:
    """Whether a link has an end outside the lanes of harm and of protection: such arrows run behind everything."""
    ends = (case.entries.get(link.from_id), case.entries.get(link.to_id))
    return any(end is not None and lane_of(end.kind) == "rail" for end in ends)


def arrows(case: CaseMap, layout: Layout, links: Iterable[Link], ground: str) -> Iterator[Curve]:
    """The arrows of these links, those that carry harm last; both ends stand on the map."""
    for link in sorted(links, key=lambda each: each.kind in PATHWAY_LINKS):
        yield from _arrow(case, layout, link, ground)


def _arrow(case: CaseMap, layout: Layout, link: Link, ground: str) -> Iterator[Curve]:
    start, end = layout.box(link.from_id), layout.box(link.to_id)
    assert start is not None and end is not None
    kind = case.entries[link.from_id].kind
    behind, strong = in_background(case, link), link.kind in PATHWAY_LINKS
    tone = blended(kind, ground, _QUIET if behind else _STRONG if strong else _CALM)
    dash = _DASH if load_vocabulary().link(link.kind).dashed or is_inferred(link.status) else ()
    width = 1.5 if strong and not behind else 1.1
    passing = layout.passages.get((link.from_id, link.to_id))
    if passing is not None:
        parts = _passing(start, end, passing, layout)
    else:
        parts = [_rising(start, end) if lane_of(kind) == "protective_effort" else _direct(start, end)]
    for number, (one, first, second, other) in enumerate(parts):
        head: Head = "arrow" if number == len(parts) - 1 else "none"
        yield Curve(one, first, second, other, tone, width, dash, head, 7)


_Bezier = tuple[Point, Point, Point, Point]


def _direct(start: Box, end: Box) -> _Bezier:
    """From side to side where the boxes stand beside each other, else around the right or from top to bottom."""
    if start.right <= end.x:
        return _across((start.right, start.middle), (end.x, end.middle))
    if end.right <= start.x:
        return _across((start.x, start.middle), (end.right, landing(end)))
    if abs(start.x - end.x) < start.width / 2:
        return _around(start, end)
    return _upright(start, end)


def _across(one: Point, other: Point) -> _Bezier:
    bend = max(abs(other[0] - one[0]) / 2, 12.0) * (1 if other[0] >= one[0] else -1)
    return one, (one[0] + bend, one[1]), (other[0] - bend, other[1]), other


def _rising(start: Box, end: Box) -> _Bezier:
    """From the top of a card in the band to the side of a card above it that is nearer; straight above, round it."""
    if start.y <= end.bottom or abs(start.x - end.x) < start.width / 2:
        return _direct(start, end)
    low = landing(end)
    x, half = start.x + start.width / 2, (start.y + low) / 2
    if end.x >= x:
        return (x, start.y), (x, half), (end.x - _BEND, low), (end.x, low)
    return (x, start.y), (x, half), (end.right + _BEND, low), (end.right, low)


def _around(start: Box, end: Box) -> _Bezier:
    """From right side to right side of two boxes that stand one above the other."""
    right = max(start.right, end.right) + _BEND
    return (start.right, start.middle), (right, start.middle), (right, landing(end)), (end.right, landing(end))


def _upright(start: Box, end: Box) -> _Bezier:
    """From the top of the lower box to the foot of the upper one, or the other way round."""
    if start.y >= end.y:
        one, other = (start.x + start.width / 2, start.y), (end.x + end.width / 2, end.bottom)
    else:
        one, other = (start.x + start.width / 2, start.bottom), (end.x + end.width / 2, end.y)
    half = (other[1] - one[1]) / 2
    return one, (one[0], one[1] + half), (other[0], other[1] - half), other


def _passing(start: Box, end: Box, height: float, layout: Layout) -> list[_Bezier]:
    """Through the middle lane, at the height kept free for it."""
    lane = layout.lane("effects").box
    level = max(abs(start.middle - height), abs(end.middle - height)) <= _LEVEL
    if level or start.right > end.x:
        return [_direct(start, end)]
    one, other = (lane.x, height), (lane.right, height)
    third = (other[0] - one[0]) / 3
    straight = one, (one[0] + third, height), (other[0] - third, height), other
    return [
        _across((start.right, start.middle), one),
        straight,
        _across(other, (end.x, end.middle)),
    ]


def within(curve: Curve, top: float, bottom: float) -> Curve | None:
    """The part of a curve that lies between two heights; its head only where its end does. None if nothing does.

    The curve is cut where it passes these heights. The curves of a map rise or fall throughout, so one part is all.
    """
    low, high = sorted((curve.start[1], curve.end[1]))
    if low >= top and high <= bottom:
        return curve
    if high < top or low > bottom:
        return None
    first, last = _share_at(curve, top, bottom)
    start, one, two, end = _cut(curve, first, last)
    head: Head = curve.head if last >= 1.0 else "none"
    return Curve(start, one, two, end, curve.colour, curve.width, curve.dash, head, curve.head_size)


def _share_at(curve: Curve, top: float, bottom: float) -> tuple[float, float]:
    """Where on its way, from 0 to 1, the curve comes into the strip and leaves it."""
    edges = (top, bottom) if curve.start[1] <= curve.end[1] else (bottom, top)
    return tuple(_solved(curve, edge) for edge in edges)  # type: ignore[return-value]


def _solved(curve: Curve, height: float) -> float:
    a, b, c, d = curve.start[1], curve.control1[1], curve.control2[1], curve.end[1]
    falls = a <= d
    low, high = 0.0, 1.0
    for _ in range(24):
        share = (low + high) / 2
        rest = 1 - share
        here = rest**3 * a + 3 * rest**2 * share * b + 3 * rest * share**2 * c + share**3 * d
        if (here < height) == falls:
            low = share
        else:
            high = share
    return round((low + high) / 2, 5)


def _cut(curve: Curve, first: float, last: float) -> _Bezier:
    """The part of a curve between two shares of its way (by de Casteljau)."""
    whole = (curve.start, curve.control1, curve.control2, curve.end)
    _, right = _halves(whole, first)
    left, _ = _halves(right, (last - first) / (1 - first) if first < 1 else 1.0)
    return left


def _halves(curve: _Bezier, share: float) -> tuple[_Bezier, _Bezier]:
    a, b, c, d = curve
    ab, bc, cd = _between(a, b, share), _between(b, c, share), _between(c, d, share)
    abc, bcd = _between(ab, bc, share), _between(bc, cd, share)
    middle = _between(abc, bcd, share)
    return (a, ab, abc, middle), (middle, bcd, cd, d)


def _between(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share
