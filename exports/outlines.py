"""The items of a drawing as plain outlines, so that every painter paints the same shapes.

It knows geometry; it refuses to know what paints it. An outline is a row of steps: ("M", x, y), ("L", x, y),
("C", x1, y1, x2, y2, x, y) and ("Z",), in the measures of the drawing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exports.drawing import Curve, Group, Item, Point, Rect, Route, Sign, TextLine
from mapping.signs import OTHER, THICK, shapes

Step = tuple[str, *tuple[float, ...]]

_ROUND = 0.5522847498  # how far the controls of a quarter circle lie along its tangents


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


def outlines_of(item: Rect | Curve | Route | TextLine | Sign) -> Iterator[Outline | TextLine]:
    """What there is to paint of one item."""
    if isinstance(item, TextLine):
        yield item
    elif isinstance(item, Rect):
        yield from _rect(item)
    elif isinstance(item, Curve):
        points = (item.start, item.control1, item.control2, item.end)
        yield from _route(Route(points, item.colour, item.width, item.dash, item.head, item.head_size))
    elif isinstance(item, Route):
        yield from _route(item)
    else:
        yield from _sign(item)


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


def _route(route: Route) -> Iterator[Outline]:
    *before, control, (x, y) = route.points
    dx, dy = _towards_end(route.points)
    short = route.head_size * 0.8 if route.head == "arrow" else 0.0  # the line ends within its head
    points = (*before, (control[0] - dx * short, control[1] - dy * short), (x - dx * short, y - dy * short))
    curves = (points[at : at + 3] for at in range(1, len(points), 3))
    steps: tuple[Step, ...] = (("M", *points[0]), *(("C", *one, *two, *end) for one, two, end in curves))
    yield Outline(steps, stroke=route.colour, width=route.width, dash=route.dash)
    if route.head == "arrow":
        back, side = route.head_size, route.head_size * 0.45
        left = (x - dx * back - dy * side, y - dy * back + dx * side)
        right = (x - dx * back + dy * side, y - dy * back - dx * side)
        yield Outline((("M", x, y), ("L", *left), ("L", *right), ("Z",)), fill=route.colour)
    elif route.head == "dot":
        yield Outline(_circle(x, y, route.head_size / 2), fill=route.colour)


def _towards_end(points: Sequence[Point]) -> Point:
    """The direction in which a line arrives, of length 1."""
    x, y = points[-1]
    for before in reversed(points[:-1]):
        dx, dy = x - before[0], y - before[1]
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


def _sign(sign: Sign) -> Iterator[Outline]:
    shape = shapes().get(sign.kind) or shapes()[OTHER]
    for outline in shape.line:
        yield Outline(_scaled(outline, sign), stroke=sign.colour, width=sign.size * THICK)
    for outline in shape.fill:
        yield Outline(_scaled(outline, sign), fill=sign.colour)


def _scaled(steps: tuple[Step, ...], sign: Sign) -> tuple[Step, ...]:
    """Steps in a square from 0 to 1 around the middle of a sign, as large as it."""
    left, top, size = sign.x - sign.size / 2, sign.y - sign.size / 2, sign.size
    return tuple(
        (name, *((left if number % 2 == 0 else top) + value * size for number, value in enumerate(at)))
        for name, *at in steps
    )
