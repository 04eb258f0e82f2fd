"""The ways of arrows through the map: across a column only where no card stands, up and down between the columns.

It is told where things stand, and finds for an arrow the heights at which it may cross what lies between its ends; it
knows no case, no curve and no screen. Whether a curve is clear of a column is looked up, not tried card by card.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mapping.lanes import FRAME_HEAD, Layout
from mapping.placing import Box

AIR = 3.0
"""An arrow stays so far from a card that is not its end."""
_THROUGH_FRAME = 160.0
"""An arrow goes so far around before it passes among what a child's frame holds."""
_BEND = 0.55
"""The share of its breadth after which a curve from side to side bends."""
_FAR = 1e9
Point = tuple[float, float]
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where an arrow crosses a column: it enters and leaves at these places, level, at one height."""

    enter: float
    leave: float
    height: float


class _Column:
    """One column: what of its height is free."""

    def __init__(self, left: float, right: float, taken: Iterable[Interval], blocks: Iterable[Interval] = ()) -> None:
        self.left, self.right = left, right
        taken = tuple(taken)
        self._lows, self._highs = _free(taken)
        self._wide = _free((*taken, *blocks))
        self.longest = max((low - high for low, high in zip(self._lows[1:], self._highs, strict=False)), default=0.0)
        """The height of the longest stretch that is taken, with the air around it."""

    def is_clear(self, one: float, other: float) -> bool:
        """Whether a curve that runs between these heights here meets nothing."""
        low, high = (one, other) if one <= other else (other, one)
        at = bisect_right(self._lows, low) - 1
        return at >= 0 and high <= self._highs[at]

    def height(self, here: float, there: float, shift: float) -> float:
        """The free height with the shortest way from one height to another, rather around a child's frame."""
        near = _nearest(*self._wide, here, there, shift)
        wide = _nearest(self._lows, self._highs, here, there, shift)
        longer = abs(near - here) + abs(near - there) - abs(wide - here) - abs(wide - there)
        return near if longer <= _THROUGH_FRAME else wide


class Gutters:
    """The columns of one layout; cards that are carried about are left out."""

    def __init__(self, laid: Layout, without: Iterable[str] = ()) -> None:
        gone = frozenset(without)
        self._strips = tuple(sorted(_strips(laid)))
        self._met: dict[Interval, tuple[int, ...]] = {}
        self._cards: list[list[Interval]] = [[] for _ in self._strips]
        """What cards take of each column, from the top."""
        for each, box in laid.cards.items():
            if each not in gone:
                for at in self._columns_of(box):
                    self._cards[at].append((box.y, box.y + box.height))
        for taken in self._cards:
            taken.sort()
        self._others = self._found_others(laid)
        self._columns = [self._column(at) for at in range(len(self._strips))]
        self._lefts = [left for left, _ in self._strips]
        self._rights = [right for _, right in self._strips]

    def follow(self, before: Layout, now: Layout, cards: Iterable[str]) -> bool:
        """Take on the next layout, in which only these cards came, went or stand elsewhere.

        False, and then nothing is taken on, where the columns themselves stand elsewhere.
        """
        if tuple(sorted(_strips(now))) != self._strips:
            return False
        others, self._others = self._others, self._found_others(now)
        stale = {at for at, (one, other) in enumerate(zip(others, self._others, strict=True)) if one != other}
        for each in cards:
            stale.update(self._move(before.cards.get(each), now.cards.get(each)))
        for at in stale:
            self._columns[at] = self._column(at)
        return True

    def _move(self, before: Box | None, now: Box | None) -> Iterator[int]:
        """Let a card go from one place, and come to another; the columns that this concerns."""
        if before is not None:
            for at in self._columns_of(before):
                self._cards[at].remove((before.y, before.y + before.height))
                yield at
        if now is not None:
            for at in self._columns_of(now):
                insort(self._cards[at], (now.y, now.y + now.height))
                yield at

    def _found_others(self, laid: Layout) -> list[tuple[list[Interval], list[Interval]]]:
        """What else takes room in each column, and what the children's frames take of it."""
        boxes = [group.caption for group in laid.groups]
        boxes += [part.caption for part in laid.parts if part.caption.width < laid.lane("protective_effort").box.width]
        frames = [frame.box for frame in laid.children]
        boxes += [Box(box.x, box.y, box.width, FRAME_HEAD) for box in frames]
        return [(_within(strip, boxes), _within(strip, frames)) for strip in self._strips]

    def _columns_of(self, box: Box) -> tuple[int, ...]:
        """In which columns a box stands; many stand exactly below one another."""
        across = box.x, box.x + box.width
        found = self._met.get(across)
        if found is None:
            strips = enumerate(self._strips)
            found = tuple(at for at, (left, right) in strips if across[0] < right and left < across[1])
            self._met[across] = found
        return found

    def _column(self, at: int) -> _Column:
        taken, blocks = self._others[at]
        return _Column(*self._strips[at], (*self._cards[at], *taken), blocks)

    def is_clear(self, first: Point, last: Point) -> bool:
        """Whether a curve that leaves and arrives level meets no card on its way."""
        (x, y), (end, there) = first, last
        if x > end:
            x, y, end, there = end, there, x, y
        wide, down = end - x, there - y
        for column in self._between(x, end):
            high = y + down * _fallen((column.left - x) / wide)
            if not column.is_clear(high, y + down * _fallen((column.right - x) / wide)):
                return False
        return True

    def crossings(
        self, first: Point, last: Point, passage: tuple[float, float] | None = None, shift: float = 0
    ) -> tuple[Crossing, ...]:
        """How an arrow from one place to another gets across what is in its way; empty where nothing is.

        `passage` is a height kept free for it, and a place in the column that it crosses there; `shift` keeps apart
        the arrows that go around the same card.
        """
        found: list[Crossing] = []
        rightward = first[0] <= last[0]
        columns = self._between(min(first[0], last[0]), max(first[0], last[0]))
        here = first
        for column in columns if rightward else reversed(columns):
            if self.is_clear(here, last):
                break
            enter, leave = (column.left, column.right) if rightward else (column.right, column.left)
            towards = last[1]
            if passage is not None and column.left <= passage[1] <= column.right:
                towards = passage[0]
            here = (leave, column.height(here[1], towards, shift))
            found.append(Crossing(enter, leave, here[1]))
        return tuple(found)

    def room_right(self, x: float) -> float:
        """How far it is from a place to the next column at its right."""
        at = bisect_left(self._lefts, x)
        return self._lefts[at] - x if at < len(self._lefts) else _FAR

    def between(self, first: Point, last: Point) -> bool:
        """Whether a column stands between two places."""
        return bool(self._between(min(first[0], last[0]), max(first[0], last[0])))

    def detour(self, first: Point, last: Point, shift: float = 0) -> float:
        """How far above or below both its ends, and its passage, an arrow goes at most; 0 where no column is between.

        In each column it may have to go around the longest stretch, and half as far again as it goes around a frame.
        """
        columns = self._between(min(first[0], last[0]), max(first[0], last[0]))
        return sum(column.longest + abs(shift) + _THROUGH_FRAME / 2 for column in columns)

    def _between(self, left: float, right: float) -> list[_Column]:
        return self._columns[bisect_left(self._lefts, left) : bisect_right(self._rights, right)]


