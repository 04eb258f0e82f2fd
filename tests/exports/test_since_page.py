"""What changed since the last session, on paper: what a meeting may have of it, by roles, and nothing else."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from exports.copies import SINCE, RoomTerms, document_copy
from mapping.casemap import CaseMap
from mapping.entries import Session
from mapping.errors import CaseError
from tests.canaries import CANARY, rich_case
from tests.cases import behaviour, case_of, child_impact, cited, effort, person, source

ON = date(2026, 11, 23)
MET = Session(id="d1", when="2026-03-12", purpose="first mapping")


def then() -> CaseMap:
    return case_of(
        MET, behaviour("B1", "took her wages", cites=cited("s1")), behaviour("B2", "sold the pram", cites=cited("s1")),
        child_impact("I1", "does not sleep", cites=cited("s1")), effort("E1", "hid a bag"), source("s1", "police"),
        person("p9", "relative", name="Ann Ferris", label="the aunt"),
    )  # fmt: skip


def changed(case: CaseMap, *things: object, without: str = "") -> CaseMap:
    kept = {each: entry for each, entry in case.entries.items() if each != without}
    return CaseMap(case.header, kept | {each.id: each for each in things}, case.links)  # type: ignore[attr-defined]


def words(now: CaseMap, before: CaseMap, drawn: str = "", waiting: frozenset[str] = frozenset()) -> str:
    made = document_copy(now, SINCE, "", ON, room=RoomTerms(before, drawn, waiting))
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages).split())


def test_what_came_and_what_reads_otherwise_is_told_under_its_heading_since_the_day_of_that_session() -> None:
    new = behaviour("B3", "rang Ann Ferris at night", cites=cited("s1"))
    now = changed(then(), new, replace(then().entries["I1"], title="does not sleep or eat"))
    told = words(now, then())
    assert "What changed since the session of 12 Mar 2026" in told
    assert "New: Rang the aunt at night" in told
    assert "Does not sleep or eat" in told
    assert "Took her wages" not in told, "nothing happened to it"


def test_what_a_meeting_may_have_no_more_is_not_told_and_what_was_taken_off_is_counted() -> None:
    closed = replace(then().entries["B1"], withhold_from=("meeting",), title="took her wages at the bank")
    told = words(changed(then(), closed, without="B2"), then())
    assert "wages" not in told
    assert "pram" not in told
    assert "One card was taken off the map." in told


def test_where_roles_differ_from_meeting_to_meeting_it_says_those_of_its_own_day() -> None:
    two = person("p4", "child", name="Mika", label="Younger child")
    before = changed(then(), two)
    now = changed(before, child_impact("I2", "screams at night", child="p4", cites=cited("s1")))
    told = words(now, before, "lot")
    assert "creams at night" in told
    assert "ounger" not in told


def test_what_she_does_to_keep_safe_is_not_on_it_even_where_it_is_shown_in_the_room() -> None:
    shown = replace(then().entries["E1"], show_in_room=True, release_to=("meeting",), title="hid a bag at the school")
    told = words(changed(then(), shown), then())
    assert "bag" not in told
    assert "Nothing that a meeting may have has changed since." in told


def test_without_an_earlier_state_or_with_another_case_it_says_what_to_do() -> None:
    with pytest.raises(CaseError, match="Open the meeting"):
        document_copy(then(), SINCE, "", ON)
    other = CaseMap(replace(then().header, id="another"), then().entries)
    with pytest.raises(CaseError, match="another case"):
        document_copy(then(), SINCE, "", ON, room=RoomTerms(other))


@pytest.mark.parametrize("seed", range(6))
def test_of_cases_with_a_mark_in_every_field_nothing_forbidden_is_on_it(seed: int) -> None:
    from exports.interchange import write_text
    from mapping.audience import Reader, view

    now = rich_case(seed)
    nothing = CaseMap(now.header)
    told = words(now, nothing)
    may = {"".join(each.split()) for each in CANARY.findall(write_text(view(now, Reader("meeting"))))}
    seen = set(CANARY.findall("".join(told.split())))
    assert seen
    assert seen <= may


def test_what_still_waits_for_the_room_is_neither_new_on_it_nor_gone() -> None:
    new = (behaviour("B3", "sold the cot", cites=cited("s1")), behaviour("B4", "read her post", cites=cited("s1")))
    now = changed(then(), *new)
    told = words(now, then(), waiting=frozenset({"B2", "B3"}))
    assert "New: Read her post" in told
    assert "cot" not in told
    assert "pram" not in told
    assert "taken off" not in told
