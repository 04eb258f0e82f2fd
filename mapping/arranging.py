"""Which cards the program places again, and what it forgets of where they stood; it knows no screen.

Arranging is one act even where no card of it was placed by hand: then the act changes nothing of the case, and tells
the history, the record and every view that the map was arranged.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from mapping.casemap import CaseMap, Change, ChangeSet
from mapping.lanes import Layout
from mapping.ordering import Order

ACT = "arrange"


def arranged(case: CaseMap, identities: Collection[str]) -> ChangeSet:
    """Give these cards back to the program to place: one act, also where none of them was placed by hand."""
    entries = [entry for each in identities if (entry := case.entry(each)) is not None]
    placed = [entry for entry in entries if entry.position is not None]
    changed = placed or entries[:1]
    return ChangeSet(ACT, tuple(Change(entry, replace(entry, position=None)) for entry in changed))


def placed_by_nobody(case: CaseMap, identities: Collection[str]) -> tuple[str, ...]:
    """Those of these cards that were put nowhere by hand."""
    entries = (case.entry(each) for each in identities)
    return tuple(entry.id for entry in entries if entry is not None and entry.position is None)


def without_places(laid: Layout, identities: Collection[str]) -> Layout:
    """A layout that does not know where these cards stood: the next one puts them where their arrows lead."""
    gone = frozenset(identities)
    columns = tuple(
        tuple(kept for block in column if (kept := tuple(each for each in block if each not in gone)))
        for column in laid.order.columns
    )
    return replace(
        laid,
        order=Order(columns, laid.order.passages),
        efforts=tuple(each for each in laid.efforts if each not in gone),
        wanted={each: at for each, at in laid.wanted.items() if each not in gone},
        left={each: box for each, box in laid.left.items() if each not in gone},
    )
