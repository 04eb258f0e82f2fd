"""What stands around an entry is found in both directions, and every link that may be is offered."""

from mapping.around import efforts_about, fitting_between, kinds_linkable, leads_to, led_by, links_at
from mapping.casemap import CaseMap
from mapping.entries import FamilyImpact, Link
from mapping.rules import LINKS
from tests.mapping.small_case import EFFORT, ELDER, FATHER, MOTHER, SLEEPS, TAKES, case_of


def linked(*links: tuple[str, str, str]) -> CaseMap:
    case = case_of(FATHER, MOTHER, ELDER, TAKES, SLEEPS, EFFORT, FamilyImpact(id="L1", title="rent unpaid"))
    made = {f"{kind}{place}": Link(id=f"{kind}{place}", kind=kind, from_id=start, to_id=end)
            for place, (kind, start, end) in enumerate(links)}  # fmt: skip
    return CaseMap(case.header, case.entries, made)


def test_the_way_down_and_the_way_up_go_over_the_same_steps() -> None:
    case = linked(("disrupts", "B1", "L1"), ("harms", "L1", "I1"), ("answers", "E1", "B1"))
    assert [(step.entry, step.depth) for step in leads_to(case, "B1")] == [("L1", 0), ("I1", 1)]
    assert [(step.entry, step.depth) for step in led_by(case, "I1")] == [("L1", 0), ("B1", 1)]
    assert leads_to(case, "E1") == ()
    assert efforts_about(case, "B1") == ("E1",)
    assert [link.id for link in links_at(case, "B1")] == ["disrupts0", "answers2"]


def test_what_is_reached_twice_is_named_twice_and_followed_once() -> None:
    case = linked(("disrupts", "B1", "L1"), ("harms", "B1", "I1"), ("harms", "L1", "I1"), ("leads_to", "I1", "L1"))
    steps = [step.entry for step in leads_to(case, "B1")]
    assert steps.count("I1") == 2
    assert len(steps) < 6


def test_links_are_offered_in_both_directions_and_none_to_itself() -> None:
    case = linked()
    assert [(each.kind, each.outward) for each in fitting_between(case, "B1", "L1")] == [("disrupts", True)]
    assert [(each.kind, each.outward) for each in fitting_between(case, "L1", "B1")] == [("disrupts", False)]
    assert fitting_between(case, "B1", "B1") == ()
    assert fitting_between(case, "I1", "p1") == ()


def test_a_kind_is_linkable_exactly_where_some_link_may_join_it() -> None:
    assert "behaviour" in kinds_linkable("family_impact")
    assert "person" not in kinds_linkable("child_impact")
    for starts, ends in LINKS.values():
        for kind in starts:
            assert set(ends) - {"*"} <= kinds_linkable(kind)
