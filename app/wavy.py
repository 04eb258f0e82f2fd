"""How a marked passage is drawn: a line under it whose form and colour say how much it weighs; it reads nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF, QTextBlock, QTextLayout, QTextLine

from app import theme

QUOTED = "quoted"
"""The mark of somebody's own words."""

_WAVE, _DASHES, _DOTS, _FINE_DOTS = "wave", "dashes", "dots", "fine dots"
_LINES = {"A": (_WAVE, "gap"), "B": (_DASHES, "gap"), "C": (_DOTS, "muted"), QUOTED: (_FINE_DOTS, "muted")}
"""The line under a passage by its weight, so that colour is never the only sign of it."""
_PATTERNS = {_DASHES: (4.0, 2.5), _DOTS: (1.2, 2.4), _FINE_DOTS: (1.0, 3.0)}
"""Length of stroke and of gap, in pen widths."""
_THICK = {_WAVE: 1.4, _DASHES: 1.5, _DOTS: 1.6, _FINE_DOTS: 1.0}
"""Pixels at 100 %."""
_STEP = 2.5
"""Pixels at 100 % from the top of a wave to its foot."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one place to another (exclusive), as Qt counts them, and what is drawn there."""

    start: int
    end: int
    weight: str


def place_of(text: str, index: int) -> int:
    """Where a character stands for Qt, which counts a character beyond the first 65,536 as two."""
    return len(text[:index].encode("utf-16-le")) // 2 if _is_wide(text) else index


def _is_wide(text: str) -> bool:
    return not text.isascii() and max(text) > "\uffff"


def draw_under(painter: QPainter, layout: QTextLayout, origin: QPointF, stretch: Stretch) -> None:
    """Draw the line under a stretch of a text that is laid out and stands at `origin`, row by row."""
    for left, right, base in _rows(layout, stretch):
        _draw_line(painter, origin + QPointF(left, base), right - left, stretch.weight)


def draw_in_block(painter: QPainter, block: QTextBlock, origin: QPointF, stretch: Stretch) -> None:
    """The same in one paragraph of a document; the stretch counts from the beginning of the document."""
    at, layout = block.position(), block.layout()
    start, end = max(stretch.start - at, 0), min(stretch.end - at, block.length() - 1)
    if start < end:
        draw_under(painter, layout, origin + layout.position(), Stretch(start, end, stretch.weight))


def _rows(layout: QTextLayout, stretch: Stretch) -> Iterator[tuple[float, float, float]]:
    """Where the stretch runs in each row: from, to, and the base of its letters."""
    line = layout.lineForTextPosition(stretch.start)
    while line.isValid() and line.textStart() < stretch.end:
        here = _x(line, max(stretch.start, line.textStart()))
        there = _x(line, min(stretch.end, line.textStart() + line.textLength()))
        # Not under the space at which a row was broken.
        right = min(max(here, there), line.x() + line.naturalTextWidth())
        yield min(here, there), right, line.y() + line.ascent()
        following = line.lineNumber() + 1
        line = layout.lineAt(following) if following < layout.lineCount() else QTextLine()


def _x(line: QTextLine, place: int) -> float:
    found: object = line.cursorToX(place)
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]  # a pair in some releases


def _draw_line(painter: QPainter, start: QPointF, length: float, weight: str) -> None:
    look = theme.current()
    form, role = _LINES.get(weight, _LINES["C"])
    pen = QPen(look.colour(role), max(1.0, _THICK[form] * look.scale))
    y = start.y() + 3 * look.scale
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    if form == _WAVE:
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(_wave(max(2, round(length / (_STEP * look.scale))), look.scale).translated(start.x(), y))
    else:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern(_PATTERNS[form])
        painter.setPen(pen)
        painter.drawLine(QPointF(start.x(), y), QPointF(start.x() + length, y))


@lru_cache(maxsize=1024)
def _wave(steps: int, scale: float) -> QPolygonF:
    """Up and down, from the left; the joins of the pen make it round."""
    high = 1.2 * scale
    points = (QPointF(number * _STEP * scale, -high if number % 2 else high) for number in range(steps + 1))
    return QPolygonF(list(points))
