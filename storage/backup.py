"""Copies of a vault, encrypted as the vault is, read back before they count; and putting one in the vault's place.

A backup is a folder with vault.db and keys.json, so it opens by itself, with whatever opens those keys. Its name is a
time and a number. It knows files and the driver; it knows no table but the journal's head.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from storage import cipher, lock, recovery
from storage.errors import BackupUnsound, FolderTaken, OtherVault, VaultError
from storage.files import ASIDE, copy_file, make_file, make_folder, on_disk, require_room, settle
from storage.keys import PASSPHRASE, RECOVERY, data_key_of, passphrase_secret, read_keys
from storage.looking import JOURNAL, strays
from storage.rotation import kept, over
from storage.verifying import glance, verify

DATABASE, KEYS, BACKUPS = "vault.db", "keys.json", "backups"
"""What a vault's folder holds."""
_REPLACED = "-replaced"


def backups(folder: Path) -> tuple[Path, ...]:
    """The backups of a vault, newest first."""
    with on_disk():
        places = [place for place in (folder / BACKUPS).glob("*Z-*") if _number(place) and not place.suffix]
    finished = [place for place in places if not place.name.endswith(_REPLACED)]
    return tuple(sorted(finished, key=_number, reverse=True))


def made_at(place: Path) -> datetime | None:
    """When a backup was made, by its name; None where it bears no such name."""
    try:
        return datetime.strptime(place.name.partition("-")[0], "%Y%m%dT%H%M%S%z") if _number(place) else None
    except ValueError:
        return None


