"""The lock file that turns a second window away; the operating system lets go of it when the process ends.

It holds nothing: who holds the lock is nobody's business, and a name or a number could be read by anyone.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

from storage.errors import VaultInUse
from storage.files import PRIVATE_FILE, on_disk

NAME = "vault.lock"
_HELD = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK, errno.EWOULDBLOCK})


class FolderLock:
    """The right to be the one window on a vault, until it is released or the process ends."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    @property
    def is_held(self) -> bool:
        """Whether the lock is still ours."""
        return self._handle is not None

    def release(self) -> None:
        """Let the next window in; a second time does nothing."""
        if self._handle is not None:
            os.close(self._handle)
        self._handle = None


def take(folder: Path) -> FolderLock:
    """Take the lock of a folder; raises VaultInUse where another window has it, in this process or another."""
    return _lock_on(folder / NAME, os.O_CREAT | os.O_RDWR, _hold)


def take_for_reading(folder: Path, other: str) -> FolderLock:
    """The lock of a folder that cannot be written to; raises VaultInUse where a window that writes has it.

    Several may read at once. Where there is no lock file, none can be made: a handle on the `other` file stands for it.
    """
    return _lock_on(folder / (NAME if os.access(folder / NAME, os.R_OK) else other), os.O_RDONLY, _share)


def _lock_on(path: Path, how: int, lock: Callable[[int], None]) -> FolderLock:
    with on_disk():
        handle = os.open(path, how, PRIVATE_FILE)
        try:
            lock(handle)
        except OSError as error:
            os.close(handle)
            if error.errno in _HELD:
                raise VaultInUse from None
            raise
    return FolderLock(handle)


if sys.platform == "win32":
    import msvcrt

    def _hold(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _share(_handle: int) -> None:
        """Windows locks against reading too; a window that writes has vault.db for itself there in any case."""

else:
    import fcntl

    def _hold(handle: int) -> None:
        # flock, not lockf: a lockf lock belongs to the process, so a second window in it would be let in.
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _share(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
