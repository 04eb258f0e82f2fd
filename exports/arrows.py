"""The arrows of a map as lines of curves, on the same ways as in the window; it knows how links look, and no paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exports.colours import blended
from exports.drawing import Point, Route
from mapping.casemap import CaseMap
from mapping.entries import Link
from mapping.lanes import lane_of
from mapping.rules import PATHWAY_LINKS
from mapping.vocabulary import load_vocabulary
from mapping.ways import Run, Way
from mapping.wording import is_inferred

_STRONG, _CALM, _QUIET = 0.72, 0.6, 0.38
"""How much of its colour an arrow has: one that carries harm to a child, one that protects, and any other."""
_DASH = (6.0, 4.0)
_HALF = (0.125, 0.375, 0.375, 0.125)
"""How much each point of a cubic curve weighs at its middle."""
_Bezier = tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Arrow:
    """One arrow, how many links it stands for, and where that is said."""

    route: Route
    count: int
    middle: Point


def in_background(case: CaseMap, link: Link) -> bool:
    """Whether a link has an end outside the lanes of harm and of protection: such arrows run behind everything."""
    ends = (case.entries.get(link.from_id), case.entries.get(link.to_id))
    return any(end is not None and lane_of(end.kind) == "rail" for end in ends)


def arrows(case: CaseMap, found: Iterable[Run], ground: str) -> Iterator[Arrow]:
    """The arrows that run so, those that carry harm last."""
    for run in sorted(found, key=lambda each: each.link.kind in PATHWAY_LINKS):
        yield Arrow(_route(case, run, ground), run.count, _middle(run.way))


def is_dashed(link: Link) -> bool:
    """Whether an arrow is dashed: what protects, and what is inferred."""
    return load_vocabulary().link(link.kind).dashed or is_inferred(link.status)


def _route(case: CaseMap, run: Run, ground: str) -> Route:
    link = run.link
    behind, strong = in_background(case, link), link.kind in PATHWAY_LINKS
    tone = blended(case.entries[link.from_id].kind, ground, _QUIET if behind else _STRONG if strong else _CALM)
    width = 1.5 if strong and not behind else 1.1
    return Route(run.way.points, tone, width, _DASH if is_dashed(link) else (), "arrow", 7)


def _middle(way: Way) -> Point:
    """The middle of the curve in the middle of a way."""
    first = 3 * ((len(way.points) - 1) // 6)
    four = way.points[first : first + 4]
    across, down = (sum(share * point[axis] for share, point in zip(_HALF, four, strict=True)) for axis in (0, 1))
    return across, down


def within(route: Route, top: float, bottom: float) -> Iterator[Route]:
    """The stretches of a line that lie between two heights; its head only where its end does.

    It is cut where it passes these heights: each of its curves rises or falls throughout.
    """
    points, last = route.points, len(route.points) - 1
    found: list[Point] = []
    for at in range(0, last, 3):
        one, two, three, four = points[at : at + 4]
        piece = _curve_within((one, two, three, four), top, bottom)
        if found and (piece is None or piece[0] != found[-1]):
            yield _stretch(route, found)
            found = []
        if piece is not None:
            found += piece[1:] if found else piece
    if found:
        yield _stretch(route, found, whole=found[-1] == points[-1])


def _stretch(route: Route, points: list[Point], *, whole: bool = False) -> Route:
    head = route.head if whole else "none"
    return Route(tuple(points), route.colour, route.width, route.dash, head, route.head_size)


def _curve_within(curve: _Bezier, top: float, bottom: float) -> _Bezier | None:
    """What of one curve lies between two heights; None if nothing does."""
    low, high = sorted((curve[0][1], curve[3][1]))
    if low >= top and high <= bottom:
        return curve
    if high < top or low > bottom:
        return None
    return _cut(curve, *_share_at(curve, top, bottom))


def _share_at(curve: _Bezier, top: float, bottom: float) -> tuple[float, float]:
    """Where on its way, from 0 to 1, the curve comes into the strip and leaves it."""
    edges = (top, bottom) if curve[0][1] <= curve[3][1] else (bottom, top)
    return tuple(_solved(curve, edge) for edge in edges)  # type: ignore[return-value]


def _solved(curve: _Bezier, height: float) -> float:
    a, b, c, d = (point[1] for point in curve)
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


def _cut(curve: _Bezier, first: float, last: float) -> _Bezier:
    """The part of a curve between two shares of its way (by de Casteljau)."""
    _, right = _halves(curve, first)
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
