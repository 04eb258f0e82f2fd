"""One encrypted database file: looked at before it is opened, opened with its key, checked and copied.

It knows the driver, its settings and its error codes; it knows no table and nothing of what is kept.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from storage import errors
from storage.files import on_disk

PAGE = 4096
APPLICATION_ID = 0x54484C4E
"""Stands in the head of every vault's database ("THLN")."""
_PLAIN = b"SQLite format 3\0"
_JOURNAL, _NEVER_OURS = "-journal", ("-wal", "-shm")
_PATIENCE = 1.0
"""Seconds to wait for another process to let go of the file."""
_KINDS: dict[int, type[errors.VaultError]] = {
    3: errors.ReadOnly,  # SQLITE_PERM
    5: errors.VaultInUse,  # SQLITE_BUSY
    7: errors.TooLittleMemory,  # SQLITE_NOMEM
    8: errors.ReadOnly,  # SQLITE_READONLY
    10: errors.DiskTrouble,  # SQLITE_IOERR
    11: errors.WrongKeyOrDamaged,  # SQLITE_CORRUPT
    13: errors.DiskFull,  # SQLITE_FULL
    14: errors.DiskTrouble,  # SQLITE_CANTOPEN
    19: errors.Misfit,  # SQLITE_CONSTRAINT
    26: errors.WrongKeyOrDamaged,  # SQLITE_NOTADB
}


def kind_of(error: BaseException | None) -> errors.VaultError | None:
    """The kind of trouble that the driver reports; None for what can only be a fault of this program."""
    kind = _KINDS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    return kind() if kind else None


@contextmanager
def in_driver() -> Iterator[None]:
    """Raise a VaultError for whatever the driver or the operating system raises inside."""
    from sqlcipher3 import dbapi2

    try:
        with on_disk():
            yield
    except dbapi2.Error as error:
        kind = kind_of(error)
        if kind is None:
            raise
        raise kind from None


def look(path: Path) -> None:
    """Raise unless the bytes at `path` can be a vault's database; nothing in this process may hold it open.

    To close any handle on the file would let go of the locks that the process holds on it; and the driver would take
    an empty file for an empty vault.
    """
    if not path.is_file():
        raise errors.NotAVault
    if any(path.with_name(path.name + ending).exists() for ending in _NEVER_OURS):
        raise errors.StrayFile
    if not os.access(path.parent, os.W_OK):
        raise errors.ReadOnly
    with on_disk(), path.open("r+b") as file:  # for writing too: a vault that cannot be written to is not opened
        start, size = file.read(len(_PLAIN)), path.stat().st_size
        torn = size % PAGE and not path.with_name(path.name + _JOURNAL).exists()
    if size < PAGE or torn or start == _PLAIN:
        raise errors.WrongKeyOrDamaged


def connect(path: Path, data_key: bytes) -> Any:
    """A driver's connection to the file, alone on it and with every setting made.

    Raises VaultError; the file must exist, since nothing is made by opening. The connection may be handed from one
    thread to another, but only one may use it at a time.
    """
    from sqlcipher3 import dbapi2

    with in_driver():
        connection = dbapi2.connect(
            path.absolute().as_uri() + "?mode=rw",
            uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False,
        )  # fmt: skip
    try:
        with in_driver():
            _prepare(connection, data_key)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: Any, data_key: bytes) -> None:
    """Make the settings; the key comes first, since any other statement would read the file without it."""
    connection.execute(f"PRAGMA key = \"x'{data_key.hex()}'\"")
    connection.execute("PRAGMA cipher_log_level = NONE")
    _require_cipher(connection)
    connection.execute("PRAGMA cipher_compatibility = 4")
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    # The first look at the file: takes the lock for as long as the connection lives, and fails under a wrong key.
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")
    if connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "delete":
        raise errors.DiskTrouble
    for setting in ("synchronous = EXTRA", "foreign_keys = ON", "secure_delete = ON", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {setting}")


def _require_cipher(connection: Any) -> None:
    """Refuse a driver that would take the key, say nothing, and write plain text."""
    version = connection.execute("PRAGMA cipher_version").fetchone()
    options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    if not version or not version[0] or not options & {"TEMP_STORE=2", "TEMP_STORE=3"}:
        raise errors.NoCipher


def number_of(connection: Any, pragma: str) -> int:
    """A number from the head of the file: `application_id` or `user_version`."""
    with in_driver():
        return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def require_sound_pages(connection: Any) -> None:
    """Raise WrongKeyOrDamaged if any page of the file is not as it was written."""
    with in_driver():
        if connection.execute("PRAGMA cipher_integrity_check").fetchall():
            raise errors.WrongKeyOrDamaged


def faults(connection: Any) -> tuple[str, ...]:
    """What is wrong with the file as a database, each as a sentence; empty if nothing is."""
    tests: tuple[tuple[str, list[Any], str], ...] = (
        ("PRAGMA cipher_integrity_check", [], "Some pages of the vault are damaged or were altered."),
        ("PRAGMA quick_check", [("ok",)], "The tables of the vault do not hold together."),
        ("PRAGMA foreign_key_check", [], "Something in the vault points to what is not there."),
    )
    wrong = []
    for statement, right, sentence in tests:
        try:
            with in_driver():
                if connection.execute(statement).fetchall() != right:
                    wrong.append(sentence)
        except errors.VaultError:
            wrong.append(sentence)
    return tuple(wrong)


def copy_into(connection: Any, target: Path) -> None:
    """Write a whole, compact copy under the same key into an empty file; `connection` stays as it is."""
    with in_driver():
        connection.execute("VACUUM INTO ?", (str(target),))
