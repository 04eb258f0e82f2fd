"""One thing that must not go out, and how it is looked for; nothing here shows it when printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from exports.finished.sameness import runs_on, unspaced_letters, words_of
from mapping.everyday import everyday_words
from mapping.veil import plain_words

How = Literal["anywhere", "alone", "words", "digits", "day", "month", "initials"]
"""How a secret is looked for: inside other text, as a whole field, as words, as digits, as a date, before a date."""
LONG = 12
"""From how many letters a text is looked for inside other text."""
PART = "part of a name"
SHORTEST = 4
"""Shorter texts ("yes", "p. 4") say nothing by themselves."""


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """What is looked for, the entry it belongs to, and in which words it is spoken of without saying it.

    `parts` are its words. `spaced` means that its letters may be set apart in any way, as those of a postcode; `sure`
    that finding it refuses the file, where otherwise it is a warning.
    """

    text: str
    entry: str
    what: str
    how: How
    parts: tuple[str, ...] = ()
    spaced: bool = False
    sure: bool = True

    def __repr__(self) -> str:
        return f"Secret({self.entry}, {self.what})"


def of_text(row: str, entry: str, what: str = "a text") -> Iterator[Secret]:
    """A text by its letters: long ones are looked for anywhere, short ones where they stand for themselves."""
    if length(row) >= LONG:
        yield Secret(row, entry, what, "anywhere")
    elif length(row) >= SHORTEST and not row.isdecimal():
        yield Secret(row, entry, what, "alone")


def of_words(text: str, entry: str, what: str, *, spaced: bool = False, sure: bool = True) -> Iterator[Secret]:
    """A text that is looked for as words; in scripts that join words to each other, anywhere."""
    parts = words_of(text)
    row = "".join(parts)
    if runs_on(text):
        least = 2 if unspaced_letters(text) else 3
        yield from (Secret(each, entry, what, "anywhere", sure=sure) for each in (row, row[::-1]) if len(row) >= least)
    elif len(row) > 1:
        yield Secret(row, entry, what, "words", parts, spaced, sure)


def length(row: str) -> int:
    """How much is said: a sign of Chinese, Japanese or Korean says as much as two letters and more."""
    return len(row) if row.isascii() else len(row) + unspaced_letters(row)


def everyday(parts: Iterable[str]) -> bool:
    """Whether all of these are words that name nobody."""
    return all(part in everyday_words() or part in plain_words() for part in parts)
