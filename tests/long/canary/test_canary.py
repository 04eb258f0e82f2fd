"""Fifty whole sessions, and much sorting: no canary lies anywhere on the disk, and none was ever handed to it.

Every session is another one: closed, killed or locked; a third of them on a real screen where there is one to be had;
twenty of them with an ear on every call by which something is written, sent or named.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.house.source import ROOT
from tests.long import figures
from tests.traces.canaries import Flock, Search
from tests.traces.listening import can_listen, handed, listening
from tests.traces.running import ENDINGS, run_session

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at a process and its files as Linux shows them")

SESSIONS, LISTENED = 50, 20
SPILLS, ROWS = 5, 200_000
GROUP = "canary"


@contextmanager
def screen(wanted: bool) -> Iterator[dict[str, str]]:
    """What a session needs to have a real screen in memory; nothing where none is wanted, or there is no server."""
    if not wanted or shutil.which("Xvfb") is None:
        yield {}
        return
    heard, told = os.pipe()
    order = ["Xvfb", "-displayfd", str(told), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(order, pass_fds=[told], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(told)
    try:
        with os.fdopen(heard) as line:
            yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{line.readline().strip()}"}
    finally:
        server.terminate()
        server.wait()


def one_session(seed: int, base: Path, listen: bool) -> dict[str, float]:
    """One session, and what was found of it."""
    log = base.with_suffix(".calls")
    with screen(seed % 3 == 1) as shown:
        before = listening(log) if listen else []
        left = run_session(base, seed, ENDINGS[seed % len(ENDINGS)], before, screen=shown, deep=True)
    heard = list(handed(log, [left.places.asked])) if listen else []
    search = Search(left.flock)
    spoken = [hit for each in heard for hit in search.in_bytes(each.data, f"{each.call} {each.to}")]
    shutil.rmtree(base)
    log.unlink(missing_ok=True)
    assert (left.hits, spoken, left.open_to_others) == ([], [], [])
    return {
        "canaries": left.planted,
        "hits_on_disk": len(left.hits),
        "listened": int(listen),
        "calls_heard": len(heard),
        "hits_heard": len(spoken),
        "files_open_to_others": len(left.open_to_others),
        "on_a_screen": int(bool(shown)),
    }


def test_fifty_sessions_leave_no_canary(tmp_path: Path) -> None:
    for seed in figures.rounds(GROUP, "sessions", "sessions", SESSIONS):
        listen = seed < LISTENED and can_listen()
        found = one_session(1000 + seed, tmp_path / f"world-{seed}", listen)
        figures.record(GROUP, "sessions", sessions=1, **found)
    assert figures.done(GROUP, "sessions")["hits_on_disk"] == 0


SPILL = """
import sys
from pathlib import Path
from tests.traces.canaries import Flock
from tests.traces.spilling import spill
flock = Flock(int(sys.argv[3]))
words = tuple(flock.new() for _ in range(200))
opened = spill(Path(sys.argv[1]), int(sys.argv[2]), words)
print(len(opened))
"""


def test_much_sorting_puts_nothing_aside(tmp_path: Path) -> None:
    for seed in figures.rounds(GROUP, "sorting under little memory", "rounds", SPILLS):
        place = tmp_path / f"spill-{seed}"
        place.mkdir()
        environ = {**os.environ, "TMPDIR": str(place), "SQLITE_TMPDIR": str(place)}
        command = [sys.executable, "-c", SPILL, str(place / "vault"), str(ROWS), str(2000 + seed)]
        told = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=True)
        flock = Flock(2000 + seed)
        for _ in range(200):
            flock.new()
        hits = Search(flock).below(place)
        shutil.rmtree(place)
        assert (told.stdout.strip(), hits) == ("0", [])
        figures.record(GROUP, "sorting under little memory", rounds=1, rows=ROWS, files_put_aside=0, hits=0)
