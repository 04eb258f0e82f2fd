"""What is done before anything else so that the process leaves no trace of its memory; it knows nothing of cases."""

from __future__ import annotations

import ctypes
import os
import sys

_PR_SET_DUMPABLE = 4


def harden() -> None:
    """Make what we write ours alone, and let neither a crash nor another process copy our memory."""
    os.umask(0o077)
    _refuse_core_files()
    _refuse_readers_of_memory()


def _refuse_core_files() -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _refuse_readers_of_memory() -> None:
    """Linux: no other process of the same user may attach, and no dump is made."""
    if not sys.platform.startswith("linux"):
        return
    try:
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    except (OSError, AttributeError):
        # A system without it runs unhardened: refusing to start would keep a worker from her cases.
        return
