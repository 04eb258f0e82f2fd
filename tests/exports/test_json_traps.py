"""What JSON lets through and no case may hold: each trap is refused with its name and its place, and breaks nothing."""

import pytest

from exports.interchange import read_bytes, write_text
from mapping.errors import CaseFileError
from tests.cases import behaviour, case_of

TEXT = write_text(case_of(behaviour()))
HEAD, TAIL = TEXT.split('"kind": "behaviour"', 1)
DIGITS = "9" * 5000


def within(more: str) -> bytes:
    """The case with these keys in its behaviour."""
    return f'{HEAD}"kind": "behaviour", {more}{TAIL}'.encode()


def instead(old: str, new: str) -> bytes:
    """The case with something else in the place of some of its text."""
    assert old in TEXT
    return TEXT.replace(old, new, 1).encode()


PLACE = "entries[0] (B1)"
DEEP = "The file is nested too deeply to be a case: line 1, column"
TRAPS: dict[str, tuple[bytes, str]] = {
    "lists 100,000 deep": (b"[" * 100_000, f"{DEEP} 65"),
    "lists 100,000 deep, closed": (b"[" * 100_000 + b"]" * 100_000, f"{DEEP} 65"),
    "objects 100,000 deep": (b'{"a":' * 100_000, f"{DEEP} 321"),
    "depth inside an entry": (within('"x": ' + "[" * 100_000), "nested too deeply to be a case: line 11, column 91"),
    "depth after brackets in words": (b'{"[[[[": "]]]]\\"[", "a": ' + b"[" * 100_000, f"{DEEP} 89"),
    "depth 400 in a place of its own": (within('"toward": ' + "[" * 400 + "]" * 400), f"{PLACE}.toward[0]: it"),
    "NaN for a number": (within('"position": {"x": NaN, "y": 0}'), f"{PLACE}.position.x: it should be a number"),
    "Infinity for a number": (within('"position": {"x": 0, "y": Infinity}'), f"{PLACE}.position.y: it should be a"),
    "-Infinity for a number": (within('"position": {"x": 0, "y": -Infinity}'), f"{PLACE}.position.y: it should be a"),
    "1e999 for a number": (within('"position": {"x": 1e999, "y": 0}'), f"{PLACE}.position.x: it should be a number"),
    "-1e999 for a number": (within('"position": {"x": -1e999, "y": 0}'), f"{PLACE}.position.x: it should be a number"),
    "NaN for a text": (instead('"took her wages"', "NaN"), f"{PLACE}.title: it should be text"),
    "NaN for a flag": (within('"high_risk": NaN'), f"{PLACE}.high_risk: it should be true or false"),
    "NaN for the version": (instead('"version": 1', '"version": NaN'), "version: it should be 1"),
    "1e999 for the version": (instead('"version": 1', '"version": 1e999'), "version: it should be 1"),
    "a number of 5,000 digits": (within(f'"position": {{"x": {DIGITS}, "y": 0}}'), f"{PLACE}.position.x: it should be"),
    "a version of 5,000 digits": (instead('"version": 1', f'"version": {DIGITS}'), "version: it should be 1"),
    "5,000 digits for a text": (instead('"took her wages"', DIGITS), f"{PLACE}.title: it should be text"),
    "a fraction of 5,000 digits": (within(f'"position": {{"x": {DIGITS}.5, "y": 0}}'), f"{PLACE}.position.x: it"),
    "a key twice at the top": (instead('"version": 1', '"version": 1, "version": 1'), "version: this key is given"),
    "the entries twice": (instead('"links": []', '"links": [], "entries": []'), "entries: this key is given twice"),
    "a key twice in an entry": (within('"by": "p1"'), f"{PLACE}.by: this key is given twice"),
    "an id twice in an entry": (within('"id": "B2"'), ".id: this key is given twice"),
    "a key twice in a place": (within('"position": {"x": 1, "x": 2, "y": 0}'), f"{PLACE}.position.x: this key is"),
    "the same id for two entries": (instead('"id": "p2"', '"id": "p1"'), "entries[2].id: the id of entries[1] is"),
    "a lone surrogate": (instead("took her wages", "took \\ud800 wages"), f"{PLACE}.title: it holds half a"),
    "a lone second half": (instead("took her wages", "took \\udfff wages"), f"{PLACE}.title: it holds half a"),
    "halves the wrong way round": (instead("took her", "\\udc00\\ud800"), f"{PLACE}.title: it holds half a"),
    "half a character in a key": (within('"\\ud800": 1'), f"{PLACE}.(a key that cannot be printed here): there is no"),
    "a NUL in a text": (instead("took her wages", "took\\u0000her wages"), f"{PLACE}.title: it holds a character"),
    "a NUL in a key": (within('"account\\u0000": "x"'), f"{PLACE}.(a key that cannot be printed here): there is no"),
    "a NUL between two values": (TEXT.replace(",", ",\x00", 1).encode(), "The file is not JSON: line 2, column 31"),
    "a raw NUL in a text": (instead("took her wages", "took\x00her wages"), "The file is not JSON: line"),
    "an escape sequence": (instead("took her", "\\u001b[2J"), f"{PLACE}.title: it holds a character that no keyboard"),
}  # fmt: skip


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_refused_with_its_name_and_its_place(name: str) -> None:
    raw, told = TRAPS[name]
    with pytest.raises(CaseFileError) as caught:
        read_bytes(raw)
    assert told in str(caught.value)


def test_there_are_at_least_thirty_of_them() -> None:
    assert len(TRAPS) >= 30


def test_without_the_trap_the_same_file_is_a_case() -> None:
    assert read_bytes(within('"high_risk": true')).entries["B1"].id == "B1"
