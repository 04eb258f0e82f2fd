"""Changed case files by the hundred thousand: no reader dies, hangs or swells, and no vault is touched by a refusal."""

import hashlib
import json
import resource
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.sandbox.casefile import case_in
from app.sandbox.running import SandboxError, run
from exports.interchange import read_bytes
from mapping.arriving import as_another
from mapping.casemap import CaseMap
from mapping.errors import CaseFileError
from storage.vault import Vault
from tests.fuzzing import CASE, REFUSED, changed_file
from tests.long import figures
from tests.long.forked import UNIX_ONLY
from tests.storage.sample import CHEAP, PASSPHRASE, small_case

pytestmark = UNIX_ONLY
IN_BATCHES, A_BATCH, ALONE, A_ROUND = 200_000, 1_000, 2_000, 40
FIRST_ALONE = 10_000_000
"""The files that are read alone are none of those that are read in batches."""
AT_ONCE = 2
LONGEST, LARGEST = 10, 512
"""No file takes so many seconds, and no child so many mebibytes."""
WORDS = {"time": "hung", "memory": "swelled"}


def in_a_child(first: int, number: int, worker: str = "tests.long.fuzz.batch") -> Counter[str]:
    """What came of a batch that one child read; a child that did not come through counts for the whole of it."""
    found: Counter[str] = Counter(files=number, crashed=0, hung=0, swelled=0)
    try:
        answer = run(worker, f"{first} {number}".encode(), seconds=600, megabytes=LARGEST)
    except SandboxError as error:
        found[WORDS.get(error.reason, "crashed")] += 1
        print(f"files {first} to {first + number - 1}: {error.reason}")
        return found
    cases, refused, longest, memory = json.loads(answer)
    found.update(cases=cases, refused=refused, hung=longest > LONGEST, swelled=memory > LARGEST)
    found["most_seconds"], found["most_mebibytes"] = longest, memory
    return found


def test_files_read_in_batches_break_no_reader() -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for so_far in figures.rounds("fuzz", "changed files, in batches", "files", IN_BATCHES):
            firsts = [so_far + A_BATCH * number for number in range(AT_ONCE)]
            for found in pool.map(lambda first: in_a_child(first, A_BATCH), firsts):
                figures.record("fuzz", "changed files, in batches", **found)
    found = figures.done("fuzz", "changed files, in batches")
    assert (found["crashed"], found["hung"], found["swelled"]) == (0, 0, 0)


def test_a_reader_that_breaks_would_be_counted(capsys: pytest.CaptureFixture[str]) -> None:
    for worker, word in (("tests.long.fuzz.breaking", "crashed"), ("tests.long.fuzz.swelling", "swelled")):
        assert in_a_child(5, 10, worker)[word] == 1
    assert "files 5 to 14: broken" in capsys.readouterr().out


# ------------------------------------------------------------------------------------- each alone, into a vault


class Desk:
    """A vault with a case in it into which files are brought one by one."""

    def __init__(self, folder: Path) -> None:
        self.vault, _code = Vault.create(folder, PASSPHRASE, cost=CHEAP)
        self.case = small_case()
        self.vault.add(self.case, "worker")

    def state(self) -> tuple[object, ...]:
        """What must not change when a file is refused: every byte, the last act, the case."""
        raw = (self.vault.folder / "vault.db").read_bytes()
        return hashlib.sha256(raw).digest(), self.vault.head(), self.vault.load("c1") == self.case

    def bring_in(self, read: CaseMap | CaseFileError) -> str:
        """Take in what was read, look at it, and take it out again; nothing of a refusal reaches the vault."""
        before = self.state()
        if isinstance(read, CaseFileError):
            assert self.state() == before
            return REFUSED
        case = as_another(read, "1 May 2026")
        self.vault.add(case, "worker", "import")
        assert self.vault.load(case.header.id) == case
        self.vault.forget_case(case.header.id, "worker")
        assert self.vault.load("c1") == self.case
        return CASE


def read_alone(seed: int) -> tuple[CaseMap | CaseFileError, float]:
    """What the window would get of a file, read in a child of its own, and the seconds it took."""
    begun = time.monotonic()
    try:
        found: CaseMap | CaseFileError = case_in(changed_file(seed))
    except CaseFileError as error:
        found = error
    return found, time.monotonic() - begun


def as_here(seed: int) -> CaseMap | CaseFileError:
    """What this process reads in the same file."""
    try:
        return read_bytes(changed_file(seed))
    except CaseFileError as error:
        return error


def test_files_read_each_in_a_child_alone_change_no_vault(tmp_path: Path) -> None:
    desk, name = Desk(tmp_path / "vault"), "changed files, each in a child alone"
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for so_far in figures.rounds("fuzz", name, "files", ALONE):
            seeds = range(FIRST_ALONE + so_far, FIRST_ALONE + so_far + A_ROUND)
            counted: Counter[str] = Counter(files=A_ROUND, cases=0, refused=0, vaults_changed_by_a_refusal=0)
            longest = 0.0
            # SandboxError would end the test: of an honest reader no file may make one.
            for seed, (found, seconds) in zip(seeds, pool.map(read_alone, seeds), strict=True):
                here = as_here(seed)
                assert found == here if isinstance(here, CaseMap) else str(found) == str(here), seed
                counted[{CASE: "cases", REFUSED: "refused"}[desk.bring_in(found)]] += 1
                # On a machine that is busy with something else one reading may wait its turn; the file tells again.
                longest = max(longest, seconds if seconds < LONGEST else read_alone(seed)[1])
            assert longest < LONGEST
            memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            assert memory < LARGEST
            figures.record("fuzz", name, **counted, most_seconds=longest, most_mebibytes=memory)
    assert desk.vault.check() == ()
    desk.vault.close()
