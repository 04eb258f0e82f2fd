"""The way from an open case to the evidence of one card, and back to the view that it covered; it shows nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from app.attachments.room import EvidenceRoom
from app.session import Session

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
        self.room = EvidenceRoom(session)
        rooms.addWidget(self.room)
        self.room.left.connect(back)
        rooms.currentChanged.connect(lambda _number: self.covers.emit(rooms.currentWidget() is self.room))

    def show(self) -> None:
        """Go to what is attached to the selected card; from there, back."""
        at = self._session.selection
        if self._rooms.currentWidget() is self.room:
            self._back()
        elif len(at) == 1 and self._session.case.entry(at[0]) is not None:
            self.show_for(at[0])
        else:
            self._say(_WHICH)

    def show_for(self, thing: str) -> None:
        """Go to what is attached to this card."""
        self._rooms.setCurrentWidget(self.room)
        self.room.show_for(thing)
