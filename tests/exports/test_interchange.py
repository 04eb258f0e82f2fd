"""The case file: any case goes out and comes back; whatever else is in a file is refused with its place."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports import interchange
from exports.interchange import LARGEST, read_bytes, read_file, write_text
from mapping.casemap import CaseMap
from mapping.errors import CaseFileError
from mapping.records import case_record
from tests.cases import PUBLISHED, PUBLISHED_NAMES, behaviour, case_of, cases, one_of_every_kind, published

CANARY = "Rosalind Franklin"
CASE = case_of(behaviour())
TEXT = write_text(CASE)


def refused(raw: bytes) -> str:
    """What is said against a file, every fault on a line of its own."""
    with pytest.raises(CaseFileError) as caught:
        read_bytes(raw)
    return str(caught.value)


def with_place(number: str) -> bytes:
    """The file with this where the behaviour stands across the map."""
    head, tail = TEXT.split('"kind": "behaviour"', 1)
    return f'{head}"kind": "behaviour", "position": {{"x": {number}, "y": 0}}{tail}'.encode()


# ---------------------------------------------------------------------------------------------- there and back


@given(cases())
def test_any_case_goes_out_and_comes_back(case: CaseMap) -> None:
    text = write_text(case)
    back = read_bytes(text.encode())
    assert back == case
    assert write_text(back) == text, "the same case gives the same text"


def test_a_case_with_every_kind_goes_out_and_comes_back() -> None:
    assert read_bytes(write_text(one_of_every_kind()).encode()) == one_of_every_kind()


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_a_published_case_goes_out_and_comes_back(name: str) -> None:
    assert read_bytes(write_text(published(name)).encode()) == published(name)


def test_text_of_any_script_is_written_as_it_is() -> None:
    case = case_of(behaviour(account="Ümit told her: “אל תלכי”, 不要走. 👨‍👩‍👧\n\ttwice"))
    assert "אל תלכי" in write_text(case)
    assert read_bytes(write_text(case).encode()) == case


def test_a_file_is_read_from_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "x.case.json"
    path.write_text(TEXT, encoding="utf-8")
    assert read_file(path) == CASE
    with pytest.raises(FileNotFoundError):
        read_file(tmp_path / "nowhere.case.json")


def test_a_file_on_disk_and_its_bytes_are_read_alike() -> None:
    path = PUBLISHED / f"{PUBLISHED_NAMES[0]}.case.json"
    assert read_file(path) == read_bytes(path.read_bytes())


def test_a_mark_of_byte_order_and_windows_line_ends_do_no_harm() -> None:
    assert read_bytes(b"\xef\xbb\xbf" + TEXT.encode()) == CASE
    assert read_bytes(TEXT.replace("\n", "\r\n").encode()) == CASE


def test_the_form_of_the_text_does_not_matter() -> None:
    assert read_bytes(json.dumps(case_record(CASE), sort_keys=True).encode()) == CASE


# ----------------------------------------------------------------------------------------------------- faults


@pytest.mark.parametrize("raw", [b"", b" \n\t", b"\r\n\r\n"])
def test_an_empty_file_is_told_so(raw: bytes) -> None:
    assert refused(raw) == "The file is empty."


@pytest.mark.parametrize(
    "raw",
    [b"\xff\xfe{\x00}\x00", TEXT.encode("utf-16"), b'{"format": "\xe9"}', b"\x00\x80", b'"\xed\xa0\x80"', b"\xc0\xaf"],
    ids=["UTF-16", "UTF-16 case", "Latin-1", "bytes", "half a character", "overlong"],
)
def test_a_file_that_is_not_utf_8_is_told_so(raw: bytes) -> None:
    assert "not UTF-8" in refused(raw)


@pytest.mark.parametrize(
    "raw",
    [b"{", b"{]", TEXT.encode()[:-3], TEXT.encode() + b"{}", b"{'format': 1}", b'{"a": 1,}',
     b'{"format": "\x01"}', b"nul", b"\xef\xbb\xbf"],
)  # fmt: skip
def test_a_file_that_is_not_json_is_told_where_it_stops_being_it(raw: bytes) -> None:
    assert "The file is not JSON: line" in refused(raw)


def test_the_place_where_a_file_stops_being_json_is_right() -> None:
    assert refused(b'{\n "format": "throughline.case",\n oops') == "The file is not JSON: line 3, column 2."


@pytest.mark.parametrize("raw", [b"[]", b"null", b'"case"', b"7", b"[{}]", b"NaN"])
def test_what_is_json_and_no_object_is_no_case(raw: bytes) -> None:
    assert refused(raw) == "This is not a Throughline case."


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999", "9" * 5000, "-" + "9" * 5000])
def test_a_number_that_is_none_is_named_with_its_place(number: str) -> None:
    assert refused(with_place(number)) == "entries[0] (B1).position.x: it should be a number"


@pytest.mark.parametrize("number", ["0", "-12.5", "1e3", "1E-3", "1234567890123456"])
def test_a_number_that_is_one_is_read(number: str) -> None:
    position = read_bytes(with_place(number)).entries["B1"].position
    assert position
    assert position.x == float(number)


@pytest.mark.parametrize("number", ["9" * 5000, "1e999", "NaN", "2.0", "1.0", "-1", "true"])
def test_a_version_that_is_none_is_told_so(number: str) -> None:
    assert "version: it should be 1" in refused(TEXT.replace('"version": 1', f'"version": {number}').encode())


def test_a_newer_version_is_to_be_opened_with_a_newer_program() -> None:
    said = refused(TEXT.replace('"version": 1', '"version": 2').encode())
    assert said == "version: it was written by a newer Throughline; open it with that one"


@pytest.mark.parametrize(("opening", "column"), [("[", 65), ('{"a":', 321), ('{"entries":[', 385), ('[{"]":', 193)])
def test_a_file_that_is_nested_very_deeply_is_refused_and_breaks_nothing(opening: str, column: int) -> None:
    said = refused(b"\n" + opening.encode() * 100_000)
    assert said == f"The file is nested too deeply to be a case: line 2, column {column}."


def test_a_case_with_something_deep_in_it_is_refused_at_its_place() -> None:
    deep = "[" * 500 + "]" * 500
    assert refused(with_place(deep)) == "entries[0] (B1).position.x: it should be a number"


def test_keys_given_twice_are_named_wherever_they_stand() -> None:
    text = TEXT.replace('"version": 1', '"version": 1, "version": 1').replace(
        '"by": "p1"', '"by": "p1", "by": "p1", "position": {"x": 1, "x": 2, "y": 0}, "cites": []'
    )
    assert refused(text.encode()).split("\n") == [
        "version: this key is given twice",
        "entries[0] (B1).by: this key is given twice",
        "entries[0] (B1).position.x: this key is given twice",
    ]


def test_keys_given_twice_in_a_very_large_object_are_found_without_counting_each_again() -> None:
    doubled = "{" + ", ".join(f'"k{number}": 1, "k{number}": 2' for number in range(20_000)) + "}"
    assert len(refused(doubled.encode()).split("\n")) > 20_000


def test_a_file_beyond_the_largest_is_not_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert LARGEST == 64 * 1024 * 1024
    path = tmp_path / "x.case.json"
    path.write_bytes(TEXT.encode())
    monkeypatch.setattr(interchange, "LARGEST", len(TEXT.encode()) - 1)
    with pytest.raises(CaseFileError, match="larger than 64 MiB"):
        read_file(path)
    monkeypatch.setattr(interchange, "LARGEST", len(TEXT.encode()))
    assert read_file(path) == CASE


def test_a_file_of_more_than_64_mebibytes_is_told_so() -> None:
    assert refused(b" " * (LARGEST + 1)) == "The file is larger than 64 MiB, the most that a case may be."


@pytest.mark.parametrize("escaped", ["\\ud800", "\\udc00 \\ud800", "\\u0000", "\\u001b[31m", "\\u007f", "\\uffff"])
def test_what_no_keyboard_makes_is_refused_at_its_place(escaped: str) -> None:
    said = refused(TEXT.replace("took her wages", f"{CANARY}{escaped}").encode())
    assert said.startswith("entries[0] (B1).title: it holds ")
    assert CANARY not in said


def test_a_whole_pair_of_halves_is_one_character() -> None:
    case = read_bytes(TEXT.replace("took her wages", "\\ud83d\\ude00").encode())
    assert case.entries["B1"].title == "😀"


def test_no_fault_of_a_file_quotes_it() -> None:
    for broken in (f'{{"{CANARY}": ', f'{{"format": "{CANARY}"}}', f'{{"{CANARY}": 1, "{CANARY}": 2}}', f'"{CANARY}'):
        assert CANARY not in refused(broken.encode())


def test_a_refusal_carries_no_other_exception_that_could_quote_the_file() -> None:
    for raw in (f'{{"{CANARY}": '.encode(), CANARY.encode() + b"\xff", b"[" * 100_000):
        with pytest.raises(CaseFileError) as caught:
            read_bytes(raw)
        assert caught.value.__suppress_context__
        assert caught.value.__cause__ is None


@settings(max_examples=150)
@given(st.data())
def test_a_file_with_bytes_changed_is_a_case_or_a_refusal(data: st.DataObject) -> None:
    raw = bytearray(TEXT.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        match data.draw(st.sampled_from(("change", "take", "put", "cut"))):
            case "change":
                raw[at] = data.draw(st.integers(0, 255))
            case "take":
                del raw[at : at + data.draw(st.integers(1, 9))]
            case "put":
                raw[at:at] = data.draw(st.sampled_from((b"{", b"]", b'"', b"null", b"\\u", b"1e999", b"\xff")))
            case "cut":
                del raw[at:]
        raw = raw or bytearray(b" ")
    try:
        case = read_bytes(bytes(raw))
    except CaseFileError as error:
        assert error.faults
    else:
        assert read_bytes(write_text(case).encode()) == case
