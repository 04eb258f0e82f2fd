"""What a word may be, as numbers, so that patterns can ask for it without knowing words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from mapping.language.forms import forms_of
from mapping.language.places import Feature
from mapping.language.smallwords import small_words

ANY = "any"
"""Any form of a word."""
EXACT = "exact"
"""The word just as it is written."""
NEGATION, ADVERB, NUMBER, WORD, QUOTED, NAME, OWNER, BREAK, COLON = range(9)
"""What an item may be whatever its word; somebody's own words and protected names are set apart, and some marks part a
sentence into stretches."""
ROLES = ("P", "S", "C", "A", "O", "K")
"""The perpetrator, the survivor, a child, an agency or worker, another person, the two parents as one."""


class Features:
    """Hands out one number for each thing that some pattern asks for, and knows which words have it."""

    def __init__(self, classes: Mapping[str, tuple[str, ...]]) -> None:
        self._classes = classes
        self._costs = [60] * (COLON + 1)
        self._roles = {role + whose: self._give(50) for role in ROLES for whose in ("", "'s")}
        self._given: dict[tuple[str, str], Feature] = {}
        self._words: dict[str, list[Feature]] = defaultdict(list)
        self._known: Mapping[str, tuple[Feature, ...]] = {}

    def settle(self) -> None:
        """Nothing more will be asked for: keep the words alone, and once what many of them are alike."""
        alike: dict[tuple[Feature, ...], tuple[Feature, ...]] = {}
        found = {word: tuple(features) for word, features in self._words.items()}
        self._known = {word: alike.setdefault(features, features) for word, features in found.items()}
        self._given.clear()
        self._words.clear()

    def _give(self, cost: int) -> Feature:
        self._costs.append(cost)
        return len(self._costs) - 1

    def role(self, role: str) -> Feature:
        """The number of a role; KeyError where there is no such role."""
        return self._roles[role]

    def word(self, word: str, form: str = ANY) -> Feature:
        """The number of a word in one of its forms, in any, or exactly as written."""
        found = self._given.get((word, form))
        if found is None:
            found = self._given[word, form] = self._give(40 if word in small_words("common") else 1)
            for each in _written(word, form):
                self._words[each].append(found)
        return found

    def singles(self, name: str, form: str = ANY) -> Feature:
        """The number of a class's members of one word; KeyError where there is no such class."""
        members = [each for each in self._classes[name] if " " not in each]
        found = self._given.get(("@" + name, form))
        if found is None:
            found = self._given["@" + name, form] = self._give(3)
            for each in members:
                exact = each.startswith("=")
                for written in _written(each.removeprefix("="), EXACT if exact else form):
                    self._words[written].append(found)
        return found

    def several(self, name: str) -> tuple[str, ...]:
        """A class's members of more than one word."""
        return tuple(each for each in self._classes[name] if " " in each)

    def has_class(self, name: str) -> bool:
        """Whether there is a class of this name."""
        return name in self._classes

    def cost(self, wanted: Iterable[Feature]) -> int:
        """How often one of these is likely to stand in a sentence: rare ones are looked for first."""
        costs = self._costs
        return sum([costs[each] for each in wanted])

    def of_word(self, word: str) -> frozenset[Feature]:
        """All that a written word is by itself; known once all is settled."""
        return frozenset(self._known.get(word, ()))

    def knows(self, word: str) -> bool:
        """Whether some pattern asks for this word."""
        return word in self._known


def _written(word: str, form: str) -> Iterable[str]:
    if form == EXACT:
        return (word,)
    forms = forms_of(word)
    if form == ANY:
        return frozenset().union(*forms.values())
    if form == "fin":
        return forms["base"] | forms["s"] | forms["past"]
    return forms[form]
