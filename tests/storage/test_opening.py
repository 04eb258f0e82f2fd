"""What is no vault, damaged, newer or in use is turned away in a sentence, and left exactly as it was."""

import sqlite3
import sys
from pathlib import Path

import pytest

from storage import cipher, lock
from storage.errors import (
    NoCipher,
    NotAVault,
    ReadOnly,
    VaultInUse,
    WrongKeyOrDamaged,
)
from storage.migrations import NEWEST
from storage.vault import Vault
from tests.storage.sample import AS_ANYONE, CHEAP, PASSPHRASE, child, small_case


def flipped(raw: bytes, place: int) -> bytes:
    """The bytes with one bit turned round."""
    return raw[:place] + bytes([raw[place] ^ 0x10]) + raw[place + 1 :]


def test_a_database_cut_short_at_any_length_is_damaged_never_a_smaller_case(vault: Vault) -> None:
    vault.close()
    path = vault.folder / "vault.db"
    whole = path.read_bytes()
    pages = range(0, len(whole), cipher.PAGE)
    for length in sorted({0, 1, 15, 16, 100, *pages, *(page + 1 for page in pages), len(whole) - 1}):
        path.write_bytes(whole[:length])
        with pytest.raises(WrongKeyOrDamaged):
            Vault.unlock(vault.folder, PASSPHRASE)
        assert path.read_bytes() == whole[:length]
    path.write_bytes(whole)
    Vault.unlock(vault.folder, PASSPHRASE).close()


def test_one_bit_turned_round_anywhere_is_damage(vault: Vault) -> None:
    vault.close()
    path = vault.folder / "vault.db"
    whole = path.read_bytes()
    for place in range(0, len(whole), 1531):
        path.write_bytes(flipped(whole, place))
        with pytest.raises(WrongKeyOrDamaged):
            Vault.unlock(vault.folder, PASSPHRASE)
    path.write_bytes(whole)
    with Vault.unlock(vault.folder, PASSPHRASE) as opened:
        assert opened.load("c1") == small_case()


def test_a_folder_that_holds_no_vault_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("private")
    for place in (tmp_path, tmp_path / "letter.txt", tmp_path / "not there"):
        with pytest.raises(NotAVault):
            Vault.unlock(place, PASSPHRASE)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="takes root's rights away as Linux does it")
@pytest.mark.parametrize(("name", "mode", "usual"), [("vault.db", 0o400, 0o600), (".", 0o500, 0o700)])
def test_a_vault_that_may_not_be_written_to_is_said_to_be_so(vault: Vault, name: str, mode: int, usual: int) -> None:
    vault.close()
    (vault.folder / name).chmod(mode)
    assert second(vault.folder, AS_ANYONE) == "ReadOnly"
    (vault.folder / name).chmod(usual)
    assert second(vault.folder, AS_ANYONE) == "opened"


