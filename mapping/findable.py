"""A copy without numbers, addresses and recorded identifiers: for the papers of a room, where nobody needs them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mapping.casemap import CaseMap
from mapping.fields import CATEGORY, LINE, LINES, PROSE, ROWS, Field, fields_of
from mapping.replacing import WaysToFind


def without_ways_to_find(copy: CaseMap, known: CaseMap) -> CaseMap:
    """The same copy, with "a telephone number" and the like in their place, as on the room's screen; names stay.

    `known` is the whole case, whose identifiers are taken out wherever they stand.
    """
    ways = WaysToFind(known, copy)
    return CaseMap(
        _without(copy.header, ways),
        {entry.id: _without(entry, ways) for entry in copy.ordered_entries},
        {link.id: _without(link, ways) for link in copy.ordered_links},
    )


def _without(owner: Any, ways: WaysToFind) -> Any:
    new = {field.name: _told(getattr(owner, field.name), field, ways) for field in fields_of(type(owner))}
    changed = {name: value for name, value in new.items() if value != getattr(owner, name)}
    return replace(owner, **changed) if changed else owner


def _told(value: Any, field: Field, ways: WaysToFind) -> Any:
    shape = field.shape
    if shape.form == ROWS:
        return tuple(_without(row, ways) for row in value)
    if shape.form == LINES:
        return tuple(_text(each, ways) for each in value)
    is_free = shape.form in (LINE, PROSE, CATEGORY) and not shape.choices and not shape.pattern
    return _text(value, ways) if is_free else value


def _text(text: str, ways: WaysToFind) -> str:
    return ways.opened(ways.marked(text)) if text else text
