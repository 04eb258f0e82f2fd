"""The door to a vault: a folder with an encrypted database, its keys and its backups.

It knows files, keys and the lock; what is done with cases it has from `casework`, tables and SQL it leaves to
`store`, which is loaded when a vault is made or unlocked. Case text stands in no message and no file name.
"""

from __future__ import annotations

import contextlib
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Self

from storage import backup, knownkeys, lock, making, recovery, reserve
from storage.backup import DATABASE, KEYS
from storage.caseline import CaseLine
from storage.errors import (
    CodeMistyped,
    MissingFile,
    NeedsWriting,
    NotAVault,
    OpenForReading,
    VaultClosed,
    VaultError,
    WriteFailed,
    WrongKeyOrDamaged,
)
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
    digest_of,
    new_keys,
    passphrase_secret,
    read_keys,
    renewed,
    with_slot,
    write_keys,
)
from storage.lock import FolderLock
from storage.safekeeping import Safekeeping

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from storage.casework import Result
    from storage.store import Store

__all__ = ["FAULT_POINTS", "CaseLine", "KeyCost", "Vault"]

FAULT_POINTS = ("begin", "rows", "journal", "commit", "committed", "reopen", "backup", "migrate")
"""Where a `fault` is called, with the name of the point: before a transaction begins; before the rows of a case and
before the journal are written; before and after the commit; before the vault is opened again; before a backup is read
back; after a step of migration. What it raises (OSError, for one) counts as the disk's own failure."""
Fault = Callable[[str], None]


def _no_fault(_point: str) -> None:
    """Nothing fails."""


