"""The columns of a map, kept up with every act, are what they would be if they were found anew."""

import random
from dataclasses import replace

import pytest

from mapping.gutters import Gutters
from mapping.lanes import Layout
from mapping.layout import layout
from mapping.placing import Box
from tests.bench.maps import big_case


def laid_out() -> Layout:
    case = big_case(80)
    return layout(case, dict.fromkeys(case.entries, 60.0))


def ways(gutters: Gutters) -> list[object]:
    """How arrows cross the map between many places."""
    points = [(x, y) for x in (-50.0, 300.0, 700.0, 1100.0, 1600.0) for y in (0.0, 333.0, 901.0, 2047.0)]
    return [gutters.crossings(one, other, shift=4) for one in points for other in points if one != other]


def stirred(laid: Layout, dice: random.Random) -> tuple[Layout, set[str]]:
    """Some cards came, went, or stand elsewhere."""
    cards = dict(laid.cards)
    touched = set(dice.sample(sorted(cards), 4))
    for each in sorted(touched):
        box = cards.pop(each)
        if dice.random() < 0.7:
            cards[each] = replace(box, y=box.y + dice.randrange(-200, 200), height=dice.choice((40.0, 90.0)))
    cards[f"new{dice.random()}"] = Box(dice.choice([box.x for box in cards.values()]), dice.randrange(3000), 200, 60)
    now = replace(laid, cards=cards)
    return now, touched | (cards.keys() - laid.cards.keys())


@pytest.mark.parametrize("seed", range(3))
def test_after_any_moves_the_columns_are_what_columns_found_anew_would_be(seed: int) -> None:
    dice, laid = random.Random(seed), laid_out()
    gutters = Gutters(laid)
    for _ in range(12):
        now, touched = stirred(laid, dice)
        assert gutters.follow(laid, now, touched)
        assert ways(gutters) == ways(Gutters(now))
        laid = now
    assert ways(gutters) != ways(Gutters(laid_out()))


def test_a_caption_and_a_frame_that_stand_elsewhere_are_gone_around_too() -> None:
    laid = laid_out()
    groups = (replace(laid.groups[0], caption=replace(laid.groups[0].caption, y=1500.0)), *laid.groups[1:])
    children = tuple(replace(each, box=replace(each.box, y=each.box.y + 40)) for each in laid.children)
    now = replace(laid, groups=groups, children=children)
    gutters = Gutters(laid)
    assert gutters.follow(laid, now, ())
    assert ways(gutters) == ways(Gutters(now))


def test_columns_that_stand_elsewhere_are_not_followed() -> None:
    laid = laid_out()
    lanes = tuple(replace(each, box=replace(each.box, x=each.box.x + 30)) for each in laid.lanes)
    gutters = Gutters(laid)
    before = ways(gutters)
    assert not gutters.follow(laid, replace(laid, lanes=lanes), ())
    assert ways(gutters) == before


def test_no_arrow_goes_further_around_than_its_detour() -> None:
    gutters = Gutters(laid_out())
    points = [(x, 37.0 * step) for x in (-50.0, 1600.0) for step in range(60)]
    for one in points[:60]:
        for other in points[60:]:
            more = gutters.detour(one, other, 16)
            low, high = min(one[1], other[1]) - more, max(one[1], other[1]) + more
            assert all(low <= each.height <= high for each in gutters.crossings(one, other, shift=16))
