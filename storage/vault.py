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
from typing import Self

from storage import backup, lock, making, recovery, reserve
from storage.backup import DATABASE, KEYS
from storage.caseline import CaseLine
from storage.errors import CodeMistyped, MissingFile, NotAVault, VaultClosed, VaultError, WriteFailed, WrongKeyOrDamaged
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
    renewed,
    with_slot,
    write_keys,
)
from storage.lock import FolderLock
from storage.safekeeping import Safekeeping

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

    def __init__(self, folder: Path, keys: Keys, data_key: bytes, held: FolderLock, fault: Fault | None) -> None:
        super().__init__()
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
            except BaseException:
                making.unmake(folder)
                held.release()
                raise
        return vault, code

    @classmethod
    def unlock(cls, folder: Path, passphrase: str, *, fault: Fault | None = None) -> Self:
        """Open a vault with its passphrase; the files say what a guess costs; too little is raised.

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
            raise MissingFile if folder.is_dir() and backup.backups(folder) else NotAVault
        held = lock.take(folder)
        try:
            keys = read_keys(folder / KEYS)
            begun = time.perf_counter()
            data_key = data_key_of(keys, slot, secret)
            seconds = time.perf_counter() - begun
            vault = cls(folder, keys, data_key, held, fault)
            make_private(folder, (DATABASE, KEYS, lock.NAME))
            vault._look_around()
            vault._connect()
            vault._renew(slot, secret, seconds)
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
        if self._held.is_held:
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

        Copies of keys.json that were made before still open with the old passphrase.
        """
        self._wrap("passphrase", PASSPHRASE, chosen_secret(passphrase), cost, who)

    def new_recovery_code(self, *, cost: KeyCost | None = None, who: str = "", code: str = "") -> str:
        """Wrap the key under a fresh recovery code, to print once; the old code no longer opens this vault.

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
        """Put a slot wrapped anew in force together with the act that says so in the journal."""
        if not self.is_open:
            raise VaultClosed
        before = self._keys
        keys = with_slot(before, slot, secret, self._data_key, cost or calibrated())
        try:
            self.beside(None, act, who, lambda *_act: self._put_keys(keys))
        except WriteFailed as failure:
            if not failure.in_file:
                with contextlib.suppress(VaultError):
                    self._put_keys(before)
            raise

    def _renew(self, slot: str, secret: bytes, seconds: float) -> None:
        """Raise what a guess costs while the secret is at hand; a disk that refuses does not shut the vault."""
        with contextlib.suppress(VaultError):
            keys = renewed(self._keys, slot, secret, self._data_key, seconds)
            if keys is not None:
                self._put_keys(keys)

    def _put_keys(self, keys: Keys) -> None:
        write_keys(self.folder / KEYS, keys)
        self._keys = keys
