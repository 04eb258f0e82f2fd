"""What a hand carries from one room of an open case to another: passages of notes, lines pasted, words of the list.

It shows nothing of its own and does no act; each room does its part.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QStackedWidget, QWidget

from app.actions import act_called, keys_of
from app.catalogue.panel import CataloguePanel
from app.later import soon
from app.map.room import MapRoom
from app.notes.keeping import Pages
from app.notes.room import NotesRoom
from app.quickadd.bar import QuickAddBar
from app.quickadd.lines import DRAFT, MOST, LinesPanel
from app.session import Session
from mapping.casemap import ChangeSet
from mapping.quickadd.passages import quoted_by
from mapping.quickadd.several import lines_of
from storage.errors import OpenForReading

_NO_CARD = "Put the caret into a marked passage first."
_NOTHING = "There is no text to paste."
_TOO_MANY = f"At most {MOST} lines are looked over at a time; the rest was not taken."
_WAITING = "Lines that were pasted are not on the map yet. Go to the map and press {} to look them over."
_ELSEWHERE = (
    "Nothing on the map was moved for what came from the notes, so some of it stands below. {} ({}) brings all of it"
    " into its lanes; one undo takes that back."
)
_NO_QUOTE = "Select one card or arrow for which a source is named first: this leads to the words of its source."


class ByHand(QObject):
    """The ways between map, notes and quick add; `back` shows the view that was covered, `say` tells why not."""

    covers = Signal(bool)
    """The notes lie over the view."""
    opening = Signal()
    """The words of the catalogue are about to stand beside the map, where there is room for one panel."""
    turned = Signal()
    """They came or went."""

    def __init__(
        self,
        session: Session,
        rooms: QStackedWidget,
        map_room: MapRoom,
        quick: QuickAddBar,
        back: Callable[[], None],
        say: Callable[[str], None],
    ) -> None:
        super().__init__(rooms)
        self._session, self._rooms, self._map, self._quick = session, rooms, map_room, quick
        self._back, self._say = back, say
        self.at_quote: Callable[[], bool] = lambda: False
        self.show_quote: Callable[[str], bool] = lambda _thing: False
        """Whether the keyboard is at a quote in a record, and how one is shown there: the page knows the records."""
        self._pages, self._notes = Pages(session), None
        self._from_notes, self._elsewhere = False, 0
        session.changed.connect(self._changed)
        session.locking.connect(self._pages.forget)
        rooms.currentChanged.connect(self._tell)
        self.beside, self._panel = QWidget(), None
        self._row = QHBoxLayout(self.beside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(rooms, 1)
        quick.wants_lines.connect(self.look_over)
        quick.wants_ways.connect(self._show_ways)
        map_room.drops.wants_text.connect(self.take_text)
        if session.draft(session.case.header.id, DRAFT):
            soon(self, lambda _self: say(_WAITING.format(keys_of("paste"))))

    _panel: CataloguePanel | None
    _notes: NotesRoom | None

    @property
    def notes(self) -> NotesRoom:
        """The page of notes, made when it is first wanted."""
        if self._notes is None:
            self._notes = NotesRoom(self._session, self._pages)
            self._rooms.addWidget(self._notes)
            self._notes.left.connect(self._back)
            self._notes.wants_card.connect(self._show_card)
        return self._notes

    def _changed(self, changes: ChangeSet, _origin: object) -> None:
        """Until there is a room for them, the pages of sources that go are looked after here."""
        if self._notes is None:
            self._pages.take_change(changes)

    def show_vocabulary(self) -> None:
        """Show the words of the catalogue beside the map; put them away where the keyboard is in them already."""
        if self._panel is None:
            self._panel = CataloguePanel(self._session)
            self._panel.wants_card.connect(self._put_word)
            self._panel.left.connect(self._close_vocabulary)
            self._panel.hide()
            self._row.insertWidget(0, self._panel)
        at = QApplication.focusWidget()
        if self._panel.isVisible() and at is not None and self._panel.isAncestorOf(at):
            self._close_vocabulary()
            return
        if not self._map.isVisible():
            self._rooms.setCurrentWidget(self._map)
        self.opening.emit()
        self._panel.name_again()
        self._panel.show()
        self.turned.emit()
        self._panel.setFocus()

    def put_vocabulary_away(self) -> None:
        """Leave the room beside the map to another panel."""
        if self.shows_vocabulary:
            assert self._panel is not None
            self._panel.hide()
            self.turned.emit()

    @property
    def shows_vocabulary(self) -> bool:
        """Whether the words of the catalogue stand beside the map."""
        return self._panel is not None and not self._panel.isHidden()

    def _close_vocabulary(self) -> None:
        self.put_vocabulary_away()
        self._map.setFocus()

    def _put_word(self, kind: str, key: str) -> None:
        if not self._map.isVisible():
            self._rooms.setCurrentWidget(self._map)
        self._map.drops.put(kind, key)

    @property
    def _in_notes(self) -> bool:
        return self._notes is not None and self._rooms.currentWidget() is self._notes

    def _tell(self, _number: int) -> None:
        if self._in_notes:
            self._elsewhere = self._elsewhere if self._from_notes else self._parts_elsewhere()
            self.covers.emit(True)
        elif self._from_notes and self._map.isVisibleTo(self._rooms):
            soon(self, ByHand._tell_of_arranging)
        self._from_notes = self._in_notes

    def _parts_elsewhere(self) -> int:
        """How many lanes and frames go on elsewhere on the map, because there was no room for what came."""
        laid = self._map.scene.layout
        return len(laid.parts) + sum(frame.continued for frame in laid.children) if laid is not None else 0

    def _tell_of_arranging(self) -> None:
        """Whoever comes back from the notes has seen no card arrive: say how what came is brought into its lanes."""
        if self._parts_elsewhere() > self._elsewhere and not self._session.for_reading:
            self._say(_ELSEWHERE.format(act_called("arrange").text, keys_of("arrange")))

    def show_notes(self) -> None:
        """Go to the page of notes; from there, back."""
        if self._in_notes:
            self._back()
            return
        self._rooms.setCurrentWidget(self.notes)
        self.notes.setFocus()

    def pages(self) -> dict[str, str]:
        """The words of every page of notes, by the id of its source; "" is the page of which nobody has said whose."""
        found = {each: self._pages.text(each) for each in ("", *self._pages.sources)}
        return {each: text for each, text in found.items() if text}

    def show_page(self, source: str, start: int, end: int) -> None:
        """Show the words from one letter of a page to another; the keyboard stays where it is."""
        self.notes.show_stretch(source, start, end)
        if not self._in_notes:
            self._rooms.setCurrentWidget(self.notes)

    def show_page_to_write(self, source: str, start: int, end: int) -> None:
        """The same, and the keyboard goes there."""
        self.show_page(source, start, end)
        self.notes.setFocus()

    def tie(self) -> None:
        """From a card to the words of its source, on a page of notes or in the record; from those to the card."""
        if self._in_notes:
            if not self.notes.go_to_card():
                self._say(_NO_CARD)
            return
        chosen = self._session.selection
        if len(chosen) == 1 and self.at_quote():
            self._back()
            self._map.view.show_card(chosen[0])
        elif len(chosen) == 1 and self._is_in_notes(chosen[0]) and self.notes.show_passage(chosen[0]):
            self._rooms.setCurrentWidget(self.notes)
            self.notes.setFocus()
        elif not (len(chosen) == 1 and self._rests_on_some(chosen[0]) and self.show_quote(chosen[0])):
            self._say(_NO_QUOTE)

    def _rests_on_some(self, thing: str) -> bool:
        """Whether a source is named for a card or arrow."""
        return bool(getattr(self._session.case.thing(thing), "cites", ()))

    def _is_in_notes(self, thing: str) -> bool:
        """Whether a page may hold what a card or arrow quotes; the room of the pages is not made to find that out."""
        return quoted_by(self._session.case, thing, self._pages.sources) is not None

    def _show_ways(self, at: QPoint) -> None:
        """A menu of all that puts something on the map, above a point of the screen."""
        menu = QMenu(self._rooms)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ways: tuple[tuple[str, Callable[[], None]], ...] = (
            ("quick", self._quick.setFocus), ("notes", self.show_notes), ("vocabulary", self.show_vocabulary),
            ("paste", self.paste),
        )  # fmt: skip
        for name, way in ways:
            action = menu.addAction(act_called(name).text)
            action.setShortcut(QKeySequence(act_called(name).keys[0]))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _on=False, way=way: way())
        menu.popup(at - QPoint(0, menu.sizeHint().height()))

    def paste(self) -> None:
        """Put what was copied elsewhere on the map: one line by the line below, several after they were looked over."""
        self.take_text(QGuiApplication.clipboard().text())

    def take_text(self, text: str) -> None:
        """Put a text on the map that was pasted or let fall there."""
        kept = self._session.draft(self._session.case.header.id, DRAFT)
        lines = lines_of(text)
        if self._session.for_reading:
            self._say(OpenForReading.sentence)
        elif kept or len(lines) > 1:
            self.look_over(text)
        elif lines:
            self._quick.take(lines[0])
        else:
            self._say(_NOTHING)

    def look_over(self, text: str) -> None:
        """Show pasted lines, with those that still wait, before they go on the map."""
        kept = self._session.draft(self._session.case.header.id, DRAFT)
        lines = tuple(dict.fromkeys((*lines_of(kept), *lines_of(text))))
        panel = LinesPanel(self._session, lines, self._rooms)
        panel.wants_notes.connect(self._take_as_notes)
        panel.finished.connect(self._tell_what_waits)
        panel.open()
        if len(lines) > MOST:
            self._say(_TOO_MANY)

    def _tell_what_waits(self, _result: int = 0) -> None:
        """Say that there are lines which are not on the map yet, if there are any."""
        if self._map.isVisible():
            self._map.setFocus()
        if self._session.draft(self._session.case.header.id, DRAFT):
            self._say(_WAITING.format(keys_of("paste")))

    def _take_as_notes(self, text: str) -> None:
        self.notes.add_text(text)
        if not self._in_notes:
            self.show_notes()

    def _show_card(self, thing: str) -> None:
        self._back()
        self._session.select((), self)
        self._session.select((thing,), self)
