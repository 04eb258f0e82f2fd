"""What opens a vault: a passphrase however it is composed, a code however it is typed, and nothing else."""

import json
import unicodedata
from pathlib import Path

import pytest

from storage import keys
from storage.errors import EmptyPassphrase, NotAVault, VaultClosed, VaultError, WrongKeyOrDamaged
from storage.keys import KeyCost, Keys
from storage.vault import Vault
from tests.storage.sample import CHEAP, PASSPHRASE, contents, keys_json, small_case


def test_a_passphrase_opens_the_vault_however_the_keyboard_composes_it(folder: Path) -> None:
    word = "Zoë à l’école żółć"
    composed, taken_apart = unicodedata.normalize("NFC", word), unicodedata.normalize("NFD", word)
    assert composed != taken_apart
    Vault.create(folder, taken_apart, cost=CHEAP)[0].close()
    Vault.unlock(folder, composed).close()
    Vault.unlock(folder, taken_apart).close()


WRONG = ("", PASSPHRASE + " ", PASSPHRASE.title(), PASSPHRASE[:-1], "x" * 1_000_000, "\ud800", "\0")


@pytest.mark.parametrize("wrong", WRONG, ids=range(len(WRONG)))
def test_any_other_passphrase_is_turned_away_and_nothing_changes(vault: Vault, wrong: str) -> None:
    vault.close()
    before = contents(vault.folder)
    with pytest.raises(WrongKeyOrDamaged):
        Vault.unlock(vault.folder, wrong)
    assert contents(vault.folder) == before


@pytest.mark.parametrize("nothing", ["", "   ", "\u3000\t"])
def test_a_passphrase_of_nothing_is_refused(folder: Path, nothing: str) -> None:
    with pytest.raises(EmptyPassphrase):
        Vault.create(folder, nothing, cost=CHEAP)
    assert not folder.exists()


def test_the_recovery_code_opens_the_vault_however_it_is_typed(folder: Path) -> None:
    vault, code = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    vault.add(small_case(), "worker")
    vault.close()
    sloppy = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    for typed in (code, code.replace("-", ""), sloppy, f"  {code}\n"):
        with Vault.unlock_with_recovery(folder, typed) as opened:
            assert opened.load("c1") == small_case()


def test_the_code_of_another_vault_is_turned_away(folder: Path, tmp_path: Path) -> None:
    Vault.create(folder, PASSPHRASE, cost=CHEAP)[0].close()
    other, code = Vault.create(tmp_path / "other", PASSPHRASE, cost=CHEAP)
    other.close()
    with pytest.raises(WrongKeyOrDamaged):
        Vault.unlock_with_recovery(folder, code)


def test_a_changed_passphrase_opens_and_the_old_one_does_not(folder: Path) -> None:
    vault, code = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    vault.add(small_case(), "worker")
    vault.change_passphrase("a garden wall in rain", cost=CHEAP)
    vault.close()
    with pytest.raises(WrongKeyOrDamaged):
        Vault.unlock(folder, PASSPHRASE)
    with Vault.unlock(folder, "a garden wall in rain") as opened:
        assert opened.load("c1") == small_case()
    Vault.unlock_with_recovery(folder, code).close()


def test_a_new_recovery_code_takes_the_place_of_the_old_one(folder: Path) -> None:
    vault, old = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    new = vault.new_recovery_code(cost=CHEAP)
    vault.close()
    with pytest.raises(WrongKeyOrDamaged):
        Vault.unlock_with_recovery(folder, old)
    Vault.unlock_with_recovery(folder, new).close()
    Vault.unlock(folder, PASSPHRASE).close()


def test_a_closed_vault_changes_no_passphrase(vault: Vault) -> None:
    vault.close()
    before = contents(vault.folder)
    with pytest.raises(VaultClosed):
        vault.change_passphrase("anything", cost=CHEAP)
    assert contents(vault.folder) == before


def test_nothing_in_the_keys_file_is_the_key_the_passphrase_or_the_code(folder: Path) -> None:
    vault, code = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    text = (folder / "keys.json").read_text()
    key = vault._data_key
    vault.close()
    for secret in (key.hex(), PASSPHRASE, code, code.replace("-", "")):
        assert secret.casefold() not in text.casefold()


def test_a_key_moved_to_another_slot_or_vault_does_not_open() -> None:
    secret, data_key = b"the same secret", bytes(range(32))
    made = keys.new_keys(data_key, {keys.PASSPHRASE: secret}, CHEAP)
    (slot,) = made.slots
    moved = keys.Slot(keys.RECOVERY, slot.cost, slot.salt, slot.nonce, slot.wrapped)
    assert keys.data_key_of(made, keys.PASSPHRASE, secret) == data_key
    for wrong, name in ((Keys(made.vault, (moved,)), keys.RECOVERY), (Keys("0" * 32, made.slots), keys.PASSPHRASE)):
        with pytest.raises(WrongKeyOrDamaged):
            keys.data_key_of(wrong, name, secret)


