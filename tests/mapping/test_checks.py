"""What the map does not say: each check with its yes and its no; findings are questions, and few."""

from datetime import date

import pytest
from hypothesis import given, settings

from mapping.casemap import CaseMap
from mapping.checks import Finding, findings
from mapping.checks.words import check_words
from mapping.entries import (
    Action,
    Allegation,
    Asked,
    ChangeEvidence,
    Comparison,
    Entry,
    Gap,
    Incident,
    Intersection,
    Link,
    Period,
    Person,
    Relationship,
    SafetyItem,
    View,
)
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
    goal,
    person,
    published,
    source,
    survivor_impact,
)

GAP = Gap(id="N1", title="who else has seen it?")
TODAY = date(2026, 11, 22)


def asked(check: str, *things: Entry | Link, on: date | None = None, people: bool = True) -> list[Finding]:
    """What one check asks about a case of these things."""
    return [each for each in findings(case_of(*things, people=people), on=on) if each.check == check]


def found(check: str, *things: Entry | Link, on: date | None = None, people: bool = True) -> list[tuple[str, ...]]:
    """What the findings of one check are about."""
    return [each.about for each in asked(check, *things, on=on, people=people)]


def many(count: int = 3, **values: object) -> list[Entry]:
    """So many behaviours that the map has begun."""
    return [behaviour(f"B{number}", **values) for number in range(1, count + 1)]


# ------------------------------------------------------------------------------------------------- children


def test_a_child_about_whom_nothing_is_mapped_is_asked_about() -> None:
    assert found("child_without_impact") == [("p3",)]
    assert found("child_without_impact", child_impact()) == []
    assert found("child_without_impact", child_impact(), person("p4", "child")) == [("p4",)]


def told_of(**values: object) -> Person:
    """The child p3 with these answers, or other fields."""
    return person("p3", "child", label="Elder child", **values)


def test_a_child_about_whom_something_was_answered_is_not_said_to_have_nothing() -> None:
    none_seen = Asked(category="I2", state="none_observed", on="2026-03-03", of="nursery")
    assert found("child_without_impact", told_of(asked=(none_seen,))) == []
    assert found("child_without_impact", told_of(asked=(Asked(category="I2", state="not_asked"),))) == [("p3",)]


def test_what_a_child_fears_and_wants_is_asked_about_until_someone_listened() -> None:
    assert found("child_view_not_asked") == [("p3",)]
    assert found("child_view_not_asked", View(id="Y1", account="She draws doors.", person="p3")) == []
    assert found("child_view_not_asked", View(id="Y1", account="He follows me.", person="p2")) == [("p3",)]


def test_nobody_is_asked_what_an_unborn_child_or_one_who_died_would_say() -> None:
    assert found("child_view_not_asked", told_of(unborn=True)) == []
    assert found("child_view_not_asked", told_of(died="2012-05-27")) == []
    assert found("child_view_not_asked", child_impact(title="killed aged 7 or 8")) == []
    assert found("child_life_not_asked", child_impact(title="killed aged 7 or 8")) == []
    assert found("child_view_not_asked", child_impact(title="killed a small bird")) == [("p3",)]


def test_the_rest_of_a_life_is_one_question_for_each_child() -> None:
    assert found("child_life_not_asked", child_impact()) == [("p3",)]
    assert found("child_life_not_asked") == [], "where nothing is mapped, that is the question"


def domains(*left: str) -> tuple[Asked, ...]:
    """An answer for every part of a child's life but these."""
    return tuple(
        Asked(category=f"I{number}", state="kept_elsewhere") for number in range(1, 14) if f"I{number}" not in left
    )


def test_the_few_parts_that_are_left_are_named_and_all_answers_count() -> None:
    (finding,) = asked("child_life_not_asked", told_of(asked=domains("I5")))
    assert "learning" in finding.text
    assert found("child_life_not_asked", told_of(asked=domains())) == []
    assert found("child_life_not_asked", told_of(asked=domains("I11", "I12"))) == [], "these are of some ages only"


