"""Entries, links and heads as plain values (dict, list, str, number) in the shape of the interchange format, and back.

Writing leaves out what is empty unless the format requires it. `read_record` trusts that `reading` or the vault
vouches for the shape; strict reading of foreign data lives in `reading`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mapping.casemap import CaseMap
from mapping.entries import ENTRY_CLASSES, Header, Link, Position, Thing
from mapping.fields import PLACE, ROWS, WORDS, Field, fields_of

FORMAT, VERSION = "throughline.case", 1
"""What the interchange format calls itself, and the version this program writes."""


def record_of(thing: Thing) -> dict[str, Any]:
    """One entry, link or head as a plain dict, ready for JSON."""
    record = _plain(thing)
    if isinstance(thing, Header):
        return record
    return {"id": thing.id, "kind": thing.kind} | record


def case_record(case: CaseMap) -> dict[str, Any]:
    """A whole case in the interchange format."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "case": record_of(case.header),
        "entries": [record_of(entry) for entry in case.ordered_entries],
        "links": [record_of(link) for link in case.ordered_links],
    }


def _plain(owner: object) -> dict[str, Any]:
    record = {}
    for field in fields_of(type(owner)):
        value = getattr(owner, field.name)
        if field.shape.required or value not in ("", (), None):
            record[field.file_name] = _plain_value(field, value)
    return record


def _plain_value(field: Field, value: Any) -> Any:
    if field.shape.form == ROWS:
        return [_plain(row) for row in value]
    if field.shape.form == PLACE:
        return {"x": value.x, "y": value.y}
    if field.shape.form == WORDS:
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


def entry_or_link(record: Mapping[str, Any]) -> Thing:
    """The entry or link that a record of a known kind stands for."""
    owner = ENTRY_CLASSES.get(record["kind"])
    if owner is None:
        return Link(**_values(Link, record))
    return owner(**_values(owner, record))


def header_of(record: Mapping[str, Any]) -> Header:
    """The head of a case that a record stands for."""
    return Header(**_values(Header, record))


def _values(owner: type, record: Mapping[str, Any]) -> dict[str, Any]:
    return {
        field.name: _value(field, record[field.file_name]) for field in fields_of(owner) if field.file_name in record
    }


def _value(field: Field, raw: Any) -> Any:
    shape = field.shape
    if shape.form == ROWS and shape.row:
        return tuple(shape.row(**_values(shape.row, row)) for row in raw)
    if shape.form == PLACE:
        return Position(x=raw["x"], y=raw["y"])
    if shape.form == WORDS:
        return tuple(raw.items())
    return tuple(raw) if isinstance(raw, list) else raw
