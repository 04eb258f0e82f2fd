"""What Windows and macOS tell of the disk under a folder; neither was at hand when this was written, samples were.

Windows is asked for the kind of drive only: what it knows of BitLocker it does not tell without more ado, so that
encryption stays untold there. macOS is asked through its own small programs, which need no administrator.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path, PurePath
from typing import Any

from app.disk import NETWORK_KINDS, Disk

_REMOVABLE, _FIXED, _REMOTE, _OPTICAL, _IN_MEMORY = 2, 3, 4, 5, 6
"""What Windows calls the kinds of drive."""
_PATIENCE = 5
"""Seconds after which one of the system's programs is not waited for."""
_SYSTEM_VOLUMES = ("/", "/System/Volumes/Data")
Run = Callable[[Sequence[str]], bytes]


def windows_disk(folder: PurePath, kind_of: Callable[[str], int]) -> Disk:
    """The disk under a folder of Windows; `kind_of` gives the number of a drive's kind."""
    if folder.drive.startswith("\\\\"):
        return Disk(network=True)
    kind = kind_of(folder.anchor)
    if kind == _REMOTE:
        return Disk(network=True)
    if kind == _IN_MEMORY:
        return Disk(network=False, removable=False, fleeting=True)
    if kind in (_REMOVABLE, _OPTICAL):
        return Disk(removable=True, network=False)
    # A disk on a cable calls itself fixed: only yes can be told.
    return Disk(network=False if kind == _FIXED else None)


def drive_kind(anchor: str) -> int:
    """What Windows calls the kind of this drive, as a number; 0 where it does not know."""
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(ctypes.windll.kernel32.GetDriveTypeW(anchor))


def mac_disk(folder: PurePath, run: Run) -> Disk:
    """The disk under a folder of macOS; `run` runs a program of the system and gives what it prints."""
    device, point = _volume(run(("/bin/df", "-P", str(folder))))
    kind, is_local = _mounted(run(("/sbin/mount",)), device, point)
    if not device or kind in NETWORK_KINDS or is_local is False:
        return Disk(network=True if device else None)
    facts = _facts(run(("/usr/sbin/diskutil", "info", "-plist", device)))
    removable = facts.get("RemovableMediaOrExternalDevice")
    if point in _SYSTEM_VOLUMES:
        encrypted = _file_vault(run(("/usr/bin/fdesetup", "status")))
    else:
        encrypted = facts.get("FileVault")
    return Disk(
        encrypted if isinstance(encrypted, bool) else None,
        removable if isinstance(removable, bool) else None,
        network=False if is_local else None,
    )


def ask_system(command: Sequence[str]) -> bytes:
    """What one of the system's own programs prints; nothing where it fails or takes too long."""
    try:
        return subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False).stdout
    except (OSError, subprocess.SubprocessError):
        return b""


def _volume(told: bytes) -> tuple[str, str]:
    """The device and the mount point in the last line of df."""
    lines = told.decode(errors="replace").splitlines()
    parts = lines[-1].rsplit("%", 1) if len(lines) > 1 else []
    if len(parts) != 2:
        return "", ""
    # Device, three numbers and a share stand before the point; a share's name may hold blanks.
    return parts[0].rsplit(maxsplit=4)[0].strip(), parts[1].strip()


def _mounted(told: bytes, device: str, point: str) -> tuple[str, bool | None]:
    """The kind of file system at a mount point, and whether it is on this computer."""
    for line in told.decode(errors="replace").splitlines():
        if line.startswith(f"{device} on {point} ("):
            words = [word.strip() for word in line.rpartition("(")[2].rstrip(")").split(",")]
            return words[0], "local" in words
    return "", None


def _file_vault(told: bytes) -> bool | None:
    return {b"On": True, b"Off": False}.get(told.partition(b"FileVault is ")[2].partition(b".")[0])


def _facts(told: bytes) -> dict[str, Any]:
    import plistlib  # takes 20 ms and a megabyte, and only macOS asks
    from xml.parsers.expat import ExpatError

    try:
        found = plistlib.loads(told)
    except (plistlib.InvalidFileException, ExpatError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def system_disk(folder: Path) -> Disk:
    """The disk under a folder of the system that this runs on; for Windows and macOS."""
    if sys.platform == "win32":
        return windows_disk(folder, drive_kind)
    return mac_disk(folder, ask_system)
