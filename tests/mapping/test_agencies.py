"""Whose account a source is: the agency by whatever spelling, else the person's, else the kind of source."""

from mapping.agencies import accounts, agency, attending, seated, speaking
from mapping.entries import Attendance, Session
from mapping.naming import Naming
from tests.cases import PUBLISHED_NAMES, case_of, person, published, source


def test_spellings_of_one_agency_are_one() -> None:
    case = case_of(source("s1", agency="Leeds Police"), source("s2", agency=" leeds  POLICE "))
    assert [each.name for each in accounts(case)] == ["Leeds Police"]


def test_a_source_without_an_agency_has_that_of_whoever_speaks_and_else_its_kind() -> None:
    worker = person("p9", "professional", agency="Nursery")
    case = case_of(worker, source("s1", "school", person="p9"), source("s2", "police"))
    assert [speaking(case, each).name for each in (case.entries["s1"], case.entries["s2"])] == ["Nursery", "Police"]  # type: ignore[arg-type]


def test_an_agency_that_is_called_as_its_kind_of_source_is_the_same_account() -> None:
    case = case_of(source("s1", "police"), source("s2", "document", agency="police"))
    assert len(accounts(case)) == 1


def test_an_account_of_her_own_is_called_as_this_case_calls_her_and_by_no_name_when_veiled() -> None:
    case = case_of(source("s1", "survivor"))
    (hers,) = accounts(case)
    assert hers.called(Naming(case, veiled=False)) == "Amira"
    assert "Amira" not in hers.called(Naming(case, veiled=True))
    assert "Daniel" not in agency("Daniel’s firm").called(Naming(case, veiled=True))


def test_the_published_cases_have_accounts_by_their_kinds_of_source() -> None:
    first, second = (accounts(published(name)) for name in PUBLISHED_NAMES)
    assert len(first) == 2
    assert {"police", "court", "document"} <= {each.key for each in second}


def test_whoever_sat_in_a_session_is_among_those_attending_once() -> None:
    rooms = [(Attendance(agency="School"), Attendance(agency="Police")), (Attendance(agency="school"), Attendance())]
    sessions = [Session(id=f"S{place}", when="2026-02-09", attended=rows) for place, rows in enumerate(rooms)]
    assert [each.name for each in attending(case_of(*sessions))] == ["Police", "School"]


def test_nobody_comes_to_a_meeting_for_a_thing_unless_an_agency_handed_it_over() -> None:
    things = [source(f"s{at}", kind) for at, kind in enumerate(("document", "media", "other", "intelligence"))]
    case = case_of(*things, source("s7", "document", agency="Housing"), source("s8", "court"))
    assert [each.name for each in seated(case)] == ["Court", "Housing"]
