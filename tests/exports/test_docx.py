"""The report as a Word file: it says what the PDF says, in Word's own terms, and nothing is hidden in it."""

import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.blocks import Block, Bullets, Column, Item, Notice, Outline, Paragraph, Phrase, Section, Table
from exports.docx import outline_docx, word_file
from exports.errors import ExportError
from exports.fonts import spoken
from exports.outline import own_agency_outline
from exports.text import cannot_print, tidy
from mapping.audience import Reader, view
from mapping.casemap import CaseMap
from mapping.entries import Behaviour, ChildImpact, Link, Person
from tests.cases import published
from tests.exports.full_case import case_of, full_case
from tests.exports.office_reading import (
    WP,
    W,
    everything,
    levels,
    paragraphs,
    part,
    parts,
    says_nothing_of_itself,
    style,
    text,
)
from tests.exports.test_text_door import HOSTILE, MIXED, SCRIPTS, TOKENS
from tests.house.source import ROOT

DAY = date(2026, 3, 12)
ADDED = ("Caption", "TOC1", "Picture")
"""Styles of what only a Word file has: captions under pictures, the list of contents, the pictures themselves."""
MARKS = str.maketrans("", "", "\u200e\u200f")
"""Marks that hold digits in their places beside a name from the right; nobody sees them."""
NOBODY = case_of()


@pytest.fixture(scope="module")
def outline() -> Outline:
    """Return the report of the case that has everything."""
    return own_agency_outline(view(full_case(), Reader("own_agency")), DAY)


@pytest.fixture(scope="module")
def file(outline: Outline) -> bytes:
    """Return it as a Word file."""
    return outline_docx(outline, view(full_case(), Reader("own_agency")))


def printed(*blocks: Block) -> bytes:
    """Return a Word file of these blocks and a heading."""
    return outline_docx(Outline("Report", "Report · 0417", "Not for the family", (Section("Report", blocks),)), NOBODY)


def saying(*texts: str) -> Paragraph:
    """Return a paragraph of a phrase for each of these texts, all of the same entry."""
    return Paragraph(tuple(Phrase(each, where="B7") for each in texts))


def said(block: Block) -> Iterator[str]:
    """Yield what a block says, a text for each of its paragraphs, with the numbers of its sources."""
    match block:
        case Paragraph():
            numbered = (each.text + ",\u00a0".join(map(str, each.sources)) for each in block.phrases)
            yield spoken(tidy("".join(numbered)))
        case Bullets():
            yield from (line for item in block.items for each in item for line in said(each))
        case Item():
            yield from (line for each in (block.title, *block.lines) for line in said(each))
        case Table():
            yield from (column.heading for column in block.columns)
            for row in block.rows:
                for cell in row:
                    yield from (line for each in cell or (Paragraph(()),) for line in said(each))
        case Notice():
            yield from (line for each in block.lines for line in said(each))


def told(outline: Outline) -> list[str]:
    """Return all that an outline says, in order."""
    return [line for section in outline.sections for line in (section.heading, *_blocks(section))]


def _blocks(section: Section) -> Iterator[str]:
    for block in section.blocks:
        yield from said(block)


def read(file: bytes) -> list[str]:
    """Return all that a Word file says of what its outline says, in order."""
    return [text(each).translate(MARKS) for each in paragraphs(file) if style(each) not in ADDED]


# ------------------------------------------------------------------------------------------------- what it says


@pytest.mark.parametrize("case", [published("open-02-school-basement"), full_case()], ids=["published", "full"])
def test_everything_the_report_says_stands_in_the_file_in_the_same_order(case: CaseMap) -> None:
    smaller = view(case, Reader("own_agency"))
    outline = own_agency_outline(smaller, DAY)
    found = [line for line in read(outline_docx(outline, smaller)) if line]
    assert found == [line for line in told(outline) if line]


def test_another_program_can_open_it_and_finds_the_headings(file: bytes, outline: Outline) -> None:
    opened = docx.Document(io.BytesIO(file))
    named = {"Title": 1, "Heading 1": 1, "Heading 2": 2, "Heading 3": 3}
    found = [(each.text, named[each.style.name]) for each in opened.paragraphs if each.style.name in named]
    assert found == [(section.heading, section.level) for section in outline.sections]


