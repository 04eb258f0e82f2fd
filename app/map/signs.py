"""The marks and the few words at a card's upper edge: each mark has a shape of its own; they know no case."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from app.map import ink
from app.map.cards import AROUND, MARK, Card
from app.map.lettering import SIDE
from app.unseen import visible
from mapping.lanes import CARD_WIDTH
from mapping.ways import Way

_HALF = (0.125, 0.375, 0.375, 0.125)
"""How much each point of a cubic curve weighs at its middle."""
_STEP = MARK + 5
_STROKE = 1.6
_HIGH = 15.0
_SIDE = 5.0


def paint_signs(painter: QPainter, card: Card, rules: tuple[str, ...], tag: str, *, dim: bool) -> None:
    """What a card bears: its marks from the right, and a few words beside them.

    They stand on the card's edge and cover none of its words.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    right = card.x + CARD_WIDTH - 2 * MARK + _STEP
    for rule in reversed([each for each in rules if each in SIGNED]):
        right -= _STEP
        paint_rule(painter, rule, QRectF(right, card.y - MARK / 2 + 0.5, MARK, MARK), dim=dim)
    if tag:
        _paint_tag(painter, tag, card, right - _SIDE)


def paint_rule(painter: QPainter, rule: str, room: QRectF, *, dim: bool = False, ground: str = "card") -> None:
    """One mark, on a small ground of its own so that the edge of the card does not run through it."""
    role = "behaviour" if rule == "high_risk" else "ink"
    tone = ink.colour(role, dim=dim, ground="paper")
    stroke = _STROKE * room.width() / MARK
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.colour(ground))
    painter.drawRect(room.adjusted(-1, -1, 1, 1))
    painter.setPen(QPen(tone, stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin))
    _PAINTERS[rule](painter, room)


def paint_halfway(painter: QPainter, course: Way, *, dim: bool) -> None:
    """The mark of what is disputed, in the middle of an arrow: an arrow that is only inferred is dashed instead."""
    points, first = course.points, 3 * ((len(course.points) - 1) // 6)
    four = points[first : first + 4]
    x, y = (sum(share * point[axis] for share, point in zip(_HALF, four, strict=True)) for axis in (0, 1))
    paint_rule(painter, "disputed", QRectF(x - MARK / 2, y - MARK / 2, MARK, MARK), dim=dim, ground="paper")


def _at(room: QRectF, x: float, y: float) -> QPointF:
    return QPointF(room.x() + x * room.width(), room.y() + y * room.height())


def _high_risk(painter: QPainter, room: QRectF) -> None:
    """A pennant on its staff."""
    painter.setBrush(painter.pen().color())
    painter.drawLine(_at(room, 0.15, 0), _at(room, 0.15, 1))
    painter.drawPolygon(QPolygonF([_at(room, 0.2, 0.08), _at(room, 0.95, 0.34), _at(room, 0.2, 0.6)]))


def _disputed(painter: QPainter, room: QRectF) -> None:
    """Not equal."""
    painter.drawLine(_at(room, 0.05, 0.34), _at(room, 0.95, 0.34))
    painter.drawLine(_at(room, 0.05, 0.68), _at(room, 0.95, 0.68))
    painter.drawLine(_at(room, 0.28, 1), _at(room, 0.72, 0))


def _inferred(painter: QPainter, room: QRectF) -> None:
    """Three points: the line between them was drawn by somebody."""
    painter.setBrush(painter.pen().color())
    side = room.width() * 0.06
    for x in (0.12, 0.5, 0.88):
        painter.drawEllipse(_at(room, x, 0.5), side, side)


def _recent(painter: QPainter, room: QRectF) -> None:
    """A clock."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(room.adjusted(0.8, 0.8, -0.8, -0.8))
    painter.drawPolyline([_at(room, 0.5, 0.2), _at(room, 0.5, 0.52), _at(room, 0.74, 0.52)])


def _one_source(painter: QPainter, room: QRectF) -> None:
    """One stroke in a box."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(room.adjusted(0.8, 0.8, -0.8, -0.8))
    painter.drawLine(_at(room, 0.5, 0.24), _at(room, 0.5, 0.78))


_PAINTERS: dict[str, Callable[[QPainter, QRectF], None]] = {
    "high_risk": _high_risk,
    "disputed": _disputed,
    "inferred": _inferred,
    "recent": _recent,
    "one_source": _one_source,
}
SIGNED = tuple(_PAINTERS)
"""The rules that have a mark here; where something is not known yet, the card's edge is hollow."""


def _paint_tag(painter: QPainter, words: str, card: Card, right: float) -> None:
    """A few words on a ground of card, framed; at the left a caption may stand above the card."""
    font, measure = ink.font("card_muted"), ink.metrics("card_muted")
    room = right - card.x - SIDE - 2 * _SIDE
    shown = measure.elidedText(visible(words), Qt.TextElideMode.ElideRight, room)
    wide = measure.horizontalAdvance(shown) + 2 * _SIDE
    box = QRectF(right - wide, card.y - AROUND + 0.5, wide, _HIGH - 1)
    painter.setPen(ink.hairline(ink.colour("muted")))
    painter.setBrush(ink.colour("card"))
    painter.drawRect(box)
    painter.setFont(font)
    painter.setPen(ink.colour("ink"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
