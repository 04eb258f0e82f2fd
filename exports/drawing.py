"""A drawing as values: boxes, curves, signs and lines of text, with no word yet on where it will be painted.

It knows shapes and the widths of text in the embedded faces; it refuses to know paper, pixels and cases. Measures are
points, x to the right and y down from the upper left corner; the y of a line of text is its base line. Colours are
"#rrggbb".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from exports.fonts import Weight
from exports.lines import Line, break_lines, one_line
from exports.text import INK, Style, require_printable

Point = tuple[float, float]
Head = Literal["none", "arrow", "dot"]

_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Rect:
    """A box with round corners; `edge` colours a band along its left side."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0.0
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 0.75
    edge: str | None = None
    edge_width: float = 4.0


@dataclass(frozen=True, slots=True)
class Curve:
    """A cubic curve; `dash` is the lengths of strokes and gaps in turn, empty for a solid line."""

    start: Point
    control1: Point
    control2: Point
    end: Point
    colour: str
    width: float = 1.2
    dash: tuple[float, ...] = ()
    head: Head = "none"
    head_size: float = 5.0


@dataclass(frozen=True, slots=True)
class Route:
    """A line of cubic curves one after another: its first point, then three more for each; else as a curve."""

    points: tuple[Point, ...]
    colour: str
    width: float = 1.2
    dash: tuple[float, ...] = ()
    head: Head = "none"
    head_size: float = 5.0


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text from a point on its base line; one that runs from the right ends at `x + room`, if given."""

    x: float
    y: float
    text: str = field(repr=False)
    size: float = 9.0
    weight: Weight = "regular"
    colour: str = INK
    room: float | None = None
    rtl: bool | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """The sign of a kind of entry, by the name of its shape, around a middle; `size` is its height."""

    kind: str
    x: float
    y: float
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class Group:
    """Items that belong together; `label` says what they are, for readers that do not see them."""

    items: tuple[Item, ...]
    label: str = field(default="", repr=False)


Item = Rect | Curve | Route | TextLine | Sign | Group


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole drawing; `alt` says in words what it shows."""

    width: float
    height: float
    items: tuple[Item, ...]
    alt: str = field(default="", repr=False)
    background: str | None = None


def text_width(text: str, font: Weight, size: float) -> float:
    """How wide a line of text is, in points; raises ExportError for what cannot be drawn."""
    return one_line(require_printable(text), style_of(font, size)).width


def wrap(text: str, font: Weight, size: float, width: float, max_lines: int | None = None) -> tuple[str, ...]:
    """The text as lines that fit a width; where `max_lines` are not enough, the last of them ends in "…"."""
    lines = break_lines(require_printable(text), style_of(font, size), width)
    return _texts(lines, font, size, width, max_lines)


def text_block(
    x: float,
    y: float,
    text: str,
    width: float,
    like: TextLine,
    leading: float,
    max_lines: int | None = None,
    where: str = "",
) -> tuple[TextLine, ...]:
    """A text as lines of one look (`like`), the first base line at `y`, set from the side from which it is read.

    Raises ExportError, naming the entry `where` it stands, for what cannot be drawn.
    """
    lines = break_lines(require_printable(text, where), style_of(like.weight, like.size), width)
    return tuple(
        TextLine(x, y + index * leading, line, like.size, like.weight, like.colour, width, lines[0].rtl)
        for index, line in enumerate(_texts(lines, like.weight, like.size, width, max_lines))
    )


def style_of(font: Weight, size: float, colour: str = INK) -> Style:
    """The style of a line in a drawing."""
    bold, italic = font.startswith("bold"), font.endswith("italic")
    return Style(size, size * 1.3, colour, bold, italic, characters=None)


def laid(item: TextLine) -> tuple[Line, float]:
    """A line of text shaped, and where its left end lies; raises ExportError for what cannot be drawn."""
    line = one_line(require_printable(item.text), style_of(item.weight, item.size, item.colour), item.rtl)
    left = item.x + item.room - line.width if line.rtl and item.room is not None else item.x
    return line, left


def each_text(drawing: Drawing) -> Iterator[TextLine]:
    """Every line of text of a drawing, in the order in which it is painted."""
    waiting: list[Item] = list(reversed(drawing.items))
    while waiting:
        item = waiting.pop()
        if isinstance(item, Group):
            waiting.extend(reversed(item.items))
        elif isinstance(item, TextLine):
            yield item


def _texts(lines: list[Line], font: Weight, size: float, width: float, most: int | None) -> tuple[str, ...]:
    texts = [line.text for line in lines[:most]]
    if most is not None and len(lines) > most > 0:
        texts[-1] = _shortened(texts[-1], font, size, width)
    return tuple(texts)


def _shortened(text: str, font: Weight, size: float, width: float) -> str:
    """As much of a text as leaves room for the sign that there is more."""
    kept = text.rstrip()
    while kept and text_width(kept + _ELLIPSIS, font, size) > width:
        kept = kept[:-1].rstrip()
    return kept + _ELLIPSIS
