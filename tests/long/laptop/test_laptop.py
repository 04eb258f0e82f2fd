"""What laptops do: two windows at once, a lock nobody let go of, sleep, jumping clocks, no right to write."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path

import pytest

import storage.journal
from storage import lock
from storage.errors import VaultError, VaultInUse
from storage.vault import Vault
from tests.long import figures
from tests.long.forked import UNIX_ONLY, Child, Say, each, fast_folder, outcome
from tests.long.model import Model, make, next_act
from tests.long.oracle import broken_off, check_case
from tests.long.smalldisk import NEEDS_MOUNTS, ROOMY, mount, remount_read_only, step_aside
from tests.storage.sample import AS_ANYONE, PASSPHRASE, Desk

pytestmark = UNIX_ONLY
RACES, STALE, JUMPS, SLEEPS, BATCH = 1000, 100, 200, 50, 20


# --------------------------------------------------------------------------------------------------- two at once


def contender(folder: Path, say: Say) -> None:
    """Wait for the start, try to open the vault, say how that went, and stay until told to leave."""
    say("here")
    say.wait()
    try:
        vault = Vault.unlock(folder, PASSPHRASE)
    except VaultError as trouble:
        say(f"{type(trouble).__name__}: {trouble}")
        return
    say(f"opened {Desk(vault).edit('B1', title=f'by {os.getpid()}')}")
    say.wait()
    vault.close()


def race(folder: Path, number: int, seed: int) -> Counter[str]:
    """Let so many programs open one vault at once; who got in."""
    children = [Child(partial(contender, folder)) for _ in range(number)]
    for child in children:
        assert child.hear() == "here"
    random.Random(seed).shuffle(children)
    for child in children:
        child.go()
    told = [child.hear() for child in children]
    for child in children:
        child.go()
        assert child.end() == 0
    others = [line for line in told if not line.startswith("opened")]
    return Counter(
        races=1, programs=number, writers=len(told) - len(others),
        told_otherwise=sum("VaultInUse" not in line or "locked" in line for line in others),
    )  # fmt: skip


def races(number: int, seed: int) -> Counter[str]:
    """So many races for one vault, which is whole afterwards."""
    chance, counted = random.Random(seed), Counter[str]()
    with fast_folder() as place:
        folder = make(place / "vault")
        for turn in range(number):
            found = race(folder, chance.randint(2, 5), turn)
            counted += found
            counted["races_with_another_number_of_writers"] += found["writers"] != 1
        assert check_case(folder).head == 1 + counted["writers"]
    return counted


def test_of_two_to_five_programs_at_once_exactly_one_gets_in() -> None:
    for seed in figures.rounds("laptop", "two to five programs at once", "races", RACES, 2 * BATCH):
        half = (figures.left("laptop", "two to five programs at once", "races", RACES, 2 * BATCH) + 1) // 2
        found = sum(each((seed, seed + 1), partial(races, half)), Counter())
        zeros = {"told_otherwise": 0, "races_with_another_number_of_writers": 0}
        figures.record("laptop", "two to five programs at once", **zeros | found)
        assert found["writers"] == found["races"]
        assert not found["told_otherwise"]


def test_without_the_lock_file_the_database_still_lets_one_in_and_more_would_be_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lock, "_hold", lambda _handle: None)
    with fast_folder() as place:
        folder = make(place / "vault")
        found = race(folder, 4, 1)
    assert found["writers"] <= 1
    monkeypatch.setattr(Vault, "unlock", lambda *_given: Everybody())
    found = race(folder, 4, 1)
    figures.record("laptop", "control: a door that lets everybody in", times=1, found=int(found["writers"] == 4))
    assert found["writers"] == 4


class Everybody:
    """A vault that anyone may have."""

    def load(self, _case_id: str) -> object:
        """The case of the model."""
        return Model().desk.case

    def write(self, *_given: object) -> int:
        """Keep nothing."""
        return 2

    def close(self) -> None:
        """Nothing is open."""


# ----------------------------------------------------------------------------------------- a lock nobody let go of


def hold(folder: Path, say: Say) -> None:
    """Open a vault, act, and go on until killed."""
    desk = Desk(Vault.unlock(folder, PASSPHRASE))
    desk.history, seq = desk.vault.history("c1"), desk.vault.cases()[0].seq
    while True:
        seq = next_act(desk, seq + 1)
        say(seq)


def test_a_lock_whose_holder_was_killed_holds_nobody_up() -> None:
    name = "a lock whose holder was killed"
    for seed in figures.rounds("laptop", name, "times", STALE, BATCH):
        with fast_folder() as place:
            folder, slowest = make(place / "vault"), 0.0
            number = figures.left("laptop", name, "times", STALE, BATCH)
            for turn in range(number):
                child = Child(partial(hold, folder))
                acked = int(child.hear())
                with pytest.raises(VaultInUse):
                    Vault.unlock(folder, PASSPHRASE)
                child.kill()
                assert child.end() == -9
                # As after a restart: the file is there, old, and may have been written to by someone else.
                (folder / lock.NAME).write_text(f"{seed + turn}\n")
                os.utime(folder / lock.NAME, (0, 0))
                begun = time.perf_counter()
                Vault.unlock(folder, PASSPHRASE).close()
                slowest = max(slowest, time.perf_counter() - begun)
                check_case(folder, acked)
        figures.record("laptop", name, times=number, lost=0, most_seconds_to_open=round(slowest, 2))
        assert slowest < 2


# ------------------------------------------------------------------------------------------------ a clock that jumps

ZONES = ("UTC", "Europe/Dublin", "Pacific/Kiritimati", "America/St_Johns", "Asia/Kathmandu", "Pacific/Niue")
MOMENTS = (
    datetime(1970, 1, 1, 0, 30, tzinfo=UTC), datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
    datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC),
)  # fmt: skip


class Clock(datetime):
    """A clock that shows what it is told to show."""

    moment = datetime(2026, 1, 1, tzinfo=UTC)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        """What it shows."""
        return cls.moment.astimezone(tz)


def jump(seed: int, say: Say) -> None:
    """Act while the clock goes back and forth; the acts stand in the order in which they were done."""
    chance, expected = random.Random(seed), []
    storage.journal.datetime = Clock  # type: ignore[attr-defined]
    with fast_folder() as place:
        folder = make(place / "vault")
        with Vault.unlock(folder, PASSPHRASE) as vault:
            desk, latest = Desk(vault), Clock.moment
            for seq in range(2, 9):
                os.environ["TZ"] = chance.choice(ZONES)
                time.tzset()
                Clock.moment = chance.choice(MOMENTS) if chance.random() < 0.4 else moved(chance)
                assert next_act(desk, seq) == seq
                if latest - Clock.moment > timedelta(minutes=2):
                    expected.append(seq)
                latest = max(latest, Clock.moment)
            records = vault.records("c1")
            assert [record.seq for record in records] == list(range(8, 0, -1))
            assert [record.seq for record in reversed(records) if record.clock_back] == expected
            assert vault.cases()[0].seq == 8
        found = check_case(folder)
        model = Model()
        model.require(found)
    say(len(expected))


def moved(chance: random.Random) -> datetime:
    """Some other time than now."""
    return Clock.moment + chance.choice((-1, 1)) * timedelta(
        days=chance.choice((0, 1, 365)), hours=chance.randrange(24), seconds=chance.randrange(3600)
    )


def test_however_the_clock_jumps_the_acts_stay_in_order_and_a_clock_put_back_is_noted() -> None:
    name = "clocks and zones that jump"
    for seed in figures.rounds("laptop", name, "times", JUMPS, BATCH):
        number = figures.left("laptop", name, "times", JUMPS, BATCH)
        told = each(range(seed, seed + number), lambda each_seed: outcome(partial(jump, each_seed)))
        noted = sum(int(lines[-1]) for lines in told)
        figures.record("laptop", name, times=number, out_of_order=0, put_back_and_noted=noted)


# ------------------------------------------------------------------------------------------- sleep in mid-action


def test_a_program_that_sleeps_in_the_middle_of_an_act_goes_on_and_has_lost_nothing() -> None:
    name = "asleep in the middle of an act"
    for seed in figures.rounds("laptop", name, "times", SLEEPS, BATCH):
        chance = random.Random(seed)
        number = figures.left("laptop", name, "times", SLEEPS, BATCH)
        with fast_folder() as place:
            folder, in_the_middle = make(place / "vault"), 0
            for turn in range(number):
                in_the_middle += asleep(folder, place / f"battery-{turn}", chance)
        figures.record("laptop", name, times=number, with_a_journal=in_the_middle, lost=0, torn=0)


def asleep(folder: Path, left: Path, chance: random.Random) -> bool:
    """Let a program sleep at some moment; it may wake, or its battery may run out. Whether it was in an act."""
    child = Child(partial(hold, folder))
    child.hear()
    child.listen(chance.uniform(0, 0.03))
    child.kill(signal.SIGSTOP)
    os.waitpid(child.pid, os.WUNTRACED)
    child.listen(0.01)
    acked = int(child.said[-1])
    shutil.copytree(folder, left)
    busy = broken_off(left)
    found = check_case(left, acked)
    model = Model()
    model.follow(acked)
    assert found.head in (acked, acked + 1)
    child.kill(signal.SIGCONT)
    assert int(child.hear()) == acked + 1
    child.kill()
    child.end()
    check_case(folder, acked + 1)
    shutil.rmtree(left)
    return busy


# ------------------------------------------------------------------------------------------ no right to write

OPEN_AS_ANYONE = (
    AS_ANYONE
    + """
