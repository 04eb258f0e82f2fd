"""A backup of one vault is not put in the place of another, by no door; into an empty folder it goes."""

import shutil
from pathlib import Path

import pytest

from storage.backup import backups, belongs, restore, restore_with_recovery
from storage.copies import last_good
from storage.errors import OtherVault
from storage.keys import data_key_of, passphrase_secret, read_keys
from storage.vault import Vault
from tests.storage.corpus import BY_NAME, make_vault
from tests.storage.sample import CHEAP, PASSPHRASE, contents, small_case


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed vault with a backup."""
    return make_vault(tmp_path / "vault")


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    """A backup of another vault that opens with the same passphrase."""
    vault, code = Vault.create(tmp_path / "other", PASSPHRASE, cost=CHEAP)
    with vault:
        vault.add(small_case("c9"), "somebody else")
        (tmp_path / "code").write_text(code)
        return vault.back_up()


def test_it_is_refused_in_a_sentence_and_nothing_is_changed(folder: Path, strange: Path, tmp_path: Path) -> None:
    before = contents(folder)
    code = (tmp_path / "code").read_text()
    for put_back, secret in ((restore, PASSPHRASE), (restore_with_recovery, code)):
        with pytest.raises(OtherVault) as trouble:
            put_back(folder, strange, secret)
        assert "another vault's" in str(trouble.value)
        assert "empty folder" in str(trouble.value)
    assert contents(folder) == before


def test_it_is_refused_where_the_vault_is_open_and_the_vault_stays_open(folder: Path, strange: Path) -> None:
    with Vault.unlock(folder, PASSPHRASE) as vault:
        head, kept = vault.head(), backups(folder)
        for work in (lambda: vault.restore(strange, "worker"), lambda: vault.try_backup(strange)):
            with pytest.raises(OtherVault):
                work()
        assert (vault.head(), backups(folder)) == (head, kept)


@pytest.mark.parametrize("name", ["no keys", "keys of zeros", "nothing", "no database", "noise"])
def test_it_is_refused_too_where_one_file_of_the_vault_is_damaged_or_gone(folder: Path, strange, name: str) -> None:
    BY_NAME[name].spoil(folder)
    before = contents(folder)
    with pytest.raises(OtherVault):
        restore(folder, strange, PASSPHRASE)
    assert contents(folder) == before


def test_into_an_empty_folder_it_goes(strange: Path, tmp_path: Path) -> None:
    restore(tmp_path / "new", strange, PASSPHRASE)
    with Vault.unlock(tmp_path / "new", PASSPHRASE) as vault:
        assert vault.load("c9")


def test_a_vault_whose_keys_are_another_vaults_gets_its_own_backup_back(folder: Path) -> None:
    BY_NAME["keys of another vault"].spoil(folder)
    restore(folder, backups(folder)[0], PASSPHRASE)
    with Vault.unlock(folder, PASSPHRASE) as vault:
        assert vault.check() == ()


def test_a_folder_in_which_nothing_says_whose_it_was_takes_any_backup(folder: Path, strange: Path) -> None:
    shutil.rmtree(folder / "backups")
    (folder / "keys.json").unlink()
    keys = read_keys(strange / "keys.json")
    assert belongs(folder, keys.vault, data_key_of(keys, "passphrase", passphrase_secret(PASSPHRASE)))
    restore(folder, strange, PASSPHRASE)


def test_a_strange_backup_among_a_vaults_own_is_not_the_last_good_one(folder: Path, strange: Path) -> None:
    own = backups(folder)
    shutil.copytree(strange, folder / "backups" / "20270101T000000Z-0099")
    BY_NAME["nothing"].spoil(folder)
    assert last_good(folder, PASSPHRASE).place == own[0]
    for place in own:
        shutil.rmtree(place)
    with pytest.raises(OtherVault):
        last_good(folder, PASSPHRASE)
