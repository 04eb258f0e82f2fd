"""Straight lines by colour, cut where a tall map is cut into stretches, so that a part of it is drawn by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor

_HIGH, _WIDE = 1024, 128
"""The height of a stretch, in map units, and how finely it is told apart what lies beside one another in it."""
_MOST = 4
"""Where more stretches than so many are to be drawn at once, lines are drawn whole: cutting them would take longer."""
Bundle = tuple[QColor, list[QLineF]]
_Ends = tuple[float, float, float, float]
"""Where a line begins and ends, from above: x, y, x, y."""
_Stretch = dict[tuple[int, int, int], list[QLineF]]
"""What lies in a stretch: which bundle it is of, between which columns it lies, and its lines."""


class FarLines:
    """Bundles in the order in which they are drawn; a stretch is cut when it is first seen."""

    def __init__(self, bundles: Iterable[Bundle]) -> None:
        self._bundles = tuple(bundles)
        self._ends: list[list[_Ends]] | None = None
        self._cut: dict[int, _Stretch] = {}

    def over(self, areas: Sequence[QRectF]) -> Iterator[Bundle]:
        """What is to be drawn so that these parts of the scene are covered, bundle by bundle."""
        seen: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
        for area in areas:
            for at in range(int(area.top() // _HIGH), int(area.bottom() // _HIGH) + 1):
                seen[at].append((area.left() // _WIDE, area.right() // _WIDE))
        if len(seen) > _MOST:
            yield from self._bundles
            return
        stretches = [(self._stretch(at), columns) for at, columns in sorted(seen.items())]
        for number, (colour, _lines) in enumerate(self._bundles):
            lines: list[QLineF] = []
            for stretch, columns in stretches:
                for (bundle, first, last), found in stretch.items():
                    if bundle == number and any(last >= left and first <= right for left, right in columns):
                        lines += found
            yield colour, lines

    def _stretch(self, at: int) -> _Stretch:
        if at not in self._cut:
            if self._ends is None:
                self._ends = [[_downwards(line) for line in lines] for _colour, lines in self._bundles]
            self._cut[at] = _made(self._ends, float(at * _HIGH), float((at + 1) * _HIGH))
        return self._cut[at]


def _downwards(line: QLineF) -> _Ends:
    ends = line.toTuple()
    return ends if ends[1] <= ends[3] else (*ends[2:], *ends[:2])


def _made(bundles: list[list[_Ends]], top: float, bottom: float) -> _Stretch:
    """What lies between two heights; of lines that pass side by side one a unit is seen."""
    made: defaultdict[tuple[int, int, int], list[QLineF]] = defaultdict(list)
    for number, ends in enumerate(bundles):
        passing: set[tuple[int, int]] = set()
        for line in ends:
            if line[1] > bottom or line[3] < top:
                continue
            x1, y1, x2, y2 = _clipped(line, top, bottom)
            if y1 == top and y2 == bottom:
                if (round(x1), round(x2)) in passing:
                    continue
                passing.add((round(x1), round(x2)))
            made[number, int(min(x1, x2) // _WIDE), int(max(x1, x2) // _WIDE)].append(QLineF(x1, y1, x2, y2))
    return dict(made)


def _clipped(line: _Ends, top: float, bottom: float) -> _Ends:
    x1, y1, x2, y2 = line
    if y1 >= top and y2 <= bottom:
        return line
    slope = (x2 - x1) / (y2 - y1)
    above, below = max(top, y1), min(bottom, y2)
    return x1 + (above - y1) * slope, above, x1 + (below - y1) * slope, below
