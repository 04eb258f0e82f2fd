"""A second place for backups: a stick, or a folder of the agency, where the newest ones lie as encrypted as they are.

It knows folders and bytes, needs no key, and says nothing of what a vault holds: the folder is named by a part of the
vault's random name.
"""

from __future__ import annotations

import hashlib
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from storage.backup import DATABASE, KEYS, made_at
from storage.errors import BackupUnsound, PlaceInVault, PlaceOutOfReach, VaultError
from storage.files import ASIDE, copy_file, make_folder, on_disk, require_room, settle
from storage.rotation import kept

_NAME = "second_place"
_SHOWN = 8


class Settings(Protocol):
    """Where a vault keeps how it was left."""

    def setting(self, name: str) -> Any:
        """What was kept under this name, or None."""

    def keep_setting(self, name: str, value: Any) -> None:
        """Keep a value under this name."""


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """The folder that was chosen, and when a backup last reached it."""

    folder: Path
    reached: datetime | None = None


def second_place(vault: Settings) -> SecondPlace | None:
    """The place that was chosen for this vault's backups; None if none was."""
    found = vault.setting(_NAME)
    if not isinstance(found, dict) or not isinstance(found.get("folder"), str):
        return None
    return SecondPlace(Path(found["folder"]), _moment(found.get("reached")))


def choose(vault: Settings, folder: Path | None) -> None:
    """Make a folder the second place, or have none any more; raises VaultError."""
    vault.keep_setting(_NAME, None if folder is None else {"folder": str(folder), "reached": None})


def note_reached(vault: Settings, now: datetime) -> None:
    """Keep that the place was reached today; raises VaultError."""
    place = second_place(vault)
    if place is not None and (place.reached is None or place.reached.date() != now.date()):
        vault.keep_setting(_NAME, {"folder": str(place.folder), "reached": now.isoformat(timespec="seconds")})


def shelf_of(place: Path, vault: str) -> Path:
    """The folder in a second place that is this vault's."""
    return place / vault[:_SHOWN]


def copies(place: Path, vault: str) -> tuple[Path, ...]:
    """The backups of a vault that lie in a second place, newest first by their time; none where it is out of reach."""
    try:
        found = [each for each in shelf_of(place, vault).iterdir() if not each.suffix and made_at(each)]
    except OSError:
        return ()
    return tuple(sorted(found, key=lambda each: each.name, reverse=True))


def is_reached(place: SecondPlace, vault: str) -> bool:
    """Whether a second place is there now; another stick under the same name has no folder of this vault."""
    try:
        shelf = shelf_of(place.folder, vault)
        return shelf.is_dir() if place.reached else place.folder.is_dir()
    except OSError:
        return False


def clear_unfinished(place: Path, vault: str) -> None:
    """Take away what a copying left that was cut short; what cannot be taken away is in nobody's way."""
    with suppress(OSError):
        for left in shelf_of(place, vault).glob("*Z-*" + ASIDE):
            shutil.rmtree(left, ignore_errors=True)


def carry(backup: Path, place: Path, vault: str, home: Path) -> Path:
    """Copy a backup to the second place, read it back byte by byte, and let old ones go; the folder of the copy.

    `home` is the vault's own folder. Raises PlaceOutOfReach, PlaceInVault, TooLittleRoom and other VaultErrors.
    """
    with on_disk():
        if not place.is_dir():
            raise PlaceOutOfReach
        if home.resolve() in (place.resolve(), *place.resolve().parents):
            raise PlaceInVault
        shelf = shelf_of(place, vault)
        make_folder(shelf)
    target = shelf / backup.name
    if not target.exists():
        require_room(shelf, sum((backup / name).stat().st_size for name in (DATABASE, KEYS)))
        _copy(backup, target)
    _let_go(place, vault, target)
    return target


def remove_before(place: Path, vault: str, newest: Path, home: Path) -> int:
    """Take away every older copy in the second place, once the newest is there; how many stayed, at least 1 if any."""
    try:
        carried = carry(newest, place, vault, home)
    except VaultError:
        return 1
    left = 0
    for each in copies(place, vault):
        if each != carried:
            shutil.rmtree(each, ignore_errors=True)
            left += each.exists()
    return left


def _copy(backup: Path, target: Path) -> None:
    aside = target.with_name(target.name + ASIDE)
    try:
        with on_disk():
            shutil.rmtree(aside, ignore_errors=True)
            make_folder(aside)
            for name in (DATABASE, KEYS):
                copy_file(backup / name, aside / name)
                if _digest(backup / name) != _digest(aside / name):
                    raise BackupUnsound
            aside.replace(target)
            # A stick or a share may know no such call for folders.
            with suppress(OSError):
                settle(target.parent)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise


def _let_go(place: Path, vault: str, newest: Path) -> None:
    found = copies(place, vault)
    stay = kept([(made, each) for each in found if (made := made_at(each))]) | {newest}
    for each in found:
        if each not in stay:
            shutil.rmtree(each, ignore_errors=True)


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _moment(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
