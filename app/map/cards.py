"""One card on the map: an id, a look, and how it is painted; it knows no case, no session and no command."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.map import ink
from app.map.lettering import ABOVE, BETWEEN, EDGE, SIDE, SIGN, SIGN_ROOM, Lettering, lettering
from app.map.looks import CardLook
from app.map.stage import FAR, Stage
from app.theme import kind_role, paint_sign
from mapping.lanes import CARD_WIDTH
from mapping.placing import Box

RADIUS, RING = 5.0, 3.0
HANDLE = 7.0
"""The radius of the handle at a card's right edge from which an arrow is drawn; it can be taken from further off."""
REACH = 14.0
_ABOVE_ARROWS = 2.0


class Card(QGraphicsItem):
    """A card: its place is its left upper corner, its size follows from its words."""

    def __init__(self, identity: str, look: CardLook, stage: Stage) -> None:
        super().__init__()
        self.id, self.look, self._stage = identity, look, stage
        self.lettering = lettering(look, CARD_WIDTH)
        self.setZValue(_ABOVE_ARROWS)

    @property
    def height(self) -> float:
        """How high the words make it."""
        return self.lettering.height

    @property
    def box(self) -> Box:
        """Where it is now, also while it is being dragged."""
        return Box(self.x(), self.y(), CARD_WIDTH, self.height)

    def show_look(self, look: CardLook, *, anew: bool = False) -> bool:
        """Take on a look; True if the card has another height now."""
        if look == self.look and not anew:
            return False
        before = self.height
        self.prepareGeometryChange()
        self.look, self.lettering = look, lettering(look, CARD_WIDTH)
        self.update()
        return self.height != before

    def handle(self) -> QPointF:
        """The middle of the handle, in the scene."""
        return QPointF(self.x() + CARD_WIDTH, self.y() + self.height / 2)

    def on_handle(self, point: QPointF) -> bool:
        """Whether a point of the scene is near enough to the handle to take it."""
        return (point - self.handle()).manhattanLength() <= REACH

    def boundingRect(self) -> QRectF:
        return QRectF(-RING, -RING, CARD_WIDTH + RING + HANDLE + 1, self.height + 2 * RING)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        stage, identity = self._stage, self.id
        dim = stage.dims(identity)
        far = painter.worldTransform().m22() < FAR
        paint_card(painter, self.look.kind, self.height, dim=dim)
        if not far:
            paint_words(painter, self.look.kind, self.lettering, dim=dim)
        if identity in (stage.current, stage.aimed):
            _paint_ring(painter, "focus", self.height)
        elif identity in stage.selected:
            _paint_ring(painter, kind_role(self.look.kind), self.height)
        if not far and stage.offers_handle(identity):
            _paint_handle(painter, kind_role(self.look.kind), self.height)


def paint_card(painter: QPainter, kind: str, height: float, *, dim: bool) -> None:
    """The card itself: its ground, a line around it, and the coloured edge of its kind."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(ink.hairline(ink.colour("line", dim=dim, ground="paper")))
    painter.setBrush(ink.colour("card"))
    painter.drawPath(_outline(height))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.colour(kind_role(kind), dim=dim))
    painter.drawPath(_edge(height))


def paint_words(painter: QPainter, kind: str, words: Lettering, *, dim: bool) -> None:
    """The sign, the title and the quiet line below it."""
    title, room = ink.metrics("card"), CARD_WIDTH - SIDE - ABOVE
    top, step = float(ABOVE), title.height()
    sign = QRectF(SIDE, top + (step - SIGN) / 2, SIGN, SIGN)
    paint_sign(painter, kind, sign, ink.colour(kind_role(kind), dim=dim))
    side = Qt.AlignmentFlag.AlignRight if words.rightward else Qt.AlignmentFlag.AlignLeft
    flags = side | Qt.TextFlag.TextSingleLine
    painter.setFont(ink.font("card"))
    painter.setPen(ink.colour("ink", dim=dim))
    for at, line in enumerate(words.lines):
        shift = 0 if at else SIGN_ROOM
        painter.drawText(QRectF(SIDE + shift, top, room - shift, step), flags, line)
        top += step
    if words.note:
        painter.setFont(ink.font("card_muted"))
        painter.setPen(ink.colour("muted", dim=dim))
        painter.drawText(QRectF(SIDE, top + BETWEEN, room, ink.metrics("card_muted").height()), flags, words.note)


def _paint_ring(painter: QPainter, role: str, height: float) -> None:
    painter.setPen(ink.pen(role, ink.LIT))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(-1, -1, CARD_WIDTH + 2, height + 2), RADIUS + 1, RADIUS + 1)


def _paint_handle(painter: QPainter, role: str, height: float) -> None:
    painter.setPen(ink.pen(role, ink.LIT))
    painter.setBrush(ink.colour("card"))
    painter.drawEllipse(QPointF(CARD_WIDTH, height / 2), HANDLE - 1, HANDLE - 1)


@lru_cache(maxsize=64)
def _outline(height: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(0, 0, CARD_WIDTH, height), RADIUS, RADIUS)
    return path


@lru_cache(maxsize=64)
def _edge(height: float) -> QPainterPath:
    strip = QPainterPath()
    strip.addRect(QRectF(-1, -1, EDGE + 1, height + 2))
    return _outline(height).intersected(strip)
