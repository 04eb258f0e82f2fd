"""Loops in which what a service did opens the next act: found, told in order, and asked who can break them."""

import pytest
from hypothesis import given

from mapping.casemap import CaseMap
from mapping.entries import Behaviour, Engagement, Entry, Link, Response
from mapping.loops import Loop, loops, question, told
from mapping.naming import Naming
from mapping.rules import refusal_of_link
from tests.bench.maps import big_case
from tests.cases import (
    PUBLISHED_NAMES,
    arrow,
    behaviour,
    case_of,
    cases,
    child_impact,
    effort,
    goal,
    order,
    published,
)


def response(identity: str = "R1", **values: str) -> Response:
    return Response(id=identity, **({"title": "asked her to control him", "effect": "harmful"} | values))


CARDS: tuple[Entry, ...] = (
    behaviour("B1"), behaviour("B2", "went to her work"), behaviour("B3", "told the school she drinks"),
    response("R1", agency="Police"), response("R2"), effort("E1"), order("O1"), goal("G1"), child_impact("I1"),
    Engagement(id="M1", title="a first talk", person="p1"),
)  # fmt: skip


def case(*links: tuple[str, str, str]) -> CaseMap:
    whole = case_of(*CARDS)
    for kind, start, end in links:
        assert refusal_of_link(whole, kind, start, end) is None, "the rules would not let a worker draw this"
    return case_of(*CARDS, *(arrow(*link) for link in links))


MANIPULATED = (("manipulates", "B1", "R1"), ("empowers", "R1", "B1"))


def test_a_service_that_is_manipulated_and_gives_more_power_is_a_loop() -> None:
    assert loops(case(*MANIPULATED)) == (Loop(("B1", "R1"), ("manipulates.B1.R1", "empowers.R1.B1")),)


@pytest.mark.parametrize(
    ("links", "cards"),
    [
        ((("curbs", "R1", "B1"), ("retaliates_for", "B1", "R1")), ("B1", "R1")),
        ((("manipulates", "B1", "R1"), ("brings", "R1", "O1"), ("empowers", "O1", "B1")), ("B1", "R1", "O1")),
        ((("answers", "E1", "B1"), ("undermines", "R1", "E1")), ("B1", "E1", "R1")),
        ((("answers", "E1", "B1"), ("supports", "R1", "E1"), ("retaliates_for", "B1", "R1")), ("B1", "E1", "R1")),
        ((("manipulates", "B1", "R1"), ("undermines", "R1", "E1"), ("answers", "E1", "B1")), ("B1", "R1", "E1")),
        ((("manipulates", "B3", "R1"), ("empowers", "R1", "B2"), ("escalates_to", "B2", "B3")), ("B2", "B3", "R1")),
        ((("targets", "G1", "B1"), ("retaliates_for", "B1", "G1")), ("B1", "G1")),
        ((("speaks_to", "M1", "B1"), ("retaliates_for", "B1", "M1")), ("B1", "M1")),
    ],
)
def test_each_way_in_which_the_rules_let_a_response_open_the_next_act_is_found(
    links: tuple[tuple[str, str, str], ...], cards: tuple[str, ...]
) -> None:
    (loop,) = loops(case(*links))
    assert loop.cards == cards
    assert set(loop.arrows) == {".".join(link) for link in links}


@pytest.mark.parametrize(
    "links",
    [
        (),
        MANIPULATED[:1],
        MANIPULATED[1:],
        (("curbs", "R1", "B1"), ("manipulates", "B1", "R1")),
        (("answers", "E1", "B1"), ("retaliates_for", "B2", "E1"), ("escalates_to", "B2", "B1")),
        (("escalates_to", "B1", "B2"), ("escalates_to", "B2", "B1")),
        (("answers", "E1", "B1"), ("supports", "R1", "E1")),
        (("harms", "R1", "I1"), ("harms", "B1", "I1"), ("manipulates", "B1", "R1")),
    ],
)
def test_what_does_not_come_round_over_a_response_is_no_loop(links: tuple[tuple[str, str, str], ...]) -> None:
    assert loops(case(*links)) == ()


def test_without_any_one_of_its_arrows_a_loop_is_none() -> None:
    links = (("manipulates", "B3", "R1"), ("empowers", "R1", "B2"), ("escalates_to", "B2", "B3"))
    for left_out in links:
        assert loops(case(*(link for link in links if link != left_out))) == ()


