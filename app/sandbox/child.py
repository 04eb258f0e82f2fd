"""The child in which one foreign file is read: it gives up all it could do, works on bytes, answers with bytes, ends.

Run as a program by `running`, never imported by it: a worker's name, seconds and mebibytes on the command line, the
file on standard input. It knows no path of any file of the user's, no window and no vault.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path


def main(module: str, seconds: int, megabytes: int) -> None:
    """Prepare, shut every door, work, answer; does not return."""
    from app.sandbox import guard, limits, syscalls
    from app.sandbox.framing import GOOD, MEMORY, READY, REFUSED, framed

    limits.give_up_privileges()
    _say(READY)
    limits.bound(seconds, megabytes)
    worker = importlib.import_module(module)
    getattr(worker, "prepare", lambda: None)()
    limits.leave_network()
    # Once more: whoever goes into a namespace of his own no longer ends with his parent.
    limits.give_up_privileges()
    # Two walls: what Python tries is refused by name, and whatever else this process may do is refused by the kernel.
    syscalls.shut()
    tried = guard.shut()
    try:
        # Read here, so that a file too large for the limits is told as that.
        body = worker.work(sys.stdin.buffer.read())
        answer = framed(REFUSED) if tried else framed(GOOD, body)
    except MemoryError:
        body, answer = b"", framed(MEMORY)
    except guard.Shut:
        body, answer = b"", framed(REFUSED)
    _say(answer)
    # Nothing is tidied up: that could only write, and the memory goes with the process.
    os._exit(0)


def _say(answer: bytes) -> None:
    rest = memoryview(answer)
    while rest:
        rest = rest[os.write(1, rest) :]


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
