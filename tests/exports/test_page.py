"""A document is the same every time, holds its own fonts alone, and can be read by those who do not see it."""

import io
import re
from collections.abc import Iterator

import pikepdf
import pypdf
import pytest
from pikepdf import Name

from exports.drawing import Drawing, Rect, TextLine
from exports.errors import ExportError
from exports.flow import Figure, Heading, PageBreak, Rule, Text, keep_together, listed, room_for, space
from exports.page import build_pdf
from exports.table import Row, Table
from exports.text import Span
from tests.exports.paper_reading import document, opened, printed, read

DRAWING = Drawing(
    900, 100, (Rect(0, 0, 890, 90, 5, "#ffffff", "#d9d4c8", edge="#9c2f1f"), TextLine(20, 30, "Takes her wages"))
)


def story() -> list[object]:
    """Return one of everything."""
    return [
        Heading("What he does", 1),
        Text([Span("He checks her phone"), Span("1", raised=True), Span(" الأب يفتش هاتفها किसी")]),
        Figure(DRAWING, "One behaviour"),
        Heading("What she does", 2, "#0f6b58", "triangle"),
        Table(["Effort", "When"], [Row(("Sleeps by them", "most nights"), "e1"), ["Walks them", "daily"]], [2, 1]),
        keep_together([Heading("Asked of him", 3), *listed(["Pays the rent", "Asks them nothing"], numbered=True)]),
        Rule(), space(10), room_for(40), PageBreak(), Text("The end."),
    ]  # fmt: skip


def whole() -> bytes:
    """Return a document of one of everything."""
    return build_pdf(story(), ("Mapping report · Case 0417", "Confidential"), "For the meeting", "Mapping report")


def elements(element: pikepdf.Object, depth: int = 0) -> Iterator[tuple[int, str]]:
    """Yield the roles of the structure tree in order, each with its depth."""
    for kid in element.K if isinstance(element.K, pikepdf.Array) else ():
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield depth, str(kid.S)[1:]
            yield from elements(kid, depth + 1)


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_the_same_story_gives_the_same_bytes() -> None:
    assert whole() == whole()


def test_only_embedded_faces_of_the_program_are_used() -> None:
    with opened(whole()) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts
        for font in fonts:
            assert font.Subtype == Name.Type0
            assert len(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()) > 300
            assert re.fullmatch(r"/[A-Z]{6}\+(Atkinson|Noto)\w+-\w+", str(font.BaseFont))
    assert b"Helvetica" not in whole()


def test_a_document_says_nothing_of_itself_but_its_title() -> None:
    with opened(whole()) as pdf:
        assert dict(pdf.docinfo.items()) == {"/Title": "Mapping report"}
        assert b"pikepdf" not in pdf.Root.Metadata.read_bytes()
        assert pdf.Root.Lang == "en-GB"
    assert whole().count(b"%%EOF") == 1
    for word in (b"eportLab", b"pikepdf", b"Producer", b"CreationDate", b"/JS", b"/URI", b"/Launch", b"/EmbeddedFile"):
        assert word not in whole()


def test_every_page_has_its_running_lines_and_its_number_among_all() -> None:
    found = pages(whole())
    assert len(found) == 2
    for number, text in enumerate(found, 1):
        assert "Mapping report · Case 0417" in text
        assert "Confidential" in text
        assert "For the meeting" in text
        assert f"page {number} of 2" in text


def test_long_running_lines_are_printed_whole() -> None:
    header = ("left words " * 30, "right words " * 30)
    text = " ".join(build_text(header).split())
    assert text.count("left words") == 30
    assert text.count("right words") == 30


def build_text(header: tuple[str, str]) -> str:
    """Return the text of a page under these running lines."""
    return read(build_pdf([Text("x")], header, page_words=""))


def test_headings_are_entered_in_the_outline_at_their_pages() -> None:
    reader = pypdf.PdfReader(
        io.BytesIO(document(Heading("One", 1), Heading("Two", 2), PageBreak(), Heading("Three", 1)))
    )
    flat = [entry for entry in reader.outline if not isinstance(entry, list)]
    assert [entry.title for entry in flat] == ["One", "Three"]
    assert [reader.get_destination_page_number(entry) for entry in flat] == [0, 1]
    assert [entry.title for entry in reader.outline[1]] == ["Two"]


