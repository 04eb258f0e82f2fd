"""One system call of a child, by its number, fails or is its last: strace does it, and nothing is mocked."""

from __future__ import annotations

import ctypes
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.long.forked import Child, Say

CALLS = (
    "write,pwrite64,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat,renameat2,openat,mkdir,mkdirat,rmdir,"
    "sendfile,copy_file_range,fallocate"
)
"""The calls that change what is on a disk, or open a way to it."""
READY, ACTED = "ready", "acted"
"""What the child says before it waits, and when its act is over; what it calls after that is not counted."""
_ANYONE = ctypes.c_ulong(-1)
_SET_PTRACER = 0x59616D61


def _here() -> bool:
    return sys.platform == "linux" and shutil.which("strace") is not None


NEEDS_STRACE = pytest.mark.skipif(not _here(), reason="install strace (Linux) to make single system calls fail")


@dataclass(frozen=True)
class Run:
    """What one run came to: the calls of its act by name, whether one was hit, what the child said, how it ended."""

    calls: list[str]
    hit: bool
    said: list[str]
    code: int


def let_strace_in() -> None:
    """Let a sister process watch this one, where the system allows that to parents alone."""
    ctypes.CDLL(None).prctl(_SET_PTRACER, _ANYONE, 0, 0, 0)


def traced(work: Callable[[Say], None], log: Path, inject: str = "") -> Run:
    """Run a child's work under strace from its `wait` on; strace does what `inject` says to one of its calls."""
    child = Child(work)
    if child.hear() != READY:
        child.end()
        raise AssertionError("the child was not ready to act")
    order = ["strace", "-p", str(child.pid), "-o", str(log), "-e", f"trace={CALLS},writev"]
    if inject:
        order += ["-e", f"inject={inject}"]
    watcher = subprocess.Popen(order, stderr=subprocess.PIPE, text=True)
    assert watcher.stderr is not None
    attached = watcher.stderr.readline()
    if "attached" not in attached:
        child.kill()
        child.end()
        watcher.communicate()
        pytest.skip(f"strace may not watch processes here: {attached.strip()}")
    child.go()
    code = child.end()
    watcher.communicate()
    return _run(log.read_text(errors="replace").splitlines(), child.said, code)


def _run(lines: list[str], said: list[str], code: int) -> Run:
    ends = [number for number, line in enumerate(lines) if f'"{ACTED}' in line]
    of_act = lines[: ends[0]] if ends else lines
    calls = [found[1] for line in of_act if (found := re.match(r"([a-z0-9_]+)\(", line)) and found[1] != "writev"]
    hit = any("INJECTED" in line for line in of_act) or (code == -9 and not ends)
    return Run(calls, hit, said, code)
