"""A case as a sheet: a row for each thing, every cell text that stays text, and nothing that a report would not say."""

import hashlib
import os
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.errors import ExportError
from exports.fonts import spoken
from exports.sheet import sheet
from exports.text import cannot_print, tidy
from mapping.audience import Reader, view
from mapping.casemap import CaseMap
from mapping.entries import (
    Behaviour,
    ChildImpact,
    Cite,
    Link,
    Note,
    Person,
    Relationship,
    Session,
    Sharing,
    Source,
)
from tests.cases import published
from tests.exports.full_case import case_of, full_case
from tests.exports.office_reading import X, everything, part, parts, rows, says_nothing_of_itself, sheets
from tests.exports.test_text_door import HOSTILE, MIXED, SCRIPTS, TOKENS
from tests.house.source import ROOT

DAY = date(2026, 3, 12)
FATHER = Person(id="p1", roles=("perpetrator",), label="Father")
CHILD = Person(id="p3", roles=("child",), label="Child")
FORMULAS = (
    "=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "+44 7700 900461", "-2+3", "\t=1+1", "＝1+1", "\u200b=1+1", "007", "1e5",
    "3/4", "12-03-2026", "TRUE", "#N/A", "{=1}", "http://example.org", "mailto:a@b.org", "_x0041_", "'quoted",
)  # fmt: skip


@pytest.fixture(scope="module")
def file() -> bytes:
    """Return the case that has everything as a sheet."""
    return sheet(view(full_case(), Reader("own_agency")), DAY, "Mapping report · 0417", "Not for the family")


def telling(account: str) -> bytes:
    """Return a sheet of a case with one incident's account."""
    return sheet(case_of(FATHER, Behaviour(id="B7", by="p1", title="hid it", account=account)), DAY)


def account(file: bytes) -> str:
    """Return what stands in the sheet as the account of the behaviour."""
    return "".join(row.get("What is known, in full", "") for row in rows(file, "Entries"))


def row(file: bytes, name: str, heading: str, text: str) -> dict[str, str]:
    """Return the first row of a sheet that has this text under this heading."""
    return next(each for each in rows(file, name) if text in each.get(heading, ""))


# ------------------------------------------------------------------------------------------------- what stands in it


def test_there_is_a_sheet_for_entries_one_for_links_one_for_sources_and_one_to_read_first(file: bytes) -> None:
    assert list(sheets(file)) == ["Handling", "Entries", "Links", "Sources"]
    assert part(file, "xl/workbook.xml").find(f"{X}bookViews/{X}workbookView").get("activeTab") == "1"


@pytest.mark.parametrize("case", [published("open-02-school-basement"), full_case()], ids=["published", "full"])
def test_every_entry_of_a_report_has_a_row_with_its_words(case: CaseMap) -> None:
    smaller = view(case, Reader("own_agency"))
    read = [each.get("Read aloud", "") for each in rows(sheet(smaller, DAY), "Entries")]
    kept = [each for each in smaller.entries.values() if not isinstance(each, Source | Sharing | Note)]
    assert len(read) == len(kept)
    whole = "\n".join(read)
    assert [each.id for each in kept if each.title[1:] not in whole] == []


def test_the_father_is_the_subject_of_what_he_does(file: bytes) -> None:
    found = row(file, "Entries", "Read aloud", "questions the elder child")
    assert found["Read aloud"] == "The father questions the elder child about where their mother went."
    assert found["What it is"] == "Behaviour"
    assert found["Who"] == "Father"
    assert found["Whom it is about"] == "Mother, Elder child"
    assert found["Category"] == "Using children as weapons"
    assert found["How it is known"] == "Told by a person"
    assert found["In their exact words"] == "“He asks me every time.” p. 4"
    assert found["Who says so"] == "School log [1]; a child (not to be named) [2]"
    assert "How did the file first put it? Parents argue about contact." in found["What else is recorded"]


def test_dates_stand_as_they_were_said_and_in_exact_form_beside(file: bytes) -> None:
    found = row(file, "Entries", "Read aloud", "questions the elder child")
    assert found["When, as it was said"] == "weekly, since about September"
    assert found["When, in exact form"] == "2024-09~"


def test_what_may_not_go_further_says_so_in_its_row(file: bytes) -> None:
    assert row(file, "Entries", "Read aloud", "takes her wages")["Bounds"] == "Not to be used outside the session"
    assert row(file, "Entries", "Read aloud", "waits outside")["Bounds"] == "For safety planning only"