def test_the_levels_of_the_headings_form_a_tree(file: bytes) -> None:
    level_of = levels(file)
    found = [level_of[style(each)] for each in paragraphs(file) if style(each) in level_of]
    assert found[0] == 1
    assert len(found) > 20
    assert [pair for pair in pairwise(found) if pair[1] > pair[0] + 1] == []


def test_the_list_of_contents_leads_to_every_section(file: bytes, outline: Outline) -> None:
    document = part(file, "word/document.xml")
    places = {}
    for each in paragraphs(file):
        for mark in each.iter(f"{W}bookmarkStart"):
            places[mark.get(f"{W}name")] = text(each)
    links = [(text(each), places[each.get(f"{W}anchor")]) for each in document.iter(f"{W}hyperlink")]
    sections = [section.heading for section in outline.sections[1:] if section.level == 1]
    assert links == [(heading, heading) for heading in sections]


def test_lists_cards_quotations_and_notices_are_what_word_calls_them(file: bytes, outline: Outline) -> None:
    found = {style(each) for each in paragraphs(file)}
    assert {"ListBullet", "ListNumber", "CardTitle", "CardFacts", "Quote", "Notice", "TableHeading", "Lead"} <= found
    quotes = [text(each) for each in paragraphs(file) if style(each) == "Quote"]
    assert "“He asks me every time.”1 p. 4" in quotes


