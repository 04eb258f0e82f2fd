"""A word of the catalogue, put on the map as a card that the worker then says in words of their own; one act."""

from __future__ import annotations

from typing import Any

from mapping.casemap import CaseMap, ChangeSet
from mapping.commands import add, new_entry
from mapping.entries import Person, Position
from mapping.errors import CaseError
from mapping.naming import Naming
from mapping.quickadd.making import classed
from mapping.quickadd.slots import ABOUT, fill_slots
from mapping.vocabulary import Term, Vocabulary

CATALOGUED = (
    "behaviour", "family_impact", "survivor_impact", "child_impact", "protective_effort", "response", "intersection",
)  # fmt: skip
"""The kinds whose words can be put on the map, in the order of its lanes."""


def words_of(term: Term, naming: Naming) -> str:
    """What a word of the catalogue says as the title of a card: nobody by name, whatever is on the screen."""
    return naming.fill(term.short or term.label)


def card_of_word(
    case: CaseMap, vocabulary: Vocabulary, kind: str, key: str, *, place: Position | None = None, child: str = ""
) -> ChangeSet:
    """Put a word of the catalogue on the map, at a place or where the program finds one, about a child or not.

    Raises CaseError where it must be said first whom it is about.
    """
    term = vocabulary.term(vocabulary.category_family(kind), key)
    if kind not in CATALOGUED or not term.known:
        raise CaseError("This word is not in the catalogue any more.")
    roles = {person.id: frozenset(person.roles) for person in case.of(Person)}
    named = (child,) if child and kind == "child_impact" else ()
    filled = fill_slots(kind, "", named, roles, case)
    if filled.missing:
        raise CaseError(filled.missing)
    values: dict[str, Any] = {name: value for name, value in filled.fields.items() if name != ABOUT}
    if kind == "response":
        values["effect"] = term.effect or "unclear"
    entry = new_entry(
        case, kind, title=words_of(term, Naming(case, veiled=True)), category=key, position=place, **values
    )
    return add(case, classed(case, entry))
