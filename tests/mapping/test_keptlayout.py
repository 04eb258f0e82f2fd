"""A layout that was kept is the same when it is read, and is of no use for a case in another state."""

import json
from dataclasses import replace

from mapping import commands
from mapping.casemap import CaseMap
from mapping.entries import Behaviour, Position
from mapping.keptlayout import read, written
from mapping.layout import layout
from tests.bench.maps import big_case


def heights_in(case: CaseMap) -> dict[str, float]:
    laid = layout(case, lambda _id: 60.0)
    return {identity: box.height for identity, box in laid.cards.items()}


def through_a_file(case: CaseMap) -> object:
    return json.loads(json.dumps(written(layout(case, heights_in(case)), case)))


def test_a_layout_comes_back_as_it_was_kept() -> None:
    case = big_case(50)
    heights = heights_in(case)
    found, laid = read(through_a_file(case), case, heights), layout(case, heights)
    assert found == replace(laid, left={})


def test_a_case_with_one_more_card_is_laid_out_anew() -> None:
    case = big_case(50)
    kept = through_a_file(case)
    after = case.apply(commands.add(case, commands.new_entry(case, "behaviour", title="shouts", by="p1")))
    assert read(kept, after, heights_in(after)) is None


def test_a_card_that_was_put_elsewhere_by_hand_makes_what_was_kept_useless() -> None:
    case = big_case(50)
    first = case.of(Behaviour)[0].id
    after = case.apply(commands.move(case, {first: Position(x=900, y=40)}))
    assert read(through_a_file(case), after, heights_in(case)) is None


def test_cards_of_another_height_are_laid_out_anew() -> None:
    case = big_case(50)
    assert read(through_a_file(case), case, dict.fromkeys(heights_in(case), 80.0)) is None


def test_what_was_damaged_is_not_read() -> None:
    case = big_case(50)
    kept = through_a_file(case)
    assert isinstance(kept, dict)
    assert read(kept | {"cards": [1]}, case, heights_in(case)) is None
    assert read(kept | {"size": [1, 2]}, case, heights_in(case)) is None
    assert read(None, case, {}) is None


def test_what_is_kept_holds_no_word_of_the_case() -> None:
    case = big_case(50)
    kept = json.dumps(through_a_file(case))
    assert all(each.title not in kept for each in case.of(Behaviour))
