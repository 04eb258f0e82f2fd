"""The certificate of an erasure says what is gone, why, by whom, what still holds it: on one page, no case text."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pypdf
import pytest

from exports.certificate import certificate, in_groups
from exports.erasure import LAW, Certificate
from exports.errors import ExportError

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
BEFORE, AFTER = (316, bytes(range(32))), (318, bytes(range(32, 64)))
FACTS = Certificate(
    vault="9F3A2C", case="case-ab12cd34ef56", gone=(("Person", ("p2",)), ("Arrow", ("harms1", "L3"))),
    kept=(("Behaviour", ("B1", "B7")),), reason=LAW, decided_by="M. Adeyemi", done_by="R. Okafor", moment=NOW, act=318,
    before=BEFORE, after=AFTER, sound=True, backups=((NOW - timedelta(hours=3), date(2026, 12, 1)),), second_place=True,
)  # fmt: skip


def text_of(facts: Certificate) -> str:
    pages = pypdf.PdfReader(io.BytesIO(certificate(facts))).pages
    assert len(pages) == 1
    return " ".join(pages[0].extract_text().replace("\u00a0", " ").split())


def test_it_says_what_is_gone_why_and_by_whom() -> None:
    said = text_of(FACTS)
    for words in ("Person: 1", "p2", "Arrow: 2", "Behaviour: 2", "B1, B7", "By law", "M. Adeyemi", "R. Okafor",
                  "22 Nov 2026", "14:05", "case-ab12cd34ef56", "act 318", "9F3A2C"):  # fmt: skip
        assert words in said


def test_the_ends_of_the_record_stand_on_it_in_groups() -> None:
    said = text_of(FACTS)
    assert in_groups(BEFORE[1]) == "00010203 04050607 08090a0b 0c0d0e0f 10111213 14151617 18191a1b 1c1d1e1f"
    assert f"act 316: {in_groups(BEFORE[1])}" in said
    assert f"act 318: {in_groups(AFTER[1])}" in said


def test_it_says_what_still_holds_it_and_until_when() -> None:
    said = text_of(FACTS)
    assert "22 Nov 2026 11:05 (until 1 Dec 2026)" in said
    assert "second place" in said
    assert "Reports, pictures and case files" in said
    without = text_of(replace(FACTS, backups=(), second_place=False))
    assert "No backup from before the erasure is left" in without
    assert "second place" not in without


def test_it_says_whether_the_record_holds_together() -> None:
    assert "It holds together" in text_of(FACTS)
    assert "does not hold together" in text_of(replace(FACTS, sound=False))


def test_the_largest_erasure_still_fits_on_one_page() -> None:
    many = tuple(f"identity.{number}" for number in range(400))
    kinds = tuple((f"Kind {number}", many) for number in range(24))
    backups = tuple((NOW - timedelta(hours=number), date(2026, 12, 1)) for number in range(60))
    longest = replace(FACTS, gone=kinds, kept=kinds, backups=backups, decided_by="M" * 120, done_by="M" * 80)
    said = text_of(longest)
    assert "Other kinds: 7600" in said
    assert "and 48 more" in said


def test_the_same_erasure_gives_the_same_bytes() -> None:
    assert certificate(FACTS) == certificate(FACTS)


def test_a_name_that_cannot_be_printed_is_refused_by_its_character() -> None:
    with pytest.raises(ExportError, match="write it in words"):
        certificate(replace(FACTS, decided_by="\x07"))
