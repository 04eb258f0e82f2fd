"""Verbs: each looks at a case, asks the rules, and returns the change set that does it; none changes anything.

A command raises CaseError with a sentence for the worker where the rules say no.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from mapping import rules
from mapping.casemap import CaseMap, Change, ChangeSet, natural
from mapping.entries import ENTRY_CLASSES, Entry, Link, Person, Position, Thing
from mapping.errors import CaseError
from mapping.fields import LINE, PROSE, fields_of
from mapping.reading import check_entry, faults_of
from mapping.references import named_by, needs, without

_PREFIXES = {
    "person": "p", "relationship": "k", "behaviour": "B", "incident": "F", "family_impact": "L", "survivor_impact": "V",
    "child_impact": "I", "protective_effort": "E", "intersection": "X", "response": "R", "order": "O", "source": "s",
    "allegation": "A", "engagement": "M", "goal": "G", "change": "C", "programme": "P", "action": "T", "gap": "N",
    "safety_item": "W", "view": "Y", "session": "S", "sharing": "D", "note": "Z",
}  # fmt: skip
"""The letter before the number of a new entry's id; ids carry no meaning beyond being different."""
_DIGITS = 9
"""An id with more digits than this is not read as a number."""


def fresh_id(case: CaseMap, kind: str, taken: Iterable[str] = ()) -> str:
    """An id for a new entry or link of this kind: one above the highest number in use."""
    prefix = _PREFIXES.get(kind, f"{kind}.")
    used = chain((case.header.id,), case.entries, case.links, taken)
    ends = [identity.removeprefix(prefix) for identity in used if identity.startswith(prefix)]
    number = 1 + max((int(end) for end in ends if end.isdecimal() and end.isascii() and len(end) <= _DIGITS), default=0)
    while str(number) in ends:  # an id with more digits than are read as a number
        number += 1
    return f"{prefix}{number}"


def new_entry(case: CaseMap, kind: str, **values: Any) -> Entry:
    """An entry of this kind with a fresh id and these values; it is not yet on the map."""
    return ENTRY_CLASSES[kind](id=fresh_id(case, kind), **values)


def add(case: CaseMap, *entries: Entry, links: tuple[Link, ...] = ()) -> ChangeSet:
    """Put new entries, and links with them, on the map as one act."""
    things: tuple[Entry | Link, ...] = (*entries, *links)
    ids = [thing.id for thing in things]
    if len(set(ids)) < len(ids) or any(case.thing(identity) is not None for identity in ids):
        raise CaseError("Something with this id is on the map already.")
    after = case.apply(ChangeSet("add", tuple(Change(None, entry) for entry in entries)))
    for entry in entries:
        _vouch(after, entry)
    changes = [Change(None, entry) for entry in entries]
    for link in links:
        _vouch_link(after, link)
        after = after.apply(ChangeSet("add", (Change(None, link),)))
        changes.append(Change(None, link))
    return ChangeSet("add", tuple(changes))


def edit(case: CaseMap, identity: str, merge: str = "", /, **values: Any) -> ChangeSet:
    """Give fields of an entry or link new values; an empty change set if nothing differs.

    With the same non-empty `merge`, edits that follow one another are one step for undo.
    """
    before = case.thing(identity)
    if before is None:
        raise CaseError("This card is no longer on the map.")
    after = dataclasses.replace(before, **values)
    if after == before:
        return ChangeSet("edit", ())
    _refuse_emptied(before, after)
    changes = ChangeSet("edit", (Change(before, after),), merge)
    match before, after:
        case Entry(), Entry():
            _vouch(case.apply(changes), after, _imported(case, before))
            _vouch_namers(case, case.apply(changes), after)
        case Link(), Link() if _arrow(before) == _arrow(after):
            _vouch_cites(case, after)
        case Link(), Link():
            _vouch_link(case.apply(ChangeSet("edit", (Change(before, None),))), after)
        case _:
            _vouch_form(after)
    return changes


def _refuse_emptied(before: Thing, after: Thing) -> None:
    """Raise CaseError where words that an entry must have would be taken out of it."""
    for field in fields_of(type(after)):
        if field.shape.required and field.shape.form in (LINE, PROSE):
            was, now = getattr(before, field.name), getattr(after, field.name)
            if was.strip() and not now.strip():
                raise CaseError("This needs a few words. Write what it should say, or take the card off the map.")


def _arrow(link: Link) -> tuple[str, str, str]:
    return link.kind, link.from_id, link.to_id


def link(case: CaseMap, kind: str, from_id: str, to_id: str, **values: Any) -> ChangeSet:
    """Draw an arrow between two entries."""
    new = Link(id=fresh_id(case, kind), kind=kind, from_id=from_id, to_id=to_id, **values)
    _vouch_link(case, new)
    return ChangeSet("link", (Change(None, new),))


