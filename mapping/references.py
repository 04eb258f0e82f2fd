"""Which other entries an entry names, through its own fields and through the records in its lists."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

from mapping.entries import Entry, Link
from mapping.fields import ID, READERS, REF, REFS, ROWS, Field, fields_of

Named = tuple[str, tuple[str, ...], str]
"""The field that names, the kinds it may name (empty: any), and the id named."""


_NAMING: dict[type, tuple[Field, ...]] = {}


def _naming(owner: type) -> tuple[Field, ...]:
    """The fields of a class in which an id may stand: a few of many, and asked for on every act."""
    if owner not in _NAMING:
        _NAMING[owner] = tuple(
            field
            for field in fields_of(owner)
            if field.shape.form in (ID, REF, REFS, READERS) or (field.shape.row and _naming(field.shape.row))
        )
    return _NAMING[owner]


def named_by(owner: Entry | Link) -> Iterator[Named]:
    """Every entry that this one names."""
    return _named(owner, "")


def _named(owner: object, inside: str) -> Iterator[Named]:
    for field in _naming(type(owner)):
        value = getattr(owner, field.name)
        if not value:
            continue
        place = f"{inside}.{field.file_name}" if inside else field.file_name
        if field.shape.form == REF:
            yield place, field.shape.kinds, value
        elif field.shape.form == REFS:
            yield from ((place, field.shape.kinds, identity) for identity in value)
        elif field.shape.form == ROWS:
            for row in value:
                yield from _named(row, place)


def needs(owner: Entry | Link, gone: frozenset[str]) -> bool:
    """Whether an entry cannot stand without one of these ids: a field that it must have names one."""
    for field in _naming(type(owner)):
        if field.shape.form == REF and field.shape.required and getattr(owner, field.name) in gone:
            return True
    return False


def without(owner: Any, gone: frozenset[str]) -> Any:
    """The same entry, link or record with every naming of these ids taken out; rows that need one fall away."""
    new = {}
    for field in _naming(type(owner)):
        value = getattr(owner, field.name)
        if not value:
            continue
        kept = _kept(field, value, gone)
        if kept != value:
            new[field.name] = kept
    return dataclasses.replace(owner, **new) if new else owner


def _kept(field: Field, value: Any, gone: frozenset[str]) -> Any:
    if field.shape.form == REF:
        return "" if value in gone else value
    if field.shape.form == REFS:
        return tuple(identity for identity in value if identity not in gone)
    if field.shape.form == ROWS:
        return tuple(without(row, gone) for row in value if not needs(row, gone))
    if field.shape.form == READERS and field.name != "withhold_from":
        # A grant ends with the person it was made to; what is withheld stays so, whoever gets that id one day.
        return tuple(reader for reader in value if reader.partition(":")[2] not in gone)
    return value


def renamed(owner: Any, names: Mapping[str, str]) -> Any:
    """The same entry, link or record with its own id and every id that it names changed as `names` says."""
    new = {}
    for field in _naming(type(owner)):
        value = getattr(owner, field.name)
        changed = _renamed_value(field, value, names)
        if changed != value:
            new[field.name] = changed
    return dataclasses.replace(owner, **new) if new else owner


def _renamed_value(field: Field, value: Any, names: Mapping[str, str]) -> Any:
    if field.shape.form in (REF, ID):
        return names.get(value, value)
    if field.shape.form == REFS:
        return tuple(names.get(identity, identity) for identity in value)
    if field.shape.form == ROWS:
        return tuple(renamed(row, names) for row in value)
    return tuple(_renamed_reader(reader, names) for reader in value)


def _renamed_reader(reader: str, names: Mapping[str, str]) -> str:
    audience, colon, whom = reader.partition(":")
    return f"{audience}{colon}{names.get(whom, whom)}"
