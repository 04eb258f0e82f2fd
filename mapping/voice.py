"""How people are spoken of from sentence to sentence: by name or label first, then by pronoun; it tells no story.

Where nobody gave pronouns, the word that the team itself chose for a person may hold one: "father" is taken up by "he".
A name, a role and a card say nothing of the kind, and then the label is said again.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mapping.casemap import CaseMap
from mapping.entries import Person
from mapping.naming import Naming
from mapping.phrasing import among

_PEOPLE = Path(__file__).resolve().parent.parent / "resources" / "language" / "people.toml"
_FORMS = {
    "m": {"subject": "he", "object": "him", "possessive": "his"},
    "f": {"subject": "she", "object": "her", "possessive": "her"},
}
_THEY = "they"
_MOST = 4
"""How often the same label begins a sentence before other words do, once."""
_INSTEAD = "This person"
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@cache
def _taken_up() -> Mapping[str, str]:
    """The words for people that one pronoun takes up ("father"), each with the key of its forms."""
    table = tomllib.loads(_PEOPLE.read_text(encoding="utf-8"))
    return {word: key for group in table.values() for key in _FORMS for word in group.get(key, ())}


@cache
def _people_words() -> frozenset[str]:
    """Every single word by which a text may say who somebody is: "child", "sister", "teacher"."""
    table = tomllib.loads(_PEOPLE.read_text(encoding="utf-8"))
    return frozenset(word for group in table.values() for words in group.values() for word in words if " " not in word)


def among_people(text: str) -> bool:
    """Whether a text names somebody by a word for people: "questions the elder child about"."""
    return any(word in _people_words() for word in re.findall(r"[^\W\d_]+", text.casefold()))


@dataclass(frozen=True, slots=True, repr=False)
class Voices:
    """How everybody of one case is spoken of."""

    case: CaseMap
    naming: Naming

    def pronoun(self, identity: str, form: str) -> str:
        """A person's pronoun as "subject", "object" or "possessive": the one given, else that of their label, or ""."""
        person = self.case.entry(identity)
        given = self.naming.pronoun(identity, form)
        if given or not isinstance(person, Person) or person.pronouns:
            return given
        words = re.split(r"[\s-]+", person.label.casefold())
        keys = {_taken_up()[word] for word in words if word in _taken_up()}
        return _FORMS[keys.pop()][form] if len(keys) == 1 else ""

    def was(self, *people: str) -> str:
        """The verb after these people as they are called: "was", or "were" of several."""
        return "were" if self._several(people) else "was"

    def are(self, *people: str) -> str:
        """The verb after these people as they are called: "is", or "are" of several."""
        return "are" if self._several(people) else "is"

    def _several(self, people: Sequence[str]) -> bool:
        """Whether these are more than one; a label may speak of several: "Twins", "Women in the office"."""
        return len(people) > 1 or any(among("several_people", self.naming.inside(each)) for each in people)

    def owner(self, identity: str) -> str:
        """Whose something is, by name or label: "Mitch’s", "the father’s", "Thomas’"."""
        inside = self.naming.inside(identity)
        return f"{inside}’" if inside.endswith("s") else f"{inside}’s"

    def people(self, ids: Sequence[str]) -> str:
        """People in the middle of a sentence: "Cody and Poppy"; "both children" where those are all the children."""
        children = {child.id for child in self.naming.children}
        if len(ids) > 1 and set(ids) == children:
            return "both children" if len(ids) == 2 else f"all {number(len(ids))} children"
        return listed([self.naming.inside(each) for each in ids])


class Voice:
    """The beginnings of the sentences about one person, one after another."""

    def __init__(self, voices: Voices, person: str) -> None:
        self.voices, self.person = voices, person
        self.pronoun = voices.pronoun(person, "subject")
        self._named_next, self._labels = True, 0

    def anew(self) -> None:
        """Say who it is again: a paragraph begins, or somebody else was spoken of."""
        self._named_next = True

    def again(self, *, present: bool = False) -> str:
        """The pronoun that takes the person up; "" where there is none, or where a stored "takes" would follow it."""
        return "" if present and self.pronoun == _THEY else self.pronoun

    def subject(self, *, present: bool = False) -> str:
        """The person at the beginning of the next sentence; `present` where a verb in the present follows as stored."""
        return self._next(self.again(present=present), self.voices.naming.inside(self.person), _INSTEAD)

    def possessive(self) -> str:
        """Whose something is, at the beginning of the next sentence: "Mitch’s", and then "His"."""
        return self._next(
            self.voices.pronoun(self.person, "possessive"), self.voices.owner(self.person), f"{_INSTEAD}’s"
        )

    def _next(self, again: str, label: str, instead: str) -> str:
        if again and not self._named_next:
            self._labels = 0
            return capital(again)
        self._named_next = False
        self._labels += 1
        if self._labels <= _MOST:
            return capital(label)
        self._labels = 0
        return instead


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def listed(parts: Sequence[str]) -> str:
    """Parts as English lists them: "a, b and c"."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def number(count: int) -> str:
    """A small number in words, a larger one in figures."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)
