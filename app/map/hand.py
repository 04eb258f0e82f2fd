"""The hand on the map: which press begins which gesture, what it says, and what is selected by it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt

from app.map.drawing import DrawLink, KeyLink, kinds_between, show_pulled, turn_into, way_between
from app.map.gestures import Click, DragCards, Gesture, Pan, RubberBand, Spot
from app.map.hint import Claim, Hint, KindChoice
from app.map.inline import CardWords
from app.map.scene import MapScene
from app.map.view import MapView
from app.map.walking import reading_order
from app.session import Session
from mapping import commands
from mapping.vocabulary import load_vocabulary

_ADD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class MapHand:
    """What pressing, pulling and clicking mean."""

    def __init__(self, session: Session, scene: MapScene, view: MapView) -> None:
        self._session, self._scene, self._view = session, scene, view
        self.hint, self.choice = Hint(view), KindChoice(view)
        self.key_link: KeyLink | None = None
        self.link_mode = False
        self.unfold: Callable[[str], None] = lambda _card: None
        self._asked: tuple[str, str] | None = None
        self.words = CardWords(session, scene, view, self.say)

    def choose(self, spot: Spot) -> Gesture | None:
        """The gesture that a press here begins."""
        self.rest()
        if spot.button == Qt.MouseButton.MiddleButton or self._view.space_held:
            return Pan(self._view, lambda: None)
        if spot.button != Qt.MouseButton.LeftButton:
            return None
        return self._on_card(spot) or self._on_paper(spot)

    def rest(self) -> None:
        """Whatever stood beside the hand goes."""
        self._scene.stage.current = ""
        self.leave_key_link()
        self.hint.say("", QPoint())
        self.choice.dismiss()

    def _on_card(self, spot: Spot) -> Gesture | None:
        handle = self._scene.handle_at(spot.scene)
        handle = handle if self._scene.stage.offers_handle(handle) and not self._scene.stage.far else ""
        pile = "" if handle or spot.keys else self._scene.pile_at(spot.scene)
        if pile:
            return Click(lambda: self.unfold(pile))
        card = handle or self._scene.card_at(spot.scene)
        if not card:
            return None
        if handle or self.link_mode or spot.holds(Qt.KeyboardModifier.AltModifier):
            return self._draw(card)
        if spot.keys & _ADD:
            return Click(lambda: self._toggle(card))
        if card not in self._session.selection:
            self.select((card,))
        shown = frozenset(self._scene.shown())
        cards = tuple(each for each in self._session.selection if each in shown)
        return DragCards(self._session, self._scene, cards, lambda: self.select((card,)))

    def change_words(self) -> bool:
        """Change the words of the selected card on the card itself; False where they can only be changed elsewhere."""
        self.rest()
        selection = self._session.selection
        if len(selection) != 1 or self._scene.box_of(selection[0]) is None:
            return False
        self._view.show_card(selection[0])
        return self.words.begin(selection[0])

    def _draw(self, card: str) -> Gesture:
        self.link_mode = False
        return DrawLink(self._session, self._scene, self, card)

    def _on_paper(self, spot: Spot) -> Gesture:
        arrow = self._scene.arrow_at(spot.scene)
        if arrow:
            return Click(lambda: self._toggle(arrow) if spot.keys & _ADD else self.select((arrow,)))
        if spot.keys & _ADD:
            return RubberBand(self._view, self._scene, self._banded(spot))
        child = self._scene.child_at(spot.scene)
        wanted = (child,) if child and self._session.selection != (child,) else ()  # a second press lets go again
        return Pan(self._view, lambda: self.select(wanted))

    def _banded(self, spot: Spot) -> Callable[[tuple[str, ...]], None]:
        """What a rubber band does with the cards that it touches: with Ctrl it lets go of them, else they come too."""
        before = self._session.selection
        if spot.holds(Qt.KeyboardModifier.ControlModifier):
            return lambda cards: self.select(tuple(each for each in before if each not in cards))
        return lambda cards: self.select(tuple(dict.fromkeys((*before, *cards))))

    def select(self, identities: tuple[str, ...]) -> None:
        """Select these, here and in every other view."""
        self._session.select(identities, self._scene)

    def _toggle(self, identity: str) -> None:
        now = self._session.selection
        self.select(tuple(each for each in now if each != identity) if identity in now else (*now, identity))

    def say(self, text: str, at: QPoint) -> None:
        """Show a few words beside this point of the window; none for no text."""
        self.hint.say(text, at)

    def drawn(self, from_id: str, to_id: str, at: QPoint) -> None:
        """An arrow was drawn: select it, and offer what else it may say."""
        case = self._session.case
        link = next((each for each in reversed(case.links_from(from_id)) if each.to_id == to_id), None)
        if link is None:
            return
        self.select((link.id,))
        others = kinds_between(case, from_id, to_id)
        if others:
            claims = self._claims((link.kind, *others))

            def holds() -> bool:
                return self._session.case.links.get(link.id) == link

            self.choice.offer(claims, at, lambda kind: self._turn_into(link.id, kind), holds, now=link.kind)

    def _claims(self, kinds: tuple[str, ...]) -> tuple[Claim, ...]:
        naming, words = self._scene.naming, [load_vocabulary().link(kind) for kind in kinds]
        return tuple(Claim(each.kind, naming.fill(each.label), naming.fill(each.help)) for each in words)

    def _turn_into(self, link_id: str, kind: str) -> None:
        self._session.attempt(turn_into, link_id, kind, origin=self._scene)
        self._view.setFocus()

    def ask(self, from_id: str, to_id: str, at: QPoint) -> None:
        """Offer the claims that an arrow may make; nothing is drawn before one is chosen."""
        ends = (from_id, to_id)
        kinds = kinds_between(self._session.case, *ends)
        self._asked = ends

        def holds() -> bool:
            return kinds_between(self._session.case, *ends) == kinds

        self.choice.offer(self._claims(kinds), at, lambda kind: self._commit(ends, kind), holds, left=self._leave_asked)
        self.show_asked()

    def show_asked(self) -> None:
        """Show the arrow that waits for its claim, where its ends are now."""
        course = way_between(self._scene, *self._asked) if self._asked else None
        if self._asked and course is not None:
            show_pulled(self._scene, self._asked[0], course)

    def _leave_asked(self) -> None:
        self._asked = None
        self._scene.show_drawn(None)

    def _commit(self, ends: tuple[str, str], kind: str) -> None:
        if self._session.attempt(commands.link, kind, *ends, origin=self._scene):
            links = self._session.case.links_from(ends[0])
            self.select(tuple(each.id for each in links if each.to_id == ends[1] and each.kind == kind))
        self._view.setFocus()

    def take_change(self) -> None:
        """The case is another one now: a choice that no longer stands goes."""
        self.choice.dismiss_unless_it_holds()

    def begin_key_link(self) -> bool:
        """Begin an arrow at the selected card, to be led by keys; False if there is none to begin at or to end at."""
        self.rest()
        selection = self._session.selection
        if len(selection) != 1 or selection[0] not in self._scene.cards or self._scene.layout is None:
            return False
        order = reading_order(self._session.case, self._scene.layout)
        children = tuple(frame.child for frame in self._scene.layout.children)
        drawing = KeyLink(self._session, self._scene, self, selection[0], (*order, *children))
        if not drawing.begin():
            self.say("No arrow can begin at this card now.", self.beside(selection[0]))
            return False
        self.key_link = drawing
        self.show_key_link()
        return True

    def show_key_link(self) -> None:
        """Show the end that is aimed at, and what the keys do."""
        if self.key_link is not None:
            self._view.show_card(self.key_link.end)
            self.hint.say(self.key_link.words(), self.beside(self.key_link.end), self.key_link.aloud())

    def accept_key_link(self) -> None:
        """Draw the arrow to the end that is aimed at."""
        drawing, self.key_link = self.key_link, None
        if drawing is not None:
            at = self.beside(drawing.end)
            self.say("", at)
            drawing.finish(at)
            if self.choice.isVisible():
                self.choice.take_hold()

    def leave_key_link(self) -> bool:
        """Give up the arrow that is led by keys; False if there is none."""
        drawing, self.key_link = self.key_link, None
        if drawing is not None:
            drawing.cancel()
            self.say("", QPoint())
        return drawing is not None

    def beside(self, identity: str) -> QPoint:
        """A point of the window at a card's lower edge."""
        box = self._scene.box_of(identity)
        return self._view.mapFromScene(QPointF(box.x + 24, box.bottom)) if box else self._view.rect().center()

    def escape(self) -> bool:
        """Leave the innermost thing that is being done; False if nothing was."""
        shown = self.hint.isVisible() or self.choice.isVisible() or self.link_mode
        if self._view.cancel() or self.leave_key_link():
            return True
        self.rest()
        self.link_mode = False
        if shown:
            return True
        selected = bool(self._session.selection)
        self.select(())
        return selected