def _strips(laid: Layout) -> set[Interval]:
    """Where the columns stand: the three lanes, and the rail's own."""
    lanes = [lane.box for lane in laid.lanes if lane.lane not in ("protective_effort", "rail") and lane.box.width > 0]
    rail = [group.caption for group in laid.groups if group.lane == "rail"]
    return {(box.x, box.right) for box in (*lanes, *rail)}


def _within(strip: Interval, frames: Iterable[Box]) -> list[Interval]:
    return [(box.y, box.bottom) for box in frames if box.x < strip[1] and strip[0] < box.right]


def _free(taken: Iterable[Interval]) -> tuple[list[float], list[float]]:
    """What is left between these stretches and a little air around each: where it begins, and where it ends."""
    lows, highs = [-_FAR], []
    end = -_FAR
    for top, bottom in sorted(taken):
        if top - AIR > end + AIR or end == -_FAR:
            highs.append(top - AIR)
            lows.append(bottom + AIR)
            end = bottom
        elif bottom > end:
            lows[-1] = bottom + AIR
            end = bottom
    return lows, [*highs, _FAR]


def _nearest(lows: list[float], highs: list[float], here: float, there: float, shift: float) -> float:
    """The free height by which the way from here to there is shortest; where several are, the one nearest to here."""
    at = max(0, bisect_right(lows, here) - 1)
    if here <= highs[at]:
        return here
    aside = abs(shift)
    above, below = max(highs[at] - aside, lows[at]), min(lows[at + 1] + aside, highs[at + 1])
    return min((above, below), key=lambda height: (abs(height - here) + abs(height - there), abs(height - here)))


def _fallen(share: float) -> float:
    """How much of its fall a curve from side to side has behind it after this share of its breadth."""
    at = min(_STEPS, max(0.0, share * _STEPS))
    low = int(at)
    return _FALLS[low] + (at - low) * (_FALLS[low + 1] - _FALLS[low])


def _falls(steps: int) -> list[float]:
    """The fall 3t²-2t³ of a curve, found from the breadth 3ct(1-t)² + 3(1-c)t²(1-t) + t³ by halving."""
    found = []
    for step in range(steps + 1):
        low, high = 0.0, 1.0
        for _ in range(40):
            at = (low + high) / 2
            rest = 1 - at
            wide = 3 * _BEND * at * rest * rest + 3 * (1 - _BEND) * at * at * rest + at**3
            low, high = (at, high) if wide < step / steps else (low, at)
        found.append(low * low * (3 - 2 * low))
    return [*found, found[-1]]


_STEPS = 128
_FALLS = _falls(_STEPS)
