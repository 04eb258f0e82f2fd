"""The case as it was at the end of the last meeting, looked up in the vault's record when a view asks for it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.asitwas import LookingBack
from app.clock import today
from app.session import Session
from mapping.casemap import CaseMap, ChangeSet
from mapping.lastmeeting import LastMeeting, last_meeting

NO_MEETING = "There is nothing to count from: no meeting was signed yet, and none was held on an earlier day."
_ERASE = "erase"


class LastHeld(QObject):
    """Looks back to one meeting at a time; `changed` when `then`, `trouble` or whether it is looking may be another."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self.back = session, LookingBack(session, self)
        self.then: CaseMap | None = None
        self.erased, self.trouble = False, ""
        self._of: LastMeeting | None = None
        self.wanted = False
        """Whether it was asked for and not put away since."""
        session.changed.connect(self._follow)
        session.locking.connect(self.let_go)

    @property
    def last(self) -> LastMeeting | None:
        """The meeting from which is counted; None where none is over."""
        return last_meeting(self._session.case, today())

    @property
    def busy(self) -> bool:
        """Whether the record is being read."""
        return self.back.busy

    def look(self) -> None:
        """Look up how the case was at the end of that meeting, unless that was asked already."""
        last = self.last
        if self.wanted and last == self._of:
            return
        self.let_go()
        self._of, self.wanted = last, True
        if last is None:
            self.trouble = NO_MEETING
        elif last.note:
            self.back.look(last.note, self._take, self._fail)
        else:
            self.back.look_to_end_of(last.day, self._take, self._fail)
        self.changed.emit()

    def let_go(self) -> None:
        """Hold nothing of that case any more."""
        self.back.stop()
        self._of, self.then, self.erased, self.trouble, self.wanted = None, None, False, "", False

    def _take(self, then: CaseMap, erased: bool) -> None:
        self.then, self.erased = then, erased
        self.changed.emit()

    def _fail(self, sentence: str) -> None:
        self.trouble = sentence
        self.changed.emit()

    def _follow(self, changes: ChangeSet, _origin: object) -> None:
        """Another meeting counts now, or something was erased: what was looked up is no longer what it should be."""
        if self.wanted and (changes.act == _ERASE or self.last != self._of):
            self.let_go()
            self.changed.emit()
