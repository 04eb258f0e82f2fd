"""Who does not see a report is told the same facts in the same order, is led from a number to its source and back."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pdfua
import pikepdf
import pypdf
import pytest

from exports.blocks import Block, Bullets, Item, Notice, Outline, Paragraph, Section, Table
from exports.outline import outline
from exports.pdf import outline_pdf
from mapping.audience import Reader, view
from mapping.casemap import CaseMap
from mapping.entries import Behaviour, ChildImpact, Person
from mapping.readers import audiences
from tests.cases import PUBLISHED_NAMES, published
from tests.exports.full_case import case_of, full_case
from tests.exports.paper_reading import bare, opened, read

PDFINFO = shutil.which("pdfinfo")
DAY = date(2026, 3, 12)
PART = re.compile(r"Part\d+of\d+\.(Cardsatanedgestandonbothparts\.)?")
"""What stands over one part of a picture, which no outline says."""
ROLES = {"perpetrator": ("perpetrator", "co_perpetrator"), "survivor": ("survivor",), "child": ("child",)}


def reader_of(case: CaseMap, name: str) -> Reader:
    """A reader of this name, bound to the first person it may be bound to."""
    bound = audiences()[name].bound
    people = [person for person in case.of(Person) if bound and set(ROLES[bound]) & set(person.roles)]
    return Reader(name, people[0].id if people else "")


def told(case: CaseMap, name: str = "own_agency") -> tuple[Outline, CaseMap]:
    """A reader's outline and view."""
    reader = reader_of(case, name)
    smaller = view(case, reader)
    return outline(smaller, reader, DAY), smaller


@cache
def printed_report(case_name: str, reader: str) -> bytes:
    """A reader's report of a published case."""
    return outline_pdf(*told(published(case_name), reader))


def aloud(pdf: bytes, folder: Path) -> str:
    """What poppler reads aloud from the tree, without pictures and the list of contents; no spaces."""
    path = folder / "report.pdf"
    path.write_bytes(pdf)
    assert PDFINFO
    text = subprocess.run([PDFINFO, "-struct-text", str(path)], check=True, capture_output=True, text=True).stdout
    found, left_at = [], -1
    for line in text.splitlines():
        depth = len(line) - len(line.lstrip())
        if 0 <= left_at < depth:
            continue
        left_at = depth if line.strip().startswith(("Figure", "TOC")) else -1
        if left_at < 0 and line.strip().startswith('"'):
            found.append(line.strip()[1:-1])
    return PART.sub("", bare("".join(found)))


def said(outline: Outline) -> str:
    """Everything that an outline says, in its order; no spaces."""
    return bare("".join(part for section in outline.sections for part in _section(section)))


def _section(section: Section) -> Iterator[str]:
    yield section.heading
    for block in section.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from _words(block)
        case Bullets():
            for number, item in enumerate(block.items, 1):
                yield f"{number}." if block.numbered else "•"
                yield from (words for paragraph in item for words in _words(paragraph))
        case Item():
            yield from (words for paragraph in (block.title, *block.lines) for words in _words(paragraph))
        case Notice():
            yield from (words for paragraph in block.lines for words in _words(paragraph))
        case Table():
            yield from (column.heading for column in block.columns)
            yield from (words for row in block.rows for cell in row for each in cell for words in _words(each))


def _words(paragraph: Paragraph) -> Iterator[str]:
    for phrase in paragraph.phrases:
        yield phrase.text
        yield ",".join(map(str, phrase.sources))


def headings(pdf: bytes) -> list[int]:
    """The levels of the headings, in the order of the tree."""
    with opened(pdf) as document:
        return [int(str(each.S)[2]) for each in _elements(document.Root.StructTreeRoot) if str(each.S)[1:2] == "H"]


