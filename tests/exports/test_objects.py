"""A PDF put together of its objects is one that any program opens without a word, and holds nothing that is loose."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
import pytest

from exports.flow import Text
from exports.objects import put_together, stream, taken_apart, with_more
from exports.page import build_pdf


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return build_pdf(Text(f"He locked the door, evening {number}.") for number in range(200))


def test_nobody_has_to_mend_the_file_to_read_it(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.check_pdf_syntax() == []
        assert len(document.pages) > 1


def test_a_broken_table_would_be_noticed(pdf: bytes) -> None:
    spoilt = re.sub(rb"startxref\n\d+", b"startxref\n7", pdf)
    with pikepdf.open(io.BytesIO(spoilt)) as document:
        assert document.check_pdf_syntax()


def test_something_leads_to_every_object(pdf: bytes) -> None:
    objects = taken_apart(pdf)
    assert set(_reached(pdf, objects)) == objects.keys()


def test_the_file_has_one_end_and_says_nothing_of_who_wrote_it(pdf: bytes) -> None:
    assert pdf.count(b"%%EOF") == 1
    assert b"reportlab" not in pdf.lower()


def test_what_is_taken_apart_can_be_put_together() -> None:
    page = b"<< /Type /Catalog /Pages 2 0 R >>"
    made = put_together((page, b"<< /Type /Pages /Kids [ ] /Count 0 >>", stream(b"a\nb"), b"<< >>"), root=1, info=4)
    assert taken_apart(made)[3].endswith(b"stream\na\nb\nendstream")
    assert taken_apart(made)[1] == page


def test_more_is_said_in_a_dictionary() -> None:
    assert with_more(b"<< /A 1 >>", {"B": "(two)"}) == b"<< /A 1 /B (two) >>"


def _reached(pdf: bytes, objects: dict[int, bytes]) -> Iterator[int]:
    waiting, seen = _led_to(pdf[pdf.rindex(b"trailer") :]), set[int]()
    while waiting:
        number = waiting.pop()
        if number not in seen:
            seen.add(number)
            waiting += _led_to(objects[number].split(b"stream\n")[0])
            yield number


def _led_to(syntax: bytes) -> list[int]:
    return [int(found) for found in re.findall(rb"(\d+) 0 R", syntax)]
