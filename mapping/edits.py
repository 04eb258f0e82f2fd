"""What "edited" means for a field: a text with names replaced, a coarser date, a source without its words, initials.

What is edited is made anew from the field's value; it refuses to know which reader it is for.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from mapping.dates import DateError, read_edtf
from mapping.entries import Cite
from mapping.fields import DATE, LINE, LINES, PROSE, ROWS, Field, fields_of
from mapping.naming import Naming
from mapping.veil import NAME_FIELDS, veiled_text

_YEARS = frozenset({"born", "died"})
_NAMES = frozenset(name for names in NAME_FIELDS.values() for name in names) - {"identifiers", "attended"}
_IN_ROWS = frozenset({"who", "by", "of"})
"""Fields of the records in a list that are made to hold a person's name."""


def edited(field: Field, value: Any, naming: Naming) -> Any:
    """The edited form of a field's value; `naming` is veiled, and knows everyone of the whole case."""
    if field.name == "name":
        return initials(value)
    match field.shape.form:
        case _ if not value:
            return value
        case f if f == DATE:
            return to_year(value) if field.name in _YEARS else to_month(value)
        case f if f in (LINE, PROSE):
            return "" if field.name in _NAMES else veiled_text(value, naming)
        case f if f == LINES:
            return () if field.name in _NAMES else tuple(veiled_text(each, naming) for each in value)
        case f if f == ROWS:
            return tuple(_row(row, naming) for row in value)
    return value


def _row(row: Any, naming: Naming) -> Any:
    if isinstance(row, Cite):
        return Cite(source=row.source)
    new = {}
    for field in fields_of(type(row)):
        value = getattr(row, field.name)
        if field.name in _IN_ROWS and field.shape.form == LINE:
            new[field.name] = ""
        elif field.name != "id":
            new[field.name] = edited(field, value, naming)
    return dataclasses.replace(row, **new)


def initials(name: str) -> str:
    """A name as its initials: "Ada Marie O'Neil" as "A.M.O."."""
    return "".join(f"{word[0].upper()}." for word in name.split() if word[0].isalpha())


def to_month(text: str) -> str:
    """An EDTF date no finer than its month; an interval edge by edge; what is no date is left out."""
    return _coarser(text, 7)


def to_year(text: str) -> str:
    """An EDTF date no finer than its year."""
    return _coarser(text, 4)


def _coarser(text: str, kept: int) -> str:
    try:
        read_edtf(text)
    except DateError:
        return ""
    return "/".join(_edge(edge, kept) for edge in text.split("/"))


def _edge(edge: str, kept: int) -> str:
    bare = edge.rstrip("?~%")
    if edge in ("", "..") or len(bare) <= kept:
        return edge
    return bare[:kept] + edge[len(bare) :]
