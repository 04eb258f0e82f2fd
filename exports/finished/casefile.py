"""What a case file says: every text, key and number of its JSON, with the part of the file that it stands in.

It knows JSON, and which fields of a case hold texts; it knows no reader.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from exports.finished.passages import Fault, Found, Passage, letters_in
from exports.finished.xmltext import UNREADABLE
from mapping.entries import ENTRY_CLASSES, Header, Link
from mapping.fields import CATEGORY, LINE, LINES, PROSE, WORDS, fields_of

_WHERE = "the case file"
_PARTS = {"case": "its head", "entries": "its entries", "links": "its links"}
_TEXTS = (LINE, PROSE, LINES, CATEGORY, WORDS)


class _Pairs(list[tuple[str, Any]]):
    """One object of JSON as it is written, so that a key that stands twice is seen twice."""


def case_file(data: bytes) -> Iterator[Found]:
    """Everything that a case file says, and what it must not hold."""
    try:
        read = json.loads(data.decode("utf-8"), object_pairs_hook=_Pairs, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        yield Fault(UNREADABLE, _WHERE)
        yield from letters_in(data, _WHERE)
        return
    yield from _said(read)


def _said(read: Any) -> Iterator[Found]:
    waiting: list[tuple[Any, str, bool]] = [(read, _WHERE, False)]
    while waiting:
        value, where, field = waiting.pop()
        if isinstance(value, _Pairs):
            keys = [key for key, _ in value]
            if len(set(keys)) < len(keys):
                yield Fault("a key that stands twice", where)
            yield from (Passage(key, where) for key in keys)
            for key, each in value:
                place = _PARTS.get(key, where) if where == _WHERE else where
                waiting.append((each, place, field or key in _texts()))
        elif isinstance(value, list):
            waiting += [(each, where, field) for each in value]
        elif isinstance(value, str):
            yield Passage(value, where, field)


@cache
def _texts() -> frozenset[str]:
    """The keys behind which stands what somebody wrote, and no key of a list, date or id."""
    found: set[str] = set()
    owners: list[type] = [*ENTRY_CLASSES.values(), Link, Header]
    while owners:
        for each in fields_of(owners.pop()):
            if each.shape.form in _TEXTS:
                found.add(each.file_name)
            if each.shape.row:
                owners.append(each.shape.row)
    return frozenset(found - {"kind"})
