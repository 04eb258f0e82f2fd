"""Python's own doors, shut: no file, module, socket, process or library is opened any more, on whatever system this is.

It hears what Python does by itself. What a library in C does it does not hear: that is the kernel's, see `syscalls`.
"""

from __future__ import annotations

import sys

_DOORS = (
    "open", "import", "os.", "socket.", "subprocess.", "ctypes.", "shutil.", "tempfile.", "glob.", "pathlib.", "mmap.",
    "pty.", "syslog.", "signal.", "winreg.", "_winapi.", "msvcrt.", "sqlite3.", "pickle.", "webbrowser.", "fcntl.",
    "ftplib.", "http.", "imaplib.", "poplib.", "smtplib.", "telnetlib.", "urllib.", "nntplib.", "resource.",
)  # fmt: skip
"""How the events begin that are refused."""


class Shut(PermissionError):
    """Something was tried that this process may not do; the message names the kind of act and nothing it was about."""


def shut() -> list[str]:
    """Refuse all of this from now on; the list that is given back fills with what was tried. It cannot be undone."""
    tried: list[str] = []

    def hear(event: str, _details: tuple[object, ...]) -> None:
        if event.startswith(_DOORS):
            tried.append(event)
            raise Shut(event)

    sys.addaudithook(hear)
    return tried
