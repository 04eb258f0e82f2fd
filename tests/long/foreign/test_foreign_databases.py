"""Foreign databases by the hundred, as a vault, as a backup and as a case file: refused by a name, and unopened.

What was made with the right key but not by this program, or by a later one, is refused as well, and left as it was.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from app.sandbox.casefile import case_in
from app.sandbox.running import SandboxError
from exports.foreign import kind_of
from mapping.errors import CaseFileError
from storage.backup import backups, restore
from storage.errors import CutShort, DamagedVault, ForeignFile, NewerVault, VaultError
from storage.migrations import NEWEST
from storage.vault import Vault
from tests.long import figures
from tests.long.foreign.files import MEDDLING, foreign
from tests.long.forked import fast_folder
from tests.long.model import make
from tests.long.oracle import check_case
from tests.storage.sample import PASSPHRASE, Desk, contents

GROUP, FILES, BATCH, NEWER = "foreign", 200, 20, 10
AS_VAULT, AS_BACKUP, AS_CASE = "in the place of a vault", "in the place of a backup", "as a case file"
OLD = 1_500_000_000


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder in memory."""
    with fast_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def ready(place: Path) -> Path:
    """A closed vault with a backup."""
    with Vault.unlock(make(place / "ready"), PASSPHRASE) as vault:
        vault.back_up()
    return place / "ready"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every file that a driver of this process is asked to open from now on."""
    asked: list[str] = []
    for driver in (dbapi2, sqlite3):
        own = driver.connect
        monkeypatch.setattr(driver, "connect", lambda *a, own=own, **k: (asked.append(str(a[0])), own(*a, **k))[1])
    return asked


def aged(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Give every file of a vault an old date; what must still be so afterwards."""
    for name in contents(folder):
        os.utime(folder / name, (OLD, OLD))
    return state(folder)


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file of a vault with its date."""
    return {name: (raw, (folder / name).stat().st_mtime_ns) for name, raw in contents(folder).items()}


def refusal(folder: Path, *, reading: bool = False) -> str:
    """The kind of trouble with which a vault is turned away; "" where it opens."""
    try:
        Vault.unlock(folder, PASSPHRASE, reading=reading).close()
    except VaultError as trouble:
        assert str(trouble).endswith(".")
        return type(trouble).__name__
    return ""


# --------------------------------------------------------------------------------------------- in the place of ours


def test_a_foreign_database_in_the_place_of_a_vault_is_named_and_not_opened(ready: Path, opened: list[str]) -> None:
    for so_far in figures.rounds(GROUP, AS_VAULT, "files", FILES, BATCH):
        found: Counter[str] = Counter(files=figures.left(GROUP, AS_VAULT, "files", FILES, BATCH))
        for seed in range(so_far, so_far + found["files"]):
            folder = ready.with_name(f"vault-{seed}")
            shutil.copytree(ready, folder)
            _kind, raw = foreign(seed)
            (folder / "vault.db").write_bytes(raw)
            before = aged(folder)
            opened.clear()
            kinds = {refusal(folder), refusal(folder, reading=True)}
            found["named"] += kinds == {ForeignFile.__name__}
            found["opened_by_a_driver"] += any("vault.db" in each for each in opened)
            found["changed"] += state(folder) != before
            shutil.rmtree(folder)
        figures.record(GROUP, AS_VAULT, **{"opened_by_a_driver": 0, "changed": 0} | found)
        assert (found["named"], found["opened_by_a_driver"], found["changed"]) == (found["files"], 0, 0)


def test_a_foreign_database_in_the_place_of_a_backup_is_never_put_back(ready: Path, opened: list[str]) -> None:
    for so_far in figures.rounds(GROUP, AS_BACKUP, "files", FILES, BATCH):
        found: Counter[str] = Counter(files=figures.left(GROUP, AS_BACKUP, "files", FILES, BATCH))
        for seed in range(so_far, so_far + found["files"]):
            folder = ready.with_name(f"backup-{seed}")
            shutil.copytree(ready, folder)
            copy = backups(folder)[0]
            (copy / "vault.db").write_bytes(foreign(seed)[1])
            before = aged(folder)
            opened.clear()
            with pytest.raises(VaultError):
                restore(folder, copy, PASSPHRASE)
            found["opened_by_a_driver"] += any(str(copy) in each for each in opened)
            found["changed"] += state(folder) != before
            found["refused"] += 1
            shutil.rmtree(folder)
        figures.record(GROUP, AS_BACKUP, **{"opened_by_a_driver": 0, "changed": 0} | found)
        assert (found["opened_by_a_driver"], found["changed"]) == (0, 0)
    assert check_case(ready).head == 1


# ------------------------------------------------------------------------------------------------- as a case file


def test_a_foreign_database_as_a_case_file_is_called_what_it_is(opened: list[str]) -> None:
    for so_far in figures.rounds(GROUP, AS_CASE, "files", FILES, BATCH):
        found: Counter[str] = Counter(files=figures.left(GROUP, AS_CASE, "files", FILES, BATCH))
        for seed in range(so_far, so_far + found["files"]):
            raw = foreign(seed)[1]
            opened.clear()
            told = ""
            with suppress(SandboxError):
                told = refused_as(raw)
            found["broken_off"] += not told
            found["named"] += "a SQLite database" in told and kind_of(raw) == "a SQLite database"
            found["opened_by_a_driver"] += bool(opened)
        figures.record(GROUP, AS_CASE, **{"opened_by_a_driver": 0, "broken_off": 0} | found)
        assert (found["named"], found["opened_by_a_driver"], found["broken_off"]) == (found["files"], 0, 0)


def refused_as(raw: bytes) -> str:
    """The sentence with which the bytes of a file are refused as a case, in the sandbox."""
    with pytest.raises(CaseFileError) as trouble:
        case_in(raw)
    return str(trouble.value)


# ------------------------------------------------------------------------------------ with the right key all the same


def meddled(ready: Path, folder: Path, *statements: str) -> None:
    """A copy of a vault in which somebody who has the key has done this."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ready, folder)
    with Vault.unlock(folder, PASSPHRASE) as vault:
        raw = vault._opened.raw
        before = raw.execute("SELECT * FROM sqlite_master").fetchall()
        for statement in statements:
            raw.execute(statement)
        changed = not any("sqlite_master" in each or "CREATE" in each for each in statements)
        assert changed or raw.execute("SELECT * FROM sqlite_master").fetchall() != before


