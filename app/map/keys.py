"""The keys of the map: walking from card to card, moving cards, leading an arrow; what lasts goes to the session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.map.gestures import DragCards
from app.map.hand import MapHand
from app.map.scene import MapScene
from app.map.view import MapView
from app.map.voice import announce
from app.map.walking import along, beside, over_or_under, reading_order
from app.session import Session
from mapping import commands
from mapping.casemap import CaseMap, ChangeSet
from mapping.entries import Position

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_FINE, _COARSE = 4, 40
"""How far Ctrl and Alt with an arrow key move cards."""
_LET_GO = "No other card stays selected."


def nudge(case: CaseMap, places: Mapping[str, Position | None]) -> ChangeSet:
    """Put cards at these places by keys: one step for undo with the nudges of the same cards just before."""
    return replace(commands.move(case, places), merge=f"nudge {' '.join(sorted(places))}")


def asks_for_menu(event: QKeyEvent) -> bool:
    """Whether this is one of the keys that open a menu on any desk: most systems see to them, some do not."""
    shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and shifted)


class NudgeCards(DragCards):
    """Move cards by keys: seen at once, kept when the key is let go."""

    moves = False

    def __init__(self, session: Session, scene: MapScene, identities: tuple[str, ...]) -> None:
        super().__init__(session, scene, identities, lambda: None)
        self._command = nudge
        self._x = self._y = 0.0

    def step(self, x: float, y: float) -> None:
        """So much further."""
        self._x, self._y = self._x + x, self._y + y
        self.carry(self._x, self._y)


class MapKeys:
    """What the keys do."""

    def __init__(self, session: Session, scene: MapScene, view: MapView, hand: MapHand) -> None:
        self._session, self._scene, self._view, self._hand = session, scene, view, hand
        self._nudging: NudgeCards | None = None
        self._kept: tuple[str, ...] = ()
        """The cards that stay selected while the keyboard goes on to others."""

    def press(self, event: QKeyEvent) -> bool:
        """Act on a key; False if it means nothing here."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._arrow(key, event.modifiers())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            order = self.order()
            self._go(order[-1 if key == Qt.Key.Key_End else 0] if order else "")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._hand.key_link is not None:
            self._hand.accept_key_link()
        elif key == Qt.Key.Key_Escape:
            return self._escape()
        else:
            return False
        return True

    def release(self, event: QKeyEvent) -> None:
        """What was moved by keys lies when the key is let go."""
        if event.key() in _ARROWS and not event.isAutoRepeat():
            nudging, self._nudging = self._nudging, None
            if nudging is not None:
                nudging.put_down()

    def _escape(self) -> bool:
        nudging, self._nudging = self._nudging, None
        if nudging is not None:
            nudging.cancel()
            return True
        return self._hand.escape()

    def _arrow(self, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
        x, y = _ARROWS[key]
        if self._hand.key_link is not None:
            self._hand.key_link.step(x + y)
            self._hand.show_key_link()
        elif held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            far = _COARSE if held & Qt.KeyboardModifier.AltModifier else _FINE
            self._nudge(far * x, far * y)
        elif held & Qt.KeyboardModifier.ShiftModifier or not self._current():
            self._view.pan(x, y)
        else:
            self._walk(x, y)

    def _nudge(self, x: float, y: float) -> None:
        cards = tuple(each for each in self._session.selection if each in self._scene.shown())
        if self._nudging is None and cards:
            self._nudging = NudgeCards(self._session, self._scene, cards)
        if self._nudging is not None:
            self._nudging.step(x, y)

    def keep(self) -> None:
        """Let the selected card stay selected while the keyboard goes on; let go of it where it does already."""
        current, kept = self._current(), self._still_kept()
        if not current:
            self._hand.say("Select a card first.", self._view.rect().center())
            return
        out = current in kept
        self._kept = tuple(each for each in kept if each != current) if out else (*kept, current)
        count = len(self._kept)
        said = f"{count} {'card stays' if count == 1 else 'cards stay'} selected while you go on." if count else _LET_GO
        self._hand.say(said, self._hand.beside(current))

    def _still_kept(self) -> tuple[str, ...]:
        """The cards that were kept, as long as nothing else was selected since."""
        now = self._session.selection
        return self._kept if set(self._kept) <= set(now) else ()

    def order(self) -> tuple[str, ...]:
        """The cards that are shown, in reading order."""
        return reading_order(self._session.case, self._scene.layout) if self._scene.layout else ()

    def _current(self) -> str:
        """The card from which one walks on: the one selected last."""
        shown = self._scene.layout.cards if self._scene.layout else {}
        return next((each for each in reversed(self._session.selection) if each in shown), "")

    def _walk(self, x: int, y: int) -> None:
        laid, case, current = self._scene.layout, self._session.case, self._current()
        if laid is not None and current:
            self._go(along(case, laid, current, x) if x else over_or_under(case, laid, current, y))

    def walk_by_tab(self, forward: bool) -> bool:
        """Go to the next card in reading order, or the one before; False at the end, so that Tab leaves the map."""
        if self._hand.key_link is not None:
            self._hand.key_link.step(1 if forward else -1)
            self._hand.show_key_link()
            return True
        found = beside(self.order(), self._current(), 1 if forward else -1)
        self._go(found)
        return bool(found)

    def _go(self, identity: str) -> None:
        if identity:
            self._hand.rest()
            self._scene.stage.current = identity
            self._kept = self._still_kept()
            self._hand.select((*(each for each in self._kept if each != identity), identity))
            self._view.show_card(identity)
            announce(self._view, identity)
