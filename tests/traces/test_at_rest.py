"""Nothing is unencrypted by accident: no file of a vault is readable as one, and no other driver is taken for ours."""

import json
import math
import os
import sqlite3
import stat
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import sqlcipher3

from app.outfile import OutputError, write_whole
from storage.errors import VaultError
from storage.vault import Vault
from tests.house.source import ROOT
from tests.storage.sample import CHEAP, PASSPHRASE, Desk, large_case
from tests.traces.spilling import spill, work

SALT = 16
"""Bytes at the start of a database that are the same in every copy of it, and no content."""


def entropy(raw: bytes) -> float:
    """Bits in each byte: 8 for noise, about 4 for words."""
    counts = Counter(raw)
    return -sum(count / len(raw) * math.log2(count / len(raw)) for count in counts.values())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A vault with a case of some size, a backup and a journal that is under way."""
    place = tmp_path / "vault"
    vault = Vault.create(place, PASSPHRASE, cost=CHEAP)[0]
    vault.add(large_case(60, 60), "worker")
    Desk(vault).edit("B1", title="hides the car")
    vault.back_up()
    vault.close()
    return place


def databases(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.suffix in (".db", ".db-journal")]


def test_every_database_of_a_vault_is_noise_after_its_first_bytes(folder: Path) -> None:
    found = databases(folder)
    assert len(found) >= 2
    for path in found:
        raw = path.read_bytes()
        assert not raw.startswith(b"SQLite format 3")
        assert entropy(raw[SALT:]) > 7.9


def test_words_would_not_pass_for_noise(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "plain.db") as plain:
        plain.execute("CREATE TABLE entries (body TEXT)")
        plain.executemany("INSERT INTO entries VALUES (?)", [("keeps the door key",)] * 3000)
    plain.close()
    assert entropy((tmp_path / "plain.db").read_bytes()[SALT:]) < 7


def test_python_s_own_sqlite_makes_nothing_of_a_vault(folder: Path) -> None:
    for path in databases(folder):
        plain = sqlite3.connect(path.as_uri() + "?mode=ro", uri=True)
        with pytest.raises(sqlite3.DatabaseError):
            plain.execute("SELECT count(*) FROM sqlite_master").fetchall()
        plain.close()


def test_a_driver_that_encrypts_nothing_is_refused_before_it_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlcipher3, "dbapi2", sqlite3)
    monkeypatch.setitem(sys.modules, "sqlcipher3.dbapi2", sqlite3)
    with pytest.raises(VaultError):
        Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(raw.startswith(b"SQLite format 3") for raw in kept)


def test_a_driver_that_encrypts_nothing_does_not_touch_a_vault_that_is_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (folder / "vault.db").read_bytes()
    monkeypatch.setattr(sqlcipher3, "dbapi2", sqlite3)
    monkeypatch.setitem(sys.modules, "sqlcipher3.dbapi2", sqlite3)
    with pytest.raises(VaultError):
        Vault.unlock(folder, PASSPHRASE)
    assert (folder / "vault.db").read_bytes() == before


def test_what_is_sorted_and_gathered_stays_in_memory(folder: Path) -> None:
    with Vault.unlock(folder, PASSPHRASE) as vault:
        raw = vault._opened.raw
        assert raw.execute("PRAGMA temp_store").fetchone()[0] == 2
        options = {row[0] for row in raw.execute("PRAGMA compile_options")}
        assert options & {"TEMP_STORE=2", "TEMP_STORE=3"}


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux which files are open")
def test_no_file_is_opened_while_much_is_sorted(tmp_path: Path) -> None:
    assert spill(tmp_path / "vault", rows=2000) == set()


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux which files are open")
def test_a_database_that_puts_things_aside_would_be_seen(tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / "plain.db", isolation_level=None)
    plain.execute("PRAGMA temp_store = FILE")
    opened = {each for each in work(plain, rows=2000) if not each.startswith(str(tmp_path))}
    plain.close()
    assert opened


# ------------------------------------------------------------------------------------------ documents, in the clear


def modes(folder: Path) -> dict[str, str]:
    return {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in folder.iterdir()}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_document_is_for_its_owner_alone_and_so_is_what_it_is_while_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside: dict[str, str] = {}
    replace = Path.replace

    def seen(self: Path, target: Path) -> Path:
        aside.update(modes(tmp_path))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", seen)
    before = os.umask(0)
    try:
        write_whole(tmp_path / "report.pdf", b"words")
    finally:
        os.umask(before)
    assert list(aside.values()) == ["0o600"]
    assert modes(tmp_path) == {"report.pdf": "0o600"}


@pytest.mark.parametrize("trouble", [OSError(28, "No space left on device"), KeyboardInterrupt(), MemoryError()])
def test_nothing_of_a_document_is_left_where_it_could_not_be_put(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: BaseException
) -> None:
    def fail(*_given: object) -> None:
        raise trouble

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises((OutputError, KeyboardInterrupt, MemoryError)):
        write_whole(tmp_path / "report.pdf", b"words")
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_program_left_of_a_document_goes_with_the_next_one(tmp_path: Path) -> None:
    left, young = tmp_path / f".throughline-{'a' * 16}.part", tmp_path / f".throughline-{'b' * 16}.part"
    theirs = tmp_path / ".throughline-notes.part"
    for path in (left, young, theirs):
        path.write_bytes(b"words")
    for path in (left, theirs):
        os.utime(path, (0, 0))
    write_whole(tmp_path / "report.pdf", b"words")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([young.name, theirs.name, "report.pdf"])


ONE_AFTER_THE_OTHER = """
import json, sys
import main
for line in json.loads(sys.argv[1]):
    assert main.main(line) == 0, line[0]
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_whatever_the_command_line_makes_only_its_owner_may_open(folder: Path, tmp_path: Path) -> None:
    secret, out = tmp_path / "passphrase", tmp_path / "out"
    secret.write_text(PASSPHRASE)
    out.mkdir()
    sample = str(next(iter(sorted((ROOT / "resources/sample").glob("*.case.json")))))
    lines = [
        ["report", sample, "--audience", "own_agency", "-o", str(out / "report.pdf")],
        ["picture", sample, "-o", str(out / "map.svg")],
        ["vault", "backup", str(folder), "--passphrase-file", str(secret)],
        ["vault", "export", str(folder), "c1", "--passphrase-file", str(secret), "-o", str(out / "one.case.json")],
    ]
    environ = {**os.environ, "HOME": str(out), "XDG_CONFIG_HOME": str(out), "XDG_CACHE_HOME": str(out)}
    command = [sys.executable, "-c", ONE_AFTER_THE_OTHER, json.dumps(lines)]
    subprocess.run(command, cwd=ROOT, env=environ, check=True, capture_output=True, umask=0)
    found = {path: stat.S_IMODE(path.lstat().st_mode) for place in (out, folder) for path in place.rglob("*")}
    assert len([path for path in found if path.parent == out]) >= 3
    assert [str(path) for path, mode in found.items() if mode & 0o077] == []
