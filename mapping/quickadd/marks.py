"""Where the marks stand in a typed line, and the words behind each; knows no case and no catalogue."""

from __future__ import annotations

import re
from dataclasses import dataclass

PERSON, KIND, DATE, SOURCE = "@", "#", "~", "!"
_MARK = re.compile(r"(?<!\S)(?:[@#!](?=[^\W_])|~)")
"""A mark stands where a word begins; "~" may stand alone, the others stand right before a letter or a figure."""


@dataclass(frozen=True, slots=True, repr=False)
class Mark:
    """One stretch of a line: its sign ("" for plain words), the words, and where it stands in the line."""

    sign: str
    words: str
    start: int
    end: int


def marks_of(line: str) -> tuple[Mark, ...]:
    """The line cut at its marks; each stretch runs to the next mark."""
    places = [found.start() for found in _MARK.finditer(line)]
    found = []
    for start, end in zip([0, *places], [*places, len(line)], strict=True):
        stretch = line[start:end]
        sign = stretch[:1] if start in places else ""
        if stretch.strip():
            found.append(Mark(sign, stretch[len(sign) :].strip(), start, start + len(stretch.rstrip())))
    return tuple(found)


def split_words(mark: Mark, count: int) -> tuple[Mark, Mark | None]:
    """A mark with its first `count` words, and the plain words that stand behind them, if any do."""
    ends = [found.end() for found in re.finditer(r"\S+", mark.words)]
    if count >= len(ends):
        return mark, None
    cut = ends[count - 1]
    rest = mark.words[cut:].strip()
    head = Mark(mark.sign, mark.words[:cut], mark.start, mark.end - len(mark.words) + cut)
    return head, Mark("", rest, mark.end - len(rest), mark.end)
