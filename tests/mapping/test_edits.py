"""Edited: names give way to what people are called, days to months, births to years, names to initials."""

import pytest

from mapping.audience import Reader, view
from mapping.edits import edited, initials, to_month, to_year
from mapping.entries import Behaviour, Engagement, Incident, Person, Relationship, Session, Source
from mapping.fields import field_named
from mapping.naming import Naming
from mapping.parts import Attendance, Period
from tests.cases import behaviour, case_of, family_impact, goal, person


@pytest.mark.parametrize(
    ("exact", "month", "year"),
    [
        ("2026-02-09", "2026-02", "2026"), ("2026-02", "2026-02", "2026"), ("2026", "2026", "2026"), ("", "", ""),
        ("2026-02-09~", "2026-02~", "2026~"), ("2016?", "2016?", "2016?"), ("2026-02-09%", "2026-02%", "2026%"),
        ("2026-02-09/..", "2026-02/..", "2026/.."), ("../2020-05-01", "../2020-05", "../2020"),
        ("2019-03-12/2020-01-02?", "2019-03/2020-01?", "2019/2020?"), ("2021-22", "2021-22", "2021"),
        ("2004-06-XX", "2004-06", "2004"), ("2004-XX", "2004-XX", "2004"), ("201X", "201X", "201X"),
        ("last spring", "", ""), ("9 February 2026", "", ""),
    ],
)  # fmt: skip
def test_a_date_is_no_finer_than_its_month_or_its_year(exact: str, month: str, year: str) -> None:
    assert (to_month(exact), to_year(exact)) == (month, year)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ada Marie O'Neil", "A.M.O."), ("Noor", "N."), ("", ""), ("  ", ""), ("Zoë (Zo) de Wit", "Z.D.W."),
        ("王 小明", "王.小."),
    ],
)  # fmt: skip
def test_a_name_becomes_its_initials(name: str, short: str) -> None:
    assert initials(name) == short


CASE = case_of(person("p4", "professional", label="Health visitor", name="Ann Lee"))
VEILED = Naming(CASE, veiled=True)


@pytest.mark.parametrize(
    ("owner", "name", "value", "after"),
    [
        (Behaviour, "title", "shouts at Amira", "shouts at Mother"),
        (Behaviour, "when", "2026-02-09", "2026-02"),
        (Behaviour, "category", "what he calls Amira", "what he calls Mother"),
        (Behaviour, "category", "B07", "B07"),
        (Behaviour, "frequency", "weekly", "weekly"),
        (Behaviour, "toward", ("p2",), ("p2",)),
        (Behaviour, "high_risk", True, True),
        (Person, "born", "2014-03-12", "2014"),
        (Person, "died", "2014-03-12", "2014"),
        (Person, "name", "Ann Lee", "A.L."),
        (Source, "who", "somebody of whom no map knows", ""),
        (Source, "obtained_from", "somebody", ""),
        (Engagement, "by", "a worker", ""),
        (Session, "apologies", ("a worker", "another"), ()),
        (Incident, "account", "Daniel came.\nNoor hid.", "Father came.\nElder child hid."),
    ],
)  # fmt: skip
def test_what_edited_means_follows_from_the_field(owner: type, name: str, value: object, after: object) -> None:
    assert edited(field_named(owner, name), value, VEILED) == after


def test_names_are_veiled_in_every_edited_text_of_a_copy() -> None:
    things = (
        behaviour("B1", "tells Amira that Noor hates her", account="Daniel said so to Ann Lee.",
                  periods=(Period(when="2026-02-09", state="active", context="when Amira worked"),)),
        family_impact("L1", "Noor no longer sees Ann"), goal("G1", "does not question Noor", seen_by="Ann Lee"),
        person("p4", "professional", label="Health visitor", name="Ann Lee", agency="Ann Lee's clinic"),
    )  # fmt: skip
    for name in ("meeting", "marac", "training"):
        copy = view(case_of(*things), Reader(name))
        assert copy.of(Behaviour)[0].title == "tells Mother that Elder child hates her"
        text = repr([dataclass_text(each) for each in copy.entries.values()])
        assert [word for word in ("Amira", "Daniel", "Noor", "Ann") if word in text] == []


def dataclass_text(entry: object) -> str:
    """Everything that an entry holds, as text."""
    return str([getattr(entry, name) for slot in type(entry).__mro__ for name in getattr(slot, "__slots__", ())])


def test_a_meeting_has_the_days_and_the_room_does_not_hear_who_wrote_them_down() -> None:
    period = Period(when="2026-02-09/2026-03-01", state="active")
    day = Session(id="S1", when="2026-02-09", attended=(Attendance(agency="Police", who="Ann Lee", role="chair"),))
    copy = view(case_of(behaviour(periods=(period,), when="2026-02-09"), day), Reader("meeting"))
    (act,) = copy.of(Behaviour)
    assert (act.when, act.periods) == ("2026-02-09", (period,))
    assert copy.of(Session)[0].attended == (Attendance(agency="Police", role="chair"),)
    marac = view(case_of(day), Reader("marac")).of(Session)[0]
    assert marac.attended[0].role == "chair"


def test_a_school_has_the_month_in_which_an_order_or_a_tie_began_and_the_year_of_a_birth() -> None:
    child = person("p3", "child", label="Child 1", born="2014-03-12", died="2026-01-02")
    began = Relationship(id="t", from_id="p2", to_id="p3", relation="carer", since="2026-02-09", until="2026-02-28/..")
    copy = view(case_of(child, began), Reader("partner_agency"))
    (tie,) = copy.of(Relationship)
    assert (tie.since, tie.until) == ("2026-02", "2026-02/..")
    assert [each.born for each in copy.of(Person) if each.born] == ["2014"]