def _elements(top: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = top.K if isinstance(top.K, pikepdf.Array) else ()
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def links(pdf: bytes) -> list[tuple[str, int, int]]:
    """Where each link leads, in words, from which page to which."""
    with opened(pdf) as document:
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
        return [
            (str(note.Contents), number, pages[note.Dest[0].objgen])
            for number, page in enumerate(document.pages, 1)
            for note in page.obj.get("/Annots", ())
        ]


@pytest.mark.skipif(PDFINFO is None, reason="poppler is not installed here")
@pytest.mark.parametrize("reader", ["own_agency", "court", "survivor", "perpetrator_may_see"])
def test_the_tree_says_the_same_facts_in_the_same_order_as_the_outline(reader: str, tmp_path: Path) -> None:
    for case in map(published, PUBLISHED_NAMES):
        outlined, smaller = told(case, reader)
        heard, wanted = aloud(outline_pdf(outlined, smaller), tmp_path), said(outlined)
        same = next((at for at, (one, other) in enumerate(zip(heard, wanted, strict=False)) if one != other), None)
        assert same is None, f"from {wanted[max(0, same - 60) : same + 60]!r}"
        assert len(heard) == len(wanted)


@pytest.mark.parametrize("reader", [*audiences()])
@pytest.mark.parametrize("case", PUBLISHED_NAMES)
def test_the_checker_finds_nothing_in_any_report(case: str, reader: str, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(printed_report(case, reader))
    found = pdfua.validate(path)
    assert [finding.rule_id for finding in found.findings] == []


@pytest.mark.parametrize("reader", [*audiences()])
def test_the_headings_of_every_report_make_a_tree_without_jumps(reader: str) -> None:
    levels = [0, *headings(printed_report(PUBLISHED_NAMES[1], reader))]
    assert levels[1] == 1
    assert all(later - sooner <= 1 for sooner, later in pairwise(levels))


def test_a_heading_that_skips_a_level_does_not_skip_it_in_the_tree() -> None:
    sections = (Section("One"), Section("Two", level=3), Section("Three", level=3))
    assert headings(outline_pdf(Outline("Report", "", "", sections), case_of())) == [1, 2, 3]


def test_a_number_leads_to_its_source_and_the_source_back_to_where_it_is_first_named() -> None:
    pdf = outline_pdf(*told(full_case()))
    pages = [bare(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    listed = next(number for number, page in enumerate(pages, 1) if "Whosaysso" in page)
    there = [(here, to) for words, here, to in links(pdf) if words == "Source 1"]
    back = [(here, to) for words, here, to in links(pdf) if words == "Where source 1 is first named"]
    assert there
    assert {to for _, to in there} == {listed}
    assert back == [(listed, min(here for here, _ in there))]


def test_each_line_of_the_contents_leads_to_its_section() -> None:
    outlined, smaller = told(full_case())
    pdf = outline_pdf(outlined, smaller)
    pages = [bare(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    leading = {words.rpartition(", page ")[0]: to for words, _, to in links(pdf) if ", page " in words}
    firsts = [section.heading for section in outlined.sections[1:] if section.level == 1]
    assert [*leading] == firsts
    assert all(bare(heading) in pages[to - 1] for heading, to in leading.items())


def test_a_report_without_a_list_of_sources_has_numbers_and_no_links() -> None:
    outlined, smaller = told(full_case())
    sections = tuple(section for section in outlined.sections if section.key not in ("sources", "handling"))
    pdf = outline_pdf(replace(outlined, sections=sections), smaller)
    assert links(pdf) == []


def test_no_link_does_anything_but_turn_to_a_page() -> None:
    with opened(printed_report(PUBLISHED_NAMES[1], "own_agency")) as pdf:
        notes = [note for page in pdf.pages for note in page.obj.get("/Annots", ())]
        assert notes
        assert {str(note.Subtype) for note in notes} == {"/Link"}
        assert not [note for note in notes if "/A" in note or "/AA" in note]


def test_every_link_is_an_element_that_says_where_it_leads() -> None:
    with opened(printed_report(PUBLISHED_NAMES[1], "own_agency")) as pdf:
        root = pdf.Root.StructTreeRoot
        numbers = dict(zip(map(int, root.ParentTree.Nums[::2]), root.ParentTree.Nums[1::2], strict=True))
        for page in pdf.pages:
            for note in page.obj.get("/Annots", ()):
                element = numbers[int(note.StructParent)]
                assert str(element.S) == "/Link"
                assert note.objgen in [kid.Obj.objgen for kid in element.K if isinstance(kid, pikepdf.Dictionary)]
                assert str(note.Contents)


def test_rows_and_columns_of_a_table_have_their_heads() -> None:
    with opened(printed_report(PUBLISHED_NAMES[1], "own_agency")) as pdf:
        scopes = [
            (str(each.S), str(each.get("/A", {}).get("/Scope", "")))
            for each in _elements(pdf.Root.StructTreeRoot)
            if str(each.S) in ("/TH", "/TD")
        ]
        assert {("/TH", "/Column"), ("/TH", "/Row"), ("/TD", "")} == set(scopes)


def test_pages_have_labels_and_bookmarks_nest_as_headings_do() -> None:
    pdf = printed_report(PUBLISHED_NAMES[1], "own_agency")
    with opened(pdf) as document:
        assert int(next(iter(document.Root.PageLabels.Nums))) == 0
    outlined = pypdf.PdfReader(io.BytesIO(pdf)).outline
    assert any(isinstance(each, list) for each in outlined)


# ------------------------------------------------------------------------------------------------- other scripts

HEBREW, ARABIC, HINDI, CHINESE = "רחל כהן", "محمد العلي", "क्षत्रिय", "父亲"


def foreign_case(name: str) -> CaseMap:
    """A case whose people, cards and reference are called by names of another script."""
    father = Person(id="p1", roles=("perpetrator",), label=name, name=name)
    child = Person(id="p3", roles=("child",), label=f"{name} 2")
    acts = (
        Behaviour(id="b1", by="p1", title=name, when="2024-05-01", account=f"He said “{name}” (12/03)."),
        ChildImpact(id="i1", child="p3", title=f"{name} 7", when="2025"),
    )
    made = case_of(father, child, *acts)
    return CaseMap(replace(made.header, reference=name, title=name), made.entries, made.links)


@pytest.mark.parametrize("name", [HEBREW, ARABIC, HINDI, CHINESE], ids=["Hebrew", "Arabic", "Hindi", "Chinese"])
def test_names_of_any_script_are_read_everywhere_as_they_were_typed(name: str) -> None:
    outlined, smaller = told(foreign_case(name))
    pdf = outline_pdf(outlined, smaller)
    text = bare(read(pdf))
    assert text.count(bare(name)) > 8
    assert bare(f"{name} 7") in text
    assert bare(f"He said “{name}” (12/03).") in text
    assert bare(f"Mapping report · {name} · for our own agency · 12 March 2026 · copy 1") in text
    with opened(pdf) as document:
        alts = [str(each.Alt) for each in _elements(document.Root.StructTreeRoot) if "/Alt" in each]
        assert any(name in alt for alt in alts)
    bookmarks = [entry.title for entry in _flat(pypdf.PdfReader(io.BytesIO(pdf)).outline)]
    assert any(name in title for title in bookmarks)


def _flat(entries: list[object]) -> Iterator[pypdf.generic.Destination]:
    for each in entries:
        if isinstance(each, list):
            yield from _flat(each)
        elif isinstance(each, pypdf.generic.Destination):
            yield each


def test_the_words_at_the_end_of_a_line_and_the_next_stay_apart_for_who_does_not_see_the_line(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(printed_report(PUBLISHED_NAMES[0], "own_agency"))
    assert PDFINFO
    text = subprocess.run([PDFINFO, "-struct-text", str(path)], check=True, capture_output=True, text=True).stdout
    assert "do not open it or read from it where a member of the family could see or hear" in text
    assert re.search(r"\w\. \w", text)
