"""Dates in running text moved or made coarser, as those in fields are; it knows no case and no reader.

What names a day, a month, a season, a feast or a year is said anew. Ages and lengths of time stay: they are as true of
the moved story. What cannot be reckoned ("the 9th", "Ramadan") is told no longer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mapping.moving import Coarse, Dates, Shift, moved_day, season_of

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(_MONTHS, 1)}
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_SEASON_NUMBERS = {name: number for number, name in _SEASONS.items()} | {"fall": 23}
_MIDDLES = {21: 4, 22: 7, 23: 10, 24: 1}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FEASTS = {
    "christmas eve": 12, "christmas day": 12, "christmas": 12, "xmas": 12, "boxing day": 12, "new year's eve": 12,
    "hogmanay": 12, "new year's day": 1, "new year": 1, "australia day": 1, "waitangi day": 2, "valentine's day": 2,
    "st patrick's day": 3, "easter sunday": 4, "easter monday": 4, "good friday": 4, "easter": 4, "anzac day": 4,
    "halloween": 10, "bonfire night": 11, "guy fawkes night": 11, "thanksgiving": 11,
}  # fmt: skip
"""The month in which a feast lies, or mostly lies."""
_OTHER_FEASTS = (
    "eid al-fitr", "eid al-adha", "eid", "ramadan", "diwali", "vaisakhi", "hanukkah", "passover", "pesach", "holi",
    "yom kippur", "rosh hashanah", "nowruz", "lent", "lunar new year", "chinese new year", "orthodox easter",
)  # fmt: skip
_LEAP = 2024
"""The year in which a day without a year is reckoned where nothing better is known: it has every day."""
_A_DAY, _A_MONTH, _A_FEAST = "a certain day", "a certain month", "a holiday"

_CAPITAL = f"(?-i:{'|'.join(_MONTHS)}|{'|'.join(name[:3] for name in _MONTHS)}|Sept)"
_ANY = f"(?:{'|'.join(name for month in _MONTHS for name in (month, month[:3]))}|sept)"
_Y = r"(?:(?:1[89]|20)\d\d|['’]\d\d)"
_D = r"\d{1,2}(?:st|nd|rd|th)?"
_TO = r"\s?(?:-|–|to|and|or)\s?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?(?:the\s+)?"
_ABOUT = r"(?:(?:early|mid|late|last|this|next)[\s-]+)?(?:in\s+)?(?:the\s+)?"
_COUNTED = "euros?|pounds?|dollars?|words|hours|metres|miles|people|calls|messages|texts"
_NO_YEAR_AFTER = rf"(?![\w%]|[.,:/-]\d|\s?(?:{_COUNTED})\b)"


def _any_of(names: Iterable[str]) -> str:
    longest_first = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(name).replace("'", "['’]?").replace(r"\ ", r"\s+") for name in longest_first)


_FORMS: Mapping[str, str] = {
    "iso": r"(?<![\w/.-])(?P<iso_day>\d{4}-\d{2}-\d{2})(?![\w-])",
    "numbers": r"(?<![\w/.-])(?P<nd>\d{1,2})(?P<sep>[/.-])(?P<nm>\d{1,2})(?P=sep)(?P<ny>\d{4}|\d{2})(?![\w/-])",
    "day": rf"(?<![\w/.:]){_WEEKDAY}(?:(?P<d0>{_D}){_TO})?(?P<d1>{_D})\s*(?:of\s+)?(?P<m1>{_ANY})\b\.?,?\s*"
    rf"(?P<y1>{_Y})(?!\w)",
    "month_day": rf"(?<!\w){_WEEKDAY}(?P<m2>{_ANY})\.?\s+(?P<d2>{_D}),?\s+(?P<y2>{_Y})(?!\w)",
    "month": rf"(?<!\w){_ABOUT}(?P<m3>{_ANY})\b\.?,?\s*(?:of\s+)?(?P<y3>{_Y})(?!\w)",
    "month_number": r"(?<![\w/.-])(?P<m4>0?[1-9]|1[0-2])/(?P<y4>(?:19|20)\d\d)(?![\w/])",
    "season": rf"(?<!\w){_ABOUT}(?P<s1>{'|'.join(_SEASON_NUMBERS)})(?:\s+term)?,?\s+(?:of\s+)?(?P<y5>{_Y})(?!\w)",
    "feast": rf"(?<!\w){_ABOUT}(?P<f1>{_any_of(_FEASTS)})(?:,?\s+(?:in\s+|of\s+)?(?P<y6>{_Y}))?(?!\w)",
    "other_feast": rf"(?<!\w){_ABOUT}(?:{_any_of(_OTHER_FEASTS)})(?:,?\s+(?:in\s+|of\s+)?(?P<y9>{_Y}))?(?!\w)",
    "bare_day": rf"(?<![\w/.:]){_WEEKDAY}(?:(?P<d5>{_D}){_TO})?(?P<d3>{_D})\s+(?:of\s+)?"
    rf"(?P<m5>{_CAPITAL}|(?!may\b|mar\b){_ANY})\b",
    "bare_month_day": rf"(?<!\w){_WEEKDAY}(?P<m6>{_CAPITAL})\s+(?P<d4>{_D})(?![\w:]|\.\d)",
    "years": r"(?<![\w£€$#/.:,-])(?P<y7>(?:19|20)\d\d)(?P<dash>\s?[–/-]\s?)(?P<y8>(?:19|20)\d\d|\d\d)(?![\w/-])",
    "decade": r"(?<![\w£€$#/.:,-])(?P<ten>(?:19|20)\d0)['’]?s(?!\w)",
    "year": rf"(?<![\w£€$#/.:,])(?<!\d-)(?P<y10>(?:19|20)\d\d){_NO_YEAR_AFTER}",
    "bare_month": rf"(?<!\w)(?P<lead>(?:(?:early|mid|late|last|this|next)[\s-]+)?)(?P<m7>{_CAPITAL})(?!\w)",
    "nth": r"the\s+\d{1,2}(?:st|nd|rd|th)(?:\s+of\s+(?:that|the|this)\s+month|"
    r"(?=\s*(?:[.,;:)]|$|and\b|or\b|to\b|he\b|she\b|they\b)))",
    "bare_season": r"(?<!\w)(?P<season_word>spring|summer|autumn|winter)(?!\w)",
}
"""How a date may stand in a text; the first form that fits counts."""
_BEFORE = r"(?P<before>(?<!\w)(?:on|in|at|of|over\s+the|over|during)\s+)?"
_PATTERN = re.compile(f"{_BEFORE}(?:{'|'.join(f'(?P<{key}>{form})' for key, form in _FORMS.items())})", re.IGNORECASE)
_MARKS = "|".join(
    _bare.replace("'", "['’]?") for _bare in (*_MONTH_NUMBERS, *_SEASON_NUMBERS, *_FEASTS, *_OTHER_FEASTS)
)
_MAY_HOLD_ONE = re.compile(rf"\d|{_MARKS}".replace(" ", r"\s+"), re.IGNORECASE)
"""What a text must have for a date to be in it; most have not."""
_OFTEN_NO_MONTH = frozenset({"May", "March", "Mar", "April", "Apr", "June", "Jun", "August", "Jan"})
"""Words and names as well: months only after words such as "since", or beside another month."""
_LEADS_TO_MONTH = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|that|each|every|during|of|and|to|or|between|after|before|around|about|through)\s+|"
    r"[–/-]\s?)$",
    re.IGNORECASE,
)
_MONTH_BEHIND = re.compile(rf"{_TO}{_CAPITAL}\b")


@dataclass(frozen=True, slots=True)
class _New:
    """What a date has become, and how exact that is: "day", "month", "year", or "open" for what is told no longer."""

    words: str
    exact: str


def moved_text(text: str, dates: Dates, year: int = 0) -> str:
    """A text with every date in it moved or made coarser; days without a year are reckoned in `year`, if given."""
    if not _MAY_HOLD_ONE.search(text):
        return text
    saying = _Saying(dates, year)
    return _PATTERN.sub(saying.anew, text)


@dataclass(frozen=True, slots=True)
class _Saying:
    """How dates of one text are said anew."""

    dates: Dates
    year: int

    def anew(self, found: re.Match[str]) -> str:
        """What stands in the place of what was found; the same where it was no date."""
        key = found.lastgroup or ""
        try:
            new = _SAY[key](self, found)
        except ValueError:
            return found[0]
        if new is None:
            return found[0]
        return _led_to(found["before"] or "", key, new)

    @property
    def days(self) -> int:
        """By how many days dates move."""
        return self.dates.days if isinstance(self.dates, Shift) else 0

    def day(self, day: date, form: Callable[[date], str]) -> _New:
        """A day with its year, in a form."""
        if isinstance(self.dates, Shift):
            return _New(form(moved_day(day, self.days)), "day")
        return self.month(day.month, day.year)

    def month(self, month: int, year: int) -> _New:
        """A month of a year."""
        middle = moved_day(date(year, month, 15), self.days)
        if self.dates is Coarse.YEARS:
            return _New(f"{middle.year}", "year")
        return _New(f"{_MONTHS[middle.month - 1]} {middle.year}", "month")

    def bare_day(self, month: int, day: int) -> _New:
        """A day of which the year was not said."""
        date(_LEAP, month, day)  # ValueError for what is no day
        if self.dates is Coarse.YEARS:
            return _New(_A_DAY, "open")
        if self.dates is Coarse.MONTHS:
            return _New(f"a day in {_MONTHS[month - 1]}", "open")
        year = self.year or _LEAP
        moved = moved_day(date(year if (month, day) != (2, 29) else _LEAP, month, day), self.days)
        return _New(f"{moved.day} {_MONTHS[moved.month - 1]}", "day")

    def bare_month(self, month: int) -> _New:
        """A month of which the year was not said."""
        if self.dates is Coarse.YEARS:
            return _New(_A_MONTH, "month")
        return _New(_MONTHS[moved_day(date(self.year or _LEAP, month, 15), self.days).month - 1], "month")

    def only_year(self, year: int) -> int:
        """A year."""
        return moved_day(date(year, 7, 2), self.days).year


def _led_to(before: str, key: str, new: _New) -> str:
    """The word before a date as it goes with what the date has become, and that."""
    word = " ".join(before.casefold().split())
    was_a_day = key in ("iso", "numbers", "day", "month_day", "bare_day", "bare_month_day")
    if word == "of" and was_a_day and new.exact in ("month", "year"):
        return f"{before}a day in {new.words}"
    if word in ("on", "at", "over", "over the") and new.exact in ("month", "year"):
        return ("In " if before[0].isupper() else "in ") + new.words
    if word == "over the" and new.exact == "open":
        return f"{before[:4]} {new.words}"
    return before + new.words


# ---------------------------------------------------------------------------------------- each form of a date


def _number(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def _month(word: str) -> int:
    return _MONTH_NUMBERS[word[:3].lower()]


def _year(word: str) -> int:
    short = _number(word)
    return short if short > 99 else 2000 + short if short < 60 else 1900 + short


def _in_words(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _with_weekday(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {_in_words(day)}"


def _form(text: str) -> Callable[[date], str]:
    return _with_weekday if text[:1].isalpha() and re.match(r"(?i)(?:mon|tue|wed|thu|fri|sat|sun)", text) else _in_words


def _say_iso(said: _Saying, found: re.Match[str]) -> _New:
    return said.day(date.fromisoformat(found["iso_day"]), date.isoformat)


def _say_numbers(said: _Saying, found: re.Match[str]) -> _New:
    day, month, sep, short = int(found["nd"]), int(found["nm"]), found["sep"], len(found["ny"]) == 2
    if month > 12:
        day, month = month, day

    def numbers(moved: date) -> str:
        return f"{moved.day}{sep}{moved.month}{sep}{f'{moved.year % 100:02}' if short else moved.year}"

    return said.day(date(_year(found["ny"]), month, day), numbers)


def _say_day(said: _Saying, found: re.Match[str]) -> _New:
    month, year = _month(found["m1"]), _year(found["y1"])
    new = said.day(date(year, month, _number(found["d1"])), _form(found["day"]))
    if not found["d0"] or new.exact != "day":
        return new
    return _New(f"{said.day(date(year, month, _number(found['d0'])), _in_words).words} to {new.words}", "day")


def _say_month_day(said: _Saying, found: re.Match[str]) -> _New:
    day = date(_year(found["y2"]), _month(found["m2"]), _number(found["d2"]))
    return said.day(day, _in_words if _MONTH_NUMBERS.get(found["month_day"][:3].lower()) else _form(found["month_day"]))


def _say_month(said: _Saying, found: re.Match[str]) -> _New:
    return said.month(_month(found["m3"]), _year(found["y3"]))


def _say_month_number(said: _Saying, found: re.Match[str]) -> _New:
    return said.month(int(found["m4"]), int(found["y4"]))


def _say_season(said: _Saying, found: re.Match[str]) -> _New:
    number, year = _SEASON_NUMBERS[found["s1"].lower()], _year(found["y5"])
    if said.dates is Coarse.YEARS:
        return _New(f"{year}", "year")
    number, year = season_of(moved_day(date(year + (number == 24), _MIDDLES[number], 15), said.days))
    return _New(f"{_SEASONS[number]} {year}", "month")


def _say_feast(said: _Saying, found: re.Match[str]) -> _New:
    bare = _bare_name(found["f1"])
    month = next(number for name, number in _FEASTS.items() if _bare_name(name) == bare)
    if found["y6"]:
        return said.month(month, _year(found["y6"]))
    return _New(_A_FEAST, "open") if said.dates is Coarse.YEARS else said.bare_month(month)


def _bare_name(name: str) -> str:
    return re.sub(r"['’]", "", " ".join(name.casefold().split()))


def _say_other_feast(said: _Saying, found: re.Match[str]) -> _New:
    return _New(f"{_A_FEAST} in {said.only_year(_year(found['y9']))}" if found["y9"] else _A_FEAST, "open")


def _say_bare_day(said: _Saying, found: re.Match[str]) -> _New:
    month = _month(found["m5"])
    new = said.bare_day(month, _number(found["d3"]))
    if not found["d5"] or new.exact != "day":
        return new
    return _New(f"{said.bare_day(month, _number(found['d5'])).words} to {new.words}", "day")


def _say_bare_month_day(said: _Saying, found: re.Match[str]) -> _New:
    return said.bare_day(_month(found["m6"]), _number(found["d4"]))


def _say_years(said: _Saying, found: re.Match[str]) -> _New:
    first, last = int(found["y7"]), int(found["y8"])
    if last < 100 and last <= first % 100:
        return said.month(last, first)  # 2019-03 is a month; ValueError for what is neither
    end = said.only_year(last if last > 99 else first // 100 * 100 + last)
    return _New(f"{said.only_year(first)}{found['dash']}{end if last > 99 else f'{end % 100:02}'}", "year")


def _say_decade(said: _Saying, found: re.Match[str]) -> _New:
    return _New(f"{said.only_year(int(found['ten']) + 5) // 10}0s", "year")


def _say_year(said: _Saying, found: re.Match[str]) -> _New:
    return _New(f"{said.only_year(int(found['y10']))}", "year")


def _say_bare_month(said: _Saying, found: re.Match[str]) -> _New | None:
    begun = found.string[: found.start("m7")]
    sure = found["lead"] or _LEADS_TO_MONTH.search(begun) or _MONTH_BEHIND.match(found.string, found.end())
    if found["m7"] in _OFTEN_NO_MONTH and not sure:
        return None
    return said.bare_month(_month(found["m7"]))


def _say_nth(said: _Saying, _found: re.Match[str]) -> _New:
    return _New(_A_DAY, "open")


def _say_bare_season(said: _Saying, found: re.Match[str]) -> _New | None:
    if isinstance(said.dates, Coarse):
        return None
    number = _SEASON_NUMBERS[found["season_word"].lower()]
    moved, _ = season_of(moved_day(date(said.year or _LEAP, _MIDDLES[number], 15), said.days))
    return _New(_SEASONS[moved].capitalize() if found["season_word"][0].isupper() else _SEASONS[moved], "season")


_SAY: Mapping[str, Callable[[_Saying, re.Match[str]], _New | None]] = {
    "iso": _say_iso,
    "numbers": _say_numbers,
    "day": _say_day,
    "month_day": _say_month_day,
    "month": _say_month,
    "month_number": _say_month_number,
    "season": _say_season,
    "feast": _say_feast,
    "other_feast": _say_other_feast,
    "bare_day": _say_bare_day,
    "bare_month_day": _say_bare_month_day,
    "years": _say_years,
    "decade": _say_decade,
    "year": _say_year,
    "bare_month": _say_bare_month,
    "nth": _say_nth,
    "bare_season": _say_bare_season,
}
"""What says each form anew."""
