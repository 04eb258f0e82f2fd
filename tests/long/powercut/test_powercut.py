"""Cut the power at any moment of saving, copying, exporting or migrating: what was told as kept is there, and whole.

The calls of a real process are recorded once for each batch of cuts; what each cut may leave of them is laid out as a
folder and opened by the program itself.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from tests.long import figures
from tests.long.forked import each, fast_folder
from tests.long.oracle import WRONGS, Wrong
from tests.long.powercut.paths import PATHS, Check
from tests.long.powercut.replay import Call, Disk, cuts, digest_of, lay_out, read_record
from tests.storage.sample import ROOT

COMPILER = shutil.which("cc") or shutil.which("gcc")
NEEDS_COMPILER = pytest.mark.skipif(
    sys.platform != "linux" or COMPILER is None, reason="install a C compiler (Linux) to record what a program writes"
)
pytestmark = NEEDS_COMPILER
CUTS, BATCH = 10_000, 2500
"""Of so many cuts of one recording most leave a disk that another has left, which need not be looked at again."""


def build_recorder(folder: Path) -> Path:
    """Compile the recorder."""
    made = folder / "recorder.so"
    source = Path(__file__).with_name("recorder.c")
    assert COMPILER is not None
    subprocess.run([COMPILER, "-shared", "-fPIC", "-O1", "-o", made, source, "-ldl"], check=True)
    return made


def record(name: str, folder: Path, recorder: Path) -> list[Call]:
    """Do a path in a folder, in a process of its own; the calls it made."""
    notes = folder.with_suffix(".notes")
    environment = os.environ | {"LD_PRELOAD": str(recorder), "RECORD_BELOW": str(folder), "RECORD_IN": str(notes)}
    command = [sys.executable, "-m", "tests.long.powercut.paths", name, str(folder)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    return read_record(notes)


def recorded(name: str, place: Path, recorder: Path, syncs: bool = True) -> tuple[Disk, list[Call], Check]:
    """A disk before a path, the calls of the path, and the check for what a cut leaves."""
    folder, ready = place / "at work", place / "ready"
    PATHS[name].ready(ready)
    shutil.copytree(ready, folder)
    disk, control = Disk(folder, syncs=syncs), Disk(folder)
    for each_disk in (disk, control):
        each_disk.lay(ready)
    calls = record(name, folder, recorder)
    for call in calls:
        control.take(call)
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    seen = {path: place.read_bytes() if place.is_file() else None for path, place in there.items()}
    assert control.without_cut() == seen, "the recorder has missed a call"
    return disk, calls, PATHS[name].check_for(ready)


def cut(name: str, recorder: Path, number: int, seed: int, syncs: bool = True) -> Counter[str]:
    """Record a path and cut the power so often; what was found."""
    counted = Counter({"cuts": number, "different_disks": 0} | dict.fromkeys(WRONGS, 0))
    looked_at: dict[tuple[bytes, int], str] = {}
    with fast_folder() as place:
        disk, calls, check = recorded(name, place, recorder, syncs)
        for told, left in cuts(disk, calls, number, random.Random(seed)):
            last = int(told.split()[-1]) if told else 0
            key = digest_of(left), last
            if key not in looked_at:
                counted["different_disks"] += 1
                looked_at[key] = verdict(left, last, check, place / "after")
            if looked_at[key]:
                counted[looked_at[key].split()[0]] += 1
    print(name, "seed", seed, Counter(looked_at.values()))
    return counted


def verdict(left: dict[str, bytes | None], told: int, check: Check, folder: Path) -> str:
    """What is wrong with what is left, or ""."""
    lay_out(left, folder)
    try:
        check(folder, told)
    except Wrong as wrong:
        return str(wrong)
    finally:
        shutil.rmtree(folder)
    return ""


@pytest.fixture(scope="module")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The recorder, compiled once."""
    return build_recorder(tmp_path_factory.mktemp("recorder"))


@pytest.mark.parametrize("name", PATHS)
def test_a_power_cut_loses_nothing_that_was_told_as_kept_and_leaves_nothing_in_pieces(
    name: str, recorder: Path
) -> None:
    both = 2 * BATCH
    for seed in figures.rounds("powercut", name, "cuts", CUTS, both):
        half = (figures.left("powercut", name, "cuts", CUTS, both) + 1) // 2
        found = sum(each((seed, seed + 1), partial(cut, name, recorder, half)), Counter())
        figures.record("powercut", name, **dict.fromkeys(WRONGS, 0) | found)
        assert not any(found[wrong] for wrong in WRONGS), (seed, found)


@pytest.mark.parametrize("name", PATHS)
def test_a_disk_that_lies_about_its_syncs_is_found_out(name: str, recorder: Path) -> None:
    found = cut(name, recorder, 100, 1, syncs=False)
    wrong = sum(found[each_wrong] for each_wrong in WRONGS)
    figures.record("powercut", f"control: {name}, without syncs", cuts=100, found=wrong)
    assert wrong
