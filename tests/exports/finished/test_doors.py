"""Whatever leaves by whatever door is looked through: a leak that is planted in the finished file refuses it."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pikepdf import String

from exports import copies, docx, picture, report
from exports.copies import Copy, case_copy, copy_of, copy_with_doubts, document_copy, picture_copy, require_quiet_name
from exports.drawing import Drawing, TextLine
from exports.errors import ExportError
from exports.figures import Pictures
from exports.sealed import sealed
from mapping.audience import Reader
from mapping.casemap import CaseMap
from tests.cases import arrow, behaviour, case_of, child_impact, person
from tests.exports.finished import plants

DAY = date(2026, 11, 22)
SECRET, LONG = "Quillan", "walks the long way past the library"
COURT, HIM, OURS = Reader("court"), Reader("perpetrator_may_see"), Reader("own_agency")
CLOSED = ("own_agency", "court", "meeting", "survivor", "programme", "training", "perpetrator_may_see")


def a_case() -> CaseMap:
    """A case that any reader has something of, with somebody of whom no reader may learn, our own agency neither."""
    hidden = person("p8", "relative", name=SECRET, withhold_from=CLOSED)
    shown = behaviour("B1", "took her wages", status="convicted"), child_impact("I1", "does not sleep")
    kept = behaviour("B9", LONG, withhold_from=CLOSED)
    return case_of(*shown, kept, arrow("harms", "B1", "I1"), hidden)


# ------------------------------------------------------------------------------------------------ how it is planted


def _pdf(data: bytes) -> bytes:
    return plants.changed(lambda document: document.docinfo.__setitem__("/Author", String(SECRET)), data)


def _archive(data: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.comment = SECRET.encode()
    return out.getvalue()


def _svg(data: bytes) -> bytes:
    return data.replace(b"</svg>", f"<desc>{SECRET}</desc></svg>".encode())


def _png(data: bytes) -> bytes:
    told = plants.png(plain=SECRET)
    start = told.index(b"tEXt") - 4
    end = start + 12 + int.from_bytes(told[start : start + 4], "big")
    return data[:33] + told[start:end] + data[33:]


HOW = {"pdf": _pdf, "docx": _archive, "xlsx": _archive, "svg": _svg, "png": _png}


def planting(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> None:
    """Let what is made of a format hold the name in a place that nobody sees."""
    make: Callable[..., Any] = getattr(owner, name)

    def made(*args: Any, **more: Any) -> Any:
        found = make(*args, **more)
        form = getattr(found, "form", None) or args[1]
        return replace(found, data=HOW[form](found.data))

    monkeypatch.setattr(owner, name, made)


# ---------------------------------------------------------------------------------------------------- the doors


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
@pytest.mark.parametrize("reader", [COURT, OURS], ids=lambda each: each.audience)
def test_a_report_with_a_leak_is_refused_in_every_format(
    form: Any, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = Copy(reader, DAY, form=form)
    assert copy_of(a_case(), wanted)
    planting(monkeypatch, report, "set_outline")
    with pytest.raises(ExportError, match="p8"):
        copy_of(a_case(), wanted)


@pytest.mark.parametrize("form", ["pdf", "docx"])
@pytest.mark.parametrize(("document", "whom"), [("engagement_brief", "p1"), ("access_schedule", "p2")])
def test_a_brief_and_a_schedule_with_a_leak_are_refused(
    document: str, whom: str, form: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert document_copy(a_case(), document, whom, DAY, form)
    planting(monkeypatch, report, "set_outline")
    with pytest.raises(ExportError, match="p8"):
        document_copy(a_case(), document, whom, DAY, form)


@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
def test_a_picture_with_a_leak_beside_what_is_seen_is_refused(form: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert picture_copy(a_case(), form, COURT)
    planting(monkeypatch, picture, "painted")
    with pytest.raises(ExportError, match="p8"):
        picture_copy(a_case(), form, COURT)


@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
@pytest.mark.parametrize(("lines", "entry"), [((SECRET,), "p8"), (("walks the long way", "past the library"), "B9")])
def test_a_picture_that_shows_what_was_withheld_is_refused_in_pixels_too(
    lines: tuple[str, ...], entry: str, form: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture, "map_drawing", showing(picture.map_drawing, lines))
    with pytest.raises(ExportError, match=entry):
        picture_copy(a_case(), form, COURT)


def showing(make: Callable[..., Drawing], lines: tuple[str, ...]) -> Callable[..., Drawing]:
    """What draws, with these lines in every drawing."""

    def drawn(*args: Any, **more: Any) -> Drawing:
        return with_lines(make(*args, **more), lines)

    return drawn


def with_lines(drawing: Drawing, lines: tuple[str, ...]) -> Drawing:
    """A drawing with these lines on it."""
    words = tuple(TextLine(4, 20 + 10 * number, line) for number, line in enumerate(lines))
    return replace(drawing, items=(*drawing.items, *words))


def test_a_picture_within_a_word_file_is_known_by_what_was_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    make = docx.figures.of_map

    def with_a_name(*args: Any) -> Pictures:
        found = make(*args)
        return replace(found, parts=tuple(with_lines(each, (SECRET,)) for each in found.parts))

    monkeypatch.setattr(docx.figures, "of_map", with_a_name)
    with pytest.raises(ExportError, match=r"p8 \(what a picture shows\)"):
        copy_of(a_case(), Copy(COURT, DAY, form="docx"))


@pytest.mark.parametrize("reader", [COURT, HIM], ids=lambda each: each.audience)
@pytest.mark.parametrize(
    ("old", "new"),
    [('"took her wages"', f'"took {SECRET}"'), ('"took her wages"', f'"{LONG}"'), ('"B1"', f'"{SECRET}"'),
     ('"title"', f'"{SECRET}": "", "title"'), ('"took her wages"', '"took \\u0051uillan"')],
)  # fmt: skip
def test_a_smaller_case_with_a_leak_in_a_text_a_key_or_an_id_is_refused(
    reader: Reader, old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = copies.write_text
    old = old if old != '"B1"' else '"behaviour.1"'
    assert old in case_copy(a_case(), reader)
    monkeypatch.setattr(copies, "write_text", lambda case: make(case).replace(old, new, 1))
    with pytest.raises(ExportError, match=r"p8|B9"):
        case_copy(a_case(), reader)


@pytest.mark.parametrize("text", ['{"a": 1, "a": 2}', "{", "[" * 100_000, "\ufeff{}"])
def test_a_case_file_that_is_not_as_ours_are_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "write_text", lambda case: text)
    with pytest.raises(ExportError, match="must not hold"):
        case_copy(a_case(), COURT)


@pytest.mark.parametrize("name", [f"for {SECRET}.pdf", "quillan_court.docx", "Q-u-i-l-l-a-n.svg"])
def test_a_name_of_a_file_that_tells_is_refused(name: str) -> None:
    with pytest.raises(ExportError, match=r"name of the file.*p8") as caught:
        require_quiet_name(a_case(), COURT, name)
    assert SECRET not in str(caught.value)
    require_quiet_name(a_case(), COURT, "report for the court.pdf")


def test_what_only_looks_like_a_leak_leaves_and_is_told() -> None:
    near = behaviour("B1", "told Quilan to leave", status="convicted")
    case = case_of(near, child_impact(), person("p8", "relative", name=SECRET, withhold_from=CLOSED))
    data, doubts = copy_with_doubts(case, Copy(COURT, DAY))
    assert data.startswith(b"%PDF-")
    assert {each.entry for each in doubts} == {"p8"}


def test_only_a_pdf_can_be_sealed() -> None:
    for data in (plants.png(), plants.word(), b""):
        with pytest.raises(ExportError, match="Only a PDF"):
            sealed(data, "correct horse battery staple")
