"""Who is in a meeting, from one typed line."""

from __future__ import annotations

import pytest

from mapping.attending import attend, read_attending, seat
from mapping.casemap import CaseMap
from mapping.entries import Session
from mapping.errors import CaseError
from mapping.parts import Attendance
from tests.cases import case_of


def met(*rows: Attendance, apologies: tuple[str, ...] = ()) -> CaseMap:
    return case_of(Session(id="m1", when="2026-03-12", attended=rows, apologies=apologies))


def after(case: CaseMap, line: str) -> Session:
    held = case.apply(attend(case, "m1", line)).entry("m1")
    assert isinstance(held, Session)
    return held


def test_a_line_says_agencies_people_what_they_are_there_and_who_sent_apologies() -> None:
    here, sorry = read_attending("police: Sergeant Moss, sergeant;  housing ; apologies: Dr Karim, Ann Lee")
    assert here == (Attendance(agency="police", who="Sergeant Moss", role="sergeant"), Attendance(agency="housing"))
    assert sorry == ("Dr Karim", "Ann Lee")


@pytest.mark.parametrize("line", ["Apologies from Dr Karim", "sorry: Dr Karim", "apologies Dr Karim"])
def test_apologies_are_known_however_they_are_said(line: str) -> None:
    assert read_attending(line) == ((), ("Dr Karim",))


@pytest.mark.parametrize("line", ["", " ; ", ": Sergeant Moss"])
def test_a_line_without_an_agency_is_refused_with_an_example(line: str) -> None:
    with pytest.raises(CaseError, match="which agency"):
        read_attending(line)


def test_what_is_noted_stays_and_a_name_takes_the_place_of_the_agency_alone() -> None:
    case = met(Attendance(agency="Police"), Attendance(agency="Housing", who="Ann Lee"), apologies=("Dr Karim",))
    held = after(case, "police: Sergeant Moss; housing; health visiting")
    assert held.attended == (
        Attendance(agency="Housing", who="Ann Lee"),
        Attendance(agency="Police", who="Sergeant Moss"),
        Attendance(agency="health visiting"),
    )
    assert held.apologies == ("Dr Karim",)


def test_two_people_may_come_from_one_agency_and_nobody_is_noted_twice() -> None:
    case = met(Attendance(agency="Police", who="Sergeant Moss"))
    assert len(after(case, "police: Constable Ray").attended) == 2
    with pytest.raises(CaseError, match="noted already"):
        attend(case, "m1", "police: sergeant moss")


def test_an_agency_is_ticked_and_unticked_by_whatever_spelling() -> None:
    case = met(Attendance(agency="Housing"))
    more = case.apply(seat(case, "m1", "St Anne: school; nursery", here=True))
    assert [row.agency for row in more.entry("m1").attended] == ["Housing", "St Anne: school; nursery"]
    assert more.apply(seat(more, "m1", "HOUSING", here=False)).entry("m1").attended[0].agency.startswith("St Anne")


def test_without_a_meeting_it_says_what_to_do_first() -> None:
    with pytest.raises(CaseError, match="Note this meeting first"):
        attend(case_of(), "m1", "police")


@pytest.mark.parametrize("mark", [",", ";", "."])
def test_apologies_are_apologies_whatever_stands_before_them(mark: str) -> None:
    here, sorry = read_attending(f"police: Sergeant Moss; school: Head Weber{mark} apologies: Dr Karim")
    assert [(each.agency, each.who) for each in here] == [("police", "Sergeant Moss"), ("school", "Head Weber")]
    assert sorry == ("Dr Karim",)
