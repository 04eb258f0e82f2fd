"""The items of a drawing as plain outlines, so that every painter paints the same shapes.

It knows geometry; it refuses to know what paints it. An outline is a row of steps: ("M", x, y), ("L", x, y),
("C", x1, y1, x2, y2, x, y) and ("Z",), in the measures of the drawing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exports.drawing import Curve, Group, Item, Point, Rect, Sign, TextLine

Step = tuple[str, *tuple[float, ...]]

_ROUND = 0.5522847498  # how far the controls of a quarter circle lie along its tangents
_CORNERS: dict[str, Sequence[Point]] = {
    "square": ((-0.44, -0.44), (0.44, -0.44), (0.44, 0.44), (-0.44, 0.44)),
    "diamond": ((0, -0.56), (0.56, 0), (0, 0.56), (-0.56, 0)),
    "triangle": ((0, -0.5), (0.55, 0.45), (-0.55, 0.45)),
    "hexagon": tuple((0.52 * math.cos(k * math.pi / 3), 0.52 * math.sin(k * math.pi / 3)) for k in range(6)),
    "cross": (
        (-0.16, -0.5), (0.16, -0.5), (0.16, -0.16), (0.5, -0.16), (0.5, 0.16), (0.16, 0.16),
        (0.16, 0.5), (-0.16, 0.5), (-0.16, 0.16), (-0.5, 0.16), (-0.5, -0.16), (-0.16, -0.16),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outline:
    """One outline to fill, to stroke or both."""

    steps: tuple[Step, ...]
    fill: str | None = None
    stroke: str | None = None
    width: float = 0.0
    dash: tuple[float, ...] = ()


def outlines(items: Sequence[Item]) -> Iterator[Outline | TextLine]:
    """Everything there is to paint, groups opened, in order."""
    for item in items:
        if isinstance(item, Group):
            yield from outlines(item.items)
        else:
            yield from outlines_of(item)


def outlines_of(item: Rect | Curve | TextLine | Sign) -> Iterator[Outline | TextLine]:
    """What there is to paint of one item."""
    if isinstance(item, TextLine):
        yield item
    elif isinstance(item, Rect):
        yield from _rect(item)
    elif isinstance(item, Curve):
        yield from _curve(item)
    else:
        yield _sign(item)


def _rect(rect: Rect) -> Iterator[Outline]:
    whole = _round_box(rect.x, rect.y, rect.width, rect.height, rect.radius, rect.radius)
    width = rect.stroke_width if rect.stroke else 0
    if rect.edge:
        inner = _round_box(rect.x + rect.edge_width, rect.y, rect.width - rect.edge_width, rect.height, 0, rect.radius)
        yield Outline(whole, fill=rect.edge)
        yield Outline(inner, fill=rect.fill or "#ffffff")
        if rect.stroke:
            yield Outline(inner[:-2], stroke=rect.stroke, width=width)  # open: the band needs no line along it
    elif rect.fill or rect.stroke:
        yield Outline(whole, rect.fill, rect.stroke, width)


def _round_box(x: float, y: float, width: float, height: float, left: float, right: float) -> tuple[Step, ...]:
    """A box whose left and right corners may be round, drawn clockwise from its upper left."""
    r, s = min(left, width / 2, height / 2), min(right, width / 2, height / 2)
    k, m, x2, y2 = r * (1 - _ROUND), s * (1 - _ROUND), x + width, y + height
    steps: list[Step] = [("M", x + r, y), ("L", x2 - s, y)]
    steps += [("C", x2 - m, y, x2, y + m, x2, y + s)] if s else []
    steps += [("L", x2, y2 - s)]
    steps += [("C", x2, y2 - m, x2 - m, y2, x2 - s, y2)] if s else []
    steps += [("L", x + r, y2)]
    steps += [("C", x + k, y2, x, y2 - k, x, y2 - r)] if r else []
    steps += [("L", x, y + r)]
    steps += [("C", x, y + k, x + k, y, x + r, y)] if r else []
    return (*steps, ("Z",))


def _curve(curve: Curve) -> Iterator[Outline]:
    x, y = curve.end
    dx, dy = _towards_end(curve)
    short = curve.head_size * 0.8 if curve.head == "arrow" else 0.0  # the line ends within its head
    near = (curve.control2[0] - dx * short, curve.control2[1] - dy * short)
    end = (x - dx * short, y - dy * short)
    steps: tuple[Step, ...] = (("M", *curve.start), ("C", *curve.control1, *near, *end))
    yield Outline(steps, stroke=curve.colour, width=curve.width, dash=curve.dash)
    if curve.head == "arrow":
        back, side = curve.head_size, curve.head_size * 0.45
        left = (x - dx * back - dy * side, y - dy * back + dx * side)
        right = (x - dx * back + dy * side, y - dy * back - dx * side)
        yield Outline((("M", x, y), ("L", *left), ("L", *right), ("Z",)), fill=curve.colour)
    elif curve.head == "dot":
        yield Outline(_circle(x, y, curve.head_size / 2), fill=curve.colour)


def _towards_end(curve: Curve) -> Point:
    """The direction in which the curve arrives, of length 1."""
    for before in (curve.control2, curve.control1, curve.start):
        dx, dy = curve.end[0] - before[0], curve.end[1] - before[1]
        length = math.hypot(dx, dy)
        if length > 1e-6:
            return dx / length, dy / length
    return 1.0, 0.0


def _circle(x: float, y: float, r: float) -> tuple[Step, ...]:
    k = r * _ROUND
    return (
        ("M", x + r, y),
        ("C", x + r, y + k, x + k, y + r, x, y + r),
        ("C", x - k, y + r, x - r, y + k, x - r, y),
        ("C", x - r, y - k, x - k, y - r, x, y - r),
        ("C", x + k, y - r, x + r, y - k, x + r, y),
        ("Z",),
    )


def _sign(sign: Sign) -> Outline:
    x, y, size = sign.x, sign.y, sign.size
    thin = size * 0.14
    if sign.kind in _CORNERS:
        first, *others = ((x + dx * size, y + dy * size) for dx, dy in _CORNERS[sign.kind])
        return Outline((("M", *first), *(("L", *point) for point in others), ("Z",)), fill=sign.colour)
    if sign.kind == "circle":
        return Outline(_circle(x, y, size / 2), fill=sign.colour)
    if sign.kind == "half circle":
        r, k = size / 2, size / 2 * _ROUND
        low = y + r / 2
        left, right = (x - r, low - k, x - k, low - r, x, low - r), (x + k, low - r, x + r, low - k, x + r, low)
        return Outline((("M", x - r, low), ("C", *left), ("C", *right), ("Z",)), fill=sign.colour)
    if sign.kind == "hollow circle":
        return Outline(_circle(x, y, size / 2 - thin / 2), stroke=sign.colour, width=thin)
    side = size * 0.76
    return Outline(_round_box(x - side / 2, y - side / 2, side, side, 0, 0), stroke=sign.colour, width=thin)
