"""Who is who in a text: the words by which a case, or any text without one, names each person."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from mapping.casemap import CaseMap
from mapping.entries import Person
from mapping.language.tokens import tokens
from mapping.naming import Naming
from mapping.rules import HARMING_ROLES, VICTIM_ROLES

_PEOPLE = Path(__file__).resolve().parent.parent.parent / "resources" / "language" / "people.toml"
_ROLES = {"perpetrator": "P", "survivor": "S", "child": "C", "agency": "A", "other": "O", "couple": "K"}
_WORKERS = frozenset({"professional", "supervisor", "interpreter"})
HE, SHE, THEY, EITHER = "m", "f", "plural", "n"
"""How a person is spoken of: he, she, they (several people or one), or no word says."""


@dataclass(frozen=True, slots=True)
class Who:
    """One naming of somebody: the role (P, S, C, A, O, K) and the pronoun that takes it up."""

    role: str
    spoken: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The words by which people are named, each as the tuple of its parts, and those that need a look around."""

    names: Mapping[tuple[str, ...], Who]
    partners: frozenset[tuple[str, ...]] = frozenset()
    titles: Mapping[str, str] = field(default_factory=dict)
    parents: frozenset[str] = frozenset()

    longest: int = field(init=False)
    """How many parts the longest naming has."""
    firsts: frozenset[str] = field(init=False)
    """The first part of every naming: no other word needs a look."""

    def __post_init__(self) -> None:
        namings = {*self.names, *self.partners, *((word,) for word in self.titles)}
        object.__setattr__(self, "longest", max((len(each) for each in namings), default=1))
        object.__setattr__(self, "firsts", frozenset(each[0] for each in namings if each))


@dataclass(frozen=True, slots=True)
class Cast:
    """The words for people, whom a bare pronoun means, and what reasons and pivots call them.

    `labels` holds "P", "S" and "C" as a reason calls them: "the father", "Mitch". `roles` holds the case's words for
    them as pivots do, which are put into a text: no name comes in that nobody wrote. `known` is false where no case
    says who anyone is.
    """

    words: Words
    pronouns: Mapping[str, str]
    labels: Mapping[str, str]
    roles: Mapping[str, str]
    known: bool = False


@cache
def _shipped() -> Words:
    table = tomllib.loads(_PEOPLE.read_text(encoding="utf-8"))
    names: dict[tuple[str, ...], Who] = {}
    for group, role in _ROLES.items():
        for spoken, words in table[group].items():
            for word in words:
                names[tuple(word.split())] = Who(role, THEY if role == "K" else spoken)
    titles = {word: _ROLES[group] for group, words in table["titles"].items() for word in words}
    partners = frozenset(tuple(word.split()) for word in table["others"]["words"])
    return Words(names, partners, titles, frozenset(table["parents"]["words"]))


@cache
def default_cast() -> Cast:
    """Where no case is given: the father and he, the mother and she, child words as children."""
    labels = {"P": "the father", "S": "the mother", "C": "the child"}
    return Cast(_shipped(), {HE: "P", SHE: "S", THEY: "K"}, labels, labels, known=False)


def cast_of(case: CaseMap, *, veiled: bool = False) -> Cast:
    """Who is who on this map: names, aliases, labels and the case's own words for the roles."""
    naming = Naming(case, veiled=veiled)
    shipped = _shipped()
    names = {words: who for words, who in shipped.names.items() if who.role not in ("P", "S") or not case.of(Person)}
    names |= _shared(case, shipped, naming)
    for person in case.of(Person):
        who = Who(_role(person), _spoken(person), person.id)
        for words in _namings(case, person, naming):
            names[words] = who
    namings = Words(names, shipped.partners, shipped.titles, shipped.parents)
    return Cast(namings, _pronouns(case), _labels(naming), _labels(Naming(case, veiled=True)), known=True)


def _shared(case: CaseMap, shipped: Words, naming: Naming) -> Iterable[tuple[tuple[str, ...], Who]]:
    """The common words for the perpetrator and the survivor, for those who are spoken of in that way."""
    found = {}
    people = {"P": naming.perpetrators, "S": naming.survivors}
    for words, who in shipped.names.items():
        if who.role not in people or not case.of(Person):
            continue
        role = who.role
        theirs = {_spoken(person) for person in people[role]}
        other = "S" if role == "P" else "P"
        others = {_spoken(person) for person in people[other]}
        if (
            who.spoken in (HE, SHE)
            and theirs
            and who.spoken not in theirs
            and EITHER not in theirs
            and who.spoken in others
        ):
            role = other
        found[words] = Who(role, who.spoken)
    return found.items()


def _role(person: Person) -> str:
    roles = set(person.roles)
    if roles & HARMING_ROLES:
        return "P"
    if roles & VICTIM_ROLES:
        return "S"
    if "child" in roles:
        return "C"
    return "A" if roles & _WORKERS else "O"


def _spoken(person: Person) -> str:
    first = person.pronouns.strip().casefold().partition("/")[0]
    return {"he": HE, "she": SHE}.get(first, THEY if first else EITHER)


def _namings(case: CaseMap, person: Person, naming: Naming) -> Iterator[tuple[str, ...]]:
    """Every way in which a text may name this person; first names alone count where they are long enough."""
    given = [person.name, *person.aliases, person.label, naming.short(person.id)]
    given += [case.header.label(role) for role in person.roles]
    for name in given:
        words = tuple(each.word for each in tokens(name).tokens if each.is_word)
        if not words:
            continue
        yield words
        if name == person.name and len(words) > 1:
            yield from ((word,) for word in (words[0], words[-1]) if len(word) > 2)


def _pronouns(case: CaseMap) -> Mapping[str, str]:
    """Whom a bare he, she or they means: the perpetrator before the survivor before anyone else."""
    found = {HE: "P", SHE: "S", THEY: "K"}
    people = [(_role(person), _spoken(person)) for person in case.of(Person)]
    for spoken in (HE, SHE, THEY):
        for role in ("P", "S"):
            if (role, spoken) in people:
                found[spoken] = role
                break
    adults = {role: spoken for role, spoken in reversed(people) if role in ("P", "S")}
    if adults.get("P") == adults.get("S") and adults.get("P") in (HE, SHE):
        found[adults["P"]] = "P"
        found[SHE if adults["P"] == HE else HE] = "S"
    return found


def _labels(naming: Naming) -> Mapping[str, str]:
    """What a pivot calls each: the only one of a role by name or label, else the word for the role."""
    shipped = default_cast().labels
    groups = {"P": naming.perpetrators, "S": naming.survivors, "C": naming.children}
    return {
        role: naming.inside(people[0].id) if len(people) == 1 else _several(role, bool(people), shipped)
        for role, people in groups.items()
    }


def _several(role: str, some: bool, shipped: Mapping[str, str]) -> str:
    return "___" if some and role != "C" else shipped[role]
