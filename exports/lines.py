"""Text becomes lines that fit a width, each a row of shaped pieces with their places.

It knows faces, shaping and direction; it refuses to know pages and what draws the lines. Lines are broken on the text
as it is read, then each line is put in the order in which it stands on paper. The time it takes grows with the length
of the text and no faster, with or without spaces in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby
from math import inf
from typing import NamedTuple

from exports.direction import base_level, turns, visual_order
from exports.shaping import Cluster, Shaped, shape
from exports.text import Span, Style
from exports.words import CLOSE, DRESS, ISOLATE, LEVEL, WIDTH, Dress, Piece, Word, piece_of, runs_of, width_of, words_of

_LONGEST = 120  # a longer word fits no line that anyone reads; it is cut before it is shaped
_NARROWEST = 120  # thousandths of the size: about the least that a character takes, to guess how many may fit
# How a reader of a file sees a cluster where direction turns: a letter that runs from the right (r), a sign or digit
# that may run either way (n), or anything else, which it takes to run from the left (l).
_RIGHTWARD = re.compile("[\u0590-\u065f\u066e-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_EITHER = re.compile("[ -/:-@\u0660-\u066d\u06f0-\u06f9\u2000-\u206f\u20a0-\u21ff]*")
_SIGNS_FIRST = re.compile(_EITHER.pattern.replace("]*", "]{2}"))
_WHOLE = re.compile("r(?:[rn]*r)?|.")


class Placed(NamedTuple):
    """A piece, how far its left end lies from the left end of its line, and which level run of the line it is in."""

    x: float
    piece: Piece
    run: int


class Line(NamedTuple):
    """One line: its pieces as they are read, but for spaces at its end; its width; whether it runs from the right.

    `spaced` where a space or a line break parts it from the next line, so that their words are not one.
    """

    pieces: tuple[Piece, ...]
    width: float
    rtl: bool
    spaced: bool = False

    def __repr__(self) -> str:
        return "<Line>"  # no text of a case where a value is shown

    @property
    def text(self) -> str:
        """The text of the line as it came."""
        return "".join([piece.source for piece in self.pieces])

    @property
    def straight(self) -> bool:
        """Whether all of it runs from the left, and no reader of a file could take it otherwise."""
        if any(map(LEVEL, self.pieces)):
            return False
        opening = "".join([piece.source for piece in self.pieces[:2]])
        return not _SIGNS_FIRST.match(opening if len(opening) > 1 else self.text)

    def stretches(self) -> list[tuple[Dress, list[Piece]]]:
        """The pieces of a straight line, those of one dress together."""
        return [(dress, list(pieces)) for dress, pieces in groupby(self.pieces, DRESS)]

    def placed(self) -> list[Placed]:
        """The pieces with their places: stretch by stretch as it is read, and within one from left to right.

        A stretch is of one level; from right to left it is also of one face and look. Where direction turns, each sign
        at the seam is a stretch by itself: readers of a file put stretches one after the other as they come, and turn
        round the letters within one, but cannot know which way the signs between two of them run.
        """
        if self.straight:
            pens = accumulate(map(WIDTH, self.pieces), initial=0.0)
            return [Placed(pen, piece, 0) for pen, piece in zip(pens, self.pieces, strict=False)]
        at: dict[int, float] = {}
        pen = 0.0
        for index in visual_order([piece.dress.level for piece in self.pieces]):
            at[index] = pen
            pen += self.pieces[index].width
        found: list[Placed] = []
        turned = True  # for all that is known of the line before
        for _, group in groupby(range(len(self.pieces)), key=lambda index: _stretch(self.pieces[index])):
            pairs = [(at[index], self.pieces[index]) for index in group]
            backwards = pairs[0][1].dress.level % 2 == 1
            for part in _letters_apart(pairs) if backwards else _signs_apart(pairs) if turned else [pairs]:
                run = found[-1].run + 1 if found else 0
                found.extend(Placed(x, piece, run) for x, piece in (reversed(part) if backwards else part))
            turned = backwards or (turned and all(_EITHER.fullmatch(piece.source) for _, piece in pairs))
        return found


def break_lines(
    spans: Sequence[Span], style: Style, width: float, characters: int | None = None, rtl: bool | None = None
) -> list[Line]:
    """The spans as lines of at most `width` points and `characters` characters; only one character may be wider.

    `rtl` says which way the paragraphs run; None finds it from each. Raises ExportError for what no face can draw.
    """
    found: list[Line] = []
    for paragraph in _paragraphs(spans):
        if found:
            found[-1] = found[-1]._replace(spaced=True)
        text, words, from_right = _set(paragraph, style, rtl, _LONGEST)
        found += _fill(words, width, characters or len(text) + 1, from_right)
    return found


def one_line(spans: Sequence[Span], style: Style, rtl: bool | None = None) -> Line:
    """The spans on one line, however long; line breaks in them become spaces."""
    flat = [_like(span, span.text.replace("\n", " ")) for span in spans]
    _, words, from_right = _set(flat, style, rtl)
    return Line(tuple([p for word in words for p in word.pieces]), sum([word.width for word in words]), from_right)


def _set(spans: Sequence[Span], style: Style, rtl: bool | None, longest: float = inf) -> tuple[str, list[Word], bool]:
    """A paragraph as its text, its words, and whether it runs from the right."""
    text, dressed = _joined(spans)
    base = base_level(text) if rtl is None else int(rtl)
    return text, words_of(text, runs_of(text, dressed, style, base), longest), base == 1


def _paragraphs(spans: Sequence[Span]) -> Iterator[Sequence[Span]]:
    if not any("\n" in span.text for span in spans):
        yield spans
        return
    current: list[Span] = []
    for span in spans:
        first, *others = span.text.split("\n")
        current.append(_like(span, first))
        for part in others:
            yield current
            current = [_like(span, part)]
    yield current


def _like(span: Span, text: str) -> Span:
    return span if text == span.text else replace(span, text=text)


def _joined(paragraph: Sequence[Span]) -> tuple[str, list[tuple[int, int, Span]]]:
    """The text of a paragraph, spans that stand alone isolated in it, and where each span lies."""
    text: list[str] = []
    dressed: list[tuple[int, int, Span]] = []
    start = 0
    turning = any(turns(span.text) for span in paragraph)
    for span in paragraph:
        if span.text:
            part = f"{ISOLATE}{span.text}{CLOSE}" if turning and (span.alone or span.raised) else span.text
            text.append(part)
            dressed.append((start, start + len(part), span))
            start += len(part)
    return "".join(text), dressed


def _fill(words: Iterable[Word], width: float, characters: int, rtl: bool) -> list[Line]:
    """Sets word after word until the next one does not fit."""
    found: list[Line] = []
    line: list[Piece] = []
    gap: list[Piece] = []
    used, count, gap_width, gap_count = 0.0, 0, 0.0, 0
    for word in words:
        _, pieces, wide, length, blank = word
        if blank:
            gap += pieces
            gap_width, gap_count = gap_width + wide, gap_count + length
            continue
        if used + gap_width + wide > width or count + gap_count + length > characters:
            if line:
                found.append(Line(tuple(line), used, rtl, bool(gap)))
            *whole, line = _cut(word, width, characters)
            found += [Line(tuple(part), width_of(part), rtl) for part in whole]
            used, count = width_of(line), sum([len(piece.source) for piece in line])
        else:
            line += gap
            line += pieces
            used, count = used + gap_width + wide, count + gap_count + length
        gap, gap_width, gap_count = [], 0.0, 0
    found.append(Line(tuple(line), used, rtl))
    return found


def _stretch(piece: Piece) -> tuple[object, ...]:
    dress = piece.dress
    return (*dress[:5], dress.jump) if dress.level % 2 else (dress.level,)


_At = tuple[float, Piece]


def _letters_apart(pairs: list[_At]) -> list[list[_At]]:
    """A stretch that runs from the right, as it is read: letters with what is between them, and each sign beside."""
    clusters = [pair for x, piece in pairs for pair in _clusters_of(x, piece)]
    kinds = "".join(_kind(piece.source) for _, piece in clusters)
    return [clusters[match.start() : match.end()] for match in _WHOLE.finditer(kinds)]


def _signs_apart(pairs: list[_At]) -> list[list[_At]]:
    """A stretch that runs from the left, after one that does not: each sign before its first word by itself."""
    clusters = [pair for x, piece in pairs for pair in _clusters_of(x, piece)]
    first = next((i for i, (_, piece) in enumerate(clusters) if _kind(piece.source) == "l"), len(clusters))
    return [*([pair] for pair in clusters[:first]), *([clusters[first:]] if first < len(clusters) else [])]


def _kind(text: str) -> str:
    return "r" if _RIGHTWARD.search(text) else "n" if _EITHER.fullmatch(text) else "l"


def _clusters_of(x: float, piece: Piece) -> list[_At]:
    """A piece as one piece for each cluster, as it is read."""
    found: list[_At] = []
    left = x + piece.width if piece.shaped.rtl else x
    for cluster in piece.shaped.clusters:
        part = _some(piece, (cluster,))
        left -= part.width if piece.shaped.rtl else 0.0
        found.append((left, part))
        left += 0.0 if piece.shaped.rtl else part.width
    return found


def _some(piece: Piece, clusters: tuple[Cluster, ...]) -> Piece:
    advance = sum(cluster.advance for cluster in clusters)
    shaped = Shaped(clusters, advance, piece.shaped.rtl)
    width = advance * piece.dress.size / 1000
    return piece._replace(shaped=shaped, width=width, source="".join(c.text for c in clusters))


def _cut(word: Word, width: float, characters: int) -> list[list[Piece]]:
    """A word as parts that each fit a line; one part where the word fits."""
    if word.width <= width and word.length <= characters:
        return [list(word.pieces)]
    parts: list[list[Piece]] = [[]]
    used, count = 0.0, 0
    for source, dress in word.parts:
        at = 0
        while at < len(source):
            part = _fitting(source, at, dress, (width - used, characters - count, bool(parts[-1])))
            if part is None:
                parts.append([])
                used, count = 0.0, 0
                continue
            length, piece = part
            parts[-1].append(piece)
            used, count, at = used + piece.width, count + length, at + length
    return parts


def _fitting(source: str, at: int, dress: Dress, room: tuple[float, int, bool]) -> tuple[int, Piece] | None:
    """As much of a text, from a place on, as fits into the width and characters that are left; its length and piece.

    At least one cluster, however wide, unless the line holds something already: then nothing is an answer too.
    """
    width, characters, may_be_none = room
    guess = max(2, min(characters + 1, int(width * 1000 / dress.size / _NARROWEST) + 2))
    chunk = source[at : at + guess]
    clusters = shape(dress.face, chunk, dress.level % 2 == 1).clusters
    whole = len(clusters) if at + guess >= len(source) else max(1, len(clusters) - 1)
    fits, advance, length = 0, 0, 0
    for cluster in clusters[:whole]:
        advance, length = advance + cluster.advance, length + cluster.length
        if advance * dress.size / 1000 > width or length > characters:
            break
        fits += 1
    while fits >= 1 or not may_be_none:
        taken = clusters[: max(1, fits)]
        text = chunk[: sum(cluster.length for cluster in taken)]
        piece = piece_of(text, dress, _as_one(taken, dress, text))
        if piece.width <= width or (fits <= 1 and not may_be_none):
            return len(text), piece
        fits -= 1
    return None


def _as_one(taken: tuple[Cluster, ...], dress: Dress, text: str) -> Shaped:
    """Clusters cut from a longer text: those of joined scripts are shaped anew, for their ends look different now."""
    if dress.level % 2:
        return shape(dress.face, text, True)
    return Shaped(taken, sum(cluster.advance for cluster in taken), False)
