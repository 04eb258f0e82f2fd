"""A text cut into lines, sentences and words, each with its place; it knows English spelling marks and no meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mapping.language.smallwords import small_words

# The first alternative of a word takes nearly all of them at once; the next two cut "didn't" into "did" and "n't".
_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]++(?!['’][tT]\b)|[^\W\d_]+?(?=[nN]['’][tT]\b)|[nN]['’][tT]\b|[^\W\d_]+)"
    r"|(?P<tail>['’](?:[sS]|[rR][eE]|[vV][eE]|[lL][lL]|[dD]|[mM])\b|(?<=[sS])['’](?=\s))"
    r"|(?P<number>\d+(?:[.,:/]\d+)*)"
    r"|(?P<mark>[^\w\s]|_)"
)
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_ENDS = frozenset(".!?…")
_CLOSING = frozenset("\"'”’)]»")
_WHOLE = {"ca": "can", "wo": "will", "sha": "shall", "n't": "not", "n’t": "not"}


class Token(NamedTuple):
    """One word, number or mark: its place in the text, and its letters folded for comparing."""

    start: int
    end: int
    word: str
    is_word: bool
    tail: bool = False
    """Whether it is only the end of the word before: 's, 're."""


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line that holds anything, with where it begins."""
    for found in _LINE.finditer(text):
        yield found.start(), found.group()


def tokens(line: str, offset: int = 0) -> list[Token]:
    """The words and marks of one line; places count from `offset`. Hyphens part words and are left out."""
    found: list[Token] = []
    for each in _TOKEN.finditer(line):
        raw, kind = each.group(), each.lastgroup
        start, end = each.span()
        word = raw.lower()
        if kind == "word":
            found.append(Token(offset + start, offset + end, _WHOLE.get(word, word), True))
        elif kind == "tail":
            found.append(Token(offset + start, offset + end, word.replace("’", "'"), False, True))
        elif not (kind == "mark" and raw in "-‐‑" and found and found[-1].is_word and found[-1].end == offset + start):
            found.append(Token(offset + start, offset + end, word, False))
    return found


def sentences(line: list[Token]) -> Iterator[list[Token]]:
    """The tokens of a line, sentence by sentence."""
    begun = 0
    place, last = 0, len(line)
    while place < last:
        if line[place].word in _ENDS and not _goes_on(line, place):
            place += 1
            while place < last and (line[place].word in _ENDS or _closes(line, place)):
                place += 1
            yield line[begun:place]
            begun = place
            continue
        place += 1
    if begun < last:
        yield line[begun:]


def _closes(line: list[Token], place: int) -> bool:
    """Whether a closing mark stands right behind what ended the sentence."""
    return line[place].word in _CLOSING and line[place].start == line[place - 1].end


def _goes_on(line: list[Token], place: int) -> bool:
    """Whether the full stop at this place ends an abbreviation, or is followed by what cannot begin a sentence."""
    if line[place].word != ".":
        return False
    before = line[place - 1].word if place else ""
    if before in small_words("shortened"):
        return True
    after = next((each for each in line[place + 1 :] if each.is_word), None)
    if len(before) == 1 and before.isalpha() and after is not None:
        return True
    return after is not None and after.start == line[place].end
