"""All cards, and all arrows of one height, each painted as one item that paints only what is asked to be seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.map import ink
from app.map.bands import Bands
from app.map.cards import AROUND, Card, paint_card, paint_handle, paint_ring
from app.map.links import LinkArrow
from app.map.pictures import Pictures
from app.map.piles import paint_count, paint_pile
from app.map.signs import paint_halfway, paint_signs
from app.map.stage import Stage
from app.map.strokes import Strokes
from app.map.web import Web
from app.theme import kind_role
from mapping.lanes import CARD_WIDTH, Layout

BEHIND, BETWEEN, ABOVE = -2.0, 1.0, 1.5
"""Quiet arrows go behind the children's frames, those on the lit path above all others."""
_CARDS = 2.0
_SPARE = 1_000.0
"""So many units beyond the map are covered too."""
_THICKET = 60
"""So many arrows on the lit path are painted as lines too."""
_CROWD = 300
"""With more arrows than this in view nobody can follow one of them: they are painted as lines also at rest."""


class Field(QGraphicsItem):
    """As large as the map."""

    def __init__(self, stage: Stage, height: float) -> None:
        super().__init__()
        self._stage, self._whole = stage, QRectF()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setZValue(height)

    def cover(self, whole: QRectF) -> None:
        """Be at least so large from now on; to grow means to be painted anew, so it grows by more than is needed."""
        if not self._whole.contains(whole):
            self.prepareGeometryChange()
            self._whole = whole.adjusted(-_SPARE, -_SPARE, _SPARE, _SPARE)

    def _areas(self, option: QStyleOptionGraphicsItem) -> tuple[QRectF, ...]:
        """The parts that are to be painted."""
        return self._stage.areas if self._stage.areas is not None else (option.exposedRect,)

    def boundingRect(self) -> QRectF:
        return self._whole


class ArrowField(Field):
    """The arrows of one height."""

    def __init__(self, stage: Stage, web: Web, strokes: Strokes, height: float) -> None:
        super().__init__(stage, height)
        self._web, self._strokes, self._height = web, strokes, height

    def _is_mine(self, arrow: LinkArrow, chosen: frozenset[str]) -> bool:
        if arrow.id in chosen:
            return self._height == ABOVE
        return self._height == (BEHIND if arrow.look.quiet else BETWEEN)

    def _chosen(self) -> frozenset[str]:
        """What stands out: on the lit path, selected, or carried about."""
        stage = self._stage
        return stage.selected | stage.carried | (stage.clear if stage.lit is None else stage.lit)

    def _outstanding(self, areas: tuple[QRectF, ...]) -> list[LinkArrow]:
        """The arrows that stand out and may be seen in these parts of the scene, their ways found."""
        chosen, web = self._chosen(), self._web
        if len(chosen) > _CROWD:
            return [arrow for arrow in web.near(areas) if arrow.id in chosen]
        found = [web.arrows[each] for each in sorted(chosen & web.arrows.keys())]
        for arrow in found:
            web.course(arrow)
        return [arrow for arrow in found if any(arrow.area.intersects(area) for area in areas)]

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        stage, areas = self._stage, self._areas(option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not stage.moving)
        if self._height != ABOVE and (stage.moving or self._web.crowd(areas) > _CROWD):
            self._paint_lines(painter, areas)
            return
        found = self._outstanding(areas) if self._height == ABOVE else self._web.near(areas)
        chosen = self._chosen()
        if self._height == ABOVE and len(found) > _THICKET:
            self._paint_thicket(painter, found)
            return
        for arrow in found:
            if self._is_mine(arrow, chosen) and any(arrow.area.intersects(area) for area in areas):
                strength = stage.strength(arrow.id, quiet=arrow.look.quiet)
                arrow.paint(painter, ink.pen(arrow.look.role, strength, dashed=arrow.look.dashed))
                self._paint_mark(painter, arrow)

    def _paint_thicket(self, painter: QPainter, found: list[LinkArrow]) -> None:
        """Many thick arrows, as lines: to draw a thick curve takes Qt three times as long."""
        bundles: defaultdict[tuple[str, str, bool], list[QLineF]] = defaultdict(list)
        for arrow in found:
            strength = self._stage.strength(arrow.id, quiet=arrow.look.quiet)
            bundles[arrow.look.role, strength, arrow.look.dashed] += self._strokes.of(arrow)
        for (role, strength, dashed), lines in bundles.items():
            painter.setPen(ink.pen(role, strength, dashed=dashed))
            painter.drawLines(lines)
        for arrow in found:
            self._paint_mark(painter, arrow)

    def _paint_mark(self, painter: QPainter, arrow: LinkArrow) -> None:
        """The mark of what is disputed, above the arrow; how many it stands for, where cards are folded."""
        if arrow.course is not None and arrow.count > 1:
            dim = self._stage.strength(arrow.id, quiet=arrow.look.quiet) == ink.DIM
            paint_count(painter, arrow.course, arrow.count, dim=dim)
        if arrow.course is not None and arrow.id in self._stage.marks.ids.get("disputed", ()):
            strength = self._stage.strength(arrow.id, quiet=arrow.look.quiet)
            paint_halfway(painter, arrow.course, dim=strength == ink.DIM)

    def _paint_lines(self, painter: QPainter, areas: tuple[QRectF, ...]) -> None:
        """While anything moves: quickly, many lines at a time; those on the lit path are painted again above."""
        for (role, dashed, quiet), lines in self._strokes.lines(areas, quiet=self._height == BEHIND):
            painter.setPen(ink.pen(role, self._stage.strength("", quiet=quiet), dashed=dashed))
            painter.drawLines(lines)


