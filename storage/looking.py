"""What lies in a vault's folder, looked at before anything is opened: sizes, first bytes, and what does not belong.

It knows names and bytes; it has no key, so that of a sound head it can say nothing.
"""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator
from pathlib import Path

from storage import errors
from storage.files import on_disk

PAGE = 4096
JOURNAL, NEVER_OURS = "-journal", ("-wal", "-shm")
"""How the names of files end that belong to a database: the driver's own, and those that this program never makes."""
_PLAIN = b"SQLite format 3\0"
HEAD = 512
"""How many of the first bytes tell one kind of file from another."""
_SHORTEST_TEXT = 16
_KINDS = (b"PK\3\4", b"%PDF-", b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\x1f\x8b\x08", b"7z\xbc\xaf")
_COPIES = re.compile(r"vault.+\.db|keys.+\.json", re.IGNORECASE)
"""What syncing services and people call a second copy of a vault's file."""


def may_write(path: Path) -> bool:
    """Whether a database at `path` could be written to, as far as rights go."""
    return all(os.access(each, os.W_OK) for each in (path.parent, path))


def look(path: Path, *, reading: bool = False) -> None:
    """Raise unless the bytes at `path` can be a vault's database; nothing in this process may hold it open.

    To close any handle on the file would let go of the locks that the process holds on it; and the driver would take
    an empty file for an empty vault. The key is known by now, so that what is said is said to who may know. What is to
    be written to must allow it (ReadOnly); `reading` asks for less.
    """
    with on_disk():
        if not path.is_file():
            raise errors.NotAVault
        if any(path.with_name(path.name + ending).exists() for ending in NEVER_OURS):
            raise errors.StrayFile
    if not reading and not os.access(path.parent, os.W_OK):
        raise errors.ReadOnly
    with on_disk(), path.open("rb" if reading else "r+b") as file:
        start, size = file.read(HEAD), path.stat().st_size
        torn = size % PAGE and not path.with_name(path.name + JOURNAL).exists()
    if not size or start.startswith(_PLAIN):
        raise _kind_of(start)
    if size < PAGE or torn:
        raise _kind_of(start, errors.CutShort)


def named(path: Path) -> errors.DamagedVault:
    """What to call the file at `path`, whose first page the right key does not open; nothing may hold it open."""
    with on_disk(), path.open("rb") as file:
        return _kind_of(file.read(HEAD))


def conflict_copies(folder: Path) -> tuple[Path, ...]:
    """Second copies of the vault's own files beside them."""
    with on_disk():
        return tuple(sorted(path for path in folder.iterdir() if _COPIES.fullmatch(path.name) and path.is_file()))


def strays(folder: Path, database: str) -> Iterator[Path]:
    """Every file in a vault's folder that would be mixed into the vault, or be mistaken for it."""
    beside = (folder / (database + ending) for ending in (JOURNAL, *NEVER_OURS))
    yield from (path for path in beside if path.is_file())
    yield from conflict_copies(folder)


def _kind_of(start: bytes, otherwise: type[errors.DamagedVault] = errors.DamagedVault) -> errors.DamagedVault:
    """What the first bytes of a file say of it; a vault's own are noise."""
    if not start.strip(b"\0"):
        return errors.EmptyFile()
    return errors.ForeignFile() if is_foreign(start) else otherwise()


def is_foreign(start: bytes) -> bool:
    """Whether the first bytes of a file are those of another kind, which noise never looks like."""
    return start.startswith((_PLAIN, *_KINDS)) or _is_text(start)


def _is_text(start: bytes) -> bool:
    """Whether these bytes are words: noise of this length never is."""
    if len(start) < _SHORTEST_TEXT:
        return False
    try:
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(start)
    except UnicodeDecodeError:
        return False
    return all(sign.isprintable() or sign in "\t\r\n\f" for sign in text)
