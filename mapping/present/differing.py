"""Other roles at each meeting, where that is asked: photographs of two screens cannot be laid side by side.

Which of several children, relatives, schools somebody is stands in the role ("elder child", "relative 2"). Here it
becomes a letter that hangs on the meeting and on what only this case holds, so that the same meeting always gives the
same roles, and nobody outside can reckon them back. What there is one of keeps its role.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import date

from mapping.casemap import CaseMap
from mapping.entries import Person

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without I and O, which are read as figures."""
_NUMBER = re.compile(r"[\s\d]+$")
_CHILD = "Child"


def seed_of(case: CaseMap, session: str, on: date) -> str:
    """What the letters of one meeting hang on: the meeting, and the names on the map, which no room is shown."""
    names = sorted(name for person in case.of(Person) for name in (person.name, *person.aliases) if name)
    return "|".join((case.header.id, session, on.isoformat(), *names))


def lettered(seed: str, kind: str) -> str:
    """The letters for one kind of thing, in the order in which they are given out at this meeting."""
    return "".join(sorted(_LETTERS, key=lambda letter: hashlib.sha256(f"{seed}|{kind}|{letter}".encode()).digest()))


class Differing:
    """What people are called at one meeting; `parts` are the roles by which they are called else."""

    def __init__(self, copy: CaseMap, parts: Mapping[str, str], seed: str) -> None:
        self.seed = seed
        self.parts = {**parts, **_otherwise(copy, parts, seed)}
        changed = {each: new for each, new in self.parts.items() if new != parts[each]}
        said = {words.casefold(): new for each, new in changed.items() for words in _words(copy, parts, each)}
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
    return {
        each: f"{base} {letter}"
        for base, people in groups.items()
        for each, letter in zip(people, lettered(seed, base), strict=False)
    }


def _words(copy: CaseMap, parts: Mapping[str, str], identity: str) -> tuple[str, ...]:
    """How a text may call somebody: by the role, by the label."""
    person = copy.entry(identity)
    label = person.label if isinstance(person, Person) else ""
    return tuple(words for words in (parts[identity], label) if words)


def _begins(text: str, place: int) -> bool:
    """Whether a sentence begins there."""
    return not text[:place].strip() or text[:place].rstrip()[-1:] in ".!?:“"
