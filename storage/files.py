"""How the vault's own files and folders are put on disk: private, whole, and there after a power cut.

It knows names, bytes and modes; what the bytes mean it does not know.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storage.errors import DiskFull, DiskTrouble, ReadOnly, TooLittleRoom, VaultError

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
ASIDE = ".part"
"""What the name of a file ends in until it is whole."""
RESERVE = 8 * 1024 * 1024
"""How much of a disk, in bytes, copies leave free for the acts that are still to come."""
_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_FORBIDDEN = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


def kind_of(error: OSError) -> VaultError:
    """The kind of trouble that the operating system reports; its words and paths are left behind."""
    if error.errno in _FULL:
        return DiskFull()
    return ReadOnly() if error.errno in _FORBIDDEN else DiskTrouble()


@contextmanager
def on_disk() -> Iterator[None]:
    """Raise a VaultError for whatever the operating system raises inside."""
    try:
        yield
    except OSError as error:
        raise kind_of(error) from None


def make_folder(path: Path) -> None:
    """Make a folder that only its owner can enter, whatever the umask; it may be there already."""
    path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    _set_mode(path, PRIVATE_FOLDER)


def make_file(path: Path, content: bytes = b"") -> None:
    """Make a new file that only its owner can read, and see it onto the disk."""
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    _set_mode(path, PRIVATE_FILE)


def replace_file(path: Path, content: bytes) -> None:
    """Put a whole new file in the place of an old one: after a crash there is the one or the other."""
    aside = path.with_name(path.name + ASIDE)
    aside.unlink(missing_ok=True)
    make_file(aside, content)
    aside.replace(path)
    settle(path.parent)


def copy_file(source: Path, target: Path) -> None:
    """Copy a file that nothing holds open to a new private one, and see it onto the disk."""
    make_file(target)
    with source.open("rb") as old, target.open("wb") as new:
        shutil.copyfileobj(old, new, 1 << 20)
    settle(target)


def require_room(folder: Path, size: int) -> None:
    """Raise TooLittleRoom unless so many bytes fit onto the disk under a folder and leave it some room."""
    if shutil.disk_usage(folder).free < size + RESERVE:
        raise TooLittleRoom


def settle(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk; Windows has no such call for folders."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_private(folder: Path, names: tuple[str, ...]) -> None:
    """Take from others whatever right they were given to a folder and to files in it; the owner's stay as they are."""
    for path in (folder, *(folder / name for name in names)):
        if path.exists():
            _set_mode(path, stat.S_IMODE(path.stat().st_mode) & stat.S_IRWXU)


def _set_mode(path: Path, mode: int) -> None:
    # A stick or a share may know no modes and refuse; then there is nothing to take away.
    with suppress(OSError):
        path.chmod(mode)
