"""A journal beside a closed database: is it what the last, broken-off transaction left, or does it not belong there?

The driver plays back whatever journal it finds, into whatever database it finds. So the answer is sought on copies,
which are as encrypted as the vault is, and the vault's own files are only read. It knows files, and asks `verifying`.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from storage.errors import DamagedVault, DiskFull, StrayJournal, VaultError
from storage.files import copy_file, make_folder, on_disk, settle
from storage.looking import HEAD, JOURNAL, is_foreign
from storage.verifying import State, verify

SCRATCH = "looking"
"""The folder beside the database in which its copies lie for a moment."""
_MAGIC = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
"""What a journal begins with that would be played back; one that is done with begins with a zero."""


def require_own(path: Path, data_key: bytes, vault: str) -> None:
    """Raise StrayJournal where a journal lies beside the database that must not be played back into it.

    Where neither the database nor what the journal would make of it is whole, raises DamagedVault. On a full disk
    there is no room to find out; then the driver is trusted.
    """
    journal = path.with_name(path.name + JOURNAL)
    shutil.rmtree(path.with_name(SCRATCH), ignore_errors=True)  # what a look left that was cut short
    start = _start_of(journal)
    if not start[:1].strip(b"\0"):
        return
    # Where the power was cut the journal may begin with noise; the driver then plays nothing back.
    if not start.startswith(_MAGIC) and is_foreign(start):
        raise StrayJournal
    with suppress(DiskFull):
        as_it_is, played_back = _tried(path, journal, data_key, vault)
        if as_it_is is None and played_back is None:
            raise DamagedVault
        if as_it_is is None:
            return
        if not (played_back and as_it_is.seq - 1 <= played_back.seq <= as_it_is.seq):
            raise StrayJournal
        _let_go(path, journal)


def _let_go(path: Path, journal: Path) -> None:
    """Take away a journal that would take the last act back out of a database that is whole as it is.

    It may be what is left of an act that was written but not told as kept, or an old one that was laid beside the
    vault: to keep the act is right in both cases. The database is on the disk before its journal goes.
    """
    with on_disk():
        settle(path)
        journal.unlink()
        settle(path.parent)


def _start_of(journal: Path) -> bytes:
    with on_disk():
        if not journal.is_file():
            return b""
        with journal.open("rb") as file:
            return file.read(HEAD)


def _tried(path: Path, journal: Path, data_key: bytes, vault: str) -> tuple[State | None, State | None]:
    """How far the acts go in a copy of the database without its journal and in one with it; None: it is not whole.

    An act that was broken off had not been told as kept, so that the two differ by one act at the most. A transaction
    that had not yet come to the database, or had all of it written, leaves both whole.
    """
    scratch = path.with_name(SCRATCH)
    try:
        return _copied(path, None, scratch, data_key, vault), _copied(path, journal, scratch, data_key, vault)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _copied(path: Path, journal: Path | None, scratch: Path, data_key: bytes, vault: str) -> State | None:
    with on_disk():
        shutil.rmtree(scratch, ignore_errors=True)
        make_folder(scratch)
        copy_file(path, scratch / path.name)
        if journal:
            copy_file(journal, scratch / journal.name)
    try:
        return verify(scratch / path.name, data_key, vault)
    except DiskFull:
        raise
    except VaultError:
        return None
