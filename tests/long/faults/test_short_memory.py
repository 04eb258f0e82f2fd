"""Memory is short: the program says so or ends, whole, and what was told as kept is there."""

from __future__ import annotations

import random
import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest

from storage.errors import VaultError
from storage.keys import KeyCost
from storage.vault import Vault
from tests.long import figures
from tests.long.forked import Child, Say, each, fast_folder
from tests.long.model import make, next_act
from tests.long.oracle import check_case
from tests.storage.sample import PASSPHRASE, Desk

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="Linux says how much memory a process has, and holds it"
)
TIMES, BATCH, ACTS = 50, 10, 12
NAME = "too little memory"
MOST = 120 << 20
"""In bytes: with so much beside what the process has already, all goes well. The key alone takes 64 MiB of it."""


def work_with(folder: Path, room: int, say: Say) -> None:
    """Open the vault, act and make a backup with so many bytes of memory more than there are already."""
    import resource

    pages = int(Path("/proc/self/statm").read_text().split()[0])
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + room, hard))
    try:
        desk = Desk(Vault.unlock(folder, PASSPHRASE))
        for seq in range(2, 2 + ACTS):
            say(next_act(desk, seq))
        desk.vault.back_up()
        say("whole")
    except VaultError as trouble:
        say(f"told {type(trouble).__name__}")
    except MemoryError:
        say("ended")


def short(ready: Path, seed: int) -> Counter[str]:
    """Work with too little memory; how that went. What was told as kept is there."""
    place = ready.parent / f"short-{seed}"
    shutil.copytree(ready, place)
    child = Child(lambda say: work_with(place, random.Random(seed).randrange(MOST), say))
    code = child.end()
    assert code == 0, f"the program was ended by {code}"
    *acts, outcome = child.said
    check_case(place, int(acts[-1]) if acts else 1)
    shutil.rmtree(place)
    return Counter({"times": 1, "acts": len(acts), outcome.split()[0]: 1})


def test_with_too_little_memory_nothing_that_was_told_as_kept_is_lost() -> None:
    with fast_folder() as place:
        ready = make(place / "ready")
        with Vault.unlock(ready, PASSPHRASE) as vault:
            vault.change_passphrase(PASSPHRASE, cost=KeyCost())
        for seed in figures.rounds("faults", NAME, "times", TIMES, BATCH):
            batch = range(seed, seed + figures.left("faults", NAME, "times", TIMES, BATCH))
            found = sum(each(batch, lambda number: short(ready, number)), Counter())
            figures.record("faults", NAME, **{"lost": 0, "crashed": 0, "whole": 0, "told": 0} | found)
