"""What is done before anything else so that the process leaves no trace and opens no network; it knows no case.

On Linux this was tried out; what Windows and macOS offer is asked for there, and where they refuse, work goes on: to
refuse to start would keep a worker from her cases.
"""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from typing import Any

_PR_SET_DUMPABLE = 4
_PT_DENY_ATTACH = 31
_NO_ERROR_BOX, _NO_FAULT_BOX, _NO_FILE_BOX = 0x0001, 0x0002, 0x8000
_NO_HEAP_IN_REPORTS = 0x0001

_TO_ELSEWHERE = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"})
"""What a socket may be asked to do, each with an address."""
_ASKING_FOR_NAMES = frozenset(
    {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo", "webbrowser.open"}
)
"""What would send a question out, or hand one to a browser."""


class NetworkRefused(PermissionError):
    """Something in this process wanted to speak to a network; it never says what to whom."""

    def __init__(self) -> None:
        super().__init__("This program opens no connection to any network.")


def harden() -> None:
    """Make what we write ours alone, open no network, and let neither a crash nor another process copy our memory."""
    os.umask(0o077)
    sys.addaudithook(refuse_network)
    _refuse_core_files()
    # A system without what is asked for here runs unhardened.
    with suppress(OSError, AttributeError):
        _refuse_readers_of_memory()


def refuse_network(event: str, values: tuple[Any, ...]) -> None:
    """Python asks this before each step that could leave the process; raises NetworkRefused.

    Sockets within the machine (AF_UNIX) are let through: the screen, the clipboard and the screen reader are there.
    """
    if not event.startswith(("socket.", "webbrowser.")):
        return
    if event == "socket.__new__":
        if values[1] != _within_the_machine():
            raise NetworkRefused
    elif event in _ASKING_FOR_NAMES or (event in _TO_ELSEWHERE and _is_address(values[1])):
        raise NetworkRefused


def _within_the_machine() -> int:
    """The family of sockets that end in this machine; no family at all on Windows, which hardly has them."""
    return int(getattr(sys.modules.get("_socket"), "AF_UNIX", -2))


def _is_address(address: object) -> bool:
    """Whether this names a machine, or anything else than a path; None is what a connected socket is given."""
    return address is not None and not isinstance(address, str | bytes)


def _refuse_core_files() -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if sys.platform == "win32":

    def _refuse_readers_of_memory() -> None:
        """No box at a crash, no dump sent or kept with what was in memory."""
        ctypes.windll.kernel32.SetErrorMode(_NO_ERROR_BOX | _NO_FAULT_BOX | _NO_FILE_BOX)
        ctypes.windll.kernel32.WerSetFlags(_NO_HEAP_IN_REPORTS)

elif sys.platform == "darwin":

    def _refuse_readers_of_memory() -> None:
        """No debugger may attach from now on."""
        ctypes.CDLL(None).ptrace(_PT_DENY_ATTACH, 0, None, 0)

else:

    def _refuse_readers_of_memory() -> None:
        """Linux: no other process of the same user may attach or read, and no dump is made."""
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
