"""One open case on screen: header, views, inspector, quick add, and what was last saved; it decides nothing."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app import actions, theme
from app.evidencepage import ToEvidence
from app.find.bar import FindBar
from app.header import Band, Header, OneLine, Tabs
from app.help.room import HelpRoom
from app.helppage import write_card
from app.history.room import HistoryPanel
from app.inspector.room import InspectorRoom
from app.language.room import LanguageRoom
from app.map.room import MapRoom
from app.outline.room import OutlineRoom
from app.plain import hide_tips
from app.quickadd.bar import QuickAddBar
from app.readings import Readings
from app.report.room import ReportRoom
from app.session import Session
from app.strip import Strip
from app.sweeping import Sweeping
from app.text import act_text, redo_text, undo_text
from app.undoreach import UndoReach, forget_steps
from app.unknowns.room import UnknownsRoom
from app.words.room import WordsRoom
from mapping.casemap import ChangeSet
from mapping.commands import remove
from mapping.naming import Naming
from mapping.veil import veiled_text
from storage.errors import VaultError
from storage.vault import Vault

_WIDTH = "inspector width"
_NARROWEST, _USUAL = 300, 480
"""Widths of the inspector, in pixels at 100 %."""
_FOR_THREE, _ROOM_KEEPS = 900, 420
"""The width that room, inspector and help need side by side, and what the room keeps when help is opened."""
_READ = "open for reading only"
_STAYS = "The case stays open: what was typed last could not be kept, and would be lost."


class CasePage(QWidget):
    """Puts the rooms of one session side by side and carries what they ask for from one to the other."""

    left = Signal()
    wants_hide = Signal()
    wants_view = Signal(object)
    wants_lock = Signal()

    def __init__(self, session: Session, shelf: Vault, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self._shelf = session, shelf
        self.readings = Readings(session, shelf)
        self.header, self.tabs, self.strip = Header(in_case=True), Tabs(), Strip()
        self.map, self.inspector = MapRoom(session), InspectorRoom(session)
        self.outline, self.report = OutlineRoom(session), ReportRoom(session, shelf)
        self.words, self.unknowns, self.language = WordsRoom(session), UnknownsRoom(session), LanguageRoom(session)
        self.help = HelpRoom()
        self._by_name: dict[str, QWidget] = {
            "map": self.map, "outline": self.outline, "words": self.words, "unknowns": self.unknowns,
            "language": self.language, "report": self.report,
        }  # fmt: skip
        self.finding, self.quick = FindBar(session), QuickAddBar(session)
        self._status = OneLine(role="muted")
        self._saved, self._sized, self._lent = _READ if session.for_reading else "saved, encrypted", False, False
        self._rooms = QStackedWidget()
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._wire()
        self._keys = actions.build(self, [actions.IN_A_CASE])
        self._keys |= actions.build(self.map, [actions.ON_THE_MAP], self)
        self._reach, self._sweeping = UndoReach(self), Sweeping(session, self)
        self._show_case()
        self._show_steps()

    def _lay_out(self) -> None:
        for room in self._by_name.values():
            self._rooms.addWidget(room)
        self.to_evidence = ToEvidence(self.session, self._rooms, self._come_back, self.strip.say)
        self.to_evidence.covers.connect(self.tabs.show_covered)
        self._middle = QWidget()
        _column(self._middle, self.finding, self._rooms)
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
        _column(self, self.header, self.tabs, self._split, self.strip, bottom).setStretch(2, 1)
        self.finding.hide()
        self.help.hide()

    def _wire(self) -> None:
        self.header.wants_cases.connect(self.leave)
        self.header.wants_find.connect(self.show_find)
        self.header.wants_veil.connect(self.turn_veil)
        self.header.wants_hide.connect(self.wants_hide)
        self.header.wants_view.connect(self.wants_view)
        self.header.wants_lock.connect(self.wants_lock)
        self.tabs.chosen.connect(self._show_room)
        self.tabs.wants_undo.connect(self.undo)
        self.tabs.wants_redo.connect(self.redo)
        self.session.changed.connect(self._changed)
        self.session.renaming.connect(self._call_otherwise)
        self.session.veil_changed.connect(self._show_case)
        self.session.refused.connect(self.strip.say)
        self.session.failed.connect(self.strip.say)
        self.finding.closed.connect(self._focus_room)
        self.quick.left.connect(self._focus_room)
        for room in (self.map, self.outline):
            room.wants_delete.connect(self._remove)
            room.wants_open.connect(self._open)
            room.wants_new.connect(self.quick.begin)
        for opening in (self.words.wants_open, self.unknowns.wants_open, self.language.wants_open):
            opening.connect(self._open)
        for adding in (self.words.wants_new, self.unknowns.wants_new, self.inspector.wants_new):
            adding.connect(self.quick.begin)
        for showing in (self.unknowns.wants_field, self.language.wants_field, self.report.wants_field):
            showing.connect(self._open_field)
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
        self.session.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self.session.redo()

    def turn_veil(self) -> None:
        """Roles instead of names, or names again."""
        self.session.veil(not self.session.veiled)

    def show_find(self) -> None:
        """Open the line for finding, over the map or the outline."""
        if self._rooms.currentWidget() is self.report:
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
        self._by_name[name].setFocus()

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
            self._keep_width()
        return self.session.put_away()

    # -------------------------------------------------------------------------------------------------- showing

    def _focus_room(self) -> None:
        room = self._rooms.currentWidget()
        if room is not None:
            room.setFocus()

    def _show_room(self, name: str) -> None:
        self.to_evidence.room.let_go()
        self._rooms.setCurrentWidget(self._by_name[name])
        self.inspector.setVisible(name != "report")
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
        title = veiled_text(case.header.title, Naming(case, veiled=True)) if veiled else case.header.title
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
        gone = {change.id for change in remove(self.session.case, *identities) if change.after is None}
        along = gone - set(identities)
        self.session.select(identities, self)
        if not (along and self.inspector.ask_to_remove()):
            self.session.attempt(remove, *identities)

    def _open(self, identity: str) -> None:
        self.session.select((identity,), self)
        self.inspector.setFocus()

    def _open_field(self, identity: str, field: str) -> None:
        if self._rooms.currentWidget() is self.report:
            self.show_map()
        self.session.select((identity,), self)
        self.inspector.show_field(identity, field)

    def _open_history(self, identity: str) -> None:
        """Open the panel with the record; what is being typed is kept as the keyboard goes there."""
        panel = HistoryPanel(self.session, self._shelf, identity, self)
        panel.wants_open.connect(self._open)
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
        if opening:
            self._widen_help()
        self.help.field.setFocus()

    def _empty_help(self) -> None:
        """Speak of nobody: the case is closing."""
        self.help.hide()
        self._make_room()
        self.help.speak_of(None)

    def _make_room(self) -> None:
        """In a window too narrow for all three the room waits while help is read beside the form."""
        three = not (self.help.isHidden() or self.inspector.isHidden())
        self._middle.setVisible(not three or self.width() >= theme.current().px(_FOR_THREE))

    def _widen_help(self) -> None:
        """Give help the width that it reads well in, if the others can spare it."""
        room, form, helping = self._split.sizes()
        more = min(self.help.sizeHint().width() - helping, room - theme.current().px(_ROOM_KEEPS))
        if more > 0 and not self._middle.isHidden():
            self._split.setSizes([room - more, form, helping + more])

    def _leave_help(self) -> None:
        self.help.hide()
        self._make_room()
        if self.inspector.isVisible():
            self.inspector.setFocus()
        else:
            self._focus_room()

    def _show_menu(self, identities: tuple[str, ...], point: QPoint) -> None:
        on_a_card = ("link", "evidence", "remove", "free", "card_history")
        names = on_a_card if identities else ("all", "fit", "arrange", "rail")
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self._keys[name] for name in names])
        menu.popup(point)

    def _keep_width(self) -> None:
        width = round(self.inspector.width() / theme.current().scale)
        with suppress(VaultError):
            self._shelf.keep_setting(_WIDTH, width)

    def _kept_width(self) -> object:
        try:
            return self._shelf.setting(_WIDTH)
        except VaultError as error:
            self.strip.say(str(error))
            return None

    def _set_width(self) -> None:
        kept = self._kept_width()
        wanted = kept if isinstance(kept, int) and not isinstance(kept, bool) else _USUAL
        look = theme.current()
        wide = max(look.px(_NARROWEST), min(look.px(wanted), round(self.width() * 0.5)))
        self._split.setSizes([max(1, self.width() - wide), wide])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The first time, give the inspector the width that it had."""
        super().resizeEvent(event)
        if not self._sized:
            self._sized = True
            self._set_width()
        self._make_room()


def _column(owner: QWidget, *widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    return column
