"""One open case on screen: header, views, inspector, quick add, and what was last saved; it decides nothing."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from app import actions, caserooms, theme
from app.aloud import ActsAloud
from app.byhand import ByHand
from app.dividing import Divided, column, divide, keep_width, widen
from app.evidencepage import ToEvidence
from app.find.bar import FindBar
from app.header import Band, Header, OneLine, Tabs
from app.help.room import HelpRoom
from app.helppage import write_card
from app.history.room import HistoryPanel
from app.inspector.room import InspectorRoom
from app.keptplaces import keep_places, stood
from app.keptveil import keep_veil, veil_as_left
from app.later import Later
from app.map.room import MapRoom
from app.mapmenu import map_menu, names_for
from app.outline.room import OutlineRoom
from app.plain import hide_tips
from app.quickadd.bar import QuickAddBar
from app.readings import Readings
from app.seeing.room import Seeing
from app.session import Session
from app.strip import Strip
from app.sweeping import Sweeping
from app.text import act_text, redo_text, undo_text
from app.undoreach import UndoReach, forget_steps
from mapping.casemap import ChangeSet
from mapping.commands import remove
from mapping.naming import Naming
from mapping.veil import veiled_title
from storage.vault import Vault

_FOR_THREE, _ROOM_KEEPS = 900, 420
"""The width that room, inspector and help need side by side, and what the room keeps when help is opened."""
_FOR_PANEL = 1100
"""In a window less wide than this the form waits while it is chosen which part of the map is seen."""
_READ = "open for reading only"
_STAYS = "The case stays open: what was typed last could not be kept, and would be lost."


class CasePage(QWidget):
    """Puts the rooms of one session side by side and carries what they ask for from one to the other."""

    words, unknowns = Later(caserooms.words), Later(caserooms.unknowns)
    language, report = Later(caserooms.language), Later(caserooms.report)
    guided, presenting = Later(caserooms.guided), Later(caserooms.presenting)

    left = Signal()
    wants_hide = Signal()
    wants_view = Signal(object)
    wants_lock = Signal()

    def __init__(self, session: Session, shelf: Vault, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.shelf = session, shelf
        veil_as_left(session, shelf)
        self.readings = Readings(session, shelf)
        self.header, self.tabs, self.strip = Header(in_case=True), Tabs(), Strip()
        self.map, self.inspector = MapRoom(session, stood=stood(shelf)), InspectorRoom(session)
        self.seeing = Seeing(session, shelf, self)
        self.outline, self.help = OutlineRoom(session), HelpRoom()
        self.finding, self.quick = FindBar(session), QuickAddBar(session)
        self._status = OneLine(role="muted")
        self._saved, self._sized, self._lent = _READ if session.for_reading else "saved, encrypted", False, False
        self.rooms = QStackedWidget()
        self._split = self.divided = Divided(Qt.Orientation.Horizontal)
        self._lay_out()
        self._wire()
        self._keys = actions.build(self, [actions.IN_A_CASE])
        self._keys |= actions.build(self.map, [actions.ON_THE_MAP], self)
        self._reach, self._sweeping, self._aloud = UndoReach(self), Sweeping(session, self), ActsAloud(session, self)
        self._show_case()
        self._show_steps()

    def _lay_out(self) -> None:
        self.rooms.addWidget(self.map)
        self.map.take_along(self.seeing.strip, self.seeing.panel)
        self.rooms.addWidget(self.outline)
        self.to_evidence = ToEvidence(self.session, self.rooms, self._come_back, self.strip.say)
        self.to_evidence.covers.connect(self.tabs.show_covered)
        self.hands = ByHand(self.session, self.rooms, self.map, self.quick, self._come_back, self.strip.say)
        self.hands.covers.connect(self.tabs.show_covered)
        self.hands.at_quote, self.hands.show_quote = self.inspector.at_quote, self._show_quote
        self._middle = QWidget()
        column(self._middle, self.finding, self.hands.beside)
        self._split.addWidget(self._middle)
        self._split.addWidget(self.inspector)
        self._split.addWidget(self.help)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(0, 1)
        self._split.setHandleWidth(1)
        bottom = Band(line_above=True)
        line = QHBoxLayout(bottom)
        line.setContentsMargins(0, 0, theme.current().px(16), 0)
        line.addWidget(self.quick, 1)
        line.addWidget(self._status)
        column(self, self.header, self.tabs, self._split, self.strip, bottom).setStretch(2, 1)
        self.finding.hide()
        self.help.hide()

    def _wire(self) -> None:
        caserooms.join_header(self)
        self.tabs.chosen.connect(self._show_room)
        self.session.changed.connect(self._changed)
        self.session.renaming.connect(self._call_otherwise)
        self.session.veil_changed.connect(self._show_case)
        for failing in (self.session.refused, self.session.failed, self.seeing.failed):
            failing.connect(self.strip.say)
        for leaving in (self.finding.closed, self.quick.left, self.seeing.left):
            leaving.connect(self._focus_room)
        for turned in (self.seeing.turned, self.hands.turned):
            turned.connect(self._make_room)
        self.hands.opening.connect(self.seeing.close_panel)
        for room in (self.map, self.outline):
            room.wants_delete.connect(self._remove)
            room.wants_open.connect(self.open_entry)
            room.wants_new.connect(self.quick.begin)
        self.inspector.wants_new.connect(self.quick.begin)
        self.inspector.wants_help.connect(self._help_with)
        self.inspector.wants_evidence.connect(self.to_evidence.show_for)
        self.inspector.wants_history.connect(self._open_history)
        self.help.closed.connect(self._leave_help)
        self.session.locking.connect(self._empty_help)
        self.help.wants_page.connect(lambda key: write_card(key, self, self.strip.say))
        self.map.wants_menu.connect(self._show_menu)
        self.map.status_changed.connect(self._show_status)
        self.map.view.zoomed.connect(self._show_status)

    # ------------------------------------------------------------------------------------------- what keys call

    def undo(self) -> None:
        """Take the last act back."""
        self._aloud.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self._aloud.redo()

    def turn_veil(self) -> None:
        """Roles instead of names, or names again."""
        self.session.veil(not self.session.veiled)

    def show_find(self) -> None:
        """Open the line for finding, over the map or the outline."""
        if self._at_report():
            self.show_map()
        self.finding.show()
        self.finding.setFocus()

    def focus_quick_add(self) -> None:
        """Go to the line for adding."""
        self.quick.setFocus()

    def show_map(self) -> None:
        """Go to the map."""
        self._go("map")

    def show_outline(self) -> None:
        """Go to the case as text."""
        self._go("outline")

    def show_words(self) -> None:
        """Go to the pattern and the pathways as sentences."""
        self._go("words")

    def show_unknowns(self) -> None:
        """Go to what the map does not say."""
        self._go("unknowns")

    def show_language(self) -> None:
        """Go to what the wording of the case hides."""
        self._go("language")

    def show_report(self) -> None:
        """Go to the reports."""
        self._go("report")

    def show_guided(self) -> None:
        """Go to the steps of a mapping session."""
        self._go("guided")

    def show_beside_tabs(self, view: QWidget | None) -> None:
        """Go to a view that has no tab of its own; None for the one that its tab names."""
        if view is None:
            self._come_back()
            return
        self.rooms.setCurrentWidget(view)
        self._make_room()
        view.setFocus()

    def draw_map(self) -> None:
        """Go to the reports with a picture of the map as it is shown now."""
        self.show_report()
        self.report.picture_of_shown()

    def show_history(self) -> None:
        """Show the record of what was done in this case."""
        self._open_history("")

    def show_card_history(self) -> None:
        """Show the record of what is selected; of the case where nothing is."""
        self._open_history(self.session.selection[0] if self.session.selection else "")

    def show_help(self) -> None:
        """Say what the field, the kind or the word at hand is for; close the help if the keyboard is in it."""
        at = QApplication.focusWidget()
        if at is not None and self.help.isAncestorOf(at):
            self._leave_help()
        else:
            self.inspector.ask_for_help()

    def _come_back(self) -> None:
        """To the view that its tab names."""
        self._show_room(self.tabs.current)
        self._focus_room()

    def _go(self, name: str) -> None:
        self.tabs.show_tab(name)
        self._show_room(name)
        self._named(name).setFocus()

    def leave(self) -> None:
        """Put everything away and go back to the list of cases; not before what was typed is kept."""
        unkept = self.put_away()
        if unkept:
            self.strip.say(_STAYS, unkept)
            return
        self.session.locking.emit()
        self.left.emit()

    def put_away(self) -> tuple[str, ...]:
        """End what is being typed, and keep it and how the page was left; why not, where a text was not kept."""
        typing = self.focusWidget()
        if typing is not None:
            typing.clearFocus()
        if self.inspector.isVisible():
            keep_width(self.shelf, self.inspector)
        keep_places(self.shelf, self.map.scene)
        keep_veil(self.session, self.shelf)
        return self.session.put_away()

    # -------------------------------------------------------------------------------------------------- showing

    def _focus_room(self) -> None:
        room = self.rooms.currentWidget()
        if room is not None:
            room.setFocus()

    def _named(self, name: str) -> QWidget:
        found: QWidget = getattr(self, name)
        return found

    def _at_report(self) -> bool:
        """Whether the reports are shown; they are not made to find that out."""
        return "report" in vars(self) and self.rooms.currentWidget() is self.report

    def _show_room(self, name: str) -> None:
        self.to_evidence.let_go()
        self.rooms.setCurrentWidget(self._named(name))
        if self._middle.isHidden():
            self.help.hide()
        self._make_room()
        if name == "report":
            self.finding.hide()

    def _changed(self, changes: ChangeSet, _origin: object) -> None:
        now = datetime.now().astimezone()
        self._saved = f"Saved: {act_text(changes)}, {now:%H:%M}"
        self.strip.clear()
        self._show_case()
        self._show_steps()

    def _show_case(self) -> None:
        case, veiled = self.session.case, self.session.veiled
        title = veiled_title(case.header.title, Naming(case, veiled=veiled))
        self.header.show_case(title, veiled)
        self._show_status()

    def _call_otherwise(self) -> None:
        """Take away, or say anew, what stands around the rooms with the names of before."""
        hide_tips()
        forget_steps(self)
        self.strip.clear()
        if self.help.isVisible():
            self.help.speak_of(Naming(self.session.case, veiled=self.session.veiled))

    def _show_steps(self) -> None:
        """Undo and redo by name. A step is recorded before it is announced, so this is never one behind."""
        back, forth = self.session.next_undo, self.session.next_redo
        may = not self.session.for_reading
        self.tabs.show_steps(undo_text(back), redo_text(forth), may and back is not None, may and forth is not None)

    def be_lent(self) -> None:
        """Say, as long as the case is open, that nothing of it will be kept."""
        self._lent = True
        self._show_status()

    def _show_status(self) -> None:
        saved = "a trial: wiped when you close" if self._lent else self._saved
        parts = (self.map.status_text(), saved, f"{round(self.map.view.zoom * 100)} %")
        self._status.setText("   |   ".join(parts))

    # -------------------------------------------------------------------------------------- what rooms ask for

    def _remove(self, identities: tuple[str, ...]) -> None:
        """Take things off the map; where anything would go along, the inspector shows it and asks first."""
        self._show_form()
        gone = {change.id for change in remove(self.session.case, *identities) if change.after is None}
        along = gone - set(identities)
        self.session.select(identities, self)
        if not (along and self.inspector.ask_to_remove()):
            self.session.attempt(remove, *identities)

    def open_entry(self, identity: str) -> None:
        """Show the form of an entry, with the keyboard in it."""
        self._show_form()
        self.session.select((identity,), self)
        self.inspector.setFocus()

    def open_field(self, identity: str, field: str) -> None:
        """Show the form of an entry with the keyboard in one of its fields, beside the map where reports are shown."""
        if self._at_report():
            self.show_map()
        self._show_form()
        self.session.select((identity,), self)
        self.inspector.show_field(identity, field)

    def _show_quote(self, identity: str) -> bool:
        """Show the words of its source in the form of a card or arrow; False where it names no source."""
        self.open_field(identity, "cites")
        return self.inspector.open_quote()

    def _show_form(self) -> None:
        """The form is wanted: what it waited for goes."""
        if self.inspector.isHidden() and not self._at_report():
            self.hands.put_vocabulary_away()
            self.seeing.close_panel()

    def _open_history(self, identity: str) -> None:
        """Open the panel with the record; what is being typed is kept as the keyboard goes there."""
        panel = HistoryPanel(self.session, self.shelf, identity, self)
        panel.wants_open.connect(self.open_entry)
        panel.open()

    def _help_with(self, kind: str, field: str, key: str) -> None:
        self.help.speak_of(Naming(self.session.case, veiled=self.session.veiled))
        if kind:
            self.help.show_field(kind, field, key)
        else:
            self.help.show_beginning()
        opening = self.help.isHidden()
        self.help.show()
        self._make_room()
        if opening and not self._middle.isHidden():
            widen(self._split, self.help, theme.current().px(_ROOM_KEEPS))
        self.help.field.setFocus()

    def _empty_help(self) -> None:
        """Speak of nobody: the case is closing."""
        self.help.hide()
        self._make_room()
        self.help.speak_of(None)

    def _make_room(self) -> None:
        """In a window too narrow for all three the room waits while help is read beside the form; so does the form
        while a part of the map is chosen."""
        if not self.seeing.panel.isHidden():
            self.hands.put_vocabulary_away()
        beside = self.seeing.panel.isVisibleTo(self) or self.hands.shows_vocabulary
        choosing = beside and self.width() < theme.current().px(_FOR_PANEL)
        self.inspector.setVisible(not self._at_report() and not choosing)
        three = not (self.help.isHidden() or self.inspector.isHidden())
        self._middle.setVisible(not three or self.width() >= theme.current().px(_FOR_THREE))

    def _leave_help(self) -> None:
        self.help.hide()
        self._make_room()
        self.help.whence.go_back(self.inspector if self.inspector.isVisible() else self.rooms.currentWidget())

    def _show_menu(self, identities: tuple[str, ...], point: QPoint) -> None:
        names = names_for(self.session.case, identities)
        map_menu(self, names, self._keys, self.map.open_selection).popup(point)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The first time, give the inspector the width that it had."""
        super().resizeEvent(event)
        if not self._sized:
            self._sized = True
            divide(self._split, self.width(), self.shelf, self.strip.say)
        self._make_room()
