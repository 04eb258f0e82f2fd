"""One encrypted database file: opened with its key, checked and copied.

It knows the driver, its settings and its error codes; it knows no table and nothing of what is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from storage import errors
from storage.files import on_disk
from storage.looking import PAGE, named

__all__ = [
    "APPLICATION_ID", "PAGE", "connect", "copy_into", "faults", "in_driver", "kind_of", "number_of",
    "require_sound_pages",
]  # fmt: skip

APPLICATION_ID = 0x54484C4E
"""Stands in the head of every vault's database ("THLN")."""
_CORRUPT = 11
_CACHE = 2000
"""How much of the file the driver keeps in memory, in KiB. Left to itself it takes four times that, and a program that
is open all day grows until it has it. With 5,000 cards, neither reading a case nor an act takes longer for it."""
_PATIENCE = 1.0
"""Seconds to wait for another process to let go of the file."""
_SOUND: tuple[tuple[str, list[Any]], ...] = (("PRAGMA cipher_integrity_check", []), ("PRAGMA quick_check", [("ok",)]))
_KINDS: dict[int, type[errors.VaultError]] = {
    3: errors.ReadOnly,  # SQLITE_PERM
    5: errors.VaultInUse,  # SQLITE_BUSY
    7: errors.TooLittleMemory,  # SQLITE_NOMEM
    8: errors.ReadOnly,  # SQLITE_READONLY
    10: errors.DiskTrouble,  # SQLITE_IOERR
    _CORRUPT: errors.DamagedVault,  # SQLITE_CORRUPT
    13: errors.DiskFull,  # SQLITE_FULL
    14: errors.DiskTrouble,  # SQLITE_CANTOPEN
    19: errors.Misfit,  # SQLITE_CONSTRAINT
    26: errors.DamagedVault,  # SQLITE_NOTADB
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


def connect(path: Path, data_key: bytes, *, reading: bool = False) -> Any:
    """A driver's connection to the file, alone on it and with every setting made.

    Raises VaultError; the file must exist, since nothing is made by opening. The key must be the right one: what does
    not open under it is damaged. The connection may be handed from one thread to another, but only one may use it at a
    time. For `reading` the file is taken as one that nobody writes to: no lock, and no journal is looked for.
    """
    from sqlcipher3 import dbapi2

    with in_driver():
        connection = dbapi2.connect(
            path.absolute().as_uri() + ("?mode=ro&immutable=1" if reading else "?mode=rw"),
            uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False,
        )  # fmt: skip
    try:
        with in_driver():
            _prepare(connection, data_key, reading)
    except errors.DamagedVault as error:
        connection.close()
        raise (named(path) if type(error) is errors.DamagedVault else error) from None
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: Any, data_key: bytes, reading: bool) -> None:
    """Make the settings; the key comes first, since any other statement would read the file without it."""
    connection.execute(f"PRAGMA key = \"x'{data_key.hex()}'\"")
    connection.execute("PRAGMA cipher_log_level = NONE")
    _require_cipher(connection)
    connection.execute("PRAGMA cipher_compatibility = 4")
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    # The first look at the file: takes the lock for as long as the connection lives, and fails under a wrong key.
    _look_first(connection, ("SELECT count(*) FROM sqlite_master",) if reading else ("BEGIN EXCLUSIVE", "COMMIT"))
    # Only now: it reads the head, and what is wrong with that is to be called by its name.
    connection.execute(f"PRAGMA cache_size = {-_CACHE}")
    if reading:
        for setting in ("query_only = ON", "foreign_keys = ON", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {setting}")
        return
    if connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "delete":
        raise errors.DiskTrouble
    for setting in ("synchronous = EXTRA", "foreign_keys = ON", "secure_delete = ON", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {setting}")


def _look_first(connection: Any, statements: tuple[str, ...]) -> None:
    from sqlcipher3 import dbapi2

    try:
        for statement in statements:
            connection.execute(statement).fetchall()
    except dbapi2.DatabaseError as error:
        # The first page is sound, and tells of more pages than there are.
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == _CORRUPT:
            raise errors.CutShort from None
        raise


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
    """Raise DamagedVault if any page of the file is not as it was written, or the tables do not hold together."""
    with in_driver():
        for statement, right in _SOUND:
            if connection.execute(statement).fetchall() != right:
                raise errors.DamagedVault


def faults(connection: Any) -> tuple[str, ...]:
    """What is wrong with the file as a database, each as a sentence; empty if nothing is."""
    tests: tuple[tuple[str, list[Any], str], ...] = (
        (*_SOUND[0], "Some pages of the vault are damaged or were altered."),
        (*_SOUND[1], "The tables of the vault do not hold together."),
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
