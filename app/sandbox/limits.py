"""What the child may use, as the system keeps it: memory, time, files, processes, network. It knows no worker."""

from __future__ import annotations

import ctypes
import signal
import sys
from contextlib import suppress
from typing import Any

_MEBIBYTE = 1024 * 1024
_FILES = 32
"""How many files may be open at once, while modules are brought in."""
_NEW_USER, _NEW_NET, _NEW_IPC = 0x10000000, 0x40000000, 0x08000000
_DIE_WITH_PARENT, _DUMPABLE, _NO_NEW_PRIVILEGES = 1, 4, 38


def bound(seconds: int, megabytes: int) -> None:
    """Set the limits of this process: address space, processor time, no file written, no core, no child.

    Windows has none of these for a process that sets them itself; there only the parent's clock holds.
    """
    if sys.platform == "win32":
        return
    import resource

    most = megabytes * _MEBIBYTE
    for name, limit in (
        ("RLIMIT_AS", most), ("RLIMIT_CPU", seconds), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0),
        ("RLIMIT_NOFILE", _FILES), ("RLIMIT_NPROC", 0), ("RLIMIT_MEMLOCK", 0),
    ):  # fmt: skip
        # macOS has no limit of address space; where one is missing, the others and the clock remain.
        with suppress(ValueError, OSError, AttributeError):
            # A second more until the hard limit: the signal of the soft one tells the parent what it was.
            resource.setrlimit(getattr(resource, name), (limit, limit + (name == "RLIMIT_CPU")))
    # Python would go on after the limit of file sizes is met; the end is what is wanted.
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)


def leave_network() -> None:
    """Linux: go into a network of our own that has nothing in it, where users may make one."""
    libc = _libc()
    if libc is not None and libc.unshare(_NEW_USER | _NEW_NET | _NEW_IPC):
        libc.unshare(_NEW_NET | _NEW_IPC)


def give_up_privileges() -> None:
    """Linux: no program gives us more rights, nobody reads our memory, and we end with whoever started us."""
    libc = _libc()
    if libc is not None:
        libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        libc.prctl(_DUMPABLE, 0, 0, 0, 0)
        libc.prctl(_DIE_WITH_PARENT, int(signal.SIGKILL), 0, 0, 0)


def _libc() -> Any:
    return ctypes.CDLL(None) if sys.platform.startswith("linux") else None
