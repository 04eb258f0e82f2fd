"""Whose copy it is: of two survivors, two perpetrators and four children, each has what concerns them."""

import dataclasses
from typing import Any

import pytest

from mapping.audience import Reader, cut, view
from mapping.entries import (
    Action,
    Allegation,
    Engagement,
    Entry,
    Incident,
    Intersection,
    Link,
    Person,
    Programme,
    Relationship,
    Response,
    SafetyItem,
    View,
)
from mapping.errors import CaseError
from mapping.parts import ChildPosition
from tests.cases import (
    arrow,
    behaviour,
    case_of,
    child_impact,
    effort,
    family_impact,
    goal,
    order,
    person,
    survivor_impact,
)

UNCLE = person("p4", "co_perpetrator", label="Uncle")
OTHER = person("p5", "survivor", label="Former partner")
SECOND, THIRD, FOURTH = (person(f"c{number}", "child", label=f"Child {number}") for number in (2, 3, 4))
EVERYBODY = (UNCLE, OTHER, SECOND, THIRD, FOURTH)


def tie(start: str, end: str, relation: str = "parent") -> Relationship:
    return Relationship(id=f"tie.{start}.{end}", from_id=start, to_id=end, relation=relation)


def kept(reader: Reader, *things: Entry | Link, others: tuple[Entry, ...] = EVERYBODY) -> set[str]:
    """The ids of the things that are in a copy, people aside."""
    copy = cut(case_of(*others, *things), reader).copy
    return {each.id for each in copy.entries.values() if not isinstance(each, Person)}


def people(reader: Reader, *things: Entry | Link) -> set[str]:
    return {each.id for each in cut(case_of(*EVERYBODY, *things), reader).copy.of(Person)}


# ------------------------------------------------------------------------------------------------- whose copy


@pytest.mark.parametrize(
    ("name", "called", "some"),
    [("survivor", "adult survivor", ("p2", "p5")), ("programme", "perpetrator", ("p1", "p4")),
     ("perpetrator_may_see", "perpetrator", ("p1", "p4")), ("partner_agency", "child", ("p3", "c2"))],
)  # fmt: skip
def test_where_there_are_several_the_copy_must_say_for_whom(name: str, called: str, some: tuple[str, ...]) -> None:
    case = case_of(*EVERYBODY)
    with pytest.raises(CaseError, match=f"more than one {called}"):
        view(case, Reader(name))
    with pytest.raises(CaseError, match=f"not an? {called} on this map"):
        view(case, Reader(name, "q1"))
    for each in some:
        assert view(case, Reader(name, each)).of(Person)
    with pytest.raises(CaseError, match=f"no {called}"):
        view(case_of(person("q1", "relative"), people=False), Reader(name))


@pytest.mark.parametrize("name", ["own_agency", "meeting", "marac", "court", "training"])
def test_the_others_are_bound_to_nobody(name: str) -> None:
    case = case_of(*EVERYBODY, behaviour())
    assert view(case, Reader(name)) == view(case, Reader(name, "p1"))


# --------------------------------------------------------------------------------------------- two survivors

HERS, HERS_TOO = Reader("survivor", "p2"), Reader("survivor", "p5")


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (behaviour("x", toward=("p2",)), {"toward": ("p5",)}),
        (effort("x", by="p2"), {"by": "p5"}),
        (survivor_impact("x", person="p2"), {"person": "p5"}),
        (View(id="x", account="I am tired.", person="p2"), {"person": "p5"}),
        (Allegation(id="x", title="that she hit him", by="p1", about="p2"), {"about": "p5"}),
        (order("x", protects=("p2",)), {"protects": ("p5",)}),
        (goal("x", toward=("p2",)), {"toward": ("p5",)}),
        (Incident(id="x", account="He came.", present=("p2",)), {"present": ("p5",)}),
        (Intersection(id="x", person="p2"), {"person": "p5"}),
        (Action(id="x", title="sees her", agency="IDVA", about="p2"), {"about": "p5"}),
        (tie("p2", "p1", "partner"), {"from_id": "p5"}),
    ],
    ids=lambda value: getattr(value, "kind", None),
)  # fmt: skip
def test_each_survivor_has_what_is_hers_and_not_the_others(mine: Entry, theirs: dict[str, Any]) -> None:
    assert kept(HERS, mine) == {mine.id}
    assert kept(HERS_TOO, mine) == set()
    assert kept(HERS, dataclasses.replace(mine, **theirs)) == set()


def test_what_was_done_to_both_is_both_theirs_and_names_only_the_one_who_reads() -> None:
    copy = cut(case_of(*EVERYBODY, behaviour(toward=("p2", "p5"))), HERS).copy
    assert copy.entries["B1"].toward == ("p2",)  # type: ignore[attr-defined]
    assert "p5" not in {each.id for each in copy.of(Person)}


