"""Arranging is one act, also where nothing was placed by hand, and forgets only what it places again."""

from __future__ import annotations

from dataclasses import replace

from mapping.arranging import arranged, placed_by_nobody, without_places
from mapping.casemap import CaseMap
from mapping.entries import Position
from mapping.layout import layout
from tests.bench.maps import big_case


def with_place(case: CaseMap, identity: str) -> CaseMap:
    put = replace(case.entries[identity], position=Position(x=700, y=3000))
    return CaseMap(case.header, {**case.entries, identity: put}, case.links)


def test_it_gives_back_what_was_placed_and_touches_nothing_else() -> None:
    case = with_place(big_case(30), "B2")
    act = arranged(case, ["B1", "B2", "L1"])
    assert [change.id for change in act] == ["B2"]
    assert case.apply(act).entries["B2"].position is None


def test_it_is_an_act_where_nothing_was_placed_and_leaves_the_case_as_it_was() -> None:
    case = big_case(30)
    act = arranged(case, ["B1", "B2"])
    assert act and case.apply(act) == case
    assert not arranged(case, [])


def test_what_was_put_by_hand_is_not_new() -> None:
    case = with_place(big_case(30), "B2")
    assert placed_by_nobody(case, ("B1", "B2", "nobody")) == ("B1",)


def test_a_card_whose_place_is_forgotten_is_placed_and_every_card_keeps_a_place_of_its_own() -> None:
    case = big_case(60)
    before = layout(case, lambda _each: 60.0)
    after = layout(case, lambda _each: 60.0, previous=without_places(before, ("B1", "L3", "I2", "E1")))
    assert after.cards.keys() == before.cards.keys()
    boxes = list(after.cards.values())
    assert not any(one.meets(other) for at, one in enumerate(boxes) for other in boxes[:at])
