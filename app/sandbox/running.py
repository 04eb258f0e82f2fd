"""The parent's side of the sandbox: bytes go to a child process and bytes come back; it never looks into either.

A worker is a module in `app/sandbox/workers`: `work(payload: bytes) -> bytes`, and, if need be, `prepare()`. By the
time `work` runs the child can open no file, import no module that is not there yet and start nothing; so `prepare`
imports, loads and tries out whatever `work` will need. Neither may import Qt or storage. An exception that leaves
`work` ends the child, and the caller learns only that reading broke off; a refusal with a sentence of its own is an
answer like any other.

On Linux the kernel holds the child to this (limits, no network, a list of the few system calls it still has). On macOS
it has the limits that the system keeps, on Windows none but the clock; there a hook of Python's own refuses the rest.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from app.sandbox.framing import BROKEN, GOOD, HEAD, MEMORY, READY, REFUSED, STARTED, TIME, opened

SECONDS, MEGABYTES = 20, 512
"""What a child may use unless more is asked for: seconds of a processor, and mebibytes of address space."""
LONGEST = 96 * 1024 * 1024
"""The longest answer that is taken, in bytes."""
_PATIENCE = 1.5
"""How much longer than its processor time a child may take by the clock."""
_CHILD = Path(__file__).with_name("child.py")
_SENTENCES = {
    TIME: "This file could not be read safely: reading it did not come to an end. {}",
    MEMORY: "This file could not be read safely: it needs more memory than a real one does. {}",
    REFUSED: "This file could not be read safely: reading it led to something that a file has no business with. {}",
    BROKEN: "This file could not be read safely: reading it broke off. {}",
    STARTED: "This file was not read, because nothing could be started to read it in. Close other programs; try again.",
    "stopped": "Reading was stopped. Nothing was taken from the file.",
}
_NOTHING = "Nothing was taken from it and nothing has changed; ask whoever sent it for another copy."


class SandboxError(Exception):
    """A foreign file could not be read; the message is for the user, `reason` one word for the program."""

    def __init__(self, reason: str) -> None:
        super().__init__(_SENTENCES[reason].format(_NOTHING))
        self.reason = reason


class Stop:
    """Ends the reading that it was given to, from any thread; what has not begun by then does not begin."""

    def __init__(self) -> None:
        self._asked = False
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def asked(self) -> bool:
        """Whether the reading was to end."""
        return self._asked

    def now(self) -> None:
        """End it."""
        self._asked = True
        if self._child is not None:
            self._child.kill()

    def watch(self, child: subprocess.Popen[bytes]) -> None:
        """This is the child to end."""
        self._child = child
        if self._asked:
            child.kill()


def run(
    worker: str,
    payload: bytes,
    *,
    seconds: int = SECONDS,
    megabytes: int = MEGABYTES,
    longest: int = LONGEST,
    stop: Stop | None = None,
) -> bytes:
    """What a worker of `app/sandbox/workers` answers to these bytes, which it reads in a child process of its own.

    Waits for it; call it through `app.work.Work`. Raises SandboxError, and then nothing has happened. `seconds` are the
    processor's (by the clock half as many more), `megabytes` the child's whole address space, `longest` bytes.
    """
    name = worker if "." in worker else f"app.sandbox.workers.{worker}"
    stop = stop or Stop()
    child = _started(name, seconds, megabytes)
    stop.watch(child)
    clock = threading.Timer(seconds * _PATIENCE, child.kill)
    clock.start()
    try:
        answer = _exchanged(child, payload, longest)
    finally:
        late = not clock.is_alive()
        clock.cancel()
        clock.join()
        child.kill()
        child.wait()
    if stop.asked:
        raise SandboxError("stopped")
    kind, body = opened(answer, longest)
    if kind == GOOD:
        return body
    raise SandboxError(TIME if late or _out_of_time(child.returncode) else kind)


def _started(name: str, seconds: int, megabytes: int) -> subprocess.Popen[bytes]:
    """A child without environment, folder, screen or open files; it gets no path to anything but itself."""
    # -B: a child that may write no file must not try to keep bytecode either.
    command = [sys.executable, "-I", "-B", str(_CHILD), name, str(seconds), str(megabytes)]
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, cwd=_CHILD.anchor, **_surroundings()
        )
    except OSError:
        raise SandboxError(STARTED) from None


def _surroundings() -> dict[str, Any]:
    """An empty environment; Windows starts no Python without knowing where it is itself, and would open a console."""
    if sys.platform == "win32":
        system = {"SYSTEMROOT": os.environ.get("SYSTEMROOT", "")}
        return {"env": system, "creationflags": subprocess.CREATE_NO_WINDOW}
    return {"env": {}}


def _exchanged(child: subprocess.Popen[bytes], payload: bytes, longest: int) -> bytes:
    """Send the payload while the answer is read; no more of that is taken than is allowed."""
    assert child.stdin is not None
    assert child.stdout is not None
    with child.stdout as pipe:
        # A child that might outlive this process, if that became another one now, is given nothing to hold.
        given = payload if pipe.read(len(READY)) == READY else b""
        sending = threading.Thread(target=_send, args=(child, given), daemon=True)
        sending.start()
        answer = pipe.read(HEAD + longest + 1)
        if len(answer) > HEAD + longest:
            child.kill()
    sending.join()
    return answer


def _send(child: subprocess.Popen[bytes], payload: bytes) -> None:
    # A child that has ended takes no more; what became of it is seen at the other pipe.
    with suppress(OSError, ValueError):
        if child.stdin is not None:
            child.stdin.write(payload)
    with suppress(OSError, ValueError):
        if child.stdin is not None:
            child.stdin.close()


def _out_of_time(code: int | None) -> bool:
    """Whether the child was ended because its processor time was used up."""
    return code is not None and code < 0 and -code == getattr(signal, "SIGXCPU", 0)
