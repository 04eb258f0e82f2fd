"""A million commands at random, with undo and redo: the file is what the case in memory is, and undo takes back.

The commands are those of the program, through its session, on a vault in memory. What must be there is worked out
from the change sets alone, in a plain copy of the case and of its history.
"""

from __future__ import annotations

import gc
import random
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from mapping import commands
from storage.vault import Vault
from tests.long import figures
from tests.long.commands.anyone import Worker
from tests.long.forked import each, fast_folder
from tests.long.oracle import Wrong, check_case
from tests.storage.sample import CHEAP, PASSPHRASE, small_case

COMMANDS, BATCH, LOOK_EVERY = 1_000_000, 2500, 500
NAME = "at random, with undo"


def work(number: int, seed: int, meddle: Callable[[Worker], None] = lambda _worker: None) -> Counter[str]:
    """Do so many commands in a fresh vault; raises Wrong."""
    gc.set_threshold(100_000, 50, 50)  # statements are made and dropped by the million
    with fast_folder() as place:
        vault, _code = Vault.create(place / "vault", PASSPHRASE, cost=CHEAP)
        vault.add(small_case(), "worker")
        worker, next_look = Worker(vault, random.Random(seed)), LOOK_EVERY
        while worker.counted["commands"] < number:
            worker.act()
            if worker.counted["commands"] >= next_look:
                meddle(worker)
                worker.look()
                next_look += LOOK_EVERY
        worker.look()
        vault.close()
        require_in_file(place / "vault", worker)
    return worker.counted


def require_in_file(folder: Path, worker: Worker) -> None:
    """Raise Wrong unless a program that starts now finds the case of the model."""
    if check_case(folder).cases != {"c1": worker.case}:
        raise Wrong("lost")


def test_a_million_random_commands_leave_the_file_what_the_model_is() -> None:
    for seed in figures.rounds("commands", NAME, "commands", COMMANDS, 2 * BATCH):
        half = (figures.left("commands", NAME, "commands", COMMANDS, 2 * BATCH) + 1) // 2
        counted = sum(each((seed, seed + 1), partial(work, half)), Counter())
        figures.record("commands", NAME, **counted, different=0)


def test_a_change_behind_the_models_back_is_found_out() -> None:
    def meddle(worker: Worker) -> None:
        worker.vault.write("c1", commands.rename(worker.case, "meddled with"), "someone")

    with pytest.raises(Wrong):
        work(LOOK_EVERY, 1, meddle)
    figures.record("commands", "control: a change behind the model's back", times=1, found=1)