class Vault(Safekeeping):
    """An open vault, used by one thread at a time; make one with `create`, `unlock` or `unlock_with_recovery`.

    Every method may raise VaultError: a refusal (nothing was touched), WriteFailed (an act met trouble; the vault has
    been opened again before anyone is told), or the kind of trouble met in reading.
    """

    def __init__(
        self, folder: Path, keys: Keys, data_key: bytes, held: FolderLock, fault: Fault | None, *, reading: bool = False
    ) -> None:
        super().__init__()
        self.is_for_reading = reading
        self.keys_were_changed = False
        """Whether, at this opening, keys.json was found to be one that this vault did not put there."""
        self.folder = folder
        self._keys, self._data_key, self._held = keys, data_key, held
        self._fault = fault or _no_fault

    # ----------------------------------------------------------------------------------------- open and close

    @classmethod
    def create(
        cls, folder: Path, passphrase: str, *, cost: KeyCost | None = None, fault: Fault | None = None
    ) -> tuple[Self, str]:
        """Make a vault in an empty or new folder; the open vault, and the recovery code to print once.

        Without a cost, the dearest that this computer bears in half a second to a second is taken. Raises FolderTaken,
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
                vault._know_keys_first()
            except BaseException:
                making.unmake(folder)
                held.release()
                raise
        return vault, code

    @classmethod
    def unlock(cls, folder: Path, passphrase: str, *, fault: Fault | None = None, reading: bool = False) -> Self:
        """Open a vault with its passphrase; the files say what a guess costs; too little is raised.

        For `reading` nothing is written, and so a folder that cannot be written to will do; every act is then refused.
        Raises WrongKeyOrDamaged, NotAVault, VaultInUse, NewerVault, StrayFile, ReadOnly and other VaultErrors; the
        database is then as it was.
        """
        return cls._unlock(folder, PASSPHRASE, passphrase_secret(passphrase), fault, reading)

    @classmethod
    def unlock_with_recovery(
        cls, folder: Path, code: str, *, fault: Fault | None = None, reading: bool = False
    ) -> Self:
        """Open a vault with its printed recovery code; raises CodeMistyped, and whatever `unlock` raises."""
        return cls._unlock(folder, RECOVERY, recovery.secret_of(code), fault, reading)

    @classmethod
    def _unlock(cls, folder: Path, slot: str, secret: bytes, fault: Fault | None, reading: bool) -> Self:
        with on_disk():
            if not ((folder / DATABASE).is_file() and (folder / KEYS).is_file()):
                raise MissingFile if folder.is_dir() and backup.backups(folder) else NotAVault
        held = lock.take_for_reading(folder, KEYS) if reading else lock.take(folder)
        try:
            keys = read_keys(folder / KEYS)
            begun = time.perf_counter()
            data_key = data_key_of(keys, slot, secret)
            seconds = time.perf_counter() - begun
            vault = cls(folder, keys, data_key, held, fault, reading=reading)
            if not reading:
                make_private(folder, (DATABASE, KEYS, lock.NAME))
            vault._look_around()
            vault._connect()
            vault._look_at_keys(slot, secret, seconds)
        except BaseException:
            held.release()
            raise
        return vault

    def _connect(self) -> None:
        # SQLAlchemy takes a third of a second to import; the locked window must be there before that.
        from storage.store import open_store

        path, name, reading = self.folder / DATABASE, self._keys.vault, self.is_for_reading
        store = open_store(path, self._data_key, name, self._fault, reading=reading)
        try:
            if store.is_old and reading:
                raise NeedsWriting
            if store.is_old:
                backup.back_up(self.folder, store.raw, self._data_key, self._fault)
                store.migrate()
        except BaseException:
            store.close()
            raise
        self._store, self._copied = store, None
        self._set_room_aside()

    @property
    def mark(self) -> str:
        """The first letters of the vault's random name, by which a paper can be told to belong to it."""
        return self._keys.vault[:6].upper()

    def close(self) -> None:
        """Close the vault and let the next window in; a second time does nothing."""
        if self.guard is not None and self.is_open:
            self.guard.before_close()
        self._disconnect()
        if self._held.is_held and not self.is_for_reading:
            reserve.release(self.folder)
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

    # ----------------------------------------------------------------------------------------------- safekeeping

    def check(self) -> tuple[str, ...]:
        """What is wrong with the file, the tables, the journal's chain or what it proves; empty if nothing is."""
        return self._opened.check()

    def change_passphrase(self, passphrase: str, *, cost: KeyCost | None = None, who: str = "") -> None:
        """Wrap the key under another passphrase; raises EmptyPassphrase, or VaultError with the old one standing.

        Copies of keys.json that were made before open with the old passphrase until `rekey_copies`.
        """
        self._wrap("passphrase", PASSPHRASE, chosen_secret(passphrase), cost, who)

    def new_recovery_code(self, *, cost: KeyCost | None = None, who: str = "", code: str = "") -> str:
        """Wrap the key under a fresh recovery code, to print once; the old code no longer opens this vault.

        As with the passphrase, copies open with the old one until `rekey_copies`.
        A `code` that was drawn before (`recovery.new_code`) may be given, so that it is on paper before it counts.
        """
        code = code or recovery.new_code()
        try:
            self._wrap("recovery_code", RECOVERY, recovery.secret_of(code), cost, who)
        except WriteFailed as failure:
            # Where it is in force it must be shown, or nobody would have it.
            if not failure.in_file:
                raise
        return code

    def opens_with(self, typed: str) -> bool:
        """Whether this is the passphrase or the recovery code of this vault; it takes as long as unlocking does."""
        secrets_by_slot = {PASSPHRASE: passphrase_secret(typed)}
        with contextlib.suppress(CodeMistyped):
            secrets_by_slot[RECOVERY] = recovery.secret_of(typed)
        return any(self._unwraps(slot, secret) for slot, secret in secrets_by_slot.items())

    def _unwraps(self, slot: str, secret: bytes) -> bool:
        try:
            return data_key_of(self._keys, slot, secret) == self._data_key
        except WrongKeyOrDamaged:
            return False

    def _wrap(self, act: str, slot: str, secret: bytes, cost: KeyCost | None, who: str) -> None:
        """Put a slot wrapped anew in force together with the act that says so in the journal.

        Should the program end between the two, the next opening finds keys that the vault does not know, and says so.
        """
        if not self.is_open:
            raise VaultClosed
        self._require_writing()
        before = self._keys
        keys = with_slot(before, slot, secret, self._data_key, cost or calibrated())

        def put(connection: Connection, case_key: int, _seq: int) -> None:
            knownkeys.know_with_act(connection, case_key, (digest_of(keys),))
            self._put_keys(keys)

        try:
            self.beside(None, act, who, put)
        except WriteFailed as failure:
            if not failure.in_file:
                with contextlib.suppress(VaultError):
                    self._put_keys(before)
            raise

    def _know_keys_first(self) -> None:
        """Let a vault that was just made know its keys; raises VaultError, with the vault closed."""
        try:
            self._opened.keep_setting(knownkeys.NAME, [digest_of(self._keys)], None)
        except VaultError:
            self.close()
            raise

    def _look_at_keys(self, slot: str, secret: bytes, seconds: float) -> None:
        """Say in the record if other keys lie here than this vault put here, and raise what a guess costs if need be.

        A disk that refuses does not shut a vault that is open and sound.
        """
        try:
            self._compare_keys()
            if not self.is_for_reading:
                self._renew(slot, secret, seconds)
        except VaultError:
            if not self.is_open:
                raise

    def _compare_keys(self) -> None:
        known, present = knownkeys.known(self), digest_of(self._keys)
        self.keys_were_changed = bool(known) and present not in known
        if self.is_for_reading or present in known:
            return
        if not known:
            knownkeys.know(self, present)
            return

        def put(connection: Connection, case_key: int, _seq: int) -> None:
            knownkeys.know_with_act(connection, case_key, (present,))

        self.beside(None, knownkeys.FOUND, "", put)

    def _renew(self, slot: str, secret: bytes, seconds: float) -> None:
        """Raise what a guess costs while the secret is at hand."""
        keys = renewed(self._keys, slot, secret, self._data_key, seconds)
        if keys is not None:
            # First: keys that the vault does not know would be taken for keys that somebody else put here.
            knownkeys.know(self, *knownkeys.known(self), digest_of(keys))
            self._put_keys(keys)

    def _act(self, work: Callable[[Store], Result]) -> Result:
        self._require_writing()
        return super()._act(work)

    def _note(self, work: Callable[[Store], None], landed: Callable[[Store], bool]) -> None:
        self._require_writing()
        super()._note(work, landed)

    def _require_writing(self) -> None:
        if self.is_for_reading:
            raise OpenForReading

    def _put_keys(self, keys: Keys) -> None:
        write_keys(self.folder / KEYS, keys)
        self._keys = keys