def back_up(
    folder: Path,
    connection: Any,
    data_key: bytes,
    fault: Callable[[str], None],
    alone: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Path:
    """Copy the open vault into its backups; the copy is read back, and only then gets its name. Raises VaultError.

    The connection is used only inside `alone`, for as long as the copying takes; the copy is read back outside it.
    """
    place = _new_place(folder, "")
    aside = place.with_name(place.name + ASIDE)
    try:
        with on_disk():
            clear_unfinished(folder)
            require_room(folder, (folder / DATABASE).stat().st_size)
            make_folder(aside)
            make_file(aside / DATABASE)
            with alone():
                cipher.copy_into(connection, aside / DATABASE)
                head = _head(connection)
            copy_file(folder / KEYS, aside / KEYS)
            fault("backup")
        _require_same(head, aside / DATABASE, data_key)
        with on_disk():
            settle(aside / DATABASE)
            settle(aside)
            aside.replace(place)
            settle(place.parent)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return place


def expire(folder: Path, now: datetime | None = None) -> None:
    """Let those backups go that need not stay; whatever the disk says to that is no reason to stop anyone's work."""
    found = [(made, place) for place in backups(folder) if (made := made_at(place))]
    replaced = [(made, place) for place in put_aside(folder) if (made := made_at(place))]
    going = {place for _made, place in found} - kept(found)
    if found:
        going |= over(replaced, now or datetime.now(UTC))
    for place in going:
        _remove(place)


def remove_before(folder: Path, place: Path) -> int:
    """Take away every backup older than this one, and whatever was ever put aside: they hold what was erased since.

    How many could not be taken away.
    """
    going = [*(each for each in backups(folder) if _number(each) < _number(place)), *put_aside(folder)]
    return sum(not _remove(each) for each in going)


def put_aside(folder: Path) -> tuple[Path, ...]:
    """What was in the vault's place before something else was put there, newest first."""
    with on_disk():
        found = [place for place in (folder / BACKUPS).glob("*Z-*" + _REPLACED) if _number(place)]
    return tuple(sorted(found, key=_number, reverse=True))


def _remove(place: Path) -> bool:
    """Take a backup away, under another name first, so that half a backup never bears the name of a whole one."""
    going = place.with_name(place.name + ASIDE)
    with suppress(OSError):
        place.replace(going)
        shutil.rmtree(going)
    return not (place.exists() or going.exists())


def clear_unfinished(folder: Path) -> None:
    """Take away what a backup left that was cut short."""
    for left in (folder / BACKUPS).glob("*Z-*" + ASIDE):
        shutil.rmtree(left, ignore_errors=True)


def restore(folder: Path, backup: Path, passphrase: str) -> Path | None:
    """Put a backup in the place of the vault in `folder`; where the present vault was put aside, if there was one.

    The backup is read whole first, under the passphrase that opens it. Raises OtherVault where the present vault is not
    the one it was made of, and other VaultErrors; then the present vault stands as it stood. It must not be open.
    """
    return _restore(folder, backup, PASSPHRASE, passphrase_secret(passphrase))


def restore_with_recovery(folder: Path, backup: Path, code: str) -> Path | None:
    """Put a backup in the place of the vault, as `restore` does, with the recovery code that opens it."""
    return _restore(folder, backup, RECOVERY, recovery.secret_of(code))


def _restore(folder: Path, backup: Path, slot: str, secret: bytes) -> Path | None:
    keys = read_keys(backup / KEYS)
    data_key = data_key_of(keys, slot, secret)
    with on_disk():
        _take_place(folder)
    held = lock.take(folder)
    try:
        if not belongs(folder, keys.vault, data_key):
            raise OtherVault
        return exchange(folder, backup, data_key, keys.vault)
    finally:
        held.release()


def belongs(folder: Path, vault: str, data_key: bytes) -> bool:
    """Whether a backup of the vault of this random name, under this key, is one of the vault in a folder.

    One of its two files may be damaged or gone: then the other says whose it is, and after that the backups. Where
    nothing is left that could say so, nothing speaks against it.
    """
    named = _named(folder)
    names = {named} if named else {name for place in backups(folder) if (name := _named(place))}
    if not names or vault in names:
        return True
    with suppress(VaultError):
        glance(folder / DATABASE, data_key, beside_journal=True)
        return True
    return False


def _named(place: Path) -> str:
    """The random name of the vault whose keys lie in a folder; "" where that cannot be read."""
    with suppress(VaultError):
        return read_keys(place / KEYS).vault
    return ""


def exchange(
    folder: Path, backup: Path, data_key: bytes, vault: str, names: tuple[str, ...] = (DATABASE, KEYS)
) -> Path | None:
    """Put these files of a backup, once it was read whole, into the place of a vault that is closed and locked for us.

    Where the present ones were put aside, if there were any. Raises VaultError, and then they stand as they stood.
    """
    coming = [folder / (name + ASIDE) for name in names]
    try:
        with on_disk():
            for path in coming:
                path.unlink(missing_ok=True)
            require_room(folder, _size(backup / DATABASE) + _size(folder / DATABASE))
            for path in coming:
                copy_file(backup / path.name.removesuffix(ASIDE), path)
        verify(coming[0], data_key, vault)
        with on_disk():
            aside = _put_aside(folder)
            # The old journal first: it would be played back into whatever database it finds.
            for path in strays(folder, DATABASE):
                path.unlink()
            for path in coming:
                path.replace(path.with_name(path.name.removesuffix(ASIDE)))
            settle(folder)
    finally:
        for path in coming:
            with suppress(OSError):
                path.unlink(missing_ok=True)
    return aside


def clear_strays(folder: Path, *, journal: bool) -> Path:
    """Put aside whatever lies in a closed vault's folder that is no part of it; where. Raises VaultError.

    A copy of the vault as it is goes with it, and so nothing is lost whichever of them was the right one. The journal
    goes only where it is known not to belong to the vault: otherwise the vault needs it to be opened.
    """
    held = lock.take(folder)
    try:
        with on_disk():
            aside = _put_aside(folder)
            for path in strays(folder, DATABASE):
                if journal or path.name != DATABASE + JOURNAL:
                    path.unlink()
            settle(folder)
    finally:
        held.release()
    return aside or folder


def _take_place(folder: Path) -> None:
    """Make the folder, or take it if a vault is or was in it; raises FolderTaken where something else is."""
    present = {path.name for path in folder.iterdir()} if folder.exists() else set()
    if present and not present & {DATABASE, KEYS, BACKUPS}:
        raise FolderTaken
    make_folder(folder)


def _put_aside(folder: Path) -> Path | None:
    """Copy what stands in the vault's folder now, sound or not, so that a restore takes nothing away."""
    own = (folder / DATABASE, folder / KEYS)
    present = [path for path in (*own, *strays(folder, DATABASE)) if path.exists()]
    if not present:
        return None
    place = _new_place(folder, _REPLACED)
    make_folder(place)
    for path in present:
        if path.is_file():
            copy_file(path, place / path.name)
        else:
            path.replace(place / path.name)
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


def _require_same(head: tuple[Any, ...], copy: Path, data_key: bytes) -> None:
    """Raise BackupUnsound unless the copy is whole and ends with the same act."""
    other = cipher.connect(copy, data_key)
    try:
        wrong = cipher.faults(other) or _head(other) != head
    finally:
        other.close()
    if wrong:
        raise BackupUnsound


def _head(connection: Any) -> tuple[Any, ...]:
    with cipher.in_driver():
        last = connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return last, *(cipher.number_of(connection, pragma) for pragma in ("application_id", "user_version"))


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
