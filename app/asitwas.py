"""The case as it was before one entry came, taken back act by act from the vault's record; it acts on nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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


class LookingBack(QObject):
    """Takes a case back to just before one entry was added; `done` gets it, and whether something was erased since."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._before, self._erased = 0, False
        self._things: dict[str, Thing] = {}
        self._header: Header | None = None
        self._until = ""
        self._done: Callable[[CaseMap, bool], None] | None = None
        self._failed: Callable[[str], None] | None = None

    @property
    def busy(self) -> bool:
        """Whether it is looking."""
        return self._done is not None

    def look(self, entry: str, done: Callable[[CaseMap, bool], None], failed: Callable[[str], None]) -> None:
        """Begin; what was asked before is not answered any more."""
        case = self._session.case
        self._before, self._erased, self._until = 0, False, entry
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
            if self._take_back(act.touched):
                self._end()
                return
        if not acts or acts[-1].seq <= 1:
            self._fail("The record does not say how the case was then.")
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
            elif each.before is None:
                self._things.pop(each.thing, None)
            else:
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
