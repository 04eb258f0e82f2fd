"""A worker that does what a hostile file might make one do: each act by its name, in Python and beneath it."""

import ctypes
import errno
import json
import os
import sys
import threading
from pathlib import Path

LIBC, PARENT = None, 0


def prepare() -> None:
    """Bring in what a hostile file would have to find here: the ways past Python."""
    global LIBC, PARENT
    PARENT = os.getppid() if hasattr(os, "getppid") else 0
    if sys.platform.startswith("linux"):
        LIBC = ctypes.CDLL(None)
        for name in ("socket", "open", "fork", "execv", "kill", "unlink", "mkdir", "syscall", "memset"):
            setattr(LIBC, name, getattr(LIBC, name))
        LIBC.__errno_location.restype = ctypes.POINTER(ctypes.c_int)


def work(payload: bytes) -> bytes:
    """Do the act that the bytes name."""
    return ACTS[payload.decode()]() or b"done"


def read_a_file() -> None:
    Path(__file__).read_text()


def write_a_file() -> None:
    Path("/tmp/throughline-misbehaved").write_text("")


def start_a_program() -> None:
    os.posix_spawn(sys.executable, [sys.executable, "-c", ""], {})


def fork() -> None:
    os.fork()


def look_around() -> None:
    list(Path("/").iterdir())


def open_a_socket() -> None:
    import _socket

    _socket.socket()


def import_a_module() -> None:
    import wave

    assert wave


def load_a_library() -> None:
    ctypes.CDLL("libm.so.6")


def hide_that_it_tried() -> bytes:
    try:
        read_a_file()
    except PermissionError:
        return b"nothing happened"
    return b"read"


def take_one_large_piece() -> None:
    bytearray(1 << 30)


def take_more_and_more() -> None:
    found = []
    while True:
        found.append(bytearray(1 << 20))


def think_for_ever() -> None:
    while True:
        pass


def wait_for_ever() -> None:
    threading.Event().wait()


def crash() -> None:
    LIBC.memset(None, 0, 8)


def end_quietly() -> None:
    os._exit(0)


def raise_something() -> None:
    raise ValueError("Rosalind Franklin")


def babble() -> bytes:
    os.write(1, b"throughline-answer, or so it says")
    return b"done"


def answer_twice() -> bytes:
    from app.sandbox.framing import GOOD, framed

    os.write(1, framed(GOOD, b"first"))
    return b"second"


def answer_at_length() -> bytes:
    return b"x" * 5_000_000


def tell_surroundings() -> bytes:
    known = {name: value for name, value in os.environ.items() if name != "LC_CTYPE"}
    return json.dumps([known, sys.argv[1:], sys.flags.isolated, sys.flags.dont_write_bytecode]).encode()


def go_beneath_python() -> bytes:
    """What the kernel says to each call that Python's own hook cannot hear: 0 where it let it through."""
    calls = {
        "socket": lambda: LIBC.socket(2, 1, 0),
        "open to read": lambda: LIBC.open(b"/etc/passwd", os.O_RDONLY),
        "open to write": lambda: LIBC.open(b"/tmp/throughline-misbehaved", os.O_WRONLY | os.O_CREAT, 0o600),
        "fork": lambda: LIBC.fork(),
        "exec": lambda: LIBC.execv(b"/bin/true", (ctypes.c_char_p * 2)(b"true", None)),
        "kill": lambda: LIBC.kill(PARENT, 0),  # signal 0 only asks whether one might
        "unlink": lambda: LIBC.unlink(b"/tmp/throughline-misbehaved"),
        "mkdir": lambda: LIBC.mkdir(b"/tmp/throughline-misbehaved", 0o700),
        "a second way in": lambda: LIBC.syscall(0x40000000 | 39),
    }
    found = {}
    for name, call in calls.items():
        found[name] = LIBC.__errno_location()[0] if call() == -1 else 0
    return json.dumps([found, errno.EPERM]).encode()


ACTS = {act.__name__: act for act in list(globals().values()) if getattr(act, "__module__", "") == __name__}
