"""What the words of a goal or an action ask, and of whom; what is to be said to that, `refusing` and `checks` know.

The words are data (resources/language/checks.toml): the lists of the checks that ask about goals and actions.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from mapping.casemap import CaseMap
from mapping.entries import Action, Person
from mapping.folding import folded, words_in
from mapping.phrasing import begins_with_verb
from mapping.vocabulary import load_vocabulary

VICTIM_ROLES = frozenset({"survivor", "earlier_survivor"})
HARMING_ROLES = frozenset({"perpetrator", "co_perpetrator"})
WORKER_ROLES = frozenset({"professional", "supervisor", "interpreter"})
_FILE = Path(__file__).resolve().parents[1] / "resources" / "language" / "checks.toml"
_JOINED = re.compile(r"[;/+()]|\swith\s")
"""What stands between several owners, or between an owner and a remark."""
_AND = re.compile(r"\s+and\s+|\s*[&,]\s*")
"""What stands between owners, and inside the names of services too: "Mother and baby unit"."""
_ARTICLE = re.compile(r"^(?:the|her|his|their|both|with)\s+(?=\S)")


@cache
def _lists(check: str) -> dict[str, frozenset[str]]:
    lists = tomllib.loads(_FILE.read_text("utf-8"))[check]["lists"]
    return {name: frozenset(words) for name, words in lists.items()}


def _words(check: str, name: str) -> frozenset[str]:
    """One list of the data."""
    return _lists(check)[name]


# ------------------------------------------------------------------------------------------------- goals


def is_service(title: str) -> bool:
    """Whether a goal is met by going somewhere: "attend a parenting course", "anger management course"."""

    def words(name: str) -> frozenset[str]:
        return _words("goal_is_a_service", name)

    said = words_in(title)
    while said and said[0] in words("before"):
        said.pop(0)
    if not words("service") & set(said) or words("none") & set(said[:2]):
        return False
    if said[0] in words("taking") and words("others") & set(said[1:3]):
        return False
    bare = said[-1] in words("service") and not begins_with_verb(title)
    return bare or said[0] in words("going")


def governs_survivor(case: CaseMap, title: str) -> str:
    """The id of the survivor whose conduct a goal is about: "ensure the mother ends the relationship"; "" for none."""
    said = words_in(title)
    for start in range(len(said)):
        person = _governed(case, said[start:])
        if person or said[start] not in _words("goal_is_a_service", "before") | _words(
            "goal_is_a_service", "governing"
        ):
            return person
    return ""


def _governed(case: CaseMap, said: list[str]) -> str:
    """The survivor whom words begin with, where they go on with what the survivor is to do; "" otherwise."""
    words = _ARTICLE.sub("", " ".join(said)) if said[0] == "the" else " ".join(said)
    for person in case.of(Person):
        names = _own_words(case, person) if VICTIM_ROLES & set(person.roles) else ()
        for name in names:
            first = words.removeprefix(f"{name} ").split(maxsplit=1)[0] if words.startswith(f"{name} ") else ""
            conduct = "after_whose" if name in _words("goal_is_a_service", "whose") else "conduct"
            if first in _words("goal_is_a_service", conduct):
                return person.id
    return ""


# ------------------------------------------------------------------------------------------------- actions


def owned_by(case: CaseMap, action: Action) -> str:
    """The id of the survivor or child whom an action names as its agency or owner; "" where it names none."""
    return meant_by(case, action.agency) or meant_by(case, action.owner)


def meant_by(case: CaseMap, words: str) -> str:
    """The survivor or child whom words for an owner mean; a name that a worker shares means the worker."""
    named = {owner for joined in _JOINED.split(folded(words)) for owner in _owners(joined)} - {""}
    people = [person for person in case.of(Person) if (VICTIM_ROLES | {"child"}) & set(person.roles)] if named else []
    for person in people:
        if named & _own_words(case, person):
            return person.id
    if named & _words("action_on_survivor", "several"):
        return people[0].id if people else ""
    children = [person.id for person in people if "child" in person.roles]
    return children[0] if children and named & _words("action_on_survivor", "children") else ""


def _owners(words: str) -> Iterator[str]:
    """The owners whom words name; the name of a unit is one: "Mother and baby unit"."""
    *others, last = _AND.split(words)
    tail = words_in(last)
    unit = bool(_words("action_on_survivor", "unit") & set(tail))
    if others and unit and tail[0] in _words("action_on_survivor", "in_units"):
        yield words
        return
    for part in (*others, last):
        yield _ARTICLE.sub("", part.strip(" .")).strip(" .")
        yield part.strip(" .")


def _own_words(case: CaseMap, person: Person) -> frozenset[str]:
    """The words that can only mean this person: no worker is called so, and nobody who harms."""
    others = [each for each in case.of(Person) if each.id != person.id and not VICTIM_ROLES & set(each.roles)]
    working = {name for each in others if WORKER_ROLES & set(each.roles) for name in _names(case, each)}
    harming = {word for each in others if HARMING_ROLES & set(each.roles) for word in _all_words(case, each)}
    return _all_words(case, person) - working - harming


def _all_words(case: CaseMap, person: Person) -> frozenset[str]:
    """The names of somebody, words of kin for whoever is called by one of them, and the pronouns."""
    own = _names(case, person)
    kin = (_words("action_on_survivor", each) for each in ("mother", "father"))
    spoken = {word.strip() for word in person.pronouns.casefold().split("/")[:2]} - {""}
    return own.union(spoken, *(words for words in kin if words & own))


def _names(case: CaseMap, person: Person) -> frozenset[str]:
    """Every name and word, folded, by which a case calls somebody."""
    own: Collection[str] = [person.label, person.name, *person.aliases, *person.name.split()[:1]]
    vocabulary = load_vocabulary()
    for role in person.roles:
        own = [*own, case.header.label(role), vocabulary.term("role", role).short]
    return frozenset(folded(word) for word in own if word.strip())
