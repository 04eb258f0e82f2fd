"""The order of things in neighbouring columns, chosen so that few arrows cross; knows no case, no sizes, no screen.

Columns hold blocks, blocks hold members. A block stays together; blocks change places within their column, members
within their block. Barycentres find the rough order, exchanges of neighbours the fine one, and the best order seen
wins. The same input always gives the same order, and the sweeps are bounded, so that cost grows as n log n.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Columns = Sequence[Sequence[Sequence[str]]]
"""Columns from left to right, the blocks of each, the members of each block."""
Arrows = Sequence[tuple[str, str]]
"""Pairs of members that arrows join; several between two count as one, those within a column for nothing."""
_Blocks = list[list[list[int]]]
_Ends = tuple[list[int], list[int]]
"""The sorted places of what a member or block is joined to, in the columns before and after."""

_MARK = "→"
"""No member has it in its name; every passage has."""
_SWEEPS, _PATIENCE = 24, 4
"""The most sweeps to and fro, and how many in a row may bring nothing before the search ends."""
_FINE, _PASSES = 1_500, 4
"""Up to so many arrow ends every sweep is followed by passes of exchanges; beyond, only the best order is."""


@dataclass(frozen=True, slots=True)
class Order:
    """Columns in their new order.

    An arrow that skips a column passes between its blocks: there stands, in a block of its own, a passage, and
    `passages` tells which two members it joins, the left one first.
    """

    columns: tuple[tuple[tuple[str, ...], ...], ...]
    passages: Mapping[str, tuple[str, str]]


def ordered(columns: Columns, arrows: Arrows) -> Order:
    """The columns in an order in which few arrows cross; the given order is where the search begins."""
    web = _Web(columns, arrows)
    best, fewest, idle = web.order(), web.crossings(), 0
    fine = web.ends <= _FINE
    for sweep in range(_SWEEPS):
        web.sweep(leftward=bool(sweep % 2))
        if fine:
            web.exchange()
        found = web.crossings()
        idle = 0 if found < fewest else idle + 1
        if found < fewest:
            best, fewest = web.order(), found
        if not fewest or idle == _PATIENCE:
            break
    web.restore(best)
    if not fine:
        web.exchange()
    return web.named()


def continued(columns: Columns, arrows: Arrows, previous: Order) -> Order:
    """The columns in their previous order; what is new stands where its arrows lead, or at the end of its block."""
    ranks: dict[str, float] = {}
    for before in previous.columns:
        members = [member for block in before for member in block]
        ranks.update((member, at / len(members)) for at, member in enumerate(members))
    now = [[list(block) for block in column] for column in columns]
    home = {member: at for at, column in enumerate(now) for block in column for member in block}
    passages: dict[str, tuple[str, str]] = {}
    near: dict[str, list[float]] = {}
    for pair in arrows:
        start, end = sorted(pair, key=home.__getitem__)
        for column in range(home[start] + 1, home[end]):
            name = _passage(start, end, column)
            if name not in passages:
                passages[name] = (start, end)
                now[column].append([name])
                near[name] = [ranks[each] for each in pair if each in ranks]
        for one, other in ((start, end), (end, start)):
            if one not in ranks and other in ranks:
                near.setdefault(one, []).append(ranks[other])
    new = {name: sum(found) / len(found) for name, found in near.items() if found and name not in ranks}
    places = {**dict.fromkeys(home, 1.0), **new, **ranks}
    return Order(tuple(_by_place(column, places, ranks) for column in now), passages)


def _by_place(
    blocks: Sequence[Sequence[str]], places: Mapping[str, float], known: Mapping[str, float]
) -> tuple[tuple[str, ...], ...]:
    """Blocks and their members by place; a block stands where those of its members do that stood there before."""

    def place(member: str) -> float:
        return places.get(member, 1.0)

    rows = []
    for at, block in enumerate(blocks):
        found = [known[member] for member in block if member in known] or [place(member) for member in block]
        rows.append((sum(found) / len(found) if found else 1.0, at, sorted(block, key=place)))
    return tuple(tuple(block) for _, _, block in sorted(rows, key=_rank))


def _passage(start: str, end: str, column: int) -> str:
    return f"{start}{_MARK}{end}/{column}"


def crossings(columns: Columns, arrows: Arrows) -> int:
    """How many pairs of arrows cross in the order given, with passages or without.

    Without them an arrow that skips a column passes it at its end.
    """
    web = _Web([[block for block in column if _MARK not in "".join(block)] for column in columns], arrows)
    if any(_MARK in "".join(block) for column in columns for block in column):
        numbers = {name: number for number, name in enumerate(web.names)}
        web.restore([[[numbers[name] for name in block] for block in column] for column in columns])
    return web.crossings()


class _Web:
    """Members as numbers, their neighbours in the columns before and after, and the place of each in its column."""

    def __init__(self, columns: Columns, arrows: Arrows) -> None:
        self.names = [member for column in columns for block in column for member in block]
        numbers = {name: number for number, name in enumerate(self.names)}
        self.columns: _Blocks = [[[numbers[name] for name in block] for block in column] for column in columns]
        self.before: list[list[int]] = [[] for _ in self.names]
        self.after: list[list[int]] = [[] for _ in self.names]
        self.passages: dict[str, tuple[str, str]] = {}
        self._join(numbers, arrows)
        self.ends = sum(len(after) for after in self.after)
        self.place = [0] * len(self.names)
        self._number(range(len(self.columns)))

    def _join(self, numbers: Mapping[str, int], arrows: Arrows) -> None:
        home = {number: at for at, column in enumerate(self.columns) for block in column for number in block}
        pairs = (tuple(sorted((numbers[each] for each in pair), key=home.__getitem__)) for pair in arrows)
        for start, end in dict.fromkeys(pairs):
            if home[start] == home[end]:
                continue
            between = [self._add_passage(start, end, column) for column in range(home[start] + 1, home[end])]
            for one, next_one in pairwise((start, *between, end)):
                self.after[one].append(next_one)
                self.before[next_one].append(one)

    def _add_passage(self, start: int, end: int, column: int) -> int:
        number, name = len(self.names), _passage(self.names[start], self.names[end], column)
        self.names.append(name)
        self.before.append([])
        self.after.append([])
        self.columns[column].append([number])
        self.passages[name] = (self.names[start], self.names[end])
        return number

    def _number(self, columns: Sequence[int]) -> None:
        for column in columns:
            for at, member in enumerate(self._members(column)):
                self.place[member] = at

    def _members(self, column: int) -> Iterator[int]:
        return (member for block in self.columns[column] for member in block)

    def order(self) -> _Blocks:
        """The order as it is now, as a value."""
        return [[list(block) for block in column] for column in self.columns]

    def restore(self, order: _Blocks) -> None:
        """Stand in this order again."""
        self.columns = order
        self._number(range(len(order)))

    def named(self) -> Order:
        """The order as names."""
        names = self.names
        named = (tuple(tuple(names[member] for member in block) for block in column) for column in self.columns)
        return Order(tuple(named), self.passages)

    def sweep(self, *, leftward: bool) -> None:
        """Go once over the columns, each put in order by the one just left."""
        last = len(self.columns) - 1
        if leftward:
            for column in range(last - 1, -1, -1):
                self._by_barycentre(column, self.after)
        else:
            for column in range(1, last + 1):
                self._by_barycentre(column, self.before)

    def _by_barycentre(self, column: int, side: list[list[int]]) -> None:
        """Put members, then blocks, where the middle of their neighbours on one side is."""
        place = self.place
        members = list(self._members(column))
        farthest = max((place[each] for one in members for each in side[one]), default=0)
        scale = (farthest + 1) / max(1, len(members))
        middle: dict[int, float] = {}
        rows: list[tuple[float, int, list[int]]] = []
        for at, block in enumerate(self.columns[column]):
            total, count = 0, 0
            for member in block:
                near = side[member]
                reach = sum([place[each] for each in near])
                middle[member] = reach / len(near) if near else place[member] * scale
                total, count = total + reach, count + len(near)
            first = place[block[0]] * scale if block else 0.0
            rows.append((total / count if count else first, at, sorted(block, key=middle.__getitem__)))
        self.columns[column] = [block for _, _, block in sorted(rows, key=_rank)]
        self._number((column,))

    def exchange(self) -> None:
        """Let neighbours change places where fewer arrows cross then, for a few passes or until none gains."""
        for _ in range(_PASSES):
            gained = [self._exchanged(column) for column in range(len(self.columns))]
            if True not in gained:
                return

    def _exchanged(self, column: int) -> bool:
        ends = self._ends_of(column)
        blocks = self.columns[column]
        gained = [_exchange(block, ends) for block in blocks if len(block) > 1]
        places = list(range(len(blocks)))
        gained.append(_exchange(places, [_joined(block, ends) for block in blocks]))
        self.columns[column] = [blocks[at] for at in places]
        self._number((column,))
        return True in gained

    def _ends_of(self, column: int) -> dict[int, _Ends]:
        find: Callable[[int], int] = self.place.__getitem__
        return {
            member: (sorted(map(find, self.before[member])), sorted(map(find, self.after[member])))
            for member in self._members(column)
        }

    def crossings(self) -> int:
        """How many pairs of arrows cross."""
        return sum(self._crossings_after(column) for column in range(len(self.columns) - 1))

    def _crossings_after(self, column: int) -> int:
        find: Callable[[int], int] = self.place.__getitem__
        ends: list[int] = []
        for member in self._members(column):
            ends.extend(sorted(map(find, self.after[member])))
        return _inversions(ends)


def _rank(row: tuple[float, int, Sequence[object]]) -> tuple[float, int]:
    return row[0], row[1]


def _joined(block: list[int], ends: Mapping[int, _Ends]) -> _Ends:
    if len(block) == 1:
        return ends[block[0]]
    before = sorted([place for member in block for place in ends[member][0]])
    return before, sorted([place for member in block for place in ends[member][1]])


def _exchange(row: list[int], ends: Mapping[int, _Ends] | Sequence[_Ends]) -> bool:
    """Let neighbours in a row change places where that gains; True if any did."""
    did = False
    for at in range(len(row) - 1):
        first, second = ends[row[at]], ends[row[at + 1]]
        if _gain(first[0], second[0]) + _gain(first[1], second[1]) > 0:
            row[at], row[at + 1] = row[at + 1], row[at]
            did = True
    return did


def _gain(first: list[int], second: list[int]) -> int:
    """How many crossings fewer there are if the second stands before the first; both lists are sorted."""
    if not first or not second:
        return 0
    if first[-1] < second[0]:
        return -len(first) * len(second)
    gain = low = high = 0
    for place in first:
        while low < len(second) and second[low] < place:
            low += 1
        while high < len(second) and second[high] <= place:
            high += 1
        gain += low - (len(second) - high)
    return gain


def _inversions(places: list[int]) -> int:
    """How many pairs stand in the wrong order, by a Fenwick tree."""
    size = max(places, default=-1) + 1
    tree = [0] * (size + 1)
    found = 0
    for seen, place in enumerate(places):
        before, at = 0, place + 1
        while at:
            before += tree[at]
            at &= at - 1
        found += seen - before
        at = place + 1
        while at <= size:
            tree[at] += 1
            at += at & -at
    return found
