"""A disk of any size, for one child alone: it is gone when the child ends. Linux only; it knows no vault."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

import pytest

from tests.long.forked import Child, Say

_NEW_NAMESPACE, _NEW_USERS = 0x00020000, 0x10000000
_READ_ONLY, _REMOUNT, _PRIVATE = 1, 32, 0x4000 | (1 << 18)
PAGE, ROOMY = 4096, 64 << 20


def _call(name: str, *arguments: object) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    if getattr(library, name)(*arguments):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def step_aside() -> None:
    """Let this process have mounts of its own; raises OSError where the system does not allow it."""
    user, group = os.getuid(), os.getgid()
    _call("unshare", _NEW_NAMESPACE | (_NEW_USERS if user else 0))
    if user:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    _call("mount", b"none", b"/", None, _PRIVATE, None)


def mount(folder: Path, size: int) -> None:
    """Put an empty disk of this size, in bytes, in the place of a folder."""
    _call("mount", b"small", os.fsencode(folder), b"tmpfs", 0, f"size={_whole(size)}".encode())


def resize(folder: Path, size: int) -> None:
    """Let the disk be larger or smaller; it cannot be smaller than what is on it."""
    _call("mount", b"small", os.fsencode(folder), b"tmpfs", _REMOUNT, f"size={_whole(size)}".encode())


def remount_read_only(folder: Path) -> None:
    """Let nothing be written to the disk any more, as a system does after trouble with it."""
    _call("mount", b"small", os.fsencode(folder), b"tmpfs", _REMOUNT | _READ_ONLY, None)


def used(folder: Path) -> int:
    """How much of the disk is taken, in bytes."""
    disk = os.statvfs(folder)
    return (disk.f_blocks - disk.f_bfree) * disk.f_frsize


def _whole(size: int) -> int:
    # A size of 0 would mean no limit.
    return max(PAGE, -(-size // PAGE) * PAGE)


def _allowed() -> bool:
    if sys.platform != "linux":
        return False

    def try_it(say: Say) -> None:
        try:
            step_aside()
            say("yes")
        except OSError:
            say("no")

    child = Child(try_it)
    child.end()
    return child.said == ["yes"]


NEEDS_MOUNTS = pytest.mark.skipif(
    not _allowed(), reason="needs Linux where a user may mount for herself: run as root, or allow user namespaces"
)
