"""Dates as people say them: earliest, latest, how exact; EDTF level 1 in and out.

EDTF (ISO 8601-2, level 1) is what a case stores: 2026-02-09, 2025-10, 2019~, 2016?, 2023-04/.., ../2020, and
2021-22 for a summer. Empty text means that nobody knows.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
"""First and last month of spring, summer, autumn and winter in the northern hemisphere, by EDTF number."""
_POINT = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([~?%]?)", re.ASCII)
_UNSPECIFIED = re.compile(r"(\d{2,4}X{0,2})(?:-(\d{2}|XX))?(?:-(XX))?", re.ASCII)
"""Digits not known, from the right: 201X, 2004-XX, 1985-04-XX."""


class DateError(ValueError):
    """The text is not a date that can be; the message says why without repeating it."""


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of time between two days.

    `earliest` and `latest` are None where that edge is open or not known. `precision` is "day", "month", "season",
    "year" or "interval"; `approximate` is a stated "about", `uncertain` a stated doubt.
    """

    earliest: date | None
    latest: date | None
    precision: str
    approximate: bool = False
    uncertain: bool = False
    open_start: bool = False
    open_end: bool = False

    @property
    def sort_key(self) -> tuple[date, date]:
        """Orders by first possible day, then last; an open start comes first, an open end last."""
        first = self.earliest or date.min
        return first, self.latest or (date.max if self.open_end else first)


@lru_cache(maxsize=4096)
def read_edtf(text: str) -> When | None:
    """The stretch of time that an EDTF text names; None for empty text. Raises DateError."""
    if not text:
        return None
    if "/" in text:
        return _interval(text)
    return _point(text)


def one_day(text: str) -> date | None:
    """The day that a date in EDTF is; None where it is no date, or no single day."""
    try:
        stretch = read_edtf(text)
    except DateError:
        return None
    return stretch.earliest if stretch is not None and stretch.earliest == stretch.latest else None


def is_edtf(text: str) -> bool:
    """Whether the text is empty or a date that can be."""
    try:
        read_edtf(text)
    except DateError:
        return False
    return True


def _interval(text: str) -> When:
    start_text, _, end_text = text.partition("/")
    start, end = _edge(start_text), _edge(end_text)
    if start is None and end is None:
        raise DateError("a stretch of time needs a beginning or an end")
    if start and end and start.earliest and end.latest and end.latest < start.earliest:
        raise DateError("the end lies before the beginning")
    edges = [edge for edge in (start, end) if edge]
    return When(
        start.earliest if start else None,
        end.latest if end else None,
        "interval",
        approximate=any(edge.approximate for edge in edges),
        uncertain=any(edge.uncertain for edge in edges),
        open_start=start is None,
        open_end=end is None,
    )


def _edge(text: str) -> When | None:
    return None if text in ("", "..") else _point(text)


def _point(text: str) -> When:
    if "X" in text:
        return _unspecified(text)
    found = _POINT.fullmatch(text)
    if not found:
        raise DateError("it is not a date in the form 2026-02-09, 2025-10, 2019~ or 2023-04/..")
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if not 1 <= year <= 9999:
        raise DateError("the year is not one of our calendar")
    earliest, latest, precision = _days(year, month, day, bool(found[2]), bool(found[3]))
    mark = found[4]
    return When(earliest, latest, precision, approximate=mark in ("~", "%"), uncertain=mark in ("?", "%"))


def _unspecified(text: str) -> When:
    found = _UNSPECIFIED.fullmatch(text)
    if not found or len(found[1]) != 4:
        raise DateError("only the last digits of a date can be left open, as in 201X or 2004-XX")
    if found[2] and found[2] != "XX":
        month = _point(f"{found[1]}-{found[2]}") if "X" not in found[1] else None
        if month is None or month.precision != "month":
            raise DateError("only the last digits of a date can be left open, as in 201X or 2004-XX")
        return When(month.earliest, month.latest, "month")
    first, last = _point(found[1].replace("X", "0")), _point(found[1].replace("X", "9"))
    return When(first.earliest, last.latest, "year")


def _days(year: int, month: int, day: int, has_month: bool, has_day: bool) -> tuple[date, date, str]:
    """First day, last day and precision; flags tell a month or day of 00 from one left out."""
    if not has_month:
        return date(year, 1, 1), date(year, 12, 31), "year"
    if month in SEASONS and not has_day:
        return *_season(year, month), "season"
    if not 1 <= month <= 12:
        raise DateError("there is no such month")
    last = calendar.monthrange(year, month)[1]
    if not has_day:
        return date(year, month, 1), date(year, month, last), "month"
    if not 1 <= day <= last:
        raise DateError("there is no such day in that month")
    return date(year, month, day), date(year, month, day), "day"


def _season(year: int, number: int) -> tuple[date, date]:
    first, last = SEASONS[number]
    last_year = year + (last < first)
    if last_year > date.max.year:
        return date(year, first, 1), date.max
    return date(year, first, 1), date(last_year, last, calendar.monthrange(last_year, last)[1])


@lru_cache(maxsize=4096)
def spoken(text: str, said: str = "") -> str:
    """A date for reading: as it was said if that was kept, else EDTF in words; the text itself where it is no date."""
    if said:
        return said
    try:
        when = read_edtf(text)
    except DateError:
        return text
    if when is None:
        return ""
    if when.precision != "interval":
        return _spoken_point(text)
    start, _, end = text.partition("/")
    if when.open_start:
        return f"until {_spoken_point(end)}"
    if when.open_end:
        return f"since {_spoken_point(start)}"
    return f"{_spoken_point(start)} to {_spoken_point(end)}"


def _spoken_point(text: str) -> str:
    if "X" in text:
        return _spoken_open(text)
    found = _POINT.fullmatch(text)
    if not found:
        return text
    words = _spoken_day(int(found[1]), int(found[2] or 0), int(found[3] or 0))
    about = "about " if found[4] in ("~", "%") else ""
    doubt = " (uncertain)" if found[4] in ("?", "%") else ""
    return f"{about}{words}{doubt}"


_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Our own, because those of `calendar` follow the system's language."""
_SEASON_WORDS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


def _spoken_open(text: str) -> str:
    """A date whose last digits are left open: "the 2010s", "2004", "Apr 1985"."""
    year, _, rest = text.partition("-")
    month = rest.partition("-")[0]
    if month and month != "XX":
        return _spoken_point(f"{year}-{month}")
    decade = year.replace("X", "0")
    return f"the {decade}s" if "X" in year else year


def _spoken_day(year: int, month: int, day: int) -> str:
    if month in _SEASON_WORDS:
        return f"{_SEASON_WORDS[month]} {year}"
    month_word = _MONTHS[month]
    return " ".join(part for part in (str(day) if day else "", month_word, str(year)) if part)
