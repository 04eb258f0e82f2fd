"""Copies of a vault, encrypted as the vault is, read back before they count; and putting one in the vault's place.

A backup is a folder with vault.db and keys.json, so it opens with the passphrase or the recovery code of its time. Its
name is a time and a number. It knows files and the driver; it knows no table but the journal's head.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from storage import cipher, lock, recovery
from storage.errors import BackupUnsound, FolderTaken, WrongKeyOrDamaged
from storage.files import ASIDE, copy_file, make_file, make_folder, on_disk, settle
from storage.keys import PASSPHRASE, RECOVERY, data_key_of, passphrase_secret, read_keys

DATABASE, KEYS, BACKUPS = "vault.db", "keys.json", "backups"
"""What a vault's folder holds."""
_REPLACED = "-replaced"
_BESIDE = tuple(DATABASE + ending for ending in ("-journal", "-wal", "-shm"))
"""What the driver may leave beside a database; it must never meet another database."""


def backups(folder: Path) -> tuple[Path, ...]:
    """The backups of a vault, newest first."""
    with on_disk():
        places = [place for place in (folder / BACKUPS).glob("*Z-*") if _number(place) and not place.suffix]
    finished = [place for place in places if not place.name.endswith(_REPLACED)]
    return tuple(sorted(finished, key=_number, reverse=True))


def back_up(folder: Path, connection: Any, data_key: bytes, fault: Callable[[str], None]) -> Path:
    """Copy the open vault into its backups; the copy is read back, and only then gets its name. Raises VaultError."""
    place = _new_place(folder, "")
    aside = place.with_name(place.name + ASIDE)
    try:
        with on_disk():
            make_folder(aside)
            make_file(aside / DATABASE)
            cipher.copy_into(connection, aside / DATABASE)
            copy_file(folder / KEYS, aside / KEYS)
            fault("backup")
        _require_same(connection, aside / DATABASE, data_key)
        with on_disk():
            settle(aside / DATABASE)
            settle(aside)
            aside.replace(place)
            settle(place.parent)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return place


def restore(folder: Path, backup: Path, passphrase: str) -> Path | None:
    """Put a backup in the place of the vault in `folder`; where the present vault was put aside, if there was one.

    The backup is read whole first, under the passphrase that it was made with. Raises VaultError, and then the present
    vault stands as it stood; it must not be open.
    """
    return _restore(folder, backup, PASSPHRASE, passphrase_secret(passphrase))


def restore_with_recovery(folder: Path, backup: Path, code: str) -> Path | None:
    """Put a backup in the place of the vault, as `restore` does, with the recovery code of its time."""
    return _restore(folder, backup, RECOVERY, recovery.secret_of(code))


def _restore(folder: Path, backup: Path, slot: str, secret: bytes) -> Path | None:
    data_key = data_key_of(read_keys(backup / KEYS), slot, secret)
    with on_disk():
        _take_place(folder)
    held = lock.take(folder)
    coming = [folder / (name + ASIDE) for name in (DATABASE, KEYS)]
    try:
        with on_disk():
            for path in coming:
                path.unlink(missing_ok=True)
                copy_file(backup / path.name.removesuffix(ASIDE), path)
        _require_sound(coming[0], data_key)
        with on_disk():
            kept = _put_aside(folder)
            # The old journal first: it would be played back into whatever database it finds.
            for name in _BESIDE:
                (folder / name).unlink(missing_ok=True)
            for path in coming:
                path.replace(path.with_name(path.name.removesuffix(ASIDE)))
            settle(folder)
    finally:
        for path in coming:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        held.release()
    return kept


def _take_place(folder: Path) -> None:
    """Make the folder, or take it if a vault is or was in it; raises FolderTaken where something else is."""
    present = {path.name for path in folder.iterdir()} if folder.exists() else set()
    if present and not present & {DATABASE, KEYS, BACKUPS}:
        raise FolderTaken
    make_folder(folder)


def _put_aside(folder: Path) -> Path | None:
    """Copy what stands in the vault's folder now, sound or not, so that a restore takes nothing away."""
    present = [folder / name for name in (DATABASE, KEYS, *_BESIDE) if (folder / name).is_file()]
    if not present:
        return None
    place = _new_place(folder, _REPLACED)
    make_folder(place)
    for path in present:
        copy_file(path, place / path.name)
    settle(place)
    settle(place.parent)
    return place


def _new_place(folder: Path, ending: str) -> Path:
    """A name for the next backup: the time for people, the number for order, nothing of any case."""
    with on_disk():
        make_folder(folder / BACKUPS)
        number = max((_number(place) for place in (folder / BACKUPS).iterdir()), default=0) + 1
    return folder / BACKUPS / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{number:04d}{ending}"


def _number(place: Path) -> int:
    _time, _, rest = place.name.partition("Z-")
    digits = rest.partition("-")[0].partition(".")[0]
    return int(digits) if digits.isdecimal() and digits.isascii() else 0


def _require_same(connection: Any, copy: Path, data_key: bytes) -> None:
    """Raise BackupUnsound unless the copy is whole and ends with the same act."""
    other = cipher.connect(copy, data_key)
    try:
        wrong = cipher.faults(other) or _head(other) != _head(connection)
    finally:
        other.close()
    if wrong:
        raise BackupUnsound


def _head(connection: Any) -> tuple[Any, ...]:
    with cipher.in_driver():
        last = connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return last, *(cipher.number_of(connection, pragma) for pragma in ("application_id", "user_version"))


def _require_sound(path: Path, data_key: bytes) -> None:
    """Raise WrongKeyOrDamaged unless the file at `path` is a whole database of a vault."""
    cipher.look(path)
    connection = cipher.connect(path, data_key)
    try:
        ours = cipher.number_of(connection, "application_id") == cipher.APPLICATION_ID
        if not ours or cipher.faults(connection):
            raise WrongKeyOrDamaged
    finally:
        connection.close()
