"""The door to a vault: a folder with an encrypted database, its keys and its backups.

It knows files, keys and the lock, and what to do when the disk fails; tables and SQL it leaves to `store`, which is
loaded when a vault is made or unlocked. Case text stands in no message and no file name.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from storage import backup, lock, making, recovery
from storage.backup import DATABASE, KEYS
from storage.caseline import CaseLine
from storage.errors import NotAVault, VaultClosed, VaultError, VaultRefusal, WriteFailed
from storage.files import make_private, on_disk
from storage.keys import (
    KEY_BYTES,
    PASSPHRASE,
    RECOVERY,
    KeyCost,
    Keys,
    calibrated,
    chosen_secret,
    data_key_of,
    new_keys,
    passphrase_secret,
    read_keys,
    with_slot,
    write_keys,
)
from storage.lock import FolderLock

if TYPE_CHECKING:
    from mapping.casemap import CaseMap, ChangeSet
    from mapping.history import History
    from storage.store import Store

__all__ = ["FAULT_POINTS", "CaseLine", "KeyCost", "Vault"]

FAULT_POINTS = ("begin", "rows", "journal", "commit", "committed", "reopen", "backup", "migrate")
"""Where a `fault` is called, with the name of the point: before a transaction begins; before the rows of a case and
before the journal are written; before and after the commit; before the vault is opened again; before a backup is read
back; after a step of migration. What it raises (OSError, for one) counts as the disk's own failure."""
Result = TypeVar("Result")
Fault = Callable[[str], None]


def _no_fault(_point: str) -> None:
    """Nothing fails."""


