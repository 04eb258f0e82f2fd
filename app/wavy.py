"""How a marked passage is drawn: a line under it whose form and colour say how much it weighs; it reads nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QTextBlock,
    QTextLayout,
    QTextLine,
    QTransform,
)

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
    """The same in one paragraph, which stands at `origin`; the stretch counts from the beginning of its document."""
    at, layout = block.position(), block.layout()
    start, end = max(stretch.start - at, 0), min(stretch.end - at, block.length() - 1)
    if start < end:
        draw_under(painter, layout, origin, Stretch(start, end, stretch.weight))


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
    colour, y = look.colour(role), start.y() + 3 * look.scale
    if form == _WAVE:
        wave = _wave(colour.rgb(), look.scale, painter.device().devicePixelRatioF())
        high = wave.height() / wave.devicePixelRatioF()
        at = QPointF(round(start.x()), round(y - high / 2))
        painter.setBrushOrigin(at)
        painter.fillRect(QRectF(at.x(), at.y(), length, high), _brush(wave))
        return
    pen = QPen(colour, max(1.0, _THICK[form] * look.scale))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern(_PATTERNS[form])
    painter.setPen(pen)
    painter.drawLine(QPointF(start.x(), y), QPointF(start.x() + length, y))


def _brush(tile: QImage) -> QBrush:
    brush = QBrush(tile)
    ratio = 1 / tile.devicePixelRatioF()
    brush.setTransform(QTransform.fromScale(ratio, ratio))
    return brush


@lru_cache(maxsize=32)
def _wave(colour: int, scale: float, ratio: float) -> QImage:
    """One wave, to be laid side by side: many strokes of a pen would be felt in a long text."""
    long, high = round(6 * scale), round(5 * scale)
    tile = QImage(round(long * ratio), round(high * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    path = QPainterPath(QPointF(-long / 2, high / 2))
    for number in range(-1, 3):
        middle, up = (number + 0.5) * long / 2, number % 2
        path.quadTo(QPointF(middle, high / 2 + (1 - 2 * up) * 0.5 * high), QPointF((number + 1) * long / 2, high / 2))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(QColor(colour), _THICK[_WAVE] * scale))
    painter.drawPath(path)
    painter.end()
    return tile