def test_what_was_done_to_the_children_is_hers_where_the_child_is() -> None:
    act = behaviour(toward=("c2",))
    assert kept(HERS, act) == {"B1"}
    assert kept(HERS, act, tie("p5", "c2")) == set()
    assert kept(HERS, act, tie("p5", "c2"), tie("p2", "c2", "step_parent")) >= {"B1"}
    assert "c2" not in people(HERS, tie("p5", "c2"))
    assert kept(HERS, child_impact(child="c2"), tie("p5", "c2")) == set()


def test_an_act_of_which_nobody_says_at_whom_is_hers_where_it_reaches_her() -> None:
    hurts = arrow("restricts", "B1", "V1")
    assert kept(HERS, behaviour()) == set()
    assert kept(HERS, behaviour(), survivor_impact(), hurts) == {"B1", "V1"}
    assert kept(HERS_TOO, behaviour(), survivor_impact(), hurts) == set()
    assert kept(HERS, behaviour(), others=(UNCLE,)) == {"B1"}, "there is no other whose it could be"


def test_what_follows_only_from_what_was_done_to_another_is_not_hers() -> None:
    home = (behaviour("B1", toward=("p5",)), family_impact(), arrow("disrupts", "B1", "L1"))
    assert kept(HERS, *home) == set()
    assert kept(HERS_TOO, *home) == {"B1", "L1"}
    both = (*home, behaviour("B2", "hid her keys", toward=("p2",)), arrow("disrupts", "B2", "L1"))
    assert kept(HERS, *both) == {"B2", "L1"}
    assert kept(HERS, family_impact()) == {"L1"}


def test_what_services_did_about_another_is_not_hers() -> None:
    told = (Response(id="R1", title="housed her", effect="helpful"), effort(by="p5"), arrow("supports", "R1", "E1"))
    assert kept(HERS, *told) == set()
    assert kept(HERS_TOO, *told) == {"R1", "E1"}
    assert kept(HERS, told[0]) == set(), "nothing says which of the two it was about"


def test_an_action_is_hers_where_it_is_about_her_or_what_she_does_and_nothing_else() -> None:
    act = Action(id="G1", title="changes the locks", agency="Housing")
    assert kept(HERS, act) == set(), "nobody says about whom it is"
    assert kept(HERS, dataclasses.replace(act, about="E1"), effort()) == {"G1", "E1"}
    assert kept(HERS, dataclasses.replace(act, about="p3")) == {"G1"}
    both = (dataclasses.replace(act, about="p2"), effort(by="p5"), arrow("serves", "G1", "E1"))
    assert kept(HERS, *both) == set()


def test_her_copy_has_nobody_from_another_relationship() -> None:
    earlier = person("p6", "earlier_survivor", name="Jane")
    acts = (behaviour("B1", toward=("p6",)), behaviour("B2", setting="earlier_relationship"), earlier)
    assert kept(HERS, *acts) == set()
    assert "p6" not in people(HERS, earlier)


# ------------------------------------------------------------------------------------------ two perpetrators

HIS, UNCLES = Reader("programme", "p1"), Reader("programme", "p4")


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (behaviour("x"), {"by": "p4"}),
        (goal("x"), {"person": "p4"}),
        (Programme(id="x", title="Twenty-six weeks", person="p1"), {"person": "p4"}),
        (Engagement(id="x", title="met him", person="p1"), {"person": "p4"}),
        (Intersection(id="x", person="p1"), {"person": "p4"}),
        (order("x"), {"binds": ("p4",)}),
        (Allegation(id="x", title="that he hit her", by="p2", about="p1"), {"about": "p4"}),
        (Action(id="x", title="meets him", agency="Probation", about="p1"), {"about": "p4"}),
    ],
    ids=lambda value: getattr(value, "kind", None),
)  # fmt: skip
def test_the_programme_has_what_one_of_them_did_and_not_the_other(mine: Entry, theirs: dict[str, Any]) -> None:
    assert kept(HIS, mine) == {"x"}
    assert kept(UNCLES, mine) == set()
    assert kept(UNCLES, dataclasses.replace(mine, **theirs)) == {"x"}


def test_the_programme_has_no_effects_of_what_somebody_else_did() -> None:
    things = (behaviour(by="p4"), child_impact(), arrow("harms", "B1", "I1"))
    assert kept(HIS, *things) == set()
    assert kept(UNCLES, *things) == {"B1", "I1"}
    assert kept(HIS, *things, behaviour("B2"), arrow("harms", "B2", "I1")) == {"B2", "I1"}
    day = (Incident(id="F1", account="He came."), arrow("evidences", "F1", "B1"))
    assert kept(HIS, *things, *day) == set()
    assert kept(UNCLES, *things, *day) == {"B1", "I1", "F1"}


