"""What the place of a vault means for it: the disk under it, services that copy it, who may open it.

It changes nothing but permissions, and knows no case.

A place is fine, or there is a word to say, or it could not be told; nothing here ever stands in anyone's way.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app import mounts, syncing, volumes
from app.disk import Disk
from app.syncing import Surroundings

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class Place:
    """Where a vault lies or is to lie: the disk under it, the service over it, and what such a service left beside."""

    disk: Disk
    service: str = ""
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing to know about a place: its kind, what it means, and what to do."""

    kind: str
    meaning: str
    advice: str

    def __str__(self) -> str:
        return f"{self.meaning} {self.advice}"


UNTOLD = "untold"
"""The kind of a concern that is only a question: whether the disk is encrypted could not be told."""

_MOVE = "Close the vault, move its whole folder to a folder on this computer alone, and open it there."

_MEMORY = Concern(
    "memory", "This folder is held in memory: it is gone when the computer is switched off.",
    "Keep the vault in a folder of your own on the disk.",
)  # fmt: skip
_NETWORK = Concern(
    "network", "This folder lies on another computer, or is shared with one.",
    "There the vault can be harmed when the connection breaks, and others may keep copies for years. " + _MOVE,
)  # fmt: skip
_REMOVABLE = Concern(
    "removable", "This folder lies on a stick, a card or a disk that can be taken out.",
    "It can be pulled out in the middle of an act, or be lost. Keep the vault on this computer,"
    " and use the stick for a second place for backups.",
)  # fmt: skip
_PLAIN_DISK = Concern(
    "unencrypted", "The disk under this folder does not seem to be encrypted.",
    "The vault is, always. But words of a case may be left on the disk when the computer sleeps or runs short of"
    " memory, and whoever takes the computer could read them. Ask whoever looks after it to turn disk encryption on.",
)  # fmt: skip
_UNTOLD = Concern(
    UNTOLD, "Whether the disk under this folder is encrypted could not be told.",
    "The vault is, always; but what the computer writes when it sleeps or runs short of memory is safe only on an"
    " encrypted disk. Ask whoever looks after this computer, or look in its settings for {}.",
)  # fmt: skip
_ENCRYPTION_IS_CALLED = {"win32": "BitLocker or device encryption", "darwin": "FileVault"}


def look(folder: Path) -> Place:
    """What is known of the place of a folder, which may not be there yet; may take seconds on macOS."""
    there = _nearest(folder)
    service = syncing.service_over(folder.absolute(), around := surroundings())
    disk = _disk_under(there)
    return Place(disk, service or syncing.service_over(there, around), syncing.copies_beside(folder))


def surroundings() -> Surroundings:
    """Whose home this is, and what the system tells its programs."""
    return Surroundings(Path.home(), os.environ)


def concerns(place: Place) -> tuple[Concern, ...]:
    """What there is to know of a place, gravest first; nothing where it is fine."""
    return tuple(_concerns(place))


def warnings(place: Place) -> tuple[Concern, ...]:
    """What is worth a word at every start: not that something could not be told."""
    return tuple(each for each in _concerns(place) if each.kind != UNTOLD)


def _concerns(place: Place) -> Iterator[Concern]:
    disk = place.disk
    if disk.fleeting:
        yield _MEMORY
    if place.service:
        yield _synced(place.service)
    if place.copies:
        yield _copied(len(place.copies))
    if disk.network:
        yield _NETWORK
    if disk.removable:
        yield _REMOVABLE
    if disk.network or disk.fleeting:
        return
    if disk.encrypted is False:
        yield _PLAIN_DISK
    elif disk.encrypted is None:
        called = _ENCRYPTION_IS_CALLED.get(sys.platform, "disk encryption")
        yield Concern(UNTOLD, _UNTOLD.meaning, _UNTOLD.advice.format(called))


def _synced(service: str) -> Concern:
    meaning = f"This folder is copied to other computers by {service}."
    why = "Two computers that write at once can spoil a vault, and old copies are kept elsewhere, perhaps for years."
    return Concern("synced", meaning, f"{why} {_MOVE}")


def _copied(number: int) -> Concern:
    what = "lies a copy" if number == 1 else f"lie {number} copies"
    meaning = f"Beside the vault {what} that a syncing service made because two computers wrote at once."
    advice = "What was done on the other computer may be in there. Keep it until that is clear."
    return Concern("copies", meaning, advice)


def _disk_under(there: Path) -> Disk:
    if not sys.platform.startswith("linux"):
        return volumes.system_disk(there)
    found = mounts.disk_under(there)
    if found.encrypted is not True and mounts.has_own_encryption(there):
        return Disk(True, found.removable, found.network, found.fleeting)
    return found


def _nearest(folder: Path) -> Path:
    """The folder itself, or the nearest one around it that is there, by its real path."""
    try:
        around = (folder.absolute(), *folder.absolute().parents)
        return next(each.resolve() for each in around if each.is_dir())
    except (OSError, StopIteration):
        return folder.absolute()


# ------------------------------------------------------------------------------------------------- permissions


def open_to_others(folder: Path) -> tuple[Path, ...]:
    """What in a vault's folder others may open, the folder itself among it; Windows knows no modes to ask for."""
    if os.name == "nt":
        return ()
    return tuple(path for path in _everything(folder) if stat.S_IMODE(_mode(path)) & _OTHERS)


def make_private(folder: Path) -> tuple[Path, ...]:
    """Take from others every right to a vault's folder and what is in it; what is open to them all the same."""
    for path in open_to_others(folder):
        try:
            path.chmod(stat.S_IMODE(path.stat().st_mode) & stat.S_IRWXU)
        except OSError:
            # A stick or a share may know no modes; it is told below, by what is still open.
            continue
    return open_to_others(folder)


def _everything(folder: Path) -> Iterator[Path]:
    yield folder
    for inside, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(inside) / name
            if not path.is_symlink():
                yield path


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except OSError:
        return 0
