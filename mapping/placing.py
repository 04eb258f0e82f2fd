"""Boxes in a plane, and ways to stack them so that none lies on another; knows no case and no screen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in map units, x to the right and y downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends to the right."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """The height at which arrows meet it."""
        return self.y + self.height / 2

    def meets(self, other: Box) -> bool:
        """Whether the two have an area in common."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def holds(self, other: Box) -> bool:
        """Whether the other lies wholly inside."""
        return self.x <= other.x and other.right <= self.right and self.y <= other.y and other.bottom <= self.bottom

    def contains(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x <= x < self.right and self.y <= y < self.bottom


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds them all; an empty one at the origin if there are none."""
    found = list(boxes)
    if not found:
        return Box(0, 0, 0, 0)
    left, top = min(box.x for box in found), min(box.y for box in found)
    return Box(left, top, max(box.right for box in found) - left, max(box.bottom for box in found) - top)


class Shaft:
    """An upright strip in which boxes are stacked downwards, around those that were put there by hand."""

    def __init__(self, left: float, width: float, pinned: Iterable[Box], gap: float) -> None:
        self._left, self._width = left, width
        inside = sorted((box.y - gap, box.bottom + gap) for box in pinned if box.x < left + width and left < box.right)
        self._tops: list[float] = []
        self._bottoms: list[float] = []
        for top, bottom in inside:
            if self._bottoms and top <= self._bottoms[-1]:
                self._bottoms[-1] = max(self._bottoms[-1], bottom)
            else:
                self._tops.append(top)
                self._bottoms.append(bottom)

    def free(self, top: float, height: float) -> float:
        """The first height at or below `top` where a box so high fits."""
        at = bisect_right(self._bottoms, top)
        while at < len(self._tops) and self._tops[at] < top + height:
            top = max(top, self._bottoms[at])
            at += 1
        return top

    def place(self, top: float, height: float) -> Box:
        """A box so high, at or below `top`."""
        return Box(self._left, self.free(top, height), self._width, height)


def nearest(wanted: Sequence[float], heights: Sequence[float], gap: float, top: float) -> list[float]:
    """Tops for a stack in this order, each as near as may be to where it is wanted (least squares).

    Boxes that want the same place are pooled and share their distance; none stands above `top`.
    """
    offsets, below = [], 0.0
    for height in heights:
        offsets.append(below)
        below += height + gap
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        total, count = want - offset, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            more, others = pools.pop()
            total, count = total + more, count + others
        pools.append((total, count))
    levels = [total / count for total, count in pools for _ in range(count)]
    return [round(max(level, top) + offset) for level, offset in zip(levels, offsets, strict=True)]


def attached(pinned: Iterable[Box], left: float, right: float, bottom: float, reach: float) -> float:
    """Where a stack ends if boxes put by hand in its strip, each within reach of the one above, belong to it."""
    for box in sorted(pinned, key=lambda each: each.y):
        if left <= box.x + box.width / 2 <= right and box.y <= bottom + reach:
            bottom = max(bottom, box.bottom)
    return bottom
