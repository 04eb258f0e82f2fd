"""What may be said on a map: each rule with its yes and its no, and each no with a reason and a way on."""

import dataclasses
import random
from collections.abc import Iterable

import networkx
import pytest

from mapping.casemap import CaseMap
from mapping.entries import ENTRY_CLASSES, Link
from mapping.naming import Naming
from mapping.rules import LINKS, PATHWAY_LINKS, circles, fitting_links, refusal_of_link
from tests.cases import (
    arrow,
    behaviour,
    case_of,
    family_impact,
    one_of_every_kind,
)
from tests.schema import ends_of


def two_of_every_kind() -> CaseMap:
    """One entry of every kind, and its twin."""
    once = [entry for entry in one_of_every_kind().entries.values() if entry.id not in ("p2", "p3")]
    return case_of(*once, *(dataclasses.replace(entry, id=f"{entry.id}.twin") for entry in once))


MAP = two_of_every_kind()
KINDS = sorted(ENTRY_CLASSES)


def card(kind: str, twin: bool = False) -> str:
    """The id of the card of a kind, or of its twin."""
    return next(entry.id for entry in MAP.ordered_entries if entry.kind == kind and entry.id.endswith("twin") == twin)


def allowed(kind: str, start: str, end: str) -> bool:
    starts, ends = ends_of(kind)
    return start in starts and (end in ends or ends == ["*"])


@pytest.mark.parametrize("kind", sorted(LINKS))
def test_a_link_may_be_drawn_where_the_format_says_so_and_nowhere_else(kind: str) -> None:
    for start in KINDS:
        for end in KINDS:
            refusal = refusal_of_link(MAP, kind, card(start), card(end, twin=True))
            assert (refusal is None) == allowed(kind, start, end), (start, end)
            assert (kind in fitting_links(start, end)) == allowed(kind, start, end)


@pytest.mark.parametrize("start", KINDS)
def test_every_refusal_is_a_sentence(start: str) -> None:
    for end in KINDS:
        refusal = refusal_of_link(MAP, "disrupts", card(start), card(end, twin=True))
        if refusal:
            assert str(refusal)[0].isupper()
            assert str(refusal).endswith(".")
            assert refusal.field in ("from", "to")


def said(kind: str, start: str, end: str, case: CaseMap = MAP) -> str:
    """What the rules answer to an arrow: "" for yes."""
    return str(refusal_of_link(case, kind, start, end) or "")


def test_a_circumstance_causes_nothing() -> None:
    for end in ("behaviour", "child_impact"):
        answer = said("harms", card("intersection"), card(end))
        assert "A circumstance does not cause harm" in answer
        assert "Draw the arrow from what they do" in answer, "there are two who harm on this map"


def test_an_effort_to_protect_causes_no_harm() -> None:
    answer = said("harms", card("protective_effort"), card("child_impact"))
    assert "causes no harm" in answer
    assert "Link it to the behaviour it answers" in answer


def test_nothing_makes_him_do_what_he_does() -> None:
    for start in ("survivor_impact", "family_impact", "allegation", "child_impact"):
        assert "it is their choice" in said("leads_to", card(start), card("behaviour"))


ONE = case_of(*(entry for entry in one_of_every_kind().entries.values() if entry.id not in ("p1", "p2", "p3")))


def test_a_refused_arrow_speaks_of_the_people_of_the_case() -> None:
    assert "Nothing on this map makes the father do what he does; it is his choice." in said(
        "leads_to", "survivor_impact.1", "B1", ONE
    )
    named = refusal_of_link(ONE, "harms", "intersection.1", "B1", Naming(ONE, veiled=False))
    assert "Daniel makes use of it" in str(named)


def test_what_she_does_is_not_to_be_ended_by_a_goal() -> None:
    for start in ("goal.1", "programme.1"):
        answer = said("targets", start, "protective_effort.1", ONE)
        assert "What the mother does is not to be ended; what is asked is asked of the father." in answer
        assert "make it an action" in answer


