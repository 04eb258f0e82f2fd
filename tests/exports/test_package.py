"""A case handed back is one file that opens with its passphrase alone and holds everything as it was."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdf
import pytest

from exports.copies import report_copy
from exports.errors import ExportError
from exports.interchange import read_bytes, read_file, write_text
from exports.package import Enclosed, package, require_whole

SAMPLE = next((Path(__file__).parents[2] / "resources" / "sample").glob("*.case.json"))
PASSPHRASE = "seven slow herons at the weir"


@pytest.fixture(scope="module")
def files() -> tuple[Enclosed, ...]:
    """The sample case and a picture."""
    case = Enclosed("case.case.json", "application/json", write_text(read_file(SAMPLE)).encode())
    return case, Enclosed("evidence-1.png", "image/png", b"\x89PNG picture")


@pytest.fixture(scope="module")
def made(files: tuple[Enclosed, ...]) -> bytes:
    """A package of them."""
    return package(report_copy(read_file(SAMPLE), date(2026, 11, 22)), files, PASSPHRASE)


def test_it_opens_with_the_passphrase_in_another_program_and_holds_every_file_whole(
    made: bytes, files: tuple[Enclosed, ...]
) -> None:
    reader = pypdf.PdfReader(BytesIO(made), password=PASSPHRASE)
    assert len(reader.pages) > 3
    held = {name: contents[0] for name, contents in reader.attachments.items()}
    assert {each.name: each.content for each in files}.items() <= held.items()
    assert read_bytes(held["case.case.json"]) == read_file(SAMPLE)
    assert held["contents.txt"].decode().count("\n") == 1 + len(files)


def test_nothing_of_it_can_be_read_without_the_passphrase(made: bytes, files: tuple[Enclosed, ...]) -> None:
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(made))
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(made), password="seven slow herons")
    assert b"picture" not in made
    assert b"evidence-1" not in made
    assert read_file(SAMPLE).header.title.encode() not in made


def test_it_is_locked_with_256_bits(made: bytes) -> None:
    with pikepdf.open(BytesIO(made), password=PASSPHRASE) as opened:
        assert (opened.encryption.R, opened.encryption.bits) == (6, 256)


def test_a_package_that_lost_a_byte_of_a_file_is_found(made: bytes, files: tuple[Enclosed, ...]) -> None:
    other = (files[0], Enclosed("evidence-1.png", "image/png", b"\x89PNG pictur"))
    with pytest.raises(ExportError):
        require_whole(made, other, PASSPHRASE)


def test_a_package_under_no_passphrase_is_never_given_out(files: tuple[Enclosed, ...]) -> None:
    with pytest.raises(ExportError):
        package(report_copy(read_file(SAMPLE), date(2026, 11, 22)), files, "")
