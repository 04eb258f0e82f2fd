"""The report as a file: all of it can be read, nothing else is in it, and the same case and day give the same bytes."""

import hashlib
import io
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pikepdf
import pypdf
import pytest

from exports.errors import ExportError
from exports.report import own_agency_report
from mapping.casemap import CaseMap
from mapping.entries import Behaviour, ChildImpact, Header, Incident, Link, Person
from tests.cases import PUBLISHED, PUBLISHED_NAMES, published
from tests.exports.full_case import case_of, full_case
from tests.exports.paper_reading import POPPLER, bare, opened, read, read_by_poppler
from tests.exports.plain import case_named
from tests.house.source import ROOT

DAY = date(2026, 3, 12)
TITLED = ("behaviour", "child_impact", "family_impact", "survivor_impact", "protective_effort", "response")
FATHER = Person(id="p1", roles=("perpetrator",), label="Father")
CHILD = Person(id="p3", roles=("child",), label="Child")
MARKUP = "<b>you <img src='/etc/hostname'/> &amp; <5 > 3 </para> %s {0} \\n <!-- said --> "


def missing(case: CaseMap, text: str) -> list[str]:
    """Return the ids of the entries whose titles do not stand in a text, first letters aside."""
    plain = bare(text).casefold()
    titled = [entry for entry in case.entries.values() if entry.kind in TITLED]
    assert titled
    return [entry.id for entry in titled if bare(entry.title)[1:].casefold() not in plain]


def lines_of(pdf: bytes) -> list[list[str]]:
    """Return the lines of each page."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return [[line.strip() for line in page.extract_text().splitlines() if line.strip()] for page in pages]


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_every_title_can_be_read_in_the_report(name: str) -> None:
    case = published(name)
    assert missing(case, read(own_agency_report(case, DAY))) == []


@pytest.mark.skipif(not POPPLER, reason="poppler is not installed here")
@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_a_second_reader_finds_every_title_too(name: str, tmp_path: Path) -> None:
    case = published(name)
    assert missing(case, read_by_poppler(own_agency_report(case, DAY), tmp_path)) == []


def test_the_same_case_and_day_give_the_same_bytes_in_another_process() -> None:
    path = PUBLISHED / f"{PUBLISHED_NAMES[0]}.case.json"
    code = (
        "import hashlib; from datetime import date; from pathlib import Path\n"
        "from exports.interchange import read_file; from exports.report import own_agency_report\n"
        f"made = own_agency_report(read_file(Path({str(path)!r})), date(2026, 3, 12))\n"
        "print(hashlib.sha256(made).hexdigest())"
    )
    marks = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
        marks.add(done.stdout.strip())
    assert marks == {hashlib.sha256(own_agency_report(published(PUBLISHED_NAMES[0]), DAY)).hexdigest()}


def test_another_day_gives_another_report() -> None:
    assert own_agency_report(full_case(), DAY) != own_agency_report(full_case(), date(2026, 3, 13))


def test_an_empty_case_makes_a_report_that_says_so() -> None:
    text = read(own_agency_report(case_of(), DAY))
    assert "Nobody has been put on the map yet." in text
    assert "No source has been recorded yet." in text


def test_every_page_says_whose_it_is_not_and_which_it_is() -> None:
    pages = lines_of(own_agency_report(full_case(), DAY))
    for number, lines in enumerate(pages, 1):
        text = " ".join(lines)
        assert "Mapping report · 0417 · for our own agency · 12 March 2026 · copy 1" in text
        assert "Confidential — not for any member of the family" in text
        assert f"page {number} of {len(pages)}" in text


def test_no_line_of_a_short_card_and_no_line_of_sources_stands_alone_at_the_head_of_a_page() -> None:
    firsts = [page[1] for page in lines_of(own_agency_report(case_named("hale"), date(2026, 3, 1)))]
    assert not [line for line in firsts if line.startswith(("Speaks to:", "Told by", "It serves"))]


@pytest.mark.parametrize(
    "case", [*map(published, PUBLISHED_NAMES), full_case(), case_of()], ids=[*PUBLISHED_NAMES, "full", "empty"]
)
def test_no_page_is_empty_and_no_heading_stands_alone_at_the_foot_of_one(case: CaseMap) -> None:
    pdf = own_agency_report(case, DAY)
    headings = {bare(entry.title) for entry in _bookmarks(pdf)}
    for lines in lines_of(pdf):
        content = [line for line in lines if not re.match(r"Mapping report ·|Confidential —|page \d+ of", line)]
        assert content
        assert bare(content[-1]) not in headings


def _bookmarks(pdf: bytes) -> list[pypdf.generic.Destination]:
    """Return the entries of a document's outline, all levels in a row."""
    waiting, found = list(pypdf.PdfReader(io.BytesIO(pdf)).outline), []
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, list):
            waiting = [*each, *waiting]
        else:
            found.append(each)
    return found


def test_the_report_can_be_turned_to_by_its_headings() -> None:
    titles = [entry.title for entry in _bookmarks(own_agency_report(full_case(), DAY))]
    assert "How his behaviour reaches the elder child" in titles
    assert "What the father does: money" in titles


