"""A vault in whose place an older copy lies is noticed, and what is remembered for that says nothing."""

import json
import random
import shutil
import stat
from pathlib import Path

import pytest

from app import seen
from storage.vault import Vault
from tests.storage.sample import CHEAP, PASSPHRASE, Desk, small_case


@pytest.fixture(autouse=True)
def _own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen, "settings_file", lambda: tmp_path / "config" / "settings.json")


def make(folder: Path) -> Vault:
    vault, _code = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    vault.add(small_case(), "worker")
    return vault


@pytest.mark.parametrize("rounds", [5, pytest.param(50, marks=pytest.mark.long)])
def test_every_vault_that_was_rolled_back_is_noticed_and_none_of_the_others(tmp_path: Path, rounds: int) -> None:
    chance, folder, kept = random.Random(4), tmp_path / "vault", tmp_path / "kept"
    vault = make(folder)
    noticed = 0
    for turn in range(rounds):
        vault.close()
        shutil.copyfile(folder / "vault.db", kept)
        vault = Vault.unlock(folder, PASSPHRASE)
        desk = Desk(vault)
        for number in range(chance.randint(1, 3)):
            desk.edit("B1", title=f"{turn}, {number}")
        seen.note(vault)
        assert seen.behind(vault) is None
        newest, last = vault.head()[0], vault.load("c1")
        vault.close()
        shutil.copyfile(folder / "vault.db", tmp_path / "today")
        shutil.copyfile(kept, folder / "vault.db")
        with Vault.unlock(folder, PASSPHRASE) as older:
            found = seen.behind(older)
            noticed += found is not None and found.seq == newest > older.head()[0]
        shutil.copyfile(tmp_path / "today", folder / "vault.db")
        vault = Vault.unlock(folder, PASSPHRASE)
        assert seen.behind(vault) is None
        assert vault.load("c1") == last
    vault.close()
    assert noticed == rounds


def test_an_older_copy_that_was_worked_on_elsewhere_is_noticed_by_its_acts(tmp_path: Path) -> None:
    vault = make(tmp_path / "vault")
    vault.close()
    shutil.copyfile(tmp_path / "vault" / "vault.db", tmp_path / "copy")
    with Vault.unlock(tmp_path / "vault", PASSPHRASE) as here:
        Desk(here).edit("B1", title="here")
        seen.note(here)
    shutil.copyfile(tmp_path / "copy", tmp_path / "vault" / "vault.db")
    with Vault.unlock(tmp_path / "vault", PASSPHRASE) as elsewhere:
        desk = Desk(elsewhere)
        for number in range(3):
            desk.edit("B1", title=f"elsewhere {number}")
        assert seen.behind(elsewhere) == seen.Seen(2, seen.behind(elsewhere).start)
        seen.note(elsewhere)
        assert seen.behind(elsewhere) is None


def test_the_file_is_private_and_says_neither_where_nor_what(tmp_path: Path) -> None:
    with make(tmp_path / "vault") as vault:
        seen.note(vault)
        raw = seen.seen_file().read_text()
        assert vault.name not in raw
        assert str(tmp_path) not in raw
        assert vault.head()[1].hex() not in raw
        assert stat.S_IMODE(seen.seen_file().stat().st_mode) == 0o600
        (mark,) = json.loads(raw)["heads"]
        seen.seen_file().unlink()
        seen.note(vault)
        assert mark not in seen.seen_file().read_text(), "another machine knows the vault by another mark"


DAMAGED = (b"", b"\0\0", b"[]", b'{"key": 5}', b'{"key": "00", "heads": {"x": [1]}}', b'{"key": "zz"}')


@pytest.mark.parametrize("raw", DAMAGED)
def test_a_damaged_file_is_as_none(tmp_path: Path, raw: bytes) -> None:
    with make(tmp_path / "vault") as vault:
        seen.seen_file().parent.mkdir()
        seen.seen_file().write_bytes(raw)
        assert seen.behind(vault) is None
        seen.note(vault)
        assert seen.behind(vault) is None


def test_a_disk_that_refuses_keeps_nobody_from_working(tmp_path: Path) -> None:
    with make(tmp_path / "vault") as vault:
        (tmp_path / "config").write_text("in the way")
        seen.note(vault)
        assert seen.behind(vault) is None
    seen.note(vault)


def test_only_so_many_vaults_are_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen, "MOST", 2)
    for number in range(4):
        with make(tmp_path / f"vault {number}") as vault:
            seen.note(vault)
    assert len(json.loads(seen.seen_file().read_bytes())["heads"]) == 2
