"""The meeting since which changes are told: signed, or over by the end of its day."""

from __future__ import annotations

from datetime import date

from mapping.casemap import CaseMap
from mapping.entries import Entry, Session
from mapping.lastmeeting import LastMeeting, last_meeting
from mapping.signed import sign
from tests.cases import behaviour, case_of

TODAY = date(2026, 3, 12)


def held(*sessions: Entry) -> CaseMap:
    return case_of(behaviour(), *sessions)


def test_a_case_without_a_meeting_has_no_last_one() -> None:
    assert last_meeting(held(), TODAY) is None


def test_a_meeting_that_was_not_signed_counts_once_its_day_is_over() -> None:
    case = held(Session(id="s1", when="2026-03-05"), Session(id="s2", when="2026-03-12"))
    assert last_meeting(case, TODAY) == LastMeeting("s1", date(2026, 3, 5))
    assert last_meeting(case, date(2026, 3, 13)) == LastMeeting("s2", date(2026, 3, 12))


def test_a_meeting_of_today_counts_as_soon_as_it_is_signed() -> None:
    case = held(Session(id="s1", when="2026-03-05"), Session(id="s2", when="2026-03-12"))
    case = case.apply(sign(case, "s2", "Ann Lee, police", "0" * 64, TODAY))
    found = last_meeting(case, TODAY)
    assert found is not None
    assert found.session == "s2"
    assert found.note


def test_a_later_meeting_without_a_signing_is_nearer_than_an_earlier_one_with_one() -> None:
    case = held(Session(id="s1", when="2026-03-05"), Session(id="s2", when="2026-03-10"))
    case = case.apply(sign(case, "s1", "Ann Lee, police", "0" * 64, TODAY))
    assert last_meeting(case, TODAY) == LastMeeting("s2", date(2026, 3, 10))


def test_the_latest_signing_of_a_meeting_is_the_one_that_counts() -> None:
    case = held(Session(id="s1", when="2026-03-05"))
    for mark in ("0" * 64, "1" * 64):
        case = case.apply(sign(case, "s1", "Ann Lee, police", mark, TODAY))
    found = last_meeting(case, TODAY)
    assert found is not None
    assert "1" * 64 in case.entries[found.note].account


def test_a_meeting_of_some_day_in_march_has_no_end_from_which_to_count() -> None:
    assert last_meeting(held(Session(id="s1", when="2026-02")), TODAY) is None