import sys
from pathlib import Path
from storage.errors import VaultError
from storage.vault import Vault
try:
    Vault.unlock(Path(sys.argv[1]), sys.argv[2]).close()
    print("opened")
except VaultError as trouble:
    print(type(trouble).__name__)
with Vault.unlock(Path(sys.argv[1]), sys.argv[2], reading=True) as vault:
    assert vault.load("c1") and vault.check() == ()
print("read")
"""
)


@pytest.mark.skipif(sys.platform != "linux", reason="takes root's rights away as Linux does it")
@NEEDS_MOUNTS
def test_what_may_not_be_written_to_is_named_so_and_stays_as_it_is() -> None:
    told: list[str] = []
    with fast_folder() as place:
        for name, mode in (("vault.db", 0o400), (".", 0o500), ("vault.lock", 0o400)):
            folder = make(place / f"{len(told)}")
            before = (folder / "vault.db").read_bytes()
            usual = (folder / name).stat().st_mode
            (folder / name).chmod(mode)
            command = [sys.executable, "-c", OPEN_AS_ANYONE, str(folder), PASSPHRASE]
            told += subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
            (folder / name).chmod(usual)
            assert (folder / "vault.db").read_bytes() == before
            check_case(folder)
        told += outcome(partial(on_read_only_disk, place / "disk"))
    named, read = told.count("ReadOnly"), told.count("read")
    figures.record("laptop", "no right to write", times=4, named_so=named, opened_for_reading=read, changed=0)
    assert told == ["ReadOnly", "read"] * 4


def on_read_only_disk(disk: Path, say: Say) -> None:
    """Open a vault on a disk that became read-only."""
    step_aside()
    disk.mkdir()
    mount(disk, ROOMY)
    make(disk / "vault")
    remount_read_only(disk)
    try:
        Vault.unlock(disk / "vault", PASSPHRASE)
        say("opened")
    except VaultError as trouble:
        say(type(trouble).__name__)
    with Vault.unlock(disk / "vault", PASSPHRASE, reading=True) as vault:
        assert vault.check() == ()
        say("read")
