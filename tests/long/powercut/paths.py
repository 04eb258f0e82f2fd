"""What is being done when the power is cut: each path with what it does and what must be found; it knows no disk.

Run as a module it does one path in a folder, and tells on its standard output what is kept.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.outfile import write_whole
from storage.backup import backups
from storage.vault import Vault
from tests.long.acts import BY_NAME, Act, before_and_after, state_of
from tests.long.forked import Say
from tests.long.model import Model, make, next_act
from tests.long.oracle import Wrong, check_case
from tests.storage.sample import PASSPHRASE, Desk, golden_case, lay_golden

ACTS, EXPORTS = 24, 12
Check = Callable[[Path, int], None]
"""Look at what is left, knowing the last number that was told; raises Wrong."""


@dataclass(frozen=True)
class PowerPath:
    """What makes the folder ready, what is done in it, and a check for what may be left."""

    ready: Callable[[Path], object]
    do: Callable[[Path, Say], None]
    check_for: Callable[[Path], Check]
    """The check, for a folder that was made ready; it may work beside that."""


# ------------------------------------------------------------------------------------------------- save, backup


def _save(folder: Path, say: Say) -> None:
    vault = Vault.unlock(folder, PASSPHRASE)
    desk, seq = Desk(vault), 1
    for _ in range(ACTS):
        seq = next_act(desk, seq + 1)
        say(seq)
    vault.close()


@functools.cache
def _models() -> list[Model]:
    """For each act the model that has followed so far."""
    models = [Model() for _ in range(ACTS + 2)]
    for seq, model in enumerate(models):
        model.follow(seq)
    return models


def _saved(_ready: Path) -> Check:
    def check(folder: Path, told: int) -> None:
        found = check_case(folder, told)
        if not max(1, told) <= found.head <= max(1, told) + 1:
            raise Wrong("torn (an act too many)")
        _models()[found.head].require(found)

    return check


def _back_up(folder: Path, say: Say) -> None:
    vault = Vault.unlock(folder, PASSPHRASE)
    desk, seq = Desk(vault), 1
    for number in range(1, 4):
        seq = next_act(desk, seq + 1)
        vault.back_up()
        say(number)
    vault.close()


def _backed_up(_ready: Path) -> Check:
    def check(folder: Path, told: int) -> None:
        state = state_of(folder)
        _models()[state.found.head].require(state.found)
        if not told <= len(state.backups) <= told + 1 or state.found.head < told + 1:
            raise Wrong("lost (a backup)")
        for copy, _passphrase in state.backups:
            _models()[copy.head].require(copy)

    return check


# ---------------------------------------------------------------------------------------------------- documents


def paper(number: int) -> bytes:
    """A document, each of another length."""
    return f"paper {number} ".encode() * (900 + 700 * number)


def _lay_paper(folder: Path) -> None:
    folder.mkdir()
    (folder / "report.pdf").write_bytes(paper(0))


def _export(folder: Path, say: Say) -> None:
    for number in range(1, EXPORTS + 1):
        write_whole(folder / "report.pdf", paper(number))
        say(number)


def _exported(_ready: Path) -> Check:
    def check(folder: Path, told: int) -> None:
        try:
            found = (folder / "report.pdf").read_bytes()
        except FileNotFoundError:
            raise Wrong("lost (a document)") from None
        if found not in (paper(told), paper(told + 1)):
            raise Wrong("torn (a document)")

    return check


# ------------------------------------------------------------------------------------------------------ migrate


def _migrate(folder: Path, say: Say) -> None:
    Vault.unlock(folder, PASSPHRASE).close()
    say(1)


def _migrated(_ready: Path) -> Check:
    def check(folder: Path, told: int) -> None:
        kept = backups(folder)
        state = state_of(folder)  # a vault that was not migrated yet is now
        copies = [copy for copy, _passphrase in state.backups]
        if any(each.cases != {"golden": golden_case()} for each in (state.found, *copies)):
            raise Wrong("torn (the case)")
        if told and not kept:
            raise Wrong("lost (the backup from before)")

    return check


# --------------------------------------------------------------------------------------- acts with two outcomes


def _one_act(act: Act) -> PowerPath:
    def do(folder: Path, say: Say) -> None:
        worker = act.begin(folder)
        assert act.go(worker), worker.told
        say(1)

    def check_for(ready: Path) -> Check:
        before, after = before_and_after(act, ready, ready.parent)

        def check(folder: Path, told: int) -> None:
            found = state_of(folder)
            if found not in ((after,) if told else (before, after)):
                raise Wrong("lost" if told and found == before else "torn (between before and after)")

        return check

    return PowerPath(act.make_place, do, check_for)


PATHS = {
    "save": PowerPath(make, _save, _saved),
    "backup": PowerPath(make, _back_up, _backed_up),
    "export": PowerPath(_lay_paper, _export, _exported),
    "migrate": PowerPath(functools.partial(lay_golden, 0), _migrate, _migrated),
    "restore": _one_act(BY_NAME["restore a backup"]),
    "change the passphrase": _one_act(BY_NAME["change the passphrase"]),
    "change what opens a backup": _one_act(BY_NAME["change what opens a backup"]),
    "erase a card": _one_act(BY_NAME["erase a card"]),
}


def main(name: str, folder: str) -> None:
    """Do one path, in a process that is recorded."""
    PATHS[name].do(Path(folder), Say(sys.stdout.fileno(), -1))
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