def test_the_list_of_contents_gives_the_page_of_each_section() -> None:
    pdf = own_agency_report(full_case(), DAY)
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    front = " ".join(page.extract_text() for page in pages[:2])
    at = next(number for number, page in enumerate(pages, 1) if "Take this page out" in page.extract_text())
    assert re.search(rf"Keeping workers and others safe\s*{at}\b", front)


def test_only_embedded_fonts_are_used() -> None:
    with opened(own_agency_report(full_case(), DAY)) as pdf:
        fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"]
        assert fonts
        simple = [each for each in fonts if each.Subtype != "/Type0"]
        assert [str(each.BaseFont) for each in simple if "/FontFile2" not in each.FontDescriptor] == []


def test_nothing_by_which_somebody_can_be_found_is_in_the_file() -> None:
    pdf = own_agency_report(full_case(), DAY)
    text = bare(read(pdf))
    for secret in ("Larkspur", "07700900461", "Heronsgate", "Ismysupervisor"):
        assert secret not in text


def test_the_file_says_nothing_of_the_family_about_itself() -> None:
    with opened(own_agency_report(full_case(), DAY)) as pdf:
        assert {str(key): str(value) for key, value in pdf.docinfo.items()} == {"/Title": "Mapping report"}


def test_markup_is_printed_as_it_was_typed() -> None:
    title = (MARKUP * 4)[:290].rstrip()
    case = case_of(FATHER, Behaviour(id="B1", by="p1", title=title, account=MARKUP * 3))
    text = bare(read(own_agency_report(case, DAY)))
    assert bare(title)[1:] in text
    assert bare(MARKUP * 3) in text


def test_a_very_long_account_runs_over_pages_and_is_whole() -> None:
    account = " ".join(f"word{number}" for number in range(2100))[:20_000]
    unbroken = "x" * 20_000
    case = case_of(
        FATHER,
        Behaviour(id="B1", by="p1", title="kept lists", account=account),
        Incident(id="F1", account=account, when="2026"),
        Incident(id="F2", account=unbroken),
    )
    pages = pypdf.PdfReader(io.BytesIO(own_agency_report(case, DAY))).pages
    text = "".join(page.extract_text() for page in pages)
    assert len(pages) > 12
    assert all(text.count(f"word{number} ") + text.count(f"word{number}\n") >= 2 for number in range(0, 2000, 50))
    assert sum(len(run) for run in re.findall("x{30,}", text)) == 20_000


def test_the_longest_titles_fit_everywhere() -> None:
    title = "questions " + "the elder child about where " * 10 + "she went"
    many = [Behaviour(id=f"B{n}", by="p1", title=title, category="B11") for n in range(1, 4)]
    impact = ChildImpact(id="I1", child="p3", title=title)
    links = tuple(Link(id=f"l{n}", kind="harms", from_id=f"B{n}", to_id="I1", pathway="P1") for n in range(1, 4))
    case = case_of(FATHER, CHILD, *many, impact, links=links)
    assert missing(case, read(own_agency_report(case, DAY))) == []


def test_a_name_that_runs_from_right_to_left_can_be_read_again() -> None:
    name = "أمل حسن"
    mother = Person(id="p2", roles=("survivor",), label="Mother", name=name)
    case = case_of(FATHER, mother, Behaviour(id="B1", by="p1", toward=("p2",), title=f"writes “{name}” on the door"))
    with opened(own_agency_report(case, DAY)) as pdf:
        assert len(pdf.pages) > 3
    assert bare(name) in bare(read(own_agency_report(case, DAY)))


def test_a_character_that_no_font_has_is_refused_with_its_number_and_its_entry() -> None:
    case = case_of(FATHER, Behaviour(id="B7", by="p1", title="left 𓀀 on the wall"))
    with pytest.raises(ExportError, match=r"U\+13000") as refused:
        own_agency_report(case, DAY)
    assert refused.value.where == "B7"
    assert "B7" in str(refused.value)
    assert "on the wall" not in str(refused.value)


def test_a_character_that_is_never_printed_does_not_stop_the_report() -> None:
    case = full_case()
    assert "𓀀" not in read(own_agency_report(case_of(*case.entries.values(), header=Header(id="case", title="A")), DAY))


def test_a_map_too_large_for_paper_is_said_to_be_so_and_every_card_is_still_told() -> None:
    many = [Behaviour(id=f"B{n}", by="p1", title=f"took thing {n} away", category="B07") for n in range(1, 130)]
    text = read(own_agency_report(case_of(FATHER, *many), DAY))
    assert "The map is too large for paper" in text
    assert missing(case_of(*many), text) == []


def test_a_hundred_children_each_have_a_page() -> None:
    many = [Person(id=f"c{n}", roles=("child",), label=f"Child {n}") for n in range(1, 101)]
    text = read(own_agency_report(case_of(FATHER, *many), DAY))
    assert "How the father’s behaviour reaches Child 100" in text
