"""Which of many patterns may be found in a sentence, by what each needs; it finds nothing itself.

A set of patterns is a whole number: bit n is the n-th pattern. Each word is asked once of which patterns it meets the
rarest need, the second rarest and the third; a sentence puts its words together and keeps the patterns that have all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from mapping.language.parts import Feature, Needs

DEPTH = 3
"""How many needs of a pattern are looked at, the rarest first; one more costs more time than it saves."""
Met = tuple[int, ...]
"""The patterns of which something meets the rarest need, the second rarest and the third."""


class Index:
    """Patterns by what they need."""

    def __init__(self) -> None:
        self._count = 0
        self._needing: list[dict[Feature, list[int]]] = [defaultdict(list) for _ in range(DEPTH)]
        self._satisfied = [0] * DEPTH
        self._met: dict[Feature, Met] = {}

    def add(self, needs: Needs) -> int:
        """The number of one more pattern; `needs` has the rarest first."""
        number, self._count = self._count, self._count + 1
        for needing, need in zip(self._needing, needs, strict=False):
            for feature in need:
                needing[feature].append(number)
        for depth in range(len(needs), DEPTH):
            self._satisfied[depth] |= 1 << number
        return number

    def met_by(self, features: Iterable[Feature]) -> Met:
        """The patterns of which an item with these features meets a need."""
        found = [self._met.get(feature) or self._of_one(feature) for feature in features]
        return tuple(_united(each) for each in zip(*found, strict=True)) or (0,) * DEPTH

    def _of_one(self, feature: Feature) -> Met:
        found = tuple(_united(1 << number for number in needing.get(feature, ())) for needing in self._needing)
        self._met[feature] = found
        return found

    def possible(self, items: Iterable[Met]) -> int:
        """The patterns that have all that they need in a sentence of these items."""
        first, second, third = self._satisfied
        for one, two, three in items:
            first |= one
            second |= two
            third |= three
        return first & second & third


def _united(sets: Iterable[int]) -> int:
    found = 0
    for each in sets:
        found |= each
    return found


def numbers(patterns: int) -> Iterator[int]:
    """The numbers of a set of patterns, in order."""
    while patterns:
        lowest = patterns & -patterns
        yield lowest.bit_length() - 1
        patterns ^= lowest
