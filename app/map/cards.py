"""One card on the map: an id, a look, a place, and how it is painted; it knows no case, no session and no command."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from app.map import ink
from app.map.lettering import ABOVE, BETWEEN, EDGE, SIDE, SIGN, SIGN_ROOM, Lettering, lettering
from app.map.looks import CardLook
from app.theme import kind_role, paint_sign
from mapping.lanes import CARD_WIDTH
from mapping.placing import Box

RADIUS = 5.0
HANDLE = 7.0
"""The radius of the handle at a card's right edge from which an arrow is drawn; it can be taken from further off."""
REACH = 14.0
_REST, _STROKE = 9.0, 2.0
_RIM = 1.6
"""How thick the line around a hollow edge is."""
MARK = 11.0
"""The size of the ring behind a name that says that something is not known yet, and of the marks on a card's edge."""
AROUND = 9.0
"""How far a ring around a card, a mark or a handle stands out of it."""


class Card:
    """A card: its place is its left upper corner, its size follows from its words."""

    __slots__ = ("_due", "_lettering", "_look", "id", "x", "y")

    def __init__(self, identity: str, look: CardLook) -> None:
        self.id, self._look = identity, look
        self._lettering = lettering(look, CARD_WIDTH)
        self._due: Callable[[], CardLook] | None = None
        self.x = self.y = 0.0

    @property
    def kind(self) -> str:
        """The kind of what it stands for."""
        return self._look.kind

    @property
    def look(self) -> CardLook:
        """What stands on it."""
        self._catch_up()
        return self._look

    @property
    def lettering(self) -> Lettering:
        """Its words in lines."""
        self._catch_up()
        return self._lettering

    @property
    def height(self) -> float:
        """How high the words make it."""
        return self._lettering.height

    @property
    def box(self) -> Box:
        """Where it is now, also while it is being dragged."""
        return Box(self.x, self.y, CARD_WIDTH, self.height)

    @property
    def area(self) -> QRectF:
        """The part of the scene that it may paint on."""
        return QRectF(self.x - AROUND, self.y - AROUND, CARD_WIDTH + 2 * AROUND, self.height + 2 * AROUND)

    def place(self, x: float, y: float) -> bool:
        """Stand here; True if it stood elsewhere."""
        moved = (x, y) != (self.x, self.y)
        self.x, self.y = x, y
        return moved

    def show_look(self, look: CardLook, *, anew: bool = False) -> bool:
        """Take on a look; True if the card has another height now."""
        self._due = None
        if look == self._look and not anew:
            return False
        before, lines = self.height, None if anew or look.title != self._look.title else self._lettering.lines
        self._look, self._lettering = look, lettering(look, CARD_WIDTH, lines)
        return self.height != before

    def doubt(self, title: str, find: Callable[[], CardLook]) -> bool:
        """The words below the title are others now; they are found when they are seen. True if it is higher or lower.

        Only the title, which is given, decides how high a card is.
        """
        if title == self._look.title:
            self._due = find
            return False
        return self.show_look(find())

    def _catch_up(self) -> None:
        if self._due is not None:
            self.show_look(self._due())

    def handle(self) -> QPointF:
        """The middle of the handle, in the scene."""
        return QPointF(self.x + CARD_WIDTH, self.y + self.height / 2)

    def edge(self) -> QRectF:
        """The coloured edge, in the scene: it is hollow where something is not known yet."""
        return QRectF(self.x, self.y, EDGE, self.height)

    def on_edge(self, point: QPointF) -> bool:
        """Whether a point of the scene is near enough to that edge to ask why it is hollow."""
        return self.edge().adjusted(-_REST, 0, _REST, 0).contains(point)

    def on_handle(self, point: QPointF) -> bool:
        """Whether a point of the scene is near enough to the handle to take it."""
        return (point - self.handle()).manhattanLength() <= REACH


def paint_card(painter: QPainter, look: CardLook, words: Lettering, *, dim: bool, hollow: bool = False) -> None:
    """A whole card at the origin: its ground, a line around it, the coloured edge of its kind, and its words.

    The edge is `hollow` where something is not known yet; its colour is as strong, and so is all the rest.
    """
    role = kind_role(look.kind)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(ink.hairline(ink.colour("line", dim=dim, ground="paper")))
    painter.setBrush(ink.colour("card"))
    painter.drawPath(_outline(words.height))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.colour(role, dim=dim))
    painter.drawPath(_edge(words.height))
    if hollow:
        paint_hollow(painter, QRectF(0, 0, EDGE, words.height))
    step = ink.metrics("card").height()
    paint_sign(painter, look.kind, QRectF(SIDE, ABOVE + (step - SIGN) / 2, SIGN, SIGN), ink.colour(role, dim=dim))
    _paint_words(painter, words, dim=dim)


def _paint_words(painter: QPainter, words: Lettering, *, dim: bool) -> None:
    """The title, and the quiet line below it."""
    title, muted, top = ink.metrics("card"), ink.metrics("card_muted"), float(ABOVE)
    painter.setFont(ink.font("card"))
    painter.setPen(ink.colour("ink", dim=dim))
    for at, line in enumerate(words.lines):
        indent = SIDE if at else SIDE + SIGN_ROOM
        painter.drawText(QPointF(_left(line, indent, "card", words), top + title.ascent()), line)
        top += title.height()
    if words.note:
        painter.setFont(ink.font("card_muted"))
        painter.setPen(ink.colour("muted", dim=dim))
        left = _left(words.note, SIDE, "card_muted", words)
        painter.drawText(QPointF(left, top + BETWEEN + muted.ascent()), words.note)


def _left(line: str, left: float, role: str, words: Lettering) -> float:
    """Where a line begins: at the left, or so that it ends at the right where the script runs that way."""
    if not words.rightward:
        return left
    return CARD_WIDTH - ABOVE - ink.metrics(role).horizontalAdvance(line)


def paint_ring(painter: QPainter, pen: QPen, card: Card) -> None:
    """A ring around a card that is selected, where the keyboard is, or at which an arrow may end."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(card.x - 1, card.y - 1, CARD_WIDTH + 2, card.height + 2), RADIUS + 1, RADIUS + 1)


def paint_hollow(painter: QPainter, edge: QRectF, ground: str = "card") -> None:
    """Take the inside out of a coloured edge: something is not known yet here."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.colour(ground))
    painter.drawRoundedRect(edge.adjusted(_RIM, _RIM, -_RIM, -_RIM), _RIM, _RIM)


def paint_mark(painter: QPainter, room: QRectF, *, dim: bool, ground: str = "card") -> None:
    """A ring, open in the middle, behind a name: something is not known yet of whoever is named."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    stroke = _STROKE * room.width() / MARK
    painter.setPen(QPen(ink.colour("gap", dim=dim, ground="paper"), stroke))
    painter.setBrush(ink.colour(ground))
    inset = stroke / 2
    painter.drawEllipse(room.adjusted(inset, inset, -inset, -inset))


def paint_handle(painter: QPainter, role: str, card: Card) -> None:
    """The handle from which an arrow is pulled."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(ink.ring(role))
    painter.setBrush(ink.colour("card"))
    painter.drawEllipse(card.handle(), HANDLE - 1, HANDLE - 1)


@lru_cache(maxsize=64)
def _outline(height: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(0.5, 0.5, CARD_WIDTH - 1, height - 1), RADIUS, RADIUS)
    return path


@lru_cache(maxsize=64)
def _edge(height: float) -> QPainterPath:
    strip = QPainterPath()
    strip.addRect(QRectF(-1, -1, EDGE + 1, height + 2))
    return _outline(height).intersected(strip)