def test_a_vault_that_was_meddled_with_under_the_right_key_does_not_open(ready: Path) -> None:
    name, number = "meddled with under the right key", 10 * len(MEDDLING)
    for so_far in figures.rounds(GROUP, name, "files", number):
        what = tuple(MEDDLING)[so_far % len(MEDDLING)]
        folder = ready.with_name("meddled")
        meddled(ready, folder, *MEDDLING[what])
        before = aged(folder)
        told = {refusal(folder), refusal(folder, reading=so_far % 2 == 0)}
        figures.record(GROUP, name, files=1, opened=int("" in told), changed=int(state(folder) != before))
        assert told <= {each.__name__ for each in (DamagedVault, CutShort, ForeignFile)}, what
        assert state(folder) == before


def test_a_vault_of_a_later_program_is_refused_and_left_as_it_was(ready: Path) -> None:
    name = "newer"
    for so_far in figures.rounds(GROUP, name, "files", NEWER):
        version = random.Random(so_far).choice((NEWEST + 1, NEWEST + 2, 900, 2**31 - 1)) if so_far else NEWEST + 1
        more = (("CREATE TABLE later (a)",), ("CREATE TRIGGER t AFTER INSERT ON journal BEGIN SELECT 1; END",),
                ("ALTER TABLE meta ADD COLUMN least_reader",))[so_far % 3]  # fmt: skip
        folder = ready.with_name("newer")
        meddled(ready, folder, *more, f"PRAGMA user_version = {version}")
        before = aged(folder)
        told = {refusal(folder), refusal(folder, reading=True)}
        figures.record(GROUP, name, files=1, opened=int("" in told), changed=int(state(folder) != before))
        assert told == {NewerVault.__name__}
        assert state(folder) == before


SETTINGS = {"trusted_schema": 0, "cell_size_check": 1, "foreign_keys": 1, "temp_store": 2, "secure_delete": 1}


def test_a_vault_of_ours_is_open_with_the_guards_up_and_loads_no_code(ready: Path) -> None:
    folder = ready.with_name("ours")
    shutil.copytree(ready, folder)
    for reading in (False, True):
        with Vault.unlock(folder, PASSPHRASE, reading=reading) as vault:
            raw = vault._opened.raw
            wanted = {name: value for name, value in SETTINGS.items() if not (reading and name == "secure_delete")}
            assert {name: raw.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted
            with pytest.raises(dbapi2.Error, match="not authorized"):
                raw.execute("SELECT load_extension('libc.so.6')")
    figures.record(GROUP, "guards of an open vault", openings=2, code_loaded=0)


# ----------------------------------------------------------------------------------------------------- the control


def test_a_program_that_opens_whatever_lies_there_would_be_found_out(ready: Path, opened: list[str]) -> None:
    folder = ready.with_name("careless")
    shutil.copytree(ready, folder)
    (folder / "vault.db").write_bytes(foreign(0)[1])
    before = aged(folder)
    connection = sqlite3.connect(folder / "vault.db")
    with suppress(sqlite3.Error):
        connection.execute("INSERT INTO cases VALUES (7, 'c7', '')")
        connection.execute("UPDATE meta SET value = 'x'")
    connection.commit()
    connection.close()
    seen, changed = any("vault.db" in each for each in opened), state(folder) != before
    # And what is whole is not refused: a proof that nothing opens would prove nothing.
    own = ready.with_name("own")
    shutil.copytree(ready, own)
    Desk(Vault.unlock(own, PASSPHRASE)).vault.close()
    figures.record(GROUP, "control: opened without looking", times=1, found=int(seen and changed))
    assert seen
    assert changed
