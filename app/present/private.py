"""What the chair has to keep in mind and the room must not see: red lines, dangers, what she said; as short lines."""

from __future__ import annotations

from mapping.casemap import CaseMap
from mapping.entries import SafetyItem, View
from mapping.lanes import is_card
from mapping.naming import Naming
from mapping.present.copies import room_copy
from mapping.vocabulary import load_vocabulary
from mapping.wording import title_of

_MOST = 12


def private_lines(case: CaseMap, naming: Naming) -> tuple[str, ...]:
    """The dangers, the survivors' views and whatever else a meeting may not have, the gravest first; each one line."""
    survivors = {person.id for person in naming.survivors}
    kept = room_copy(case).entries
    dangers = case.of(SafetyItem)
    views = [each for each in case.of(View) if each.person in survivors]
    cards = [each for each in case.ordered_entries if is_card(each) and each.id not in kept]
    found = dict.fromkeys(title_of(each, naming, load_vocabulary()) for each in (*dangers, *views, *cards))
    lines = tuple(found)
    if len(lines) > _MOST:
        return (*lines[:_MOST], f"and {len(lines) - _MOST} more that are not for a meeting")
    return lines
