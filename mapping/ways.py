"""The way that an arrow takes through the map, for the window and for pictures alike; it knows boxes, and no paper.

An arrow runs level across a column, up and down in the gutters between, and under no words of others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mapping.casemap import CaseMap
from mapping.entries import Link
from mapping.gutters import Crossing, Gutters
from mapping.lanes import GUTTER, MARGIN, Layout, landing
from mapping.piles import joined_links
from mapping.placing import Box

_BEND, _LOOP = 28.0, 44.0
_OUT = 1.2
"""A curve that comes back reaches out three quarters of what it is bent by."""
_CORNER, _SAME_GUTTER = 24.0, 40.0
_BAND, _MIDDLE = "protective_effort", "effects"
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


def shift_of(identity: str) -> float:
    """How far an arrow keeps aside of those that share a gutter with it."""
    return sum(identity.encode()) % 9 * 4 - 16


@dataclass(frozen=True, slots=True)
class Run:
    """One arrow of a map: its link, its way, and how many links it stands for where cards are folded together."""

    link: Link
    way: Way
    count: int = 1


def runs(case: CaseMap, laid: Layout, above: Mapping[str, str]) -> Iterator[Run]:
    """Every arrow that can be drawn where things stand so; `above` tells for a folded card the one on top of it."""
    gutters = Gutters(laid)
    bands = laid.bands if any(lane.lane == _BAND for lane in laid.lanes) else ()
    for link, start, end, count in joined_links(case, laid, above).values():
        ends = laid.box(start), laid.box(end)
        if ends[0] is not None and ends[1] is not None:
            shift, passage = shift_of(link.id), _passage(laid, start, end)
            yield Run(link, _found(gutters, bands, ends[0], ends[1], passage, shift), count)


def _found(
    gutters: Gutters, bands: Sequence[Box], start: Box, end: Box, passage: tuple[float, float] | None, shift: float
) -> Way:
    beside = None if level_of(start, end, bands) is not None else sides(start, end)
    crossed = beside is not None and gutters.between(*beside)
    crossings = gutters.crossings(*beside, passage, shift) if beside is not None and crossed else ()
    room = gutters.room_right(max(start.right, end.right))
    return way(start, end, crossings=crossings, bands=bands, shift=shift, room=room)


def _passage(laid: Layout, start: str, end: str) -> tuple[float, float] | None:
    """The height that is kept free for an arrow that passes the middle lane, and a place in that lane."""
    height = laid.passages.get((start, end), laid.passages.get((end, start)))
    return None if height is None else (height, laid.lane(_MIDDLE).box.x + 1)
