"""Characters become glyphs of one face, joined and placed as their script asks.

It knows HarfBuzz; it refuses to know lines, colours and paper. Every measure is in thousandths of the size of type.
Letters of a text and glyphs of a face do not answer one to one, so both are kept together in clusters: the smallest
stretches of which it can be said that these glyphs show these characters.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from exports.errors import ExportError
from exports.fonts import SPELLING_JOINERS, Face, describe, harfbuzz_font, spoken

_LONG = 64  # longer stretches are rare, and would only push the short ones out of the cache


class Glyph(NamedTuple):
    """One glyph of a face, and where its origin lies, from the left end of its cluster."""

    number: int
    x: int
    y: int
    advance: int


class Cluster(NamedTuple):
    """The characters that a reader has, the room they take, and their glyphs from left to right."""

    text: str
    advance: int
    glyphs: tuple[Glyph, ...]
    length: int

    def __repr__(self) -> str:
        return "<Cluster>"  # no text of a case where a value is shown


class Shaped(NamedTuple):
    """A stretch of text in one face and one direction; the clusters stand as they are read aloud."""

    clusters: tuple[Cluster, ...]
    advance: int
    rtl: bool

    def left_to_right(self) -> tuple[Cluster, ...]:
        """The clusters as they stand on paper."""
        return self.clusters[::-1] if self.rtl else self.clusters


def shape(face: Face, text: str, rtl: bool) -> Shaped:
    """The text in one face, all of which that face can draw; raises ExportError for a glyph that is not there."""
    return _shape(face, text, rtl) if len(text) > _LONG else _remembered(face, text, rtl)


def glyph_advance(face: Face, index: int) -> int:
    """How wide a glyph is by itself."""
    return int(harfbuzz_font(face).get_glyph_h_advance(index))


def space_glyph(face: Face) -> int:
    """The glyph of a face that has no ink."""
    return int(harfbuzz_font(face).get_nominal_glyph(0x20) or 0)


def _shape(face: Face, text: str, rtl: bool) -> Shaped:
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.language = "und"  # else it would be the language of this computer
    uharfbuzz.shape(harfbuzz_font(face), buffer)
    infos = [(info.codepoint, info.cluster) for info in buffer.glyph_infos]
    placed = [(at.x_advance, at.x_offset, at.y_offset) for at in buffer.glyph_positions]
    if rtl:
        infos.reverse()
        placed.reverse()
    clusters: list[Cluster] = []
    first = 0
    while first < len(infos):
        start = infos[first][1]
        last = first + 1
        while last < len(infos) and infos[last][1] == start:
            last += 1
        end = infos[last][1] if last < len(infos) else len(text)
        clusters.append(_cluster(text[start:end], infos[first:last], placed[first:last], rtl))
        first = last
    return Shaped(tuple(clusters), sum(cluster.advance for cluster in clusters), rtl)


_remembered = lru_cache(maxsize=20_000)(_shape)


def _cluster(source: str, infos: list[tuple[int, int]], placed: list[tuple[int, int, int]], rtl: bool) -> Cluster:
    if len(infos) == 1:
        return _single(source, infos[0][0], *placed[0])
    text = spoken(source)
    glyphs: list[Glyph] = []
    pen = 0
    order = range(len(infos) - 1, -1, -1) if rtl else range(len(infos))
    for at in order:
        advance, x, y = placed[at]
        glyphs.append(Glyph(_there(infos[at][0], source), pen + x, y, advance))
        pen += advance
    return Cluster(text, pen, tuple(glyphs) if text.strip(SPELLING_JOINERS) else (), len(source))


@lru_cache(maxsize=20_000)
def _single(source: str, index: int, advance: int, x: int, y: int) -> Cluster:
    text = spoken(source)
    inked = bool(text.strip(SPELLING_JOINERS))
    return Cluster(text, advance, (Glyph(_there(index, source), x, y, advance),) if inked else (), len(source))


def _there(index: int, source: str) -> int:
    if index == 0 and spoken(source):
        raise ExportError(f"There is no shape for {describe(source[0])}; write it in another way.")
    return index
