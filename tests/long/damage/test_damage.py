"""Whatever happens to the bytes of a vault, it opens as it was or not at all; it is never quietly another."""

import random
from pathlib import Path

import pytest

from storage.backup import restore
from storage.errors import NotAVault, VaultError, WrongKeyOrDamaged
from storage.vault import Vault
from tests.storage.sample import CHEAP, PASSPHRASE, large_case

CASE = large_case(60, 40)
FLIPS = 600
"""How many damaged vaults are looked at for each seed."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault with a case and a backup."""
    folder = tmp_path_factory.mktemp("damage") / "vault"
    with Vault.create(folder, PASSPHRASE, cost=CHEAP)[0] as vault:
        vault.add(CASE, "worker")
        vault.back_up()
    return folder


def opens_as_it_was(folder: Path) -> bool:
    """Whether the vault opens; then its case must be the one that was kept."""
    try:
        with Vault.unlock(folder, PASSPHRASE) as vault:
            assert vault.load("c1") == CASE
            assert vault.check() == ()
    except WrongKeyOrDamaged:
        return False
    return True


def flipped(raw: bytes, chance: random.Random, bits: int) -> bytes:
    """The bytes with this many bits turned round."""
    changed = bytearray(raw)
    for _ in range(bits):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("most", [1, 64])
def test_turned_bits_in_the_database_are_always_found(whole: Path, seed: int, most: int) -> None:
    path, chance = whole / "vault.db", random.Random(seed)
    kept = path.read_bytes()
    for _ in range(FLIPS):
        changed = flipped(kept, chance, chance.randint(1, most))
        path.write_bytes(changed)
        assert opens_as_it_was(whole) is (changed == kept)
        assert path.read_bytes() == changed
    path.write_bytes(kept)
    assert opens_as_it_was(whole)


def test_a_turned_bit_in_the_keys_file_never_opens_another_vault(whole: Path) -> None:
    path = whole / "keys.json"
    kept = path.read_bytes()
    opened = 0
    for place in range(len(kept)):
        for bit in range(8):
            path.write_bytes(kept[:place] + bytes([kept[place] ^ 1 << bit]) + kept[place + 1 :])
            opened += opens_as_it_was(whole)
    path.write_bytes(kept)
    assert opens_as_it_was(whole)
    # The other slot, the case of a hex digit and white space may change without any loss.
    assert opened < 4 * len(kept)


def test_a_database_cut_short_is_never_a_smaller_vault(whole: Path) -> None:
    path = whole / "vault.db"
    kept = path.read_bytes()
    lengths = {*range(0, len(kept), 11), *range(0, len(kept), 4096), *range(4096)}
    for length in sorted(lengths):
        path.write_bytes(kept[:length])
        assert not opens_as_it_was(whole)
        assert path.stat().st_size == length
    path.write_bytes(kept)
    assert opens_as_it_was(whole)


def test_pages_left_out_doubled_or_exchanged_are_always_found(whole: Path) -> None:
    path, chance = whole / "vault.db", random.Random(1)
    kept = path.read_bytes()
    pages = [kept[start : start + 4096] for start in range(0, len(kept), 4096)]
    for _ in range(FLIPS):
        moved = list(pages)
        first, second = chance.sample(range(len(pages)), 2)
        how = chance.choice(("out", "doubled", "exchanged"))
        if how == "exchanged":
            moved[first], moved[second] = moved[second], moved[first]
        elif how == "doubled":
            moved[first] = moved[second]
        else:
            del moved[first]
        path.write_bytes(b"".join(moved))
        assert not opens_as_it_was(whole)
    path.write_bytes(kept)
    assert opens_as_it_was(whole)


@pytest.mark.parametrize("start", [b"", bytes.fromhex("d9d505f920a163d7")], ids=["noise", "begins as a journal does"])
def test_a_stray_journal_beside_the_database_changes_nothing_or_is_refused(whole: Path, start: bytes) -> None:
    path, beside, chance = whole / "vault.db", whole / "vault.db-journal", random.Random(2)
    kept = path.read_bytes()
    for _ in range(FLIPS):
        beside.write_bytes(start + chance.randbytes(chance.choice((1, 20, 504, 4096, 9000))))
        opens_as_it_was(whole)
        path.write_bytes(kept)
        beside.unlink(missing_ok=True)
    assert opens_as_it_was(whole)


def test_a_damaged_backup_is_never_put_in_place(whole: Path, tmp_path: Path) -> None:
    (place,) = (whole / "backups").iterdir()
    chance = random.Random(3)
    for name in ("vault.db", "keys.json"):
        kept = (place / name).read_bytes()
        for number in range(200):
            (place / name).write_bytes(flipped(kept, chance, 1))
            target = tmp_path / f"{name}-{number}"
            try:
                restore(target, place, PASSPHRASE)
            except VaultError:
                with pytest.raises(NotAVault):
                    Vault.unlock(target, PASSPHRASE)
            else:
                assert opens_as_it_was(target)
        (place / name).write_bytes(kept)
