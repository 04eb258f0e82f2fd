"""Whether a copy of a vault that nobody holds open is whole, and how far its acts go.

It knows files, the driver and the journal; whose copy it is and what it is wanted for it does not know.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage import cipher
from storage.errors import AlteredRecord, DamagedVault, ForeignFile, NewerVault
from storage.looking import look, may_write

if TYPE_CHECKING:
    from sqlalchemy import Connection

_NEVER_OURS = "SELECT 1 FROM sqlite_master WHERE type IN ('trigger', 'view') OR sql LIKE 'CREATE VIRTUAL%' LIMIT 1"
"""What would do something by itself, or stand in the place of a table; no vault has any."""
_LAST = "SELECT seq, hash, time, utc_offset FROM journal ORDER BY seq DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class State:
    """How far the acts of a vault go: number and hash of the last one, and when it was by the worker's own clock.

    Before the first act the number is 0, and there is no time.
    """

    seq: int
    hash: bytes
    saved: datetime | None


def state_of(connection: Any) -> State:
    """How far the acts go in an open database."""
    with cipher.in_driver():
        last = connection.execute(_LAST).fetchone()
    if last is None:
        return State(0, b"", None)
    seq, fresh, time, offset = last
    return State(seq, fresh, datetime.fromisoformat(time).astimezone(timezone(timedelta(minutes=offset))))


def hash_of(connection: Any, seq: int) -> bytes:
    """The hash of one act in an open database; empty where there is no such act."""
    with cipher.in_driver():
        found = connection.execute("SELECT hash FROM journal WHERE seq = ?", (seq,)).fetchone()
    return bytes(found[0]) if found else b""


def glance(path: Path, data_key: bytes, *, beside_journal: bool = False) -> State:
    """How far the acts go in a closed database; raises VaultError where it does not open.

    `beside_journal`: whatever journal lies there is not played back.
    """
    with _opened(path, data_key, reading=beside_journal) as raw:
        return state_of(raw)


def verify(path: Path, data_key: bytes, vault: str) -> State:
    """Read a closed database whole: every page, table and act, and what the acts prove; how far the acts go.

    Raises DamagedVault with its kinds, NewerVault and other VaultErrors; the file stays as it is.
    """
    from storage.engine import engine_over, in_database

    with _opened(path, data_key) as raw:
        require_ours(raw, vault)
        if cipher.faults(raw):
            raise DamagedVault
        state = state_of(raw)
        engine = engine_over(raw, reading=not may_write(path))
        try:
            with in_database(), engine.connect() as connection:
                if _unproven(connection, cipher.number_of(raw, "user_version")):
                    raise AlteredRecord
        finally:
            engine.dispose()
    return state


def require_ours(raw: Any, vault: str) -> None:
    """Raise unless an open database is the one of the vault of this random name, in a form that is known."""
    # Imported at first use, as the database library with it: the locked window must be there before that.
    from storage.migrations import NEWEST

    if cipher.number_of(raw, "application_id") != cipher.APPLICATION_ID:
        raise ForeignFile
    version = cipher.number_of(raw, "user_version")
    if version > NEWEST:
        raise NewerVault
    with cipher.in_driver():
        strange = raw.execute(_NEVER_OURS).fetchone() is not None
    if version < 0 or strange:
        raise DamagedVault
    cipher.require_sound_pages(raw)
    with cipher.in_driver():
        named = raw.execute("SELECT value FROM meta WHERE name = 'vault'").fetchone()
    if named != (vault,):
        raise DamagedVault


def _unproven(connection: Connection, version: int) -> bool:
    """Whether the acts do not hold together, or do not prove what is there; of older forms only the former is asked."""
    from storage import proof
    from storage.migrations import NEWEST

    if version < NEWEST:
        return proof.first_break(connection) is not None
    return bool(proof.faults(connection))


@contextmanager
def _opened(path: Path, data_key: bytes, *, reading: bool = False) -> Iterator[Any]:
    # A copy on a disk that is write-protected is as good as any other.
    reading = reading or not may_write(path)
    look(path, reading=reading)
    raw = cipher.connect(path, data_key, reading=reading)
    try:
        yield raw
    finally:
        raw.close()
