"""One open case: what was asked is checked, written, applied, recorded and announced, in this order and no other.

The rooms of the program meet here and nowhere else. Signals: `changed` (a change set, and whose hand it was),
`selection_changed`, `veil_changed`, `refused` (the rules said no), `failed` (the world did), `putting_away` (keep what
is begun), `locking` (let go of every word), `renaming` (people are called otherwise from now on: let go, before this
returns, of all that was worked out before). `renaming` comes before `changed` and `veil_changed`, so that nobody makes
anything anew from an answer that has the old names in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from app.drafts import taken_along
from app.evidence import Evidence
from app.evidence import Store as EvidenceStore
from mapping.casemap import CaseMap, ChangeSet, difference
from mapping.errors import CaseError
from mapping.history import History
from mapping.veil import hides_otherwise
from storage.errors import VaultClosed, VaultError

if TYPE_CHECKING:
    from storage.audit import Record

Result = TypeVar("Result")


class Store(EvidenceStore, Protocol):
    """What a session needs of a vault."""

    is_for_reading: bool
    """Whether every act on it is refused."""

    def load(self, case_id: str) -> CaseMap:
        """The whole case as it is in the file."""

    def history(self, case_id: str) -> History:
        """What can be undone and redone."""

    def write(
        self, case_id: str, changes: ChangeSet, who: str, how: str = "do", *, finished: Iterable[tuple[str, str]] = ()
    ) -> int:
        """One act, in one transaction; the `finished` drafts go with it."""

    def seal(self, case_id: str) -> None:
        """The next act is a step of its own."""

    def draft(self, case_id: str, entry_id: str, field: str) -> str | None:
        """A text that was begun and not finished."""

    def drafts(self, case_id: str) -> Mapping[tuple[str, str], str]:
        """All texts that were begun and not finished, by entry id and field."""

    def keep_draft(self, case_id: str, entry_id: str, field: str, text: str) -> None:
        """Keep a text that is being written."""

    def drop_draft(self, case_id: str, entry_id: str, field: str) -> None:
        """Forget a text that was finished."""

    def records(
        self, case_id: str | None, thing: str = "", *, before: int = 0, most: int = 200, widest: int = 0
    ) -> tuple[Record, ...]:
        """The acts on a case, newest first."""

    def erase(self, case_id: str, things: Sequence[str], changes: ChangeSet, who: str) -> int:
        """Do the changes, and destroy for good what the record holds of these things."""

    def reopen(self) -> None:
        """Open the file again after trouble with the disk."""

    def close(self) -> None:
        """Let go of the file."""


class Session(QObject):
    """One case, open in one vault."""

    changed = Signal(object, object)
    selection_changed = Signal(object, object)
    veil_changed = Signal(bool)
    refused = Signal(str, object)
    failed = Signal(str)
    renaming = Signal()
    putting_away = Signal()
    locking = Signal()

    def __init__(self, store: Store, case_id: str, who: str, end_process: Callable[[], None]) -> None:
        super().__init__()
        self._store, self._case_id, self._who, self._end_process = store, case_id, who, end_process
        self._case = store.load(case_id)
        self._history = store.history(case_id)
        self.evidence = Evidence(store, case_id, who)
        self._selection: tuple[str, ...] = ()
        self._veiled = False
        self._calling = 0
        self._announcing = False
        self._unkept: list[str] = []
        """Why not, for each thing that the disk refused since the views were last asked to put their texts away."""

    @property
    def who(self) -> str:
        """The name that stands beside each act done here."""
        return self._who

    @property
    def for_reading(self) -> bool:
        """Whether nothing in this case can be changed, because its vault was opened for reading only."""
        return self._store.is_for_reading

    @property
    def case(self) -> CaseMap:
        """The case as it is on disk; it never changes, there is a next one after each act."""
        return self._case

    @property
    def next_undo(self) -> ChangeSet | None:
        """What undo would take back, as the change set that does it."""
        return self._history.next_undo

    @property
    def next_redo(self) -> ChangeSet | None:
        """What redo would do again."""
        return self._history.next_redo

    def do(self, changes: ChangeSet, origin: object = None) -> None:
        """Do one act; raises CaseError or VaultError, and then nothing has moved."""
        if changes:
            self._commit(changes, "do", origin, lambda: self._history.record(changes))

    def attempt(self, command: Callable[..., ChangeSet], *args: Any, origin: object = None, **kwargs: Any) -> bool:
        """Do what a command of `mapping.commands` says of the present case; True if it was done.

        A refusal is announced by `refused`, trouble with the disk by `failed`.
        """
        try:
            self.do(command(self._case, *args, **kwargs), origin)
        except CaseError as error:
            self.refused.emit(str(error), error.offers)
            return False
        except VaultError as error:
            self._fail(error)
            return False
        return True

    def undo(self) -> bool:
        """Take the last step back; True if there was one and it worked."""
        return self._step(self._history.next_undo, "undo", self._history.undone)

    def redo(self) -> bool:
        """Do the last undone step again; True if there was one and it worked."""
        return self._step(self._history.next_redo, "redo", self._history.redone)

    def records(self, thing: str = "", *, before: int = 0, most: int = 200, widest: int = 0) -> tuple[Record, ...]:
        """The acts on this case, newest first; `Casework.records` says what is asked. Raises VaultError."""
        kept = self._store
        return self._ask(lambda: kept.records(self._case_id, thing, before=before, most=most, widest=widest))

    def erase(self, things: Iterable[str], command: Callable[[CaseMap], ChangeSet] | None = None) -> int:
        """Do what the command says of the present case, and erase these things for good, and whatever it takes away.

        What still stands of them stays as it is; undo leads no further back than to here. The act's number. Raises
        CaseError, with nothing moved, or VaultError; after that the file decides.
        """
        self.put_away()
        changes = command(self._case) if command else ChangeSet("edit", ())
        self._case.check(changes)
        gone = (change.id for change in changes if change.after is None)
        whole = tuple(dict.fromkeys((*things, *gone)))
        try:
            return self._store.erase(self._case_id, whole, changes, self._who)
        finally:
            self._read_again("erase", forgetting=True)

    def seal(self) -> None:
        """The run of typing is over: what follows is a step of its own."""
        self._history.seal()
        self._store.seal(self._case_id)

    @property
    def selection(self) -> tuple[str, ...]:
        """The ids of what is selected, in every view alike."""
        return self._selection

    def select(self, identities: tuple[str, ...], origin: object = None) -> None:
        """Select these entries or links everywhere; selecting is not an act."""
        if identities != self._selection:
            self._selection = identities
            self.selection_changed.emit(identities, origin)

    @property
    def veiled(self) -> bool:
        """Whether people are shown by role instead of by name."""
        return self._veiled

    def veil(self, on: bool) -> None:
        """Show people by role instead of by name, or by name again."""
        if on != self._veiled:
            self._veiled = on
            self._call_otherwise()
            self.veil_changed.emit(on)

    @property
    def calling(self) -> int:
        """Another number whenever people are called otherwise: what was worked out under an older one is not shown."""
        return self._calling

    def _call_otherwise(self) -> None:
        self._calling += 1
        self.renaming.emit()

    def draft(self, entry_id: str, field: str) -> str:
        """A text that was begun here and not finished, or ""."""
        try:
            return self._store.draft(self._case_id, entry_id, field) or ""
        except VaultError as error:
            self.failed.emit(str(error))
            return ""

    def begun(self, field: str) -> dict[str, str]:
        """The texts of this name that were begun here and not finished, by the id of what they belong to."""
        return {entry: text for (entry, name), text in self._drafts().items() if name == field}

    def begun_in(self, entry_id: str) -> dict[str, str]:
        """The texts that were begun in one thing and not finished, by the name of the field."""
        return {name: text for (entry, name), text in self._drafts().items() if entry == entry_id}

    def _drafts(self) -> Mapping[tuple[str, str], str]:
        try:
            return self._store.drafts(self._case_id)
        except VaultError as error:
            self.failed.emit(str(error))
            return {}

    def keep_draft(self, entry_id: str, field: str, text: str) -> bool:
        """Keep a text that is being written, so that a lock or a crash does not lose it; True if it is kept."""
        try:
            self._ask(lambda: self._store.keep_draft(self._case_id, entry_id, field, text))
        except VaultError as error:
            self._fail(error)
            return False
        return True

    def drop_draft(self, entry_id: str, field: str) -> None:
        """Forget a draft: its text is in the case now, or was given up."""
        try:
            self._store.drop_draft(self._case_id, entry_id, field)
        except VaultError as error:
            self.failed.emit(str(error))

    def put_away(self) -> tuple[str, ...]:
        """Let every view keep what is begun in it; why not, where something could not be kept."""
        self._unkept.clear()
        self.putting_away.emit()
        return tuple(dict.fromkeys(self._unkept))

    def lock(self, *, anyway: bool = False) -> tuple[str, ...]:
        """Put everything away, close the vault, and end the process that held the case.

        Where something could not be kept nothing is closed: the sentences say why not. `anyway` does without it.
        """
        ending = True
        try:
            unkept = self.put_away()
            if unkept and not anyway:
                ending = False
                return unkept
            self.locking.emit()
            self._store.close()
        finally:
            # Whatever goes wrong on the way, the process that held the case does not stay.
            if ending:
                self._end_process()
        return ()

    def _fail(self, error: VaultError) -> None:
        self._unkept.append(str(error))
        self.failed.emit(str(error))

    def _step(self, changes: ChangeSet | None, how: str, record: Callable[[], None]) -> bool:
        if changes is None:
            return False
        try:
            self._commit(changes, how, None, record)
        except (CaseError, VaultError) as error:
            self.failed.emit(str(error))
            return False
        return True

    def _commit(self, changes: ChangeSet, how: str, origin: object, record: Callable[[], None]) -> None:
        if self._announcing:
            raise RuntimeError("a view may not act while it is being told of a change")
        self._case.check(changes)
        try:
            self._store.write(self._case_id, changes, self._who, how, finished=self._finished(changes))
        except VaultError:
            self._read_again()
            raise
        self._case = self._case.apply(changes)
        record()
        self._announce(changes, origin)

    def _finished(self, changes: ChangeSet) -> tuple[tuple[str, str], ...]:
        """The drafts that go with an act."""
        return taken_along(changes, self._store.drafts(self._case_id))

    def _read_again(self, act: str = "edit", *, forgetting: bool = False) -> None:
        """After a failed write the file decides: an act that reported an error may be in it all the same.

        `forgetting` lets every room let go of what it worked out before, and tells them even if nothing moved.
        """
        try:
            found = self._ask(lambda: self._store.load(self._case_id))
            self._history = self._store.history(self._case_id)
        except VaultError:
            return
        moved = difference(self._case, found, act)
        self._case = found
        if forgetting:
            self._call_otherwise()
        if moved or forgetting:
            self._announce(moved, None)

    def _ask(self, question: Callable[[], Result]) -> Result:
        """Ask something of the store; a vault that trouble has closed is opened once more."""
        try:
            return question()
        except VaultClosed:
            self._store.reopen()
            return question()

    def _announce(self, changes: ChangeSet, origin: object) -> None:
        kept = tuple(each for each in self._selection if self._case.thing(each) is not None)
        self._announcing = True
        try:
            if self._veiled and hides_otherwise(changes):
                self._call_otherwise()
            self.changed.emit(changes, origin)
        finally:
            self._announcing = False
        if kept != self._selection:
            self.select(kept)
