"""Which of many patterns may be found in a sentence, by what each needs; it finds nothing itself.

A set of patterns is a whole number: bit n is the n-th pattern. Each word is asked once of which patterns it meets the
rarest need, the second rarest and the third; a sentence puts its words together and keeps the patterns that have all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from mapping.language.places import Feature, Wanted

DEPTH = 3
"""How many needs of a pattern are looked at, the rarest first; one more costs more time than it saves."""
Met = int
"""The patterns of which something meets the rarest need, and in the bits above them the second rarest and the third."""


class Index:
    """Patterns by what they need: for each its needs, the rarest first."""

    def __init__(self, patterns: Sequence[Sequence[Wanted]]) -> None:
        self._count = len(patterns)
        self._bits: dict[Feature, list[int]] = defaultdict(list)
        self._met: dict[Feature, Met] = {}
        satisfied: list[int] = []
        for depth in range(DEPTH):
            for bit, needs in enumerate(patterns, depth * self._count):
                if depth < len(needs):
                    for feature in needs[depth]:
                        self._bits[feature].append(bit)
                else:
                    satisfied.append(bit)
        self._satisfied = _set(satisfied)

    def met_by(self, features: Iterable[Feature]) -> Met:
        """The patterns of which an item with these features meets a need."""
        found = 0
        for feature in features:
            met = self._met.get(feature)
            if met is None:
                met = self._met[feature] = _set(self._bits.get(feature, ()))
            found |= met
        return found

    def possible(self, items: Iterable[Met]) -> int:
        """The patterns that have all that they need in a sentence of these items."""
        met = reduce(or_, items, self._satisfied)
        return met & met >> self._count & met >> 2 * self._count & (1 << self._count) - 1


def _set(bits: Iterable[int]) -> int:
    return reduce(or_, [1 << bit for bit in bits], 0)
