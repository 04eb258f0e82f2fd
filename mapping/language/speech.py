"""Whose words stand in a line: quotations with a speaker, what he claims, and sentences about somebody's wording."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from mapping.language.smallwords import small_words

_QUOTES = re.compile(r"“[^”]*”|\"[^\"]*\"|„[^“”]*[“”]|«[^»]*»|‘(?:[^‘’]|’(?=\w))*’|(?<![\w'])'(?:[^']|'(?=\w))*'(?!\w)")
_MARK = re.compile("[“\"„«‘']")
_AROUND = 90
"""How many characters before and after a quotation are searched for who says it."""


@cache
def _saying() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(small_words('saying')))})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage between quotation marks, and whether somebody is said to have said or written it."""

    start: int
    end: int
    attributed: bool
    speaker: str = ""


def quotes(line: str, offset: int) -> tuple[Quote, ...]:
    """The quotations of one line; places count from `offset`."""
    found: list[Quote] = []
    if not _MARK.search(line):
        return ()
    for each in _QUOTES.finditer(line):
        if each.end() - each.start() < 4:
            continue
        before = line[max(0, each.start() - _AROUND) : each.start()]
        after = line[each.end() : each.end() + _AROUND]
        attributed = bool(
            _saying().search(before) or _saying().search(after) or before.rstrip().endswith(":") or _signed(after)
        )
        found.append(Quote(offset + each.start(), offset + each.end(), attributed))
    return tuple(found)


def _signed(after: str) -> bool:
    """Whether a speaker's name follows behind a dash: “…” – Mother."""
    return re.match(r"\s*[–—-]\s*\w+\.?\s*$", after) is not None
