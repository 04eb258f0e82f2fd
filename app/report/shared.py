"""Keeps the log of what was shared true to the case, and has two copies laid side by side beside the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.asitwas import LookingBack
from app.report.log import LogPage
from app.session import Session
from app.work import Work
from mapping.casemap import CaseMap, ChangeSet
from mapping.comparing import Compared, Released, compare
from mapping.dates import spoken
from mapping.entries import Sharing
from mapping.errors import CaseError
from mapping.naming import Naming
from mapping.sharing import reader_of

_LOOKING = "Looking up how the case was then."
_ERASED = "Something was erased since: what stood in it then is not compared."


class Shared(QObject):
    """Shows the log and compares; `wants_field` asks for the record of a copy or of what a pair reveals."""

    wants_field = Signal(str, str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.page = LogPage()
        self._back, self._work = LookingBack(session, self), Work(self)
        self._shown, self._asked = False, 0
        self.page.wants_open.connect(lambda identity: self.wants_field.emit(identity, "title"))
        self.page.wants_compared.connect(self.compare)
        session.changed.connect(self._changed)

    @property
    def busy(self) -> bool:
        """Whether two copies are being compared."""
        return self._work.busy or self._back.busy

    def show(self) -> None:
        """Show the log as it is."""
        self._shown = True
        case = self._session.case
        self.page.show_log(case, Naming(case, self._session.veiled))

    def let_go(self) -> None:
        """Hold no word of the case any more."""
        self._shown, self._asked = False, self._asked + 1
        self._back.stop()
        self.page.clear()

    def compare(self, one: str, other: str) -> None:
        """Lay two copies side by side, each as the case was when it left."""
        self._asked += 1
        number = self._asked
        self.page.say(_LOOKING)
        self._then(one, number, lambda first, gone: self._second(other, number, first, gone))

    def _second(self, other: str, number: int, first: Released, gone: bool) -> None:
        self._then(other, number, lambda second, more: self._lay(number, first, second, gone=gone or more))

    def _then(self, entry: str, number: int, done: Callable[[Released, bool], None]) -> None:
        """The copy that an entry of the log tells of, as the case was then."""
        logged = self._session.case.entry(entry)
        if not isinstance(logged, Sharing):
            return
        called = f"the copy of {spoken(logged.when)} for {self.page.called(entry)}"

        def take(case: CaseMap, erased: bool) -> None:
            if number == self._asked:
                done(Released(case, reader_of(logged), called), erased)

        self._back.look(entry, take, self.page.say)

    def _lay(self, number: int, first: Released, second: Released, *, gone: bool) -> None:
        self._work.start(
            lambda: compare(first, second),
            lambda found: self._take(number, found, gone=gone),
            self.page.say,
            (CaseError,),
        )

    def _take(self, number: int, found: Compared, *, gone: bool) -> None:
        if number == self._asked:
            case = self._session.case
            self.page.show_compared(found, case, Naming(case, self._session.veiled), _ERASED if gone else "")

    def _changed(self, _changes: ChangeSet, _origin: object) -> None:
        if self._shown:
            self.show()
