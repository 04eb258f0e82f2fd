"""Stretches of a text in one dress, and the words that are not to be broken, each set once and found again.

It knows faces, shaping and where a word may be broken; it refuses to know lines and where anything stands.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from exports.direction import levels
from exports.errors import ExportError
from exports.fonts import Face, describe, faces_for
from exports.shaping import Shaped, shape
from exports.text import Jump, Span, Style, weight

_SPACES = " \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
_TOKEN = re.compile(f"([{_SPACES}]+)|[^{_SPACES}]+")
_HAN = "\u2e80-\u2fdf\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uffee\U00020000-\U0003fffd"
_NOT_FIRST = (
    "、。，．：；？！）］｝〉》」』】〕〗〙〛’”…ー々・ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ!),.:;?\\]}%"
    "\u0300-\u036f\u200c\u200d\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
)
_NOT_LAST = "（［｛〈《「『【〔〖〘〚‘“(\\[{"
# Where a word may be broken: after a dash or a stroke, between Han characters. Never after a hyphen: readers of a file
# take one at the end of a line for their own, and leave it out.
_GIVES_WAY = re.compile(
    rf"(?<=[–—/])(?=\w)|(?<=\u200b)"
    rf"|(?<=[{_HAN}])(?<![{_NOT_LAST}])(?![{_NOT_FIRST}])|(?<![{_NOT_LAST}])(?=[{_HAN}])(?![{_NOT_FIRST}])"
)
_RAISED_SIZE, _RAISED_BY = 0.7, 0.36
_REMEMBERED = 5_000  # words of one dress
ISOLATE, CLOSE = "\u2068", "\u2069"


class Piece(NamedTuple):
    """A stretch of one line in one face, size and colour; `rise` lifts it, `source` is its text as it came."""

    shaped: Shaped
    face: Face
    size: float
    rise: float
    colour: str
    level: int
    width: float
    source: str
    jump: Jump | None = None

    def __repr__(self) -> str:
        return "<Piece>"  # no text of a case where a value is shown


LEVEL: Callable[[Piece], int] = attrgetter("level")
WIDTH: Callable[[Piece], float] = attrgetter("width")


class Dress(NamedTuple):
    """How the characters of a stretch are drawn; `isolated` ones stand between marks that are not of the text."""

    face: Face
    size: float
    rise: float
    colour: str
    level: int
    isolated: bool
    jump: Jump | None


Parts = tuple[tuple[str, Dress], ...]  # the text of a word, in as many dresses as it has


class Run(NamedTuple):
    start: int
    end: int
    dress: Dress


class Word(NamedTuple):
    """What is not to be broken; one too long for any line is not shaped as a whole, its width is without end."""

    parts: Parts
    pieces: tuple[Piece, ...]
    width: float
    length: int
    blank: bool

    def __repr__(self) -> str:
        return "<Word>"


def runs_of(text: str, dressed: list[tuple[int, int, Span]], style: Style, base: int) -> Iterator[Run]:
    """The stretches of a paragraph that share a span, a face and a level."""
    level_of = levels(text, base)
    for first, last, span in dressed:
        for start, end, face in faces_for(text[first:last], weight(span, style)):
            if face is None:
                raise ExportError(f"No font of this program can print {describe(text[first + start])}.")
            at = first + start
            for level, count in _equal(level_of, at, first + end):
                yield Run(at, at + count, _dress(span, style, face, level))
                at += count


def _equal(level_of: list[int] | None, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The levels from one place to another, as (level, how many)."""
    if level_of is None:
        yield 0, end - start
    else:
        for level, group in groupby(level_of[start:end]):
            yield level, sum(1 for _ in group)


def _dress(span: Span, style: Style, face: Face, level: int) -> Dress:
    size, rise = (style.size * _RAISED_SIZE, style.size * _RAISED_BY) if span.raised else (style.size, 0.0)
    return Dress(face, size, rise, span.colour or style.colour, level, span.raised or span.alone, span.jump)


def words_of(text: str, runs: list[Run], longest: float = math.inf) -> Iterator[Word]:
    """The paragraph as words that are not to be broken, and the spaces between them."""
    current = 0
    known = [_known(run.dress) for run in runs]
    for start, end, blank in _tokens(text):
        while runs[current].end <= start:
            current += 1
        if end > runs[current].end:
            parts = tuple(_parts(text, runs, current, start, end))
            yield _word(parts, blank) if end - start <= longest else Word(parts, (), math.inf, end - start, blank)
            continue
        token = text[start:end]
        found = known[current].get(token)
        if found is None or end - start > longest:
            own: Parts = ((token, runs[current].dress),)
            if end - start > longest:
                found = Word(own, (), math.inf, end - start, blank)
            else:
                found = _remember(known[current], token, _set(own, blank))
        yield found


def _parts(text: str, runs: list[Run], current: int, start: int, end: int) -> Iterator[tuple[str, Dress]]:
    """A word that several runs share."""
    while start < end:
        stop = min(end, runs[current].end)
        yield text[start:stop], runs[current].dress
        start, current = stop, current + 1


@lru_cache(maxsize=256)
def _known(_dress: Dress) -> dict[str, Word]:
    """The words that were set in one dress: they come again and again, and are found by their letters alone."""
    return {}


def _remember(known: dict[str, Word], token: str, word: Word) -> Word:
    if len(known) >= _REMEMBERED:
        known.clear()
    known[token] = word
    return word


def _set(parts: Parts, blank: bool) -> Word:
    pieces = tuple(piece_of(source, dress) for source, dress in parts)
    return Word(parts, pieces, width_of(pieces), sum(len(piece.source) for piece in pieces), blank)


_word = lru_cache(maxsize=20_000)(_set)


def _tokens(text: str) -> Iterator[tuple[int, int, bool]]:
    may_give_way = "/" in text or not text.isascii()
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        blank = match.lastindex is not None
        for way in _GIVES_WAY.finditer(text, start, end) if may_give_way and not blank else ():
            if start < way.start() < end:
                yield start, way.start(), False
                start = way.start()
        yield start, end, blank


def piece_of(source: str, dress: Dress, shaped: Shaped | None = None) -> Piece:
    """A text in one dress, set, or with what was shaped of it already."""
    face, size, rise, colour, level, isolated, jump = dress
    done = shaped or shape(face, source, level % 2 == 1)
    shown = source.replace(ISOLATE, "").replace(CLOSE, "") if isolated else source
    return Piece(done, face, size, rise, colour, level, done.advance * size / 1000, shown, jump)


def width_of(pieces: Iterable[Piece]) -> float:
    """How wide pieces are that stand side by side."""
    return sum(map(WIDTH, pieces))