def test_numbered_lists_begin_anew() -> None:
    numbered = Bullets(((saying("first"),), (saying("second"),)), numbered=True)
    file = printed(numbered, saying("between"), numbered)
    items = [each for each in paragraphs(file) if style(each) == "ListNumber"]
    lists = [each.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") for each in items]
    assert lists[0] == lists[1] != lists[2] == lists[3]
    kept = {each.get(f"{W}numId"): each for each in part(file, "word/numbering.xml").iter(f"{W}num")}
    assert all(kept[number].find(f"{W}lvlOverride/{W}startOverride") is not None for number in lists)


def test_raised_numbers_are_raised(file: bytes) -> None:
    raised = [run for run in part(file, "word/document.xml").iter(f"{W}r") if _styled(run) == "EndnoteReference"]
    assert {text(run) for run in raised} >= {"1", "1,\u00a02"}


def _styled(run: object) -> str:
    found = run.find(f"{W}rPr/{W}rStyle")
    return found.get(f"{W}val") if found is not None else ""


# ------------------------------------------------------------------------------------------------- how it stands


def test_what_stands_on_every_page_says_whose_it_is_and_counts_the_pages(file: bytes, outline: Outline) -> None:
    head, foot = part(file, "word/header1.xml"), part(file, "word/footer1.xml")
    assert text(head) == f"{outline.running}\t{outline.marking}"
    assert [each.get(f"{W}instr").strip() for each in foot.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]
    assert text(foot).strip() == "page 1 of 1"


def test_a_running_line_too_long_for_one_line_gets_its_own() -> None:
    outline = Outline("Report", "r" * 80, "m" * 60, (Section("Report"),))
    head = part(outline_docx(outline, NOBODY), "word/header1.xml")
    assert [text(each).strip() for each in head.iter(f"{W}p")] == ["r" * 80, "m" * 60]


def test_a_reference_from_the_right_keeps_the_digits_beside_it_in_their_places() -> None:
    outline = Outline("Report", "Report · \u05ea\u05d9\u05e7 7 · 12 March 2026 · copy 1", "", (Section("Report"),))
    head = part(outline_docx(outline, NOBODY), "word/header1.xml")
    turned = [text(run) for run in head.iter(f"{W}r") if run.find(f"{W}rPr/{W}rtl") is not None]
    assert "".join(turned).translate(MARKS) == "\u05ea\u05d9\u05e7 7"
    assert "12 March 2026" in [text(run) for run in head.iter(f"{W}r")]
    assert not list(head.iter(f"{W}bidi"))


def test_the_document_says_its_language(file: bytes) -> None:
    found = part(file, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert found.get(f"{W}val") == "en-GB"


def test_every_picture_has_words_for_those_who_do_not_see_it_and_a_caption(file: bytes) -> None:
    words = [each.get("descr") for each in part(file, "word/document.xml").iter(f"{WP}docPr")]
    assert len(words) == 4
    assert words[0] == "Picture of how the behaviour reaches the elder child. The sentences beside it say the same."
    assert words[2].startswith("Timeline, ")
    assert words[3].startswith("Map. What he does; ")
    styles = [style(each) for each in paragraphs(file)]
    assert [styles[at + 1] for at, each in enumerate(styles) if each == "Picture"] == ["Caption"] * 4
    captions = [text(each) for each in paragraphs(file) if style(each) == "Caption"]
    assert captions[0] == "Figure 1. How his behaviour reaches the elder child."
    assert captions[2:] == ["Figure 3. In the order of time.", "Figure 4. The whole map."]


def test_pictures_are_fine_enough_for_print(file: bytes) -> None:
    pictures = [raw for name, raw in parts(file).items() if name.endswith(".png")]
    widths = [int.from_bytes(raw[16:20], "big") for raw in pictures]
    document = part(file, "word/document.xml")
    inches = [int(each.get("cx")) / 914_400 for each in document.iter(f"{WP}extent")]
    assert sorted(widths) == pytest.approx(sorted(inch * 300 for inch in inches), abs=2)


def test_a_map_in_several_parts_says_which_part_each_is() -> None:
    father = Person(id="p1", roles=("perpetrator",), label="Father")
    many = [Behaviour(id=f"B{n}", by="p1", title=f"took thing {n} away", category="B07") for n in range(1, 25)]
    case = case_of(father, *many)
    file = outline_docx(own_agency_outline(case, DAY), case)
    captions = [text(each) for each in paragraphs(file) if style(each) == "Caption"]
    assert captions[0] == "Figure 1. The whole map. Part 1 of 2. Cards at an edge stand on both parts."
    words = [each.get("descr") for each in part(file, "word/document.xml").iter(f"{WP}docPr")]
    assert words[1].endswith("Part 2 of 2. Cards at an edge stand on both parts.")


def test_the_head_of_a_table_comes_again_and_no_two_tables_run_together(file: bytes) -> None:
    body = part(file, "word/document.xml").find(f"{W}body")
    tables = [each for each in body if each.tag == f"{W}tbl"]
    assert len(tables) >= 6
    assert all(each.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for each in tables)
    table = Table((Column("When", 1), Column("What", 2)), (((saying("2026"),), (saying("left"),)),))
    inside = [each.tag for each in part(printed(table, table), "word/document.xml").find(f"{W}body")]
    assert inside[-5:] == [f"{W}tbl", f"{W}p", f"{W}tbl", f"{W}p", f"{W}sectPr"]


def test_only_a_long_row_runs_over_the_end_of_a_page() -> None:
    short, long = (saying("left"),), (saying("he waited outside " * 200),)
    file = printed(Table((Column("What", 1), Column("Why", 1)), ((short, short), (long, short))))
    rows = list(part(file, "word/document.xml").iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows] == [True, True, False]


# ------------------------------------------------------------------------------------------------- what is not in it


def test_the_file_says_nothing_of_itself_but_its_title(file: bytes) -> None:
    assert says_nothing_of_itself(file, "Mapping report")


def test_nothing_is_hidden_in_the_file(file: bytes) -> None:
    names = set(parts(file))
    ours = {f"word/{name}.xml" for name in ("document", "styles", "numbering", "settings", "fontTable")}
    ours |= {"word/header1.xml", "word/footer1.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    ours |= {"_rels/.rels", "docProps/core.xml", "docProps/app.xml"}
    assert {name for name in names - ours if not name.startswith("word/media/image")} == set()
    whole = everything(file)
    for mark in (
        "rsid",
        "w:ins ",
        "w:del ",
        "w:comment",
        "w:vanish",
        "w:author",
        "python-docx",
        "thumbnail",
        "http://www.python",
    ):
        assert mark not in whole


def test_nothing_by_which_somebody_can_be_found_is_in_the_file(file: bytes) -> None:
    whole = everything(file)
    assert [secret for secret in ("Larkspur", "07700", "Heronsgate", "Is my supervisor") if secret in whole] == []


def test_pictures_hold_pixels_and_nothing_else(file: bytes) -> None:
    for name, raw in parts(file).items():
        if name.endswith(".png"):
            assert _chunks(raw) <= {b"IHDR", b"IDAT", b"IEND"}


def test_the_pictures_in_a_file_are_those_that_were_painted_for_it(outline: Outline, file: bytes) -> None:
    made = word_file(outline, view(full_case(), Reader("own_agency")))
    assert made.data == file
    assert {raw for name, raw in parts(file).items() if "/media/" in name} == set(made.pictures)


def _chunks(png: bytes) -> set[bytes]:
    at, found = 8, set()
    while at < len(png):
        found.add(png[at + 4 : at + 8])
        at += 12 + int.from_bytes(png[at : at + 4], "big")
    return found


def test_the_same_case_gives_the_same_bytes_in_another_process(file: bytes) -> None:
    code = (
        "import hashlib, sys; from tests.exports.test_docx import *;"
        "smaller = view(full_case(), Reader('own_agency'));"
        "sys.stdout.write(hashlib.sha256(outline_docx(own_agency_outline(smaller, DAY), smaller)).hexdigest())"
    )
    environ = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=True)
    assert done.stdout == hashlib.sha256(file).hexdigest()


# ------------------------------------------------------------------------------------------------- any text


@pytest.mark.parametrize("line", [*HOSTILE, *SCRIPTS.values(), *MIXED.values()])
def test_every_text_stands_in_the_file_as_it_was_typed(line: str) -> None:
    assert read(printed(saying(line)))[1] == spoken(line)


def test_a_name_from_the_right_runs_from_the_right_and_keeps_what_stands_beside_it_in_place() -> None:
    name = "أمل حسن"
    file = printed(Paragraph((Phrase("Told by "), Phrase(name, where="p2", sources=(3,)), Phrase(", 12 March"))))
    runs = list(paragraphs(file)[1].iter(f"{W}r"))
    turned = {text(run): run.find(f"{W}rPr/{W}rtl") is not None for run in runs}
    assert turned[name] is True
    assert [turned[each] for each in ("Told by ", "3", ", 12 March")] == [False] * 3
    at = [text(run) for run in runs].index(name)
    assert text(runs[at - 1]) == text(runs[at + 1]) == "\u200e"
    assert paragraphs(file)[1].find(f"{W}pPr/{W}bidi") is None


def test_a_paragraph_from_the_right_is_one() -> None:
    (_, line) = paragraphs(printed(saying("قالت الأم إن الأب يفتش هاتفها منذ 2022")))
    assert line.find(f"{W}pPr/{W}bidi") is not None
    assert all(run.find(f"{W}rPr/{W}rtl") is not None for run in line.iter(f"{W}r"))


def test_an_invisible_override_cannot_turn_a_text_round() -> None:
    assert read(printed(saying("pay \u202eabc\u202c now")))[1] == "pay abc now"


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\ud800", "\ufffe", "𓀀"])
def test_what_cannot_be_printed_is_refused_with_its_entry_and_without_its_text(character: str) -> None:
    with pytest.raises(ExportError, match=f"U\\+{ord(character):04X}") as refused:
        printed(saying(f"Mrs Canary {character}"))
    assert refused.value.where == "B7"
    assert "Canary" not in str(refused.value)


def test_a_title_that_cannot_be_drawn_is_refused_with_its_entry() -> None:
    people = (Person(id="p1", roles=("perpetrator",), label="Father"), Person(id="p3", roles=("child",), label="Child"))
    things = (Behaviour(id="B1", by="p1", title="hid it"), ChildImpact(id="I9", child="p3", title="left 𓀀 there"))
    case = case_of(*people, *things, links=(Link(id="l1", kind="harms", from_id="B1", to_id="I9"),))
    with pytest.raises(ExportError) as refused:
        outline_docx(own_agency_outline(case, DAY), case)
    assert refused.value.where == "I9"


@settings(max_examples=40)
@given(st.lists(TOKENS, max_size=30).map("".join))
def test_any_text_is_kept_exactly(line: str) -> None:
    table = Table((Column("What", 1),), (((saying(line),),),))
    found = read(printed(saying(line, " he said, 3 March"), table, Bullets(((saying(line),),))))
    kept = spoken(tidy(line))
    assert found == ["Report", f"{kept} he said, 3 March", "What", kept, kept]


@settings(max_examples=40)
@given(st.text(max_size=40))
def test_any_characters_are_kept_or_refused_by_name(line: str) -> None:
    named = cannot_print(line)
    if named:
        with pytest.raises(ExportError) as refused:
            printed(saying(line))
        assert named[0].split()[0] in str(refused.value)
    else:
        assert read(printed(saying(line, "12")))[1].replace("12", "") == spoken(tidy(line)).replace("12", "")
