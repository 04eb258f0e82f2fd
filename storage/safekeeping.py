"""The copies of an open vault: when one is needed, making, trying and putting one back, and the second place.

It knows which vault is open and whether it changed; how a copy is made and read is the business of `backup` and
`verifying`. Case text stands in no message.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from storage import backup, hotjournal, knownkeys, rekeying, reserve, secondplace
from storage.backup import DATABASE, KEYS
from storage.casework import Casework
from storage.copies import Copy, copies
from storage.errors import ConflictCopy, DiskFull, NotAVault, OtherVault, VaultError, WriteFailed, WrongKeyOrDamaged
from storage.files import on_disk
from storage.keys import Keys, digest_of, read_keys
from storage.looking import conflict_copies, look
from storage.rekeying import Rekeyed
from storage.secondplace import SecondPlace
from storage.verifying import State, glance, hash_of, state_of, verify

if TYPE_CHECKING:
    from mapping.casemap import ChangeSet

MANY = 3
"""From how many entries on, taken out by one act, a backup is made first."""


class Guard(Protocol):
    """Who looks after the copies of an open vault; neither may raise VaultError, since they stand in nobody's way."""

    @property
    def trouble(self) -> str:
        """Why the last backup could not be made, or ""."""

    def before_loss(self) -> None:
        """Much is about to be taken out of the vault."""

    def before_close(self) -> None:
        """The vault is about to be closed."""