def test_what_the_system_calls_forbidden_is_read_only(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    vault.close()

    def forbid(*_: object) -> int:
        raise PermissionError(13, "Permission denied", str(vault.folder))

    monkeypatch.setattr(lock.os, "open", forbid)
    with pytest.raises(ReadOnly) as trouble:
        Vault.unlock(vault.folder, PASSPHRASE)
    assert str(vault.folder) not in str(trouble.value)


def test_a_second_window_in_the_same_program_is_turned_away(vault: Vault) -> None:
    for _ in range(3):
        with pytest.raises(VaultInUse):
            Vault.unlock(vault.folder, PASSPHRASE)
        with pytest.raises(VaultInUse):
            Vault.unlock(vault.folder, "wrong")
    assert vault.load("c1") == small_case()
    vault.keep_setting("still", "here")
    vault.close()
    Vault.unlock(vault.folder, PASSPHRASE).close()


SECOND = """
import sys
from pathlib import Path
from storage.errors import VaultError
from storage.vault import Vault
try:
    Vault.unlock(Path(sys.argv[1]), sys.argv[2]).close()
    print("opened")
except VaultError as trouble:
    print(type(trouble).__name__)
"""
HOLDER = """
import sys
from pathlib import Path
from storage.vault import Vault
vault = Vault.unlock(Path(sys.argv[1]), sys.argv[2])
vault.keep_setting("held by", "another")
print("held", flush=True)
sys.stdin.read()
"""


def second(folder: Path, first: str = "") -> str:
    """What another process finds when it tries to unlock the vault, having run other code first."""
    found, trouble = child(first + SECOND, folder, PASSPHRASE).communicate()
    assert trouble == ""
    return found.strip()


def test_a_second_process_is_turned_away_until_the_first_lets_go(vault: Vault) -> None:
    assert second(vault.folder) == "VaultInUse"
    vault.reopen()
    assert second(vault.folder) == "VaultInUse"
    vault.check()
    vault.back_up()
    assert second(vault.folder) == "VaultInUse"
    vault.close()
    assert second(vault.folder) == "opened"


def test_a_second_process_is_turned_away_even_when_the_lock_file_was_deleted(vault: Vault) -> None:
    (vault.folder / "vault.lock").unlink()
    vault.check()
    assert second(vault.folder) == "VaultInUse"


def test_the_vault_is_free_again_when_its_holder_is_killed(vault: Vault) -> None:
    vault.close()
    holder = child(HOLDER, vault.folder, PASSPHRASE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(VaultInUse):
        Vault.unlock(vault.folder, PASSPHRASE)
    holder.kill()
    holder.communicate()
    with Vault.unlock(vault.folder, PASSPHRASE) as opened:
        assert opened.setting("held by") == "another"
        assert opened.check() == ()


def test_the_lock_file_says_nothing(vault: Vault) -> None:
    assert (vault.folder / "vault.lock").read_bytes() == b""


def test_a_driver_that_cannot_encrypt_is_refused_before_anything_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sqlcipher3.dbapi2.connect", sqlite3.connect)
    with pytest.raises(NoCipher):
        Vault.create(folder, PASSPHRASE, cost=CHEAP)
    assert all(path.stat().st_size == 0 for path in folder.iterdir())


SETTINGS = {
    "journal_mode": "delete", "locking_mode": "exclusive", "synchronous": 3, "foreign_keys": 1, "secure_delete": 1,
    "trusted_schema": 0, "cell_size_check": 1, "temp_store": 2, "application_id": cipher.APPLICATION_ID,
    "user_version": NEWEST, "cipher_page_size": "4096",
}  # fmt: skip


@pytest.mark.parametrize(("name", "value"), SETTINGS.items(), ids=SETTINGS)
def test_the_database_is_opened_with_the_settings_that_keep_it_whole(vault: Vault, name: str, value: object) -> None:
    vault.reopen()
    assert vault._opened.raw.execute(f"PRAGMA {name}").fetchone()[0] == value


def test_the_driver_may_not_load_code_into_the_vault(vault: Vault) -> None:
    with pytest.raises(Exception, match="not authorized"):
        vault._opened.raw.execute("SELECT load_extension('anything')")


def test_making_and_unlocking_say_nothing_on_the_terminal(vault: Vault, capfd: pytest.CaptureFixture[str]) -> None:
    vault.close()
    raw = bytearray((vault.folder / "vault.db").read_bytes())
    raw[5000] ^= 1
    Vault.unlock(vault.folder, PASSPHRASE).close()
    (vault.folder / "vault.db").write_bytes(raw)
    with pytest.raises(WrongKeyOrDamaged):
        Vault.unlock(vault.folder, PASSPHRASE)
    with pytest.raises(WrongKeyOrDamaged):
        cipher.connect(vault.folder / "vault.db", bytes(32))
    assert capfd.readouterr() == ("", "")


def test_the_locked_window_does_not_wait_for_the_database_library() -> None:
    code = "import sys, storage.vault, storage.backup; print(*[name for name in sys.argv[1:] if name in sys.modules])"
    found, trouble = child(code, "sqlalchemy", "sqlcipher3", "cryptography", "alembic", "mapping").communicate()
    assert (found.strip(), trouble) == ("", "")
