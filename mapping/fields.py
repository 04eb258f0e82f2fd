"""What one field of an entry may hold: the one table that feeds the form, the validator, the rows and the readers.

An entry class declares its fields with the functions below; `fields_of` reads them back. The words for a field
(label, help) are data and live in resources/vocabulary.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

LINE, PROSE = "line", "prose"
"""Forms of text: one line, or as many as wanted."""
DATE, CHOICE, CHOICES, FLAG = "date", "choice", "choices", "flag"
"""A date in EDTF; one key of a list; several keys; yes, no or (absent) not said."""
CATEGORY = "category"
"""A key of the catalogue; a word that is not in it is kept as it is."""
REF, REFS, LINES = "ref", "refs", "lines"
"""The id of another entry; several; several lines of text."""
ROWS, PLACE = "rows", "place"
"""A list of small records; a position on the map."""
READERS = "readers"
"""Audiences, each perhaps with whom: `survivor:p2`."""
ID, WORDS = "id", "words"
"""The entry's own id; a case's own words for things, as pairs of key and word."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The form of a field and its bounds.

    `longest` counts characters (0: no bound of its own). `choices` are the only keys allowed. `kinds` are the kinds of
    entry a reference may name (empty: any). `row` is the class of the records in a list.
    """

    form: str
    required: bool = False
    longest: int = 0
    choices: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    row: type | None = None
    pattern: str = ""
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one kind: the attribute's name, its name in a case file, and its shape."""

    name: str
    file_name: str
    shape: Shape


def _declare(shape: Shape, empty: Any) -> Any:
    if shape.required:
        return field(metadata={"shape": shape})
    return field(default=empty, metadata={"shape": shape})


def line(longest: int = 0, *, required: bool = False, pattern: str = "", file_name: str = "") -> Any:
    """A line of text; empty means not said."""
    return _declare(Shape(LINE, required, longest, pattern=pattern, file_name=file_name), "")


def prose(longest: int = 0, *, required: bool = False) -> Any:
    """Text of any number of lines; empty means not said."""
    return _declare(Shape(PROSE, required, longest), "")


def identity() -> Any:
    """The entry's own id: letters, digits and `_.:-`, at most 64."""
    return field(metadata={"shape": Shape(ID, True)})


def date(*, required: bool = False) -> Any:
    """A date as EDTF level 1 text; empty means not known."""
    return _declare(Shape(DATE, required), "")


def choice(*choices: str, required: bool = False) -> Any:
    """One of these keys; empty means not said."""
    return _declare(Shape(CHOICE, required, choices=choices), "")


def choices(*allowed: str, required: bool = False) -> Any:
    """Any of these keys, in the order given."""
    return _declare(Shape(CHOICES, required, choices=allowed), ())


def category(longest: int = 0, *, required: bool = False) -> Any:
    """A key of the catalogue, or the team's own word."""
    return _declare(Shape(CATEGORY, required, longest), "")


def flag() -> Any:
    """Yes or no; None means that nobody said."""
    return _declare(Shape(FLAG), None)


def ref(*kinds: str, required: bool = False, file_name: str = "") -> Any:
    """The id of one entry of these kinds."""
    return _declare(Shape(REF, required, kinds=kinds, file_name=file_name), "")


def refs(*kinds: str) -> Any:
    """The ids of entries of these kinds."""
    return _declare(Shape(REFS, kinds=kinds), ())


def lines() -> Any:
    """Several lines of text."""
    return _declare(Shape(LINES), ())


def rows(row: type) -> Any:
    """A list of records of class `row`."""
    return _declare(Shape(ROWS, row=row), ())


def readers() -> Any:
    """Audiences, each perhaps with the person or agency it means."""
    return _declare(Shape(READERS), ())


def place() -> Any:
    """Where a card was put on the map; None means that the program may put it."""
    return _declare(Shape(PLACE), None)


def words() -> Any:
    """Pairs of key and word; an object in the file."""
    return _declare(Shape(WORDS), ())


_FIELDS: dict[type, tuple[Field, ...]] = {}


def fields_of(owner: type) -> tuple[Field, ...]:
    """The fields of an entry or record class, in the order in which they were declared."""
    if owner not in _FIELDS:
        declared = [(each.name, each.metadata["shape"]) for each in dataclasses.fields(owner)]
        _FIELDS[owner] = tuple(Field(name, shape.file_name or name.rstrip("_"), shape) for name, shape in declared)
    return _FIELDS[owner]


def field_named(owner: type, name: str) -> Field:
    """The field of `owner` with this attribute name; KeyError if there is none."""
    for each in fields_of(owner):
        if each.name == name:
            return each
    raise KeyError(name)
