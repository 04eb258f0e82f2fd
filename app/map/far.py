"""The map as it is seen from afar: plain cards and straight lines, each colour drawn in one go.

Only what lies in the stretches of the map that are to be painted is drawn, for a tall map is many windows high.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.map import ink
from app.map.cards import Card
from app.map.farlines import Bundle, FarLines
from app.map.lettering import EDGE
from app.map.stage import Stage
from app.map.web import Web
from app.theme import kind_role
from mapping.lanes import CARD_WIDTH

_SPECKS = 0.05
"""Below this zoom a card is a speck, and arrows between specks say nothing."""
_RIM = 1.4
"""How thick the line around a hollow edge is, in pixels."""
_ROW = 1024
"""Cards are kept by rows of this height, in map units; none is as high as a row."""
Rows = Mapping[int, list[QRectF]]


class FarMap(QGraphicsItem):
    """Stands in for every card and arrow below the zoom at which they can be told apart."""

    def __init__(self, stage: Stage, web: Web) -> None:
        super().__init__()
        self._stage, self._web = stage, web
        self._whole = QRectF()
        self._shown: tuple[Card, ...] = ()
        self._stale = True
        self._grounds: list[tuple[QColor, Rows]] = []
        self._lines = FarLines(())
        self._hollow: Rows = {}
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setVisible(False)
        self.setZValue(1.0)

    def show_these(self, cards: Iterable[Card], whole: QRectF) -> None:
        """Stand in for these cards and for the arrows between them, from the next time that it is seen."""
        if whole != self._whole:
            self.prepareGeometryChange()
            self._whole = whole
        self._shown, self._stale = tuple(cards), True
        self.update()

    def forget(self) -> None:
        """Something is known of these cards that was not, or the other way round."""
        self._stale = True
        self.update()

    def boundingRect(self) -> QRectF:
        return self._whole

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self._stale:
            self._grounds, self._lines = _cards(self._shown, self._stage), FarLines(_bundles(self._web, self._stage))
            self._hollow = _hollow(self._shown, self._stage)
            self._stale = False
        areas = self._stage.areas if self._stage.areas is not None else (option.exposedRect,)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for colour, lines in self._lines.over(areas) if painter.worldTransform().m22() > _SPECKS else ():
            painter.setPen(ink.hairline(colour))
            painter.drawLines(lines)
        # A ground in the colour of the paper is told from it by a line, else arrows would end in nothing.
        lined = ink.colour("card") == ink.colour("paper")
        painter.setPen(ink.hairline(ink.colour("line")) if lined else Qt.PenStyle.NoPen)
        for colour, rows in self._grounds:
            painter.setBrush(colour)
            painter.drawRects(list(_over(rows, areas)))
            painter.setPen(Qt.PenStyle.NoPen)
        if widget is not None:
            painter.setBrush(ink.colour("card"))
            rim = _RIM / painter.worldTransform().m22()
            hollow = _over(self._hollow, areas)
            painter.drawRects([box.adjusted(rim, rim, -rim, -rim) for box in hollow if box.height() > 3 * rim])


def _over(rows: Rows, areas: Iterable[QRectF]) -> Iterator[QRectF]:
    """The boxes that may be seen in these parts of the scene."""
    seen = {at for area in areas for at in range(int(area.top() // _ROW) - 1, int(area.bottom() // _ROW) + 1)}
    for at in seen & rows.keys():
        yield from rows[at]


def _in_rows(boxes: Iterable[QRectF]) -> Rows:
    rows = defaultdict(list)
    for box in boxes:
        rows[int(box.y() // _ROW)].append(box)
    return rows


def _bundles(web: Web, stage: Stage) -> list[Bundle]:
    """Lines by colour; those on the lit path are drawn last."""
    found: defaultdict[tuple[bool, str, str], list[QLineF]] = defaultdict(list)
    for arrow, line in web.straight():
        strength = stage.strength(arrow.id, quiet=arrow.look.quiet)
        found[strength == ink.LIT, arrow.look.role, strength].append(line)
    return [(ink.pen(role, strength).color(), found[lit, role, strength]) for lit, role, strength in sorted(found)]


def _cards(cards: Iterable[Card], stage: Stage) -> list[tuple[QColor, Rows]]:
    """A ground for every card, and on it the edge in the colour of its kind."""
    grounds, edges = [], defaultdict(list)
    for card in cards:
        grounds.append(QRectF(card.x, card.y, CARD_WIDTH, card.height))
        chosen = card.id in stage.selected
        width = CARD_WIDTH if chosen else 4 * EDGE
        mark = QRectF(card.x, card.y, width, card.height)
        edges[kind_role(card.kind), stage.dims(card.id) and not chosen].append(mark)
    tones = [(ink.colour(role, dim=dim), _in_rows(boxes)) for (role, dim), boxes in sorted(edges.items())]
    return [(ink.colour("card"), _in_rows(grounds)), *tones]


def _hollow(cards: Iterable[Card], stage: Stage) -> Rows:
    """The coloured edges of the cards of which something is not known yet; of a selected card it is full."""
    asked = (card for card in cards if stage.asks(card.id) and card.id not in stage.selected)
    return _in_rows(QRectF(card.x, card.y, 4 * EDGE, card.height) for card in asked)
