"""A backup is worth what it gives back: in an empty place it is what was copied; and there are always good ones."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from storage import backup as backups_module
from storage.backup import backups, restore
from storage.copies import last_good
from storage.errors import NoGoodBackup, VaultError
from storage.secondplace import copies as carried
from storage.vault import Vault
from tests.long import figures
from tests.long.forked import each, fast_folder
from tests.long.model import make, next_act
from tests.long.oracle import Wrong, check_case, hash_of
from tests.storage.sample import PASSPHRASE, Desk

DRILLS, BATCH, DAYS = 500, 20, 400


def drill(number: int, seed: int) -> Counter[str]:
    """Work, copy, spoil, fall back and restore so often in one vault's life; raises Wrong."""
    chance, counted = random.Random(seed), Counter(drills=0, damaged_and_passed_over=0)
    with fast_folder() as place:
        folder = make(place / "vault")
        hashes: dict[str, str] = {}
        for turn in range(number):
            work(folder, chance.randint(1, 6), hashes)
            good, spoilt = newest_good(folder, chance)
            empty = place / f"restored-{turn}"
            restore(empty, good, PASSPHRASE)
            found = check_case(empty)
            if hash_of(found.cases["c1"]) != hashes[good.name]:
                raise Wrong("lost (what was copied)")
            shutil.rmtree(empty)
            counted += Counter(drills=1, damaged_and_passed_over=spoilt)
    return counted


def work(folder: Path, acts: int, hashes: dict[str, str]) -> None:
    """Do some acts and make a backup; note what it must give back."""
    with Vault.unlock(folder, PASSPHRASE) as vault:
        desk = Desk(vault)
        desk.history = vault.history("c1")
        for _ in range(acts):
            next_act(desk, vault.cases()[0].seq + 1)
        hashes[vault.back_up().name] = hash_of(vault.load("c1"))


def newest_good(folder: Path, chance: random.Random) -> tuple[Path, bool]:
    """The backup to restore, as the program finds it; now and then the newest is spoilt first, and must not be it."""
    newest, *older = backups(folder)
    spoil = bool(older) and chance.random() < 0.4
    if spoil:
        path = newest / chance.choice(("vault.db", "vault.db", "keys.json"))
        raw = bytearray(path.read_bytes())
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        path.write_bytes(raw if chance.random() < 0.5 else raw[: chance.randrange(len(raw))])
    found = last_good(folder, PASSPHRASE).place
    if spoil and found == newest:
        raise Wrong("corrupt (a spoilt backup was chosen)")
    if spoil:
        shutil.rmtree(newest)  # so that the next round has a good one
    elif found != newest:
        raise Wrong("lost (the newest backup)")
    return found, spoil


def test_every_backup_gives_back_what_was_copied_and_a_spoilt_one_is_passed_over() -> None:
    name = "restored into an empty place"
    for seed in figures.rounds("drill", name, "drills", DRILLS, 2 * BATCH):
        half = (figures.left("drill", name, "drills", DRILLS, 2 * BATCH) + 1) // 2
        counted = sum(each((seed, seed + 1), partial(drill, half)), Counter())
        figures.record("drill", name, **{"different": 0, "damaged_and_passed_over": 0} | counted)


def test_a_backup_of_which_nothing_is_left_is_found_out() -> None:
    with fast_folder() as place:
        folder = make(place / "vault")
        hashes: dict[str, str] = {}
        work(folder, 2, hashes)
        (only,) = backups(folder)
        (only / "vault.db").write_bytes((only / "vault.db").read_bytes()[::-1])
        with pytest.raises(NoGoodBackup):
            last_good(folder, PASSPHRASE)
        with pytest.raises(VaultError):
            restore(place / "restored", only, PASSPHRASE)
    figures.record("drill", "control: a spoilt backup and no other", times=1, found=1)


# --------------------------------------------------------------------------------------------------- 400 days


class Clock(datetime):
    """A clock that stands where it is put."""

    at = datetime(2024, 1, 1, 8, tzinfo=UTC)

    @classmethod
    def now(cls, tz: object = None) -> Clock:
        """What it shows."""
        moment = cls.at
        return cls(*moment.timetuple()[:6], tzinfo=UTC)


def test_for_400_days_there_are_always_three_good_backups_and_a_bounded_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance, most, fewest, made, carried_most = random.Random(400), 0, 99, 0, 0
    monkeypatch.setattr(backups_module, "datetime", Clock)
    with fast_folder() as place:
        second = place / "stick"
        second.mkdir()
        folders = [make(place / name) for name in ("one", "two")]
        vaults = [Vault.unlock(folder, PASSPHRASE) for folder in folders]
        for vault in vaults:
            vault.choose_second_place(second)
        desks = [Desk(vault) for vault in vaults]
        for day in range(1, DAYS + 1):
            Clock.at = datetime(2024, 1, 1, 8, tzinfo=UTC) + timedelta(days=day)
            if chance.random() < 0.3:
                continue  # nobody works today
            if chance.random() < 0.02:
                Clock.at -= timedelta(days=chance.randrange(1, 400))  # the clock was put back
            for desk in desks:
                for _ in range(chance.randint(1, 4)):
                    Clock.at += timedelta(minutes=chance.randrange(120))
                    next_act(desk, desk.vault.cases()[0].seq + 1)
                    newest = desk.vault.back_up()
                    desk.vault.carry()
                    made += 1
                    assert backups(desk.vault.folder)[0] == newest, "the newest went"
            for vault in vaults:
                good = [copy for copy in vault.copies() if copy.state is not None]
                most, fewest = max(most, len(good)), min(fewest, len(good) if day > 5 else 99)
                carried_most = max(carried_most, len(carried(second, vault.name)))
                if day % 50 == 0:
                    assert all(vault.try_backup(copy.place) for copy in good)
        names = [{copy.name for copy in carried(second, vault.name)} for vault in vaults]
        for vault in vaults:
            vault.close()
    figures.record("drill", "400 days of backups", days=DAYS, backups_made=made, least_good_at_any_time=fewest,
                   most_kept=most, most_kept_in_second_place=carried_most)  # fmt: skip
    assert fewest >= 3
    assert most <= 22
    assert all(names)
