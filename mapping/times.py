"""When an entry was: every stretch of time that it bears, and how one lies to a period; it knows no words for dates."""

from __future__ import annotations

from datetime import date
from typing import Any

from mapping.dates import When, read_edtf
from mapping.entries import Entry
from mapping.fields import DATE, fields_of

_EDGES = ("since", "until")
"""Two fields that are one stretch of time."""
_PLANNED = ("by",)
"""The day by which something is to be done, which says nothing of when anything was."""


def happened(entry: Entry) -> tuple[When, ...]:
    """Every stretch of time in which an entry says that something was; none where nobody gave a date."""
    return tuple(_read(entry, tuple(name for name in _dated(type(entry)) if name not in _PLANNED)))


def stretches(entry: Entry) -> tuple[When, ...]:
    """Every stretch of time that an entry bears, the day by which something is due among them."""
    return tuple(_read(entry, _dated(type(entry))))


def meets(when: When, first: date | None, last: date | None) -> bool:
    """Whether a stretch shares a day with a period; what is open on either side goes on there."""
    begins = last is None or when.earliest is None or when.earliest <= last
    return begins and (first is None or when.latest is None or when.latest >= first)


def is_over_before(when: When, day: date) -> bool:
    """Whether a stretch surely ended before a day: one without an end did not."""
    return when.latest is not None and when.latest < day


_DATED: dict[type, tuple[str, ...]] = {}


def _dated(owner: type) -> tuple[str, ...]:
    """The fields of a class in which dates stand, by themselves or in its rows."""
    if owner not in _DATED:
        _DATED[owner] = tuple(
            field.name
            for field in fields_of(owner)
            if field.shape.form == DATE or (field.shape.row is not None and _dated(field.shape.row))
        )
    return _DATED[owner]


def _read(owner: Any, names: tuple[str, ...]) -> list[When]:
    found: list[When] = []
    for name in names:
        value = getattr(owner, name)
        if not value or name in _EDGES:
            continue
        if isinstance(value, tuple):
            found += [when for row in value for when in _read(row, _dated(type(row)))]
        elif (when := read_edtf(value)) is not None:
            found.append(when)
    return found + ([_between(owner)] if _EDGES[0] in names and any(getattr(owner, edge) for edge in _EDGES) else [])


def _between(owner: Any) -> When:
    """The stretch from one field to the other; an edge that nobody gave is open."""
    start, end = (read_edtf(getattr(owner, edge)) for edge in _EDGES)
    return When(
        start.earliest if start else None, end.latest if end else None, "interval",
        open_start=start is None, open_end=end is None,
    )  # fmt: skip
