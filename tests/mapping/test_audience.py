"""A reader's copy holds what the reader was granted and nothing else; what is not granted is not in the data."""

import dataclasses
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings

from exports.interchange import write_text
from mapping import audience
from mapping.audience import Grant, Reader, grants, left_out, names_nothing_missing, view
from mapping.casemap import CaseMap
from mapping.entries import ENTRY_CLASSES, Behaviour, Entry, Header, Link, Note, Person, Source
from mapping.errors import CaseError
from mapping.fields import fields_of
from mapping.reading import read_case
from mapping.records import case_record
from tests.cases import (
    PUBLISHED_NAMES,
    answers,
    arrow,
    behaviour,
    case_of,
    cases,
    child_impact,
    effort,
    family_impact,
    one_of_every_kind,
    person,
    published,
    survivor_impact,
)

OWN = Reader("own_agency")
OF_THE_NOTES = {"pathway_words", "pattern_words", "kept_wording", "wording_released"}
"""The categories of notes that may be in a copy: what the team wrote about the map's own sentences and wording."""
CLASSES: dict[str, type] = {**ENTRY_CLASSES, "link": Link, "case": Header}


def own(*things: Entry | Link, **header: Any) -> CaseMap:
    return view(case_of(*things, **header), OWN)


def every_field() -> set[tuple[str, str]]:
    """Every field of every kind, by the kind's key and the field's name."""
    return {(kind, field.name) for kind, owner in CLASSES.items() for field in fields_of(owner) if field.name != "id"}


def granted(name: str) -> set[tuple[str, str]]:
    return {(kind, field) for kind, fields in grants()[name].fields.items() for field in fields}


# ------------------------------------------------------------------------------------------- deny by default


def test_every_field_of_every_kind_is_classified_for_the_own_agency() -> None:
    assert granted("own_agency") == every_field()


@pytest.mark.parametrize("name", sorted(grants()))
def test_a_grant_names_only_fields_and_classes_that_there_are(name: str) -> None:
    assert granted(name) <= every_field()
    known = next(field for field in fields_of(Behaviour) if field.name == "sensitivity").shape.choices
    assert grants()[name].classes <= set(known)
    assert grants()[name].label


def test_working_thoughts_are_granted_to_nobody() -> None:
    for each in grants().values():
        assert "working_only" not in each.classes
        assert "note" not in each.fields or each.only["note"] == OF_THE_NOTES
    assert not own(behaviour(), Note(id="Z1", account="Is it the drink?")).of(Note)
    assert not own(behaviour(), Note(id="Z1", account="Is it the drink?", category="thoughts")).of(Note)


def without_field(name: str, kind: str, field: str) -> Mapping[str, Grant]:
    """The grants of the day before somebody wrote this field down."""
    grant = grants()[name]
    fields = {each: found - ({field} if each == kind else set()) for each, found in grant.fields.items()}
    return {name: dataclasses.replace(grant, fields=fields)}


def test_a_field_that_nobody_has_classified_reaches_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    case = case_of(behaviour(account="He took it all."))
    assert view(case, OWN).entries["B1"].account
    earlier = without_field("own_agency", "behaviour", "account")
    monkeypatch.setattr(audience, "grants", lambda: earlier)
    assert "He took it all." not in write_text(view(case, OWN))


def test_a_kind_that_nobody_has_classified_reaches_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    grant = grants()["own_agency"]
    fields = {kind: found for kind, found in grant.fields.items() if kind != "behaviour"}
    monkeypatch.setattr(audience, "grants", lambda: {"own_agency": dataclasses.replace(grant, fields=fields)})
    assert {entry.kind for entry in own(behaviour(), effort()).entries.values()} == {"person", "protective_effort"}


@pytest.mark.parametrize("name", audience.PLANNED)
def test_a_reader_who_has_no_copy_yet_is_told_so(name: str) -> None:
    with pytest.raises(CaseError, match="later version"):
        view(case_of(), Reader(name))


@pytest.mark.parametrize("name", ["everyone", "", "Own_agency"])
def test_a_reader_of_no_known_name_gets_nothing(name: str) -> None:
    with pytest.raises(CaseError, match="own_agency, perpetrator_may_see"):
        view(case_of(), Reader(name))


def test_the_grants_have_words_for_people() -> None:
    assert grants()["own_agency"].label == "Own agency"


# ------------------------------------------------------------------------------------------------ own agency


def test_the_own_agency_has_the_case_itself_where_nothing_is_withheld() -> None:
    case = case_of(behaviour(), family_impact(), arrow("disrupts", "B1", "L1"))
    assert view(case, OWN) == case


def test_the_own_agency_has_one_entry_of_every_kind_but_notes() -> None:
    copy = view(one_of_every_kind(), OWN)
    assert {entry.kind for entry in copy.entries.values()} == set(ENTRY_CLASSES) - {"note"}


@pytest.mark.parametrize("sensitivity", ["", "normal", "survivor_private", "child_voice", "worker_only"])
def test_the_own_agency_may_have_every_class_but_working_thoughts(sensitivity: str) -> None:
    assert len(own(behaviour(sensitivity=sensitivity)).entries) == 4


