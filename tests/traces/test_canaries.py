"""After a worker's session, however it ended, no word of it lies anywhere on the disk but where she asked for it."""

import base64
import bz2
import gzip
import io
import lzma
import os
import re
import sqlite3
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from exports.interchange import write_text
from tests.house.source import ROOT
from tests.traces.brought import picture
from tests.traces.canaries import LENGTH, Flock, Search, canary_case
from tests.traces.listening import can_listen, handed, listening
from tests.traces.running import Left, run_session
from tests.traces.session import Plan

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at a process and its files as Linux shows them")

EXPECTED = re.compile(
    r"given/(family\.case\.json|note\.txt|photo\.jpg|letter\.pdf)|asked/report\.pdf"
    r"|home/vault/(vault\.(db|db-journal|lock|reserve)|keys\.json|reserve)"
    r"|home/vault/backups/[^/]+/(vault\.db|keys\.json)|home/vault/backups/[^/]+\.(json|db)"
    r"|xdg/config/Throughline/(settings|seen)\.json"
    r"|(xdg/cache|home/\.cache)/fontconfig/.+"  # which letter files the machine has
)
"""Every file that a session may leave."""


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Left:
    """What a session left that was killed in the middle of its work."""
    return run_session(tmp_path_factory.mktemp("session") / "world", 1, "killed")


def test_after_a_session_no_canary_lies_anywhere(left: Left) -> None:
    assert left.planted >= 500
    assert left.hits == []


def test_a_session_leaves_no_file_that_is_not_its_own(left: Left) -> None:
    assert "home/vault/vault.db" in left.files
    assert "asked/report.pdf" in left.files
    assert [each for each in left.files if not EXPECTED.fullmatch(each)] == []


def test_whatever_a_session_makes_only_its_owner_may_open(left: Left) -> None:
    assert left.open_to_others == []


def test_what_a_session_says_of_its_faults_holds_no_value(left: Left) -> None:
    said = left.told.splitlines()
    assert len([line for line in said if line.startswith("Throughline met a fault: ValueError at ")]) == 2
    assert len(said) <= 10


# -------------------------------------------------------------------------------------------- positive controls


@pytest.fixture
def flock() -> Flock:
    made = Flock(99)
    canary_case(made)
    return made


def test_canaries_are_long_and_each_is_its_own(flock: Flock) -> None:
    assert len(set(flock.all)) == len(flock.all) >= 500
    assert {len(each) for each in flock.all} == {LENGTH}
    assert not set(flock.all) & set(Flock(98).all)


def test_the_same_canaries_in_plain_sqlite_are_found(flock: Flock, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "plain.db") as plain:
        plain.execute("CREATE TABLE entries (body TEXT)")
        plain.executemany("INSERT INTO entries VALUES (?)", [(each,) for each in flock.all])
    plain.close()
    found = {hit.canary for hit in Search(flock).below(tmp_path)}
    assert len(found) == len(flock.all) >= 200


def test_what_is_attached_would_be_found_in_the_files_that_it_came_from(tmp_path: Path) -> None:
    plan, _case, flock = Plan.of(5)
    for name, raw in plan.brought.items():
        (tmp_path / name).write_bytes(raw)
    (tmp_path / "copy.png").write_bytes(picture(plan.in_copy))
    found = {hit.canary for hit in Search(flock).below(tmp_path)}
    assert found == {plan.in_text, plan.in_picture, plan.in_paper, plan.in_copy}


def test_the_case_file_itself_would_be_found(flock: Flock, tmp_path: Path) -> None:
    (tmp_path / "copy").write_text(write_text(canary_case(Flock(99))), encoding="utf-8")
    assert len({hit.canary for hit in Search(flock).below(tmp_path)}) >= 200


def zipped(raw: bytes) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as inside:
        inside.writestr("word/document.xml", raw)
    return whole.getvalue()


