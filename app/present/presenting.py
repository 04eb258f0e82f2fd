"""One meeting before a room: what is shown, what waits, by which keys; it feeds the room's window with frames alone.

The chair sits in the program's own window, the room looks at another one, on the other display where there is one.
Nothing is shown there but frames (mapping/present), made from the copy that a meeting may have.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.clock import running, today
from app.later import soon
from app.otherroles import Shelf
from app.present import displays
from app.present.displays import Displays
from app.present.placing import bring_home, place, swap
from app.present.screen import RoomScreen
from app.present.thismeeting import ThisMeeting, noted
from app.present.waiting import Waiting
from app.session import Session
from mapping.casemap import ChangeSet
from mapping.entries import Entry, Link
from mapping.entries import Session as Meeting
from mapping.present import MARAC, USUAL, Showing, Terms, showing

LONGEST = 150
"""Minutes for which a meeting keeps idleness from locking the vault; the desktop's own lock always does."""
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_PageDown)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_PageUp)
_NAME = "{} is nobody on this map yet. Say who that is, as a new person or by a role, and release it then."
_NOTHING = "Nothing waits for the room."
_GONE = "The room’s display is gone. F5 shows the room’s picture again; Esc ends."
_TOGETHER = "Your own window is where the room looks now: what is private is put away until they are apart again."
_BROUGHT = "Your window was brought to your own display. S swaps the two."
_ONE = "There is one display, or two that show the same: there is nothing to swap."
_CLOSE: dict[str, Any] = {"veiled": True, "efforts": False, "views": False, "quotations": False}
"""How every meeting begins, whatever was chosen in the one before."""


@dataclass(frozen=True, slots=True)
class Hands:
    """What the page lends: what the map shows now (None for all of it), the line for adding, hiding the program."""

    shown: Callable[[], frozenset[str] | None]
    line: QWidget
    add: Callable[[], object]
    put: Callable[[], object]
    hide: Callable[[], object]