def test_what_is_only_for_working_with_is_left_out() -> None:
    copy = own(behaviour(sensitivity="working_only"), family_impact(), arrow("disrupts", "B1", "L1"))
    assert {entry.kind for entry in copy.entries.values()} == {"person", "family_impact"}
    assert not copy.links
    link = arrow("disrupts", "B1", "L1", sensitivity="working_only")
    assert not own(behaviour(), family_impact(), link).links


@pytest.mark.parametrize(("named", "kept"), [("own_agency", 3), ("own_agency:x", 4), ("court", 4)])
def test_what_is_withheld_from_a_reader_is_left_out_for_that_reader(named: str, kept: int) -> None:
    assert len(own(behaviour(withhold_from=(named,))).entries) == kept


def test_a_link_can_be_withheld_by_itself() -> None:
    link = arrow("disrupts", "B1", "L1", withhold_from=("own_agency",))
    assert not own(behaviour(), family_impact(), link).links
    assert len(own(behaviour(), family_impact(), link).entries) == 5


def test_withholding_may_name_the_agency_it_means() -> None:
    case = case_of(behaviour(withhold_from=("own_agency:north",)))
    assert len(view(case, Reader("own_agency", "north")).entries) == 3
    assert len(view(case, Reader("own_agency", "south")).entries) == 4


def test_what_is_left_out_is_no_longer_named_and_takes_along_what_must_name_it() -> None:
    copy = own(
        person("p4", "relative", withhold_from=("own_agency",)),
        behaviour("B1", "took her wages", toward=("p2", "p4")),
        behaviour("B2", "told her family", by="p4"),
    )  # fmt: skip
    (left,) = copy.of(Behaviour)
    assert left.title == "took her wages"
    assert [copy.entries[each].label for each in left.toward] == ["Mother"]


def test_gaps_in_the_numbers_tell_nothing() -> None:
    copy = own(
        behaviour("B1"), behaviour("B2", "hid her keys", withhold_from=("own_agency",)),
        behaviour("B10", "hid her bag"), behaviour("B9", "hid her phone"),
    )  # fmt: skip
    assert [(each.id, each.title) for each in copy.of(Behaviour)] == [
        ("behaviour.1", "took her wages"), ("behaviour.2", "hid her phone"), ("behaviour.3", "hid her bag"),
    ]  # fmt: skip


def test_two_cases_that_differ_only_in_what_is_withheld_give_the_own_agency_the_same_copy() -> None:
    kept = (behaviour("B5"), family_impact("L7"), arrow("disrupts", "B5", "L7", "d9"))
    first = Note(id="Z1", account="I do not believe him.")
    second = behaviour("B2", "hid her keys", withhold_from=("own_agency",))
    third = behaviour("B8", "hid her bag", sensitivity="working_only", toward=("p2",))
    assert own(*kept, first) == own(*kept, second, third) == own(*kept, first, second, third)


@settings(max_examples=30)
@given(cases())
def test_the_own_agencys_copy_of_any_case_is_a_case_that_names_nothing_missing(case: CaseMap) -> None:
    copy = view(case, OWN)
    assert read_case(case_record(copy)) == copy
    assert names_nothing_missing(copy)
    assert left_out(case, copy) == len(case.entries) - len(copy.entries)
    assert not {entry.kind for entry in copy.entries.values()} & {"note"}
    assert view(copy, OWN) == copy, "a copy of the copy is the copy"


def test_a_case_that_names_what_it_does_not_have_is_told_from_one_that_does_not() -> None:
    assert not names_nothing_missing(case_of(behaviour(toward=("p9",))))


# ---------------------------------------------------------------------------------- both readers, published


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_the_own_agencys_copy_of_a_published_case_is_the_whole_case(name: str) -> None:
    case = published(name)
    assert view(case, OWN) == case
    assert left_out(case, view(case, OWN)) == 0


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_what_the_perpetrator_may_see_of_a_published_case_is_what_its_answer_key_says(name: str) -> None:
    case, key = published(name), answers(name)
    copy = view(case, Reader("perpetrator_may_see"))
    assert sorted(each.title for each in copy.of(Behaviour)) == key["perpetrator_may_see_titles"]
    assert [each.name for each in copy.of(Person)] == [case.entries["p1"].name]
    text = write_text(copy)
    assert [secret for secret in key["never_for_perpetrator"] if secret in text] == []
    assert [each for each in key["names"] if each in text] == []


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_what_a_published_case_withholds_is_what_its_answer_key_says(name: str) -> None:
    case = published(name)
    withheld = sorted(each.id for each in case.entries.values() if "perpetrator_may_see" in each.withhold_from)
    assert withheld == answers(name)["withheld_from_perpetrator"]


def test_there_is_nothing_else_in_the_answer_keys() -> None:
    known = {
        "counts", "links", "pathways", "children_without_impact", "behaviours_reaching_child", "names",
        "behaviours_without_source", "behaviours_answered_by_no_effort", "withheld_from_perpetrator",
        "perpetrator_may_see_titles", "never_for_perpetrator",
    }  # fmt: skip
    for name in PUBLISHED_NAMES:
        assert set(answers(name)) == known


def test_a_copy_leaves_the_case_as_it_was() -> None:
    case = case_of(behaviour(), Source(id="s1", type="police"), child_impact(), survivor_impact())
    before = write_text(case)
    view(case, OWN)
    view(case, Reader("perpetrator_may_see"))
    assert write_text(case) == before
