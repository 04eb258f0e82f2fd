"""Where things stand in a row of sentences, as sets of places; it knows neither words nor patterns.

A set of places is a whole number: its bit n is the place before the n-th item. Sentences stand one behind the other,
with an item between them that nobody asks for, so that one sum over such a number looks at all of them at once. The
place before that item is the end of its sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mapping.language.parts import OneOf, Part, Piece, Sequence

Feature = int
"""Something that a word may be, by its number; an item of a sentence has several."""
Wanted = frozenset[Feature]
"""What an item may be, of which it must be something."""


class Places(dict[Wanted, int]):
    """The places of some sentences, by what the items there may be; each is worked out when it is first asked for."""

    __slots__ = ("_stand", "beginnings", "ends", "every", "features", "fitting", "goals", "lengths", "runs")

    def __init__(self, items: list[frozenset[Feature]], breaks: Feature) -> None:
        self._stand = _stand(items)
        self.features = frozenset(self._stand)
        self.every = (1 << len(items)) - 1
        parted = self[frozenset({breaks})]
        self.runs = [self.every, self.every ^ parted]
        """The places behind which so many items may be crossed by a gap."""
        self.beginnings = (parted << 1 | 1) & self.every
        self.ends = parted
        self.fitting: dict[OneOf, list[Part]] = {}
        self.lengths: dict[Piece, dict[int, int]] = {}
        self.goals: dict[Sequence, list[int]] = {}

    def __missing__(self, wanted: Wanted) -> int:
        found, stand = 0, self._stand
        for feature in wanted & self.features:
            found |= stand[feature]
        self[wanted] = found
        return found

    def crossed(self, items: int) -> int:
        """The places behind which so many items may be crossed by a gap."""
        runs = self.runs
        while len(runs) <= items:
            runs.append(runs[1] & runs[-1] >> 1)
        return runs[items]


def _stand(items: list[frozenset[Feature]]) -> dict[Feature, int]:
    """Where each feature stands; most words come back, so that each is looked at once."""
    words: dict[frozenset[Feature], int] = defaultdict(int)
    for number, item in enumerate(items):
        words[item] |= 1 << number
    found: dict[Feature, int] = defaultdict(int)
    for features, places in words.items():
        for feature in features:
            found[feature] |= places
    return dict(found)


def numbers(places: int) -> Iterator[int]:
    """The numbers of a set, in order."""
    while places:
        lowest = places & -places
        yield lowest.bit_length() - 1
        places ^= lowest
