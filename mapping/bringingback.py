"""Older states put back as new acts: one field as it was, or a card that was taken off the map."""

from __future__ import annotations

from mapping.casemap import CaseMap, ChangeSet
from mapping.commands import add, edit
from mapping.entries import Header, Link, Thing
from mapping.errors import CaseError
from mapping.references import named_by, without

_GONE = "This card is no longer on the map. Bring it back first; then its older words can be put back."


def put_back(case: CaseMap, older: Thing, field: str) -> ChangeSet:
    """Give one field of a thing what stood in it once; an empty change set if that stands there now.

    Raises CaseError where the thing is gone, is of another kind by now, or where the rules refuse it.
    """
    now = case.thing(older.id)
    if now is None or type(now) is not type(older):
        raise CaseError(_GONE)
    return edit(case, older.id, **{field: getattr(older, field)})


def bring_back(case: CaseMap, older: Thing) -> ChangeSet:
    """Put a card or an arrow on the map again as it was; what it named and is gone meanwhile it names no more.

    Its arrows do not come with it. Raises CaseError where it is there, or where the rules refuse it.
    """
    if isinstance(older, Header) or case.thing(older.id) is not None:
        raise CaseError("This is on the map already.")
    if isinstance(older, Link) and not (case.entry(older.from_id) and case.entry(older.to_id)):
        raise CaseError("One of the two cards that this arrow joined is not on the map. Bring it back first.")
    gone = frozenset(named for _place, _kinds, named in named_by(older) if case.thing(named) is None)
    whole = without(older, gone)
    return add(case, links=(whole,)) if isinstance(whole, Link) else add(case, whole)
