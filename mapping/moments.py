"""A month, a season, a feast, a decade in a few English words, as EDTF edges; ranges and doubt stand in `saying`."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from mapping.reckoned import DAYS, RECKONED
from mapping.spans import Pattern, Reader, Span, any_of, day_text, days_of, month_text, one, pattern

# Written out, because the calendar module speaks whatever language the desk is set to.
_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTHS = {word: number for number, name in enumerate(_MONTH_NAMES, 1) for word in (name, name[:3])} | {"sept": 9}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_FIXED_FEASTS = {
    "christmas": (12, 25, "~"), "xmas": (12, 25, "~"), "christmas day": (12, 25, ""), "xmas day": (12, 25, ""),
    "christmas eve": (12, 24, ""), "boxing day": (12, 26, ""), "new year": (1, 1, "~"), "new year's": (1, 1, "~"),
    "new year's day": (1, 1, ""), "new year's eve": (12, 31, ""), "halloween": (10, 31, ""),
    "bonfire night": (11, 5, ""), "guy fawkes": (11, 5, ""), "valentine's day": (2, 14, ""), "valentine's": (2, 14, ""),
}  # fmt: skip
"""Month, day, and whether the word means the day itself or the time around it."""
_EASTER_FEASTS = {"easter": (0, "~"), "easter sunday": (0, ""), "easter monday": (1, ""), "good friday": (-2, "")}
"""Days after Easter Sunday, and the same."""
_THIRDS = {
    "early": 0, "the beginning of": 0, "beginning of": 0, "the start of": 0, "start of": 0,
    "mid": 1, "the middle of": 1, "middle of": 1, "late": 2, "the end of": 2, "end of": 2,
}  # fmt: skip


_MONTH = f"(?P<month>{any_of(_MONTHS)})\\.?"
_DAY = f"(?P<weekday>{any_of(DAYS)})"
_SEASON = f"(?P<season>{any_of(_SEASONS)})"
_YEAR = r"(?:(?P<year>(?:19|20)\d\d)|'(?P<short>\d\d))"
_DATE = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FEAST = f"(?P<feast>{any_of([*_FIXED_FEASTS, *_EASTER_FEASTS])})"
_THIRD = f"(?P<third>{any_of(_THIRDS)})[ -]"


def moment(text: str, today: date) -> Span | None:
    """The span that a few lower-case words name, reckoned from `today` where they need it; None if they name none."""
    for words, read in _PATTERNS:
        found = words.fullmatch(text)
        if found:
            try:
                return read(found, today)
            except (ValueError, OverflowError):
                return None
    return None


def full_year(short: int, today: date) -> int:
    """The year that two digits mean: at most one year ahead of today, else the century before."""
    year = today.year // 100 * 100 + short
    return year if year <= today.year + 1 else year - 100


def _year(found: re.Match[str], today: date) -> int:
    return int(found["year"]) if found["year"] else full_year(int(found["short"]), today)


def _read_year(found: re.Match[str], today: date) -> Span:
    return one(f"{_year(found, today):04}")


def _read_month(found: re.Match[str], today: date) -> Span:
    return one(month_text(_year(found, today), _MONTHS[found["month"]]))


def _read_day(found: re.Match[str], today: date) -> Span:
    day = date(_year(found, today), _MONTHS[found["month"]], int(found["day"]))
    return _weekday_checked(found, one(day_text(day)), day)


def _weekday_checked(found: re.Match[str], span: Span, day: date) -> Span:
    """In doubt where the day of the week that was said is not that of the date."""
    said = found.groupdict().get("weekday")
    return span.marked("?") if said and DAYS[said] != day.weekday() else span


def _read_numbers(found: re.Match[str], today: date) -> Span:
    year = int(found["year"]) if len(found["year"]) == 4 else full_year(int(found["year"]), today)
    return one(day_text(date(year, int(found["number"]), int(found["day"]))))


def _read_month_number(found: re.Match[str], _: date) -> Span | None:
    number = int(found["number"])
    return one(month_text(int(found["year"]), number)) if 1 <= number <= 12 else None


def _read_season(found: re.Match[str], today: date) -> Span:
    return one(f"{_year(found, today):04}-{_SEASONS[found['season']]}")


def _read_term(found: re.Match[str], today: date) -> Span:
    return _read_season(found, today).marked("~")


def _read_feast(found: re.Match[str], today: date) -> Span:
    return _feast(found["feast"], _year(found, today))


def _feast(word: str, year: int) -> Span:
    if word in _FIXED_FEASTS:
        month, day, mark = _FIXED_FEASTS[word]
        return one(day_text(date(year, month, day)) + mark)
    offset, mark = _EASTER_FEASTS[word]
    return one(day_text(_easter(year) + timedelta(offset)) + mark)


def _easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar, by the anonymous method published in Nature in 1876."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + weekday - 7 * ((a + 11 * h + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def _read_decade(found: re.Match[str], _: date) -> Span:
    decade = int(found["decade"])
    decade = decade if decade > 99 else decade + (1900 if decade >= 30 else 2000)
    third = found["third"]
    if third is None:
        return one(f"{decade // 10}X")
    first, last = ((0, 3), (4, 6), (7, 9))[_THIRDS[third]]
    return Span(f"{decade + first}~", f"{decade + last}~")


def _read_third_of_year(found: re.Match[str], today: date) -> Span:
    year, third = _year(found, today), _THIRDS[found["third"]]
    return Span(month_text(year, 4 * third + 1), month_text(year, 4 * third + 4)).marked("~")


def _read_third_of_month(found: re.Match[str], today: date) -> Span:
    year, month, third = _year(found, today), _MONTHS[found["month"]], _THIRDS[found["third"]]
    last = calendar.monthrange(year, month)[1] if third == 2 else 10 * third + 10
    return Span(day_text(date(year, month, 10 * third + 1)), day_text(date(year, month, last))).marked("~")


def _read_week_of(found: re.Match[str], today: date) -> Span | None:
    inside = moment(found["inside"], today)
    first, last = days_of(inside) if inside else (today, date.min)
    if inside is None or first != last:
        return None
    return Span(day_text(first), day_text(first + timedelta(6)), inside.relative)


# ------------------------------------------------------------------------------------------ words without a year


def _without_year(make: Callable[[re.Match[str], int], Span]) -> Reader:
    """The last time that this was, in doubt because nobody said the year."""

    def read(found: re.Match[str], today: date) -> Span:
        span = make(found, today.year)
        if days_of(span)[0] > today:
            span = make(found, today.year - 1)
        return span.marked("?")

    return read


def _last(make: Callable[[re.Match[str], int], Span]) -> Reader:
    """The last one that is over: "last summer"."""

    def read(found: re.Match[str], today: date) -> Span:
        span = make(found, today.year)
        for year in (today.year - 1, today.year - 2):
            if days_of(span)[1] >= today:
                span = make(found, year)
        return Span(span.start, span.end, relative=True)

    return read


def _bare_day(found: re.Match[str], year: int) -> Span:
    return one(day_text(date(year, _MONTHS[found["month"]], int(found["day"]))))


def _bare_month(found: re.Match[str], year: int) -> Span:
    return one(month_text(year, _MONTHS[found["month"]]))


def _bare_season(found: re.Match[str], year: int) -> Span:
    return one(f"{year:04}-{_SEASONS[found['season']]}")


def _bare_feast(found: re.Match[str], year: int) -> Span:
    return _feast(found["feast"], year)


_PATTERNS: tuple[Pattern, ...] = (
    pattern(_YEAR, _read_year),
    pattern(f"{_MONTH},?(?: of)? {_YEAR}", _read_month),
    pattern(f"(?:{_DAY},? )?(?:the )?{_DATE}(?: of)? {_MONTH},? {_YEAR}", _read_day),
    pattern(f"(?:{_DAY},? )?{_MONTH} {_DATE}, ?{_YEAR}", _read_day),
    pattern(r"(?P<day>\d{1,2})([/.-])(?P<number>\d{1,2})\2(?P<year>\d{4}|\d{2})", _read_numbers),
    pattern(r"(?P<number>\d{1,2})/(?P<year>(?:19|20)\d\d)", _read_month_number),
    pattern(f"(?:the )?{_SEASON},?(?: of)? {_YEAR}", _read_season),
    pattern(rf"(?:the )?(?P<season>winter)(?: of)? {_YEAR} ?[/-] ?(?:\d\d)?\d\d", _read_season),
    pattern(f"(?:the )?{_SEASON} term,? {_YEAR}", _read_term),
    pattern(f"{_FEAST},?(?: of)? {_YEAR}", _read_feast),
    pattern(rf"(?:the )?(?:{_THIRD})?(?:the )?(?P<decade>(?:19|20)?\d0)'?s", _read_decade),
    pattern(f"{_THIRD}{_YEAR}", _read_third_of_year),
    pattern(f"{_THIRD}{_MONTH},?(?: of)? {_YEAR}", _read_third_of_month),
    pattern(r"(?:the week of|week of|the week commencing|week commencing|w/c) (?P<inside>.+)", _read_week_of),
    pattern(f"(?:the )?{_DATE}(?: of)? {_MONTH}", _without_year(_bare_day)),
    pattern(_MONTH, _without_year(_bare_month)),
    pattern(f"(?:the )?{_SEASON}", _without_year(_bare_season)),
    pattern(_FEAST, _without_year(_bare_feast)),
    pattern(f"last {_MONTH}", _last(_bare_month)),
    pattern(f"last {_SEASON}", _last(_bare_season)),
    pattern(f"last {_FEAST}", _last(_bare_feast)),
    *RECKONED,
)
"""What is tried, in this order."""
