"""What a session hands to the system to be written, sent or used as a name, as strace hears it; deleted files count.

What goes to a pipe never lies on a disk (a case goes to the sandbox that way), and what goes to a document that the
worker asked for is hers; both are passed over.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

CALLS = (
    "write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg,sendmmsg,rename,renameat,renameat2,link,linkat,symlink,"
    "symlinkat,mkdir,mkdirat,openat,creat,setxattr,lsetxattr,fsetxattr,memfd_create"
)
_LONGEST = 1 << 26
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})+)"')
_CALL = re.compile(r"^\d+\s+(\w+)\((?:(-?\d+|AT_FDCWD)(?:<([^>]*)>)?)?")


def is_traced() -> bool:
    """Whether something listens to our system calls already; then nothing else can."""
    status = Path("/proc/self/status")
    return status.exists() and "TracerPid:\t0\n" not in status.read_text()


def can_listen() -> bool:
    """Whether strace is here, may watch a child, and nobody else does."""
    if is_traced():
        return False
    try:
        return (
            subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode
            == 0
        )
    except OSError:
        return False


def listening(log: Path) -> list[str]:
    """The command that listens to what stands after it, and to its children."""
    order = ["strace", "-f", "--seccomp-bpf", "-qq", "-y", "-xx", "-s", str(_LONGEST)]
    return [*order, "-e", f"trace={CALLS}", "-e", "signal=none", "-o", str(log)]


@dataclass(frozen=True)
class Handed:
    """Bytes that were handed to the system: by which call, to what, and in which line of the record."""

    call: str
    to: str
    line: int
    data: bytes


def handed(log: Path, apart_from: Sequence[Path] = ()) -> Iterator[Handed]:
    """All that was handed over, but what went to pipes or below these folders."""
    with log.open(encoding="ascii", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            found = _CALL.match(line)
            if found is None:
                continue
            to = _plain(found[3] or "")
            if to.startswith("pipe:") or any(Path(to).is_relative_to(each) for each in apart_from if to):
                continue
            data = b"".join(bytes.fromhex(each.replace("\\x", "")) for each in _STRING.findall(line))
            if data:
                yield Handed(found[1], to, number, data)


def _plain(text: str) -> str:
    """A path as it is: the record writes letters as numbers."""
    return re.sub(r"\\x([0-9a-f]{2})", lambda each: chr(int(each[1], 16)), text)
