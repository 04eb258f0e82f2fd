"""What Linux tells of the disk under a folder, read from /proc and /sys; no program is run, nothing else is opened."""

from __future__ import annotations

import array
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from app.disk import NETWORK_KINDS, Disk

_ENCRYPTING = frozenset({"ecryptfs", "fuse.cryfs", "fuse.encfs", "fuse.gocryptfs", "fuse.securefs", "fuse.veracrypt"})
_IN_MEMORY = frozenset({"ramfs", "tmpfs"})
_ELSEWHERE = ("nbd", "rbd", "drbd")
_DEEPEST = 8
"""How many layers of devices, or of files that hold a disk, are looked through."""
_GET_FLAGS, _ENCRYPTED_FLAG = 0x80086601, 0x800


@dataclass(frozen=True, slots=True)
class Mount:
    """One line of /proc/self/mountinfo."""

    number: str
    point: Path
    kind: str
    source: str


def disk_under(folder: Path, root: Path = Path("/"), depth: int = 0) -> Disk:
    """The disk under a folder whose path is whole and without links; `root` is where /proc, /sys and /dev lie."""
    mount = mount_of(folder, root)
    if mount is None or depth > _DEEPEST:
        return Disk()
    if mount.kind in _IN_MEMORY:
        return Disk(network=False, removable=False, fleeting=True)
    if mount.kind in NETWORK_KINDS:
        return Disk(network=True)
    block = _block_of(mount, root)
    if block is None:
        return Disk(encrypted=True if mount.kind in _ENCRYPTING else None, network=_is_elsewhere(mount.kind))
    encrypted = mount.kind in _ENCRYPTING or _is_encrypted(block, root, depth)
    return Disk(encrypted, _is_removable(block, depth), block.name.startswith(_ELSEWHERE))


def has_own_encryption(folder: Path) -> bool:
    """Whether the file system itself encrypts this folder, as some do for a home."""
    if sys.platform != "linux":
        return False
    import fcntl

    flags = array.array("l", [0])
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return False
    try:
        fcntl.ioctl(handle, _GET_FLAGS, flags)
    except OSError:
        return False
    finally:
        os.close(handle)
    return bool(flags[0] & _ENCRYPTED_FLAG)


def mount_of(folder: Path, root: Path = Path("/")) -> Mount | None:
    """What is mounted where this folder lies; None where the system does not say."""
    around = [mount for mount in _mounts(root) if folder == mount.point or mount.point in folder.parents]
    # Of two on one point the later one lies on top.
    return max(reversed(around), key=lambda mount: len(mount.point.parts), default=None)


def _mounts(root: Path) -> list[Mount]:
    found = []
    for line in _read(root / "proc/self/mountinfo").splitlines():
        before, _, after = line.partition(" - ")
        parts, rest = before.split(" "), after.split(" ")
        if len(parts) >= 5 and len(rest) >= 2:
            found.append(Mount(parts[2], Path(_plain(parts[4])), rest[0], _plain(rest[1])))
    return found


def _plain(text: str) -> str:
    """A path as it is: the file writes blanks in it as numbers."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)


def _is_elsewhere(kind: str) -> bool | None:
    """For what is on no disk of this computer: a kind that is not known may be on another one."""
    return None if kind.startswith("fuse") and kind not in _ENCRYPTING else False


def _block_of(mount: Mount, root: Path) -> Path | None:
    """The folder in /sys of the device that is mounted; None where there is none, or it cannot be told."""
    found = root / "sys/dev/block" / mount.number
    if mount.number.startswith("0:"):
        # Some file systems, btrfs for one, have a number of their own and name their device.
        device = root / mount.source.removeprefix("/")
        if not mount.source.startswith("/dev/") or not device.exists():
            return None
        found = root / "sys/class/block" / device.resolve().name
    return found.resolve() if found.exists() else None


def _is_encrypted(block: Path, root: Path, depth: int) -> bool | None:
    """Whether all that is written to a device comes to rest encrypted."""
    if depth > _DEEPEST:
        return None
    if _read(block / "dm/uuid").startswith("CRYPT-") or _read(block / "dm/name").startswith("veracrypt"):
        return True
    backing = _read(block / "loop/backing_file").strip()
    if backing:
        return disk_under(Path(backing), root, depth + 1).encrypted
    answers = [_is_encrypted(each, root, depth + 1) for each in _below(block)]
    if not answers or False in answers:
        return False
    return None if None in answers else True


def _is_removable(block: Path, depth: int) -> bool:
    """Whether a device, or one of those below it, can be taken out: a stick, a card, a disk on a cable."""
    on_a_cable = re.search(r"/usb\d+/", f"{block}/") is not None
    if on_a_cable or _read(block / "removable").strip() == "1" or _read(block / "device/type").strip() == "SD":
        return True
    return depth <= _DEEPEST and any(_is_removable(each, depth + 1) for each in _below(block))


def _below(block: Path) -> list[Path]:
    """What a device lies on: others, or, for a part of a disk, the disk."""
    try:
        below = [each.resolve() for each in (block / "slaves").iterdir()]
    except OSError:
        below = []
    return [block.parent] if not below and (block / "partition").exists() else below


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""
