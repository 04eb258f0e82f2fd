"""Reads a case file and answers with the case as this program would write it, or with what is wrong with it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mapping.casemap import CaseMap

CASE, FAULTS = b"C", b"F"
"""How an answer begins: the text of a case file follows, or a list of places and sentences as JSON."""
MOST_FAULTS = 1000
"""So many faults are told of one file; nobody reads more."""


def prepare() -> None:
    """Read two small files, one sound and one not, so that everything a file may call for is there."""
    for small in (_SOUND, _FAULTY, b"[" * 2000, b"\xff", b"%PDF-", b"{"):
        work(small)


def work(payload: bytes) -> bytes:
    """The answer for the bytes of one file."""
    from exports.interchange import read_bytes
    from mapping.errors import CaseFileError

    try:
        case = read_bytes(payload)
    except CaseFileError as error:
        faults = [(fault.place, fault.text) for fault in error.faults[:MOST_FAULTS]]
        return FAULTS + json.dumps([len(error.faults), faults]).encode()
    return CASE + _written(case)


def _written(case: CaseMap) -> bytes:
    from mapping.records import case_record

    return json.dumps(case_record(case), ensure_ascii=False, separators=(",", ":")).encode()


_SOUND = b"""{"format": "throughline.case", "version": 1, "case": {"id": "c", "title": "t"}, "entries": [
    {"id": "p", "kind": "person", "roles": ["perpetrator"], "label": "f"},
    {"id": "q", "kind": "person", "roles": ["child", "survivor"], "label": "c", "born": "2019~"},
    {"id": "b", "kind": "behaviour", "title": "t", "by": "p", "category": "B01", "position": {"x": 1e3, "y": -1}},
    {"id": "i", "kind": "child_impact", "title": "t", "child": "q"},
    {"id": "g", "kind": "goal", "title": "attend a course", "person": "p"},
    {"id": "a", "kind": "action", "title": "t", "agency": "her"}],
    "links": [{"id": "l", "kind": "harms", "from": "b", "to": "i", "pathway": "P1"}]}"""
_FAULTY = _SOUND.replace(b'"by": "p"', b'"by": "q", "by": 1e999, "x": NaN').replace(b'"child": "q"', b'"child": "p"')
