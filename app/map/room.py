"""The map of one case: it puts view, scene and hand together, and asks the session for what is to last."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app import theme
from app.aloud import say_aloud
from app.map.arranging import Arranging
from app.map.doubling import double
from app.map.drops import WordDrops
from app.map.folding import Folding
from app.map.foot import Foot
from app.map.hand import MapHand
from app.map.heads import LaneHeads
from app.map.keys import MapKeys, asks_for_menu
from app.map.legend import Legend, ZoomTools
from app.map.lens import LAID_ON, Lens
from app.map.lighting import lit_by
from app.map.minimap import MiniMap
from app.map.places import place_at
from app.map.scene import MapScene, Stood
from app.map.showing import Showing
from app.map.speech import Speech, not_known
from app.map.view import MapView
from app.map.voice import Voice
from app.questions import questions_of
from app.session import Session
from app.unseen import visible
from mapping import commands
from mapping.casemap import ChangeSet, everything
from mapping.lanes import LANE_KINDS, LANES, lane_of
from mapping.naming import Naming
from mapping.vocabulary import load_vocabulary

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

    def __init__(self, session: Session, parent: QWidget | None = None, *, stood: Stood | None = None) -> None:
        super().__init__(parent)
        self.session = session
        naming = Naming(session.case, session.veiled)
        self.scene = MapScene(session.case, naming, self)
        self.scene.stood = stood
        self.view = MapView(self.scene, self)
        self.hand = MapHand(session, self.scene, self.view)
        self.drops = WordDrops(session, self.scene, self.view, self.hand)
        self.keys = MapKeys(session, self.scene, self.view, self.hand)
        self.arranging = Arranging(session, self.scene, self.hand)
        self.folding = Folding(session, self.scene, self._say_beside)
        self.hand.unfold = self.folding.unfold
        self.heads, self.legend, self.tools = LaneHeads(self._across, self), Legend(), ZoomTools()
        self.foot = Foot(self.legend, self.tools, self)
        self.questions = questions_of(session)
        self._signs_wanted: bool | None = None
        self._arrange_widgets()
        self._wire()
        self.showing, self.mini = Showing(session, self.scene, self.legend), MiniMap(self.view, self.scene)
        self.lens = Lens(self.view, self.scene)
        self.lens.stood.connect(self._clear_under_lens)
        self.showing.told.connect(self.mini.forget)
        self.showing.told.connect(lambda: self.status_changed.emit(self.status_text()))
        self.scene.refresh(session.case, everything(session.case), naming)
        self._light()
        self._show_open()
        self.speech = Speech(session, self.scene, self.questions)
        self.voice = Voice(self.view, self.speech)
        self.scene.laid_out.connect(self.voice.renew)

    def _arrange_widgets(self) -> None:
        column = self._column = QVBoxLayout()
        self._row = QHBoxLayout(self)
        for layout in (column, self._row):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self._row.addLayout(column, 1)
        column.addWidget(self.heads)
        column.addWidget(self.view, 1)
        column.addWidget(self.foot)
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
        view.wants_menu_by_key.connect(self._ask_for_menu_by_key)
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

    def take_along(self, above: QWidget, beside: QWidget) -> None:
        """Have this stand above the map, and that at its left."""
        self._column.insertWidget(0, above)
        self._row.insertWidget(0, beside)

    def see_near(self) -> None:
        """See only what is near the selected card; again: one step more."""
        if self.session.selection:
            self.showing.sights.near(self.session.selection[-1], 1)

    def see_nearer(self) -> None:
        """One step less around it."""
        if self.showing.sights.sight.focus:
            self.showing.sights.near(self.showing.sights.sight.focus, -1)

    def turn_lens(self) -> None:
        """Take up the reading lens, or put it away."""
        said = self.lens.turn()
        self.hand.say("" if self.lens.shown else said, self.view.rect().center())
        if self.lens.shown:
            say_aloud(self.view, said)

    def _clear_under_lens(self) -> None:
        """The card that the lens shows says more than the words that tell of it; other words stay in sight."""
        hint = self.hand.hint
        if hint.text == LAID_ON:
            hint.say("", QPoint())
        elif hint.isVisible():
            hint.raise_()

    def fold_rail(self, folded: bool | None = None) -> None:
        """Fold the rail away (True), show it (False), or turn it round."""
        options = self.scene.options
        self.scene.set_options(replace(options, rail_folded=not options.rail_folded if folded is None else folded))

    def show_signs(self, shown: bool) -> None:
        """Show what the signs and lines mean, or leave the room to the map."""
        self._signs_wanted = shown
        self.foot.show_legend(shown)
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

    def edit_words(self) -> None:
        """Change the words of the selected card on the card, or in its record where they are not one text."""
        if not self.hand.change_words():
            self.open_selection()

    def duplicate(self) -> None:
        """Put a double of each selected card beside it: one act; the words of one alone are then changed."""
        double(self.session, self.scene, self.hand)

    def open_selection(self) -> None:
        """Ask that the selected card be opened."""
        if self.session.selection:
            self.wants_open.emit(self.session.selection[-1])

    def arrange(self) -> None:
        """Let the program place every card again, in the order in which fewest arrows cross: one act."""
        self.arranging.all()

    def put_back(self) -> None:
        """Give the selected cards back to the program to place: one act."""
        self.session.attempt(commands.move, dict.fromkeys(self.session.selection), origin=self.scene)

    def status_text(self) -> str:
        """How many of the cards are shown."""
        return self.showing.count_text or f"{len(self.scene.shown())} of {len(self.scene.cards)} shown"

    # ------------------------------------------------------------------ what others did

    def _changed(self, changes: ChangeSet, _origin: object) -> None:
        self.scene.refresh(self.session.case, changes, Naming(self.session.case, self.session.veiled))
        self.arranging.take_change(changes)
        self.folding.take_change()
        self.voice.call_otherwise(self.speech.touched(changes))
        self._light()
        self.lens.follow()
        self.hand.take_change()

    def _veil_changed(self, veiled: bool) -> None:
        self.hand.rest()
        self.scene.rename(Naming(self.session.case, veiled))
        self.voice.call_all_otherwise()

    def _selection_changed(self, identities: tuple[str, ...], origin: object) -> None:
        self.session.seal()
        self._light()
        self.lens.go_to_keyboard()
        if identities and origin is not self.scene:
            self.scene.stage.current = ""
            self.hand.choice.dismiss()
            self.view.show_card(identities[0])

    def _light(self) -> None:
        selection = self.session.selection
        lit = lit_by(self.session.case, selection)
        shown = self.scene.layout.cards if self.scene.layout is not None else {}
        on_map = lit is not None and any(each in shown or each in self.scene.web.arrows for each in lit)
        self.scene.light(frozenset(selection), lit if on_map else None)

    def _take_layout(self) -> None:
        laid, scene = self.scene.layout, self.scene
        assert laid is not None
        self.view.take_paper()
        others = sum(lane_of(card.kind) == "rail" for card in scene.cards.values())
        folded = scene.options.rail_folded
        hidden = [identity for identity in scene.cards if identity not in laid.cards]
        self.heads.show_these(laid, scene.naming, folded=folded, others=len(hidden) if folded else others)
        aside = (each for each in hidden if folded and lane_of(scene.cards[each].kind) == "rail")
        self.showing.sights.put_aside(frozenset(aside) - scene.web.above.keys())
        kinds = {scene.cards[each].kind for each in laid.cards}
        words = load_vocabulary()
        ordered = [kind for lane in LANES for kind in LANE_KINDS[lane] if kind in kinds]
        signs = tuple((kind, visible(scene.naming.fill(words.kind(kind).label))) for kind in ordered)
        self.legend.show_these(signs)
        self._explain_open()
        self.status_changed.emit(self.status_text())

    def _show_open(self) -> None:
        """Show about what something is not known yet."""
        scene, questions = self.scene, self.questions
        scene.show_open(questions.open, questions.survey)
        acting = [each.id for each in scene.naming.perpetrators if each.id in questions.open]
        self.heads.show_asked(bool(acting), tuple(text for each in acting for text in questions.said(each)))
        self._explain_open()
        self.lens.follow()

    def _explain_open(self) -> None:
        """Explain how it is drawn that something is not known yet, where it is drawn."""
        laid, asked = self.scene.layout, self.scene.stage.asked
        plates = [plate.look for key, plate in self.scene.plates.items() if key.startswith("title/")]
        ringed = any(look.asked for look in plates) or any(each.id in asked for each in self.scene.naming.perpetrators)
        self.legend.show_asked(hollow=laid is not None and not asked.isdisjoint(laid.cards), ringed=ringed)

    def _explain(self, point: QPointF) -> str:
        """What is asked about the card whose hollow edge is at this point, or the child whose name is."""
        found = self.scene.asked_at(point)
        return not_known(self.questions.said(found), "\n") if found else ""

    def _empty(self) -> None:
        """Show nothing of the case any more."""
        self.view.cancel()
        self.hand.rest()
        self.voice.fall_silent()
        self.lens.let_go()
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

    # ------------------------------------------------------------------ what the view tells

    def _say_beside(self, words: str, identity: str) -> None:
        self.hand.say(words, self.hand.beside(identity) if identity else QPoint(24, 24))

    def _held(self) -> str:
        """The selected card or child that stays in view when the window or the text size changes; "" for none."""
        found = (each for each in reversed(self.session.selection) if self.scene.box_of(each) is not None)
        return next(found, "")

    def _across(self, x: float) -> float:
        """Where a place on the map lies, counted from the left edge of the headings."""
        return float(self.view.mapFromScene(QPointF(x, 0)).x() + self.view.x() - self.heads.x())

    def _press_key(self, event: QKeyEvent) -> bool:
        if self.keys.press(event):
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_selection()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_selection()
        elif asks_for_menu(event):
            self._ask_for_menu_by_key()
        else:
            return event.key() == Qt.Key.Key_Escape and self.showing.sights.clear()
        return True

    def _open_or_begin(self, point: QPointF) -> None:
        self.hand.rest()
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

    def _ask_for_menu_by_key(self) -> None:
        """The menu of what is selected, beside it; of the map where nothing is. Some systems ask twice for one key."""
        if QApplication.activePopupWidget() is not None:
            return
        self.hand.rest()
        selection = self.session.selection
        at = self.hand.beside(selection[-1]) if selection else self.view.rect().center()
        inside = self.view.viewport().rect()
        at = QPoint(max(0, min(at.x(), inside.right())), max(0, min(at.y(), inside.bottom())))
        self.wants_menu.emit(selection, self.view.viewport().mapToGlobal(at))

    def _make_room(self) -> None:
        """In a low window the map has the room of the signs, unless they were asked for."""
        self.foot.fit(self.height())
        if self._signs_wanted is None:
            roomy = self.height() >= theme.current().px(_ROOMY)
            self.foot.show_legend(roomy)
            self.tools.signs.setChecked(roomy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