def remove(case: CaseMap, *identities: str) -> ChangeSet:
    """Take entries and links off the map, with everything that cannot stand without them.

    Links at a removed entry go; entries that must name it go; others stay and no longer name it.
    """
    gone = _all_gone(case, frozenset(identities))
    # Only what the act touches is put in order: a large case has thousands of things that it does not.
    edited = (*_edited(case.entries.values(), gone), *_edited(case.links.values(), gone))
    links = [Change(each, None) for each in case.links.values() if _falls(each, gone)]
    entries = [Change(case.entries[each], None) for each in gone & case.entries.keys()]
    return ChangeSet("remove", (*edited, *sorted(links, key=_by_id), *sorted(entries, key=_by_id)))


def _by_id(change: Change) -> tuple[tuple[int, str], ...]:
    return natural(change.id)


def _edited(things: Iterable[Entry | Link], gone: frozenset[str]) -> list[Change]:
    """What stays and must no longer name what goes."""
    kept = ((thing, without(thing, gone)) for thing in things if not _falls(thing, gone))
    changed = (Change(before, after) for before, after in kept if after is not before)
    return sorted(changed, key=_by_id)


def _all_gone(case: CaseMap, wanted: frozenset[str]) -> frozenset[str]:
    gone = wanted
    while True:
        more = frozenset(entry.id for entry in case.entries.values() if entry.id not in gone and needs(entry, gone))
        if not more:
            return gone
        gone |= more


def _falls(thing: Entry | Link, gone: frozenset[str]) -> bool:
    return thing.id in gone or (isinstance(thing, Link) and bool({thing.from_id, thing.to_id} & gone))


def move(case: CaseMap, places: Mapping[str, Position | None], act: str = "move") -> ChangeSet:
    """Put cards at these places; None gives a card back to the program to place."""
    changes = []
    for identity, position in places.items():
        before = case.entry(identity)
        if before is not None and before.position != position:
            changes.append(Change(before, dataclasses.replace(before, position=position)))
    return ChangeSet(act, tuple(changes))


def rename(case: CaseMap, title: str) -> ChangeSet:
    """Give the case another title."""
    if not title.strip():
        raise CaseError("A case needs a title. A number will do; a name need not be in it.")
    before = case.header
    after = dataclasses.replace(before, title=title.strip())
    _vouch_form(after)
    return ChangeSet("rename", (Change(before, after),) if after != before else ())


def _vouch(case: CaseMap, entry: Entry, imported: frozenset[str] = frozenset()) -> None:
    """Raise CaseError where the rules refuse an entry as it stands on `case`, but for what came so with a file."""
    _vouch_form(entry)
    for refusal in rules.refusals_of_entry(case, entry):
        if not (refusal.by_hand and refusal.field in imported):
            raise CaseError(refusal.reason, refusal.offers)
    for fault in check_entry(entry, case):
        raise CaseError(f"This cannot be kept: {fault.text}.")


def _imported(case: CaseMap, entry: Entry) -> frozenset[str]:
    """The fields of an entry that hold what the editor would not have taken: they must not hold up other edits."""
    return frozenset(refusal.field for refusal in rules.refusals_of_entry(case, entry) if refusal.by_hand)


def _vouch_namers(before: CaseMap, after: CaseMap, changed: Entry) -> None:
    """Raise CaseError where a person's new part makes wrong what others say of that person."""
    old = before.entry(changed.id)
    if not isinstance(changed, Person) or not isinstance(old, Person) or changed.roles == old.roles:
        return
    for entry in after.ordered_entries:
        if any(named == changed.id for _, _, named in named_by(entry)):
            known = {refusal.field for refusal in rules.refusals_of_entry(before, entry)}
            for refusal in rules.refusals_of_entry(after, entry):
                if refusal.field not in known and not refusal.by_hand:
                    raise CaseError(f"A card on the map would no longer be right. {refusal.reason}", refusal.offers)


def _vouch_link(case: CaseMap, new: Link) -> None:
    refusal = rules.refusal_of_link(case, new.kind, new.from_id, new.to_id)
    if refusal:
        raise CaseError(refusal.reason, refusal.offers)
    _vouch_cites(case, new)


def _vouch_cites(case: CaseMap, new: Link) -> None:
    _vouch_form(new)
    for fault in check_entry(new, case):
        raise CaseError(f"This cannot be kept: {fault.text}.")


def _vouch_form(thing: Thing) -> None:
    for fault in faults_of(thing):
        raise CaseError(f"This cannot be kept ({fault.place}): {fault.text}.")
