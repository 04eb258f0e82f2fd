"""Other roles at each meeting, where that is asked: photographs of two screens cannot be laid side by side.

Which of several children, relatives, schools somebody is stands in the role ("elder child", "relative 2"). Here it
becomes a letter that hangs on the day of the meeting and on what was drawn for this case by lot, so that one day always
gives the same roles, in the room and on its papers, and nobody outside can reckon them back. What there is one of keeps
its role.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Container, Mapping
from datetime import date
from itertools import chain

from mapping.casemap import CaseMap
from mapping.entries import Person

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without I and O, which are read as figures."""
_NUMBER = re.compile(r"[\s\d]+$")
_CHILD = "Child"


def seed_of(drawn: str, on: date) -> str:
    """What the letters of the meeting of one day hang on; "" where nothing was drawn: then roles are the usual ones.

    It is the day and not the entry of the meeting, which may be noted when the room has long begun to look.
    """
    return f"{drawn}|{on.isoformat()}" if drawn else ""


def letter_of(seed: str, what: str, taken: Container[str]) -> str:
    """The letter of a thing at this meeting, whatever comes before or after it; two letters where all are taken."""
    ordered = sorted(_LETTERS, key=lambda letter: hashlib.sha256(f"{seed}|{what}|{letter}".encode()).digest())
    doubled = (first + second for first in ordered for second in ordered)
    return next(letters for letters in chain(ordered, doubled) if letters not in taken)


class Differing:
    """What people are called at one meeting, by id, and which of them are `lettered`; `parts` are their usual roles."""

    def __init__(self, copy: CaseMap, parts: Mapping[str, str], seed: str) -> None:
        self.lettered = _otherwise(copy, parts, seed)
        self.parts = {**parts, **self.lettered}
        said = {words.casefold(): new for each, new in self.lettered.items() for words in _words(copy, parts, each)}
        longest = sorted(said, key=len, reverse=True)
        self._said = said
        self._find = re.compile(rf"\b(the )?({'|'.join(map(re.escape, longest))})\b", re.IGNORECASE) if said else None

    def text(self, text: str) -> str:
        """The text with the other roles in the place of those by which somebody would be known again."""
        return self._find.sub(self._instead(text), text) if self._find is not None else text

    def _instead(self, text: str) -> Callable[[re.Match[str]], str]:
        def instead(found: re.Match[str]) -> str:
            words = self._said[found[2].casefold()]
            return words if _begins(text, found.start()) else words[:1].lower() + words[1:]

        return instead


def _otherwise(copy: CaseMap, parts: Mapping[str, str], seed: str) -> dict[str, str]:
    """The people who are one of several, each with a letter: all children where there are several, who has a number."""
    children = [person.id for person in copy.of(Person) if "child" in person.roles]
    groups: dict[str, list[str]] = {_CHILD: children} if len(children) > 1 else {}
    for each, part in parts.items():
        base = _NUMBER.sub("", part)
        if base != part and each not in children:
            groups.setdefault(base, []).append(each)
    called: dict[str, str] = {}
    for base, people in groups.items():
        taken: list[str] = []
        for each in people:
            taken.append(letter_of(seed, f"{base}|{each}", taken))
            called[each] = f"{base} {taken[-1]}"
    return called


def _words(copy: CaseMap, parts: Mapping[str, str], identity: str) -> tuple[str, ...]:
    """How a text may call somebody: by the role, by the label."""
    person = copy.entry(identity)
    label = person.label if isinstance(person, Person) else ""
    return tuple(words for words in (parts[identity], label) if words)


def _begins(text: str, place: int) -> bool:
    """Whether a sentence begins there."""
    return not text[:place].strip() or text[:place].rstrip()[-1:] in ".!?:“"