class Presenting(QObject):
    """Shows one case to a room.

    `turned` when it begins or ends, `fed` when the room may see something else, `said` with a sentence for the chair.
    """

    turned = Signal(bool)
    fed = Signal()
    said = Signal(str)
    wants_sheet = Signal()

    def __init__(self, session: Session, shelf: Shelf, hands: Hands, parent: QWidget) -> None:
        super().__init__(parent)
        self.session, self._hands, self._over = session, hands, parent
        self.waiting = Waiting(shelf, session.case.header.id)
        self._this = ThisMeeting(shelf, session.case.header.id)
        self.terms = Terms(on=today())
        self.screen: RoomScreen | None = None
        self.showing = Showing((), "")
        self._released: list[str] = []
        self._began = 0.0
        self._filtered = self._straight = False
        self.displays = Displays(parent, self)
        self.displays.gone.connect(self._gone)
        self.displays.changed.connect(self._put_away)
        session.changed.connect(self._changed)
        session.locking.connect(self.end)

    # --------------------------------------------------------------------------------------- beginning and ending

    @property
    def runs(self) -> bool:
        """Whether a room is looking."""
        return self.screen is not None

    @property
    def in_time(self) -> bool:
        """Whether a room is looking, and the meeting is not over by the clock."""
        return self.runs and running() - self._began < LONGEST * 60

    @property
    def alone(self) -> bool:
        """Whether the room may see the chair's window too: there is one display, or both windows are on the same."""
        return self.displays.together or displays.other_display(self._over) is None

    def begin(self) -> None:
        """Show the room what it may see; where it is shown already, go to what the chair has."""
        if self.screen is None:
            self.terms = replace(self.terms, on=today(), drawn=self.waiting.drawn, **_CLOSE)
            self.terms = replace(self.terms, **self._this.on(self.terms.on))
            self.terms = replace(self.terms, **noted(self.session.case, self.terms))
            self._released.clear()
            self.screen, self._began = RoomScreen(), running()
            self.screen.installEventFilter(self)
            self.screen.moved.connect(self.fed)
            self.screen.closed.connect(self.end)
            self._over.installEventFilter(self)
            self._hands.line.installEventFilter(self)
            self.waiting.take_named(self.session.case)
            brought = bring_home(self._over)
            if self.alone:
                self.session.veil(True)
            self.feed()
            self._place()
            self.displays.follow()
            if brought:
                soon(self, _say_swap)
        elif not self.screen.isVisible():
            self._place()
        self.turned.emit(True)

    def end(self) -> None:
        """The room's window goes, and what was made for it."""
        screen, self.screen = self.screen, None
        if screen is None:
            return
        for watched in (screen, self._over, self._hands.line):
            watched.removeEventFilter(self)
        self.displays.leave()
        screen.let_go()
        screen.hide()
        screen.deleteLater()
        self.showing = Showing((), "")
        self.turned.emit(False)
        self._over.window().activateWindow()

    def _place(self) -> None:
        if self.screen is not None:
            place(self.screen, self._over, self.displays)

    def swap(self) -> None:
        """Let the two windows change places."""
        if self.screen is None or not swap(self.screen, self._over, self.displays):
            self.said.emit(_ONE)

    def _gone(self) -> None:
        """The room's display was pulled out: its picture is not shown over the chair's own work.

        Where it was the chair's own (a lid is shut), the room's picture stays, and over everything.
        """
        if self.screen is not None:
            self.screen.hide()

    def _put_away(self) -> None:
        """Where the room may see the chair's window now: names, what is private and any form are put away at once."""
        if self.screen is None:
            return
        self.fed.emit()
        if self.alone:
            self.session.veil(True)
            self.turned.emit(True)
        if self.alone or not self.screen.isVisible():
            self.said.emit(_TOGETHER if self.screen.isVisible() else _GONE)

    # --------------------------------------------------------------------------------------------- what is shown

    def feed(self) -> None:
        """Let the room see the case as it is now, under these terms."""
        if self.screen is None:
            return
        only = self._hands.shown() if self._filtered else None
        terms = replace(self.terms, waiting=self.waiting.ids, only=only)
        self.showing = showing(self.session.case, terms)
        if not self.screen.show_frames(self.showing.frames, self.showing.mark):
            self.fed.emit()  # else the screen has said that it moved

    def choose(self, **terms: Any) -> None:
        """Show it under other terms: veiled, drawn, order, absent, efforts, views, quotations, meeting."""
        self.terms = replace(self.terms, **terms)
        self._this.keep(self.terms)
        self.feed()

    def turn_roles(self) -> None:
        """Other roles than at the last meeting, or the usual ones."""
        self.choose(drawn=self.waiting.draw(not self.terms.drawn))

    @property
    def filtered(self) -> bool:
        """Whether the room sees only what the map shows."""
        return self._filtered

    def _changed(self, changes: ChangeSet, _origin: object) -> None:
        """Whatever was added while a room looks waits; what was undone is gone from both windows."""
        if self.screen is None:
            return
        before = self.waiting.ids
        with self.waiting.once():
            self.waiting.take(self.session.case, changes)
            for identity in self.waiting.ids - before if self._straight else ():
                self._let_in(identity)
        if any(isinstance(each.thing, Meeting) for each in changes):
            self.terms = replace(self.terms, **noted(self.session.case, self.terms))
        self.feed()

    # -------------------------------------------------------------------------------------------------- releasing

    def release(self, identity: str = "", *, sure: bool = False) -> bool:
        """Let what waits into the room: one thing, or the first to come.

        False, and a sentence for the chair, where nothing waits or a name in it is nobody's; with `sure` somebody has
        looked, and it is no name.
        """
        wanted = identity or next((card.id for card in self.in_turn()), "")
        if not wanted:
            self.said.emit(_NOTHING)
            return False
        done = self._let_in(wanted, sure=sure)
        if done:
            self.feed()
        return done

    def in_turn(self) -> tuple[Entry, ...]:
        """The cards that wait, as they are let in one by one: what holds a name that is nobody's comes last."""
        case = self.session.case
        return tuple(sorted(self.waiting.cards(case), key=lambda card: bool(self.waiting.names(case, card))))

    def _let_in(self, identity: str, *, sure: bool = False) -> bool:
        thing = (case := self.session.case).thing(identity)
        if sure and isinstance(thing, Entry | Link):
            self.waiting.clear(case, thing)
        names = self.waiting.names(case, thing) if isinstance(thing, Entry | Link) else ()
        if names:
            self.said.emit(_NAME.format("A name in it" if self.alone else f"“{names[0]}”"))
            return False
        self.waiting.release(case, identity)
        self._released.append(identity)
        return True

    def take_back(self) -> None:
        """Take the last thing that was let in out of the room again; it stays on the map."""
        while self._released:
            identity = self._released.pop()
            if self.session.case.thing(identity) is not None:
                self.waiting.hold(identity)
                self.feed()
                return

    def add_straight(self) -> None:
        """Put the line on the map and into the room at once."""
        self._straight = True
        try:
            self._hands.put()
        finally:
            self._straight = False

    # ------------------------------------------------------------------------------------------------------- keys

    def eventFilter(self, where: QObject, event: QEvent) -> bool:  # noqa: N802 - the name is Qt's
        """Keys in the room's window; Shift+Enter in the line for adding; the program that is hidden blanks the room."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if where is self.screen:
                return self.press(event)
            if where is self._hands.line:
                return self._pressed_in_line(event)
        elif kind == QEvent.Type.Hide and where is self._over and not self._over.isVisible():
            self._blank(True)
        return False

    def _pressed_in_line(self, event: QKeyEvent) -> bool:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.add_straight()
            return True
        return False

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key stands for, in whichever of the two windows it was pressed; whether it stands for anything."""
        if self.screen is None:
            return False
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_Z:
            self.session.undo()
            return True
        if held not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            return False
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._focus_card(key - Qt.Key.Key_0)
            return True
        act = self._acts().get(Qt.Key(key))
        if act is not None:
            act()
        return act is not None

    def step_on(self) -> None:
        """To the next page or view."""
        if self.screen is not None:
            self.screen.next()

    def step_back(self) -> None:
        """To the page or view before."""
        if self.screen is not None:
            self.screen.back()

    def _acts(self) -> dict[Qt.Key, Callable[[], object]]:
        screen = self.screen
        assert screen is not None
        steps: dict[Qt.Key, Callable[[], object]] = {}
        for keys, act in ((_ON, self.step_on), (_BACK, self.step_back)):
            steps |= dict.fromkeys(keys, act)
        return steps | {
            Qt.Key.Key_0: lambda: self._focus_card(None),
            Qt.Key.Key_B: lambda: self._blank(not screen.covered),
            Qt.Key.Key_V: lambda: self.choose(veiled=not self.terms.veiled),
            Qt.Key.Key_H: self._hide,
            Qt.Key.Key_F9: self._hide,
            Qt.Key.Key_A: self._add,
            Qt.Key.Key_Plus: self._add,
            Qt.Key.Key_R: self.release,
            Qt.Key.Key_U: self.take_back,
            Qt.Key.Key_F: self._filter,
            Qt.Key.Key_S: self.swap,
            Qt.Key.Key_M: self._sheet,
            Qt.Key.Key_Escape: self._escape,
        }

    def _focus_card(self, number: int | None) -> None:
        if self.screen is not None:
            self.screen.focus_card(number)
            self.fed.emit()

    def _blank(self, on: bool) -> None:
        if self.screen is not None:
            self.screen.blank(on)
            self.fed.emit()

    def _hide(self) -> None:
        self._blank(True)
        self._hands.hide()

    def _add(self) -> None:
        """To the line for adding: in the chair's own window, since nobody types before the room."""
        self._show_chair()
        self._hands.add()

    def _sheet(self) -> None:
        self._show_chair()
        self.wants_sheet.emit()

    def _show_chair(self) -> None:
        if self.screen is not None and self.alone:
            self.screen.hide()
        self.turned.emit(True)
        self._over.window().activateWindow()

    def _filter(self) -> None:
        self._filtered = not self._filtered
        self.feed()

    def _escape(self) -> None:
        """From one large card to all of them, from blank to the picture, and then back to the case."""
        if self.screen is not None and self.screen.focused:
            self._focus_card(None)
        else:
            self.end()

    def show_room(self) -> None:
        """With one display: the room's picture over everything again."""
        if self.screen is not None:
            self._place()

    # ------------------------------------------------------------------------------------------------ who is here

    def is_here(self, key: str) -> bool:
        """Whether an agency is in the room, by its key."""
        return key not in self.terms.absent

    def seat(self, key: str, here: bool) -> None:
        """An agency is in the room, or is not."""
        self.choose(absent=self.terms.absent - {key} if here else self.terms.absent | {key})

    def turn_order(self) -> None:
        """The usual order, or that of a MARAC."""
        self.choose(order=USUAL if self.terms.order == MARAC else MARAC)


def _say_swap(presenting: Presenting) -> None:
    presenting.said.emit(_BROUGHT)
