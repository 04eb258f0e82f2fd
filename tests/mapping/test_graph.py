"""Paths, reach and what lights up are derived from the case, every time as it stands."""

from collections.abc import Iterator
from itertools import chain, pairwise

import pytest
from hypothesis import given, settings

from mapping.casemap import CaseMap
from mapping.commands import remove
from mapping.entries import Behaviour, ChildImpact
from mapping.graph import MOST_PATHS, lit, paths, pathway_graph, reached
from mapping.rules import PATHWAY_LINKS
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
    person,
    published,
    survivor_impact,
)


def family_map() -> CaseMap:
    """Two behaviours, two effects, two impacts on two children, an effort, and something apart."""
    return case_of(
        person("p4", "child"),
        behaviour("B1"), behaviour("B2"), behaviour("B3"),
        family_impact("L1"), survivor_impact("V1"),
        child_impact("I1"), child_impact("I2", child="p4"), child_impact("I10"),
        effort("E1"),
        arrow("disrupts", "B1", "L1", "l1"), arrow("restricts", "B1", "V1", "l2"), arrow("leads_to", "L1", "V1", "l3"),
        arrow("harms", "L1", "I1", "l4"), arrow("harms", "V1", "I2", "l5"), arrow("harms", "B2", "I2", "l6"),
        arrow("answers", "E1", "B1", "l7"), arrow("escalates_to", "B1", "B3", "l8"),
    )  # fmt: skip


def walked(case: CaseMap, here: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every way on from here to a child impact, found by walking: a second opinion."""
    if isinstance(case.entries[here[-1]], ChildImpact):
        yield here
    for link in case.links_from(here[-1]):
        if link.kind in PATHWAY_LINKS and link.to_id not in here:
            yield from walked(case, (*here, link.to_id))


def test_every_path_from_a_behaviour_to_an_impact_is_found_in_order() -> None:
    assert list(paths(family_map())) == [
        ("B1", "L1", "I1"),
        ("B1", "L1", "V1", "I2"),
        ("B1", "V1", "I2"),
        ("B2", "I2"),
    ]


@settings(max_examples=30)
@given(cases())
def test_the_paths_of_any_case_are_those_one_can_walk(case: CaseMap) -> None:
    by_foot = {path for each in case.of(Behaviour) for path in walked(case, (each.id,))}
    assert set(paths(case)) == by_foot
    assert len(list(paths(case))) == len(by_foot)


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_the_reach_of_each_behaviour_of_a_published_case_is_that_of_its_answer_key(name: str) -> None:
    case, key = published(name), answers(name)
    assert len(list(paths(case))) == key["pathways"]
    for child, behaviours in key["behaviours_reaching_child"].items():
        assert sorted(each.id for each in case.of(Behaviour) if child in reached(case, each.id)) == behaviours


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_the_behaviours_of_a_published_case_that_no_effort_answers_are_those_of_its_answer_key(name: str) -> None:
    case = published(name)
    answered = {link.to_id for link in case.links.values() if link.kind == "answers"}
    left = sorted(each.id for each in case.of(Behaviour) if each.id not in answered)
    assert left == answers(name)["behaviours_answered_by_no_effort"]


def test_a_behaviour_reaches_the_children_its_paths_lead_to() -> None:
    case = family_map()
    assert reached(case, "B1") == {"p3", "p4"}
    assert reached(case, "B2") == {"p4"}
    assert reached(case, "B3") == frozenset()


def test_one_card_lights_its_whole_path_and_what_touches_it() -> None:
    case = family_map()
    assert lit(case, "B1") == {"B1", "L1", "V1", "I1", "I2", "l1", "l2", "l3", "l4", "l5", "l7", "E1", "l8", "B3"}
    assert lit(case, "I1") == {"I1", "L1", "B1", "l4", "l1"}
    assert lit(case, "V1") == {"V1", "B1", "L1", "I2", "l1", "l2", "l3", "l5"}
    assert lit(case, "E1") == {"E1", "l7", "B1"}
    assert lit(case, "I10") == {"I10"}


def test_an_arrow_lights_the_paths_that_run_over_it() -> None:
    assert lit(family_map(), "l3") == {"l3", "B1", "l1", "L1", "V1", "l5", "I2"}
    assert lit(family_map(), "l6") == {"l6", "B2", "I2"}
    assert lit(family_map(), "l7") >= {"l7", "E1", "B1"}


def test_an_arrow_to_nowhere_lights_itself_and_what_its_ends_were_called() -> None:
    assert lit(case_of(behaviour(), arrow("answers", "E9", "B1", "a1")), "a1") == {"a1", "E9", "B1"}


def test_what_is_not_on_the_map_lights_nothing() -> None:
    assert lit(family_map(), "nobody") == frozenset()


@settings(max_examples=15)
@given(cases())
def test_what_lights_up_is_on_the_map(case: CaseMap) -> None:
    for identity in (*case.entries, *case.links):
        found = lit(case, identity)
        assert identity in found
        assert found <= {*case.entries, *case.links}


def test_the_graph_is_that_of_the_case_as_it_stands() -> None:
    case = family_map()
    assert pathway_graph(case) is pathway_graph(case)
    after = case.apply(remove(case, "L1"))
    assert list(paths(after)) == [("B1", "V1", "I2"), ("B2", "I2")]
    assert len(list(paths(case))) == 4


def test_effects_braided_thirty_deep_are_told_up_to_a_bound_and_reached_whole() -> None:
    rows = [[family_impact(f"L{2 * row}"), family_impact(f"L{2 * row + 1}")] for row in range(30)]
    ways = [arrow("leads_to", a.id, b.id) for one, two in pairwise(rows) for a in one for b in two]
    ways += [arrow("disrupts", "B1", each.id) for each in rows[0]]
    ways += [arrow("harms", each.id, "I1") for each in rows[-1]]
    case = case_of(behaviour("B1"), child_impact("I1"), *chain.from_iterable(rows), *ways)
    assert len(list(paths(case))) == MOST_PATHS
    assert reached(case, "B1") == {case.of(ChildImpact)[0].child}
