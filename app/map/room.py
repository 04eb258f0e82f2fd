"""The map of one case: it puts view, scene and hand together, and asks the session for what is to last."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import theme
from app.map.hand import MapHand
from app.map.heads import LaneHeads
from app.map.keys import MapKeys
from app.map.legend import Legend, ZoomTools
from app.map.lighting import lit_by
from app.map.places import place_at
from app.map.scene import MapScene
from app.map.view import MapView
from app.map.voice import Spoken, Told, give_voice
from app.questions import questions_of
from app.session import Session
from app.unseen import visible
from mapping import commands
from mapping.casemap import ChangeSet, everything
from mapping.lanes import LANE_KINDS, LANES, lane_of
from mapping.naming import Naming
from mapping.vocabulary import load_vocabulary

_SPOKEN = 3
"""So many questions about one card are told beside it; all of them stand in its form."""
_ROOMY = 640
"""In a window less high than this, in pixels at 100 %, the signs are explained only when asked for."""


class MapRoom(QWidget):
    """The map with its headings, its legend and its tools.

    `wants_delete` (ids), `wants_open` (an id), `wants_new` (a kind, and values that are known already) and `wants_menu`
    (ids, a point of the screen) ask for what other rooms do. `status_changed` tells how many cards are shown.
    """

    wants_delete = Signal(object)
    wants_open = Signal(str)
    wants_new = Signal(str, object)
    wants_menu = Signal(object, QPoint)
    status_changed = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        naming = Naming(session.case, session.veiled)
        self.scene = MapScene(session.case, naming, self)
        self.view = MapView(self.scene, self)
        self.hand = MapHand(session, self.scene, self.view)
        self.keys = MapKeys(session, self.scene, self.view, self.hand)
        self.heads, self.legend, self.tools = LaneHeads(self._across, self), Legend(self), ZoomTools(self)
        self.questions = questions_of(session)
        self._signs_wanted: bool | None = None
        self._arrange_widgets()
        self._wire()
        self.scene.refresh(session.case, everything(session.case), naming)
        self._light()
        self._show_open()
        give_voice(self.view, Told(self.keys.order, self._spoken))

    def _arrange_widgets(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 4, 8, 4)
        foot.addWidget(self.legend, 1)
        foot.addStretch(0)
        foot.addWidget(self.tools, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heads)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.view)
        self.view.setAccessibleName("Map")

    def _wire(self) -> None:
        view, session = self.view, self.session
        view.choose, view.press_key, view.release_key = self.hand.choose, self._press_key, self.keys.release
        view.walk_by_tab = self.keys.walk_by_tab
        view.zoomed.connect(self.tools.show_zoom)
        view.moved.connect(self.heads.update)
        view.resized.connect(self.hand.choice.stay)
        view.pressed_twice.connect(self._open_or_begin)
        view.wants_menu.connect(self._ask_for_menu)
        view.held, view.explain = self._held, self._explain
        self.questions.changed.connect(self._show_open)
        self.scene.laid_out.connect(self._take_layout)
        self.scene.laid_out.connect(self.hand.show_asked)
        self.heads.wants_fold.connect(self.fold_rail)
        self.tools.wants_zoom.connect(view.zoom_by)
        self.tools.wants_fit.connect(self.fit)
        self.tools.wants_actual_size.connect(self.actual_size)
        self.tools.wants_signs.connect(self.show_signs)
        session.changed.connect(self._changed)
        session.selection_changed.connect(self._selection_changed)
        session.veil_changed.connect(self._veil_changed)
        session.locking.connect(self._empty)
        theme.NOTICE.changed.connect(self._restyle)

    # ------------------------------------------------------------------ what can be done

    def select_all(self) -> None:
        """Select every card that is shown."""
        self.hand.select(self.scene.shown())

    def zoom_in(self) -> None:
        """Zoom in, at the pointer if it is over the map."""
        self.view.zoom_by(1)

    def zoom_out(self) -> None:
        """Zoom out, at the pointer if it is over the map."""
        self.view.zoom_by(-1)

    def actual_size(self) -> None:
        """Show the map at 100 %."""
        self.view.zoom_to(1.0, self.view.viewport().rect().center())
        self.view.tell_zoom()

    def fit(self) -> None:
        """Show the whole map."""
        self.view.fit()

    def fold_rail(self, folded: bool | None = None) -> None:
        """Fold the rail away (True), show it (False), or turn it round."""
        options = self.scene.options
        self.scene.set_options(replace(options, rail_folded=not options.rail_folded if folded is None else folded))

    def show_signs(self, shown: bool) -> None:
        """Show what the signs and lines mean, or leave the room to the map."""
        self._signs_wanted = shown
        self.legend.setVisible(shown)
        self.tools.signs.setChecked(shown)

    def show_only(self, identities: frozenset[str] | None) -> None:
        """Leave out every card that is not one of these; None shows all."""
        self.scene.set_options(replace(self.scene.options, only=identities))

    def begin_link_from_selection(self) -> None:
        """Draw an arrow without dragging: from the selected card by keys, else from the card that is clicked next."""
        self.view.setFocus()
        if not self.hand.begin_key_link() and not self.session.selection:
            self.hand.link_mode = True
            self.hand.say("Click the card where the arrow begins. Esc leaves it.", self.view.rect().center())

    def delete_selection(self) -> None:
        """Ask that what is selected be removed."""
        if self.session.selection:
            self.wants_delete.emit(self.session.selection)

    def open_selection(self) -> None:
        """Ask that the selected card be opened."""
        if self.session.selection:
            self.wants_open.emit(self.session.selection[-1])

    def arrange(self) -> None:
        """Let the program place every card again, in the order in which fewest arrows cross: one act."""
        placed = {entry.id: None for entry in self.session.case.entries.values() if entry.position is not None}
        if not placed or self.session.attempt(commands.move, placed, "arrange", origin=self.scene):
            self.scene.lay_out(afresh=True)

    def put_back(self) -> None:
        """Give the selected cards back to the program to place: one act."""
        self.session.attempt(commands.move, dict.fromkeys(self.session.selection), origin=self.scene)

    def status_text(self) -> str:
        """How many of the cards are shown."""
        return f"{len(self.scene.shown())} of {len(self.scene.cards)} shown"

    # ------------------------------------------------------------------ what others did

    def _changed(self, changes: ChangeSet, _origin: object) -> None:
        self.scene.refresh(self.session.case, changes, Naming(self.session.case, self.session.veiled))
        self._light()
        self.hand.take_change()

    def _veil_changed(self, veiled: bool) -> None:
        self.hand.rest()
        self.scene.rename(Naming(self.session.case, veiled))

    def _selection_changed(self, identities: tuple[str, ...], origin: object) -> None:
        self.session.seal()
        self._light()
        if identities and origin is not self.scene:
            self.scene.stage.current = ""
            self.hand.choice.dismiss()
            self.view.show_card(identities[0])

    def _light(self) -> None:
        selection = self.session.selection
        lit = lit_by(self.session.case, selection)
        on_map = lit is not None and not lit.isdisjoint((*self.scene.shown(), *self.scene.web.arrows))
        self.scene.light(frozenset(selection), lit if on_map else None)

    def _take_layout(self) -> None:
        laid, scene = self.scene.layout, self.scene
        assert laid is not None
        self.view.take_paper()
        others = sum(lane_of(card.look.kind) == "rail" for card in scene.cards.values())
        folded = scene.options.rail_folded
        hidden = sum(identity not in laid.cards for identity in scene.cards)
        self.heads.show_these(laid, scene.naming, folded=folded, others=hidden if folded else others)
        kinds = {scene.cards[each].look.kind for each in laid.cards}
        words = load_vocabulary()
        ordered = [kind for lane in LANES for kind in LANE_KINDS[lane] if kind in kinds]
        signs = tuple((kind, visible(scene.naming.fill(words.kind(kind).label))) for kind in ordered)
        self.legend.show_these(signs, asked=self._asks())
        self.status_changed.emit(self.status_text())

    def _show_open(self) -> None:
        """Show about what something is not known yet."""
        scene, questions = self.scene, self.questions
        scene.show_open(questions.open, questions.survey)
        self.legend.show_asked(self._asks())
        acting = [each.id for each in scene.naming.perpetrators if each.id in questions.open]
        self.heads.show_asked(bool(acting), tuple(text for each in acting for text in questions.said(each)))

    def _asks(self) -> bool:
        """Whether a ring stands somewhere on the map."""
        laid = self.scene.layout
        return laid is not None and not self.scene.stage.asked.isdisjoint((*laid.cards, *laid.frames))

    def _explain(self, point: QPointF) -> str:
        """What a ring means that is at this point."""
        found = self.scene.asked_at(point)
        return _not_known(self.questions.said(found), "\n") if found else ""

    def _empty(self) -> None:
        """Show nothing of the case any more."""
        self.view.cancel()
        self.hand.rest()
        self.scene.empty()
        self.heads.clear()

    def _restyle(self) -> None:
        self.hand.rest()
        kept = self.view.held_in_view()
        self.scene.restyle()
        self.view.restyle()
        self._make_room()
        self.view.show_card(kept)
        self.updateGeometry()

    def _spoken(self, identity: str) -> Spoken | None:
        """What a screen reader says of a card."""
        card, case = self.scene.cards.get(identity), self.session.case
        if card is None:
            return None
        kind = self.scene.naming.fill(load_vocabulary().kind(card.look.kind).label)
        ahead = sum(link.id in self.scene.web.arrows for link in case.links_from(identity))
        back = sum(link.id in self.scene.web.arrows for link in case.links_to(identity))
        asked = _not_known(self.questions.said(identity), " ") if self.scene.stage.asks(identity) else ""
        more = (card.look.note, _arrows(ahead, "from"), _arrows(back, "to"), asked)
        said = "; ".join(part for part in more if part)
        return Spoken(f"{card.look.title} ({kind})", said, identity in self.scene.stage.selected)

    # ------------------------------------------------------------------ what the view tells

    def _held(self) -> str:
        """The selected card or child that stays in view when the window or the text size changes; "" for none."""
        found = (each for each in reversed(self.session.selection) if self.scene.box_of(each) is not None)
        return next(found, "")

    def _across(self, x: float) -> float:
        """Where a place on the map lies, counted from the left edge of the headings."""
        return float(self.view.mapFromScene(QPointF(x, 0)).x() + self.view.x())

    def _press_key(self, event: QKeyEvent) -> bool:
        if self.keys.press(event):
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_selection()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_selection()
        else:
            return False
        return True

    def _open_or_begin(self, point: QPointF) -> None:
        card = self.scene.card_at(point) or self.scene.arrow_at(point)
        if card:
            self.wants_open.emit(card)
        elif self.scene.layout is not None and (place := place_at(self.scene.layout, point.x(), point.y())):
            self.wants_new.emit(place.kind, place.known)

    def _ask_for_menu(self, point: QPointF, on_screen: QPoint) -> None:
        found = self.scene.card_at(point) or self.scene.arrow_at(point)
        if found and found not in self.session.selection:
            self.hand.select((found,))
        self.wants_menu.emit(self.session.selection if found else (), on_screen)

    def _make_room(self) -> None:
        """In a low window the map has the room of the signs, unless they were asked for."""
        if self._signs_wanted is None:
            roomy = self.height() >= theme.current().px(_ROOMY)
            self.legend.setVisible(roomy)
            self.tools.signs.setChecked(roomy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()


def _arrows(count: int, way: str) -> str:
    return f"{count} arrow{'s' if count > 1 else ''} {way} here" if count else ""


def _not_known(questions: tuple[str, ...], between: str) -> str:
    """The open questions about one thing, as they are shown beside it and spoken."""
    shown = questions[:_SPOKEN]
    more = (f"and {len(questions) - _SPOKEN} more",) if len(questions) > _SPOKEN else ()
    return between.join(("Not known yet:", *shown, *more)) if questions else ""
