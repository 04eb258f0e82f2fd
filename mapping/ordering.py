"""The order of things in neighbouring columns, chosen so that few arrows cross; knows no case, no sizes, no screen.

Columns hold blocks, blocks hold members. A block stays together; blocks change places within their column, members
within their block. Barycentres find the rough order, exchanges of neighbours the fine one, and the best order seen wins.
The same input always gives the same order, and effort is bounded, so that cost grows as n log n.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Columns = Sequence[Sequence[Sequence[str]]]
"""Columns from left to right, the blocks of each, the members of each block."""
Arrows = Sequence[tuple[str, str]]
"""Pairs of members that an arrow joins; arrows within one column count for nothing here."""

_SWEEPS, _PATIENCE = 24, 4
"""The most sweeps to and fro, and how many in a row may bring nothing before the search ends."""
_FINE = 2_500
"""Up to so many arrow ends each sweep is followed by exchanges; beyond, only the best order is."""


@dataclass(frozen=True, slots=True)
class Order:
    """Columns in their new order.

    An arrow that skips a column passes between its blocks: `passages` names, for each such member of a block of its
    own, the number of its arrow.
    """

    columns: tuple[tuple[tuple[str, ...], ...], ...]
    passages: Mapping[str, int]


def ordered(columns: Columns, arrows: Arrows) -> Order:
    """The columns in an order in which few arrows cross; the given order is where the search begins."""
    web = _Web(columns, arrows)
    best, fewest, idle = web.order(), web.crossings(), 0
    fine = web.ends <= _FINE
    for sweep in range(_SWEEPS):
        web.sweep(leftward=bool(sweep % 2))
        while fine and web.exchanged():
            pass
        found = web.crossings()
        idle = 0 if found < fewest else idle + 1
        if found < fewest:
            best, fewest = web.order(), found
        if not fewest or idle == _PATIENCE:
            break
    web.restore(best)
    if not fine:
        web.exchanged()
    return Order(web.named(), web.passages)


def crossings(columns: Columns, arrows: Arrows) -> int:
    """How many pairs of arrows cross when every column stands in the order given."""
    return _Web(columns, arrows).crossings()


_Blocks = list[list[list[int]]]


class _Web:
    """Members as numbers, their neighbours in the columns before and after, and the place of each in its column."""

    def __init__(self, columns: Columns, arrows: Arrows) -> None:
        self.names = [member for column in columns for block in column for member in block]
        numbers = {name: number for number, name in enumerate(self.names)}
        self.columns: _Blocks = [[[numbers[name] for name in block] for block in column] for column in columns]
        self.before: list[list[int]] = [[] for _ in self.names]
        self.after: list[list[int]] = [[] for _ in self.names]
        self.passages: dict[str, int] = {}
        self._join(numbers, arrows)
        self.ends = sum(len(after) for after in self.after)
        self.place = [0] * len(self.names)
        for column in range(len(self.columns)):
            self._number(column)

    def _join(self, numbers: Mapping[str, int], arrows: Arrows) -> None:
        home = {number: at for at, column in enumerate(self.columns) for block in column for number in block}
        for at, (start_name, end_name) in enumerate(arrows):
            start, end = numbers[start_name], numbers[end_name]
            if home[start] == home[end]:
                continue
            if home[start] > home[end]:
                start, end = end, start
            for column in range(home[start] + 1, home[end]):
                start = self._step(start, self._passage(column, at))
            self._step(start, end)

    def _step(self, start: int, end: int) -> int:
        self.after[start].append(end)
        self.before[end].append(start)
        return end

    def _passage(self, column: int, arrow: int) -> int:
        number, name = len(self.names), f"→{arrow}/{column}"
        self.names.append(name)
        self.before.append([])
        self.after.append([])
        self.columns[column].append([number])
        self.passages[name] = arrow
        return number

    def _number(self, column: int) -> None:
        at = 0
        for block in self.columns[column]:
            for member in block:
                self.place[member] = at
                at += 1

    def order(self) -> _Blocks:
        """The order as it is now, as a value."""
        return [[list(block) for block in column] for column in self.columns]

    def restore(self, order: _Blocks) -> None:
        """Stand in this order again."""
        self.columns = [[list(block) for block in column] for column in order]
        for column in range(len(order)):
            self._number(column)

    def named(self) -> tuple[tuple[tuple[str, ...], ...], ...]:
        """The order as names."""
        return tuple(
            tuple(tuple(self.names[member] for member in block) for block in column) for column in self.columns
        )

    def sweep(self, *, leftward: bool) -> None:
        """Go once over the columns, each put in order by the one just left."""
        last = len(self.columns) - 1
        if leftward:
            for column in range(last - 1, -1, -1):
                self.by_barycentre(column, self.after)
        else:
            for column in range(1, last + 1):
                self.by_barycentre(column, self.before)

    def by_barycentre(self, column: int, side: list[list[int]]) -> None:
        """Put members, then blocks, where the middle of their neighbours on one side is."""
        place = self.place
        width = max(1, sum(len(block) for block in self.columns[column]))
        other = max((place[each] for block in self.columns[column] for one in block for each in side[one]), default=0)
        scale = (other + 1) / width
        middle: dict[int, float] = {}
        blocks: list[tuple[float, int, list[int]]] = []
        for at, block in enumerate(self.columns[column]):
            total, count = 0.0, 0
            for member in block:
                near = side[member]
                if near:
                    sum_of_places = sum([place[each] for each in near])
                    middle[member] = sum_of_places / len(near)
                    total, count = total + sum_of_places, count + len(near)
                else:
                    middle[member] = place[member] * scale
            block.sort(key=middle.__getitem__)
            blocks.append((total / count if count else place[block[0]] * scale if block else 0.0, at, block))
        blocks.sort(key=_by_middle)
        self.columns[column] = [block for _, _, block in blocks]
        self._number(column)

    def exchanged(self) -> bool:
        """Let neighbours change places where fewer arrows cross then; True if any did."""
        any_did = False
        for column, blocks in enumerate(self.columns):
            ends = self._ends_of(column)
            for block in blocks:
                any_did |= len(block) > 1 and _exchange(block, ends)
            whole = {at: _joined_ends(block, ends) for at, block in enumerate(blocks)}
            places = list(range(len(blocks)))
            if _exchange(places, whole):
                any_did = True
                self.columns[column] = [blocks[at] for at in places]
            self._number(column)
        return any_did

    def _ends_of(self, column: int) -> dict[int, tuple[list[int], list[int]]]:
        """The sorted places of each member's neighbours, before and after."""
        find: Callable[[int], int] = self.place.__getitem__
        return {
            member: (sorted(map(find, self.before[member])), sorted(map(find, self.after[member])))
            for block in self.columns[column]
            for member in block
        }

    def crossings(self) -> int:
        """How many pairs of arrows cross."""
        return sum(self._crossings_after(column) for column in range(len(self.columns) - 1))

    def _crossings_after(self, column: int) -> int:
        find: Callable[[int], int] = self.place.__getitem__
        ends: list[int] = []
        for block in self.columns[column]:
            for member in block:
                ends.extend(sorted(map(find, self.after[member])))
        return _inversions(ends)


def _by_middle(block: tuple[float, int, list[int]]) -> tuple[float, int]:
    return block[0], block[1]


def _joined_ends(block: list[int], ends: Mapping[int, tuple[list[int], list[int]]]) -> tuple[list[int], list[int]]:
    if len(block) == 1:
        return ends[block[0]]
    before = sorted([place for member in block for place in ends[member][0]])
    after = sorted([place for member in block for place in ends[member][1]])
    return before, after


def _exchange(row: list[int], ends: Mapping[int, tuple[list[int], list[int]]]) -> bool:
    """Let neighbours in a row change places, in two passes at most; True if any did."""
    any_did = False
    for _ in range(2):
        did = False
        for at in range(len(row) - 1):
            first, second = ends[row[at]], ends[row[at + 1]]
            gain = _gain(first[0], second[0]) + _gain(first[1], second[1])
            if gain > 0:
                row[at], row[at + 1] = row[at + 1], row[at]
                did = True
        any_did |= did
        if not did:
            break
    return any_did


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
