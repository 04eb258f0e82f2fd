"""keys.json is sealed as a whole, made dearer once a secret was typed, and changed with the act that says so."""

import dataclasses
import errno
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage import keycost, keys
from storage.errors import DiskFull, VaultError, WriteFailed, WrongKeyOrDamaged
from storage.keys import PASSPHRASE as PASSPHRASE_SLOT
from storage.keys import RECOVERY, KeyCost, Keys
from storage.recovery import secret_of
from storage.vault import Vault
from tests.storage.sample import CHEAP, PASSPHRASE, contents, keys_json, lay_golden, small_case

KEY = bytes(range(32))
SECRETS = {PASSPHRASE_SLOT: b"one secret", RECOVERY: b"another"}
DEARER = KeyCost(memory=128, iterations=1, lanes=1)


@pytest.fixture
def raising(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every unlocking find that a guess should cost a little more than in tests."""
    monkeypatch.setattr(keys, "dearer", lambda cost, _seconds: DEARER if cost != DEARER else None)


@pytest.fixture
def made() -> Keys:
    """Keys of a vault as they are made."""
    return keys.new_keys(KEY, SECRETS, CHEAP)


def opened(folder: Path) -> Keys:
    return keys.read_keys(folder / "keys.json")


def costs(folder: Path) -> dict[object, int]:
    return {slot.name: slot.cost.memory for slot in opened(folder).slots}


# ------------------------------------------------------------------------------------------------------- the seal


def test_every_secret_opens_what_was_sealed_and_written(made: Keys) -> None:
    read = keys.keys_from(keys.bytes_of(made))
    assert {keys.data_key_of(read, name, secret) for name, secret in SECRETS.items()} == {KEY}


def _without_one(made: Keys) -> Keys:
    return dataclasses.replace(made, slots=made.slots[:1])


def _with_one_more(made: Keys) -> Keys:
    return dataclasses.replace(made, slots=(*made.slots, dataclasses.replace(made.slots[1], name="backdoor")))


def _exchanged(made: Keys) -> Keys:
    return dataclasses.replace(made, slots=(made.slots[1], made.slots[0]))


def _older_slot(made: Keys) -> Keys:
    """The recovery slot as it was before the code was made anew: its old code would open again."""
    renewed = keys.with_slot(made, RECOVERY, b"a third", KEY, CHEAP)
    return dataclasses.replace(renewed, slots=made.slots)


def _cheaper_slot(made: Keys) -> Keys:
    low = dataclasses.replace(made.slots[1], cost=KeyCost(memory=32, iterations=1, lanes=1))
    return dataclasses.replace(made, slots=(made.slots[0], low))


def _of_another_vault(made: Keys) -> Keys:
    return dataclasses.replace(made, slots=(made.slots[0], keys.new_keys(KEY, SECRETS, CHEAP).slots[1]))


def _with_another_seal(made: Keys) -> Keys:
    return dataclasses.replace(made, seal=bytes(32))


TAMPERED = (
    _without_one, _with_one_more, _exchanged, _older_slot, _cheaper_slot, _of_another_vault, _with_another_seal,
)  # fmt: skip


@pytest.mark.parametrize("tamper", TAMPERED, ids=lambda each: each.__name__.strip("_"))
def test_whatever_is_changed_without_the_key_is_refused_although_the_passphrase_is_right(made: Keys, tamper) -> None:
    changed = keys.keys_from(keys.bytes_of(tamper(made)))
    with pytest.raises(WrongKeyOrDamaged):
        keys.data_key_of(changed, PASSPHRASE_SLOT, SECRETS[PASSPHRASE_SLOT])


def test_the_words_are_those_of_a_wrong_passphrase(vault: Vault) -> None:
    vault.close()
    path = vault.folder / "keys.json"
    told = set()
    for passphrase, tamper in (("wrong", lambda kept: kept), (PASSPHRASE, _without_one)):
        path.write_bytes(keys.bytes_of(tamper(opened(vault.folder))))
        before = contents(vault.folder)
        with pytest.raises(VaultError) as trouble:
            Vault.unlock(vault.folder, passphrase)
        told.add(str(trouble.value))
        assert contents(vault.folder) == before
    assert len(told) == 1


def test_every_byte_of_the_file_counts(made: Keys) -> None:
    """One bit anywhere, blanks and line ends too."""
    raw = keys.bytes_of(made)
    for place in range(len(raw)):
        changed = bytearray(raw)
        changed[place] ^= 1 << place % 7
        with pytest.raises(WrongKeyOrDamaged):
            keys.data_key_of(keys.keys_from(bytes(changed)), PASSPHRASE_SLOT, SECRETS[PASSPHRASE_SLOT])


def test_something_added_to_the_file_is_refused(made: Keys) -> None:
    record = json.loads(keys.bytes_of(made))
    for changed in (record | {"hint": "pet"}, record | {"slots": [record["slots"][0] | {"x": 1}, record["slots"][1]]}):
        with pytest.raises(WrongKeyOrDamaged):
            keys.keys_from((json.dumps(changed, indent=1) + "\n").encode())


def test_a_sealed_file_cannot_be_passed_off_as_an_older_one_without_a_seal(made: Keys) -> None:
    forged = dataclasses.replace(made, version=keys.UNSEALED, slots=made.slots[:1])
    read = keys.keys_from(keys.bytes_of(forged))
    assert read.version == 1
    with pytest.raises(WrongKeyOrDamaged):
        keys.data_key_of(read, PASSPHRASE_SLOT, SECRETS[PASSPHRASE_SLOT])


# ------------------------------------------------------------------------------------------- older and cheaper files


@pytest.mark.parametrize("version", [0, 1])
def test_an_older_file_opens_and_is_sealed_by_that(tmp_path: Path, version: int) -> None:
    folder = lay_golden(version, tmp_path / "old")
    before = opened(folder)
    assert before.version == 1
    Vault.unlock(folder, PASSPHRASE).close()
    after = opened(folder)
    assert (after.version, after.vault) == (2, before.vault)
    assert {slot.name: slot.since for slot in after.slots} == {PASSPHRASE_SLOT: 2, RECOVERY: 1}
    assert [slot for slot in after.slots if slot.name == RECOVERY] == [
        dataclasses.replace(slot, since=1) for slot in before.slots if slot.name == RECOVERY
    ]
    sealed = (folder / "keys.json").read_bytes()
    Vault.unlock(folder, PASSPHRASE).close()
    assert (folder / "keys.json").read_bytes() == sealed


def _as_version_1(made: Keys, secrets_by_slot: dict[str, bytes], data_key: bytes) -> Keys:
    """The keys as the first version of the file had them."""
    slots = []
    for slot in made.slots:
        old = dataclasses.replace(slot, since=1)
        key = keycost.derive(secrets_by_slot[slot.name], old.salt, old.cost)
        wrapped = AESGCM(key).encrypt(old.nonce, data_key, f"throughline.vault|1|{made.vault}|{slot.name}".encode())
        slots.append(dataclasses.replace(old, wrapped=wrapped))
    return Keys(made.vault, tuple(slots), version=1)


def test_a_code_that_was_wrapped_for_an_older_file_opens_and_is_wrapped_anew(folder: Path) -> None:
    vault, code = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    known = {PASSPHRASE_SLOT: PASSPHRASE.encode(), RECOVERY: secret_of(code)}
    old = _as_version_1(opened(folder), known, vault._data_key)
    vault.close()
    keys.write_keys(folder / "keys.json", old)
    Vault.unlock(folder, PASSPHRASE).close()
    assert {slot.name: slot.since for slot in opened(folder).slots} == {PASSPHRASE_SLOT: 2, RECOVERY: 1}
    Vault.unlock_with_recovery(folder, code).close()
    assert {slot.name: slot.since for slot in opened(folder).slots} == {PASSPHRASE_SLOT: 2, RECOVERY: 2}
    Vault.unlock_with_recovery(folder, code).close()
    Vault.unlock(folder, PASSPHRASE).close()


def test_the_slot_whose_secret_was_typed_becomes_dearer_and_no_other(folder: Path, raising: None) -> None:
    vault, code = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    vault.close()
    Vault.unlock(folder, PASSPHRASE).close()
    assert costs(folder) == {PASSPHRASE_SLOT: 128, RECOVERY: 64}
    Vault.unlock_with_recovery(folder, code).close()
    assert costs(folder) == {PASSPHRASE_SLOT: 128, RECOVERY: 128}
    settled = (folder / "keys.json").read_bytes()
    for _ in range(2):
        Vault.unlock(folder, PASSPHRASE).close()
    assert (folder / "keys.json").read_bytes() == settled


def test_a_wrong_passphrase_raises_nothing(folder: Path, raising: None) -> None:
    Vault.create(folder, PASSPHRASE, cost=CHEAP)[0].close()
    before = contents(folder)
    with pytest.raises(WrongKeyOrDamaged):
        Vault.unlock(folder, "wrong")
    assert contents(folder) == before


def test_a_disk_that_refuses_the_dearer_keys_does_not_shut_the_vault(folder: Path, raising: None, monkeypatch) -> None:
    Vault.create(folder, PASSPHRASE, cost=CHEAP)[0].close()
    before = contents(folder)["keys.json"]

    def full(_path: Path, _content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(keys, "replace_file", full)
        with Vault.unlock(folder, PASSPHRASE) as vault:
            vault.add(small_case(), "worker")
    assert contents(folder)["keys.json"] == before
    Vault.unlock(folder, PASSPHRASE).close()
    assert costs(folder)[PASSPHRASE_SLOT] == 128


def test_too_little_memory_for_dearer_keys_does_not_shut_the_vault(folder: Path, raising: None, monkeypatch) -> None:
    Vault.create(folder, PASSPHRASE, cost=CHEAP)[0].close()
    before = contents(folder)["keys.json"]
    real = keycost.derive

    def derive(secret: bytes, salt: bytes, cost: KeyCost) -> bytes:
        if cost == DEARER:
            raise keycost.TooLittleMemory
        return real(secret, salt, cost)

    monkeypatch.setattr(keys, "derive", derive)
    Vault.unlock(folder, PASSPHRASE).close()
    assert contents(folder)["keys.json"] == before


def test_the_time_of_the_unlocking_itself_is_what_is_judged(folder: Path, monkeypatch) -> None:
    Vault.create(folder, PASSPHRASE, cost=CHEAP)[0].close()
    asked: list[tuple[KeyCost, float]] = []
    monkeypatch.setattr(keys, "dearer", lambda cost, seconds: asked.append((cost, seconds)))
    Vault.unlock(folder, PASSPHRASE).close()
    ((cost, seconds),) = asked
    assert cost == CHEAP
    assert 0 < seconds < 5


# --------------------------------------------------------------------------------------------- changes are acts too


def test_a_new_passphrase_and_a_new_code_stand_in_the_record_without_any_secret(vault: Vault) -> None:
    before = vault.head()[0]
    vault.change_passphrase("a garden wall in rain", cost=CHEAP, who="K. L.")
    code = vault.new_recovery_code(cost=CHEAP, who="K. L.")
    assert vault.head()[0] == before + 2
    records = vault.records(None)[:2]
    assert [(record.act, record.who) for record in records] == [("recovery_code", "K. L."), ("passphrase", "K. L.")]
    rows = str(vault._opened.raw.execute("SELECT * FROM journal").fetchall())
    for secret in ("garden", code, code.replace("-", "")):
        assert secret not in rows
    assert vault.check() == ()


def _failing(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """The next writes of the keys fail, so many of them."""
    real, left = keys.replace_file, [times]

    def replace_file(path: Path, content: bytes) -> None:
        if left[0] and path.name == "keys.json":
            left[0] -= 1
            raise OSError(errno.ENOSPC, "No space left on device")
        real(path, content)

    monkeypatch.setattr(keys, "replace_file", replace_file)


def test_where_the_keys_cannot_be_written_the_old_passphrase_stands_and_nothing_is_recorded(vault, monkeypatch) -> None:
    head, before = vault.head(), contents(vault.folder)["keys.json"]
    _failing(monkeypatch, 1)
    with pytest.raises(WriteFailed) as trouble:
        vault.change_passphrase("a garden wall in rain", cost=CHEAP)
    assert (trouble.value.in_file, type(trouble.value.reason)) == (False, DiskFull)
    assert vault.head() == head
    assert keys.data_key_of(opened(vault.folder), PASSPHRASE_SLOT, PASSPHRASE.encode()) == vault._data_key
    assert len(contents(vault.folder)["keys.json"]) == len(before)
    assert vault.opens_with(PASSPHRASE)


@pytest.mark.parametrize("point", ["begin", "journal", "commit"])
def test_where_the_act_cannot_be_kept_the_old_secrets_stand(folder: Path, point: str) -> None:
    failing: list[str] = []

    def fault(at: str) -> None:
        if at in failing:
            failing.remove(at)
            raise OSError(errno.EIO, "Input/output error")

    vault, code = Vault.create(folder, PASSPHRASE, cost=CHEAP, fault=fault)
    changes = (lambda: vault.change_passphrase("words of tin", cost=CHEAP), lambda: vault.new_recovery_code(cost=CHEAP))
    for change in changes:
        failing.append(point)
        with pytest.raises(WriteFailed):
            change()
    vault.close()
    Vault.unlock(folder, PASSPHRASE).close()
    Vault.unlock_with_recovery(folder, code).close()


def test_a_code_that_is_in_force_is_given_back_although_the_disk_complained(folder: Path) -> None:
    failing: list[str] = []

    def fault(at: str) -> None:
        if at in failing:
            failing.remove(at)
            raise OSError(errno.EIO, "Input/output error")

    vault, _old = Vault.create(folder, PASSPHRASE, cost=CHEAP, fault=fault)
    failing.append("committed")
    code = vault.new_recovery_code(cost=CHEAP)
    assert [record.act for record in vault.records(None)][:1] == ["recovery_code"]
    vault.close()
    Vault.unlock_with_recovery(folder, code).close()


def test_every_backup_holds_the_sealed_keys_of_its_time(vault: Vault) -> None:
    place = vault.back_up()
    assert (place / "keys.json").read_bytes() == (vault.folder / "keys.json").read_bytes()
    assert keys_json(vault.folder)["version"] == 2


def test_a_paper_can_be_told_to_belong_to_its_vault(vault: Vault) -> None:
    assert vault.mark == str(keys_json(vault.folder)["vault"])[:6].upper()
    assert len(vault.mark) == 6
