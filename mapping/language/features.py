"""What a word may be, as single characters, so that a sentence becomes a short string that patterns can be run over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mapping.language.forms import forms_of
from mapping.language.smallwords import small_words

ANY = "any"
"""Any form of a word."""
EXACT = "exact"
"""The word just as it is written."""
NEGATION, ADVERB, NUMBER, WORD, QUOTED, NAME, OWNER = "negation", "adverb", "number", "word", "quoted", "name", "owner"
"""What a token may be whatever its word; somebody's own words and protected names are set apart."""
ROLES = ("P", "S", "C", "A", "O", "K")
"""The perpetrator, the survivor, a child, an agency or worker, another person, the two parents as one."""
_FIRST = 0xE000


class Features:
    """Hands out one character for each thing that some pattern asks for, and knows which words have it."""

    def __init__(self, classes: Mapping[str, tuple[str, ...]]) -> None:
        self._classes = classes
        self._characters: dict[tuple[str, str], str] = {}
        self._words: dict[str, str] = {}
        self._costs: dict[str, int] = {}
        for fixed in (NEGATION, ADVERB, NUMBER, WORD, QUOTED, NAME, OWNER):
            self._give(("", fixed), 60)
        for role in ROLES:
            self._give(("role", role), 50)
            self._give(("role", role + "'s"), 50)

    def _give(self, key: tuple[str, str], cost: int) -> str:
        found = self._characters.get(key)
        if found is None:
            found = chr(_FIRST + len(self._characters))
            self._characters[key] = found
            self._costs[found] = cost
        return found

    def fixed(self, name: str) -> str:
        """The character of what a token may be whatever its word."""
        return self._characters["", name]

    def role(self, role: str) -> str:
        """The character of a role; KeyError where there is no such role."""
        return self._characters["role", role]

    def word(self, word: str, form: str = ANY) -> str:
        """The character of a word in one of its forms, in any, or exactly as written."""
        key = (word, form)
        if key not in self._characters:
            character = self._give(key, 40 if word in small_words("common") else 1)
            self._mark(_written(word, form), character)
        return self._characters[key]

    def singles(self, name: str, form: str = ANY) -> str:
        """The character of a class's members of one word; KeyError where there is no such class."""
        key = ("@" + name, form)
        if key not in self._characters:
            members = [each for each in self._classes[name] if " " not in each]
            character = self._give(key, 3)
            for each in members:
                exact = each.startswith("=")
                self._mark(_written(each.removeprefix("="), EXACT if exact else form), character)
        return self._characters[key]

    def several(self, name: str) -> tuple[str, ...]:
        """A class's members of more than one word."""
        return tuple(each for each in self._classes[name] if " " in each)

    def has_class(self, name: str) -> bool:
        """Whether there is a class of this name."""
        return name in self._classes

    def cost(self, character: str) -> int:
        """How often a character is likely to stand in a sentence: rare ones are looked for first."""
        return self._costs[character]

    def of_word(self, word: str) -> str:
        """All characters that a written word has."""
        return self._words.get(word, "")

    def knows(self, word: str) -> bool:
        """Whether some pattern asks for this word."""
        return word in self._words

    def _mark(self, written: Iterable[str], character: str) -> None:
        for each in written:
            if character not in self._words.get(each, ""):
                self._words[each] = self._words.get(each, "") + character


def _written(word: str, form: str) -> frozenset[str]:
    if form == EXACT:
        return frozenset({word})
    forms = forms_of(word)
    if form == ANY:
        return frozenset().union(*forms.values())
    if form == "fin":
        return forms["base"] | forms["s"] | forms["past"]
    return forms[form]
