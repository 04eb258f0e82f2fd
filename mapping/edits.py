"""What "edited" means for a field: a text with names replaced, a coarser date, a name as its initials.

What is edited is made anew from the field's value; it refuses to know which reader it is for.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from mapping.dates import DateError, read_edtf
from mapping.fields import CATEGORY, DATE, LINE, LINES, PROSE, Field
from mapping.naming import Naming
from mapping.veil import NAME_FIELDS, veiled_text
from mapping.vocabulary import load_vocabulary

_YEARS = frozenset({"born", "died"})
_NAMES = (frozenset(name for names in NAME_FIELDS.values() for name in names) | {"of"}) - {"identifiers", "attended"}
"""Fields of text that are made to hold who somebody is: edited, nothing is left of them."""


def edited(field: Field, value: Any, naming: Naming) -> Any:
    """The edited form of the value of a field that is no list of records; `naming` is veiled, and knows everyone."""
    if field.name == "name":
        return initials(value)
    match field.shape.form:
        case _ if not value:
            return value
        case f if f == DATE:
            return to_year(value) if field.name in _YEARS else to_month(value)
        case f if f == CATEGORY:
            return value if value in _known() else veiled_text(value, naming)
        case f if f in (LINE, PROSE):
            return "" if field.name in _NAMES else veiled_text(value, naming)
        case f if f == LINES:
            return () if field.name in _NAMES else tuple(veiled_text(each, naming) for each in value)
    return value


@cache
def _known() -> frozenset[str]:
    """The keys of the catalogue, which name nobody."""
    return frozenset(key for terms in load_vocabulary().terms.values() for key in terms)


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