class Safekeeping(Casework):
    """A vault that can be copied and put back; `Vault` adds how it is opened and closed."""

    folder: Path
    is_for_reading: bool = False
    """Whether it was opened for reading only: every act is then refused."""
    _keys: Keys
    _data_key: bytes
    _fault: Callable[[str], None]

    def __init__(self) -> None:
        super().__init__()
        self.guard: Guard | None = None
        self._copying = threading.Lock()
        """Held while a copy is made: two at once would take the same name."""
        self._carrying = threading.Lock()
        """Held while something is done in the second place."""
        self._copied: int | None = None
        """How many rows this connection had changed when the newest backup was made; None: it made none."""

    @property
    def name(self) -> str:
        """The random name of this vault; it says nothing, and no other vault has it."""
        return self._keys.vault

    # ------------------------------------------------------------------------------------------------- how far

    def last_saved(self) -> State:
        """How far the acts go: number and hash of the last one, and when it was by the worker's own clock."""
        store = self._opened
        with store.alone():
            return state_of(store.raw)

    def goes_on_from(self, seq: int, start: str) -> bool:
        """Whether act `seq` is in this vault, with a hash that begins so (in hex digits)."""
        store = self._opened
        with store.alone():
            return seq == 0 or hash_of(store.raw, seq).hex().startswith(start)

    # ------------------------------------------------------------------------------------------------- copies

    def back_up(self) -> Path:
        """Make an encrypted copy in the vault's backups and read it back; the folder of the copy. Raises VaultError.

        Another thread may do this while the vault is used: acts wait while the copy is made, not while it is read.
        Old backups go, as `rotation` says.
        """
        place = self._copy()
        backup.expire(self.folder)
        return place

    def _copy(self) -> Path:
        self._require_writing()
        with self._copying:
            store, mark = self._opened, 0

            @contextmanager
            def alone() -> Iterator[None]:
                nonlocal mark
                with store.alone():
                    mark = store.raw.total_changes
                    yield

            place = backup.back_up(self.folder, store.raw, self._data_key, self._fault, alone)
            if store is self._store:
                self._copied = mark
        return place

    def back_up_if_changed(self) -> Path | None:
        """Make a backup unless the newest one holds all that is here; raises VaultError."""
        return self.back_up() if self.changed_since_backup() else None

    def changed_since_backup(self) -> bool:
        """Whether there is anything in the vault that the newest backup does not hold; raises VaultError."""
        if self.is_for_reading:
            return False
        if self._copied is None:
            mark = self._opened.raw.total_changes
            newest = next(iter(backup.backups(self.folder)), None)
            with suppress(VaultError):
                if newest and glance(newest / DATABASE, self._data_key) == self.last_saved():
                    self._copied = mark
        return bool(self._copied != self._opened.raw.total_changes)

    def copies(self) -> tuple[Copy, ...]:
        """The backups, newest first, each with how far its acts go; None for one that does not open."""
        return copies(self.folder, self._data_key)

    def try_backup(self, place: Path) -> State:
        """Read a backup whole, down to every act; how far its acts go. Raises OtherVault, DamagedVault and others."""
        with suppress(NotAVault, WrongKeyOrDamaged):
            if read_keys(place / KEYS).vault != self.name:
                raise OtherVault
        return verify(place / DATABASE, self._data_key, self.name)

    def restore(self, place: Path, who: str) -> State:
        """Put the database of a backup in the place of this one and open it; how far its acts went.

        The present one is put aside, and the passphrase stays as it is. Raises OtherVault for what is no backup of this
        vault, and other VaultErrors; unless the vault is then closed (`is_open`), it stands as it stood.
        """
        self._require_writing()
        state = self.try_backup(place)
        known = knownkeys.known(self) or (digest_of(self._keys),)
        with suppress(VaultError):
            # None of the old ones goes now: it might be the one that is wanted.
            if self.changed_since_backup():
                self._copy()
        with self._copying:
            self._disconnect()
            try:
                backup.exchange(self.folder, place, self._data_key, self.name, (DATABASE,))
            finally:
                self.reopen()
        self._runs.clear()
        self.beside(None, "restore", who, lambda connection, key, _seq: knownkeys.know_with_act(connection, key, known))
        return state

    def remove_older_backups(self) -> int:
        """Make a backup, and take away every older copy, in the second place too: they hold what was erased since.

        How many could not be taken away; all of them count where the second place is out of reach. Raises VaultError.
        """
        newest = self.back_up()
        left = backup.remove_before(self.folder, newest)
        place = self.second_place()
        return left + (0 if place is None else secondplace.remove_before(place.folder, self.name, newest, self.folder))

    # -------------------------------------------------------------------------------------- what opens the copies

    def rekey_copies(self) -> Rekeyed:
        """Let what opens this vault now open its copies too, and nothing else any more; what came of it.

        All that lie in its folder and in the second place. Another thread may do this while the vault is used. After a
        crash each copy opens by the old keys or by the new. Raises VaultError.
        """
        self._require_writing()
        keys = self._keys
        if digest_of(read_keys(self.folder / KEYS)) != digest_of(keys):
            raise VaultError  # never into all copies what is not in force here
        with self._copying:
            with on_disk():
                backup.clear_unfinished(self.folder)
            told = rekeying.rekey(self._places(), keys, self._data_key)
        chosen = self.second_place()
        if chosen is None:
            return told
        with self._carrying:
            if not secondplace.is_reached(chosen, self.name):
                return told + Rekeyed(second_unreached=True)
            secondplace.clear_unfinished(chosen.folder, self.name)
            return told + rekeying.rekey(secondplace.copies(chosen.folder, self.name), keys, self._data_key)

    def copies_behind(self) -> int:
        """How many copies within reach have not the present keys, so that older ones may open them. Raises VaultError.

        Another thread may ask this.
        """
        chosen, known = self.second_place(), knownkeys.known(self)
        beyond = () if chosen is None else secondplace.copies(chosen.folder, self.name)
        return rekeying.behind((*self._places(), *beyond), self.name, {*known, digest_of(self._keys)})

    def keys_found(self) -> datetime | None:
        """When keys.json was found changed behind the vault's back; None if never, or if it was changed here since.

        Raises VaultError.
        """
        for record in self.records(None):
            if record.act in knownkeys.CHANGES:
                break
            if record.act == knownkeys.FOUND:
                return record.moment
        return None

    def _places(self) -> tuple[Path, ...]:
        return *backup.backups(self.folder), *backup.put_aside(self.folder)

    def _require_writing(self) -> None:
        """Raise OpenForReading where nothing may be changed."""

    # -------------------------------------------------------------------------------------------- second place

    def second_place(self) -> SecondPlace | None:
        """The second place for backups, if one was chosen."""
        return secondplace.second_place(self)

    def choose_second_place(self, folder: Path | None) -> None:
        """Take this folder for copies of backups, once `carry` reached it, or none any more; raises WriteFailed."""
        secondplace.choose(self, folder)
        if folder is not None:
            self.note_carried()

    def carry(self, folder: Path | None = None) -> Path | None:
        """Copy the newest backup to this folder, or to the second place; None where none was chosen.

        Another thread may do this; `note_carried` is then for the thread that acts. Raises PlaceOutOfReach,
        PlaceInVault, TooLittleRoom and other VaultErrors.
        """
        chosen = self.second_place() if folder is None else SecondPlace(folder)
        if chosen is None or self.is_for_reading:
            return None
        newest = self._newest()
        with self._carrying:
            return secondplace.carry(newest, chosen.folder, self.name, self.folder)

    def note_carried(self) -> None:
        """Keep that the second place was reached today, which is no change that needs a backup; raises WriteFailed."""
        as_copied = self._copied == self._opened.raw.total_changes
        secondplace.note_reached(self, datetime.now(UTC))
        if as_copied:
            self._copied = self._opened.raw.total_changes

    def _newest(self) -> Path:
        found = backup.backups(self.folder)
        return found[0] if found else self.back_up()

    # ----------------------------------------------------------------------------------------- before it is lost

    def before_loss(self) -> None:
        """Let the guard make a backup before much is taken out of the vault."""
        if self.guard is not None and self.is_open:
            self.guard.before_loss()

    def write(
        self, case_id: str, changes: ChangeSet, who: str, how: str = "do", *, finished: Iterable[tuple[str, str]] = ()
    ) -> int:
        """Keep one act, as `Casework.write` does; after a backup, where it takes out several entries."""
        if _taken_out(changes) >= MANY:
            self.before_loss()
        return super().write(case_id, changes, who, how, finished=finished)

    def forget_case(self, case_id: str, who: str = "", act: str = "forget") -> None:
        """Take a case out for good, after a backup; on a full disk, with the room that was set aside for it."""
        self.before_loss()
        try:
            super().forget_case(case_id, who, act)
        except WriteFailed as failure:
            full = failure.in_file is False and isinstance(failure.reason, DiskFull)
            if not full or not reserve.release(self.folder):
                raise
            super().forget_case(case_id, who, act)
        finally:
            self._set_room_aside()

    def erase(self, case_id: str, things: Sequence[str], changes: ChangeSet, who: str) -> int:
        """Destroy content for good, as `Casework.erase` does, after a backup; `remove_older_backups` comes next."""
        self.before_loss()
        return super().erase(case_id, things, changes, who)

    def _set_room_aside(self) -> None:
        if self.is_for_reading:
            return
        with suppress(OSError):
            reserve.hold(self.folder, (self.folder / DATABASE).stat().st_size)

    def _look_around(self) -> None:
        """Raise, before anything is opened, where something lies in the folder that is no part of the vault."""
        look(self.folder / DATABASE, reading=self.is_for_reading)
        if conflict_copies(self.folder):
            raise ConflictCopy
        if self.is_for_reading:
            hotjournal.require_none(self.folder / DATABASE)
        else:
            hotjournal.require_own(self.folder / DATABASE, self._data_key, self.name)


def _taken_out(changes: ChangeSet) -> int:
    from mapping.entries import Link

    return sum(each.before is not None and each.after is None and not isinstance(each.before, Link) for each in changes)
