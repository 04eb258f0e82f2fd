"""Room on the disk that is set aside while a vault is open, so that on a full disk a case can still be taken out.

It holds nothing but zeros, and is taken away when the vault is closed.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from storage.files import make_file

NAME = "vault.reserve"
SMALLEST, LARGEST = 256 * 1024, 4 * 1024 * 1024
"""In bytes: to take a case out, the driver first writes down every page that it will touch."""


def hold(folder: Path, size: int) -> bool:
    """Set aside as much room as a database of this size may need, if the disk has it; True if it is there."""
    path = folder / NAME
    wanted = min(max(size, SMALLEST), LARGEST)
    try:
        if path.exists() and path.stat().st_size >= wanted:
            return True
        path.unlink(missing_ok=True)
        make_file(path)
        _fill(path, wanted)
    except OSError:
        release(folder)
        return False
    return True


def release(folder: Path) -> bool:
    """Give the room back; True if there was any."""
    path = folder / NAME
    there = path.exists()
    with suppress(OSError):
        path.unlink(missing_ok=True)
    return there


def _fill(path: Path, size: int) -> None:
    with path.open("r+b") as file:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(file.fileno(), 0, size)
        else:
            file.write(bytes(size))
