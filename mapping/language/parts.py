"""The parts of a pattern, found in a sentence by sets of places; they know neither words nor rules.

A set of places is a whole number: its bit n is the place before the n-th item of a sentence, its last bit the end.
Every part answers two questions. `before`: from which places does it reach one of these? It is asked from the end of a
pattern to its beginning, and so all places where the pattern begins are known at once. `end`: from a place that does,
where does it end? Where there is a choice, the first of the alternatives, the shortest gap, and what is optional if it
is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

Feature = int
"""Something that a word may be, by its number; an item of a sentence has several."""
Needs = tuple[frozenset[Feature], ...]
"""Of each of these sets a sentence must have one, or the part is not in it."""


class Places:
    """The places of a sentence: where each feature stands, what parts it into stretches, where those begin and end."""

    __slots__ = ("_features", "_fitting", "_items", "beginnings", "ends", "every", "known", "within")

    def __init__(self, items: list[frozenset[Feature]], breaks: Feature) -> None:
        self._items, self._features = items, frozenset[Feature]().union(*items)
        self.known: dict[frozenset[Feature], int] = {}
        self._fitting: dict[OneOf, list[Part]] = {}
        parted = self.having(frozenset({breaks}))
        last = 1 << len(items)
        self.every = 2 * last - 1
        self.within = (last - 1) & ~parted
        """The items that a gap may cross."""
        self.beginnings = 1 | parted << 1
        self.ends = last | parted

    def having(self, wanted: frozenset[Feature]) -> int:
        """The places of the items that have one of these features; `known` holds what was asked before."""
        found = 0
        if not wanted.isdisjoint(self._features):
            for number, item in enumerate(self._items):
                if not wanted.isdisjoint(item):
                    found |= 1 << number
        self.known[wanted] = found
        return found

    def fitting(self, choice: OneOf) -> list[Part]:
        """The branches of a choice that may be in this sentence: most are told by their rarest need alone."""
        found = self._fitting.get(choice)
        if found is None:
            features = self._features
            branches = zip(choice.branches, choice.rarest, strict=True)
            found = [branch for branch, need in branches if need is None or not need.isdisjoint(features)]
            self._fitting[choice] = found
        return found


class Part(Protocol):
    """What every part of a pattern can say."""

    needs: Needs
    says_no: bool
    """Whether it asks for a word such as "not" itself."""

    def before(self, ends: int, places: Places) -> int:
        """The places from which this part can end at one of `ends`."""

    def end(self, place: int, ends: int, places: Places) -> int:
        """Where this part, begun at a place from which it can, ends among `ends`."""


@dataclass(slots=True, eq=False)
class Item:
    """One item that has one of some features."""

    wanted: frozenset[Feature]
    says_no: bool = False
    needs: Needs = field(init=False)

    def __post_init__(self) -> None:
        self.needs = (self.wanted,)

    def before(self, ends: int, places: Places) -> int:
        found = places.known.get(self.wanted)
        return (places.having(self.wanted) if found is None else found) & ends >> 1

    def end(self, place: int, ends: int, places: Places) -> int:
        return place + 1


@dataclass(slots=True, eq=False)
class Sequence:
    """Parts one after another."""

    parts: tuple[Part, ...]
    backwards: tuple[Part, ...] = field(init=False)
    needs: Needs = field(init=False)
    says_no: bool = field(init=False)

    def __post_init__(self) -> None:
        self.backwards = self.parts[::-1]
        self.needs = tuple([need for part in self.parts for need in part.needs])
        self.says_no = any(part.says_no for part in self.parts)

    def before(self, ends: int, places: Places) -> int:
        for part in self.backwards:
            ends = part.before(ends, places)
            if not ends:
                return 0
        return ends

    def end(self, place: int, ends: int, places: Places) -> int:
        goals = [ends]
        for part in self.backwards[:-1]:
            goals.append(part.before(goals[-1], places))
        for part in self.parts:
            place = part.end(place, goals.pop(), places)
        return place


@dataclass(slots=True, eq=False)
class OneOf:
    """One of several parts: the first that fits."""

    branches: tuple[Part, ...]
    rarest: tuple[frozenset[Feature] | None, ...]
    """The rarest need of each branch; None where it has none."""
    needs: Needs = field(init=False)
    says_no: bool = field(init=False)

    def __post_init__(self) -> None:
        needs = [need for need in self.rarest if need is not None]
        self.needs = (frozenset[Feature]().union(*needs),) if len(needs) == len(self.branches) else ()
        self.says_no = any(branch.says_no for branch in self.branches)

    def before(self, ends: int, places: Places) -> int:
        found = 0
        for branch in places.fitting(self):
            found |= branch.before(ends, places)
        return found

    def end(self, place: int, ends: int, places: Places) -> int:
        fits = next(branch for branch in places.fitting(self) if branch.before(ends, places) >> place & 1)
        return fits.end(place, ends, places)


@dataclass(slots=True, eq=False)
class Perhaps:
    """A part that may be left out."""

    part: Part
    needs: Needs = ()
    says_no: bool = field(init=False)

    def __post_init__(self) -> None:
        self.says_no = self.part.says_no

    def before(self, ends: int, places: Places) -> int:
        return ends | self.part.before(ends, places)

    def end(self, place: int, ends: int, places: Places) -> int:
        fits = self.part.before(ends, places) >> place & 1
        return self.part.end(place, ends, places) if fits else place


@dataclass(slots=True, eq=False)
class Gap:
    """Up to so many items, whatever they are, within one stretch."""

    most: int
    needs: Needs = ()
    says_no: bool = False

    def before(self, ends: int, places: Places) -> int:
        found = ends
        for _ in range(self.most):
            further = found | found >> 1 & places.within
            if further == found:
                break
            found = further
        return found

    def end(self, place: int, ends: int, places: Places) -> int:
        while not ends >> place & 1:
            place += 1
        return place


@dataclass(slots=True, eq=False)
class Followed:
    """What follows has a part at its beginning, or has it not; it takes up nothing itself."""

    part: Part
    wanted: bool
    needs: Needs = ()
    says_no: bool = field(init=False)

    def __post_init__(self) -> None:
        self.says_no = self.part.says_no

    def before(self, ends: int, places: Places) -> int:
        found = self.part.before(places.every, places)
        return ends & found if self.wanted else ends & ~found

    def end(self, place: int, ends: int, places: Places) -> int:
        return place


@dataclass(slots=True, eq=False)
class Beginning:
    """The beginning of a sentence or stretch."""

    needs: Needs = ()
    says_no: bool = False

    def before(self, ends: int, places: Places) -> int:
        return ends & places.beginnings

    def end(self, place: int, ends: int, places: Places) -> int:
        return place


@dataclass(slots=True, eq=False)
class End:
    """The end of a sentence or stretch."""

    needs: Needs = ()
    says_no: bool = False

    def before(self, ends: int, places: Places) -> int:
        return ends & places.ends

    def end(self, place: int, ends: int, places: Places) -> int:
        return place


def found_in(part: Part, places: Places) -> Iterator[tuple[int, int]]:
    """Where a part begins and ends in a sentence, from the left, none within another."""
    starts = part.before(places.every, places)
    while starts:
        start = (starts & -starts).bit_length() - 1
        end = part.end(start, places.every, places)
        yield start, end
        starts = starts >> end << end
