"""Moments reckoned from today: "yesterday", "last Tuesday", "three weeks ago"; never more exact than the unit said."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from mapping.spans import Pattern, Span, any_of, day_text, month_text, one, pattern

_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS = {word: number for number, name in enumerate(_DAY_NAMES) for word in (name, name[:3])} | {
    "tues": 1, "weds": 2, "thur": 3, "thurs": 3,
}  # fmt: skip
"""Each day of the week, Monday as 0, by every word for it."""
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: number for number, word in enumerate(_COUNTED, 1)}
_NUMBERS |= {"a": 1, "an": 1, "a couple of": 2, "couple of": 2}
_NEAR = {
    "today": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "tonight": 0, "yesterday": -1,
    "last night": -1, "yesterday morning": -1, "yesterday evening": -1, "the day before yesterday": -2, "tomorrow": 1,
}  # fmt: skip
_LENGTHS = {"day": (1, 0), "week": (7, 0), "fortnight": (14, 0), "month": (0, 1), "year": (0, 12)}
"""The days and the months of each unit."""
_WHICH = {"last": -1, "this": 0, "next": 1}


def _read_near(found: re.Match[str], today: date) -> Span:
    return one(day_text(today + timedelta(_NEAR[found[0]])), relative=True)


def _read_weekday(found: re.Match[str], today: date) -> Span:
    """ "Tuesday" and "this Tuesday" may be today; "last Tuesday" lies before it, "next Tuesday" behind it."""
    which = found["which"]
    back = (today.weekday() - DAYS[found["weekday"]]) % 7
    if which == "next":
        return one(day_text(today + timedelta(7 - back)), relative=True)
    return one(day_text(today - timedelta(back or (7 if which == "last" else 0))), relative=True)


def _read_weekday_of_week(found: re.Match[str], today: date) -> Span:
    monday = today - timedelta(today.weekday()) + timedelta(7 * _WHICH[found["which"]])
    return one(day_text(monday + timedelta(DAYS[found["weekday"]])), relative=True)


def _read_unit(found: re.Match[str], today: date) -> Span:
    step = _WHICH[found["which"]]
    match found["unit"]:
        case "year":
            return one(f"{today.year + step:04}", relative=True)
        case "month":
            return one(month_text(today.year, today.month + step), relative=True)
        case _:
            monday = today - timedelta(today.weekday()) + timedelta(7 * step)
            first = monday + timedelta(5 if found["unit"] == "weekend" else 0)
            return Span(day_text(first), day_text(monday + timedelta(6)), relative=True)


def _read_ago(found: re.Match[str], today: date) -> Span:
    return _shifted(found, today, -1)


def _read_ahead(found: re.Match[str], today: date) -> Span:
    return _shifted(found, today, 1)


def _shifted(found: re.Match[str], today: date, sign: int) -> Span:
    """No more exact than the unit that was said: weeks give a month, months a month, years a year."""
    words, unit = found["count"], found["unit"]
    count = sign * (_NUMBERS[words] if words in _NUMBERS else int(words))
    match unit:
        case "day":
            return one(day_text(today + timedelta(count)) + ("" if abs(count) <= 3 else "~"), relative=True)
        case "year":
            return one(f"{today.year + count:04}~", relative=True)
        case "month":
            return one(month_text(today.year, today.month + count) + "~", relative=True)
        case _:
            day = today + timedelta(count * (7 if unit == "week" else 14))
            return one(month_text(day.year, day.month) + "~", relative=True)


_COUNT = rf"(?P<count>\d{{1,3}}|{any_of(_NUMBERS)})"
_UNIT = "(?P<unit>day|week|fortnight|month|year)"
_DAY = f"(?P<weekday>{any_of(DAYS)})"

RECKONED: tuple[Pattern, ...] = (
    pattern("|".join(_NEAR), _read_near),
    pattern(f"(?:(?P<which>last|this|next) )?{_DAY}", _read_weekday),
    pattern(f"{_DAY} (?:of )?(?P<which>last|this|next) week", _read_weekday_of_week),
    pattern("(?P<which>last|this|next) (?P<unit>week|weekend|month|year)", _read_unit),
    pattern(f"{_COUNT} {_UNIT}s? ago", _read_ago),
    pattern(f"in {_COUNT} {_UNIT}s?(?:' time)?", _read_ahead),
)
"""What is tried, in this order."""

_APPOINTED = re.compile(rf"(?:in )?{_COUNT} {_UNIT}s?(?:' time)?")


def appointment(text: str, today: date) -> date | None:
    """The day that people mean who agree on "in six weeks", or one in figures (2027-01-08); None for other words.

    A month later is the same day of that month, or its last one.
    """
    found = _APPOINTED.fullmatch(text)
    try:
        if found is None:
            return date.fromisoformat(text) if len(text) == 10 else None
        count = _NUMBERS.get(found["count"]) or int(found["count"])
        days, months = _LENGTHS[found["unit"]]
        if not months:
            return today + timedelta(count * days)
        year, month = divmod(today.year * 12 + today.month - 1 + count * months, 12)
        return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None
