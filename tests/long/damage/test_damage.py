"""Whatever happens to the bytes of a vault, it opens as it was or not at all; it is never quietly another."""

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from mapping.casemap import CaseMap
from storage.backup import restore
from storage.errors import NotAVault, VaultError
from storage.vault import Vault
from tests.long import figures
from tests.long.forked import each, fast_folder
from tests.storage.sample import CHEAP, PASSPHRASE, Desk, large_case, small_case

LARGE = large_case(60, 40)
SINGLE, SEVERAL, BATCH = 5000, 1000, 250
PAGES, BACKUPS, NOISE = 600, 400, 600


def make(folder: Path, case: CaseMap) -> Path:
    """A closed vault with a case, a few acts and a backup."""
    with Vault.create(folder, PASSPHRASE, cost=CHEAP)[0] as vault:
        vault.add(case, "worker")
        desk = Desk(vault, case.header.id)
        for number in range(3):
            desk.edit("B1", title=f"act {number}")
        vault.back_up()
    return folder


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder in memory for all of these tests."""
    with fast_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def whole(place: Path) -> Path:
    """A closed vault with a large case and a backup."""
    return make(place / "whole", LARGE)


def opens_as_it_was(folder: Path, case: CaseMap = LARGE) -> bool:
    """Whether the vault opens; then its case must be the one that was kept."""
    try:
        with Vault.unlock(folder, PASSPHRASE) as vault:
            found = vault.load(case.header.id)
            assert found.entries["B1"].title == "act 2"  # type: ignore[attr-defined]
            assert {**found.entries, "B1": None} == {**case.entries, "B1": None}
            assert found.links == case.links
            assert vault.check() == ()
    except VaultError:
        return False
    return True


def flipped(raw: bytes, chance: random.Random, bits: int) -> bytes:
    """The bytes with this many bits turned round."""
    changed = bytearray(raw)
    for _ in range(bits):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def copy_of(whole: Path, name: str) -> Path:
    """A copy of a vault for one child to spoil."""
    copy = whole.with_name(name)
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(whole, copy)
    return copy


def flip(whole: Path, number: int, fewest: int, most: int, seed: int) -> Counter[str]:
    """Spoil a database so often and open it."""
    folder, chance = copy_of(whole, f"flip-{seed}"), random.Random(f"{most} {seed}")
    path, counted = folder / "vault.db", Counter(flips=number, silently_different=0, changed_by_opening=0)
    kept = path.read_bytes()
    for _ in range(number):
        changed = flipped(kept, chance, chance.randint(fewest, most))
        path.write_bytes(changed)
        try:
            counted["refused"] += not opens_as_it_was(folder)
        except AssertionError:
            counted["silently_different"] += 1
        counted["changed_by_opening"] += path.read_bytes() != changed
    shutil.rmtree(folder)
    return counted


@pytest.mark.parametrize(
    ("name", "fewest", "most", "goal"), [("one bit turned", 1, 1, SINGLE), ("2 to 64 bits turned", 2, 64, SEVERAL)]
)
def test_turned_bits_in_the_database_are_always_found(
    whole: Path, name: str, fewest: int, most: int, goal: int
) -> None:
    for seed in figures.rounds("damage", name, "flips", goal, 2 * BATCH):
        half = (figures.left("damage", name, "flips", goal, 2 * BATCH) + 1) // 2
        counted = sum(each((seed, seed + 1), partial(flip, whole, half, fewest, most)), Counter())
        figures.record("damage", name, **{"silently_different": 0, "changed_by_opening": 0} | counted)
        assert counted["refused"] == counted["flips"]
        assert not counted["silently_different"] + counted["changed_by_opening"]
    assert opens_as_it_was(whole)


def cut_short(small: Path, first: int, last: int) -> Counter[str]:
    """Open a database at each of these lengths."""
    folder = copy_of(small, f"short-{first}")
    path, counted = folder / "vault.db", Counter(lengths=last - first)
    kept = path.read_bytes()
    for length in range(first, last):
        path.write_bytes(kept[:length])
        counted["opened"] += opens_as_it_was(folder, small_case())
        counted["changed_by_opening"] += path.stat().st_size != length
    shutil.rmtree(folder)
    return counted


def test_a_database_cut_short_at_any_length_is_never_a_smaller_vault(place: Path) -> None:
    small = make(place / "small", small_case())
    size = (small / "vault.db").stat().st_size
    for begin in figures.rounds("damage", "cut short at every length", "lengths", size, 4000):
        end = begin + figures.left("damage", "cut short at every length", "lengths", size, 4000)
        halves = [(begin, (begin + end + 1) // 2), ((begin + end + 1) // 2, end)]
        counted = sum(each(halves, lambda span: cut_short(small, *span)), Counter())
        figures.record("damage", "cut short at every length", **{"opened": 0, "changed_by_opening": 0} | counted)
        assert not counted["opened"] + counted["changed_by_opening"]
    assert opens_as_it_was(small, small_case())


def test_a_turned_bit_in_the_keys_file_never_opens_another_vault(whole: Path) -> None:
    kept = (whole / "keys.json").read_bytes()

    def turn(first: int, last: int) -> int:
        folder, opened = copy_of(whole, f"keys-{first}"), 0
        for bit in range(first, last):
            place = bit // 8
            raw = kept[:place] + bytes([kept[place] ^ 1 << bit % 8]) + kept[place + 1 :]
            (folder / "keys.json").write_bytes(raw)
            opened += opens_as_it_was(folder)
        shutil.rmtree(folder)
        return opened

    bits = 8 * len(kept)
    for begin in figures.rounds("damage", "every bit of the keys file", "flips", bits, 2000):
        end = begin + figures.left("damage", "every bit of the keys file", "flips", bits, 2000)
        middle = (begin + end + 1) // 2
        opened = sum(each([(begin, middle), (middle, end)], lambda span: turn(*span)))
        figures.record("damage", "every bit of the keys file", flips=end - begin, silently_different=0, opened=opened)
    # The other slot, the case of a hex digit and white space may change without any loss.
    assert figures.done("damage", "every bit of the keys file")["opened"] < bits / 2


def test_pages_left_out_doubled_or_exchanged_are_always_found(whole: Path) -> None:
    folder = copy_of(whole, "pages")
    path = folder / "vault.db"
    kept = path.read_bytes()
    pages = [kept[start : start + 4096] for start in range(0, len(kept), 4096)]
    for seed in figures.rounds("damage", "pages left out, doubled, exchanged", "times", PAGES):
        moved, chance = list(pages), random.Random(seed)
        first, second = chance.sample(range(len(pages)), 2)
        how = chance.choice(("out", "doubled", "exchanged"))
        if how == "exchanged":
            moved[first], moved[second] = moved[second], moved[first]
        elif how == "doubled":
            moved[first] = moved[second]
        else:
            del moved[first]
        path.write_bytes(b"".join(moved))
        opened = opens_as_it_was(folder)
        figures.record("damage", "pages left out, doubled, exchanged", times=1, opened=opened)
        assert not opened


@pytest.mark.parametrize("start", [b"", bytes.fromhex("d9d505f920a163d7")], ids=["noise", "begins as a journal does"])
def test_a_journal_of_noise_beside_the_database_changes_nothing_or_is_refused(whole: Path, start: bytes) -> None:
    folder, name = copy_of(whole, "noise"), "noise as a journal" + (", with a journal's first bytes" if start else "")
    path, beside = folder / "vault.db", folder / "vault.db-journal"
    kept = path.read_bytes()
    for seed in figures.rounds("damage", name, "times", NOISE):
        chance = random.Random(seed)
        beside.write_bytes(start + chance.randbytes(chance.choice((1, 20, 504, 4096, 9000))))
        opened = opens_as_it_was(folder)
        same = path.read_bytes() == kept
        figures.record("damage", name, times=1, opened_as_it_was=opened, silently_different=0)
        assert opened or same
        path.write_bytes(kept)
        beside.unlink(missing_ok=True)
    assert opens_as_it_was(folder)


def test_a_damaged_backup_is_never_put_in_place(whole: Path, place: Path) -> None:
    source = copy_of(whole, "backups")
    (backup,) = (source / "backups").glob("*Z-*")
    kept = {name: (backup / name).read_bytes() for name in ("vault.db", "keys.json")}
    for seed in figures.rounds("damage", "a backup with a bit turned", "times", BACKUPS):
        chance = random.Random(seed)
        name = chance.choice(sorted(kept))
        (backup / name).write_bytes(flipped(kept[name], chance, 1))
        target = place / "target"
        try:
            restore(target, backup, PASSPHRASE)
        except VaultError:
            with pytest.raises(NotAVault):
                Vault.unlock(target, PASSPHRASE)
            figures.record("damage", "a backup with a bit turned", times=1, refused=1, silently_different=0)
        else:
            assert opens_as_it_was(target)
            figures.record("damage", "a backup with a bit turned", times=1, refused=0, silently_different=0)
        shutil.rmtree(target, ignore_errors=True)
        (backup / name).write_bytes(kept[name])


def test_a_vault_that_was_changed_would_be_seen(place: Path) -> None:
    other = make(place / "other", small_case())
    with Vault.unlock(other, PASSPHRASE) as vault:
        Desk(vault).edit("B1", title="something else")
    with pytest.raises(AssertionError):
        opens_as_it_was(other, small_case())
    figures.record("damage", "control: another vault that opens", times=1, found=1)