def test_an_effect_that_nothing_leads_to_is_first_asked_for_other_explanations() -> None:
    alone = child_impact()
    assert found("impact_other_explanations", alone) == [("I1",)]
    assert found("impact_without_behaviour", alone) == []


def test_and_only_then_whose_conduct_it_was() -> None:
    considered = child_impact(other_explanations="Hearing was tested: nothing found.")
    assert found("impact_other_explanations", considered) == []
    assert found("impact_without_behaviour", considered) == [("I1",)]
    led = (considered, behaviour(), arrow("harms", "B1", "I1"))
    assert found("impact_without_behaviour", *led) == []
    assert found("impact_other_explanations", child_impact(), behaviour(), arrow("harms", "B1", "I1")) == []


def test_an_effort_is_no_reason_for_an_effect() -> None:
    assert found("impact_other_explanations", child_impact(), effort(), arrow("protects", "E1", "I1")) == [("I1",)]


def test_an_effect_that_only_an_effect_without_behaviour_leads_to_is_asked_about() -> None:
    things = (child_impact(), family_impact(), arrow("harms", "L1", "I1"))
    assert found("impact_without_behaviour", *things) == [("I1",)]
    assert found("impact_other_explanations", *things) == []
    assert found("impact_without_behaviour", *things, behaviour(), arrow("disrupts", "B1", "L1")) == []


def test_a_strength_of_a_child_needs_nobodys_conduct_to_explain_it() -> None:
    assert found("impact_other_explanations", child_impact(category="I13.5")) == []


# ------------------------------------------------------------------------------------------------- the survivor


def test_a_survivor_about_whose_efforts_nothing_is_recorded_is_a_question_to_the_record() -> None:
    assert found("survivor_without_effort") == [("p2",)]
    assert found("survivor_without_effort", effort()) == []
    assert found("survivor_without_effort", effort(by="p3")) == [("p2",)]


def test_behaviours_that_no_effort_answers_are_one_question() -> None:
    things = (*many(), effort(), arrow("answers", "E1", "B2"))
    assert found("behaviour_unanswered", *things) == [("B1", "B3")]
    assert found("behaviour_unanswered", *many()) == [], "without any effort, that is the question"


def test_a_behaviour_towards_others_or_a_single_day_is_not_asked_for_an_effort() -> None:
    worker = person("p9", "professional")
    for one in (
        behaviour(toward=("p9",)),
        behaviour(when="2012-05-25"),
        behaviour(frequency="once_known"),
        behaviour(category="B00.1"),
        behaviour(status="withdrawn"),
    ):
        assert found("behaviour_unanswered", worker, one, effort()) == []
    assert found("behaviour_unanswered", worker, behaviour(toward=("p9", "p3")), effort()) == [("B1",)]


def test_a_survivor_whose_view_nobody_wrote_down_is_asked_about() -> None:
    assert found("survivor_view_not_asked") == [("p2",)]
    assert found("survivor_view_not_asked", View(id="Y1", account="He follows me.", person="p2")) == []
    assert found("survivor_view_not_asked", survivor_impact(category="V12")) == [], "her fear is written down"
    assert found("survivor_view_not_asked", survivor_impact(category="V4")) == [("p2",)]


def test_an_effort_is_asked_what_it_was_meant_to_prevent() -> None:
    assert found("effort_without_purpose", effort()) == [("E1",)]
    assert found("effort_without_purpose", effort(meant_to_prevent="that he goes in")) == []
    assert found("effort_without_purpose", effort(), behaviour(), arrow("answers", "E1", "B1")) == []


@pytest.mark.parametrize("check", ["survivor_without_effort", "behaviour_unanswered", "survivor_view_not_asked"])
def test_silence_about_the_survivor_is_a_fault_of_the_record(check: str) -> None:
    things = (*many(), effort("E1", by="p3")) if check == "behaviour_unanswered" else ()
    for finding in asked(check, *things):
        assert "recorded" in finding.text or "record does not say" in finding.text
        assert "anyone asked" in finding.text or "Who has asked" in finding.text
        assert "failed" not in finding.text + finding.why