def test_two_loops_are_two_and_each_is_told_once() -> None:
    found = loops(case(*MANIPULATED, ("manipulates", "B2", "R2"), ("empowers", "R2", "B2")))
    assert [loop.cards for loop in found] == [("B1", "R1"), ("B2", "R2")]
    both_ways = case(("curbs", "R1", "B1"), ("retaliates_for", "B1", "R1"), ("retaliates_for", "B2", "R1"))
    assert len(loops(both_ways)) == 1


def test_of_several_ways_round_the_shortest_is_told() -> None:
    longer = (("escalates_to", "B1", "B2"), ("manipulates", "B2", "R1"))
    assert [loop.cards for loop in loops(case(*MANIPULATED, *longer))] == [("B1", "R1")]


def test_a_loop_is_read_in_the_order_in_which_it_comes_round() -> None:
    whole = case(("answers", "E1", "B1"), ("undermines", "R1", "E1"))
    (loop,) = loops(whole)
    assert told(whole, loop, Naming(whole, veiled=True)) == (
        "“took her wages” is answered by “agreed a code word”. "
        "“agreed a code word” is undermined by “asked her to control him”."
    )
    whole = case(*MANIPULATED)
    (loop,) = loops(whole)
    assert told(whole, loop, Naming(whole, veiled=True)) == (
        "“took her wages” manipulates “asked her to control him”. "
        "“asked her to control him” gives more power to “took her wages”."
    )
    whole = case(("manipulates", "B1", "R1"), ("undermines", "R1", "E1"), ("answers", "E1", "B1"))
    (loop,) = loops(whole)
    assert told(whole, loop, Naming(whole, veiled=True)) == (
        "“took her wages” manipulates “asked her to control him”. "
        "“asked her to control him” undermines “agreed a code word”. "
        "“agreed a code word” answers “took her wages”."
    )


def test_the_question_goes_to_whoever_acts_and_to_the_service_and_never_to_whoever_protects() -> None:
    whole = case(("answers", "E1", "B1"), ("undermines", "R1", "E1"))
    (loop,) = loops(whole)
    asked = question(whole, loop, Naming(whole, veiled=False))
    assert asked == "Who can break it? Daniel can stop at any time. What can Police do otherwise?"
    assert "Amira" not in asked
    whole = case(("manipulates", "B1", "R2"), ("empowers", "R2", "B1"))
    (loop,) = loops(whole)
    assert question(whole, loop, Naming(whole, veiled=True)) == (
        "Who can break it? The father can stop at any time. What can the services in it do otherwise?"
    )


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_the_published_cases_have_no_loop_until_one_is_drawn(name: str) -> None:
    whole = published(name)
    assert loops(whole) == ()
    act, service = whole.of(Behaviour)[0].id, whole.of(Response)[0].id
    drawn = [arrow("manipulates", act, service), arrow("empowers", service, act)]
    more = CaseMap(whole.header, whole.entries, {**whole.links, **{each.id: each for each in drawn}})
    assert [loop.cards for loop in loops(more)] == [(act, service)]


def test_a_loop_is_found_in_a_large_map() -> None:
    whole = big_case(600)
    assert loops(whole) == ()
    links = [arrow("retaliates_for", f"B{number}", f"R{number}") for number in (3, 5)]
    links += [arrow("empowers", "R3", "B5", "x1"), arrow("manipulates", "B5", "R3", "x2")]
    more = CaseMap(whole.header, whole.entries, {**whole.links, **{each.id: each for each in links}})
    assert ("B5", "R3") in [loop.cards for loop in loops(more)]


def test_a_long_row_of_acts_takes_no_long_time_and_is_no_loop() -> None:
    acts = [behaviour(f"B{number}") for number in range(3_000)]
    row: list[Link] = [arrow("escalates_to", f"B{number}", f"B{number + 1}") for number in range(2_999)]
    assert loops(case_of(*acts, *row)) == ()


@given(cases())
def test_every_loop_holds_a_response_and_comes_round_over_arrows_of_the_map(whole: CaseMap) -> None:
    for loop in loops(whole):
        assert {"behaviour"} < {whole.entries[each].kind for each in loop.cards}
        assert set(loop.arrows) <= whole.links.keys()
        assert question(whole, loop, Naming(whole, veiled=True)).startswith("Who can break it?")
