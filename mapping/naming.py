"""What people are called: by name, or by role when names are veiled; pronouns and verbs follow the person.

Nothing is assumed of anybody's gender: where no pronouns are given, the person's label is used again.
"""

from __future__ import annotations

import re
from functools import cached_property

from mapping.casemap import CaseMap
from mapping.entries import Person
from mapping.vocabulary import load_vocabulary

_POSSESSIVES = {"he": "his", "she": "her", "they": "their", "xe": "xyr", "ze": "hir", "it": "its"}
_OBJECTS = {"he": "him", "she": "her", "they": "them"}
_FORMS = {"{they}": "subject", "{them}": "object"}
"""Placeholders that follow a person, and the form of the pronoun that each stands for."""
_MARK = re.compile(r"\{(?:they|them|their|does|P|S|C|W)\}")
_PERPETRATORS = ("perpetrator", "co_perpetrator")
_SURVIVORS = ("survivor",)
_CORE = (*_PERPETRATORS, *_SURVIVORS, "child")
"""The roles by which the words of other roles may name somebody."""


class Naming:
    """How one case speaks of its people; `veiled` means by role, never by name."""

    def __init__(self, case: CaseMap, veiled: bool) -> None:
        self._case, self.veiled = case, veiled
        self._people = {person.id: person for person in case.of(Person)}

    def with_role(self, *roles: str) -> tuple[Person, ...]:
        """The people who have one of these roles, in order."""
        return tuple(person for person in self._people.values() if set(roles) & set(person.roles))

    @cached_property
    def perpetrators(self) -> tuple[Person, ...]:
        """Everyone whose behaviour the map is about."""
        return self.with_role(*_PERPETRATORS)

    @cached_property
    def survivors(self) -> tuple[Person, ...]:
        """Every adult survivor of the present relationship."""
        return self.with_role(*_SURVIVORS)

    @cached_property
    def children(self) -> tuple[Person, ...]:
        """Every child on the map."""
        return self.with_role("child")

    def short(self, identity: str) -> str:
        """A name for a chip or a list: "Daniel", or "Father" when veiled."""
        person = self._people.get(identity)
        if person is None:
            return "Not on the map"
        if not self.veiled and person.name:
            return person.name
        return person.label or _capital(self._role_word(person))

    def inside(self, identity: str) -> str:
        """The person in the middle of a sentence: "Daniel", or "the father"."""
        person = self._people.get(identity)
        if person is None:
            return "someone not on the map"
        if not self.veiled and person.name:
            return person.name
        return _with_article(self._role_word(person))

    def subject(self, identity: str) -> str:
        """The person at the beginning of a sentence."""
        return _capital(self.inside(identity))

    def possessive(self, identity: str) -> str:
        """The person before what is theirs: "his" where pronouns are known, else "the father's"."""
        word = self.pronoun(identity, "possessive")
        if word:
            return word
        inside = self.inside(identity)
        return f"{inside}’" if inside.endswith("s") else f"{inside}’s"

    def pronoun(self, identity: str, form: str) -> str:
        """The person's pronoun as "subject", "object" or "possessive"; "" where none was given."""
        person = self._people.get(identity)
        parts = [part.strip() for part in person.pronouns.casefold().split("/")] if person else []
        if not parts or not parts[0]:
            return ""
        if form == "subject":
            return parts[0]
        if len(parts) > 1 and parts[1] in _POSSESSIVES:
            parts = parts[:1]  # "she/they" gives two pronouns, not two forms of one
        if form == "object":
            return parts[1] if len(parts) > 1 else _OBJECTS.get(parts[0], parts[0])
        return parts[2] if len(parts) > 2 else _POSSESSIVES.get(parts[0], "")

    def does(self, identity: str) -> str:
        """The verb: "does", or "do" for a person whose pronoun is they and who is called so."""
        return "do" if self.pronoun(identity, "subject") == "they" and self.veiled else "does"

    def fill(self, text: str, about: str = "") -> str:
        """A text of the catalogue with its placeholders filled with this case's people.

        {P}, {S}, {C} and {W} are the perpetrator, the survivor, the child and the worker. {they}, {them}, {their} and
        {does} follow the person `about`: an id, or a role that one person of the case has; "" means the perpetrator.
        """
        return _MARK.sub(lambda found: self._filling(found[0], about), text) if "{" in text else text

    def _filling(self, mark: str, about: str) -> str:
        match mark:
            case "{W}":
                return "the worker"
            case "{P}":
                return self._only(self.perpetrators, "the person who harms")
            case "{S}":
                return self._only(self.survivors, "the other parent")
            case "{C}":
                return self._only(self.children, "the child")
        one = self._one(about)
        if mark == "{does}":
            return "do" if not one or self.pronoun(one, "subject") == "they" else "does"
        if not one:
            return mark[1:-1]
        if mark == "{their}":
            return self.possessive(one)
        return self.pronoun(one, _FORMS[mark]) or self.inside(one)

    def _only(self, people: tuple[Person, ...], default: str) -> str:
        return self.inside(people[0].id) if len(people) == 1 else default

    def _one(self, about: str) -> str:
        """The id of the one person that a text is about, "" where there are several or none."""
        if about in self._people:
            return about
        people = self.with_role(about) if about else self.perpetrators
        return people[0].id if len(people) == 1 else ""

    def lane_title(self, lane: str) -> str:
        """The heading of a lane of the map, made for the people of this case."""
        match lane:
            case "behaviour":
                return f"What {self._doing(self.perpetrators, 'the person who harms')}"
            case "effects":
                return f"What that does to family life and {self._care()}"
            case "children":
                return "What that does to each child"
            case "protective_effort":
                return f"What {self._doing(self.survivors, 'the other parent')} to keep the children safe and well"
        return "Around the family"

    def lane_hint(self, lane: str) -> str:
        """The line under a lane's heading."""
        match lane:
            case "behaviour":
                return "the pattern: towards the other parent, the children, outsiders"
            case "effects":
                return "pathways to harm"
            case "children":
                return "impacts, child by child"
            case "protective_effort":
                return "each effort, and what it answers"
        return "services, circumstances, open questions"

    def _doing(self, people: tuple[Person, ...], nobody: str) -> str:
        if not people:
            return f"{nobody} does"
        if len(people) > 1:
            return "they do"
        one = people[0].id
        pronoun = self.pronoun(one, "subject") if self.veiled or not people[0].name else ""
        return f"{pronoun or self.inside(one)} {self.does(one) if pronoun else 'does'}"

    def _care(self) -> str:
        if len(self.survivors) != 1:
            return "the other parent’s care"
        pronoun = self.pronoun(self.survivors[0].id, "possessive")
        return f"{pronoun} parenting" if pronoun else f"{self.possessive(self.survivors[0].id)} care"

    def _role_word(self, person: Person) -> str:
        """The word this case uses: its own for the only person of a role, else the person's label."""
        for role, people in (("perpetrator", self.perpetrators), ("survivor", self.survivors)):
            word = self._case.header.label(role)
            if word and people == (person,):
                return word
        # The word of another role may speak of "the ally of {P}": it must not be asked for who {P} is.
        core = (role for role in person.roles if role in _CORE)
        role = next(core, person.roles[0] if person.roles else "other")
        return person.label or self.fill(load_vocabulary().term("role", role).short)


def _with_article(word: str) -> str:
    """A word for a person inside a sentence: "the father", but "Child 1" and "Aunt Ann" as they are."""
    parts = word.split()
    if not parts or parts[-1][-1:].isdigit() or (len(parts) > 1 and all(part[:1].isupper() for part in parts)):
        return word
    if parts[0].casefold() in ("the", "a", "an", "her", "his", "their"):
        return _small(word)
    return f"the {_small(word)}"


def _small(word: str) -> str:
    return word[:1].lower() + word[1:] if not word[:2].isupper() else word


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
