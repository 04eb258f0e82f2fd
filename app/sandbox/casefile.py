"""A case file from elsewhere: read in the sandbox, and then here, but only what the sandbox wrote of it.

The bytes of the file itself meet no parser in this process. What comes back is data in the interchange format like any
other, and is read as strictly.
"""

from __future__ import annotations

import json
from typing import Any

from app.sandbox.framing import BROKEN
from app.sandbox.running import SandboxError, Stop, run
from app.sandbox.workers.case import CASE, FAULTS
from exports.interchange import read_bytes
from mapping.casemap import CaseMap
from mapping.errors import CaseFileError, Fault
from mapping.reading import check_text

_LONGEST_WORDS = 1000
"""No place and no sentence of a fault is longer, in characters."""


def case_in(raw: bytes, stop: Stop | None = None) -> CaseMap:
    """The case in the bytes of a file; waits for the sandbox.

    Raises CaseFileError where it is no case, SandboxError where it could not be read or `stop` was used.
    """
    answer = run("case", raw, stop=stop)
    if answer[:1] == FAULTS:
        raise CaseFileError(_faults(answer[1:]))
    if answer[:1] != CASE:
        raise SandboxError(BROKEN)
    try:
        return read_bytes(answer[1:])
    except CaseFileError:
        # The child says that this is a case, and it is none: then nothing that it says counts.
        raise SandboxError(BROKEN) from None


def _faults(told: bytes) -> tuple[Fault, ...]:
    """The faults as the child told them; nothing but short plain text is believed."""
    try:
        number, listed = json.loads(told)
        faults = [Fault(_words(place), _words(text)) for place, text in listed]
        more = int(number) - len(faults)
    except (ValueError, TypeError, RecursionError):
        raise SandboxError(BROKEN) from None
    if not faults:
        raise SandboxError(BROKEN)
    return (*faults, Fault("", f"There are {more} more faults.")) if more > 0 else tuple(faults)


def _words(given: Any) -> str:
    if not isinstance(given, str) or len(given) > _LONGEST_WORDS or "\n" in given or check_text(given):
        raise ValueError
    return given
