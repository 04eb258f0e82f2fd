"""A moment or a stretch of time as two EDTF edges, on its way from words to a date; knows no words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from mapping.dates import DateError, read_edtf


@dataclass(frozen=True, slots=True)
class Span:
    """Two EDTF edges, equal for one moment; "" is an edge that is open. `relative` was reckoned from today."""

    start: str
    end: str
    relative: bool = False

    @property
    def edtf(self) -> str:
        """The span as EDTF level 1 text."""
        return self.start if self.start == self.end else f"{self.start or '..'}/{self.end or '..'}"

    def marked(self, mark: str) -> Span:
        """The same span with every known edge marked as about ("~") or in doubt ("?")."""
        return Span(_marked(self.start, mark), _marked(self.end, mark), self.relative)


def _marked(edge: str, mark: str) -> str:
    if not edge or "X" in edge or edge.endswith(("%", mark)):
        return edge
    return f"{edge[:-1]}%" if edge.endswith(("~", "?")) else edge + mark


def one(edge: str, relative: bool = False) -> Span:
    """A span that is one moment."""
    return Span(edge, edge, relative)


def days_of(span: Span) -> tuple[date, date]:
    """First and last day of a span with both edges; raises DateError where an edge is no date."""
    first, last = read_edtf(span.start), read_edtf(span.end)
    if first is None or last is None or first.earliest is None or last.latest is None:
        raise DateError("an edge is open")
    return first.earliest, last.latest


def day_text(day: date) -> str:
    """A day as EDTF; years have four digits on every system."""
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


def month_text(year: int, month: int) -> str:
    """A month; numbers beyond 1 to 12 run into the years before and after."""
    years, index = divmod(month - 1, 12)
    return f"{year + years:04}-{index + 1:02}"


Reader = Callable[[re.Match[str], date], "Span | None"]
"""Makes a span of words that were found and of today; may raise ValueError where there is no such day."""
Pattern = tuple[re.Pattern[str], Reader]


def pattern(text: str, read: Reader) -> Pattern:
    """Words to look for, and what reads them."""
    return re.compile(text, re.ASCII), read


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of these words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
