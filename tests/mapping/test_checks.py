"""What the map does not say: each check with its yes and its no; findings are questions."""

import pytest
from hypothesis import given, settings

from mapping.casemap import CaseMap
from mapping.checks import Finding, findings
from mapping.entries import Behaviour, Gap, Incident, Person
from mapping.naming import Naming
from tests.cases import (
    PUBLISHED_NAMES,
    answers,
    arrow,
    behaviour,
    case_of,
    cases,
    child_impact,
    cited,
    effort,
    family_impact,
    person,
    published,
    source,
)

GAP = Gap(id="N1", title="who else has seen it?")


def found(check: str, *things: object, **header: object) -> list[tuple[str, ...]]:
    """What one check finds in a case of these things."""
    return [each.about for each in findings(case_of(*things, **header)) if each.check == check]


def test_a_child_about_whom_nothing_is_mapped_is_asked_about() -> None:
    assert found("child_without_impact") == [("p3",)]
    assert found("child_without_impact", child_impact()) == []
    assert found("child_without_impact", child_impact(), person("p4", "child")) == [("p4",)]


def test_an_impact_that_no_arrow_leads_to_is_asked_about() -> None:
    assert found("impact_without_behaviour", child_impact()) == [("I1",)]
    assert found("impact_without_behaviour", child_impact(), behaviour(), arrow("harms", "B1", "I1")) == []
    protected = (child_impact(), effort(), arrow("protects", "E1", "I1"))
    assert found("impact_without_behaviour", *protected) == [("I1",)], "an effort is no reason for an impact"


def test_an_impact_that_only_an_effect_without_behaviour_leads_to_is_asked_about() -> None:
    things = (child_impact(), family_impact(), arrow("harms", "L1", "I1"))
    assert found("impact_without_behaviour", *things) == [("I1",)]
    assert found("impact_without_behaviour", *things, behaviour(), arrow("disrupts", "B1", "L1")) == []


def test_a_behaviour_that_nobody_told_of_is_asked_about() -> None:
    assert found("behaviour_without_source", behaviour()) == [("B1",)]
    assert found("behaviour_without_source", behaviour(cites=cited("s1")), source()) == []


def test_a_behaviour_that_only_he_told_of_is_asked_about_under_a_head_of_its_own() -> None:
    his, hers = source("s1", "perpetrator"), source("s2", "survivor")
    assert found("behaviour_from_him_alone", behaviour(cites=cited("s1")), his) == [("B1",)]
    assert found("behaviour_from_him_alone", behaviour(cites=cited("s1", "s2")), his, hers) == []
    assert found("behaviour_from_him_alone", behaviour()) == []
    assert found("behaviour_without_source", behaviour(cites=cited("s1")), his) == []


def test_an_incident_that_shows_no_behaviour_is_asked_about() -> None:
    incident = Incident(id="F1", account="He came to the gate.")
    assert found("incident_without_behaviour", incident) == [("F1",)]
    assert found("incident_without_behaviour", incident, behaviour(), arrow("evidences", "F1", "B1")) == []
    assert found("incident_without_behaviour", incident, effort(), arrow("evidences", "F1", "E1")) == [("F1",)]


def test_a_survivor_about_whose_efforts_nothing_is_recorded_is_asked_about() -> None:
    assert found("survivor_without_effort") == [("p2",)]
    assert found("survivor_without_effort", effort()) == []
    assert found("survivor_without_effort", effort(by="p3")) == [("p2",)]


def test_a_title_that_does_not_say_what_he_did_is_asked_about() -> None:
    assert found("title_not_verb_first", behaviour(title="financial abuse")) == [("B1",)]
    assert found("title_not_verb_first", behaviour(title="took her wages")) == []


def test_a_map_on_which_everything_is_known_is_asked_about() -> None:
    assert found("no_gap_recorded", behaviour()) == [()]
    assert found("no_gap_recorded", GAP) == []
    assert findings(case_of(people=False)) == (), "an empty map is not asked about what it leaves open"


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_the_findings_of_a_published_case_are_those_of_its_answer_key(name: str) -> None:
    case, key = published(name), answers(name)
    heads: dict[str, list[str]] = {}
    for each in findings(case):
        heads.setdefault(each.check, []).extend(each.about)
    assert heads.get("child_without_impact", []) == key["children_without_impact"]
    assert heads.get("behaviour_without_source", []) == key["behaviours_without_source"]
    counted = {kind: sum(entry.kind == kind for entry in case.entries.values()) for kind in key["counts"]}
    assert counted == key["counts"]
    assert len(case.links) == key["links"]


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_findings_are_questions_without_names(name: str) -> None:
    case = published(name)
    names = {person.name for person in case.of(Person)}
    for each in findings(case):
        assert "?" in each.text or "Begin with the verb" in each.text
        assert not [name for name in names if name in each.text]


def test_findings_speak_of_people_by_name_where_names_are_shown() -> None:
    case = case_of(behaviour())
    assert any("Daniel" in each.text for each in findings(case, Naming(case, veiled=False)))


@settings(max_examples=20)
@given(cases())
def test_findings_of_any_case_are_about_what_is_on_it(case: CaseMap) -> None:
    for each in findings(case):
        assert isinstance(each, Finding)
        assert set(each.about) <= case.entries.keys()
        assert each.text


def test_no_finding_is_a_number_or_a_mark() -> None:
    case = case_of(*(behaviour(f"B{number}") for number in range(12)))
    assert len([each for each in findings(case) if each.check == "behaviour_without_source"]) == len(case.of(Behaviour))
    assert not any(character.isdigit() for each in findings(case) for character in each.text)
