"""Dates as people in Britain say them, read into EDTF level 1; what cannot be read is kept as it was said.

Never more exact than what was said: "three weeks ago" gives about a month, "early 2019" the first third of that year.
A text that is EDTF already is taken as such ("2021-22" is the summer of 2021; for two years say "2021 to 2022").
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from mapping.dates import DateError, is_edtf, spoken
from mapping.moments import full_year, moment
from mapping.spans import Span, days_of

LONGEST = 200
"""Longer texts are no dates; they are kept, and not read."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A date as EDTF ("" where none could be read) and as it was said ("" where the EDTF says it all)."""

    edtf: str
    said: str


def understand(text: str, today: date) -> Understood:
    """The date that a text means on the day `today`, never more exact than it was said; no text makes it raise."""
    words = " ".join(text.split())
    if not words or is_edtf(words):
        return Understood(words, "")
    if len(words) > LONGEST:
        return Understood("", words)
    span = _read(_plain(words), today)
    if span is None or not is_edtf(span.edtf):
        return Understood("", words)
    return Understood(span.edtf, _kept(words, span, today))


def _kept(words: str, span: Span, today: date) -> str:
    """What to show of the words: "yesterday" is worth nothing tomorrow, "three weeks ago" needs the day it was said."""
    if not span.relative:
        return words
    about = any(mark in span.edtf for mark in "~%")
    return f"{words} (said on {spoken(today.isoformat())})" if about else ""


_DASHES = re.compile("[\u2010-\u2015\u2212]")
_QUOTES = re.compile("[\u2018\u2019\u02bc`]")
_TIME_OF_DAY = re.compile(
    r",? (?:at (?:about |around )?)?\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)\b|,? at \d{1,2}[:.]\d\d\b"
    r"|,? (?:in the )?(?:morning|afternoon|evening)$|,? at night$"
    r"|^(?:on )?(?:the )?(?:morning|afternoon|evening|night) of ",
    re.ASCII,
)
_OFTEN = re.compile(
    r"^(?:(?:daily|nightly|weekly|fortnightly|monthly|yearly|every|each|most|some|many|several|few"
    r"|day|week|weekend|night|month|days|weeks|weekends|nights|months"
    r"|often|sometimes|occasionally|regularly|repeatedly|constantly|always|ongoing|still|on|and|off|once|twice|times|time"
    r"|a|at|least|more|than|two|three|four|five|six|seven|eight|nine|ten|\d{1,3})[ ,;]+)+"
    r"(?=(?:since|from|until|till|between|in|during|before|after|around|about|over)\b)",
    re.ASCII,
)  # fmt: skip
"""How often it was, said before when it was: "weekly, since about Sept 2024"."""


def _plain(words: str) -> str:
    """Lower case, one kind of dash and quote, no time of day, no full stop."""
    text = unicodedata.normalize("NFC", words).casefold()
    text = _QUOTES.sub("'", _DASHES.sub("–", text))
    text = _TIME_OF_DAY.sub("", text).strip(" .,;")
    return _OFTEN.sub("", text, count=1)


def _read(text: str, today: date) -> Span | None:
    return _simple(text, today) or _open(text, today) or _range(text, today)


_ABOUT = re.compile(
    r"(?:sometime|some time|about|around|approximately|approx\.?|roughly|circa|c\.?|ca\.?|more or less) (?:the )?(.+)"
    r"|(.+?)[ -]?ish"
)
_PERHAPS = re.compile(r"(?:maybe|perhaps|possibly|probably|i think|they think),? (.+)|(.+?) ?\(?\?\)?")
_LEAD = re.compile(r"(?:in|on|at|during|over|by|some ?time in|some ?time during|at some point in) (?:the )?(.+)")


def _simple(text: str, today: date) -> Span | None:
    """One moment or stretch, with words of doubt around it."""
    span = moment(text, today)
    if span:
        return span
    for pattern, mark in ((_LEAD, ""), (_ABOUT, "~"), (_PERHAPS, "?")):
        found = pattern.fullmatch(text)
        inner = _simple(next(filter(None, found.groups()), ""), today) if found else None
        if inner:
            return inner.marked(mark) if mark else inner
    return None


_SINCE = re.compile(r"(?:ever )?(?:since|from|starting|starting in|began in) (.+?)(?: on| onwards?)?|(.+?) onwards?")
_TO_NOW = re.compile(
    r"(?:since |from )?(.+?) ?(?:–|-|to|until|till|up to) ?(?:now|today|present|the present|date|this day|ongoing)"
)
_UNTIL = re.compile(r"(?:until|till|til|up to|up until|ended in|stopped in|no later than) (.+)")
_BEFORE = re.compile(r"(?:before|earlier than|prior to) (.+)")
_AFTER = re.compile(r"(?:after|later than) (.+)")