class CardField(Field):
    """The cards."""

    def __init__(self, stage: Stage, cards: Mapping[str, Card]) -> None:
        super().__init__(stage, _CARDS)
        self._cards, self._bands, self.pictures = cards, Bands(), Pictures()

    def put(self, card: Card) -> None:
        """Note where a card stands now."""
        self._bands.put(card.id, card.y - AROUND, card.y + card.height + AROUND)

    def take(self, laid: Layout, before: Layout | None) -> set[str]:
        """Let every card stand where the layout has it; those that came, or stand or reach elsewhere now."""
        known, moved = before.cards if before is not None else {}, set()
        for identity in known.keys() - laid.cards.keys():
            self.drop(identity)
        for identity, box in laid.cards.items():
            card, old = self._cards[identity], known.get(identity)
            same = (old is box or old == box) and card.x == box.x and card.y == box.y  # it may have been carried there
            if not same or identity not in self._bands:
                card.place(box.x, box.y)
                self.put(card)
                moved.add(identity)
        return moved

    def drop(self, identity: str) -> None:
        """A card is no longer shown."""
        self._bands.drop(identity)
        self.pictures.drop(identity)

    def near(self, area: QRectF) -> list[Card]:
        """The cards that lie at least partly in a part of the scene, those that are carried last."""
        found = (self._cards[each] for each in self._bands.near(area.top(), area.bottom()))
        return sorted((card for card in found if card.area.intersects(area)), key=self._rank)

    def _rank(self, card: Card) -> tuple[bool, bool, str]:
        return card.id in self._stage.lifted, card.id in self._stage.selected, card.id

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self._stage.far:
            found = {each: self._cards[each] for each in self._stage.lifted}
        else:
            found = {card.id: card for area in self._areas(option) for card in self.near(area)}
        cards = sorted(found.values(), key=self._rank)
        if widget is None:
            self._paint_lines(painter, cards)
        else:
            self._paint_pictures(painter, cards, widget.devicePixelRatioF())
        for card in cards:
            self._paint_marks(painter, card)
        if widget is not None:
            self._paint_signs(painter, cards)

    def _paint_lines(self, painter: QPainter, cards: Iterable[Card]) -> None:
        """Onto paper or into a file: every card by its lines."""
        for card in cards:
            painter.save()
            painter.translate(card.x, card.y)
            paint_card(painter, card.look, card.lettering, dim=self._stage.dims(card.id))
            painter.restore()

    def _paint_pictures(self, painter: QPainter, cards: Iterable[Card], ratio: float) -> None:
        """Onto the screen: pictures, put down on whole pixels, their edges hollow where something is not known yet."""
        stage, seen = self._stage, painter.worldTransform()
        scale = seen.m11()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not stage.moving)
        painter.setWorldTransform(QTransform())
        for card in cards:
            dim, hollow = stage.dims(card.id), stage.asks(card.id)
            picture = self.pictures.of(card, scale, ratio, dim=dim, hollow=hollow, roughly=stage.moving)
            corner = seen.map(QPointF(card.x, card.y)).toPoint()
            width = round(CARD_WIDTH * scale)
            if abs(picture.width() / ratio - CARD_WIDTH * scale) <= 1:
                painter.drawPixmap(corner, picture)
            else:
                painter.drawPixmap(corner.x(), corner.y(), width, round(card.height * scale), picture)
        painter.setWorldTransform(seen)

    def _paint_signs(self, painter: QPainter, cards: Iterable[Card]) -> None:
        """What is borne by rule, and what a question says of a card; on the screen alone."""
        stage = self._stage
        for card in cards:
            rules, tag = stage.marks.of(card.id), stage.tags.get(card.id, "")
            if card.id in stage.piled:
                paint_pile(painter, card, stage.piled[card.id], dim=stage.dims(card.id))
            if rules or tag:
                paint_signs(painter, card, rules, tag, dim=stage.dims(card.id))

    def _paint_marks(self, painter: QPainter, card: Card) -> None:
        stage, role = self._stage, kind_role(card.kind)
        if stage.invites(card.id):
            paint_ring(painter, ink.invitation(aimed=card.id == stage.aimed), card)
        elif card.id == stage.current:
            paint_ring(painter, ink.ring("focus"), card)
        elif card.id in stage.selected and stage.targets is None:
            paint_ring(painter, ink.ring(role), card)
        if not stage.far and stage.offers_handle(card.id):
            paint_handle(painter, role, card)


class DrawnArrow(Field):
    """The arrow that is being drawn, above everything."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, 3.0)
        self.arrow: LinkArrow | None = None

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self.arrow is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
            self.arrow.paint(painter, ink.pen(self.arrow.look.role, ink.LIT, dashed=self.arrow.look.dashed))
