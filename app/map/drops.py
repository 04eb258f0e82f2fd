"""Words of the catalogue let fall on the map: what they would become, said beside the pointer, and where they land."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

from app.map.hand import MapHand
from app.map.scene import MapScene
from app.map.view import MapView
from app.session import Session
from app.wordmime import unpacked
from mapping.casemap import CaseMap, ChangeSet
from mapping.entries import Position
from mapping.fromword import card_of_word
from mapping.lanes import CARD_WIDTH, lane_of
from mapping.vocabulary import load_vocabulary

_TEXT = "These words become cards, once you have looked them over."
_GRAB = 24.0
"""How far inside the new card the pointer is."""


class WordDrops(QObject):
    """Takes what is dragged over the map. `wants_text` brings a text that was let fall, from a page or a message."""

    wants_text = Signal(str)

    def __init__(self, session: Session, scene: MapScene, view: MapView, hand: MapHand) -> None:
        super().__init__(view)
        self._session, self._scene, self._view, self._hand = session, scene, view, hand
        view.viewport().setAcceptDrops(True)
        view.viewport().installEventFilter(self)

    def put(self, kind: str, key: str, at: QPointF | None = None) -> bool:
        """Put a word on the map, where it fell or where the program finds a place; its words are then changed."""
        made: list[str] = []
        child = self._scene.child_at(at) if at is not None else ""

        def noting(case: CaseMap) -> ChangeSet:
            place = self._place(kind, at) if at is not None else None
            changes = card_of_word(case, load_vocabulary(), kind, key, place=place, child=child)
            made.extend(change.id for change in changes)
            return changes

        if not self._session.attempt(noting, origin=self._scene):
            return False
        self._hand.select(tuple(made))
        self._view.setFocus()
        self._hand.change_words()
        return True

    def _place(self, kind: str, at: QPointF) -> Position | None:
        """Where a card of this kind stands that falls here: here, if this is its lane; else the program places it."""
        laid = self._scene.layout
        lane = laid.lane(lane_of(kind)) if laid is not None and kind != "child_impact" else None
        x, y = at.x() - _GRAB, at.y() - _GRAB
        if lane is None or not lane.box.contains(at.x(), at.y()) or x + CARD_WIDTH > lane.box.right + CARD_WIDTH / 2:
            return None
        return Position(x=float(round(x / 4) * 4), y=float(round(y / 4) * 4))

    def _words(self, kind: str, key: str) -> str:
        words, naming = load_vocabulary(), self._scene.naming
        term = words.term(words.category_family(kind), key)
        return f"{naming.fill(words.kind(kind).label)}: {naming.fill(term.short or term.label)}"

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's own name
        """Qt: something is dragged over the map, away from it, or let fall on it."""
        if isinstance(event, QDropEvent):  # entering and moving are such events too
            return self._take(event)
        if event.type() == QEvent.Type.DragLeave:
            self._hand.say("", QPoint())
        return False

    def _take(self, event: QDropEvent) -> bool:
        word, text = unpacked(event.mimeData()), event.mimeData().text().strip()
        if not (word or text) or self._session.for_reading:
            return False
        at = event.position().toPoint()
        event.acceptProposedAction()
        if isinstance(event, QDragEnterEvent | QDragMoveEvent):
            self._hand.say(self._words(*word) if word else _TEXT, at)
            return True
        self._hand.say("", QPoint())
        if word:
            self.put(*word, self._view.mapToScene(at))
        else:
            self.wants_text.emit(text)
        return True
