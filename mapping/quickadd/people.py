"""Finds whom the words behind an @ mean, and makes a person of words; a name never becomes a label."""

from __future__ import annotations

import re
from datetime import date

from mapping.casemap import CaseMap
from mapping.entries import Person
from mapping.folding import folded, words_in
from mapping.naming import Naming
from mapping.quickadd.reading import NewPerson
from mapping.veil import plain_words
from mapping.vocabulary import Vocabulary
from mapping.voice import capital

_PRONOUNS = re.compile(r"\(?\b(he/him|she/her|they/them)(?:/\w+)?\b\)?", re.IGNORECASE)
_AGE = re.compile(
    r"\s*(?P<mark>[(,]|\baged?\b)?\s*(?:aged?\s+)?(?P<number>\d{1,2})[\s-]*"
    r"(?P<unit>y|ys|yrs?|years?|m|mo|mths?|months?)?(?:[\s-]*old)?\s*\)?$",
    re.IGNORECASE,
)
"""An age behind what somebody is called: "(3)", ", 3", "aged 3", "9 months"."""
_UNBORN = re.compile(r"\bunborn\b", re.IGNORECASE)


def names_of(person: Person, case: CaseMap, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Every name and word by which a person is known on this map, folded; a role's word only where nobody shares it."""
    found = [person.label, person.name, *person.aliases]
    naming = Naming(case, veiled=True)
    for role in person.roles:
        if naming.with_role(role) == (person,):
            term = vocabulary.term("role", role)
            found += [case.header.label(role), term.short, term.key, term.key.replace("_", " ")]
    return tuple(dict.fromkeys(folded(name) for name in found if name.strip()))


def find_people(words: str, case: CaseMap, vocabulary: Vocabulary) -> tuple[tuple[Person, ...], int]:
    """Whom the beginning of these words means, and how many of the words belong to the name; nobody: no one and 1.

    The longest exact name counts; else the one word that begins somebody's name. Several people: it is not clear who.
    """
    known = [(person, names_of(person, case, vocabulary)) for person in case.of(Person)]
    parts = words.split()
    for count in range(len(parts), 0, -1):
        wanted = folded(" ".join(parts[:count])).strip(" ,.;:")
        exact = tuple(person for person, names in known if wanted in names)
        if exact:
            return exact, count
    wanted = folded(parts[0]).strip(" ,.;:") if parts else ""
    if len(wanted) < 2:
        return (), 1
    return tuple(person for person, names in known if any(_begins(wanted, name) for name in names)), 1


def _begins(wanted: str, name: str) -> bool:
    return name.startswith(wanted) or any(word.startswith(wanted) for word in words_in(name))


def says_what_somebody_is(words: str) -> bool:
    """Whether words say what somebody is ("Elder child", "Child 2") and not who."""
    found = words_in(words)
    return bool(found) and all(word in plain_words() or word.isdigit() for word in found)


def aged(words: str, on: date) -> tuple[str, str]:
    """What somebody is called without the age behind it, and about when somebody of that age on that day was born.

    A bare number is no age: "Child 2".
    """
    found = _AGE.search(words)
    if not found or not (found["mark"] or found["unit"]):
        return words.strip(), ""
    number, called = int(found["number"]), words[: found.start()].strip()
    if not (found["unit"] or "y").casefold().startswith("m"):
        return called, f"{on.year - number}~"
    months = on.year * 12 + on.month - 1 - number
    return called, f"{months // 12}-{months % 12 + 1:02}~"


def person_from(
    words: str, roles: tuple[str, ...], word: str, case: CaseMap, vocabulary: Vocabulary, born: str = ""
) -> NewPerson:
    """A new person with these roles; `word` is what the role was called ("mother").

    Words that only say what someone is ("Elder child") become the label; anything else is a name, and the label is made
    from the role, because a label stands where names are hidden.
    """
    pronouns = _PRONOUNS.search(words)
    bare = " ".join(_PRONOUNS.sub(" ", words).split()).strip(" ,;")
    says_what = says_what_somebody_is(bare)
    given = word or case.header.label(roles[0]) or vocabulary.term("role", roles[0]).short
    return NewPerson(
        label=capital(bare) if says_what else _free_label(capital(Naming(case, True).fill(given)), roles, case),
        roles=roles,
        name="" if says_what else bare,
        pronouns=pronouns[1].lower() if pronouns else "",
        born=born,
        unborn=bool(_UNBORN.search(bare)),
    )


def _free_label(label: str, roles: tuple[str, ...], case: CaseMap) -> str:
    """The label, with a number where somebody else could be called so: "Child 1", "Relative 2", but "Mother"."""
    taken = {folded(person.label) for person in case.of(Person)}
    if folded(label) not in taken and "child" not in roles:
        return label
    number = 1 if "child" in roles else 2
    while folded(f"{label} {number}") in taken:
        number += 1
    return f"{label} {number}"