def test_links_are_read_aloud_and_lead_to_their_rows(file: bytes) -> None:
    found = row(file, "Links", "Read aloud", "That disrupts")
    assert found["Read aloud"] == (
        "The father questions the elder child about where their mother went. "
        "That disrupts: every plan and routine is questioned."
    )
    numbered = {each["No."]: each["Read aloud"] for each in rows(file, "Entries")}
    assert numbered[found["From no."]].startswith("The father questions")
    assert numbered[found["To no."]] == "Every plan and routine is questioned"
    assert len(rows(file, "Links")) == len(view(full_case(), Reader("own_agency")).links)


def test_sources_have_the_numbers_they_have_in_the_report(file: bytes) -> None:
    found = rows(file, "Sources")
    assert [each["No."] for each in found] == ["1", "2", "3", "4", "5", "6"]
    assert found[0]["Who says so"] == "School log"
    assert (found[0]["Date"], found[0]["Date, in exact form"]) == ("3 Mar 2026", "2026-03-03")
    assert found[4]["A court’s finding"] == "yes"


def test_whom_it_is_not_for_stands_first_and_on_every_printed_page(file: bytes) -> None:
    shared = part(file, "xl/sharedStrings.xml")
    assert ["".join(each.itertext()) for each in shared][:2] == ["Not for the family", "Mapping report · 0417"]
    heads = {part(file, name).findtext(f"{X}headerFooter/{X}oddHeader") for name in sheets(file).values()}
    assert heads == {"&LMapping report · 0417&RNot for the family"}


def test_a_running_line_cannot_steer_the_head_of_a_page() -> None:
    file = sheet(case_of(FATHER), DAY, "a&Pb &Z", "m" * 300)
    heads = [part(file, name).findtext(f"{X}headerFooter/{X}oddHeader") for name in sheets(file).values()]
    assert all(head and len(head) <= 250 and "&P" not in head for head in heads)
    short = sheet(case_of(FATHER), DAY, "a&Pb", "m")
    assert part(short, sheets(short)["Entries"]).findtext(f"{X}headerFooter/{X}oddHeader") == "&La&&Pb&Rm"


def test_nothing_that_somebody_wrote_of_an_entry_is_lost() -> None:
    written = {"account": "the account", "when_said": "when said", "recorded_as": "as recorded", "title": "the title"}
    case = case_of(
        FATHER,
        CHILD,
        Relationship(id="r1", from_id="p1", to_id="p3", relation="parent", **written),
        Session(id="m1", purpose="to review", when="2026-02", **{**written, "title": "the second"}),
        Source(id="s1", type="police", who="log", person="p1", **written),
    )
    file = sheet(case, DAY)
    everywhere = "\n".join(" ".join(each.values()) for name in ("Entries", "Sources") for each in rows(file, name))
    assert [everywhere.count(text) for text in written.values()] == [3, 3, 3, 2]
    assert "The second: to review" in everywhere
    assert "Is it someone on this map? Father" in rows(file, "Sources")[0]["What else is recorded"]


# ------------------------------------------------------------------------------------------------- how it stands


@pytest.mark.parametrize("name", ["Entries", "Links", "Sources"])
def test_headings_stay_in_sight_and_columns_can_be_filtered(file: bytes, name: str) -> None:
    page = part(file, sheets(file)[name])
    pane = page.find(f"{X}sheetViews/{X}sheetView/{X}pane")
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
    assert page.find(f"{X}autoFilter").get("ref").startswith("A1:")
    widths = [float(each.get("width")) for each in page.iter(f"{X}col")]
    assert max(widths) > 25


def test_a_row_is_high_enough_for_its_text(file: bytes) -> None:
    page = part(file, sheets(file)["Entries"])
    heights = [float(each.get("ht")) for each in page.iter(f"{X}row")]
    assert max(heights) > 5 * min(heights)
    assert max(heights) <= 409


# ------------------------------------------------------------------------------------------------- text stays text


@pytest.mark.parametrize("typed", FORMULAS)
def test_what_begins_like_a_formula_a_number_or_a_link_is_text(typed: str) -> None:
    case = case_of(
        FATHER,
        CHILD,
        ChildImpact(id="I1", child="p3", title=typed, account=typed, category=typed, when_said=typed),
        Source(id="s1", type="police", who=typed, reference=typed),
    )
    file = sheet(case, DAY)
    raw = everything(file)
    assert "<f>" not in raw
    assert "hyperlink" not in raw
    found = rows(file, "Entries")[-1]  # every cell is found to be of the kind that is text
    kept = spoken(tidy(typed))
    assert found["What is known, in full"] == found["When, as it was said"] == kept
    assert rows(file, "Sources")[0]["Reference"] == kept


