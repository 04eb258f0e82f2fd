"""What was agreed in a meeting, from one typed line, and the signing of the map at its end."""

from __future__ import annotations

from datetime import date

import pytest

from mapping.agreed import agree, begin_session, decided_in, read_agreed, sessions
from mapping.casemap import CaseMap
from mapping.casework import Action, Note, Session
from mapping.errors import CaseError
from mapping.signed import mark_of, sign, signings, since
from tests.cases import behaviour, case_of, family

TODAY = date(2026, 11, 23)
"""A Monday."""
MARK = mark_of("the map")


def held(*more: Session) -> CaseMap:
    return case_of(*family(), behaviour(), Session(id="S1", when="2026-11-23"), *more)


@pytest.mark.parametrize(
    ("line", "agency", "title", "by", "owner"),
    [
        ("police: visit him at work by 3 April", "police", "visit him at work", "2027-04-03", ""),
        ("Police: visit him by 1 December (Sgt Lee)", "Police", "visit him", "2026-12-01", "Sgt Lee"),
        ("housing: change the locks by Friday.", "housing", "change the locks", "2026-11-27", ""),
        ("school: stand by the gate", "school", "stand by the gate", "", ""),
        ("police: ring her at 10:30", "police", "ring her at 10:30", "", ""),
        ("children's services: see Noor alone", "children's services", "see Noor alone", "", ""),
        ("  health visitor :   weigh   the baby ", "health visitor", "weigh the baby", "", ""),
    ],
)
def test_a_line_is_read_as_agency_action_day_and_owner(line: str, agency: str, title: str, by: str, owner: str) -> None:
    read = read_agreed(line, TODAY)
    assert (read.agency, read.title, read.by, read.owner) == (agency, title, by, owner)


def test_a_day_that_is_past_is_never_taken_for_one_to_come() -> None:
    read = read_agreed("police: send the papers by 3 April 2025", TODAY)
    assert read.by == ""
    assert "3 April 2025" in read.title


@pytest.mark.parametrize("line", ["", "visit him at work", ": visit him", "police:", "police:   "])
def test_a_line_that_nobody_would_do_is_refused_with_a_way_to_say_it(line: str) -> None:
    with pytest.raises(CaseError):
        read_agreed(line, TODAY)


def test_what_was_agreed_belongs_to_its_meeting_and_is_open() -> None:
    case = held(Session(id="S2", when="2026-11-30"))
    after = case.apply(agree(case, "S1", "police: visit him at work", TODAY))
    (action,) = decided_in(after, "S1")
    assert isinstance(action, Action)
    assert action.state == "open"
    assert decided_in(after, "S2") == ()


def test_nothing_is_agreed_in_what_is_no_meeting() -> None:
    with pytest.raises(CaseError):
        agree(held(), "B1", "police: visit him at work", TODAY)


def test_the_latest_meeting_comes_first() -> None:
    case = held(Session(id="S2", when="2025-01-01"))
    case = case.apply(begin_session(case, date(2027, 1, 2)))
    assert [each.when for each in sessions(case)] == ["2027-01-02", "2026-11-23", "2025-01-01"]


def test_a_signing_says_who_when_and_that_names_are_typed_and_keeps_the_mark() -> None:
    case = held()
    after = case.apply(sign(case, "S1", "  R. Okafor,  police ", MARK, TODAY))
    (signed,) = signings(after)
    assert signed.session == "S1"
    assert signed.mark == MARK
    assert signed.words == "Signed off on 23 Nov 2026 by R. Okafor, police. Names are typed, not proven."


def test_nobody_signs_without_a_name() -> None:
    with pytest.raises(CaseError):
        sign(held(), "S1", "   ", MARK, TODAY)


def test_a_note_that_merely_holds_a_mark_is_no_signing() -> None:
    case = case_of(*family(), Note(id="N1", title="Something", account=f"Mark of the map: {MARK}"))
    assert signings(case) == ()


def test_of_several_signings_the_latest_comes_first() -> None:
    case = held()
    for number in range(12):
        case = case.apply(sign(case, "S1", f"Worker {number}", MARK, TODAY))
    assert [each.words.split(" by ")[1].split(".")[0] for each in signings(case)][:3] == [
        "Worker 11",
        "Worker 10",
        "Worker 9",
    ]


def test_the_signing_itself_is_no_change_of_the_map() -> None:
    case = held()
    after = case.apply(sign(case, "S1", "R. Okafor", MARK, TODAY))
    (signed,) = signings(after)
    assert since(case, after, signed).said == "Nothing has changed since."
    grown = after.apply(begin_session(after, TODAY))
    assert since(case, grown, signed).said == "Since then: 1 came."


def test_a_comma_before_the_day_is_not_left_on_what_was_agreed() -> None:
    assert read_agreed("school: tell every teacher, by 3 April 2026", date(2026, 3, 12)).title == "tell every teacher"
