"""What somebody can be found by, as patterns: telephone numbers, postcodes, plates, streets, addresses of mail, dates.

It knows how such things are written in Britain and Ireland, and those that are written alike everywhere; it refuses to
know cases and files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from exports.finished.sameness import squeezed, words_listed, words_of

_DIGIT = re.compile(r"\d")
_EMAIL = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\s?\.\s?[\w-]+)+")
_PHONE = re.compile(r"(?<!\w)(?:\+|\(?0|00)[\d(](?:[\s().\-–/]{0,3}\d){6,14}(?!\w)")
_UK_POSTCODE = re.compile(r"(?<!\w)([A-Z]{1,2}\d[A-Z\d]?)[\s-]{0,2}(\d[A-Z]{2})(?!\w)")
_EIRCODE = re.compile(r"(?<!\w)([A-Z]\d[\dW])[\s-]{0,2}([A-Z\d]{4})(?!\w)")
_PLATE = re.compile(r"(?<!\w)[A-Z]{2}\d{2}[\s-]?[A-Z]{3}(?!\w)")
_ANY_PLATE = re.compile(
    r"(?<![\w-])(?=[A-Z0-9 -]{0,9}\d)(?=[A-Z0-9 -]{0,9}[A-Z])[A-Z0-9]{1,4}(?:[ -]?[A-Z0-9]{1,4}){1,2}(?![\w-])"
)
_ROADS = (
    ("street", "st"), ("road", "rd"), ("avenue", "ave"), ("avenue", "av"), ("lane", "ln"), ("drive", "dr"),
    ("close", "cl"), ("court", "ct"), ("crescent", "cres"), ("place", "pl"), ("terrace", "ter"), ("terrace", "terr"),
    ("gardens", "gdns"), ("grove", "gr"), ("square", "sq"), ("park", "pk"), ("mount", "mt"), ("saint", "st"),
)  # fmt: skip
_HOUSE = re.compile(
    r"(?<![\w/])(\d{1,4}[a-zA-Z]?(?:\s?[-–/]\s?\d{1,4}[a-zA-Z]?)?),?\s+((?:[^\W\d_][\w’'.-]*\s+){0,4}[^\W\d_][\w’'.-]*)"
)
_HOUSE_BEHIND = re.compile(r"((?:[^\W\d_][\w’'.-]*\s+){0,3}[^\W\d_][\w’'.-]{3,})\s+(\d{1,4}[a-zA-Z]?)(?!\w)")
_SHORTEST_NUMBER, _TAIL = 6, 9

_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), 1)}
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"['’]?(?P<year>\d{4}|\d{2})"
_NTH = r"(?:\s?(?:st|nd|rd|th))?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<day>\d{1,2})\s?[./\-–\s]\s?(?P<number>\d{1,2})\s?[./\-–\s]\s?(?P<year>\d{4}|\d{2})(?!\d)",
        r"(?<!\d)(?P<year>\d{4})\s?[./\-–\s]\s?(?P<number>\d{1,2})\s?[./\-–\s]\s?(?P<day>\d{1,2})(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}}){_NTH}[\s.,-]{{0,2}}(?:of\s)?(?:the\s)?{_MONTH}[\s.,-]{{0,3}}{_YEAR}(?!\d)",
        rf"(?<!\w){_MONTH}[\s.,-]{{0,2}}(?:the\s)?(?P<day>\d{{1,2}}){_NTH}[\s.,-]{{1,3}}{_YEAR}(?!\d)",
        r"(?<!\d)(?P<day>\d\d)(?P<number>\d\d)(?P<year>\d{4})(?!\d)",
        r"(?<!\d)(?P<year>\d{4})(?P<number>\d\d)(?P<day>\d\d)(?!\d)",
    )
)
_MONTH_AND_YEAR = re.compile(rf"(?<!\w){_MONTH}[\s.,-]{{0,3}}(?:of\s)?(?P<year>\d{{4}})(?!\d)", re.IGNORECASE)
_LETTERS = r"((?:[^\W\d_a-z][.\s]{0,2}){1,3}[^\W\d_a-z])(?![^\W_])"
_BEHIND = re.compile(rf"(?<!\d)((?:19|20)\d\d)[\s,;:()\[\].–-]{{1,4}}{_LETTERS}")
_INITIALS = re.compile(
    rf"(?<![^\W_]){_LETTERS}\.?[\s,;:(\[*–-]{{0,4}}"
    r"(?i:(?:born|b\.|d\.?o\.?b\.?:?)[\s:]{0,2}(?:on\s|in\s)?)?(?=[\d'’]|[A-Za-z]{3,9}\s)"
)


def emails(text: str) -> list[str]:
    """Addresses of mail in a text."""
    return _EMAIL.findall(text) if "@" in text else []


def has_digits(text: str) -> bool:
    """Whether there is anything in a text that numbers, codes and dates are made of."""
    return _DIGIT.search(text) is not None


def phones(text: str) -> list[str]:
    """Telephone numbers in a text, told by how they begin."""
    return _PHONE.findall(text)


def number_of(text: str) -> str:
    """The digits that a telephone number has in common with all its spellings; "" for what is too short for one.

    Country code and leading zero vary, so the last nine digits count; a shorter number counts whole, without its zero.
    """
    digits = "".join(char for char in text.replace("(0)", "") if char.isdecimal())
    bare = digits.lstrip("0") if len(digits) <= _TAIL + 1 else digits
    return bare[-_TAIL:] if len(bare) >= _SHORTEST_NUMBER else ""


def postcodes(text: str) -> Iterator[tuple[str, str]]:
    """Postcodes in a text, each with its outward half."""
    for pattern in (_UK_POSTCODE, _EIRCODE):
        for found in pattern.finditer(text):
            yield found[0], found[1]


def plates(text: str) -> list[str]:
    """Number plates of the present British form."""
    return _PLATE.findall(text)


def any_plates(text: str) -> list[str]:
    """Whatever could be a number plate, in a text that is about a car."""
    return [found for found in _ANY_PLATE.findall(text) if 4 <= len(squeezed(found)) <= 10]


def streets(text: str, known: bool = False) -> Iterator[tuple[str, str]]:
    """House number and street, and the street alone; where the text is `known` for an address, of any street's name."""
    for found in _HOUSE.finditer(text):
        words = found[2].split()
        end = next(
            (
                at
                for at, word in enumerate(words, 1)
                if word.strip(".").lower() in words_listed("road_words") and at > 1
            ),
            0,
        )
        if end or known:
            street = " ".join(words[: end or len(words)])
            yield f"{found[1]} {street}", street
    if known:
        for found in _HOUSE_BEHIND.finditer(text):
            if not words_listed("generic").issuperset(words_of(found[1])):
                yield found[0], found[1]


