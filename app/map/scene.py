"""The mirror of a case on the map: it shows what it is told of, keeps one thing for each entry, and decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtWidgets import QGraphicsScene

from app.map import ink
from app.map.aside import Aside
from app.map.cards import REACH, Card
from app.map.far import FarMap
from app.map.fields import ABOVE, BEHIND, BETWEEN, ArrowField, CardField, DrawnArrow, Field
from app.map.finding import Finding
from app.map.lanes import Plate, paper_of, plates
from app.map.links import LinkArrow
from app.map.looks import card_look, card_title
from app.map.otherwise import parts
from app.map.piles import pile_at
from app.map.stage import Stage
from app.map.strokes import Strokes
from app.map.web import Web
from mapping.casemap import CaseMap, Change, ChangeSet
from mapping.checks.survey import Survey
from mapping.entries import Engagement, Entry, Gap, Header, Link, Person, Source
from mapping.lanes import FRAME_HEAD, MARGIN, Layout, Options, is_card
from mapping.layout import layout
from mapping.naming import Naming
from mapping.placing import Box
from mapping.resting import is_settled
from mapping.staying import stayed

Stood = Callable[[CaseMap, Mapping[str, float]], Layout | None]
_MANY = 100
"""If more cards than this change at once, all that is in view is painted anew."""


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
        self.plates: dict[str, Plate] = {}
        self.web = Web(self.box_of)
        self.options = Options()
        self.layout: Layout | None = None
        self.paper = QRectF()
        self._aside = Aside()
        self._seen: Survey | None = None
        self.stood: Stood | None = None
        """Tells, the first time, how this case stood when it was left."""
        self._is_over = False
        self._strokes, self._finding = Strokes(self.web), Finding(self.web, self)
        heights = (BEHIND, BETWEEN, ABOVE)
        self._arrows = tuple(ArrowField(self.stage, self.web, self._strokes, height) for height in heights)
        self._cards, self._far = CardField(self.stage, self.cards), FarMap(self.stage, self.web)
        self._drawn = DrawnArrow(self.stage)
        for item in (*self._arrows, self._cards, self._far, self._drawn):
            self.addItem(item)

    # ------------------------------------------------------------------ what the case says

    def refresh(self, case: CaseMap, changes: ChangeSet, naming: Naming) -> None:
        """Show a case after these changes: the only way in which anything here is born, changes, or goes."""
        if self._is_over:
            return
        self.case, self.naming = case, naming
        elsewhere = [self._take(change) for change in changes]
        named = any(isinstance(change.thing, Person | Source | Header | Engagement) for change in changes)
        if named:
            self._look_again(but={change.id for change in changes})
            self.update()
        if named or True in elsewhere:
            self._settle(changes)

    def _take(self, change: Change) -> bool:
        """Let one thing be born, change or go; True if things may stand elsewhere after it."""
        thing = change.thing
        if isinstance(thing, Link):
            return True
        if not isinstance(thing, Entry) or not is_card(thing):
            return False
        card = self.cards.get(thing.id)
        if change.after is None or is_settled(thing):
            self.cards.pop(thing.id, None)
            self._cards.drop(thing.id)
            return card is not None
        look = card_look(self.case, thing, self.naming)
        if card is None:
            self.cards[thing.id] = Card(thing.id, look)
            return True
        higher = card.show_look(look)
        self._cards.update(card.area)
        return higher or _stands_by(change.before) != _stands_by(change.after)

    def _look_again(self, *, anew: bool = False, but: Collection[str] = ()) -> bool:
        """Ask of every card, but not of these, what it says; True if one has another height now."""
        found = ((card, self.case.entry(identity)) for identity, card in self.cards.items() if identity not in but)
        looks = [(card, card_look(self.case, entry, self.naming)) for card, entry in found if entry is not None]
        return True in [card.show_look(look, anew=anew) for card, look in looks]

    def rename(self, naming: Naming) -> None:
        """Call everyone otherwise: names are veiled now, or no longer."""
        self.naming = naming
        found = [(card, self.case.entry(identity)) for identity, card in self.cards.items()]
        higher = [self._doubt(card, entry) for card, entry in found if entry is not None]
        if True in higher or self.layout is None:
            self.lay_out()
            return
        self._lay_plates(self.layout)
        self.repaint_all()
        self.laid_out.emit()

    def _doubt(self, card: Card, entry: Entry) -> bool:
        """Let a card find its words anew when it is seen; at once where it may be higher or lower by them."""
        case, naming = self.case, self.naming
        return card.doubt(card_title(entry, naming), lambda: card_look(case, entry, naming))

    def restyle(self) -> None:
        """Take on the theme as it is now."""
        ink.forget()
        if self._is_over:
            return
        self._cards.pictures.forget()
        self._look_again(anew=True)
        self.lay_out()

    # ------------------------------------------------------------------ where things stand

    def set_options(self, options: Options) -> None:
        """Lay the map out in another way."""
        if options == self.options or self._is_over:
            return
        self._aside.put(self.options, self.layout)
        self.options = options
        laid = self._aside.take(options)
        self._take_layout(laid or self._laid(self.layout))

    def fold_rail(self, folded: bool) -> None:
        """Fold the rail away, or show it again."""
        self.set_options(replace(self.options, rail_folded=folded))

    def lay_out(self, *, afresh: bool = False, after: Layout | None = None) -> None:
        """Put everything in its place; `afresh` forgets the order in which it stood, `after` has it as in this one."""
        if self._is_over:
            return
        self._aside.forget()
        self._take_layout(self._laid(None if afresh else after or self.layout))

    def _laid(self, previous: Layout | None) -> Layout:
        asked, self.stood = self.stood, None
        known = asked(self.case, {card.id: card.height for card in self.cards.values()}) if asked else None
        return known or layout(self.case, self._height_of, self._options_now(), previous)

    def stand_again(self, laid: Layout) -> None:
        """Show everything where it stood in a layout of this case, unless cards came, went or grew since."""
        now = {} if self.layout is None or self._is_over else self.layout.cards
        if now.keys() == laid.cards.keys() and all(now[each].height == box.height for each, box in laid.cards.items()):
            self._aside.forget()
            self._take_layout(laid)

    def _settle(self, changes: ChangeSet) -> None:
        """After an act: what stands stays, and where that cannot be, everything is put in its place."""
        laid = None
        if self.layout is not None and len(changes.changes) <= _MANY:
            laid = stayed(self.case, self._height_of, self._options_now(), self.layout, changes)
        if laid is None:
            self.lay_out()
            return
        self._aside.follow(lambda options, known: stayed(self.case, self._height_of, options, known, changes))
        self._take_layout(laid, frozenset(change.id for change in changes))

    def _height_of(self, identity: str) -> float:
        return self.cards[identity].height

    def _take_layout(self, laid: Layout, changed: frozenset[str] | None = None) -> None:
        """Show everything where this layout has it; `changed` is all that came, changed or went since the last one."""
        before, self.layout = self.layout, laid
        moved = self._cards.take(laid, before)
        self._lay_plates(laid)
        stretches = self.web.take(self.case, laid, moved, changed)
        if stretches is None:
            self._strokes.forget()
            self._finding.start()
        else:
            self._strokes.forget_between(stretches)
        self._take_paper(laid)
        if before is None or stretches is None:
            self.repaint_all()
        else:
            self._show_in_far()
            for part in parts(before, laid, moved, stretches):
                self.update(part)
        self.laid_out.emit()

    def _options_now(self) -> Options:
        """How the map is to be laid out, without the questions that have their answers."""
        if not any(map(is_settled, self.case.of(Gap))):
            return self.options
        shown = frozenset(self.cards)
        return replace(self.options, only=shown if self.options.only is None else shown & self.options.only)

    def _take_paper(self, laid: Layout) -> None:
        self.paper = paper_of(laid)
        reach = self.paper.adjusted(-4 * MARGIN, -4 * MARGIN, 4 * MARGIN, 4 * MARGIN)
        fields: tuple[Field, ...] = (*self._arrows, self._cards, self._drawn)
        for field in fields:
            field.cover(reach)

    def _lay_plates(self, laid: Layout) -> None:
        wanted = {each: (look, box) for each, look, box in plates(laid, self.naming, self._seen, self.stage.folded)}
        if self.options.only is not None:  # where cards are left out, no lane is called empty
            wanted = {each: plate for each, plate in wanted.items() if not each.startswith("words/")}
        for identity in self.plates.keys() - wanted.keys():
            self.removeItem(self.plates.pop(identity))
        for identity, (look, box) in wanted.items():
            plate = self.plates.get(identity)
            if plate is None:
                plate = self.plates[identity] = Plate(identity, look, box, self.stage)
                self.addItem(plate)
            plate.become(look, box)

    def box_of(self, identity: str) -> Box | None:
        """Where a card or a child's frame is now, also while it is being dragged."""
        card = self.cards.get(identity)
        if card is not None:
            return card.box
        return self.plates[identity].box if identity in self.plates else None

    def shown(self) -> tuple[str, ...]:
        """The ids of the cards that are on the map now."""
        return tuple(self.layout.cards) if self.layout else ()

    # ------------------------------------------------------------------ what the hand does

    def carry(self, places: dict[str, QPointF]) -> None:
        """Show these cards elsewhere, with the arrows at them, until they are put down or settle."""
        if self.stage.lifted != places.keys():
            self.stage.lifted, self.stage.carried = frozenset(places), self.web.at_ends(places, self.case)
            self._strokes.leave_out(self.stage.carried, self.web.stretches(self.stage.carried))
            self.web.lift(places)
        for identity, point in places.items():
            card = self.cards[identity]
            self._cards.update(card.area)
            card.place(point.x(), point.y())
            self._cards.put(card)
            self._cards.update(card.area)
        reach = self._cards.boundingRect()
        for area in (*self.web.follow(self.stage.carried), *(self.cards[each].area for each in places)):
            reach = reach.united(area)
            for field in self._arrows:
                field.update(area)
        fields: tuple[Field, ...] = (*self._arrows, self._cards)
        for each in fields:
            each.cover(reach)

    def settle(self, identities: Iterable[str]) -> None:
        """Put cards that were carried back to where the layout has them."""
        boxes = self.layout.cards if self.layout else {}
        self.carry({each: QPointF(boxes[each].x, boxes[each].y) for each in identities if each in boxes})
        self.put_down()

    def put_down(self) -> None:
        """Nothing is carried any more."""
        carried = self.stage.carried
        self.stage.lifted = self.stage.carried = frozenset()
        self.web.lift(())
        self._strokes.leave_out((), self.web.stretches(carried))
        self.repaint_all()

    def show_drawn(self, arrow: LinkArrow | None) -> None:
        """Show an arrow that is being drawn, or none."""
        before, self._drawn.arrow = self._drawn.arrow, arrow
        for each in (before, arrow):
            if each is not None:
                self._drawn.update(each.area)

    # ------------------------------------------------------------------ how it is seen

    def show_open(self, asked: frozenset[str], seen: Survey | None) -> None:
        """Show about which cards and children something is not known yet; what that is may not be told just now."""
        before, self.stage.asked, self._seen = self.stage.asked, asked, seen
        others = before.symmetric_difference(asked)
        if len(others) > _MANY:
            self._cards.update()
        else:
            self.repaint(*others)
        if others:
            self._far.forget()
        if self.layout is not None:
            self._lay_plates(self.layout)

    def light(self, selected: frozenset[str], lit: frozenset[str] | None) -> None:
        """Show what is selected, and dim what is not on its way."""
        if (selected, lit) != (self.stage.selected, self.stage.lit):
            self.stage.selected, self.stage.lit = selected, lit
            self.repaint_all()

    def repaint(self, *identities: str) -> None:
        """Paint these cards anew."""
        for identity in identities:
            if identity in self.cards:
                self._cards.update(self.cards[identity].area)

    def repaint_all(self) -> None:
        """Paint everything anew."""
        self._show_in_far()
        self.update()

    def _show_in_far(self) -> None:
        if self.layout is not None:
            self._far.show_these((self.cards[each] for each in self.layout.cards), self.paper)

    def set_far(self, far: bool) -> None:
        """Show plain cards and lines, or each card and arrow by itself."""
        if far == self.stage.far:
            return
        self.stage.far = far
        self._far.setVisible(far)
        for field in self._arrows:
            field.setVisible(not far)

    # ------------------------------------------------------------------ what lies where

    def card_at(self, point: QPointF) -> str:
        """The id of the card at a point, "" where there is none."""
        found = (card for card in self.near(point) if card.box.contains(point.x(), point.y()))
        return next((card.id for card in found), "")

    def pile_at(self, point: QPointF) -> str:
        """The id of the card whose count of what lies under it is at a point, "" where there is none."""
        return "" if self.stage.far else pile_at(self.near(point), self.stage.piled, point)

    def handle_at(self, point: QPointF) -> str:
        """The id of the card whose handle is at a point, whether it is shown or not; "" where there is none."""
        return next((card.id for card in self.near(point) if card.on_handle(point)), "")

    def near(self, point: QPointF, reach: float = REACH) -> list[Card]:
        """The cards that may be within so many map units of a point, the uppermost first."""
        return self._cards.near(QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach))[::-1]

    def arrow_at(self, point: QPointF) -> str:
        """The id of the arrow that passes near a point, "" where none does, or where it cannot be told."""
        return "" if self.stage.far else self.web.at(point)

    def asked_at(self, point: QPointF) -> str:
        """The id of the card whose hollow edge is at a point, or of the child whose name is; "" where none is asked."""
        found = next((card.id for card in self.near(point) if self.stage.asks(card.id) and card.on_edge(point)), "")
        child = "" if found else self.child_at(point)
        box = self.box_of(child) if child else None
        if box is None or point.y() > box.y + FRAME_HEAD or not self.stage.asks(child):
            return found
        return child

    def child_at(self, point: QPointF) -> str:
        """The id of the child in whose frame a point lies, "" where it lies in none."""
        frames = self.layout.children if self.layout else ()
        return next((frame.child for frame in frames if frame.box.contains(point.x(), point.y())), "")

    def empty(self) -> None:
        """Take everything away, item by item, for good."""
        self._is_over = True
        for identity in tuple(self.plates):
            self.removeItem(self.plates.pop(identity))
        for identity in tuple(self.cards):
            self._cards.drop(identity)
        self.cards.clear()
        self.web.clear()
        self._cards.pictures.forget()
        self.layout = None
        self._aside.forget()
        self.update()


def _stands_by(thing: object) -> tuple[object, ...]:
    """What of an entry decides where its card stands, besides its height."""
    return tuple(getattr(thing, name, None) for name in ("position", "category", "child"))
