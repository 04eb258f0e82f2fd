"""What a screen reader says of its own accord: that something was done, taken back, or refused; it shows nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from app.session import Session
from app.text import act_text
from mapping.casemap import ChangeSet


def say_aloud(widget: QWidget, words: str, *, at_once: bool = False) -> None:
    """Have a screen reader say this: when it is silent, or `at_once`, into what it is saying."""
    if not words or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, words)
    polite = QAccessible.AnnouncementPoliteness
    event.setPoliteness(polite.Assertive if at_once else polite.Polite)
    QAccessible.updateAccessibility(event)


class ActsAloud(QObject):
    """Says every act of one case by its name, as the undo button names it; no word of the case is in that."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page, self._how = session, page, "Done"
        session.changed.connect(self._changed)
        session.veil_changed.connect(self._veiled)

    def undo(self) -> None:
        """Take the last act back, and say so."""
        self._step("Undone", self._session.next_undo is None, "Nothing to undo")
        self._session.undo()
        self._how = "Done"

    def redo(self) -> None:
        """Do again what was taken back, and say so."""
        self._step("Done again", self._session.next_redo is None, "Nothing to do again")
        self._session.redo()
        self._how = "Done"

    def _step(self, how: str, nothing: bool, then: str) -> None:
        self._how = how
        if nothing:
            say_aloud(self._page, then)

    def _changed(self, changes: ChangeSet, _origin: object) -> None:
        say_aloud(self._page, f"{self._how}: {act_text(changes)}")

    def _veiled(self, on: bool) -> None:
        say_aloud(self._page, "People are called by role" if on else "People are called by name")
