"""A drawing as pixels; it knows Pillow for shapes and HarfBuzz for glyphs, and refuses the fonts of this computer.

Shapes are painted several times as large and then made smaller, in bands, so that a large map needs no large memory.
Glyphs are the very ones that go into a PDF, so no script depends on what Pillow was built with.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from PIL import Image, ImageDraw

from exports.drawing import Drawing, Point, Rect, TextLine, laid
from exports.errors import ExportError
from exports.fonts import Face, harfbuzz_font
from exports.outlines import Outline, Step, outlines

LARGEST = 120_000_000
"""The most pixels that a picture may have."""

_FINER = 3
_BAND = 512
_FLAT = 0.15  # of a pixel: how far a straight piece may lie from the curve it stands for

_Job = tuple[Outline | TextLine, list[list[Point]]]
"""Something to paint in one band: a text, an area with its points, or strokes, each a line of points."""


def png(drawing: Drawing, scale: float = 2.0) -> bytes:
    """The drawing as a PNG file, `scale` pixels to the point; raises ExportError where text or size cannot be drawn."""
    width, height = max(1, math.ceil(drawing.width * scale)), max(1, math.ceil(drawing.height * scale))
    if width * height > LARGEST:
        raise ExportError("The picture would be too large; choose a smaller scale, or make a PDF or SVG.")
    bands = _Bands(math.ceil(height / _BAND), _BAND / scale)
    if drawing.background:
        bands.take(outlines((Rect(0, 0, drawing.width, drawing.height, fill=drawing.background),)), scale)
    bands.take(outlines(drawing.items), scale)
    image = Image.new("RGB", (width, height), "#ffffff")
    for number, jobs in enumerate(bands.jobs):
        top = number * _BAND
        image.paste(_band(jobs, (width, min(_BAND, height - top)), top, scale), (0, top))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


class _Bands:
    """What is to be painted in each band, in order: a long line is cut into what comes into each."""

    def __init__(self, count: int, high: float) -> None:
        self._high = high
        self.jobs: list[list[_Job]] = [[] for _ in range(count)]

    def take(self, parts: Iterable[Outline | TextLine], scale: float) -> None:
        """Put these parts into the bands that they touch, curves as straight pieces."""
        flat = _FLAT / (scale * _FINER)
        for part in parts:
            if isinstance(part, TextLine):
                self._put(part, part.y - 2 * part.size, part.y + 2 * part.size, [])
                continue
            points = _straightened(part.steps, flat)
            if part.fill and len(points) > 2:
                heights = [y for _, y in points]
                self._put(replace(part, stroke=None), min(heights), max(heights), points)
            if part.stroke:
                self._put_strokes(replace(part, fill=None), points)

    def _put(self, part: Outline | TextLine, low: float, high: float, points: list[Point]) -> None:
        for at in self._touched(low, high):
            self.jobs[at].append((part, [points]))

    def _touched(self, low: float, high: float) -> range:
        return range(max(0, int(low // self._high)), min(len(self.jobs) - 1, int(high // self._high)) + 1)

    def _put_strokes(self, outline: Outline, points: list[Point]) -> None:
        if outline.steps[-1][0] == "Z":
            points = [*points, points[1]]  # so that the corner where it closes is joined like the others
        found: dict[int, list[list[Point]]] = {}
        for dash in _dashes(points, list(outline.dash)):
            for start, end in pairwise(dash):
                low, high = min(start[1], end[1]) - outline.width, max(start[1], end[1]) + outline.width
                for at in self._touched(low, high):
                    runs = found.setdefault(at, [])
                    if runs and runs[-1][-1] is start:
                        runs[-1].append(end)
                    else:
                        runs.append([start, end])
        for at, lines in found.items():
            self.jobs[at].append((outline, lines))


def _band(jobs: list[_Job], size: tuple[int, int], top: int, scale: float) -> Image.Image:
    """The rows from `top` on."""
    width, height = size
    first, finer = top / scale, scale * _FINER
    band = Image.new("RGB", (width * _FINER, height * _FINER), "#ffffff")
    for part, lines in jobs:
        if isinstance(part, TextLine):
            _write(band, part, first, finer)
        else:
            _fill_or_stroke(band, part, [[(x * finer, (y - first) * finer) for x, y in line] for line in lines], finer)
    return band.reduce(_FINER)


def _fill_or_stroke(band: Image.Image, outline: Outline, lines: list[list[Point]], scale: float) -> None:
    pen = ImageDraw.Draw(band)
    if outline.fill:
        pen.polygon(lines[0], fill=outline.fill)
        return
    width = max(1, round(outline.width * scale))
    # A curve has no corners; to join its many pieces would take most of the time that a picture takes.
    joint = "curve" if any(name == "L" for name, *_ in outline.steps) else None
    for line in lines:
        pen.line(line, fill=outline.stroke, width=width, joint=joint)


def _straightened(steps: tuple[Step, ...], flat: float) -> list[Point]:
    """An outline as straight pieces; a closed one ends where it began."""
    points: list[Point] = []
    for name, *at in steps:
        if name in "ML":
            points.append((at[0], at[1]))
        elif name == "C":
            points.extend(_along(points[-1], (at[0], at[1]), (at[2], at[3]), (at[4], at[5]), flat))
        else:
            points.append(points[0])
    return points


def _along(start: Point, first: Point, second: Point, end: Point, flat: float) -> Iterator[Point]:
    """Points on a cubic curve, as many as it needs to look round."""
    length = math.dist(start, first) + math.dist(first, second) + math.dist(second, end)
    count = max(4, min(200, math.ceil(math.sqrt(length / flat))))
    for index in range(1, count + 1):
        t = index / count
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        yield (
            a * start[0] + b * first[0] + c * second[0] + d * end[0],
            a * start[1] + b * first[1] + c * second[1] + d * end[1],
        )


def _dashes(points: list[Point], pattern: list[float]) -> Iterator[list[Point]]:
    """The line in strokes; the whole of it where there is no pattern."""
    if not pattern or min(pattern) <= 0:
        yield points
        return
    index, left, dash = 0, pattern[0], points[:1]
    for start, end in pairwise(points):
        length, at = math.dist(start, end), 0.0
        while length - at > left:
            at += left
            dash.append((start[0] + (end[0] - start[0]) * at / length, start[1] + (end[1] - start[1]) * at / length))
            if index % 2 == 0:
                yield dash
            index, dash = index + 1, dash[-1:]
            left = pattern[index % len(pattern)]
        left -= length - at
        dash.append(end)
    if index % 2 == 0:
        yield dash


def _write(band: Image.Image, item: TextLine, top: float, scale: float) -> None:
    line, left = laid(item)
    for x, piece, _ in line.placed():
        dress = piece.dress
        unit = dress.size * scale / 1000
        pen, base = (left + x) * scale, (item.y - top - dress.rise) * scale
        for cluster in piece.shaped.left_to_right():
            for glyph in cluster.glyphs:
                mask, dx, dy = _glyph(dress.face, glyph.number, unit)
                if mask:
                    at = (round(pen + glyph.x * unit) + dx, round(base - glyph.y * unit) - dy)
                    band.paste(dress.colour, at, mask)
            pen += cluster.advance * unit


@lru_cache(maxsize=4_000)
def _glyph(face: Face, index: int, unit: float) -> tuple[Image.Image | None, int, int]:
    """The mask of a glyph (None where it has no ink), and how far its left and upper edges lie from its origin."""
    import uharfbuzz

    pen = uharfbuzz.RasterDraw()
    pen.transform = (unit, 0.0, 0.0, unit, 0.0, 0.0)
    pen.draw_glyph(harfbuzz_font(face), index)
    drawn = pen.render()
    extents = drawn.extents
    if extents.width == 0 or extents.height == 0:
        return None, 0, 0
    size = (extents.width, extents.height)
    mask = Image.frombytes("L", size, drawn.buffer, "raw", "L", extents.stride, -1)
    return mask, extents.x_origin, extents.y_origin + extents.height
