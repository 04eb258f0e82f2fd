"""What is done with the cases of an open vault, and what is read again when the disk fails in the middle of it.

It knows acts, drafts and settings, each of which is kept whole or not at all. How a vault is opened and closed, its
keys and its backups are the business of `vault`. Case text stands in no message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from storage.caseline import CaseLine
from storage.errors import VaultClosed, VaultError, VaultRefusal, WriteFailed
from storage.keeping import NAME, Keeping, keeping_from

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from mapping.casemap import CaseMap, ChangeSet
    from mapping.history import History
    from storage.attachments import Attachment
    from storage.audit import Record
    from storage.store import Store

Result = TypeVar("Result")


class Casework:
    """The cases of one open vault; `Vault` adds how it is opened and closed.

    Every method may raise VaultError: a refusal (nothing was touched), WriteFailed (an act met trouble; the vault has
    been opened again before anyone is told), or the kind of trouble met in reading.
    """

    def __init__(self) -> None:
        self._store: Store | None = None
        self._runs: dict[str, str] = {}
        """For each case whose last act may still be joined by the next one: that act's `merge`."""

    @property
    def is_open(self) -> bool:
        """Whether the database is open; after a WriteFailed with `in_file` None it is not."""
        return self._store is not None

    @property
    def _opened(self) -> Store:
        if self._store is None:
            raise VaultClosed
        return self._store

    def reopen(self) -> None:
        """Close the database and open it again, so that what is read is what is on the disk."""
        raise VaultClosed

    def _disconnect(self) -> None:
        """Let go of the database."""
        self._store = None

    # --------------------------------------------------------------------------------------------------- cases

    def cases(self) -> tuple[CaseLine, ...]:
        """A line for each case, in the order in which they came in."""
        return self._opened.cases()

    def load(self, case_id: str) -> CaseMap:
        """The whole case as it stands on the disk; raises NoSuchCase."""
        return self._opened.load(case_id)

    def history(self, case_id: str) -> History:
        """The last 200 steps of a case, done and undone, from its journal; raises NoSuchCase.

        The next act joins the last step only where it would have joined it in the history that did the step: not after
        `seal`, and not after the vault was closed.
        """
        return self._opened.history(case_id, running=case_id in self._runs)

    def seal(self, case_id: str) -> None:
        """The next act on a case begins a step of its own, as in a history that was sealed."""
        self._runs.pop(case_id, None)

    def add(self, case: CaseMap, who: str, act: str = "") -> int:
        """Put a whole case in, as one act that is never taken back; its number. Raises AlreadyThere, WriteFailed.

        `act` says in the journal what it was if not the beginning of a case: "import" for one from a file.
        """
        return self._act(lambda store: store.add(case, who, act))

    def write(
        self, case_id: str, changes: ChangeSet, who: str, how: str = "do", *, finished: Iterable[tuple[str, str]] = ()
    ) -> int:
        """Keep one act, whole or not at all; its number.

        `how` is "do", "undo" or "redo". `finished` are drafts, by entry id and field, that go with the act. Raises
        NoSuchCase, mapping's StaleChange, or WriteFailed, whose `in_file` says whether the act counts. An empty change
        set is no act; the number is then that of the last one.
        """
        if not changes:
            return self._opened.last_seq()
        joined = how == "do" and bool(changes.merge) and self._runs.get(case_id) == changes.merge
        drafts = tuple(finished)
        try:
            seq = self._act(lambda store: store.write(case_id, changes, who, how, joined, drafts))
        except WriteFailed as failure:
            if failure.in_file:
                self._ran(case_id, how, changes.merge)
            elif failure.in_file is None:
                self._runs.pop(case_id, None)
            raise
        self._ran(case_id, how, changes.merge)
        return seq

    def _ran(self, case_id: str, how: str, merge: str) -> None:
        if how == "do":
            self._runs[case_id] = merge
        else:
            self._runs.pop(case_id, None)

    def head(self) -> tuple[int, bytes]:
        """The number and the hash of the last act in this vault; 0 before the first."""
        return self._opened.head()

    def beside(
        self, case_id: str | None, act: str, who: str, work: Callable[[Connection, int, int], Result]
    ) -> tuple[int, Result]:
        """Do work on tables beside the entries, and say so in the journal, in one transaction; it is never undone.

        `work` is given the connection, the key of the case (0 for the whole vault) and the number of the act; what it
        answers is given back with that number. Raises NoSuchCase, WriteFailed, and whatever `work` raises.
        """
        return self._act(lambda store: store.beside(case_id, act, who, work))

    def forget_case(self, case_id: str, who: str = "", act: str = "forget") -> None:
        """Take a case out for good, with its keys; the caller has asked twice. Raises NoSuchCase, WriteFailed.

        That it went, when, by whom and as what (`act`) stays in the journal. Backups made before still hold the case.
        """
        self._act(lambda store: store.forget(case_id, who, act))
        self._runs.pop(case_id, None)

    def keep_until(self, case_id: str, keeping: Keeping | None, who: str) -> None:
        """Set until when a case is kept and by what authority, or take that back; raises NoSuchCase, WriteFailed."""
        self._act(lambda store: store.keep_until(case_id, keeping, who))

    def kept_until(self, case_id: str) -> Keeping | None:
        """Until when a case is kept; None if nobody has said so. Raises NoSuchCase."""
        return keeping_from(self.setting(NAME, case_id))

    def erase(self, case_id: str, things: Sequence[str], changes: ChangeSet, who: str) -> int:
        """Do `changes`, then destroy for good what the journal holds of these things; the number of the erasure.

        What still stands of them stays as it stands; undo no longer leads to before this. The database is written anew,
        so that no free page holds what is gone. Raises NoSuchCase, StaleChange, WriteFailed. Backups made before still
        hold what was erased.
        """
        seq = self._act(lambda store: store.erase(case_id, things, changes, who))
        self._runs.pop(case_id, None)
        self._opened.compact()
        self.reopen()
        return seq

    def attach(self, case_id: str, thing: str, content: bytes, kind: str, title: str, who: str) -> str:
        """Keep a picture, a paper or a text as evidence for an entry; its digest, by which it is asked for.

        Raises NoSuchCase, NoSuchEntry, AttachmentRefused, WriteFailed.
        """
        return self._act(lambda store: store.attach(case_id, thing, content, kind, title, who))

    def detach(self, case_id: str, thing: str, digest: str, who: str) -> None:
        """Take evidence from an entry for good; raises NoSuchCase, WriteFailed."""
        self._act(lambda store: store.detach(case_id, thing, digest, who))

    def attached(self, case_id: str, thing: str = "") -> tuple[Attachment, ...]:
        """What is attached to an entry, or to all entries of a case, whether or not they still stand."""
        return self._opened.attached(case_id, thing)

    def attachment(self, case_id: str, digest: str) -> bytes | None:
        """The bytes of one attachment of a case; None if it is not there (any more)."""
        return self._opened.attachment(case_id, digest)

    def records(
        self, case_id: str | None, thing: str = "", *, before: int = 0, most: int = 200, widest: int = 0
    ) -> tuple[Record, ...]:
        """The acts on a case (None: about the whole vault), newest first, at most `most` of them before act `before`.

        That a case was deleted or handed back is about the whole vault: who and when, and nothing of what it held.
        With `thing`, only those that touched it. Of an act that touched very much, the first `widest` things are
        opened (0: all). Raises NoSuchCase.
        """
        return self._opened.records(case_id, thing, before, most, widest)

    # ------------------------------------------------------------------------------------- drafts and settings

    def draft(self, case_id: str, entry_id: str, field: str) -> str:
        """The unfinished text of one field, or "" (a draft may itself be empty: `drafts` tells the two apart)."""
        return self.drafts(case_id).get((entry_id, field), "")

    def drafts(self, case_id: str) -> dict[tuple[str, str], str]:
        """All unfinished texts of a case, by entry id and field."""
        return self._opened.drafts(case_id)

    def keep_draft(self, case_id: str, entry_id: str, field: str, text: str) -> None:
        """Keep an unfinished text through a lock or a crash, in the place of the one before; raises WriteFailed."""
        self._note(
            lambda store: store.keep_draft(case_id, entry_id, field, text),
            lambda store: store.drafts(case_id).get((entry_id, field)) == text,
        )

    def drop_draft(self, case_id: str, entry_id: str, field: str) -> None:
        """Let go of an unfinished text; there may be none. Raises WriteFailed."""
        self._note(
            lambda store: store.drop_draft(case_id, entry_id, field),
            lambda store: (entry_id, field) not in store.drafts(case_id),
        )

    def setting(self, name: str, case_id: str | None = None) -> Any:
        """How something was left, as plain JSON values, for a case or for the whole vault; None if never kept."""
        return self._opened.setting(name, case_id)

    def keep_setting(self, name: str, value: Any, case_id: str | None = None) -> None:
        """Keep how something was left, as plain JSON values; raises WriteFailed."""
        if self.setting(name, case_id) != value:
            self._note(
                lambda store: store.keep_setting(name, value, case_id),
                lambda store: store.setting(name, case_id) == value,
            )

    def choose(self, name: str, value: Any, act: str, who: str) -> None:
        """Keep a setting of the whole vault whose change the record is to tell, as this act; raises WriteFailed."""
        from storage import unfinished

        def keep(connection: Connection, key: int, _seq: int) -> None:
            unfinished.keep_setting(connection, key, name, value)

        if self.setting(name) != value:
            self.beside(None, act, who, keep)

    # --------------------------------------------------------------------------------------- after a failure

    def _act(self, work: Callable[[Store], Result]) -> Result:
        """Do work that ends in the journal."""
        store = self._opened
        try:
            return work(store)
        except VaultRefusal:
            raise
        except VaultError as error:
            reason = error
        promise = store.promise
        if promise is None:
            raise self._after(reason, lambda _store: False, None)
        raise self._after(reason, lambda opened: opened.holds(promise), promise.seq)

    def _note(self, work: Callable[[Store], None], landed: Callable[[Store], bool]) -> None:
        """Do work that leaves no trace in the journal."""
        try:
            return work(self._opened)
        except (VaultRefusal, VaultClosed):
            raise
        except VaultError as error:
            reason = error
        raise self._after(reason, landed, None)

    def _after(self, reason: VaultError, landed: Callable[[Store], bool], seq: int | None) -> WriteFailed:
        """Open the vault again and look whether the work is in the file: a commit that reports an error may be."""
        try:
            self.reopen()
            in_file = landed(self._opened)
        except VaultError:
            self._disconnect()
            return WriteFailed(reason, None)
        return WriteFailed(reason, in_file, seq if in_file else None)
