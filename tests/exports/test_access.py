"""The schedule for a request of access: all that holds the person's data, proposals with reasons, and no decision."""

from __future__ import annotations

from datetime import date

import pytest

from exports.blocks import Outline, Table
from exports.copies import document_copy
from exports.errors import ExportError
from exports.report import set_outline
from exports.sections.access import ACCESS, access_schedule
from mapping.accessing import EXPECTED, HARM, NONE, THIRD, WORKER, held
from mapping.entries import Identifier, Note, Response, SafetyItem, View
from mapping.errors import CaseError
from tests.cases import (
    PUBLISHED_NAMES,
    behaviour,
    case_of,
    child_impact,
    cited,
    effort,
    family,
    goal,
    person,
    published,
    source,
)
from tests.exports.office_reading import everything, rows, sheets
from tests.exports.outline_reading import lines
from tests.exports.paper_reading import read

ON = date(2026, 4, 2)
CASE = case_of(
    *family(),
    person("p7", "professional", label="Health visitor", name="Priya Nair", identifiers=(
        Identifier(type="phone", value="07700 900461"),)),
    source("s1", "perpetrator", who="interview"),
    source("s2", "child", who="to a teacher"),
    behaviour("B1", "called it a row", cites=cited("s1")),
    behaviour("B2", "questions the child", toward=("p3",), cites=cited("s2")),
    behaviour("B3", "shouted at a worker", toward=("p7",), cites=cited("s1")),
    effort("E1", "keeps a bag packed", account="He must not learn of it."),
    child_impact("I1", "hides from Daniel"),
    View(id="Y1", person="p3", account="I want him to stop"),
    SafetyItem(id="W1", title="waits by the car", at_risk=("p7",), account="Daniel waits."),
    Response(id="R1", title="repaired the heating", agency="Housing", effect="helpful"),
    goal("G1", "returns the cards", withhold_from=("perpetrator_may_see",), reader_reason="she fears it"),
    Note(id="Z1", account="Daniel again.", sensitivity="working_only"),
    people=False,
)  # fmt: skip


def proposed(whom: str) -> dict[str, set[str]]:
    return {each.entry: {one.exemption for one in each.proposed} for each in held(CASE, whom)}


def schedule(whom: str = "p1") -> Outline:
    return access_schedule(CASE, whom, ON)


@pytest.mark.parametrize(
    ("entry", "kinds"),
    [
        ("B1", {NONE}),
        ("B2", {HARM, THIRD}),
        ("B3", {WORKER}),
        ("E1", {HARM, THIRD}),
        ("I1", {HARM, THIRD}),
        ("Y1", {HARM, THIRD}),
        ("W1", {HARM, WORKER}),
        ("G1", {HARM, THIRD}),
    ],
)
def test_each_entry_has_the_exemptions_that_may_apply_when_he_asks(entry: str, kinds: set[str]) -> None:
    assert proposed("p1")[entry] == kinds


def test_what_holds_nothing_of_a_person_is_not_listed_and_working_notes_are() -> None:
    assert "R1" not in proposed("p1") and "Z1" in proposed("p1")
    text = "\n".join(lines(schedule()))
    assert "A working note (not printed here)" in text and "Daniel again" not in text


def test_where_a_parent_may_ask_for_a_child_what_the_child_said_is_marked_as_expected_to_stay() -> None:
    assert EXPECTED in proposed("p3")["Y1"] and EXPECTED in proposed("p3")["B2"]
    assert not any(EXPECTED in kinds for kinds in proposed("p1").values())


def rows_of(told: Outline) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Return the rows of a schedule as a sheet, each with the entry it is about."""
    assert told.ledger is not None
    return told.ledger.rows


def test_nothing_is_decided_and_the_page_says_so() -> None:
    text = "\n".join(lines(schedule()))
    assert "The program decides nothing." in text
    assert "Data Protection Act 2018, Schedule 3, Part 3" in text
    tables = [block for section in schedule().sections for block in section.blocks if isinstance(block, Table)]
    assert [column.heading for column in tables[0].columns][-2:] == ["Decided by", "Decision"]
    assert all(row[-2:] == ((), ()) for row in tables[0].rows)


def test_a_reason_that_the_team_gave_goes_with_what_it_withheld() -> None:
    assert any("the team has withheld it from the father: she fears it" in line for line in lines(schedule()))


def test_no_way_to_find_anybody_stands_in_it() -> None:
    told = schedule("p7")
    assert "900461" not in "\n".join([*lines(told), *(cell for row, _ in rows_of(told) for cell in row)])


def test_the_sheet_holds_the_same_rows_under_its_headings() -> None:
    found = rows_of(schedule())
    assert len(found) == len(held(CASE, "p1"))
    assert all(len(cells) == len(ACCESS) and cells[-2:] == ("", "") for cells, _ in found)


def test_an_excel_file_of_it_holds_the_schedule_and_not_the_report() -> None:
    file = document_copy(CASE, "access_schedule", "p1", ON, "xlsx")
    assert list(sheets(file)) == ["Handling", "Schedule"]
    facts = [row["The fact in short"] for row in rows(file, "Schedule")]
    assert facts == [cells[1] for cells, _ in rows_of(schedule())]
    assert all("Decision" not in row for row in rows(file, "Schedule"))
    assert "The program decides nothing." in everything(file)
    assert document_copy(CASE, "access_schedule", "p1", ON, "xlsx") == file


def test_the_brief_is_no_table_and_is_refused_as_one() -> None:
    with pytest.raises(ExportError, match="no table"):
        document_copy(CASE, "engagement_brief", "p1", ON, "xlsx")


def test_somebody_who_is_not_on_the_map_is_refused() -> None:
    with pytest.raises(CaseError, match="not on the map"):
        access_schedule(CASE, "B1", ON)


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_of_the_published_cases_whatever_is_withheld_from_him_is_proposed_with_a_reason(name: str) -> None:
    case = published(name)
    for each in held(case, "p1"):
        if "perpetrator_may_see" in case.entries[each.entry].withhold_from:
            assert HARM in {one.exemption for one in each.proposed}
    assert access_schedule(case, "p1", ON) == access_schedule(case, "p1", ON)


def test_no_word_of_the_schedule_is_broken_on_paper() -> None:
    grandmother = person("p6", "relative", label="Grandmother")
    case = case_of(*family(), grandmother, behaviour("B9", "shouted", toward=("p2", "p6")), people=False)
    text = read(set_outline(access_schedule(case, "p1", ON), case, ON, "pdf").data)
    for word in ("Decided", "Decision", "Exemption", "grandmother"):
        assert word in text