def test_an_open_claim_that_is_mapped_from_one_side_is_asked_about() -> None:
    def claim(*rows: Comparison, finding: str = "unresolved") -> Allegation:
        return Allegation(id="A1", title="says she hit him", by="p1", about="p2", finding=finding, comparison=rows)

    his = Comparison(question="afraid", of_by="no fear is told of")
    both = Comparison(question="controls", of_by="the money", of_about="nothing")
    assert found("claim_from_one_side", claim()) == [("A1",)]
    assert found("claim_from_one_side", claim(his)) == [("A1",)]
    assert found("claim_from_one_side", claim(his, both)) == []
    assert found("claim_from_one_side", claim(finding="violent_resistance")) == []


def test_someone_who_came_from_a_file_in_two_parts_is_asked_about() -> None:
    both = person("p9", "perpetrator", "survivor")
    assert found("person_in_two_parts", both) == [("p9",)]
    assert found("person_in_two_parts", person("p9", "survivor", "proxy")) == []


# ------------------------------------------------------------------------------------------------- behaviours


def test_behaviours_that_nobody_told_of_are_one_question() -> None:
    assert found("behaviour_without_source", behaviour()) == [("B1",)]
    assert found("behaviour_without_source", *many()) == [("B1", "B2", "B3")]
    assert found("behaviour_without_source", behaviour(cites=cited("s1")), source()) == []


def test_two_who_harm_are_asked_about_one_by_one() -> None:
    second = person("p9", "co_perpetrator")
    assert found("behaviour_without_source", second, *many(2), behaviour("B3", by="p9")) == [("B1", "B2"), ("B3",)]


def test_a_behaviour_that_only_he_told_of_is_asked_about_under_a_head_of_its_own() -> None:
    his, hers = source("s1", "perpetrator"), source("s2", "survivor")
    assert found("behaviour_from_him_alone", behaviour(cites=cited("s1")), his) == [("B1",)]
    assert found("behaviour_from_him_alone", behaviour(cites=cited("s1", "s2")), his, hers) == []
    assert found("behaviour_from_him_alone", behaviour()) == []
    assert found("behaviour_without_source", behaviour(cites=cited("s1")), his) == []


def test_that_he_said_so_needs_no_other_source_than_his_saying_it() -> None:
    his = source("s1", "perpetrator")
    assert found("behaviour_from_him_alone", behaviour(title="denied any problem", cites=cited("s1")), his) == []
    assert found("behaviour_from_him_alone", behaviour(category="B18", cites=cited("s1")), his) == []


def test_a_title_that_does_not_say_what_he_did_is_asked_about() -> None:
    assert found("title_not_verb_first", behaviour(title="financial abuse")) == [("B1",)]
    assert found("title_not_verb_first", behaviour(title="took her wages")) == []


def test_an_incident_that_shows_no_behaviour_is_asked_about() -> None:
    incident = Incident(id="F1", account="He came to the gate.")
    assert found("incident_without_behaviour", incident) == [("F1",)]
    assert found("incident_without_behaviour", incident, behaviour(), arrow("evidences", "F1", "B1")) == []
    assert found("incident_without_behaviour", incident, effort(), arrow("evidences", "F1", "E1")) == [("F1",)]


def test_what_goes_on_and_was_not_confirmed_for_months_is_asked_about_on_a_day() -> None:
    old = behaviour(when="2023/..", cites=cited("s1"))
    assert found("fact_grown_old", old, source(date="2026-02-18"), on=TODAY) == [("B1",)]
    assert found("fact_grown_old", old, source(date="2026-10-01"), on=TODAY) == []
    assert found("fact_grown_old", old, source(date="2026-02-18")) == [], "without a day nothing has an age"


