"""The few system calls that are left to the child on Linux: to compute, to read and write what is open, to end.

A filter in the kernel, which nothing in this process can take off again; whatever is not on the list fails with "not
permitted". The numbers are those of the kernel's own tables for two kinds of processor. On others the limits and
Python's own doors remain.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
import sys

_KINDS: dict[str, tuple[int, tuple[int, ...]]] = {
    "x86_64": (
        0xC000003E,
        (
            0, 1, 3, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15,  # read write close fstat poll lseek mmap munmap brk ...
            19, 20, 24, 25, 26, 27, 28,  # readv writev sched_yield mremap msync mincore madvise
            35, 39, 60, 96, 98, 99, 131,  # nanosleep getpid exit gettimeofday getrusage sysinfo sigaltstack
            186, 201, 202, 204, 219, 228, 229, 230, 231,  # gettid time futex affinity restart clock_* exit_group
            273, 309, 318, 334,  # robust_list getcpu getrandom rseq
        ),
    ),
    "aarch64": (
        0xC00000B7,
        (
            57, 62, 63, 64, 65, 66, 73, 80,  # close lseek read write readv writev ppoll fstat
            93, 94, 98, 99, 101, 113, 114, 115, 123, 124, 128,  # exit* futex robust nanosleep clock_* sched_*
            132, 134, 135, 139, 165, 168, 169, 172, 178, 179,  # sig* getrusage getcpu time getpid gettid sysinfo
            214, 215, 216, 222, 226, 227, 232, 233, 278, 293,  # brk munmap mremap mmap madvise getrandom rseq ...
        ),
    ),
}  # fmt: skip
"""For each kind of processor: its mark, and the numbers of the calls that are left."""
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _KILL, _FAIL = 0x7FFF0000, 0x80000000, 0x00050000 | errno.EPERM
_NUMBER_AT, _KIND_AT = 0, 4
_FIRST_OF_X32 = 0x40000000
"""The numbers from here on are a second way into the same calls."""
_SET_FILTER, _BY_PROGRAM = 22, 2


class _Program(ctypes.Structure):
    """A filter as the kernel takes it: how many steps, and where they stand."""

    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]


def shut() -> bool:
    """Leave this process nothing but the list; whether the kernel took it. The process has given up new privileges."""
    kind = _KINDS.get(platform.machine()) if sys.platform.startswith("linux") and sys.maxsize > 2**32 else None
    if kind is None:
        return False
    steps = program(*kind)
    given = _Program(len(steps) // 8, steps)
    return ctypes.CDLL(None).prctl(_SET_FILTER, _BY_PROGRAM, ctypes.byref(given), 0, 0) == 0


def program(mark: int, numbers: tuple[int, ...]) -> bytes:
    """The filter: another kind of processor ends the process, a number on the list goes through, all others fail."""
    found = [_step(_LOAD, _KIND_AT), _step(_EQUAL, mark, 1, 0), _step(_RETURN, _KILL)]
    found += [_step(_LOAD, _NUMBER_AT), _step(_AT_LEAST, _FIRST_OF_X32, len(numbers), 0)]
    found += [_step(_EQUAL, number, len(numbers) - place, 0) for place, number in enumerate(numbers)]
    return b"".join([*found, _step(_RETURN, _FAIL), _step(_RETURN, _ALLOW)])


def _step(code: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_so, if_not, value)
