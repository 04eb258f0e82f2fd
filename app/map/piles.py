"""What lies folded under a card, as it is shown and taken hold of: how many, where, and how many arrows are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from app.map import ink
from app.map.cards import Card
from mapping.lanes import CARD_WIDTH, GAP
from mapping.piles import inside_words, pile_words
from mapping.ways import Way

_SIDE, _HIGH, _SHEET = 8.0, 15.0, 3.0
_TARGET = 24.0
_HALF = (0.125, 0.375, 0.375, 0.125)
"""How much each point of a cubic curve weighs at its middle."""


def inside_width(count: int) -> float:
    """How much room the sign for that takes; 0 where there is none."""
    return ink.metrics("card_muted", bold=True).horizontalAdvance(inside_words(count)) + 2 * _SIDE if count else 0.0


def paint_inside(painter: QPainter, count: int, left: float, middle: float) -> None:
    """The sign for that, from here on and around this height."""
    _paint_sign(painter, inside_words(count), QRectF(left, middle - _HIGH / 2, inside_width(count), _HIGH), dim=False)


def pile_box(card: Card, count: int) -> QRectF:
    """Where the count stands: on the card's lower edge at the right, where it covers none of its words."""
    wide = ink.metrics("card_muted", bold=True).horizontalAdvance(pile_words(count)) + 2 * _SIDE
    return QRectF(card.x + CARD_WIDTH - wide - 4, card.y + card.height - _HIGH / 2 + 0.5, wide, _HIGH)


def pile_at(cards: Iterable[Card], piled: Mapping[str, int], point: QPointF) -> str:
    """The id of the card whose count is at a point, or a little beside it; "" where there is none."""
    spare = (_TARGET - _HIGH) / 2
    boxes = ((each.id, pile_box(each, piled[each.id])) for each in cards if each.id in piled)
    return next((each for each, box in boxes if box.adjusted(-spare, -spare, spare, spare).contains(point)), "")


def paint_pile(painter: QPainter, card: Card, count: int, *, dim: bool) -> None:
    """The edge of a further card below, and how many there are."""
    tone = ink.colour("muted", dim=dim)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(ink.hairline(tone))
    low = card.y + card.height
    for sheet in range(1, min(count, 2) + 1):
        down = sheet * min(_SHEET, GAP / 3)
        left, right = card.x + _SHEET * sheet, card.x + CARD_WIDTH - _SHEET * sheet
        painter.drawLine(QPointF(left, low + down), QPointF(right, low + down))
    _paint_sign(painter, pile_words(count), pile_box(card, count), dim=dim)


def _paint_sign(painter: QPainter, words: str, box: QRectF, *, dim: bool) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(ink.hairline(ink.colour("muted", dim=dim)))
    painter.setBrush(ink.colour("card"))
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(ink.font("card_muted", bold=True))
    painter.setPen(ink.colour("ink", dim=dim))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def paint_count(painter: QPainter, course: Way, count: int, *, dim: bool) -> None:
    """How many arrows are one, in its middle."""
    points, first = course.points, 3 * ((len(course.points) - 1) // 6)
    four = points[first : first + 4]
    x, y = (sum(share * point[axis] for share, point in zip(_HALF, four, strict=True)) for axis in (0, 1))
    font, words = ink.font("card_muted", bold=True), f"{count}"
    wide = ink.metrics("card_muted", bold=True).horizontalAdvance(words) + _SIDE
    box = QRectF(x - wide / 2, y - 8, wide, 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.colour("paper"))
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(font)
    painter.setPen(ink.colour("ink", dim=dim))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