def test_what_is_over_does_not_grow_old() -> None:
    assert found("fact_grown_old", behaviour(when="2012-05-25"), on=TODAY) == []
    assert found("fact_grown_old", behaviour(when="2019/..", trend="stopped"), on=TODAY) == []
    assert found("fact_grown_old", behaviour(), on=TODAY) == [], "no day is known of it"


def test_a_period_that_goes_on_and_an_effort_in_use_grow_old_too() -> None:
    going_on = behaviour(periods=(Period(when="2024-01/..", state="active"),))
    assert found("fact_grown_old", going_on, on=TODAY) == [("B1",)]
    assert found("fact_grown_old", effort(when="2025", in_use=True), on=TODAY) == [("E1",)]
    assert found("fact_grown_old", effort(when="2025"), on=TODAY) == []


# ------------------------------------------------------------------------------------------------- the whole map


def test_a_map_without_a_word_of_workers_and_outsiders_is_asked_about() -> None:
    assert found("worker_safety_not_asked", *many()) == [("p1",)]
    assert found("worker_safety_not_asked", *many(2)) == [], "the map has hardly begun"
    assert found("worker_safety_not_asked", *many(), behaviour("B9", category="B15.2")) == []
    assert found("worker_safety_not_asked", *many(), SafetyItem(id="W1", title="waits at the car")) == []


def reaching(*ways: str) -> list[Entry | Link]:
    """A behaviour that reaches the child in each of these ways."""
    made: list[Entry | Link] = [behaviour()]
    for number, way in enumerate(ways):
        made += [child_impact(f"I{number}"), arrow("harms", "B1", f"I{number}", pathway=way)]
    return made


def test_a_map_with_one_way_to_the_children_is_asked_for_the_others() -> None:
    assert found("one_pathway_only", *reaching("P5", "P5.2")) == [("p3",)]
    assert found("one_pathway_only", *reaching("P5", "P1")) == []
    assert found("one_pathway_only", *reaching("P5")) == [], "one arrow is no habit"
    assert found("one_pathway_only", *reaching("P5", "")) == [], "the other way is not known"


def test_a_map_on_which_children_only_see_and_hear_is_told_so() -> None:
    (finding,) = asked("one_pathway_only", *reaching("P2.1", "P2.2"))
    assert "only living through" in finding.text


def test_a_map_that_says_more_of_her_than_of_him_is_asked_what_he_did_before() -> None:
    efforts = [effort(f"E{number}") for number in range(3)]
    (finding,) = asked("more_on_survivor", *efforts, behaviour())
    assert finding.about == ("p1",)
    assert "more of what the mother does than of what the father does" in finding.text
    assert found("more_on_survivor", *efforts, *many(3)) == []
    assert found("more_on_survivor", *efforts[:2]) == []
    constructive = [behaviour(f"B{number}", category="B00") for number in range(9)]
    assert found("more_on_survivor", *efforts, *constructive) == [("p1",)], "what goes well is no pattern of harm"


def test_earlier_relationships_that_nobody_looked_into_are_asked_about() -> None:
    check = "earlier_relationship_not_searched"
    assert found(check, *many()) == [("p1",)]
    assert found(check, *many(2)) == []
    assert found(check, *many(), behaviour("B9", setting="earlier_relationship")) == []
    assert found(check, *many(), person("p9", "earlier_survivor")) == []
    assert found(check, *many(), source("s1", "earlier_survivor")) == []


APART = Relationship(id="k1", from_id="p2", to_id="p1", relation="former_partner", until="2025-06")


def test_a_separation_after_which_nothing_is_mapped_is_asked_about() -> None:
    check = "nothing_after_separation"
    assert found(check, APART, behaviour(when="2024")) == [("k1",)]
    assert found(check, APART, behaviour(setting="after_separation")) == []
    assert found(check, APART, behaviour(category="B09.1")) == []
    assert found(check, APART, behaviour(when="2025-09")) == []
    together = Relationship(id="k1", from_id="p1", to_id="p2", relation="partner")
    assert found(check, together, behaviour()) == []
    assert found(check, Relationship(id="k1", from_id="p1", to_id="p3", relation="parent", until="2025")) == []


