"""The case as it was before one entry came, or at the end of a day, taken back act by act from the vault's record."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.later import soon
from app.session import Session
from mapping.casemap import CaseMap
from mapping.entries import Entry, Header, Link, Thing
from storage.errors import VaultError

if TYPE_CHECKING:
    from storage.audit import Touched

_HANDFUL = 40
"""So many acts are taken back at once, so that the window stays quick."""
_UNKNOWN = "The record does not say how the case was then."
_LATER = "The record of this case begins after that meeting; what stood on the map then is not known."

Done = Callable[[CaseMap, bool], None]
Failed = Callable[[str], None]


class LookingBack(QObject):
    """Takes a case back to a moment; `done` gets it, and whether something was erased since.

    What was erased stays as it was left then: nobody can say what stood there before.
    """

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._before, self._erased = 0, False
        self._things: dict[str, Thing] = {}
        self._header: Header | None = None
        self._until, self._day = "", date.max
        self._done: Done | None = None
        self._failed: Failed | None = None

    @property
    def busy(self) -> bool:
        """Whether it is looking."""
        return self._done is not None

    def look(self, entry: str, done: Done, failed: Failed) -> None:
        """Begin to go back to just before an entry was added; what was asked before is not answered any more."""
        self._until, self._day = entry, date.min
        self._begin(done, failed)

    def look_to_end_of(self, day: date, done: Done, failed: Failed) -> None:
        """The same, to the end of a day by the clock of whoever worked."""
        self._until, self._day = "", day
        self._begin(done, failed)

    def _begin(self, done: Done, failed: Failed) -> None:
        case = self._session.case
        self._before, self._erased = 0, False
        self._things = {**case.entries, **case.links}
        self._header = case.header
        self._done, self._failed = done, failed
        soon(self, LookingBack._step)

    def stop(self) -> None:
        """Want no answer any more."""
        self._done, self._things = None, {}

    def _step(self) -> None:
        if self._done is None or self._failed is None:
            return
        try:
            acts = self._session.records(before=self._before, most=_HANDFUL)
        except VaultError as error:
            self._fail(str(error))
            return
        for act in acts:
            if act.moment.astimezone().date() <= self._day or self._take_back(act.touched):
                self._end()
                return
        if not acts or acts[-1].seq <= 1:
            self._fail(_UNKNOWN if self._until else _LATER)
            return
        self._before = acts[-1].seq
        soon(self, LookingBack._step)

    def _fail(self, sentence: str) -> None:
        failed, self._done = self._failed, None
        if failed is not None:
            failed(sentence)

    def _take_back(self, touched: Iterable[Touched]) -> bool:
        """Take one act back; whether it is the one that was looked for."""
        found = False
        for each in touched:
            found = found or (each.thing == self._until and each.before is None and not each.before_erased)
            self._erased = self._erased or each.before_erased
            if isinstance(each.before, Header):
                self._header = each.before
            elif each.before is None and not each.before_erased:
                self._things.pop(each.thing, None)
            elif each.before is not None:
                self._things[each.thing] = each.before
        return found

    def _end(self) -> None:
        done, self._done = self._done, None
        entries = {key: each for key, each in self._things.items() if isinstance(each, Entry)}
        links = {
            key: each
            for key, each in self._things.items()
            if isinstance(each, Link) and {each.from_id, each.to_id} <= entries.keys()
        }
        assert self._header is not None
        case = CaseMap(self._header, entries, links)
        if done is not None:
            done(case, self._erased)