WAYS = {
    "as it is": lambda text: b"\0\1" + text.encode() + b"\xff",
    "upper case": lambda text: text.upper().encode(),
    "utf-16": lambda text: f"x{text}".encode("utf-16-le"),
    "utf-16, the other way": lambda text: f"x{text}".encode("utf-16-be"),
    "utf-32": lambda text: text.encode("utf-32"),
    "hex": lambda text: text.encode().hex().encode(),
    "upper hex": lambda text: text.encode().hex().upper().encode(),
    "base64": lambda text: base64.b64encode(text.encode()),
    "base64, one on": lambda text: base64.b64encode(b"x" + text.encode() + b"yz"),
    "base64, two on": lambda text: base64.b64encode(b"xy" + text.encode() + b"z"),
    "zlib": lambda text: b"%PDF-1.7\nstream\n" + zlib.compress(f"BT ({text}) Tj ET".encode()) + b"\nendstream",
    "zlib, cut short": lambda text: zlib.compress(os.urandom(5000) + text.encode() * 3 + os.urandom(9000))[:-4],
    "gzip": lambda text: gzip.compress(text.encode()),
    "bzip2": lambda text: bz2.compress(text.encode()),
    "xz": lambda text: lzma.compress(text.encode()),
    "zip": lambda text: zipped(text.encode()),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_canary_is_found_in_every_way_of_writing(flock: Flock, tmp_path: Path, way: str) -> None:
    (tmp_path / "file").write_bytes(WAYS[way](flock.all[7]))
    assert {hit.canary for hit in Search(flock).below(tmp_path)} == {flock.all[7]}


def test_a_canary_is_found_in_names_links_and_attributes(flock: Flock, tmp_path: Path) -> None:
    one, two, three, four = flock.all[:4]
    (tmp_path / one).mkdir()
    (tmp_path / "link").symlink_to(f"/nowhere/{two}")
    (tmp_path / "file").touch()
    wanted = {one, two}
    try:
        os.setxattr(tmp_path / "file", "user.note", three.encode())
        os.setxattr(tmp_path / "file", f"user.{four}", b"1")
        wanted |= {three, four}
    except OSError:
        pass  # this file system keeps no attributes, so nothing could be left in them
    assert {hit.canary for hit in Search(flock).below(tmp_path)} == wanted


def test_a_canary_that_was_cut_short_is_a_trace_too(flock: Flock, tmp_path: Path) -> None:
    (tmp_path / "file").write_text(flock.all[0][:16])
    assert [hit.canary for hit in Search(flock).below(tmp_path)] == ["(cut short)"]


def test_noise_holds_no_canary(flock: Flock, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(os.urandom(1 << 20))
    assert Search(flock).below(tmp_path) == []


FORGETFUL = """
import os, sys
path = sys.argv[1] + "/spilt"
with open(path, "wb") as file:
    file.write(sys.argv[2].encode("utf-16-le"))
os.unlink(path)
os.mkdir(sys.argv[1] + "/" + sys.argv[3])
os.rmdir(sys.argv[1] + "/" + sys.argv[3])
with open(sys.argv[1] + "/asked", "w") as file:
    file.write(sys.argv[4])
read, write = os.pipe()
os.write(write, sys.argv[5].encode())
"""


@pytest.mark.skipif(not can_listen(), reason="needs strace, and nobody else who listens")
def test_what_was_written_and_deleted_at_once_is_heard_all_the_same(flock: Flock, tmp_path: Path) -> None:
    log, place = tmp_path / "calls", tmp_path / "place"
    place.mkdir()
    command = [*listening(log), sys.executable, "-c", FORGETFUL, str(place), *flock.all[:4]]
    subprocess.run(command, cwd=ROOT, check=True)
    search = Search(flock)
    found = {hit.canary for each in handed(log, [place / "asked"]) for hit in search.in_bytes(each.data, each.to)}
    assert found == {flock.all[0], flock.all[1]}
    assert not search.below(place) or all(hit.place == "asked" for hit in search.below(place))
