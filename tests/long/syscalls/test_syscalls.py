"""Every system call of the commonest acts is, in its turn, the program's last, or fails: an act is whole or not at all.

After a call that failed, what the program shows is what the file holds, and the worker was told in one plain sentence.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from app.session import Session
from mapping import commands
from tests.long import figures
from tests.long.acts import ACTS, BY_NAME, Act, State, Work, before_and_after, state_of
from tests.long.forked import Say, each, fast_folder
from tests.long.oracle import Wrong
from tests.long.straced import ACTED, NEEDS_STRACE, READY, Run, traced

pytestmark = NEEDS_STRACE

KILLED, NOTHING_WRITTEN = "killed", "nothing written"
FAULTS = {
    KILLED: "signal=KILL",
    "EIO": "error=EIO",
    "ENOSPC": "error=ENOSPC",
    "EINTR": "error=EINTR",
    NOTHING_WRITTEN: "retval=0",
}
"""What happens to one call: it is the program's last, or fails, or is a write that reports that it wrote nothing."""
WRITES = ("write", "pwrite64")
BATCH = 20
Point = tuple[str, str, int]
"""A fault, the name of a call, and which of the act's calls of that name it strikes."""


@dataclass(frozen=True)
class Ground:
    """An act, the place that is ready for it, the states that it may leave, and the calls it makes, by name."""

    act: Act
    ready: Path
    before: State
    after: State
    calls: tuple[str, ...]


def doing(act: Act, folder: Path) -> Callable[[Say], None]:
    """What the child does: sit down, wait, act, and say what the worker was told and whether the screen is right."""

    def work(say: Say) -> None:
        worker = act.begin(folder)
        say(READY)
        say.wait()
        done = act.go(worker)
        say(ACTED)
        say("done" if done else "failed")
        say(f"told {len(worker.told)}")
        for sentence in worker.told:
            say(f"sentence {sentence}")
        if act.vault_is_open:
            say("shows what the file holds" if agrees(worker) else "shows something else")
            worker.vault.close()

    return work


def agrees(worker: Work) -> bool:
    """Whether the session shows what is in the file when that is read anew, and the next act goes well."""
    worker.vault.reopen()
    fresh = Session(worker.vault, "c1", "worker", lambda: None)
    same = (worker.session.case, worker.session.next_undo, worker.session.next_redo) == (
        fresh.case, fresh.next_undo, fresh.next_redo,
    )  # fmt: skip
    worker.vault.keep_setting("seen", True)
    return same and worker.vault.setting("seen") is True


def ground_of(act: Act, place: Path) -> Ground:
    """Make the place for an act ready, and count the calls that the act makes."""
    ready = act.make_place(place / "ready")
    before, after = before_and_after(act, ready, place)  # and with that everything is imported
    shutil.copytree(ready, place / "counted")
    run = traced(doing(act, place / "counted"), place / "counted.log")
    assert run.said[1:3] == [ACTED, "done"]
    return Ground(act, ready, before, after, tuple(run.calls))


def struck(ground: Ground, point: Point) -> Counter[str]:
    """Let one call end the program or fail, and count what came of it; raises Wrong."""
    fault, call, number = point
    place = ground.ready.parent / "-".join(map(str, point))
    shutil.copytree(ground.ready, place)
    run = traced(doing(ground.act, place), place.with_suffix(".log"), f"{call}:{FAULTS[fault]}:when={number}")
    try:
        return Counter(faults=1, calls_hit=int(run.hit)) + judged(ground, run, state_of(place))
    except Wrong as wrong:
        raise Wrong(f"{wrong}: {ground.act.name}, {point}, {run.said}") from None
    finally:
        shutil.rmtree(place)
        place.with_suffix(".log").unlink()


def judged(ground: Ground, run: Run, found: State) -> Counter[str]:
    """Whether what was found is the state before or after, and what was said of it is true; raises Wrong."""
    if found not in (ground.before, ground.after):
        raise Wrong("torn (between before and after)")
    is_done = found == ground.after
    if "done" in run.said and not is_done:
        raise Wrong("lost")
    if run.code not in (0, -9):
        raise Wrong("torn (the program ended by itself)")
    if run.code == 0:
        require_told(ground, run, is_done)
    return Counter({"after" if is_done else "before": 1, "told_as_failed_and_kept": "failed" in run.said and is_done})


def require_told(ground: Ground, run: Run, is_done: bool) -> None:
    """Raise Wrong unless the worker was told of the trouble in one sentence, and sees what the file holds."""
    sentences = [each.removeprefix("sentence ") for each in run.said if each.startswith("sentence ")]
    if len(sentences) != ("failed" in run.said) or any(len(each) > 220 or each[-1] != "." for each in sentences):
        raise Wrong("torn (what was told)")
    if ground.act.vault_is_open and "shows what the file holds" not in run.said:
        raise Wrong("torn (what is shown)")


def points_of(ground: Ground) -> list[Point]:
    """Every fault at every call, in an order in which a part of them is a fair sample."""
    seen: Counter[str] = Counter()
    every = []
    for call in ground.calls:
        seen[call] += 1
        every += [(fault, call, seen[call]) for fault in FAULTS if fault != NOTHING_WRITTEN or call in WRITES]
    random.Random(len(every)).shuffle(every)
    return every


@pytest.mark.parametrize("name", BY_NAME)
def test_an_act_is_whole_or_not_at_all_whichever_of_its_calls_fails_or_is_the_last(name: str) -> None:
    with fast_folder() as place:
        ground = ground_of(BY_NAME[name], place)
        points = points_of(ground)
        for begin in figures.rounds("syscalls", name, "faults", len(points), BATCH):
            batch = points[begin : begin + figures.left("syscalls", name, "faults", len(points), BATCH)]
            found = sum(each(batch, partial(struck, ground)), Counter())
            figures.record("syscalls", name, **{"between": 0} | found)


def two_acts(work: Work) -> bool:
    """One thing for the worker, but two acts for the vault: this must be seen."""
    return all(work.session.attempt(commands.edit, each, title="changed by both") for each in ("B1", "B2"))


def test_an_act_in_two_pieces_is_found_out() -> None:
    with fast_folder() as place:
        ground = ground_of(replace(ACTS[0], name="two acts", go=two_acts), place)
        wrong = []
        for point in [point for point in points_of(ground) if point[0] == KILLED]:
            try:
                struck(ground, point)
            except Wrong as error:
                wrong.append(error.word)
    figures.record("syscalls", "control: an act in two pieces", calls=len(ground.calls), found=len(wrong))
    assert set(wrong) == {"torn"}
