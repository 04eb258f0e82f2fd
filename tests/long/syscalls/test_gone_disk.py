"""A stick is pulled, a share vanishes, a disk turns read-only: from one call on all fail, and nothing is lost by it.

The program goes on and says so in plain sentences; a text that could not be kept is not let go of.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path

from mapping import commands
from tests.long import figures
from tests.long.acts import BY_NAME, Work
from tests.long.forked import Say, each, fast_folder
from tests.long.oracle import Wrong, check_case
from tests.long.straced import ACTED, CALLS, NEEDS_STRACE, READY, traced

pytestmark = NEEDS_STRACE
TIMES, BATCH, LATEST = 30, 10, 40
NAME = "a disk that is gone in the middle of it"
ERRORS = ("EIO", "EROFS", "ENXIO")
"""What the system says of a broken connection, of a disk that was made read-only, and of a device that is not there."""
NEW, BEGUN = "waits at the school gate", "She said that he"


def work_on(folder: Path, say: Say) -> None:
    """Act, and lock with a text begun; say what was done, and what the worker was told."""
    worker = Work(folder)
    worker.sit_down()
    session = worker.session
    session.putting_away.connect(lambda: session.keep_draft("B1", "account", BEGUN))
    say(READY)
    say.wait()
    done = session.attempt(commands.edit, "B2", title=NEW)
    unkept = session.lock()
    say(ACTED)
    say(f"{int(done)} {int(not unkept)}")
    for sentence in (*worker.told, *unkept):
        say(f"sentence {sentence}")


def gone(ready: Path, seed: int) -> Counter[str]:
    """Let every call fail from some call on; what came of it. Raises Wrong."""
    chance = random.Random(seed)
    place = ready.parent / f"gone-{seed}"
    shutil.copytree(ready, place)
    inject = f"{CALLS}:error={ERRORS[seed % len(ERRORS)]}:when={chance.randint(1, LATEST)}+"
    run = traced(lambda say: work_on(place, say), place.with_suffix(".log"), inject)
    if run.code != 0:
        raise Wrong("torn (the program ended by itself)")
    done, kept = (each == "1" for each in run.said[2].split())
    sentences = [line.removeprefix("sentence ") for line in run.said[3:]]
    if bool(sentences) != (not (done and kept)) or any(not each.endswith(".") for each in sentences):
        raise Wrong("torn (what was told)")
    found = check_case(place)
    title, drafts = found.cases["c1"].entries["B2"].title, found.drafts["c1"]
    if (done and title != NEW) or (kept and drafts.get(("B1", "account")) != BEGUN):
        raise Wrong("lost")
    shutil.rmtree(place)
    place.with_suffix(".log").unlink()
    return Counter(times=1, acts_refused=int(not done), texts_still_on_the_screen=int(not kept))


def test_a_disk_that_is_gone_ends_no_program_and_loses_nothing_that_was_told_as_kept() -> None:
    with fast_folder() as place:
        ready = BY_NAME["add a behaviour"].make_place(place / "ready")
        for seed in figures.rounds("syscalls", NAME, "times", TIMES, BATCH):
            batch = range(seed, seed + figures.left("syscalls", NAME, "times", TIMES, BATCH))
            found = sum(each(batch, lambda number: gone(ready, number)), Counter())
            figures.record("syscalls", NAME, **{"lost": 0, "crashed": 0} | found)
        assert figures.done("syscalls", NAME)["acts_refused"], "no disk was gone early enough"
