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
from exports.fonts import Face, describe, faces_for, first_face, is_plain
from exports.shaping import Shaped, shape
from exports.text import Jump, Span, Style, weight

_BLANKS = " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
_TOKEN = re.compile(f"[{_BLANKS}]+|[^{_BLANKS}]+")
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
_MAY_GIVE_WAY = re.compile(f"[–—/\u200b{_HAN}]")
_RAISED_SIZE, _RAISED_BY = 0.7, 0.36
_REMEMBERED = 5_000  # words of one dress
ISOLATE, CLOSE = "\u2068", "\u2069"


class Dress(NamedTuple):
    """How the characters of a stretch are drawn; `isolated` ones stand between marks that are not of the text.

    `rise` lifts them.
    """

    face: Face
    size: float
    rise: float
    colour: str
    level: int
    isolated: bool
    jump: Jump | None


class Piece(NamedTuple):
    """A stretch of one line in one dress; `source` is its text as it came."""

    shaped: Shaped
    dress: Dress
    width: float
    source: str

    def __repr__(self) -> str:
        return "<Piece>"  # no text of a case where a value is shown


DRESS: Callable[[Piece], Dress] = attrgetter("dress")
LEVEL: Callable[[Piece], int] = attrgetter("dress.level")
WIDTH: Callable[[Piece], float] = attrgetter("width")

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


def runs_of(text: str, dressed: list[tuple[int, int, Span]], style: Style, base: int) -> list[Run]:
    """The stretches of a paragraph that share a face, a level and a dress.

    Two spans of one dress are one stretch where a space parts them; letters of two spans are never joined.
    """
    found: list[Run] = []
    for run in _each_run(text, dressed, style, base):
        last = found[-1] if found else None
        if last and last.dress == run.dress and (text[run.start] in _BLANKS) != (text[run.start - 1] in _BLANKS):
            found[-1] = Run(last.start, run.end, last.dress)
        else:
            found.append(run)
    return found


def _each_run(text: str, dressed: list[tuple[int, int, Span]], style: Style, base: int) -> Iterator[Run]:
    level_of = levels(text, base)
    plain = is_plain(text)
    for first, last, span in dressed:
        wanted = weight(span, style)
        if plain and level_of is None:
            yield Run(first, last, _dress(span, style, first_face(wanted), 0))
            continue
        for start, end, face in faces_for(text[first:last], wanted):
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


def words_of(text: str, runs: list[Run], longest: float = math.inf) -> list[Word]:
    """The paragraph as words that are not to be broken, and the spaces between them."""
    found: list[Word] = []
    gives_way = _MAY_GIVE_WAY.search(text) is not None
    begun: list[tuple[str, Dress]] = []  # a word whose end is of a further run
    for start, end, dress in runs:
        known = _known(dress)
        tokens: list[str] = (_unbroken if gives_way else _TOKEN.findall)(text, start, end)
        goes_on = end < len(text) and _is_one(text, end)
        if begun:
            begun.append((tokens.pop(0), dress))
            if goes_on and not tokens:
                continue
            found.append(_across(tuple(begun), longest))
            begun = []
        if goes_on:
            begun.append((tokens.pop(), dress))
        if longest < math.inf and end - start > longest and max(map(len, tokens), default=0) > longest:
            found += [_within(known, token, dress, longest) for token in tokens]
        else:
            found += [known.get(token) or _within(known, token, dress, math.inf) for token in tokens]
    return found


def _is_one(text: str, at: int) -> bool:
    """Whether what stands before a place and behind it are of one word, or of one stretch of spaces."""
    if text[at] in _BLANKS or text[at - 1] in _BLANKS:
        return text[at] in _BLANKS and text[at - 1] in _BLANKS
    return _GIVES_WAY.match(text, at) is None


def _unbroken(text: str, start: int, end: int) -> list[str]:
    """The words and spaces between two places, words parted where they give way."""
    found: list[str] = []
    for match in _TOKEN.finditer(text, start, end):
        first, last = match.span()
        for way in _GIVES_WAY.finditer(text, first, last) if text[first] not in _BLANKS else ():
            if first < way.start() < last:
                found.append(text[first : way.start()])
                first = way.start()
        found.append(text[first:last])
    return found


@lru_cache(maxsize=256)
def _known(_dress: Dress) -> dict[str, Word]:
    """The words that were set in one dress: they come again and again, and are found by their letters alone."""
    return {}


def _within(known: dict[str, Word], token: str, dress: Dress, longest: float) -> Word:
    """A word of one dress, set now, or as it was set before."""
    if len(token) > longest:
        return Word(((token, dress),), (), math.inf, len(token), token[0] in _BLANKS)
    found = known.get(token)
    if found is None:
        if len(known) >= _REMEMBERED:
            known.clear()
        found = known[token] = _set(((token, dress),), (piece_of(token, dress),))
    return found


def _across(parts: Parts, longest: float) -> Word:
    """A word of several dresses."""
    length = sum(len(source) for source, _ in parts)
    if length > longest:
        return Word(parts, (), math.inf, length, parts[0][0][0] in _BLANKS)
    return _set(parts, tuple(_within(_known(dress), source, dress, math.inf).pieces[0] for source, dress in parts))


def _set(parts: Parts, pieces: tuple[Piece, ...]) -> Word:
    length = sum(len(piece.source) for piece in pieces)
    return Word(parts, pieces, width_of(pieces), length, parts[0][0][0] in _BLANKS)


def piece_of(source: str, dress: Dress, shaped: Shaped | None = None) -> Piece:
    """A text in one dress, set, or with what was shaped of it already."""
    done = shaped or shape(dress.face, source, dress.level % 2 == 1)
    shown = source.replace(ISOLATE, "").replace(CLOSE, "") if dress.isolated else source
    return Piece(done, dress, done.advance * dress.size / 1000, shown)


def width_of(pieces: Iterable[Piece]) -> float:
    """How wide pieces are that stand side by side."""
    return sum(map(WIDTH, pieces))
