"""A program that is killed at any moment has kept every act that it said it kept, whole, and nothing else."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from mapping.casemap import Change, ChangeSet
from mapping.entries import Note
from storage.vault import Vault
from tests.storage.sample import CHEAP, PASSPHRASE, Desk, altered, child, small_case, steps_of

ROUNDS = 20
"""How often one vault's program is killed and started again."""

AT_WORK = """
import os, sys
from pathlib import Path
from storage.vault import Vault
from tests.long.kill.test_kill import next_act
from tests.storage.sample import Desk

desk = Desk(Vault.unlock(Path(sys.argv[1]), sys.argv[2]))
desk.history = desk.vault.history("c1")
seq = desk.vault.cases()[0].seq
while True:
    seq += 1
    assert next_act(desk, seq) == seq
    os.write(1, b"%d\\n" % seq)
"""


class Paper:
    """Numbers the acts as a vault does, and keeps nothing."""

    def __init__(self) -> None:
        self.seq = 1

    def load(self, _case_id: str) -> object:
        return small_case()

    def seal(self, _case_id: str) -> None:
        pass

    def write(self, *_act: object) -> int:
        self.seq += 1
        return self.seq


def next_act(desk: Desk, seq: int) -> int:
    """Do the act that bears this number: always the same on the same case, small, large, merged or taken back."""
    if seq % 11 == 0:
        return desk.undo()
    if seq % 11 == 1 and desk.history.next_redo is not None:
        return desk.redo()
    if seq % 5 == 0:
        return desk.edit("B2", merge="B2.account", account=f"{seq} " * (seq % 4000))
    note = desk.case.entry(f"N{seq % 7}")
    toggled = Change(note, None) if note else Change(None, Note(id=f"N{seq % 7}", account="noted " * (seq % 300)))
    return desk.do(ChangeSet("edit", (*altered(desk.case, "B1", title=f"act {seq}"), toggled)))


def killed_after(folder: Path, acts: int, moment: float) -> list[int]:
    """Let a program work, kill it a moment after it has reported so many acts; the acts that it reported."""
    program = child(AT_WORK, folder, PASSPHRASE)
    assert program.stdout is not None
    reported = [int(program.stdout.readline()) for _ in range(acts)]
    try:
        program.wait(timeout=moment)
    except subprocess.TimeoutExpired:
        program.kill()
    rest, trouble = program.communicate()
    assert trouble == ""
    return reported + [int(line) for line in rest.split("\n")[:-1]]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes in another way")
@pytest.mark.parametrize("seed", range(8))
def test_every_act_that_was_reported_is_there_whole_and_the_last_may_be_one_more(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    folder = tmp_path / "vault"
    with Vault.create(folder, PASSPHRASE, cost=CHEAP)[0] as vault:
        vault.add(small_case(), "worker")
    paper = Paper()
    model = Desk(paper)  # type: ignore[arg-type]
    for _ in range(ROUNDS):
        reported = killed_after(folder, chance.randint(1, 12), chance.uniform(0, 0.02))
        with Vault.unlock(folder, PASSPHRASE) as vault:
            last = vault.cases()[0].seq
            assert last - reported[-1] in (0, 1)
            model.seal()
            while paper.seq < last:
                next_act(model, paper.seq + 1)
            assert vault.load("c1") == model.case
            assert steps_of(vault.history("c1")) == steps_of(model.history)
            assert vault.check() == ()
