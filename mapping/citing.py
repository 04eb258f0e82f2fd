"""Says who says so: gives an entry or link one more source, from the map or new, as one act."""

from __future__ import annotations

from mapping.casemap import CaseMap, ChangeSet
from mapping.commands import add, edit
from mapping.entries import Cite, Entry, Link
from mapping.errors import CaseError
from mapping.quickadd.sources import source_from
from mapping.vocabulary import load_vocabulary


def cite(case: CaseMap, identity: str, source_id: str) -> ChangeSet:
    """Name a source on the map for an entry or link."""
    return edit(case, identity, cites=(*_cites(case, identity), Cite(source=source_id)))


def cite_new(case: CaseMap, identity: str, words: str) -> ChangeSet:
    """Put a new source on the map, from what it is called, and name it for an entry or link."""
    if not words.strip():
        raise CaseError("Say who or what it is: a person, a record, a thing.")
    source = source_from(case, words.strip(), load_vocabulary())
    added = add(case, source)
    named = edit(case.apply(added), identity, cites=(*_cites(case, identity), Cite(source=source.id)))
    return ChangeSet("edit", (*added, *named))


def _cites(case: CaseMap, identity: str) -> tuple[Cite, ...]:
    thing = case.thing(identity)
    if not isinstance(thing, (Entry, Link)):
        raise CaseError("This card is no longer on the map.")
    return thing.cites
