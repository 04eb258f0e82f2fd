"""A program that is killed at any moment has kept every act that it said it kept, whole, and nothing else."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.vault import Vault
from tests.long import figures
from tests.long.forked import UNIX_ONLY, Child, Say, fast_folder
from tests.long.model import Model, make, next_act
from tests.long.oracle import WRONGS, Wrong, broken_off, check_case
from tests.storage.sample import PASSPHRASE, Desk

pytestmark = UNIX_ONLY
KILLS, KILLS_A_VAULT = 2000, 40


def at_work(folder: Path, say: Say, early: bool = False) -> None:
    """Unlock the vault and act without end, telling each act when it is kept; a liar tells it early."""
    desk = Desk(Vault.unlock(folder, PASSPHRASE))
    desk.history = desk.vault.history("c1")
    seq = desk.vault.cases()[0].seq
    while True:
        seq += 1
        if early:
            say(seq)
        assert next_act(desk, seq) == seq
        if not early:
            say(seq)


def kill_one(folder: Path, chance: random.Random, work: Callable[[Path, Say], None]) -> int:
    """Let a program work, and kill it at any moment; the last act that it told, or 0."""
    child = Child(lambda say: work(folder, say))
    if chance.random() < 0.8:  # else it may be killed while it opens the vault
        child.hear()
    child.listen(chance.uniform(0, 0.06))
    child.kill()
    assert child.end() == -9
    return int(child.said[-1]) if child.said else 0


def kills(number: int, seed: int, place: Path, work: Callable[[Path, Say], None] = at_work) -> dict[str, int]:
    """Kill the program of one vault so many times, and count what was found."""
    chance, model = random.Random(seed), Model()
    counted = dict.fromkeys(("kills", "acts", "in_the_middle_of_an_act", "kept_but_not_yet_told", *WRONGS), 0)
    folder, last = make(place / f"vault-{seed}"), 1
    for _ in range(number):
        counted["kills"] += 1
        try:
            acked = kill_one(folder, chance, work)
            counted["in_the_middle_of_an_act"] += broken_off(folder)
            found = check_case(folder, acked)
            if found.head - max(acked, last) > 1:
                raise Wrong("torn (more acts than were begun)")
            model.desk.seal()  # a program that starts again begins a step of its own
            model.require(found)
            counted["acts"] += found.head - last
            counted["kept_but_not_yet_told"] += found.head > max(acked, last)
            last = found.head
        except Wrong as wrong:
            counted[wrong.word] += 1
            break
    return counted


def test_every_act_that_was_told_is_there_whole_and_the_last_may_be_one_more() -> None:
    for seed in figures.rounds("kill", "at any moment", "kills", KILLS, KILLS_A_VAULT):
        with fast_folder() as place:
            counted = kills(figures.left("kill", "at any moment", "kills", KILLS, KILLS_A_VAULT), seed, place)
        figures.record("kill", "at any moment", **counted)
        assert not any(counted[wrong] for wrong in WRONGS), seed


def boast(folder: Path, say: Say) -> None:
    """Tell of each act before it is kept."""
    at_work(folder, say, early=True)


def without_transactions(folder: Path, say: Say) -> None:
    """Keep each statement by itself, as a program does that forgot to begin."""
    import storage.engine

    storage.engine._begin = lambda _connection: None
    at_work(folder, say)


@pytest.mark.parametrize(("work", "wrong"), [(boast, "lost"), (without_transactions, "torn")])
def test_a_program_that_boasts_or_does_acts_in_pieces_is_found_out(
    work: Callable[[Path, Say], None], wrong: str
) -> None:
    counts = []
    for seed in range(60):
        with fast_folder() as place:
            counts.append(kills(10, seed, place, work))
        if counts[-1][wrong]:
            break
    figures.record("kill", f"control: {work.__name__.replace('_', ' ')}", kills=sum(c["kills"] for c in counts),
                   found=counts[-1][wrong])  # fmt: skip
    assert counts[-1][wrong]
