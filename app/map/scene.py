"""The mirror of a case on the map: it shows what it is told of, keeps one item for each thing, and decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtWidgets import QGraphicsScene

from app.map import ink
from app.map.cards import Card
from app.map.far import FarMap
from app.map.lanes import Plate, plates
from app.map.links import LinkArrow, Way, way
from app.map.looks import card_look, link_look
from app.map.stage import Stage
from mapping.casemap import CaseMap, Change, ChangeSet
from mapping.entries import Entry, Header, Link, Person, Source
from mapping.lanes import HEAD, MARGIN, Layout, Options, lane_of, shown_links
from mapping.layout import layout
from mapping.naming import Naming
from mapping.placing import Box


class MapScene(QGraphicsScene):
    """The cards and arrows of one case, by id.

    `laid_out` says that things stand elsewhere now, or that there are more or fewer of them.
    """

    laid_out = Signal()

    def __init__(self, case: CaseMap, naming: Naming, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stage = Stage()
        self.case, self.naming = case, naming
        self.cards: dict[str, Card] = {}
        self.arrows: dict[str, LinkArrow] = {}
        self.plates: dict[str, Plate] = {}
        self.options = Options()
        self.layout: Layout | None = None
        self._far = FarMap(self.stage)
        self.addItem(self._far)

    def refresh(self, case: CaseMap, changes: ChangeSet, naming: Naming) -> None:
        """Show a case after these changes: the only way in which anything here is born, changes, or goes."""
        self.case, self.naming = case, naming
        elsewhere = [self._take(change) for change in changes]
        if any(isinstance(change.thing, Person | Source | Header) for change in changes):
            self._look_again()
            self.lay_out()
        elif True in elsewhere:
            self.lay_out()

    def _take(self, change: Change) -> bool:
        """Let one thing be born, change or go; True if cards may stand elsewhere after it."""
        thing = change.thing
        if isinstance(thing, Link):
            return True
        if not isinstance(thing, Entry) or not lane_of(thing.kind):
            return False
        if change.after is None:
            self._remove(self.cards.pop(thing.id, None))
            return True
        look = card_look(self.case, thing, self.naming)
        card = self.cards.get(thing.id)
        if card is None:
            card = self.cards[thing.id] = Card(thing.id, look, self.stage)
            self.addItem(card)
            return True
        return card.show_look(look) or _stands_by(change.before) != _stands_by(change.after)

    def _remove(self, item: Card | LinkArrow | Plate | None) -> None:
        if item is not None:
            self.removeItem(item)

    def _look_again(self, *, anew: bool = False) -> None:
        for identity, card in self.cards.items():
            entry = self.case.entry(identity)
            if entry is not None:
                card.show_look(card_look(self.case, entry, self.naming), anew=anew)

    def rename(self, naming: Naming) -> None:
        """Call everyone otherwise: names are veiled now, or no longer."""
        self.naming = naming
        self._look_again()
        self.lay_out()

    def restyle(self) -> None:
        """Take on the theme as it is now."""
        ink.forget()
        self._look_again(anew=True)
        self.lay_out()
        self.update()

    def set_options(self, options: Options) -> None:
        """Lay the map out in another way."""
        if options != self.options:
            self.options = options
            self.lay_out()

    def lay_out(self, *, afresh: bool = False) -> None:
        """Put everything in its place; `afresh` forgets the order in which it stood."""
        heights: Mapping[str, float] = {identity: card.height for identity, card in self.cards.items()}
        self.layout = layout(self.case, heights, self.options, None if afresh else self.layout)
        boxes = self.layout.cards
        for identity, card in self.cards.items():
            box = boxes.get(identity)
            if box is not None and (card.x(), card.y()) != (box.x, box.y):
                card.setPos(box.x, box.y)
            card.setVisible(box is not None and not self._far.isVisible())
        self._lay_plates(self.layout)
        self._lay_arrows(self.layout)
        self._show_far()
        self.laid_out.emit()

    def _lay_plates(self, laid: Layout) -> None:
        wanted = {identity: (look, box) for identity, look, box in plates(laid, self.naming)}
        for identity in self.plates.keys() - wanted.keys():
            self._remove(self.plates.pop(identity))
        for identity, (look, box) in wanted.items():
            plate = self.plates.get(identity)
            if plate is None:
                plate = self.plates[identity] = Plate(identity, look, box, self.stage)
                self.addItem(plate)
            plate.become(look, box)

    def _lay_arrows(self, laid: Layout) -> None:
        wanted = {link.id: link for link in shown_links(self.case, laid)}
        for identity in self.arrows.keys() - wanted.keys():
            self._remove(self.arrows.pop(identity))
        for identity, link in wanted.items():
            quiet = "rail" in (self._lane(link.from_id), self._lane(link.to_id)) or link.to_id in self.plates
            look, course = link_look(self.case, link, quiet=quiet), self.way(link)
            arrow = self.arrows.get(identity)
            if arrow is None:
                arrow = self.arrows[identity] = LinkArrow(identity, look, self.stage, course)
                arrow.setVisible(not self._far.isVisible())
                self.addItem(arrow)
                continue
            arrow.show_look(look)
            if course != arrow.course:
                arrow.follow(course)

    def _lane(self, identity: str) -> str:
        entry = self.case.entry(identity)
        return lane_of(entry.kind) if entry else ""

    def box_of(self, identity: str) -> Box | None:
        """Where a card or a child's frame is now, also while it is being dragged."""
        if identity in self.cards:
            return self.cards[identity].box
        return self.plates[identity].box if identity in self.plates else None

    def way(self, link: Link) -> Way:
        """The way of a link's arrow as its ends stand now."""
        start, end = self.box_of(link.from_id), self.box_of(link.to_id)
        assert start is not None and end is not None and self.layout is not None
        return self.way_between(start, end, self._passage(link), sum(link.id.encode()) % 7 * 4 - 12)

    def way_between(self, start: Box, end: Box, height: float | None = None, shift: float = 0) -> Way:
        """The way of an arrow between two boxes; `height` is where it passes the middle lane."""
        assert self.layout is not None
        middle, band = self.layout.lane("effects").box, self.layout.lane("protective_effort").box
        passing = None if height is None else (middle.x + 16, middle.right - 16, height)
        return way(start, end, passing=passing, band=band, shift=shift)

    def _passage(self, link: Link) -> float | None:
        assert self.layout is not None
        ends = (link.from_id, link.to_id)
        return self.layout.passages.get(ends, self.layout.passages.get(ends[::-1]))

    def follow(self, identities: Iterable[str]) -> None:
        """Let the arrows at these cards go where the cards are now."""
        for link in {link.id: link for each in identities for link in self._links_at(each)}.values():
            if link.id in self.arrows:
                self.arrows[link.id].follow(self.way(link))

    def _links_at(self, identity: str) -> tuple[Link, ...]:
        return (*self.case.links_from(identity), *self.case.links_to(identity))

    def settle(self, identities: Iterable[str]) -> None:
        """Put cards that were dragged back to where the layout has them."""
        found = {each: self.cards[each] for each in identities if each in self.cards}
        for identity, card in found.items():
            box = self.layout.cards.get(identity) if self.layout else None
            if box is not None:
                card.setPos(box.x, box.y)
                card.setVisible(not self._far.isVisible())
        self.follow(found)
        self._show_far()

    def shown(self) -> tuple[str, ...]:
        """The ids of the cards that are on the map now."""
        return tuple(self.layout.cards) if self.layout else ()

    def light(self, selected: frozenset[str], lit: frozenset[str] | None) -> None:
        """Show what is selected, and dim what is not on its way."""
        before = self.stage.lit or frozenset()
        self.stage.selected, self.stage.lit = selected, lit
        for identity in before ^ (lit or frozenset()):
            if identity in self.arrows:
                self.arrows[identity].raise_if_lit()
        self.repaint_all()

    def repaint_all(self) -> None:
        """Paint everything anew."""
        self._show_far()
        self.update()

    def set_far(self, far: bool) -> None:
        """Show plain cards and lines, or each card and arrow by itself."""
        if far == self._far.isVisible():
            return
        self._far.setVisible(far)
        shown = self.layout.cards if self.layout else {}
        for identity, card in self.cards.items():
            card.setVisible(not far and identity in shown)
        for arrow in self.arrows.values():
            arrow.setVisible(not far)
        self._show_far()

    @property
    def is_far(self) -> bool:
        """Whether plain cards and lines are shown."""
        return self._far.isVisible()

    def lift(self, identities: Iterable[str]) -> None:
        """Show these cards themselves, also from afar: they are being dragged."""
        for identity in identities:
            self.cards[identity].setVisible(True)

    def _show_far(self) -> None:
        if self._far.isVisible() and self.layout is not None:
            cards = (self.cards[each] for each in self.layout.cards)
            self._far.show_these(cards, self.arrows.values(), self.paper())

    def paper(self) -> QRectF:
        """The part of the scene on which things stand; the lanes' headings are shown above the map."""
        if self.layout is None:
            return QRectF()
        size = self.layout.size
        top = min(size.y + HEAD, *(card.y() for card in self.cards.values()), HEAD)
        whole = QRectF(size.x, top, size.width, size.bottom - top)
        return whole.adjusted(-MARGIN / 2, -MARGIN / 2, MARGIN / 2, MARGIN / 2)

    def card_at(self, point: QPointF) -> str:
        """The id of the card at a point, "" where there is none."""
        found = self.cards.values() if self.is_far else (each for each in self.items(point) if isinstance(each, Card))
        shown = self.layout.cards if self.layout else {}
        return next((card.id for card in found if card.id in shown and card.box.contains(point.x(), point.y())), "")

    def arrow_at(self, point: QPointF) -> str:
        """The id of the arrow that passes near a point, "" where none does."""
        near = QRectF(point.x() - 4, point.y() - 4, 8, 8)
        found = (each for each in self.items(near) if isinstance(each, LinkArrow))
        return next((arrow.id for arrow in found if arrow.passes(point)), "")

    def child_at(self, point: QPointF) -> str:
        """The id of the child in whose frame a point lies, "" where it lies in none."""
        frames = self.layout.children if self.layout else ()
        return next((frame.child for frame in frames if frame.box.contains(point.x(), point.y())), "")

    def empty(self) -> None:
        """Take every item away, one by one."""
        for item in (*self.cards.values(), *self.arrows.values(), *self.plates.values(), self._far):
            self.removeItem(item)
        self.cards, self.arrows, self.plates = {}, {}, {}

    def fold_rail(self, folded: bool) -> None:
        """Fold the rail away, or show it again."""
        self.set_options(replace(self.options, rail_folded=folded))


def _stands_by(thing: object) -> tuple[object, ...]:
    """What of an entry decides where its card stands, besides its height."""
    return tuple(getattr(thing, name, None) for name in ("position", "category", "child"))
