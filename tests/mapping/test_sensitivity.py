"""How closely a thing is kept follows from what it is, whose words they are, and what it rests on."""

import pytest

from mapping.entries import Entry, Incident, Intersection, SafetyItem, View
from mapping.sensitivity import classes_of, is_unnamed
from tests.cases import arrow, behaviour, case_of, child_impact, cited, effort, person, source

EARLIER = person("p5", "earlier_survivor", name="Jane")


def classes(thing: Entry, *others: Entry) -> set[str]:
    return set(
        classes_of(case_of(thing, *others, person("p6", "relative"), person("p7", "professional"), EARLIER), thing)
    )


def test_what_nobody_has_classified_is_normal() -> None:
    assert classes(behaviour()) == {"normal"}
    assert classes(behaviour(sensitivity="restricted")) == {"restricted"}


def test_an_effort_is_the_survivors_and_a_safety_item_the_workers() -> None:
    assert classes(effort()) == {"normal", "survivor_private"}
    assert classes(SafetyItem(id="W1", title="dogs at the door")) == {"normal", "worker_only"}
    assert classes(effort(sensitivity="working_only")) == {"working_only", "survivor_private"}


@pytest.mark.parametrize(
    ("whose", "found"),
    [("p3", {"child_voice"}), ("p2", {"survivor_private"}), ("p6", {"source_protected"}), ("p7", set()), ("p1", set())],
)  # fmt: skip
def test_a_view_is_kept_for_whoever_gave_it(whose: str, found: set[str]) -> None:
    assert classes(View(id="V1", account="I am afraid.", person=whose)) == {"normal"} | found


@pytest.mark.parametrize(
    ("kind", "found"),
    [("child", {"child_voice"}), ("relative", {"source_protected"}), ("intelligence", {"source_protected"}),
     ("earlier_survivor", {"source_protected", "earlier_survivor"}), ("police", set()), ("survivor", set())],
)  # fmt: skip
def test_what_rests_on_one_kind_of_source_alone_is_kept_as_that_source_is(kind: str, found: set[str]) -> None:
    act = behaviour(cites=cited("s1"))
    assert classes(act, source("s1", kind)) == {"normal"} | found
    assert classes(behaviour(cites=cited("s1", "s2")), source("s1", kind), source("s2", kind)) == {"normal"} | found
    assert classes(behaviour(cites=cited("s1", "s2")), source("s1", kind), source("s2", "police")) == {"normal"}


def test_a_link_rests_on_its_sources_too() -> None:
    link = arrow("harms", "B1", "I1", cites=cited("s1"))
    case = case_of(behaviour(), child_impact(), source("s1", "child"), link)
    assert classes_of(case, link) == {"normal", "child_voice"}


@pytest.mark.parametrize("attribution", ["safety_only", "session_only"])
def test_what_every_source_forbids_to_pass_on_is_bounded(attribution: str) -> None:
    bound, open_ = source("s1", attribution=attribution), source("s2", attribution="unattributed")
    assert classes(behaviour(cites=cited("s1")), bound) == {"normal", "bounded"}
    assert classes(behaviour(cites=cited("s1", "s2")), bound, open_) == {"normal"}
    assert classes(bound) == {"normal", "bounded"}


def test_the_class_of_a_source_is_the_class_of_what_rests_on_it() -> None:
    assert classes(behaviour(cites=cited("s1")), source("s1", sensitivity="working_only")) == {"normal", "working_only"}
    assert classes(behaviour(cites=cited("s1")), source("s1", sensitivity="normal")) == {"normal"}


def test_a_source_that_protects_who_said_so_does_not_take_the_fact_with_it() -> None:
    kept = source("s1", sensitivity="source_protected")
    assert classes(behaviour(cites=cited("s1")), kept) == {"normal"}
    assert classes(kept) == {"normal"}
    assert is_unnamed(kept)


@pytest.mark.parametrize(
    ("attribution", "sensitivity", "unnamed"),
    [("unattributed", "", True), ("unattributed", "normal", True), ("", "source_protected", True), ("", "", False),
     ("named", "source_protected", False), ("named", "", False)],
)  # fmt: skip
def test_a_source_is_not_named_where_it_said_so_or_nobody_asked(
    attribution: str, sensitivity: str, unnamed: bool
) -> None:
    assert is_unnamed(source(attribution=attribution, sensitivity=sensitivity)) is unnamed


def test_whatever_leads_to_somebody_from_another_relationship_is_kept_for_them() -> None:
    day = Incident(id="F1", account="He followed them.")
    for thing in (
        EARLIER,
        behaviour(setting="earlier_relationship"),
        behaviour(toward=("p2", "p5")),
        behaviour(through=("p5",)),
        effort(by="p5"),
        source("s1", person="p5"),
        source("s1", heard_from="p5"),
        Incident(id="F1", account="He followed her.", present=("p5",)),
        Intersection(id="X1", person="p5"),
        View(id="V1", account="Never again.", person="p5"),
    ):
        assert "earlier_survivor" in classes(thing)
    assert "earlier_survivor" not in classes(day)
    before = behaviour(setting="earlier_relationship")
    shown = case_of(day, before, arrow("evidences", "F1", "B1"))
    assert "earlier_survivor" in classes_of(shown, day)
    assert "earlier_survivor" not in classes(person("p1", "perpetrator", maybe_same_as="p5"))
