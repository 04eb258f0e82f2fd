"""The way from an open case to the evidence of one card, and back to the view that it covered; it shows nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from app.later import Later
from app.session import Session

if TYPE_CHECKING:
    from app.attachments.room import EvidenceRoom

_WHICH = "Evidence belongs to one card. Select the card first."


class ToEvidence(QObject):
    """Lays the room of evidence over the view that is shown; `back` shows that view again, `say` why not."""

    covers = Signal(bool)
    """Whether the room lies over a view now."""

    def __init__(
        self, session: Session, rooms: QStackedWidget, back: Callable[[], None], say: Callable[[str], None]
    ) -> None:
        super().__init__(rooms)
        self._session, self._rooms, self._back, self._say = session, rooms, back, say
        rooms.currentChanged.connect(lambda _number: self.covers.emit(self._is_over()))

    def _made(self) -> EvidenceRoom:
        from app.attachments.room import EvidenceRoom

        room = EvidenceRoom(self._session)
        self._rooms.addWidget(room)
        room.left.connect(self._back)
        return room

    room = Later(_made)

    def _is_over(self) -> bool:
        """Whether the room lies over a view; it is not made to find that out."""
        return "room" in vars(self) and self._rooms.currentWidget() is self.room

    def let_go(self) -> None:
        """Let go of what the room shows, if it shows anything."""
        if "room" in vars(self):
            self.room.let_go()

    def show(self) -> None:
        """Go to what is attached to the selected card; from there, back."""
        at = self._session.selection
        if self._is_over():
            self._back()
        elif len(at) == 1 and self._session.case.entry(at[0]) is not None:
            self.show_for(at[0])
        else:
            self._say(_WHICH)

    def show_for(self, thing: str) -> None:
        """Go to what is attached to this card."""
        self._rooms.setCurrentWidget(self.room)
        self.room.show_for(thing)
