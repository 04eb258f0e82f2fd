"""A vault that cannot be written to is opened for reading: all of it can be seen, nothing in it is touched."""

import subprocess
import sys
from pathlib import Path

import pytest

from storage.backup import backups
from storage.errors import DamagedVault, NeedsWriting, OpenForReading, VaultInUse, WrongKeyOrDamaged
from storage.vault import Vault
from tests.storage.corpus import BY_NAME, make_vault, moment
from tests.storage.sample import AS_ANYONE, CHEAP, PASSPHRASE, ROOT, contents, lay_golden, put, small_case


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed vault with two acts and a backup."""
    return make_vault(tmp_path / "vault")


AS_SOMEBODY_WITHOUT_THE_RIGHT = (
    AS_ANYONE
    + """
import sys
from pathlib import Path
from storage.errors import VaultError
from storage.vault import Vault
folder = Path(sys.argv[1])
try:
    Vault.unlock(folder, sys.argv[2])
except VaultError as trouble:
    print(type(trouble).__name__)
with Vault.unlock(folder, sys.argv[2], reading=True) as vault:
    print(vault.load("c1").entries["B1"].title, vault.check(), [bool(copy.state) for copy in vault.copies()])
"""
)


@pytest.mark.skipif(sys.platform != "linux", reason="takes root's rights away as Linux does it")
@pytest.mark.parametrize(("name", "mode"), [("vault.db", 0o400), (".", 0o500), ("vault.lock", 0o400)])
def test_where_nothing_may_be_written_it_opens_for_reading_and_stays_as_it_is(
    folder: Path, name: str, mode: int
) -> None:
    before, usual = contents(folder), (folder / name).stat().st_mode
    (folder / name).chmod(mode)
    command = [sys.executable, "-c", AS_SOMEBODY_WITHOUT_THE_RIGHT, str(folder), PASSPHRASE]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    (folder / name).chmod(usual)
    assert done.stdout.splitlines() == ["ReadOnly", "hides the car () [True]"]
    assert contents(folder) == before


def test_every_act_is_refused_in_one_sentence_and_nothing_moves(folder: Path) -> None:
    before = contents(folder)
    with Vault.unlock(folder, PASSPHRASE, reading=True) as vault:
        case = vault.load("c1")
        for act in (
            lambda: vault.write("c1", put(case.entries["B1"]), "worker"),
            lambda: vault.add(small_case("c2"), "worker"),
            lambda: vault.forget_case("c1", "worker"),
            lambda: vault.erase("c1", ["B1"], put(case.entries["B1"]), "worker"),
            lambda: vault.keep_draft("c1", "B1", "account", "begun"),
            lambda: vault.keep_setting("seen", True),
            lambda: vault.attach("c1", "B1", b"text", "text/plain", "a note", "worker"),
            lambda: vault.change_passphrase("another one"),
            lambda: vault.new_recovery_code(),
            lambda: vault.restore(backups(folder)[0], "worker"),
            lambda: vault.rekey_copies(),
            lambda: vault.back_up(),
            lambda: vault.remove_older_backups(),
        ):
            with pytest.raises(OpenForReading) as refusal:
                act()
            assert "reading only" in str(refusal.value)
        assert vault.load("c1") == case
        assert vault.is_open
        assert vault.back_up_if_changed() is None
        assert vault.carry(folder.parent) is None
        vault.reopen()
        assert vault.history("c1").depth == (1, 0)
    assert contents(folder) == before


def test_two_may_read_at_once_and_whoever_writes_is_alone(folder: Path) -> None:
    first, second = (Vault.unlock(folder, PASSPHRASE, reading=True) for _ in range(2))
    with first, second, pytest.raises(VaultInUse):
        Vault.unlock(folder, PASSPHRASE)
    with Vault.unlock(folder, PASSPHRASE), pytest.raises(VaultInUse):
        Vault.unlock(folder, PASSPHRASE, reading=True)


def test_an_act_that_was_broken_off_is_not_read_past(folder: Path) -> None:
    """What the journal would take back stands in the file: to read it would be to show half an act."""
    (folder / "vault.db-journal").write_bytes(moment(folder).journal)
    before = contents(folder)
    with pytest.raises(NeedsWriting):
        Vault.unlock(folder, PASSPHRASE, reading=True)
    assert contents(folder) == before


def test_a_vault_of_an_older_form_is_not_led_on_where_it_is_only_read(tmp_path: Path) -> None:
    old = lay_golden(0, tmp_path / "old")
    before = contents(old)
    with pytest.raises(NeedsWriting):
        Vault.unlock(old, PASSPHRASE, reading=True)
    assert contents(old) == before


def test_a_wrong_passphrase_and_damage_are_told_as_ever(folder: Path) -> None:
    with pytest.raises(WrongKeyOrDamaged) as wrong:
        Vault.unlock(folder, "a wrong one", reading=True)
    assert type(wrong.value) is WrongKeyOrDamaged
    BY_NAME["a bit in the middle"].spoil(folder)
    with pytest.raises(DamagedVault):
        Vault.unlock(folder, PASSPHRASE, reading=True)


def test_changed_keys_are_told_and_recorded_when_the_vault_can_be_written_to_again(folder: Path) -> None:
    old = (folder / "keys.json").read_bytes()
    with Vault.unlock(folder, PASSPHRASE) as vault:
        vault.change_passphrase("a garden wall in rain", cost=CHEAP)
    (folder / "keys.json").write_bytes(old)
    with Vault.unlock(folder, PASSPHRASE, reading=True) as vault:
        assert vault.keys_were_changed
        assert vault.keys_found() is None
    with Vault.unlock(folder, PASSPHRASE) as vault:
        assert vault.keys_found() is not None
