"""A sight as plain data and back, for views that are kept; it knows no file and no case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from mapping.dates import is_edtf
from mapping.entries import ENTRY_CLASSES, STATUSES
from mapping.errors import CaseError
from mapping.sight import Sight

_ALLOWED = {"kinds": frozenset(ENTRY_CLASSES), "statuses": frozenset(("", *STATUSES))}
_DATES = ("since", "until")
_FARTHEST = 99
"""More steps than any map is wide."""


def to_data(sight: Sight) -> dict[str, Any]:
    """A sight as plain values that JSON can hold; what is not asked is not in it."""
    asked = {each.name: getattr(sight, each.name) for each in fields(sight)}
    plain = {name: list(value) if isinstance(value, tuple) else value for name, value in asked.items()}
    return {each.name: plain[each.name] for each in fields(sight) if asked[each.name] != each.default}


def from_data(data: object) -> tuple[Sight, tuple[str, ...]]:
    """The sight that plain data describes, and a sentence where something in it is not known here and was left out.

    Raises CaseError where it is no view at all.
    """
    if not isinstance(data, Mapping):
        raise CaseError("This saved view cannot be read. Choose what is to be shown, and save it anew.")
    known = {each.name: each.default for each in fields(Sight)}
    left_out = sum(1 for name in data if name not in known)
    values: dict[str, Any] = {}
    for name in known.keys() & data.keys():
        kept, dropped = _kept(name, known[name], data[name])
        left_out += dropped
        if kept is not None:
            values[name] = kept
    return Sight(**values), _told(left_out)


def _told(left_out: int) -> tuple[str, ...]:
    if not left_out:
        return ()
    things, was = ("One thing", "is") if left_out == 1 else (f"{left_out} things", "are")
    told = f"{things} in this saved view {was} not known here and left out. Look whether it shows what you want."
    return (told,)


def _kept(name: str, default: object, value: object) -> tuple[Any, int]:
    """What may be kept of a value, None for nothing of it, and how many things are left out."""
    if isinstance(default, tuple):
        return _kept_list(name, value)
    if type(value) is not type(default):
        return None, 1
    return (value, 0) if _fits(name, value) else (None, 1)


def _fits(name: str, value: object) -> bool:
    """Whether a date is one point in time, and a number of steps one that can be walked; the rest is not bounded."""
    if name in _DATES:
        return "/" not in str(value) and is_edtf(str(value))
    return not isinstance(value, int) or 0 <= value <= _FARTHEST


def _kept_list(name: str, value: object) -> tuple[Any, int]:
    if not isinstance(value, list | tuple):
        return None, 1
    allowed = _ALLOWED.get(name)
    kept = [each for each in value if isinstance(each, str) and (allowed is None or each in allowed)]
    return tuple(dict.fromkeys(kept)), len(value) - len(kept)