def test_an_arrow_that_runs_the_wrong_way_is_told_so() -> None:
    assert "runs the other way" in said("about", card("action"), card("view"))
    assert "runs the other way" in said("harms", card("child_impact"), card("family_impact"))


def test_cards_that_no_arrow_joins_are_told_the_way_round() -> None:
    assert "Go by way of" in said("disrupts", card("sharing"), card("child_impact"))


def test_an_arrow_needs_two_ends_that_are_there() -> None:
    assert refusal_of_link(MAP, "disrupts", "nobody", card("family_impact")).field == "from"
    assert refusal_of_link(MAP, "disrupts", card("behaviour"), "nobody").field == "to"
    assert "not on the map" in said("disrupts", card("behaviour"), "nobody")


def test_an_arrow_needs_two_different_cards() -> None:
    assert "two different cards" in said("escalates_to", card("behaviour"), card("behaviour"))


def test_a_link_of_no_known_kind_is_refused() -> None:
    assert said("adores", card("behaviour"), card("family_impact"))


def test_the_same_arrow_is_drawn_once() -> None:
    case = case_of(behaviour(), family_impact(), arrow("disrupts", "B1", "L1"))
    assert "already linked" in said("disrupts", "B1", "L1", case)
    assert not said("disrupts", "B1", "L1", case_of(behaviour(), family_impact(), arrow("disrupts", "B2", "L1")))


def test_effects_make_no_circle() -> None:
    effects = [family_impact(f"L{number}") for number in (1, 2, 3)]
    case = case_of(*effects, arrow("leads_to", "L1", "L2"), arrow("leads_to", "L2", "L3"))
    assert "close a circle" in said("leads_to", "L3", "L1", case)
    assert not said("leads_to", "L1", "L3", case)


def test_links_that_carry_no_pathway_may_run_in_circles() -> None:
    case = case_of(behaviour("B1"), behaviour("B2"), arrow("escalates_to", "B1", "B2"))
    assert not said("escalates_to", "B2", "B1", case)


# ------------------------------------------------------------------------------------------------- circles


def effects(*pairs: tuple[int, int]) -> tuple[Link, ...]:
    return tuple(arrow("leads_to", f"L{start}", f"L{end}") for start, end in pairs)


def on_circles(links: Iterable[Link]) -> set[str]:
    """The links on a circle as networkx finds them: a second opinion."""
    graph = networkx.DiGraph([(link.from_id, link.to_id) for link in links])
    rings = {node: number for number, ring in enumerate(networkx.strongly_connected_components(graph)) for node in ring}
    return {link.id for link in links if rings[link.from_id] == rings[link.to_id]}


def test_a_chain_of_effects_is_no_circle() -> None:
    assert circles(effects((1, 2), (2, 3), (1, 3))) == ()


def test_only_the_links_on_a_circle_are_named() -> None:
    links = effects((1, 2), (2, 3), (3, 2), (3, 4))
    assert {link.id for link in circles(links)} == {"leads_to.L2.L3", "leads_to.L3.L2"}


def test_a_link_to_itself_is_a_circle() -> None:
    assert len(circles(effects((1, 1)))) == 1


def test_other_links_close_no_circle() -> None:
    assert "leads_to" in PATHWAY_LINKS
    assert circles((arrow("escalates_to", "B1", "B2"), arrow("escalates_to", "B2", "B1"))) == ()


@pytest.mark.parametrize("seed", range(20))
def test_circles_in_any_tangle_are_found(seed: int) -> None:
    dice = random.Random(seed)
    pairs = {(dice.randrange(8), dice.randrange(8)) for _ in range(dice.randrange(1, 14))}
    links = effects(*sorted(pairs))
    assert {link.id for link in circles(links)} == on_circles(links)


def test_a_very_long_chain_and_a_very_long_circle_are_told_apart() -> None:
    chain = tuple((number, number + 1) for number in range(20_000))
    assert circles(effects(*chain)) == ()
    assert len(circles(effects(*chain, (20_000, 0)))) == 20_001