@pytest.mark.parametrize("about", ["p2", "p3", "E1", "W1", "V1", ""])
def test_the_programme_does_not_hear_what_is_planned_beside_others(about: str) -> None:
    things = (effort(), SafetyItem(id="W1", title="dogs"), survivor_impact())
    act = Action(id="G1", title="finds a place", agency="Housing", about=about)
    assert "G1" not in kept(HIS, *things, act, others=())
    his = dataclasses.replace(act, about="p1")
    assert "G1" in kept(HIS, *things, his, others=())
    assert "G1" not in kept(HIS, *things, his, arrow("serves", "G1", "E1"), others=())


# ------------------------------------------------------------------------------------------ one child of four

SCHOOL = Reader("partner_agency", "c2", "North School")


def test_a_school_has_the_effects_on_one_child_and_what_leads_to_them() -> None:
    things = (
        behaviour("B1"), family_impact("L1"), child_impact("I1", child="c2"), arrow("disrupts", "B1", "L1"),
        arrow("harms", "L1", "I1"), behaviour("B2", "hid her keys"), child_impact("I2", child="c3"),
        arrow("harms", "B2", "I2"), family_impact("L2"),
    )  # fmt: skip
    assert kept(SCHOOL, *things) == {"B1", "L1", "I1"}
    assert kept(Reader("partner_agency", "c3"), *things) == {"B2", "I2"}
    assert kept(Reader("partner_agency", "c4"), *things) == set()


@pytest.mark.parametrize(
    ("values", "there"),
    [
        ({"toward": ("c2",)}, True), ({"toward": ("c2", "c3")}, True), ({"toward": ("c3",)}, False), ({}, False),
        ({"children": (ChildPosition(child="c2", position="heard"),)}, True),
        ({"children": (ChildPosition(child="c2", position="unaware"),)}, False),
        ({"children": (ChildPosition(child="c3", position="target"),)}, False),
    ],
)  # fmt: skip
def test_a_school_has_what_touched_this_child(values: dict[str, Any], there: bool) -> None:
    assert bool(kept(SCHOOL, behaviour(**values))) is there


def test_a_school_does_not_hear_what_was_done_to_a_brother_though_it_led_to_this_child() -> None:
    act = behaviour(toward=("c3",))
    led = (child_impact("I1", child="c2"), arrow("harms", "B1", "I1"))
    assert kept(SCHOOL, act, *led) == {"I1"}
    saw = dataclasses.replace(act, children=(ChildPosition(child="c2", position="present"),))
    assert kept(SCHOOL, saw, *led) == {"B1", "I1"}


def test_nothing_is_in_a_copy_because_of_what_is_not() -> None:
    way = (
        behaviour(), family_impact(withhold_from=("partner_agency",)), child_impact("I1", child="c2"),
        arrow("disrupts", "B1", "L1"), arrow("harms", "L1", "I1"),
    )  # fmt: skip
    assert kept(SCHOOL, *way) == {"I1"}


def test_a_school_has_no_brothers_and_sisters_and_no_adult_who_is_not_in_it() -> None:
    assert people(SCHOOL) == {"c2"}
    assert people(SCHOOL, tie("p5", "c2"), behaviour(toward=("c2",))) == {"c2", "p5", "p1"}
    alone = cut(case_of(SECOND), SCHOOL).copy
    assert {each.id for each in alone.of(Person)} == {"p1", "p2", "c2"}


@pytest.mark.parametrize(
    ("thing", "there"),
    [
        (order("x", protects=("c2", "p2")), True), (order("x", protects=("c3",)), False), (order("x"), False),
        (goal("x", toward=("c2", "c3")), True), (goal("x", toward=("c3",)), False), (goal("x"), False),
        (Action(id="x", title="a quiet room", agency="north school"), True),
        (Action(id="x", title="a quiet room", agency="North School", about="c2"), True),
        (Action(id="x", title="a quiet room", agency="North School", about="c3"), False),
        (Action(id="x", title="a quiet room", agency="South School", about="c2"), False),
        (tie("p2", "c2"), True), (tie("p2", "c3"), False), (tie("c2", "c3", "sibling"), False),
    ],
)  # fmt: skip
def test_of_plans_and_orders_a_school_has_this_childs_and_its_own(thing: Entry, there: bool) -> None:
    assert (thing.id in kept(SCHOOL, thing)) is there


def test_an_action_about_an_effect_on_a_brother_is_not_this_childs() -> None:
    act = Action(id="G1", title="a quiet room", agency="North School", about="I1")
    assert "G1" in kept(SCHOOL, act, child_impact("I1", child="c2"))
    assert kept(SCHOOL, act, child_impact("I1", child="c3")) == set()


def test_worker_safety_goes_to_an_agency_that_has_a_name_and_only_released() -> None:
    item = SafetyItem(id="W1", title="dogs at the door", release_to=("partner_agency:north_school",))
    assert kept(SCHOOL, item) == {"W1"}
    assert kept(Reader("partner_agency", "c2", "South School"), item) == set()
    assert kept(Reader("partner_agency", "c2"), item) == set()
    assert kept(SCHOOL, dataclasses.replace(item, release_to=())) == set()