def test_a_circumstance_that_is_only_named_is_asked_how_it_is_used() -> None:
    check, bare = "intersection_without_use", Intersection(id="X1", person="p1", category="gambling")
    assert found(check, bare) == [("X1",)]
    assert found(check, Intersection(id="X1", person="p1", how_used="spends the rent")) == []
    assert found(check, bare, behaviour(), arrow("exploits", "B1", "X1")) == []


def test_a_map_on_which_everything_is_known_is_asked_about() -> None:
    assert found("no_gap_recorded", behaviour()) == [()]
    assert found("no_gap_recorded", GAP) == []
    assert findings(case_of(people=False)) == (), "an empty map is not asked about what it leaves open"


# ------------------------------------------------------------------------------------------------- what is planned


SERVICES = [
    "attends the perpetrator programme", "will attend a parenting course", "anger management course",
    "complete twenty sessions", "engage with substance misuse services", "to work with the therapist",
    "goes to therapy",
]  # fmt: skip
ACTS = [
    "returns the car keys", "speaks to her without insult", "supports the counselling of the child in writing",
    "gives a complete account of named acts, while attending the course", "stays away from the school",
    "does not stop her going to counselling sessions on Fridays", "pays the arrears",
    "can say what his violence did to the mother and to each child",
]  # fmt: skip


@pytest.mark.parametrize("title", SERVICES)
def test_a_goal_that_is_met_by_going_somewhere_is_asked_about(title: str) -> None:
    assert found("goal_is_a_service", goal(title=title)) == [("G1",)]


@pytest.mark.parametrize("title", ACTS)
def test_a_goal_that_is_an_act_is_left_alone(title: str) -> None:
    assert found("goal_is_a_service", goal(title=title)) == []


def test_change_that_only_he_or_a_programme_tells_of_is_asked_about() -> None:
    def change(*sources: str, direction: str = "toward") -> ChangeEvidence:
        return ChangeEvidence(id="C1", person="p1", question="change", direction=direction, cites=cited(*sources))

    people = (source("s1", "perpetrator"), source("s2", "programme"), source("s3", "school"))
    check = "change_self_reported"
    assert found(check, change("s1", "s2"), *people) == [("C1",)]
    assert found(check, change(), *people) == [("C1",)]
    assert found(check, change("s1", "s3"), *people) == []
    assert found(check, change("s1", direction="away"), *people) == []


def action(identity: str = "T1", **values: str) -> Action:
    """An action of the school."""
    return Action(id=identity, title="keeps a log", **({"agency": "School"} | values))


def test_an_action_without_a_person_or_a_day_is_asked_about() -> None:
    check = "action_without_owner_or_date"
    assert found(check, action()) == [("T1",)]
    assert found(check, action(owner="Head", by="2026-03-20")) == []
    assert found(check, action(state="done")) == []
    (day,) = asked(check, action(owner="Head"))
    assert "No day is set" in day.text
    (owner,) = asked(check, action(by="2026-03-20"))
    assert "Nobody in the agency is named" in owner.text


def test_a_plan_that_is_all_about_her_is_asked_about_him() -> None:
    hers = (action(about="p2"), action("T2", about="p2"))
    assert found("actions_all_on_survivor", *hers) == [("T1", "T2")]
    assert found("actions_all_on_survivor", *hers, action("T3", about="p1")) == []
    assert found("actions_all_on_survivor", *hers, action("T3")) == []
    assert found("actions_all_on_survivor", hers[0]) == []


@pytest.mark.parametrize("agency", ["Mother", "the mother", "Amira", "Mother, school", "Elder child"])
def test_an_action_that_came_from_a_file_as_her_task_is_asked_about(agency: str) -> None:
    assert len(found("action_on_survivor", action(agency=agency))) == 1


