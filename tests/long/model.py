"""A worker's acts that depend on nothing but their number, and what the case must be after each; it knows no fault."""

from __future__ import annotations

from pathlib import Path

from mapping.casemap import Change, ChangeSet
from mapping.entries import Note
from storage.vault import Vault
from tests.long.oracle import Found, Wrong
from tests.storage.sample import CHEAP, PASSPHRASE, Desk, altered, small_case


class Paper:
    """Numbers the acts as a vault does, and keeps nothing."""

    def __init__(self) -> None:
        self.seq = 1

    def load(self, _case_id: str) -> object:
        """The case as it was put in."""
        return small_case()

    def seal(self, _case_id: str) -> None:
        """Paper joins nothing."""

    def write(self, *_act: object) -> int:
        """The number of the next act."""
        self.seq += 1
        return self.seq


class Model:
    """What the case must be after each act, worked out in memory."""

    def __init__(self) -> None:
        self.paper = Paper()
        self.desk = Desk(self.paper)  # type: ignore[arg-type]

    def follow(self, seq: int) -> None:
        """Do what the program did, up to this act."""
        while self.paper.seq < seq:
            next_act(self.desk, self.paper.seq + 1)

    def require(self, found: Found) -> None:
        """Raise Wrong unless the vault holds the case and its steps as they are after its last act."""
        self.follow(found.head)
        history = self.desk.history
        steps = (history.depth, history.next_undo, history.next_redo)
        if found.cases != {"c1": self.desk.case} or found.steps["c1"] != steps:
            raise Wrong("torn (the case)")


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


def make(folder: Path) -> Path:
    """A closed vault with the small case that the model begins with."""
    vault = Vault.create(folder, PASSPHRASE, cost=CHEAP)[0]
    vault.add(small_case(), "worker")
    vault.close()
    return folder
