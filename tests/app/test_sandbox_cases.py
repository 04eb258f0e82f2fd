"""A case file read in the sandbox: the same case, the same faults; what the child says is data and no more."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.commands.source import CommandError, case_from_elsewhere
from app.sandbox.casefile import case_in
from app.sandbox.running import SandboxError
from app.sandbox.workers import case as worker
from exports.interchange import read_bytes, write_text
from mapping.casemap import CaseMap
from mapping.errors import CaseFileError
from storage.vault import Vault
from tests.bench.maps import big_case
from tests.cases import PUBLISHED, PUBLISHED_NAMES, one_of_every_kind, published
from tests.exports.test_json_traps import TRAPS
from tests.fuzzing import changed_file
from tests.storage.sample import CHEAP, PASSPHRASE, contents, small_case

CASE_TEXT = write_text(small_case()).encode()


def outcome(raw: bytes, alone: bool) -> CaseMap | str:
    """The case, or what is said against the file: read in a child, or here."""
    try:
        return case_in(raw) if alone else read_bytes(raw)
    except CaseFileError as error:
        return str(error)


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_a_published_case_comes_through_whole(name: str) -> None:
    assert case_in((PUBLISHED / f"{name}.case.json").read_bytes()) == published(name)


def test_a_case_with_every_kind_comes_through_whole() -> None:
    assert case_in(write_text(one_of_every_kind()).encode()) == one_of_every_kind()


def test_the_largest_case_that_is_real_comes_through_within_the_limits() -> None:
    case = big_case(5000)
    assert case_in(write_text(case).encode()) == case


FILES = [raw for raw, _told in TRAPS.values()][:24] + [changed_file(seed) for seed in range(5_000, 5_036)]


def test_there_are_sixty_hostile_files_to_read_each_in_a_child_alone() -> None:
    assert len(FILES) == 60


@pytest.mark.parametrize("first", range(0, 60, 10))
def test_a_child_alone_says_of_a_hostile_file_what_would_be_said_here(first: int) -> None:
    files = FILES[first : first + 10]
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(lambda raw: outcome(raw, True), files)) == [outcome(raw, False) for raw in files]


def test_a_file_with_very_many_faults_is_refused_with_the_first_of_them_and_their_number() -> None:
    record = json.loads(CASE_TEXT)
    record["entries"] = [{"id": f"n{number}", "kind": "note", "x": 1} for number in range(3000)]
    with pytest.raises(CaseFileError) as caught:
        case_in(json.dumps(record).encode())
    lines = str(caught.value).split("\n")
    assert len(lines) == worker.MOST_FAULTS + 1
    assert lines[-1].startswith("There are ")


def test_the_files_that_the_worker_tries_itself_on_are_one_sound_and_one_not() -> None:
    assert worker.work(worker._SOUND)[:1] == worker.CASE
    assert worker.work(worker._FAULTY)[:1] == worker.FAULTS


# ------------------------------------------------------------------------------ what a child says is only data

DEEP = b"[" * 100_000
LIES = {
    "nothing": b"",
    "no word of ours": b"X{}",
    "a case that is none": b"C{}",
    "a case that is no JSON": b"C\xff",
    "a case that is too deep": b"C" + DEEP,
    "a case with an escape in it": b"C" + CASE_TEXT.replace(b"Spring review", b"\\u001b[2J"),
    "a case that breaks a rule": b"C" + CASE_TEXT.replace(b'"by": "p1"', b'"by": "p2"'),
    "faults that are no JSON": b"F",
    "faults that are too deep": b"F" + DEEP,
    "no fault at all": b"F[0, []]",
    "faults without a number": b'F[[["a", "b"]]]',
    "faults that are no text": b"F[1, [[1, 2]]]",
    "faults with something missing": b'F[1, [["a"]]]',
    "a fault with an escape in it": b'F[1, [["a", "\\u001b[2J"]]]',
    "a fault of several lines": b'F[1, [["a", "b\\nInstalled."]]]',
    "a fault without end": b'F[1, [["a", "' + b"b" * 5000 + b'"]]]',
    "a number that is none": b'F["many", [["a", "b"]]]',
}


@pytest.mark.parametrize("lie", LIES)
def test_an_answer_that_is_not_what_it_should_be_counts_as_broken_off(lie: str, monkeypatch) -> None:
    monkeypatch.setattr("app.sandbox.casefile.run", lambda *_file, **_more: LIES[lie])
    with pytest.raises(SandboxError) as caught:
        case_in(b"")
    assert caught.value.reason == "broken"


def test_the_bytes_of_the_file_meet_no_parser_in_this_process(monkeypatch) -> None:
    seen = []
    monkeypatch.setattr("app.sandbox.casefile.read_bytes", lambda raw: seen.append(raw) or read_bytes(raw))
    spaced = CASE_TEXT.replace(b'"version": 1', b'"version":    1')
    assert case_in(spaced) == small_case()
    (parsed,) = seen
    assert parsed != spaced
    assert b'"version":1' in parsed


# ------------------------------------------------------------------------------------------- files on the disk


def test_a_refused_file_leaves_the_vault_as_it_was_to_the_byte(tmp_path: Path) -> None:
    vault, _code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)
    with vault:
        vault.add(small_case(), "K")
        before, head = contents(vault.folder), vault.head()
        file = tmp_path / "x.case.json"
        for raw in (TRAPS["NaN for a number"][0], TRAPS["lists 100,000 deep"][0], b"", b"PK\x03\x04"):
            file.write_bytes(raw)
            with pytest.raises(CaseFileError):
                case_from_elsewhere(file)
        assert (contents(vault.folder), vault.head()) == (before, head)
        assert vault.load("c1") == small_case()


def test_what_is_no_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no file"):
        case_from_elsewhere(tmp_path)
    with pytest.raises(CommandError, match="could not be read"):
        case_from_elsewhere(tmp_path / "gone")
