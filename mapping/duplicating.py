"""Doubles cards: the same again for another child, another day; what was said of one card is not said of its double.

A double says what the card says, about whom, and who must not read it. It takes along nobody's word (a source spoke of
the one card, not of the other), no certainty that came with it, no release, no answer, no outcome, and no arrow.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from mapping.casemap import CaseMap, ChangeSet
from mapping.commands import add, fresh_id
from mapping.entries import Entry, Person, Position, Sharing
from mapping.errors import CaseError
from mapping.fields import CATEGORY, CHOICE, DATE, FLAG, LINE, PLACE, PROSE, Field, fields_of

_OF_ONE_CARD = frozenset({"cites", "status", "release_to", "recorded_as", "position"})
"""What belongs to the one card whatever its kind: its witnesses, how sure it is, who was cleared to read it."""
_OF_ONE_KIND = {
    "source": frozenset({"own_words", "court_finding", "reference"}),
    "gap": frozenset({"state", "asked_on", "asked_of", "answer"}),
    "engagement": frozenset({"survivor_warned", "reply", "outcome"}),
    "goal": frozenset({"state"}),
    "action": frozenset({"state"}),
    "allegation": frozenset({"finding", "outcome", "comparison"}),
    "programme": frozenset({"state", "reports", "information_sent"}),
    "safety_item": frozenset({"supervisor_told"}),
    "order": frozenset({"served"}),
    "protective_effort": frozenset({"outcome"}),
    "view": frozenset({"may_share_with", "may_attribute"}),
}
"""What became of the one card, or was promised for it."""


def may_double(entry: Entry | None) -> bool:
    """Whether a card can be doubled: nobody is there twice, and a decision to share was made once."""
    return entry is not None and not isinstance(entry, Person | Sharing)


def duplicate(case: CaseMap, identities: Iterable[str], places: Mapping[str, Position]) -> ChangeSet:
    """Put a double of each of these cards on the map as one act; `places` say where, else the program places it.

    Raises CaseError where one of them cannot be doubled.
    """
    made: list[Entry] = []
    for identity in identities:
        entry = case.entry(identity)
        if isinstance(entry, Person):
            raise CaseError("Nobody is on the map twice. Add another person in the line below.")
        if entry is None or not may_double(entry):
            raise CaseError("This cannot be doubled. Select a card, and try again.")
        made.append(_double(case, entry, places.get(identity), made))
    return add(case, *made)


def _double(case: CaseMap, entry: Entry, place: Position | None, made: list[Entry]) -> Entry:
    left = _OF_ONE_CARD | _OF_ONE_KIND.get(entry.kind, frozenset())
    values: dict[str, Any] = {
        field.name: _empty(field) for field in fields_of(type(entry)) if field.name in left and not field.shape.required
    }
    if entry.show_in_room:
        values["show_in_room"] = None  # somebody chose to show the one; nobody has seen the other
    identity = fresh_id(case, entry.kind, [each.id for each in made])
    return dataclasses.replace(entry, **{**values, "id": identity, "position": place})


def _empty(field: Field) -> Any:
    if field.shape.form in (FLAG, PLACE):
        return None
    return "" if field.shape.form in (LINE, PROSE, DATE, CHOICE, CATEGORY) else ()