def test_a_cell_stays_text_when_somebody_edits_it(file: bytes) -> None:
    looks = part(file, "xl/styles.xml").find(f"{X}cellXfs")
    used = {int(each.get("s")) for each in part(file, sheets(file)["Entries"]).iter(f"{X}c")}
    assert {looks[place].get("numFmtId") for place in used} == {"49"}  # Excel's own number for text


def test_a_text_too_long_for_a_cell_goes_on_in_the_next_row() -> None:
    long = "he waited outside " * 4_000
    terms = Behaviour(id="B7", by="p1", title="hid it", account=long)
    found = rows(sheet(case_of(FATHER, terms), DAY), "Entries")
    assert [each["No."] for each in found] == ["1", "2", "2 (continued)", "2 (continued)"]
    assert "".join(each.get("What is known, in full", "") for each in found) == long
    assert account(telling("x" * 40_000)) == "x" * 40_000
    assert account(telling("☐" + "😀" * 20_000)) == "☐" + "😀" * 20_000


@pytest.mark.parametrize("line", [*HOSTILE, *SCRIPTS.values(), *MIXED.values()])
def test_every_text_stands_in_its_cell_as_it_was_typed(line: str) -> None:
    assert account(telling(line)) == spoken(line)


@settings(max_examples=40)
@given(st.lists(TOKENS, max_size=30).map("".join))
def test_any_text_is_kept_exactly(line: str) -> None:
    assert account(telling(line)) == spoken(tidy(line))


@settings(max_examples=40)
@given(st.text(max_size=40))
def test_any_characters_are_kept_or_refused_by_name_and_entry(line: str) -> None:
    named = cannot_print(line)
    if named:
        with pytest.raises(ExportError) as refused:
            telling(line)
        assert named[0].split()[0] in str(refused.value)
        assert refused.value.where == "B7"
    else:
        assert account(telling(line)) == spoken(tidy(line))


# ------------------------------------------------------------------------------------------------- what is not in it


def test_the_file_says_nothing_of_itself_but_its_title(file: bytes) -> None:
    assert says_nothing_of_itself(file, "Mapping report")
    unwanted = ("comment", "vml", "custom", "external", "connection", "printerSettings", "media", "drawing", "calc")
    assert [name for name in parts(file) for word in unwanted if word.casefold() in name.casefold()] == []


def test_nothing_stands_in_it_that_a_report_would_not_say(file: bytes) -> None:
    raw = everything(file)
    for secret in ("Larkspur", "07700", "Heronsgate", "Is my supervisor", "The order and nothing else", "2016-05-04"):
        assert secret not in raw
    assert "Born: 2016" in row(file, "Entries", "Read aloud", "Elder child")["What else is recorded"]


def test_a_source_that_is_not_to_be_named_is_not(file: bytes) -> None:
    found = rows(file, "Sources")[1]
    assert found["Who says so"] == "Not to be named"
    assert found["What it is"] == "A child"
    assert "Varga to" not in everything(file)


def test_a_card_that_speaks_of_a_source_not_to_be_named_does_not_name_it() -> None:
    hidden = Source(id="s1", type="relative", who="Aunt Canary", title="Canary's letter", attribution="unattributed")
    case = case_of(
        FATHER,
        hidden,
        Behaviour(id="B1", by="p1", title="hid it", cites=(Cite(source="s1"),)),
        Source(id="s2", type="police", who="log", heard_from="s1"),
        links=(Link(id="l1", kind="contradicts", from_id="s1", to_id="B1"),),
    )
    file = sheet(case, DAY)
    assert "Canary" not in everything(file)
    assert rows(file, "Sources")[1]["Handed over by, or heard from"] == "source 1"


def test_the_same_case_gives_the_same_bytes_in_another_process(file: bytes) -> None:
    code = (
        "import hashlib, sys; from tests.exports.test_sheet import *;"
        "smaller = view(full_case(), Reader('own_agency'));"
        "made = sheet(smaller, DAY, 'Mapping report · 0417', 'Not for the family');"
        "sys.stdout.write(hashlib.sha256(made).hexdigest())"
    )
    environ = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=True)
    assert done.stdout == hashlib.sha256(file).hexdigest()
