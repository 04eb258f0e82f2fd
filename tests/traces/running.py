"""Runs a session with canaries as a child in a world of its own, ends it, and finds what it left; it judges nothing."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from exports.interchange import write_text
from tests.house.source import ROOT
from tests.traces.canaries import Flock, Hit, Search, changed, walk
from tests.traces.session import READY, Places, Plan

ENDINGS = ("closed", "killed", "locked")
SHARED = (Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"))
"""Places outside the session's own world where a program that forgot itself would leave something."""


@dataclass
class Left:
    """What a session left: canaries where none may be, what it said, and files that others may read."""

    flock: Flock
    places: Places
    hits: list[Hit] = field(default_factory=list)
    told: str = ""
    files: list[str] = field(default_factory=list)
    open_to_others: list[str] = field(default_factory=list)
    planted: int = 0


def run_session(
    base: Path,
    seed: int,
    ending: str,
    before: Sequence[str] = (),
    *,
    screen: Mapping[str, str] | None = None,
    deep: bool = False,
) -> Left:
    """One session from beginning to end; `before` is a command that is to watch it, `screen` names another than none.

    With `deep` the places that all programs share are searched to the bottom; else only what is new at the top of them,
    with all that is in it.
    """
    plan, case, flock = Plan.of(seed)
    places = Places(base)
    base.mkdir(mode=0o700, exist_ok=True)
    places.prepare()
    for name, raw in {places.case_file.name: write_text(case).encode(), **plan.brought}.items():
        (places.given / name).write_bytes(raw)
        (places.given / name).chmod(0o600)
    begun = time.time() - 1
    told = _run(places, seed, ending, before, screen or {})
    search = Search(flock)
    left = Left(flock, places, told=told, planted=len(flock.all))
    left.hits += search.below(base, apart_from=(places.given, places.asked))
    left.hits += search.in_bytes(told.encode(), "what it said")
    for place in _shared(begun, deep):
        left.hits += search.below(place, since=begun, apart_from=(base, *_of_the_tests()))
    left.files = sorted(path.relative_to(base).as_posix() for path in walk(base) if path.is_file())
    left.open_to_others = [each for each in left.files if _is_open(base / each)]
    left.open_to_others += [str(path) for path in walk(base) if path.is_dir() and _is_open(path)]
    return left


def _shared(begun: float, deep: bool) -> Iterator[Path]:
    for shared in SHARED:
        if deep and shared.is_dir():
            yield shared
        elif shared.is_dir():
            yield from (each for each in shared.iterdir() if changed(each) >= begun)


def _run(places: Places, seed: int, ending: str, before: Sequence[str], screen: Mapping[str, str]) -> str:
    """Let the session run to its end; all that it said."""
    command = [*before, sys.executable, "-m", "tests.traces.session", str(places.base), str(seed), ending]
    environ = places.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"} | screen
    pipe = subprocess.PIPE
    child = subprocess.Popen(
        command, cwd=places.base / "cwd", env=environ, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, umask=0
    )
    assert child.stdin is not None and child.stdout is not None
    said = b""
    try:
        while not said.endswith(f"{READY}\n".encode()):
            line = child.stdout.readline()
            said += line
            assert line, said.decode(errors="replace")
        if ending == "killed":
            _session_of(child, bool(before)).kill_at_once()
        else:
            child.stdin.write(b"end\n")
            child.stdin.flush()
        if ending == "locked":
            _session_of(child, bool(before)).end_when_locked()
        said += child.communicate(timeout=120)[0]
    finally:
        if child.poll() is None:
            child.kill()
            child.communicate()
        child.stdin.close()
        child.stdout.close()
    return said.decode(errors="replace")


@dataclass
class _Process:
    number: int

    def kill_at_once(self) -> None:
        os.kill(self.number, signal.SIGKILL)

    def end_when_locked(self) -> None:
        """Wait until another program has taken the place of the session, and end that one."""
        command, end = Path(f"/proc/{self.number}/cmdline"), time.monotonic() + 60
        while b"main.py" not in command.read_bytes():
            assert time.monotonic() < end
        # The locked window is there when it has brought in what it needs; ended sooner it would leave nothing either.
        os.kill(self.number, signal.SIGTERM)


def _session_of(child: subprocess.Popen[bytes], watched: bool) -> _Process:
    """The session itself, which a program that watches it has started."""
    if not watched:
        return _Process(child.pid)
    below = Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text().split()
    return _Process(int(below[0]))


def _of_the_tests() -> list[Path]:
    """Where the tests themselves put things."""
    return list(Path(tempfile.gettempdir()).glob("pytest-*"))


def _is_open(path: Path) -> bool:
    """Whether anyone but the owner may do anything with this."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return not stat.S_ISLNK(found.st_mode) and bool(stat.S_IMODE(found.st_mode) & 0o077)
