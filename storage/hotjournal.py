"""A journal beside a closed database: is it what the last, broken-off transaction left, or does it not belong there?

The driver plays back whatever journal it finds, into whatever database it finds. So the answer is sought on copies,
which are as encrypted as the vault is, and the vault's own files are only read. It knows files, and asks `verifying`.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from storage import cipher
from storage.errors import DamagedVault, DiskFull, NeedsWriting, StrayJournal, VaultError
from storage.files import copy_file, make_folder, on_disk, settle
from storage.looking import HEAD, JOURNAL, is_foreign
from storage.verifying import State, verify

SCRATCH = "looking"
"""The folder beside the database in which its copies lie for a moment."""
_MAGIC = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
"""What a journal begins with that would be played back; one that is done with begins with a zero."""
_SALT, _NOISE, _SEAL = 16, 16, 64
"""Bytes of a page: what the file begins with, and at every page's end what it was enciphered with and its seal."""
_INDEX = (0x02, 0x0A)
"""What a page of an index begins with."""


def require_none(path: Path) -> None:
    """Raise NeedsWriting where a journal would have to be played back before the database can be read."""
    if _start_of(path.with_name(path.name + JOURNAL))[:1].strip(b"\0"):
        raise NeedsWriting


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
        found = _tried(path, journal, data_key, vault)
        if found.as_it_is is None and found.played_back is None:
            raise DamagedVault
        if found.as_it_is is None:
            return
        if not (found.played_back and 0 <= found.as_it_is.seq - found.played_back.seq <= found.acts):
            raise StrayJournal
        if found.written:
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


@dataclass(frozen=True, slots=True)
class _Tried:
    """How far the acts go in a copy of the database without its journal and in one with it; None: it is not whole.

    What was broken off had not been told as kept, so that the two differ by the acts of one transaction at the most.
    One that had not yet come to the database, or had all of it written, leaves both whole. So may one of which a part
    was written, since a page that did not arrive may be missed by nobody: `written` says whether all of it was.
    """

    as_it_is: State | None
    played_back: State | None
    acts: int
    written: bool


def _tried(path: Path, journal: Path, data_key: bytes, vault: str) -> _Tried:
    scratch = path.with_name(SCRATCH)
    copy = scratch / path.name
    try:
        as_it_is = _copied(path, None, scratch, data_key, vault)
        agree, acts = _last_of(copy, data_key) if as_it_is else (False, 0)
        played_back = _copied(path, journal, scratch, data_key, vault)
        return _Tried(as_it_is, played_back, acts, agree and bool(played_back) and _all_written(path, copy, data_key))
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


def _last_of(path: Path, data_key: bytes) -> tuple[bool, int]:
    """Whether each index of a copy names what its table holds, and how many acts its last transaction may have."""
    from storage.erasing import ACT

    raw = cipher.connect(path, data_key)
    try:
        with cipher.in_driver():
            agree = raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            last = raw.execute("SELECT act FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    finally:
        raw.close()
    # A card is removed and erased at once.
    return agree, 2 if last == (ACT,) else 1


def _all_written(path: Path, before: Path, data_key: bytes) -> bool:
    """Whether every page that the journal holds was written anew since: none says what it said before.

    A page is enciphered with fresh noise each time it goes to the database or to the journal. So those that the journal
    holds are those that differ in their bytes from what it made of them. Pages of an index are left to their own test:
    they are often written anew as they were, which others seldom are.
    """
    with on_disk(), path.open("rb") as now, before.open("rb") as then:
        skip = _SALT
        while (page := now.read(cipher.PAGE)) and (old := then.read(cipher.PAGE)):
            says = b"" if page == old else _plain(page[skip:], data_key)
            if says and says[0] not in _INDEX and says == _plain(old[skip:], data_key):
                return False
            skip = 0
    return True


def _plain(page: bytes, data_key: bytes) -> bytes:
    """What a page says, deciphered as the driver does it."""
    # Imported at first use: the locked window must be there at once.
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    body, noise = page[: -_NOISE - _SEAL], page[-_NOISE - _SEAL : -_SEAL]
    reader = Cipher(algorithms.AES(data_key), modes.CBC(noise)).decryptor()
    return reader.update(body) + reader.finalize()
