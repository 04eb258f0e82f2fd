"""A vault knows its own keys.json: what was changed behind its back is found at the next opening and recorded."""

import errno
from pathlib import Path

import pytest

from storage import keys, knownkeys
from storage.errors import WrongKeyOrDamaged
from storage.keys import KeyCost
from storage.recovery import secret_of
from storage.vault import Vault
from tests.storage.sample import CHEAP, PASSPHRASE, child, lay_golden, small_case

OTHER = "a garden wall in rain"
DEARER = KeyCost(memory=128, iterations=1, lanes=1)

KILLED_BEFORE_THE_ACT = """
import os, sys
from pathlib import Path
from storage.vault import Vault
from tests.storage.sample import CHEAP
killing = []
def fault(point):
    if point == "commit" and killing:
        os._exit(9)
vault = Vault.unlock(Path(sys.argv[1]), sys.argv[2], fault=fault)
killing.append(True)
vault.change_passphrase(sys.argv[3], cost=CHEAP)
"""

KILLED_WHILE_DEARER = """
import os, sys
from pathlib import Path
import storage.vault
from storage import keys
import tests.storage.sample
DEARER = keys.KeyCost(memory=128, iterations=1, lanes=1)
keys.dearer = lambda cost, _seconds: DEARER if cost != DEARER else None
storage.vault.write_keys = lambda *_: os._exit(9)
storage.vault.Vault.unlock(Path(sys.argv[1]), sys.argv[2])
"""


@pytest.fixture
def closed(folder: Path) -> Path:
    """A closed vault with a case in it."""
    made, code = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    with made:
        made.add(small_case(), "worker")
    (folder.parent / "code").write_text(code)
    return folder


def end_in(code: str, *arguments: object) -> None:
    """Let another process end in the middle of its work."""
    process = child(code, *arguments)
    process.communicate(timeout=60)
    assert process.returncode == 9


def acts(vault: Vault) -> list[str]:
    """The acts about the whole vault, newest first."""
    return [record.act for record in vault.records(None)]


def test_a_change_that_was_cut_short_before_its_act_is_recorded_at_the_next_opening(closed: Path) -> None:
    end_in(KILLED_BEFORE_THE_ACT, closed, PASSPHRASE, OTHER)
    with pytest.raises(WrongKeyOrDamaged):
        Vault.unlock(closed, PASSPHRASE)
    with Vault.unlock(closed, OTHER) as vault:
        assert vault.keys_were_changed
        assert acts(vault) == [knownkeys.FOUND]
        assert vault.records(None)[0].who == ""
        assert vault.keys_found() == vault.records(None)[0].moment
        assert vault.check() == ()
    with Vault.unlock(closed, OTHER) as vault:
        assert not vault.keys_were_changed
        assert acts(vault) == [knownkeys.FOUND]


def test_an_older_keys_file_put_back_by_hand_is_recorded(closed: Path) -> None:
    old = (closed / "keys.json").read_bytes()
    with Vault.unlock(closed, PASSPHRASE) as vault:
        vault.change_passphrase(OTHER, cost=CHEAP, who="K. L.")
        assert vault.keys_found() is None
    (closed / "keys.json").write_bytes(old)
    with Vault.unlock(closed, PASSPHRASE) as vault:
        assert vault.keys_were_changed
        assert acts(vault) == [knownkeys.FOUND, "passphrase"]
        vault.change_passphrase("yet another one", cost=CHEAP, who="K. L.")
        assert vault.keys_found() is None, "what was found has been answered"


def test_changes_that_the_vault_made_itself_are_not_found(closed: Path) -> None:
    with Vault.unlock(closed, PASSPHRASE) as vault:
        vault.change_passphrase(OTHER, cost=CHEAP)
        code = vault.new_recovery_code(cost=CHEAP)
    for way, secret in ((Vault.unlock, OTHER), (Vault.unlock_with_recovery, code)):
        with way(closed, secret) as vault:
            assert not vault.keys_were_changed
            assert acts(vault) == ["recovery_code", "passphrase"]


def test_a_vault_that_never_kept_a_digest_takes_it_without_a_word(closed: Path) -> None:
    with Vault.unlock(closed, PASSPHRASE) as vault:
        vault._opened.raw.execute("DELETE FROM settings WHERE name = ?", (knownkeys.NAME,))
    for _ in range(2):
        with Vault.unlock(closed, PASSPHRASE) as vault:
            assert (vault.keys_were_changed, acts(vault)) == (False, [])
            assert knownkeys.known(vault) == (keys.digest_of(keys.read_keys(closed / "keys.json")),)


@pytest.mark.parametrize("version", [0, 1])
def test_a_vault_of_an_older_program_takes_it_without_a_word(tmp_path: Path, version: int) -> None:
    folder = lay_golden(version, tmp_path / "old")
    for _ in range(2):
        with Vault.unlock(folder, PASSPHRASE) as vault:
            assert (vault.keys_were_changed, acts(vault)) == (False, [])


def test_keys_that_only_became_dearer_to_guess_were_not_changed(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cheap = (closed / "keys.json").read_bytes()
    monkeypatch.setattr(keys, "dearer", lambda cost, _seconds: DEARER if cost != DEARER else None)
    for put_back in (False, False, True):
        if put_back:
            (closed / "keys.json").write_bytes(cheap)
        with Vault.unlock(closed, PASSPHRASE) as vault:
            assert (vault.keys_were_changed, acts(vault)) == (False, [])


def test_a_program_that_ends_while_it_makes_them_dearer_leaves_nothing_to_find(closed: Path, monkeypatch) -> None:
    monkeypatch.setattr(keys, "dearer", lambda cost, _seconds: DEARER if cost != DEARER else None)

    end_in(KILLED_WHILE_DEARER, closed, PASSPHRASE)
    with Vault.unlock(closed, PASSPHRASE) as vault:
        assert (vault.keys_were_changed, acts(vault)) == (False, [])


def test_a_backup_from_before_the_change_put_back_leaves_the_present_keys_known(closed: Path) -> None:
    with Vault.unlock(closed, PASSPHRASE) as vault:
        place = vault.back_up()
        vault.change_passphrase(OTHER, cost=CHEAP)
        vault.restore(place, "worker")
    with Vault.unlock(closed, OTHER) as vault:
        assert (vault.keys_were_changed, acts(vault)) == (False, ["restore"])


def test_a_disk_that_refuses_the_record_does_not_shut_the_vault_and_it_is_recorded_later(closed: Path) -> None:
    old = (closed / "keys.json").read_bytes()
    with Vault.unlock(closed, PASSPHRASE) as vault:
        vault.change_passphrase(OTHER, cost=CHEAP)
    (closed / "keys.json").write_bytes(old)

    def full(point: str) -> None:
        if point == "journal":
            raise OSError(errno.ENOSPC, "No space left on device")

    with Vault.unlock(closed, PASSPHRASE, fault=full) as vault:
        assert vault.keys_were_changed
        assert vault.load("c1")
        assert acts(vault) == ["passphrase"]
    with Vault.unlock(closed, PASSPHRASE) as vault:
        assert acts(vault) == [knownkeys.FOUND, "passphrase"]


def test_a_digest_says_nothing_of_a_secret(closed: Path) -> None:
    with Vault.unlock(closed, PASSPHRASE) as vault:
        told = str(vault.setting(knownkeys.NAME))
    code = (closed.parent / "code").read_text()
    assert PASSPHRASE not in told
    assert secret_of(code).decode() not in told