def _hostile(**changed: object) -> bytes:
    slot = {"name": "passphrase", "kdf": "argon2id", "memory": 64, "iterations": 1, "lanes": 1}
    slot |= {"salt": "00" * 16, "nonce": "00" * 12, "wrapped": "00" * 48}
    record = {"format": "throughline.vault", "version": 1, "vault": "0" * 32, "slots": [slot | changed]}
    return json.dumps(record).encode()


def _slot_of(raw: bytes) -> bytes:
    return json.dumps(json.loads(raw)["slots"][0]).encode()


HOSTILE = {
    "100 GiB of memory": _hostile(memory=100 * 1024 * 1024),
    "hours of passes": _hostile(iterations=10**9),
    "many passes over much memory": _hostile(memory=1024 * 1024, iterations=16),
    "no passes": _hostile(iterations=0),
    "negative memory": _hostile(memory=-1),
    "a thousand lanes": _hostile(lanes=1000, memory=64 * 1024),
    "memory as text": _hostile(memory="64"),
    "memory as true": _hostile(memory=True),
    "memory as a fraction": _hostile(memory=64.5),
    "another derivation": _hostile(kdf="none"),
    "a short salt": _hostile(salt="00"),
    "a short nonce": _hostile(nonce=""),
    "a key that is no hex": _hostile(wrapped="zz" * 48),
    "a salt that is a list": _hostile(salt=[]),
    "a name that is a number": _hostile(name=5),
    "nothing": b"",
    "half of it": _hostile()[:100],
    "a list": b"[]",
    "no slots": b'{"format": "throughline.vault", "version": 1, "vault": "0", "slots": 7}',
    "a version with a seal, and none": _hostile().replace(b'"version": 1', b'"version": 2'),
    "a later version": _hostile().replace(b'"version": 1', b'"version": 3'),
    "two slots of one name": _hostile().replace(b"]}", b", " + _slot_of(_hostile()) + b"]}"),
    "another format": _hostile().replace(b"throughline.vault", b"something.else"),
    "no text": bytes(range(256)),
    "very deep": b"[" * 50_000,
    "very long": b" " * 100_000,
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_keys_file_is_turned_away_before_any_key_is_derived(
    vault: Vault, raw: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.close()
    (vault.folder / "keys.json").write_bytes(raw)
    monkeypatch.setattr(keys, "derive", lambda *_: pytest.fail("a key was derived"))
    with pytest.raises(WrongKeyOrDamaged):
        Vault.unlock(vault.folder, PASSPHRASE)


def test_the_file_that_the_hostile_ones_are_made_from_is_read() -> None:
    assert keys.keys_from(_hostile()).slots[0].cost == CHEAP


def test_without_its_keys_file_a_folder_is_no_vault(vault: Vault) -> None:
    vault.close()
    (vault.folder / "keys.json").unlink()
    with pytest.raises(NotAVault):
        Vault.unlock(vault.folder, PASSPHRASE)


def test_a_wrong_passphrase_says_the_same_of_a_sound_vault_a_damaged_one_and_damaged_keys(vault: Vault) -> None:
    vault.close()
    sentences = set()
    for passphrase, name in ((PASSPHRASE + "!", ""), (PASSPHRASE + "!", "vault.db"), (PASSPHRASE, "keys.json")):
        kept = contents(vault.folder)
        if name:
            raw = bytearray(kept[name])
            raw[300] ^= 1
            (vault.folder / name).write_bytes(raw)
        with pytest.raises(VaultError) as trouble:
            Vault.unlock(vault.folder, passphrase)
        sentences.add(str(trouble.value))
        (vault.folder / "vault.db").write_bytes(kept["vault.db"])
    assert len(sentences) == 1


def test_an_older_keys_file_keeps_its_cost_and_a_newer_program_reads_it(folder: Path) -> None:
    Vault.create(folder, PASSPHRASE, cost=KeyCost(memory=128, iterations=2, lanes=2))[0].close()
    slots = keys_json(folder)["slots"]
    assert isinstance(slots, list)
    assert {(slot["memory"], slot["iterations"], slot["lanes"]) for slot in slots} == {(128, 2, 2)}
    Vault.unlock(folder, PASSPHRASE).close()


def test_a_vault_that_is_made_without_a_cost_takes_the_calibrated_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.vault.calibrated", lambda: KeyCost(memory=80, iterations=1, lanes=1))
    Vault.create(folder, PASSPHRASE)[0].close()
    slots = keys_json(folder)["slots"]
    assert isinstance(slots, list)
    assert [slot["memory"] for slot in slots] == [80, 80]
