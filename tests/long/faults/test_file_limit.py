"""Files that may grow no further, as under a quota: what was told as kept is there, and older papers and copies too."""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Callable
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest

from app.outfile import OutputError, write_whole
from mapping.entries import Note
from storage.errors import VaultError, WriteFailed
from storage.vault import Vault
from tests.long import figures
from tests.long.forked import Say, each, fast_folder, outcome
from tests.long.model import make
from tests.long.oracle import check_case
from tests.storage.sample import PASSPHRASE, Desk, contents, put

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
GROUP, NAME, TIMES, BATCH = "faults", "files that may not grow", 200, 20
PAGE, ACTS = 4096, 60
REPORT = b"%PDF an older report " * 2000
NEWER_REPORT = b"%PDF a newer report " * 100_000


@contextmanager
def no_file_longer_than(size: int):
    """Let no file of this process grow beyond so many bytes, for a while."""
    import resource

    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def write_paper(path: Path, raw: bytes) -> None:
    """Write a paper over an older one, as the program does."""
    write_whole(path, raw)


def work(ready: Path, seed: int, say: Say, write: Callable[[Path, bytes], object] = write_paper) -> None:
    """Act until it was refused three times; try a backup and a paper, take the case out or go on with room again."""
    chance, place = random.Random(f"limit {seed}"), ready.parent / f"limit-{seed}"
    folder, report = place / "vault", place / "report.pdf"
    shutil.copytree(ready, folder)
    report.write_bytes(REPORT)
    older = {name: raw for name, raw in contents(folder).items() if name.startswith("backups/")}
    desk = Desk(Vault.unlock(folder, PASSPHRASE))
    with no_file_longer_than((folder / "vault.db").stat().st_size + PAGE * chance.randrange(40)):
        refused = fill(desk, chance)
        assert desk.vault.load("c1") == desk.case
        with suppress(VaultError):
            desk.vault.back_up()
        with pytest.raises((OutputError, OSError)):
            write(report, NEWER_REPORT)
        same = report.read_bytes() == REPORT
        if seed % 2:
            desk.vault.forget_case("c1", "worker")
    if not seed % 2:
        desk.do(put(Note(id="after", account="there is room again")))
    desk.vault.close()
    found = check_case(folder)
    kept = found.cases == ({} if seed % 2 else {"c1": desk.case})
    unchanged = {name: raw for name, raw in contents(folder).items() if name in older} == older
    shutil.rmtree(place)
    say(f"{found.head} {refused} {int(not kept)} {int(not (same and unchanged))} {seed % 2}")


def fill(desk: Desk, chance: random.Random) -> int:
    """Add notes until it was refused three times; how often it was."""
    refused = 0
    for number in range(ACTS):
        changes = put(Note(id=f"N{number}", account="x" * chance.choice((20, 6000, 15_000))))
        try:
            desk.do(changes)
        except WriteFailed as trouble:
            refused += 1
            assert desk.vault.is_open
            if trouble.in_file:
                desk.case = desk.case.apply(changes)
        if refused == 3:
            break
    return refused


def test_where_files_may_not_grow_nothing_that_was_told_as_kept_is_lost() -> None:
    with fast_folder() as place:
        ready = make(place / "ready")
        with Vault.unlock(ready, PASSPHRASE) as vault:
            vault.back_up()
        for so_far in figures.rounds(GROUP, NAME, "times", TIMES, BATCH):
            batch = range(so_far, so_far + figures.left(GROUP, NAME, "times", TIMES, BATCH))
            told = each(batch, lambda seed: outcome(partial(work, ready, seed)))
            counts = [[int(part) for part in lines[-1].split()] for lines in told]
            acts, refusals, lost, changed, taken_out = (sum(column) for column in zip(*counts, strict=True))
            figures.record(GROUP, NAME, times=len(batch), acts=acts, refusals=refusals, lost=lost, changed=changed,
                           cases_taken_out=taken_out)  # fmt: skip
            assert (lost, changed) == (0, 0)
            assert refusals >= len(batch)


def test_a_paper_that_is_written_over_the_older_one_is_found_out() -> None:
    with fast_folder() as place:
        ready = make(place / "ready")
        said = outcome(partial(work, ready, 0, write=Path.write_bytes))
    changed = said[-1].split()[3] == "1"
    figures.record(GROUP, "control: a paper written over the older one", times=1, found=int(changed))
    assert changed