@pytest.mark.parametrize("agency", ["School", "Mother and baby unit", "Children’s services", "not named"])
def test_an_action_of_an_agency_is_nobodys_task(agency: str) -> None:
    assert found("action_on_survivor", action(agency=agency)) == []


def test_what_is_kept_close_and_shown_all_the_same_is_asked_about() -> None:
    check = "private_on_screen"
    for sensitivity in ("restricted", "survivor_private", "child_voice", "worker_only"):
        assert found(check, effort(sensitivity=sensitivity, show_in_room=True)) == [("E1",)]
    assert found(check, effort(sensitivity="survivor_private")) == []
    assert found(check, effort(sensitivity="survivor_private", show_in_room=False)) == []
    assert found(check, effort(show_in_room=True)) == []


def test_a_question_whose_day_has_passed_is_asked_about_on_a_day() -> None:
    waiting = Gap(id="N1", title="who saw it?", by="2026-03-26", state="not_asked")
    assert found("question_overdue", waiting, on=TODAY) == [("N1",)]
    assert found("question_overdue", waiting) == []
    assert found("question_overdue", waiting, on=date(2026, 3, 26)) == []
    told = Gap(id="N1", title="who saw it?", by="2026-03-26", state="asked_unknown")
    assert found("question_overdue", told, on=TODAY) == []


# ------------------------------------------------------------------------------------------------- all of them


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_the_findings_of_a_published_case_are_those_of_its_answer_key(name: str) -> None:
    case, key = published(name), answers(name)
    heads: dict[str, list[str]] = {}
    for each in findings(case):
        heads.setdefault(each.check, []).extend(each.about)
    assert heads.get("child_without_impact", []) == key["children_without_impact"]
    assert heads.get("behaviour_without_source", []) == key["behaviours_without_source"]
    assert set(heads.get("behaviour_unanswered", [])) <= set(key["behaviours_answered_by_no_effort"])


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_findings_are_questions_without_names(name: str) -> None:
    case = published(name)
    names = {person.name for person in case.of(Person)}
    for each in findings(case):
        assert "?" in each.text or "with the verb" in each.text
        assert each.why.lstrip("“")[0].isupper()
        assert each.why.endswith(".")
        assert not [name for name in names if name in each.text + each.why]


def test_findings_speak_of_people_by_name_where_names_are_shown() -> None:
    case = case_of(behaviour())
    assert any("Daniel" in each.text for each in findings(case, Naming(case, veiled=False)))


@settings(max_examples=40)
@given(cases())
def test_findings_of_any_case_are_about_what_is_on_it(case: CaseMap) -> None:
    for each in findings(case, on=TODAY):
        assert isinstance(each, Finding)
        assert set(each.about) <= case.entries.keys()
        assert each.text
        assert each.mends
        assert not [mark for mark in ("{", "}") if mark in _ours(each, case)]


def _ours(finding: Finding, case: CaseMap) -> str:
    """The words of a finding, those that the case brought itself taken out."""
    own = [word for each in case.of(Person) for word in (each.label, each.name, each.pronouns)]
    return "" if any("{" in word or "}" in word for word in (*own, str(case.header.labels))) else finding.text


def test_the_same_case_is_asked_the_same_whatever_the_day() -> None:
    case = published(PUBLISHED_NAMES[0])
    assert findings(case) == findings(case)
    assert repr(findings(case)[0]) == "Finding(child_without_impact: p4)"


def test_no_finding_is_a_number_or_a_mark() -> None:
    case = case_of(*(behaviour(f"B{number}") for number in range(12)), *(effort(f"E{number}") for number in range(15)))
    assert not any(character.isdigit() for each in findings(case) for character in each.text + each.why)


def test_a_small_map_is_asked_little() -> None:
    assert len(findings(case_of(*many(30)))) < 12


def test_every_check_is_tested_here() -> None:
    with open(__file__, encoding="utf-8") as file:  # noqa: PTH123
        text = file.read()
    assert [key for key in check_words() if f'"{key}"' not in text] == []
