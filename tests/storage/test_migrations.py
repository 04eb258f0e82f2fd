"""A vault from any older version opens, whole, with a copy of it kept as it was."""

import errno
from pathlib import Path

import pytest

from storage import cipher
from storage.backup import backups
from storage.errors import DiskFull, VaultError
from storage.keys import PASSPHRASE as SLOT
from storage.keys import data_key_of, passphrase_secret, read_keys
from storage.migrations import NEWEST
from storage.vault import Vault
from tests.storage.sample import (
    CHEAP,
    PASSPHRASE,
    Desk,
    child,
    contents,
    golden_case,
    lay_golden,
    small_case,
)

OLDER = tuple(range(NEWEST))


@pytest.mark.parametrize("version", OLDER)
def test_an_older_vault_opens_with_its_case_and_its_history(folder: Path, version: int) -> None:
    with Vault.unlock(lay_golden(version, folder), PASSPHRASE) as vault:
        assert vault.load("golden") == golden_case()
        assert vault.check() == ()
        desk = Desk(vault, "golden")
        desk.history = vault.history("golden")
        assert desk.history.depth == (2, 1)
        desk.undo()
        desk.undo()
        assert desk.case == small_case("golden", "Kept for ever")
        assert vault.check() == ()


@pytest.mark.parametrize("version", OLDER)
def test_a_copy_of_the_older_vault_is_kept_before_anything_is_changed(folder: Path, version: int) -> None:
    with Vault.unlock(lay_golden(version, folder), PASSPHRASE):
        (copy,) = backups(folder)
    Vault.unlock(folder, PASSPHRASE).close()
    assert backups(folder) == (copy,)
    assert user_version(copy) == version
    assert user_version(folder) == NEWEST
    with Vault.unlock(copy, PASSPHRASE) as older:
        assert older.load("golden") == golden_case()


def user_version(folder: Path) -> int:
    """The version of a vault that is not open."""
    key = data_key_of(read_keys(folder / "keys.json"), SLOT, passphrase_secret(PASSPHRASE))
    connection = cipher.connect(folder / "vault.db", key)
    try:
        return cipher.number_of(connection, "user_version")
    finally:
        connection.close()


def schema(vault: Vault) -> dict[str, object]:
    """Every table with its columns, keys and indexes, as the database itself tells them."""
    raw = vault._opened.raw
    tables = sorted(row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))
    parts = ("table_info", "foreign_key_list")
    found = {table: [raw.execute(f"PRAGMA {part}({table})").fetchall() for part in parts] for table in tables}
    indexes = raw.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index'").fetchall()
    return {**found, "indexes": sorted(map(str, indexes))}


@pytest.mark.parametrize("version", OLDER)
def test_a_migrated_vault_has_the_tables_of_a_new_one(folder: Path, tmp_path: Path, version: int) -> None:
    with (
        Vault.create(tmp_path / "new", PASSPHRASE, cost=CHEAP)[0] as new,
        Vault.unlock(lay_golden(version, folder), PASSPHRASE) as old,
    ):
        assert schema(old) == schema(new)


@pytest.mark.parametrize("version", OLDER)
@pytest.mark.parametrize("point", ["backup", "migrate"])
def test_a_migration_that_fails_leaves_the_older_vault_and_works_the_next_time(
    folder: Path, version: int, point: str
) -> None:
    def fail(asked: str) -> None:
        if asked == point:
            raise OSError(errno.ENOSPC, "No space left on device")

    lay_golden(version, folder)
    with pytest.raises(DiskFull):
        Vault.unlock(folder, PASSPHRASE, fault=fail)
    assert user_version(folder) == version
    with Vault.unlock(folder, PASSPHRASE) as vault:
        assert vault.load("golden") == golden_case()
        assert vault.check() == ()


KILLED = """
import os, signal, sys
from pathlib import Path
from storage.vault import Vault

def die(point):
    if point == "migrate":
        os.kill(os.getpid(), signal.SIGKILL)

Vault.unlock(Path(sys.argv[1]), sys.argv[2], fault=die)
"""


@pytest.mark.parametrize("version", OLDER)
def test_a_program_killed_in_the_middle_of_a_migration_leaves_the_older_vault(folder: Path, version: int) -> None:
    lay_golden(version, folder)
    killed = child(KILLED, folder, PASSPHRASE)
    killed.communicate()
    assert killed.returncode != 0
    assert user_version(folder) == version
    with Vault.unlock(folder, PASSPHRASE) as vault:
        assert vault.load("golden") == golden_case()


def test_a_wrong_passphrase_migrates_nothing(folder: Path) -> None:
    before = contents(lay_golden(0, folder))
    with pytest.raises(VaultError):
        Vault.unlock(folder, "wrong")
    assert contents(folder) == before


def test_the_library_for_migrations_is_not_loaded_where_none_is_due(vault: Vault) -> None:
    vault.close()
    code = (
        "import sys; from pathlib import Path; from storage.vault import Vault\n"
        "Vault.unlock(Path(sys.argv[1]), sys.argv[2]).close(); print('alembic' in sys.modules)"
    )
    found, trouble = child(code, vault.folder, PASSPHRASE).communicate()
    assert (found, trouble) == ("False\n", "")


def test_foreign_keys_are_watched_again_after_a_migration(folder: Path) -> None:
    with Vault.unlock(lay_golden(0, folder), PASSPHRASE) as vault:
        assert vault._opened.raw.execute("PRAGMA foreign_keys").fetchone() == (1,)
