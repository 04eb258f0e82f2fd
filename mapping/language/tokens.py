"""A text cut into lines, sentences and words, each with its place; it knows English spelling marks and no meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from mapping.language.smallwords import small_words

# Every piece takes with it the white space behind it, and a word the hyphen that parts it from the next. The first
# alternative of a word takes nearly all of them at once; the next two cut "didn't" into "did" and "n't".
_PIECE = re.compile(
    r"(?:[^\W\d_]++(?!['’][tT]\b)|[^\W\d_]+?(?=[nN]['’][tT]\b)|[nN]['’][tT]\b|[^\W\d_]+)[-‐‑]?\s*"
    r"|['’](?:[sS]|[rR][eE]|[vV][eE]|[lL][lL]|[dD]|[mM])\b\s*|(?<=[sS])['’]\s+"  # the tail of a word
    r"|\d+(?:[.,:/]\d+)*\s*"
    r"|['’]|[^\w\s]\s*|_\s*"
    r"|\s+"
)
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_ENDS = frozenset(".!?…")
_CLOSING = frozenset("\"'”’)]»")
_MOST_PIECES = 50_000
"""How many different pieces are remembered."""
_WHOLE = {"ca": "can", "wo": "will", "sha": "shall", "n't": "not", "n’t": "not"}


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """One word, number or mark, wherever it stands: its letters folded for comparing."""

    word: str
    is_word: bool
    tail: bool = False
    """Whether it is only the end of the word before: 's, 're."""
    length: int = 0
    """How many characters of the text it takes up."""


_SPACE = Token("", False)


class Cut(NamedTuple):
    """The tokens of a line or of a sentence, and where in the text each begins."""

    tokens: list[Token]
    starts: list[int]

    @property
    def start(self) -> int:
        """Where the first begins."""
        return self.starts[0]

    @property
    def end(self) -> int:
        """Where the last ends."""
        return self.starts[-1] + self.tokens[-1].length

    def part(self, begun: int, stop: int) -> Cut:
        """Those from one number to another."""
        return Cut(self.tokens[begun:stop], self.starts[begun:stop])


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line that holds anything, with where it begins."""
    for found in _LINE.finditer(text):
        yield found.start(), found.group()


class _Tokens(dict[str, Token]):
    """The token of each piece: most pieces come again and again."""

    def __missing__(self, piece: str) -> Token:
        found = _token(piece)
        if len(self) < _MOST_PIECES:
            self[piece] = found
        return found


_tokens = _Tokens()


def _token(piece: str) -> Token:
    written, first = piece.rstrip(), piece[0]
    if not written:
        return _SPACE
    if first.isalnum() and not first.isdecimal():
        written = written.rstrip("-‐‑")
        word = written.lower()
        return Token(_WHOLE.get(word, word), is_word=True, length=len(written))
    if first in "'’" and len(piece) > 1:
        return Token(written.lower().replace("’", "'"), is_word=False, tail=True, length=len(written))
    return Token(written.lower(), is_word=False, length=len(written))


def tokens(line: str, offset: int = 0) -> Cut:
    """The words and marks of one line; places count from `offset`. Hyphens part words and are left out."""
    pieces = _PIECE.findall(line)
    found, starts = list(map(_tokens.__getitem__, pieces)), list(accumulate(map(len, pieces), initial=offset))
    starts.pop()
    if _SPACE not in found:
        return Cut(found, starts)
    kept = [number for number, token in enumerate(found) if token is not _SPACE]
    return Cut([found[number] for number in kept], [starts[number] for number in kept])


def sentences(line: Cut) -> Iterator[Cut]:
    """The tokens of a line, sentence by sentence."""
    begun, last = 0, len(line.tokens)
    for place in [number for number, token in enumerate(line.tokens) if token.word in _ENDS]:
        if place >= begun and not _goes_on(line, place):
            stop = place + 1
            while stop < last and (line.tokens[stop].word in _ENDS or _closes(line, stop)):
                stop += 1
            yield line.part(begun, stop)
            begun = stop
    if begun < last:
        yield line.part(begun, last)


def _closes(line: Cut, place: int) -> bool:
    """Whether a closing mark stands right behind what ended the sentence."""
    return line.tokens[place].word in _CLOSING and _touches(line, place)


def _touches(line: Cut, place: int) -> bool:
    """Whether nothing stands between this token and the one before."""
    return line.starts[place] == line.starts[place - 1] + line.tokens[place - 1].length


def _goes_on(line: Cut, place: int) -> bool:
    """Whether the full stop at this place ends an abbreviation, or is followed by what cannot begin a sentence."""
    if line.tokens[place].word != ".":
        return False
    before = line.tokens[place - 1].word if place else ""
    if before in small_words("shortened"):
        return True
    after = place + 1
    while after < len(line.tokens) and not line.tokens[after].is_word:
        after += 1
    if after == len(line.tokens):
        return False
    return (len(before) == 1 and before.isalpha()) or line.starts[after] == line.starts[place] + 1
