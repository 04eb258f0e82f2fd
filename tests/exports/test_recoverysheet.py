"""The recovery sheet on paper: one page, the code to the letter, and what to do, for someone new to the program."""

from datetime import date

import pytest

from exports.errors import ExportError
from exports.recoverysheet import recovery_sheet
from tests.exports.paper_reading import POPPLER, bare, opened, read, read_by_poppler

CODE = "J7BBV-1HDS2-RAQXF-W21ZM-6EH33-G886N-XBZR3-YBDAX"
PRINTED_BEFORE = "SE8W-WDTV-S3XV-SFF5-R2CM-2S6R-76FQ-CZ25-7"
DAY = date(2026, 10, 12)


@pytest.fixture(scope="module")
def sheet() -> bytes:
    return recovery_sheet(CODE, "3F9A2C", DAY)


def test_it_is_one_page_with_every_group_of_the_code_in_order(sheet: bytes) -> None:
    assert len(opened(sheet).pages) == 1
    text = read(sheet)
    places = [text.index(group) for group in CODE.split("-")]
    assert places == sorted(places)


@pytest.mark.skipif(POPPLER is None, reason="there is no second reader here")
def test_a_second_reader_finds_the_same_groups(sheet: bytes, tmp_path) -> None:
    text = read_by_poppler(sheet, tmp_path)
    assert all(group in text for group in CODE.split("-"))


@pytest.mark.parametrize(
    "told",
    [
        "the agency’s safe",
        "Never at anybody’s home, never with the computer",
        "No photograph",
        "When the computer is lost or stolen",
        "Tell your manager",
        "Use the recovery code",
        "shred it",
        "it is not encrypted",
        "Kept by",
        "3F9A2C",
        "12 Oct 2026",
    ],
)
def test_it_says_who_keeps_it_and_what_to_do(sheet: bytes, told: str) -> None:
    assert bare(told) in bare(read(sheet))


def test_the_words_for_the_door_are_those_that_stand_on_it(sheet: bytes) -> None:
    from pathlib import Path

    door = Path("app/vault/door.py").read_text(encoding="utf-8")
    assert '"Use the recovery code"' in door


def test_the_file_says_nothing_more_of_itself_than_what_it_is(sheet: bytes) -> None:
    pdf = opened(sheet)
    assert {name: str(value) for name, value in pdf.docinfo.items()} == {"/Title": "Recovery sheet"}
    assert "/StructTreeRoot" in pdf.Root


def test_the_same_code_and_day_give_the_same_bytes(sheet: bytes) -> None:
    assert recovery_sheet(CODE, "3F9A2C", DAY) == sheet


def test_an_older_code_fits_the_sheet_too() -> None:
    pdf = recovery_sheet(PRINTED_BEFORE, "3F9A2C", DAY)
    assert len(opened(pdf).pages) == 1
    assert "SE8W" in read(pdf)


@pytest.mark.parametrize("code", ["", "no code", "A" * 40, "-".join(["ABCDE"] * 13), "ABCDE-<b>"])
def test_what_is_no_code_makes_no_sheet(code: str) -> None:
    with pytest.raises(ExportError, match="no recovery code"):
        recovery_sheet(code, "3F9A2C", DAY)
