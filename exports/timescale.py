"""The measure of a timeline: from when to when it reaches, where a day lies on it, what is written along it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mapping.dates import DateError, read_edtf, spoken

_AIR = 0.03
"""How much of the whole lies before the first day and after the last."""
_LEAST = 28
"""A scale is at least so many days long."""
_YEARS, _MONTHS, _DAYS = (1, 2, 5, 10, 20, 50, 100, 500), (1, 2, 3, 6), (1, 2, 5, 7, 14)
_YEAR_ROOM, _MONTH_ROOM, _DAY_ROOM = 34.0, 54.0, 62.0
"""How far apart words along the scale stand at least, in points."""
_LONG, _SHORT = 900, 100
"""From how many days on years are enough, and up to how many single days are written."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of time, as day numbers with some air around; `words` say from when to when."""

    first: float
    last: float
    words: str

    def share(self, day: date, *, over: bool = False) -> float:
        """How far along a day begins, or with `over` ends, from 0 to 1."""
        return (day.toordinal() + over - self.first) / (self.last - self.first)

    def ticks(self, room: float) -> Iterator[tuple[float, str]]:
        """Where years, months or days begin, as many as there is room for in points; each with its word."""
        days = self.last - self.first
        if days > _LONG:
            found = _years(self, _step(_YEARS, days / 365.25, room, _YEAR_ROOM))
        elif days > _SHORT:
            found = _months(self, _step(_MONTHS, days / 30.4, room, _MONTH_ROOM))
        else:
            found = _days(self, _step(_DAYS, days, room, _DAY_ROOM))
        for day, words in found:
            if self.first <= day.toordinal() <= self.last:
                yield self.share(day), words


def scale_of(dates: Iterable[str], on: date) -> Scale | None:
    """The scale on which all of these dates (EDTF) lie; None where not one of them is a date.

    It reaches to the day `on` where something has no end yet.
    """
    days: list[date] = []
    for text in dates:
        try:
            when = read_edtf(text)
        except DateError:
            continue
        if when is not None:
            days += [each for each in (when.earliest, when.latest, on if when.open_end else None) if each]
    if not days:
        return None
    first, last = min(days), max(days)
    length = max(_LEAST, last.toordinal() + 1 - first.toordinal())
    air = length * _AIR
    begin, end = spoken(first.isoformat()[:7]), spoken(last.isoformat()[:7])
    words = begin if begin == end else f"{begin} to {end}"
    return Scale(first.toordinal() - air, first.toordinal() + length + air, words)


def _step(steps: tuple[int, ...], count: float, room: float, least: float) -> int:
    """The smallest step at which the words do not meet."""
    return next((step for step in steps if room * step / max(count, 1.0) >= least), steps[-1])


def _years(scale: Scale, step: int) -> Iterator[tuple[date, str]]:
    first, last = _day(scale.first).year, _day(scale.last).year
    for year in range(first - first % step, last + 1, step):
        if year >= 1:
            yield date(year, 1, 1), str(year)


def _months(scale: Scale, step: int) -> Iterator[tuple[date, str]]:
    first, last = _day(scale.first), _day(scale.last)
    for number in range(first.year * 12 // step * step, last.year * 12 + last.month, step):
        day = date(number // 12, number % 12 + 1, 1)
        yield day, spoken(day.isoformat()[:7])


def _days(scale: Scale, step: int) -> Iterator[tuple[date, str]]:
    for number in range(_day(scale.first).toordinal() + 1, _day(scale.last).toordinal() + 1, step):
        day = date.fromordinal(number)
        yield day, spoken(day.isoformat())


def _day(number: float) -> date:
    return date.fromordinal(min(max(1, int(number)), date.max.toordinal()))
