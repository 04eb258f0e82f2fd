"""An entry made another kind of entry: the words and sources stay, and of the arrows those that still say something."""

from __future__ import annotations

from typing import Any

from mapping import rules
from mapping.casemap import CaseMap, ChangeSet
from mapping.commands import add, fresh_id, remove
from mapping.entries import ENTRY_CLASSES, Entry, Link
from mapping.errors import CaseError
from mapping.fields import fields_of

_STAYS_BEHIND = ("id", "category", "position")
"""What belonged to the kind it was."""


def remake(case: CaseMap, identity: str, kind: str, **values: Any) -> ChangeSet:
    """Make an entry another kind, with these values, as one act; raises CaseError where the rules refuse it.

    The new entry has an id of its own and stands last in the act but for its arrows.
    """
    before = case.entry(identity)
    if before is None:
        raise CaseError("This card is no longer on the map.")
    kept = {field.name: getattr(before, field.name) for field in fields_of(Entry) if field.name not in _STAYS_BEHIND}
    new = ENTRY_CLASSES[kind](id=fresh_id(case, kind), **(kept | values))
    gone = remove(case, identity)
    without = case.apply(gone)
    added = add(without, new, links=_redrawn(case, without, identity, new))
    return ChangeSet("edit", (*gone.changes, *added.changes))


def made_by(changes: ChangeSet) -> str:
    """The id of the entry that an act of this module made."""
    return next(change.id for change in changes if change.before is None and isinstance(change.after, Entry))


def _redrawn(case: CaseMap, without: CaseMap, identity: str, new: Entry) -> tuple[Link, ...]:
    """The arrows of the entry as it was, drawn to what it has become, where the rules allow them."""
    there = add(without, new)
    after, made = without.apply(there), list[Link]()
    for link in (*case.links_from(identity), *case.links_to(identity)):
        start = new.id if link.from_id == identity else link.from_id
        end = new.id if link.to_id == identity else link.to_id
        if rules.refusal_of_link(after, link.kind, start, end) is None:
            fresh = fresh_id(case, link.kind, [each.id for each in made])
            made.append(Link(
                id=fresh, kind=link.kind, from_id=start, to_id=end, note=link.note, status=link.status,
                sensitivity=link.sensitivity, withhold_from=link.withhold_from, cites=link.cites,
            ))  # fmt: skip
    return tuple(made)