def road_spellings(street: str) -> Iterator[str]:
    """A street with the word for road written out, and cut short."""
    words = words_of(street)
    yield " ".join(words)
    for long, short in _ROADS:
        for given, other in ((long, short), (short, long)):
            if given in words:
                yield " ".join(other if word == given else word for word in words)


def dates(text: str) -> Iterator[date]:
    """Every day that a text names; each way of reading it, where there are two."""
    for pattern in _DATES:
        for found in pattern.finditer(text):
            yield from _days(found.groupdict())


def months(text: str) -> Iterator[str]:
    """Every month of a year that a text names in words, as "2014-03"."""
    for found in _MONTH_AND_YEAR.finditer(text):
        yield f"{found['year']}-{_MONTHS[found['month'][:3].lower()]:02}"


def initials_with_time(text: str) -> Iterator[tuple[str, str]]:
    """Initials that a date or a year stands behind, with what follows them."""
    for found in _INITIALS.finditer(text):
        if not any(char.islower() for char in found[1]):
            yield squeezed(found[1]), text[found.end() : found.end() + 24]


def initials_behind_years(text: str) -> Iterator[tuple[str, str]]:
    """Initials that stand behind a year, with the year."""
    for found in _BEHIND.finditer(text):
        if not any(char.islower() for char in found[2]):
            yield squeezed(found[2]), found[1]


def _days(found: dict[str, str | None]) -> Iterator[date]:
    day = int(found["day"] or 0)
    month = int(found.get("number") or 0) or _MONTHS[(found.get("month") or "jan")[:3].lower()]
    written = found["year"] or "0"
    years = (int(written),) if len(written) == 4 else (1900 + int(written), 2000 + int(written))
    orders = {(day, month), (month, day)} if found.get("number") else {(day, month)}
    for year in years:
        for one, other in orders:
            try:
                yield date(year, other, one)
            except ValueError:
                continue
