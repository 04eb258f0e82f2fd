"""The map as it is seen from afar: plain cards and straight lines, each colour drawn in one go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.map import ink
from app.map.cards import Card
from app.map.lettering import EDGE
from app.map.links import LinkArrow
from app.map.stage import Stage
from app.theme import kind_role
from mapping.lanes import CARD_WIDTH


class FarMap(QGraphicsItem):
    """Stands in for every card and arrow below the zoom at which they can be told apart."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._bounds = QRectF()
        self._grounds: list[tuple[QColor, list[QRectF]]] = []
        self._lines: list[tuple[QColor, list[QLineF]]] = []
        self.setVisible(False)

    def show_these(self, cards: Iterable[Card], arrows: Iterable[LinkArrow], whole: QRectF) -> None:
        """Stand in for these cards and arrows."""
        if whole != self._bounds:
            self.prepareGeometryChange()
            self._bounds = whole
        self._grounds, self._lines = _cards(cards, self._stage), _lines(arrows, self._stage)
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for colour, lines in self._lines:
            painter.setPen(ink.hairline(colour))
            painter.drawLines(lines)
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, boxes in self._grounds:
            painter.setBrush(colour)
            painter.drawRects(boxes)


def _lines(arrows: Iterable[LinkArrow], stage: Stage) -> list[tuple[QColor, list[QLineF]]]:
    """Lines by colour; those on the lit path are drawn last."""
    found: defaultdict[tuple[bool, str, str], list[QLineF]] = defaultdict(list)
    for arrow in arrows:
        strength = stage.strength(arrow.id, quiet=arrow.look.quiet)
        found[strength == ink.LIT, arrow.look.role, strength].append(arrow.straight)
    return [(ink.pen(role, strength).color(), found[lit, role, strength]) for lit, role, strength in sorted(found)]


def _cards(cards: Iterable[Card], stage: Stage) -> list[tuple[QColor, list[QRectF]]]:
    """A ground for every card, and on it the edge in the colour of its kind."""
    grounds, edges = [], defaultdict(list)
    for card in cards:
        x, y = card.x(), card.y()
        grounds.append(QRectF(x, y, CARD_WIDTH, card.height))
        chosen = card.id in stage.selected
        width = CARD_WIDTH if chosen else 4 * EDGE
        edges[kind_role(card.look.kind), stage.dims(card.id) and not chosen].append(QRectF(x, y, width, card.height))
    tones = [(ink.colour(role, dim=dim), boxes) for (role, dim), boxes in sorted(edges.items())]
    return [(ink.colour("card"), grounds), *tones]
