"""Dates in fields moved by one amount or made coarser; it knows no case, no reader and no text.

A moved date is as exact as it was. The amount is a secret of the case: it is given in, and shown nowhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from mapping.dates import DateError, is_edtf, read_edtf
from mapping.edits import to_month, to_year
from mapping.errors import CaseError


@dataclass(frozen=True, slots=True)
class Shift:
    """All dates later by so many days, or earlier where negative."""

    days: int = field(repr=False)


class Coarse(Enum):
    """All dates no finer than this."""

    MONTHS = "months"
    YEARS = "years"


Dates = Shift | Coarse
_MOST = 36_525
"""A hundred years; beyond that the calendar itself gives a move away."""
_WRONG = "Say how dates are given: years, months, or shift: and a number of days other than 0, as in shift:211."


def dates_from(text: str) -> Dates:
    """How dates are given, from "years", "months" or "shift:211"; "" means years. Raises CaseError."""
    for each in Coarse:
        if text == each.value or (not text and each is Coarse.YEARS):
            return each
    found = re.fullmatch(r"shift:([+-]?\d{1,6})", text, re.ASCII)
    if not found or not 0 < abs(int(found[1])) <= _MOST:
        raise CaseError(_WRONG)
    return Shift(int(found[1]))


def moved_date(text: str, dates: Dates) -> str:
    """An EDTF date, moved or made coarser; what is no date is left out."""
    if not text or not is_edtf(text):
        return ""
    if isinstance(dates, Coarse):
        start, slash, end = (to_month(text) if dates is Coarse.MONTHS else to_year(text)).partition("/")
        return start if start == end else f"{start}{slash}{end}"
    if "/" not in text:
        return _point(text, dates.days)
    start, _, end = text.partition("/")
    moved = f"{_edge(start, dates.days)}/{_edge(end, dates.days)}"
    if is_edtf(moved):
        return moved
    # Edges that are not equally exact can pass each other by their middles, never by their outer days.
    return f"{_edge(start, dates.days, 'first')}/{_edge(end, dates.days, 'last')}"


def moved_day(day: date, days: int) -> date:
    """The day so many days later; at the ends of the calendar it stays there."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def season_of(day: date) -> tuple[int, int]:
    """The EDTF number of the season of a day, and its year; January belongs to the winter of the year before."""
    return 21 + (day.month - 3) % 12 // 3, day.year - (day.month < 3)


def _edge(text: str, days: int, which: str = "middle") -> str:
    return text if text in ("", "..") else _point(text, days, which)


def _point(text: str, days: int, which: str = "middle") -> str:
    """One date; of a month, a season or a year, that in which its middle (or first or last day) comes to lie."""
    when = read_edtf(text)
    if when is None or when.earliest is None or when.latest is None:
        raise DateError("an edge is open")
    middle = when.earliest + (when.latest - when.earliest) // 2
    day = moved_day({"first": when.earliest, "last": when.latest, "middle": middle}[which], days)
    bare = text.rstrip("~?%")
    return _as_exact(bare, day) + text[len(bare) :]


def _as_exact(bare: str, day: date) -> str:
    """A day in the form of this date: a day, a month, a season, a year, or one with its last digits open."""
    year, (first, *rest) = f"{day.year:04}", bare.split("-")
    known = len(first.rstrip("X"))
    if known < 4:
        return "-".join([year[:known] + "X" * (4 - known), *rest])
    if rest and rest[0].isdigit() and int(rest[0]) > 12:
        season, of = season_of(day)
        return f"{of:04}-{season}"
    now = (f"{day.month:02}", f"{day.day:02}")
    return "-".join([year, *("XX" if part == "XX" else moved for part, moved in zip(rest, now, strict=False))])
