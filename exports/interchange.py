"""The case file: JSON text in and out, strict about what JSON itself lets through."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from pathlib import Path
from typing import Any

from exports.foreign import kind_of
from mapping.casemap import CaseMap
from mapping.errors import CaseFileError, Fault
from mapping.reading import Doubled, read_case
from mapping.records import case_record

LARGEST = 64 * 1024 * 1024
"""The largest case file that is read, in bytes."""
_DEEPEST = 64
"""Nothing in a case is nested nearly so deep."""
_NESTING = re.compile(r'"(?:[^"\\]+|\\.)*(?:"|\Z)|[\[{]|[\]}]', re.DOTALL)
"""Whole strings, so that brackets in somebody's words are not counted, and brackets."""


def read_file(path: Path) -> CaseMap:
    """The case in a file; raises CaseFileError with every fault, or OSError where it cannot be read."""
    with path.open("rb") as file:
        raw = file.read(LARGEST + 1)
    return read_bytes(raw)


def read_bytes(raw: bytes) -> CaseMap:
    """The case in the bytes of a file; raises CaseFileError with every fault."""
    if len(raw) > LARGEST:
        raise _refused("The file is larger than 64 MiB, the most that a case may be.")
    if not raw.strip():
        raise _refused("The file is empty.")
    other = kind_of(raw)
    if other:
        raise _refused(f"The file is {other}, not a Throughline case. It was not opened; choose a .case.json file.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused("The file is not UTF-8 text, so it is not a Throughline case.") from None
    return read_case(_parsed(text))


def write_text(case: CaseMap) -> str:
    """The case as the text of a file; the same case gives the same text."""
    return json.dumps(case_record(case), ensure_ascii=False, indent=1) + "\n"


def _parsed(text: str) -> Any:
    try:
        # NaN and Infinity are no JSON, but Python reads them; the reader names the place where one stands.
        return json.loads(text, object_pairs_hook=_pairs, parse_int=_whole_number)
    except json.JSONDecodeError as error:
        raise _refused(f"The file is not JSON: line {error.lineno}, column {error.colno}.") from None
    except RecursionError:
        raise _refused(f"The file is nested too deeply to be a case: {_too_deep(text)}.") from None


def _too_deep(text: str) -> str:
    """The place where a text is first nested deeper than any case."""
    depth = place = 0
    for found in _NESTING.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
        place = found.start()
        if depth > _DEEPEST:
            break
    line = text.count("\n", 0, place) + 1
    return f"line {line}, column {place - text.rfind(chr(10), 0, place)}"


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    doubled = Doubled(found)
    counts = Counter(key for key, _ in pairs)
    doubled.keys_doubled = tuple(key for key, times in counts.items() if times > 1)
    return doubled


def _whole_number(digits: str) -> float | int:
    return int(digits) if len(digits) < 20 else math.inf


def _refused(sentence: str) -> CaseFileError:
    return CaseFileError((Fault("", sentence),))
