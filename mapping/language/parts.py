"""The parts of a pattern, found in sentences by sets of places (see places); they know neither words nor rules.

Every part answers three questions. `before`: from which places does it reach one of these? It is asked from the end of
a pattern to its beginning, and so all places where the pattern begins are known at once. `end`: from a place that does,
where does it end? Where there is a choice, the first of the alternatives, the shortest gap, and what is optional if it
is there. `by_length`: where does it stand at all, and how long is it there? A piece that many patterns share is asked
this once for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple, Protocol

from mapping.language.places import Places, Wanted

Lengths = dict[int, int]
"""By how many items a part takes up: the places from which it does."""


class Need(NamedTuple):
    """What some item of a part must be, and how many items of it may stand before that, behind the need before."""

    wanted: Wanted
    ahead: int


class Part(Protocol):
    """What every part of a pattern can say."""

    behind: int
    """How many items it may have behind the last thing it needs, or in all."""
    most: int
    """How many items it may have."""
    says_no: bool
    """Whether it asks for a word such as "not" itself."""

    @property
    def needs(self) -> tuple[Need, ...]:
        """What must be there for the part to be, in its order."""

    def before(self, ends: int, places: Places) -> int:
        """The places from which this part can end at one of `ends`."""

    def end(self, place: int, ends: int, places: Places) -> int:
        """Where this part, begun at a place from which it can, ends among `ends`."""

    def by_length(self, places: Places) -> Lengths:
        """Where this part stands, by its length."""


@dataclass(slots=True, eq=False)
class Item:
    """One item that has one of some features."""

    wanted: Wanted
    says_no: bool = False
    behind: int = 0
    most: int = 1

    @property
    def needs(self) -> tuple[Need, ...]:
        """Itself; made when it is asked for, since there are many thousand items."""
        return (Need(self.wanted, 0),)

    def before(self, ends: int, places: Places) -> int:
        return places[self.wanted] & ends >> 1

    def end(self, place: int, ends: int, places: Places) -> int:
        return place + 1

    def by_length(self, places: Places) -> Lengths:
        found = places[self.wanted]
        return {1: found} if found else {}


@dataclass(slots=True, eq=False)
class Sequence:
    """Parts one after another."""

    parts: tuple[Part, ...]
    backwards: tuple[Wanted | None, ...] = field(init=False)
    """From the last, what is wanted where a part is one item: most are, and are looked up at once."""
    needs: tuple[Need, ...] = field(init=False)
    behind: int = field(init=False)
    most: int = field(init=False)
    says_no: bool = field(init=False)

    def __post_init__(self) -> None:
        self.backwards = tuple([each.wanted if isinstance(each, Item) else None for each in self.parts[::-1]])
        self.behind, self.most, self.says_no = 0, 0, False
        needs: list[Need] = []
        for part in self.parts:
            if part.needs:
                first, *others = part.needs
                needs += [Need(first.wanted, self.behind + first.ahead) if self.behind else first, *others]
                self.behind = part.behind
            else:
                self.behind += part.behind
            self.most += part.most
            self.says_no = self.says_no or part.says_no
        self.needs = tuple(needs)

    def before(self, ends: int, places: Places) -> int:
        goals = [ends]
        for part, wanted in zip(reversed(self.parts), self.backwards, strict=True):
            ends = part.before(ends, places) if wanted is None else places[wanted] & ends >> 1
            if not ends:
                return 0
            goals.append(ends)
        places.goals[self] = goals
        return ends

    def end(self, place: int, ends: int, places: Places) -> int:
        goals = places.goals.get(self)
        if goals is None or goals[0] != ends:
            self.before(ends, places)
            goals = places.goals[self]
        for part, goal in zip(self.parts, goals[-2::-1], strict=True):
            place = part.end(place, goal, places)
        return place

    def by_length(self, places: Places) -> Lengths:
        found = {0: places.every}
        for part in reversed(self.parts):
            behind, found = found, {}
            for length, starts in part.by_length(places).items():
                for more, following in behind.items():
                    both = starts & following >> length
                    if both:
                        found[length + more] = found.get(length + more, 0) | both
            if not found:
                break
        return found


@dataclass(slots=True, eq=False)
class OneOf:
    """One of several parts: the first that fits."""

    branches: tuple[Part, ...]
    rarest: tuple[Wanted | None, ...]
    """The rarest need of each branch; None where it has none."""
    needs: tuple[Need, ...] = field(init=False)
    behind: int = field(init=False)
    most: int = field(init=False)
    says_no: bool = field(init=False)

    def __post_init__(self) -> None:
        self.most = max([branch.most for branch in self.branches])
        self.says_no = any(branch.says_no for branch in self.branches)
        needs = [need for need in self.rarest if need is not None]
        if len(needs) == len(self.branches):
            self.behind = self.most - 1
            self.needs = (Need(frozenset().union(*needs), self.behind),)
        else:
            self.behind, self.needs = self.most, ()

    def fitting(self, places: Places) -> list[Part]:
        """The branches that may be in these sentences: most are told by their rarest need alone."""
        found = places.fitting.get(self)
        if found is None:
            features = places.features
            branches = zip(self.branches, self.rarest, strict=True)
            found = [branch for branch, need in branches if need is None or not need.isdisjoint(features)]
            places.fitting[self] = found
        return found

    def before(self, ends: int, places: Places) -> int:
        found = 0
        for branch in self.fitting(places):
            found |= branch.before(ends, places)
        return found

    def end(self, place: int, ends: int, places: Places) -> int:
        fits = next(branch for branch in self.fitting(places) if branch.before(ends, places) >> place & 1)
        return fits.end(place, ends, places)

    def by_length(self, places: Places) -> Lengths:
        found: Lengths = {}
        for branch in self.fitting(places):
            for length, starts in branch.by_length(places).items():
                found[length] = found.get(length, 0) | starts
        return found


@dataclass(slots=True, eq=False)
class Piece:
    """A part with a name, which many patterns share: it is looked for once, wherever it may stand."""

    part: Part
    needs: tuple[Need, ...] = field(init=False)
    behind: int = field(init=False)
    most: int = field(init=False)
    says_no: bool = field(init=False)

    def __post_init__(self) -> None:
        self.needs, self.behind, self.most = self.part.needs, self.part.behind, self.part.most
        self.says_no = self.part.says_no

    def before(self, ends: int, places: Places) -> int:
        found = 0
        for length, starts in self.by_length(places).items():
            found |= starts & ends >> length
        return found

    def end(self, place: int, ends: int, places: Places) -> int:
        here, lengths = 1 << place, self.by_length(places).items()
        fits = [length for length, starts in lengths if starts & here and ends & here << length]
        return place + fits[0] if len(fits) == 1 else self.part.end(place, ends, places)

    def by_length(self, places: Places) -> Lengths:
        found = places.lengths.get(self)
        if found is None:
            found = places.lengths[self] = self.part.by_length(places)
        return found


@dataclass(slots=True, eq=False)
class Perhaps:
    """A part that may be left out."""

    part: Part
    needs: tuple[Need, ...] = ()
    behind: int = field(init=False)
    most: int = field(init=False)
    says_no: bool = field(init=False)

    def __post_init__(self) -> None:
        self.behind = self.most = self.part.most
        self.says_no = self.part.says_no

    def before(self, ends: int, places: Places) -> int:
        return ends | self.part.before(ends, places)

    def end(self, place: int, ends: int, places: Places) -> int:
        fits = self.part.before(ends, places) >> place & 1
        return self.part.end(place, ends, places) if fits else place

    def by_length(self, places: Places) -> Lengths:
        return {**self.part.by_length(places), 0: places.every}


@dataclass(slots=True, eq=False)
class Gap:
    """Up to so many items, whatever they are, within one stretch."""

    most: int
    needs: tuple[Need, ...] = ()
    behind: int = field(init=False)
    says_no: bool = False

    def __post_init__(self) -> None:
        self.behind = self.most

    def before(self, ends: int, places: Places) -> int:
        found = ends
        for step in steps(self.most):
            found |= found >> step & places.crossed(step)
        return found

    def end(self, place: int, ends: int, places: Places) -> int:
        while not ends >> place & 1:
            place += 1
        return place

    def by_length(self, places: Places) -> Lengths:
        return {items: places.crossed(items) for items in range(self.most + 1)}


@dataclass(slots=True, eq=False)
class Followed:
    """What follows has a part at its beginning, or has it not; it takes up nothing itself."""

    part: Part
    wanted: bool
    needs: tuple[Need, ...] = ()
    behind: int = 0
    most: int = 0
    says_no: bool = field(init=False)

    def __post_init__(self) -> None:
        self.says_no = self.part.says_no

    def before(self, ends: int, places: Places) -> int:
        found = self.part.before(places.every, places)
        return ends & found if self.wanted else ends & ~found

    def end(self, place: int, ends: int, places: Places) -> int:
        return place

    def by_length(self, places: Places) -> Lengths:
        return {0: self.before(places.every, places)}


@dataclass(slots=True, eq=False)
class Beginning:
    """The beginning of a sentence or stretch."""

    needs: tuple[Need, ...] = ()
    behind: int = 0
    most: int = 0
    says_no: bool = False

    def before(self, ends: int, places: Places) -> int:
        return ends & places.beginnings

    def end(self, place: int, ends: int, places: Places) -> int:
        return place

    def by_length(self, places: Places) -> Lengths:
        return {0: places.beginnings}


@dataclass(slots=True, eq=False)
class End:
    """The end of a sentence or stretch."""

    needs: tuple[Need, ...] = ()
    behind: int = 0
    most: int = 0
    says_no: bool = False

    def before(self, ends: int, places: Places) -> int:
        return ends & places.ends

    def end(self, place: int, ends: int, places: Places) -> int:
        return place

    def by_length(self, places: Places) -> Lengths:
        return {0: places.ends}


@cache
def steps(most: int) -> tuple[int, ...]:
    """Steps of which some, each taken or not, make up every distance up to this one."""
    return (*steps(most // 2), most - most // 2) if most else ()


def in_reach(part: Part, ends: int, places: Places) -> bool:
    """Whether all that a part needs stands in order, each no farther behind the last than it may: most fail this."""
    first, *others = part.needs
    found = places[first.wanted] & ends
    for wanted, ahead in others:
        if not found:
            break
        found <<= 1
        for step in steps(ahead):
            found |= found << step
        found &= places[wanted]
    return bool(found)


def found_in(part: Part, ends: int, places: Places) -> Iterator[tuple[int, int]]:
    """Where a part that ends at one of these places begins and ends, from the left, none within another."""
    starts = part.before(ends, places)
    while starts:
        start = (starts & -starts).bit_length() - 1
        end = part.end(start, ends, places)
        yield start, end
        starts = starts >> end << end
