"""Children that begin where this process stands, in a few milliseconds, and may be killed; it knows no vault.

A child speaks through a pipe, a line at a time, and never comes back into the tests.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import NoReturn, TypeVar

import pytest

UNIX_ONLY = pytest.mark.skipif(sys.platform == "win32", reason="Windows starts and ends processes in another way")
FAST = Path("/dev/shm")
"""Where Linux keeps files in memory: a kill, unlike a power cut, does not care where they are."""
Job, Result = TypeVar("Job"), TypeVar("Result")


class Say:
    """A child's end of the line: what it is called with is told, and `wait` waits for the parent's `go`."""

    def __init__(self, told: int, heard: int) -> None:
        self._told, self._heard = told, heard

    def __call__(self, what: object) -> None:
        # Not `write`: whoever makes the child's writes fail must still hear it, and nothing else in it calls `writev`.
        os.writev(self._told, [f"{what}\n".encode()])

    def wait(self) -> None:
        """Go on only when the parent says so."""
        os.read(self._heard, 1)


class Child:
    """A forked process at work; `said` is what it has told so far."""

    def __init__(self, work: Callable[[Say], None]) -> None:
        self._mouth, told = os.pipe()
        heard, self._starter = os.pipe()
        self.said: list[str] = []
        self._rest = b""
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._mouth)
            os.close(self._starter)
            _work_and_end(work, Say(told, heard))
        os.close(told)
        os.close(heard)

    def go(self) -> None:
        """Let a child that waits go on; it may have ended already."""
        with suppress(BrokenPipeError):
            os.write(self._starter, b"g")

    def listen(self, seconds: float = 600, until: int = sys.maxsize) -> bool:
        """Take in what the child says: until it ends, or for so long, or so many lines; True if it has ended."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and len(self.said) < until:
            if not select.select([self._mouth], [], [], left)[0]:
                break
            got = os.read(self._mouth, 1 << 16)
            if not got:
                return True
            *lines, self._rest = (self._rest + got).split(b"\n")
            self.said.extend(line.decode() for line in lines)
        return False

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send a signal, SIGKILL unless told otherwise."""
        os.kill(self.pid, number)

    def hear(self) -> str:
        """The next thing the child says; "" if it ends without another word."""
        already = len(self.said)
        self.listen(until=already + 1)
        return self.said[already] if len(self.said) > already else ""

    def end(self) -> int:
        """Hear the child to its end; the code it left with, or the signal that ended it as a negative number."""
        ended = self.listen()
        if not ended:
            self.kill()
        _pid, status = os.waitpid(self.pid, 0)
        os.close(self._mouth)
        os.close(self._starter)
        assert ended, "the child did not end"
        return os.waitstatus_to_exitcode(status)


def _work_and_end(work: Callable[[Say], None], say: Say) -> NoReturn:
    code = 1
    try:
        work(say)
        code = 0
    finally:
        if code:
            traceback.print_exc()
        os._exit(code)


def outcome(work: Callable[[Say], None]) -> list[str]:
    """Do the work in a child that must come to its end; what it said."""
    child = Child(work)
    assert child.end() == 0
    return child.said


_TASK: list[Callable[[], object]] = []
"""What the forked children of `each` find in their memory, since not everything can be sent through a pipe."""


def each(jobs: Iterable[Job], work: Callable[[Job], Result]) -> list[Result]:
    """Do the work for every job, in as many children as there are processors; the results in order."""
    tasks = [partial(work, job) for job in jobs]
    if sys.platform == "win32":
        return [task() for task in tasks]
    import multiprocessing

    _TASK[:] = tasks
    with multiprocessing.get_context("fork").Pool(os.cpu_count()) as pool:
        return pool.map(_nth, range(len(tasks)), chunksize=1)


def _nth(number: int) -> object:
    return _TASK[number]()


@contextmanager
def fast_folder() -> Iterator[Path]:
    """A folder in memory where there is such a thing, else on disk; it is gone afterwards."""
    with tempfile.TemporaryDirectory(
        prefix="throughline-", dir=FAST if os.access(FAST, os.W_OK) else None, ignore_cleanup_errors=True
    ) as folder:
        yield Path(folder)
