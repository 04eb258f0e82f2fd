"""Cards brought into one line, or set so far apart as one another; it knows boxes and no case, link or screen.

What is brought into line never comes to lie on another of the same: where it would, the later one steps aside along
the line. The same boxes always give the same places, and what is in line already stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from mapping.entries import Position
from mapping.lanes import GAP
from mapping.placing import Box, around

LEFT, RIGHT, TOP, BOTTOM, MIDDLE = "left", "right", "top", "bottom", "middle"
SIDES = (LEFT, RIGHT, TOP, BOTTOM, MIDDLE)
"""Where cards may be in line; `MIDDLE` is for cards that stand beside one another."""
ACROSS, DOWN = "across", "down"


def aligned(boxes: Mapping[str, Box], side: str) -> dict[str, Position]:
    """The places, of the boxes that move, where all are in line at one of `SIDES` of the box around them."""
    whole = around(boxes.values())
    put: dict[str, Callable[[Box], Box]] = {
        LEFT: lambda box: replace(box, x=whole.x),
        RIGHT: lambda box: replace(box, x=whole.right - box.width),
        TOP: lambda box: replace(box, y=whole.y),
        BOTTOM: lambda box: replace(box, y=whole.bottom - box.height),
        MIDDLE: lambda box: replace(box, y=whole.middle - box.height / 2),
    }
    line = {each: put[side](box) for each, box in boxes.items()}
    return _moved(boxes, _apart(line, DOWN if side in (LEFT, RIGHT) else ACROSS))


def distributed(boxes: Mapping[str, Box], way: str) -> dict[str, Position]:
    """The places, of the boxes that move, where all are equally far apart `ACROSS` or `DOWN`.

    The first and the last stay, unless there is too little room between them for the others.
    """
    order = _in_order(boxes, way)
    if len(order) < 3:
        return {}
    begins = [_begin(boxes[each], way) for each in order]
    sizes = [_size(boxes[each], way) for each in order]
    room = begins[-1] + sizes[-1] - begins[0] - sum(sizes)
    gap, at, found = max(room / (len(order) - 1), GAP), begins[0], {}
    for each, size in zip(order, sizes, strict=True):
        found[each] = _at(boxes[each], way, round(at))
        at += size + gap
    return _moved(boxes, found)


def _apart(boxes: Mapping[str, Box], way: str) -> dict[str, Box]:
    """The boxes, each behind the one before it where it would lie on it."""
    found: dict[str, Box] = {}
    free: float | None = None
    for each in _in_order(boxes, way):
        box = boxes[each]
        if free is not None and _begin(box, way) < free:
            box = _at(box, way, free + GAP)
        found[each] = box
        free = _begin(box, way) + _size(box, way)
    return found


def _in_order(boxes: Mapping[str, Box], way: str) -> list[str]:
    other = DOWN if way == ACROSS else ACROSS
    return sorted(boxes, key=lambda each: (_begin(boxes[each], way), _begin(boxes[each], other), each))


def _begin(box: Box, way: str) -> float:
    return box.x if way == ACROSS else box.y


def _size(box: Box, way: str) -> float:
    return box.width if way == ACROSS else box.height


def _at(box: Box, way: str, begin: float) -> Box:
    return replace(box, x=begin) if way == ACROSS else replace(box, y=begin)


def _moved(before: Mapping[str, Box], now: Mapping[str, Box]) -> dict[str, Position]:
    return {each: Position(x=box.x, y=box.y) for each, box in now.items() if box != before[each]}