class Vault:
    """An open vault, used by one thread at a time; make one with `create`, `unlock` or `unlock_with_recovery`.

    Every method may raise VaultError: a refusal (nothing was touched), WriteFailed (an act met trouble; the vault has
    been opened again before anyone is told), or the kind of trouble met in reading.
    """

    def __init__(self, folder: Path, keys: Keys, data_key: bytes, held: FolderLock, fault: Fault | None) -> None:
        self.folder = folder
        self._keys, self._data_key, self._held = keys, data_key, held
        self._fault = fault or _no_fault
        self._store: Store | None = None
        self._runs: dict[str, str] = {}
        """For each case whose last act may still be joined by the next one: that act's `merge`."""

    # ----------------------------------------------------------------------------------------- open and close

    @classmethod
    def create(
        cls, folder: Path, passphrase: str, *, cost: KeyCost | None = None, fault: Fault | None = None
    ) -> tuple[Self, str]:
        """Make a vault in an empty or new folder; the open vault, and the recovery code to print once.

        Without a cost, the dearest that this computer bears in about half a second is taken. Raises FolderTaken,
        EmptyPassphrase, VaultNotMade and other VaultErrors; the folder is then as empty as it was.
        """
        secret, code = chosen_secret(passphrase), recovery.new_code()
        data_key = secrets.token_bytes(KEY_BYTES)
        with making.told_as_not_made():
            making.claim(folder)
            held = lock.take(folder)
            try:
                slots = {PASSPHRASE: secret, RECOVERY: recovery.secret_of(code)}
                keys = new_keys(data_key, slots, cost or calibrated())
                making.make(folder, keys, data_key)
                vault = cls(folder, keys, data_key, held, fault)
                vault._connect()
            except BaseException:
                making.unmake(folder)
                held.release()
                raise
        return vault, code

    @classmethod
    def unlock(cls, folder: Path, passphrase: str, *, fault: Fault | None = None) -> Self:
        """Open a vault with its passphrase; the files say what a guess costs.

        Raises WrongKeyOrDamaged, NotAVault, VaultInUse, NewerVault, StrayFile, ReadOnly and other VaultErrors; the
        database is then as it was.
        """
        return cls._unlock(folder, PASSPHRASE, passphrase_secret(passphrase), fault)

    @classmethod
    def unlock_with_recovery(cls, folder: Path, code: str, *, fault: Fault | None = None) -> Self:
        """Open a vault with its printed recovery code; raises CodeMistyped, and whatever `unlock` raises."""
        return cls._unlock(folder, RECOVERY, recovery.secret_of(code), fault)

    @classmethod
    def _unlock(cls, folder: Path, slot: str, secret: bytes, fault: Fault | None) -> Self:
        if not ((folder / DATABASE).is_file() and (folder / KEYS).is_file()):
            raise NotAVault
        held = lock.take(folder)
        try:
            keys = read_keys(folder / KEYS)
            vault = cls(folder, keys, data_key_of(keys, slot, secret), held, fault)
            make_private(folder, (DATABASE, KEYS, lock.NAME))
            vault._connect()
        except BaseException:
            held.release()
            raise
        return vault

    def _connect(self) -> None:
        # SQLAlchemy takes a third of a second to import; the locked window must be there before that.
        from storage.store import open_store

        store = open_store(self.folder / DATABASE, self._data_key, self._keys.vault, self._fault)
        try:
            if store.is_old:
                backup.back_up(self.folder, store.raw, self._data_key, self._fault)
                store.migrate()
        except BaseException:
            store.close()
            raise
        self._store = store

    @property
    def is_open(self) -> bool:
        """Whether the database is open; after a WriteFailed with `in_file` None it is not."""
        return self._store is not None

    def close(self) -> None:
        """Close the vault and let the next window in; a second time does nothing."""
        self._disconnect()
        self._held.release()
        self._runs.clear()

    def reopen(self) -> None:
        """Close the database and open it again, so that what is read is what is on the disk; raises VaultError.

        The vault does this by itself after any trouble in writing. The window keeps the vault all the while; after
        `close` it has none to open again (VaultClosed).
        """
        if not self._held.is_held:
            raise VaultClosed
        self._disconnect()
        with on_disk():
            self._fault("reopen")
        self._connect()

    def _disconnect(self) -> None:
        store, self._store = self._store, None
        if store is not None:
            # What a failing disk says when it is closed changes nothing: only what is read again counts.
            with contextlib.suppress(VaultError):
                store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    @property
    def _opened(self) -> Store:
        if self._store is None:
            raise VaultClosed
        return self._store

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

    def add(self, case: CaseMap, who: str) -> int:
        """Put a whole case in, as one act that is never taken back; its number. Raises AlreadyThere, WriteFailed."""
        return self._act(lambda store: store.add(case, who))

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

    def forget_case(self, case_id: str, who: str = "") -> None:
        """Take a case out for good, with its keys; the caller has asked twice. Raises NoSuchCase, WriteFailed.

        That a case was forgotten, when and by whom, stays in the journal. Backups made before still hold the case.
        """
        self._act(lambda store: store.forget(case_id, who))
        self._runs.pop(case_id, None)

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

    # ----------------------------------------------------------------------------------------------- safekeeping

    def check(self) -> tuple[str, ...]:
        """What is wrong with the file, the tables, the journal's chain or what it proves; empty if nothing is."""
        return self._opened.check()

    def back_up(self) -> Path:
        """Make an encrypted copy in the vault's backups and read it back; the folder of the copy. Raises VaultError."""
        return backup.back_up(self.folder, self._opened.raw, self._data_key, self._fault)

    def change_passphrase(self, passphrase: str, *, cost: KeyCost | None = None) -> None:
        """Wrap the key under another passphrase; raises EmptyPassphrase, or VaultError with the old one standing.

        Copies of keys.json that were made before still open with the old passphrase.
        """
        self._wrap(PASSPHRASE, chosen_secret(passphrase), cost)

    def new_recovery_code(self, *, cost: KeyCost | None = None) -> str:
        """Wrap the key under a fresh recovery code, to print once; the old code no longer opens this vault."""
        code = recovery.new_code()
        self._wrap(RECOVERY, recovery.secret_of(code), cost)
        return code

    def _wrap(self, slot: str, secret: bytes, cost: KeyCost | None) -> None:
        if not self.is_open:
            raise VaultClosed
        keys = with_slot(self._keys, slot, secret, self._data_key, cost or calibrated())
        write_keys(self.folder / KEYS, keys)
        self._keys = keys