def test_an_outline_may_begin_deep_and_skip_levels() -> None:
    assert (
        len(pypdf.PdfReader(io.BytesIO(document(Heading("One", 3), Heading("Two", 1), Heading("Three", 3)))).outline)
        == 3
    )


def test_a_reader_that_does_not_see_gets_headings_tables_lists_and_figures_in_order() -> None:
    with opened(whole()) as pdf:
        assert pdf.Root.MarkInfo.Marked
        top = pdf.Root.StructTreeRoot.K[0]
        assert [role for depth, role in elements(top) if depth == 0] == [
            "H1",
            "P",
            "Figure",
            "H2",
            "Table",
            "H3",
            "L",
            "P",
        ]
        table = [role for depth, role in elements(top) if role in ("TR", "TH", "TD")]
        assert table == ["TR", "TH", "TH", "TR", "TH", "TD", "TR", "TH", "TD"]
        figure = next(kid for kid in top.K if str(kid.S) == "/Figure")
        assert figure.Alt == "One behaviour"


def test_every_mark_on_a_page_has_its_element() -> None:
    with opened(whole()) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        for page, held in zip(numbers[::2], numbers[1::2], strict=True):
            marks = re.findall(rb"/MCID (\d+)", pdf.pages[int(page)].Contents.read_bytes())
            assert [int(mark) for mark in marks] == list(range(len(held)))


def test_a_text_goes_on_on_the_next_page_and_stays_one_paragraph() -> None:
    words = [f"word{number}" for number in range(1200)]
    pdf = document(Text(" ".join(words)))
    assert len(pages(pdf)) > 1
    assert read(pdf).split() == words
    with opened(pdf) as taken_apart:
        assert [role for _, role in elements(taken_apart.Root.StructTreeRoot.K[0])] == ["P"]


def test_no_line_of_a_paragraph_stands_alone_on_a_page() -> None:
    for lines in range(36, 50):
        counts = [len(text.strip().splitlines()) for text in pages(document(Text("\n".join("x" * lines))))]
        assert 1 not in counts


def test_a_table_repeats_its_head_and_loses_no_row() -> None:
    rows = [[f"row{number}", "He checked the phone. " * (number % 4 + 1)] for number in range(80)]
    found = pages(document(Table(["Date", "What happened"], rows, [1, 4])))
    assert len(found) > 2
    assert all(text.strip().startswith("Date") for text in found)
    assert re.findall(r"row\d+", " ".join(found)) == [f"row{number}" for number in range(80)]


def test_a_row_higher_than_a_page_is_printed_whole() -> None:
    words = [f"word{number}" for number in range(2500)]
    found = " ".join(pages(document(Table(["Date", "What"], [["March", " ".join(words)]], [1, 4]))))
    assert re.findall(r"word\d+", found) == words


def test_a_heading_is_never_the_last_thing_on_a_page() -> None:
    for lines in range(34, 48):
        found = pages(document(Text("\n".join("x" * lines)), Heading("Asked of him"), Text("He pays\nthe rent.")))
        assert not [text for text in found if text.strip().endswith("Asked of him")]


def test_a_wide_drawing_is_made_to_fit() -> None:
    assert "Takes her wages" in read(document(Figure(DRAWING)))


def test_a_tall_drawing_is_made_to_fit_one_page() -> None:
    assert len(pages(document(Figure(Drawing(300, 4000, (TextLine(20, 3990, "foot"),)))))) == 1


def test_a_table_whose_rows_differ_in_length_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="cells"):
        Table(["a", "b"], [["only one"]], [1, 1])


def test_what_fits_on_no_page_is_refused_with_what_to_do() -> None:
    with pytest.raises(ExportError, match="too large"):
        document(space(2000))


def test_an_empty_story_is_one_page() -> None:
    assert len(pages(build_pdf([]))) == 1


def test_empty_text_takes_a_line_and_breaks_nothing() -> None:
    assert read(printed("", "x")).strip() == "x"