def _open(text: str, today: date) -> Span | None:
    """A stretch with one open edge."""
    for pattern in (_TO_NOW, _SINCE):
        found = pattern.fullmatch(text)
        if found:
            inner = _simple(next(filter(None, found.groups()), ""), today)
            if inner and inner.start:
                return Span(inner.start, "", inner.relative)
    for pattern, read in ((_UNTIL, _until), (_BEFORE, _before), (_AFTER, _after)):
        found = pattern.fullmatch(text)
        inner = _simple(found[1], today) if found else None
        if inner:
            return read(inner)
    return None


def _until(span: Span) -> Span:
    return Span("", span.end, span.relative)


def _before(span: Span) -> Span | None:
    """Up to the moment that ends where the named one begins, as exact as that one was said."""
    if not _neighbours(span.start):
        return Span("", span.start.rstrip("~?%") + "~", span.relative)
    return _beside(span, -1)


def _after(span: Span) -> Span | None:
    if not _neighbours(span.end):
        return Span(span.end.rstrip("~?%") + "~", "", span.relative)
    return _beside(span, 1)


def _neighbours(edge: str) -> bool:
    """Whether the moment before and after this one can be named as exactly."""
    return bool(re.fullmatch(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?", edge))


def _beside(span: Span, side: int) -> Span | None:
    try:
        first, last = days_of(span)
        day = first - timedelta(1) if side < 0 else last + timedelta(1)
    except (DateError, OverflowError):
        return None
    edge = f"{day.year:04}-{day.month:02}-{day.day:02}"[: len(span.start)]
    return Span("", edge, span.relative) if side < 0 else Span(edge, "", span.relative)


_BETWEEN = re.compile(r"between (?P<left>.+?) and (?P<right>.+)")
_FROM_TO = re.compile(r"(?:from )?(?P<left>.+?)(?: to | until | till | through | – |–| - )(?P<right>.+)")
_DASHED = re.compile(r"(?P<left>[^-]*[a-z][^-]*|[\d/.]+)-(?P<right>[^-]+)")
_YEARS = re.compile(r"(?:from |between )?((?:19|20)\d\d) ?[/–] ?(\d\d)", re.ASCII)


def _range(text: str, today: date) -> Span | None:
    """A stretch with two edges; an edge that lacks its month or year takes it from the other."""
    years = _YEARS.fullmatch(text)
    if years:
        return Span(years[1], f"{full_year(int(years[2]), date(int(years[1]) + 20, 1, 1)):04}")
    for pattern in (_BETWEEN, _FROM_TO, _DASHED):
        found = pattern.fullmatch(text)
        span = _joined(found["left"].strip(), found["right"].strip(), today) if found else None
        if span:
            return span
    return None


_HAS_YEAR = re.compile(r"\d{4}|'\d\d|/\d\d$")
_ONLY_DAY = re.compile(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)?", re.ASCII)
_AFTER_DAY = re.compile(r"(?:the )?\d{1,2}(?:st|nd|rd|th)?((?: of)? [a-z]+\.?(?:,? .+)?)", re.ASCII)


def _joined(left: str, right: str, today: date) -> Span | None:
    rest = _AFTER_DAY.fullmatch(right)
    if _ONLY_DAY.fullmatch(left) and rest:
        left += rest[1]
    for start, end in _dated(left, right, today):
        if start and end and start.start and end.end and _in_order(start, end):
            return Span(start.start, end.end, start.relative or end.relative)
    return None


def _dated(left: str, right: str, today: date) -> list[tuple[Span | None, Span | None]]:
    """The two edges as spans, with each year that the one without a year could take, the likeliest first."""
    start, end = _simple(left, today), _simple(right, today)
    if end and start and not _HAS_YEAR.search(left) and not start.relative:
        year = days_of(end)[1].year
        mark = "" if _HAS_YEAR.search(right) else "?"
        guesses = [_simple(f"{left} {each}", today) for each in (year, year - 1)]
        return [(guess.marked(mark) if guess and mark else guess, end) for guess in guesses]
    if start and end and not _HAS_YEAR.search(right) and not end.relative:
        year = days_of(start)[0].year
        return [(start, _simple(f"{right} {each}", today)) for each in (year, year + 1)]
    return [(start, end)]


def _in_order(start: Span, end: Span) -> bool:
    try:
        return days_of(start)[0] <= days_of(end)[1]
    except DateError:
        return False
