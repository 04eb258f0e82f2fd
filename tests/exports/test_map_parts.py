"""A map on several pages: nothing that belongs together is parted between them."""

import pytest

from exports.cards import Type
from exports.drawing import each_text
from exports.laidmap import paper_map
from exports.mapdrawing import parts
from mapping.casemap import CaseMap
from mapping.entries import Behaviour, ChildImpact, Person, ProtectiveEffort
from mapping.naming import Naming
from mapping.vocabulary import load_vocabulary
from tests.exports.full_case import case_of


@pytest.mark.parametrize("height", range(400, 700, 60))
def test_a_caption_is_on_the_part_of_its_first_card(height: int) -> None:
    father = Person(id="p1", roles=("perpetrator",), label="Father")
    acts = [Behaviour(id=f"b{n}", by="p1", title=f"took-{n}-away", category=f"B{n % 9 + 1:02}") for n in range(40)]
    case = case_of(father, *acts)
    laid = paper_map(case, Naming(case, veiled=True), Type())
    captions = {group.key: laid.cards[group.cards[0]].title[0].text for group in laid.layout.groups}
    assert len(captions) == 9
    drawings = list(parts(laid, height))
    assert len(drawings) > 2
    for drawing in drawings:
        words = [line.text for line in each_text(drawing)]
        for key, first in captions.items():
            assert load_vocabulary().term("behaviour", key).short not in words or first in words


def words_of(case: CaseMap, *, complete: bool) -> list[str]:
    """What is written on the map of a case."""
    laid = paper_map(case, Naming(case, veiled=True), Type(), complete)
    return [line.text for drawing in parts(laid, 2000) for line in each_text(drawing)]


def test_a_map_from_which_something_was_left_out_does_not_say_what_is_missing() -> None:
    people = (Person(id="p1", roles=("perpetrator",), label="Father"), Person(id="p3", roles=("child",), label="Child"))
    case = case_of(*people, Behaviour(id="b1", by="p1", title="took it away", category="B07"))
    whole, smaller = " ".join(words_of(case, complete=True)), " ".join(words_of(case, complete=False))
    assert "Nothing recorded yet" in whole
    assert "Nothing mapped yet" in whole
    assert "Nothing" not in smaller
    assert "keep the children safe" not in smaller
    assert "took it away" in smaller.lower()


@pytest.mark.parametrize("height", range(300, 700, 40))
def test_the_name_of_a_child_and_the_head_of_the_efforts_stand_with_what_is_below_them(height: int) -> None:
    father = Person(id="p1", roles=("perpetrator",), label="Father")
    mother = Person(id="p2", roles=("survivor",), label="Mother")
    children = [Person(id=f"c{n}", roles=("child",), label=f"Kim-{n}") for n in range(9)]
    seen = [ChildImpact(id=f"i{n}", child=f"c{n}", title=f"afraid-{n}") for n in range(9)]
    case = case_of(father, mother, *children, *seen, ProtectiveEffort(id="e1", by="p2", title="walks-them"))
    laid = paper_map(case, Naming(case, veiled=True), Type())
    for drawing in parts(laid, height):
        words = [line.text.lower() for line in each_text(drawing)]
        for number in range(9):
            assert f"kim-{number}" not in words or f"afraid-{number}" in words
        assert not any("to keep the children" in word for word in words) or "walks-them" in words


@pytest.mark.parametrize("height", range(300, 900, 20))
def test_no_part_of_a_map_is_an_empty_frame(height: int) -> None:
    people = (Person(id="p1", roles=("perpetrator",), label="Father"), Person(id="p2", roles=("survivor",), label="M"))
    acts = [Behaviour(id=f"b{n}", by="p1", title=f"took-{n}-away", category="B07") for n in range(6)]
    case = case_of(*people, *acts, *(ProtectiveEffort(id=f"e{n}", by="p2", title=f"walks-{n}") for n in range(2)))
    laid = paper_map(case, Naming(case, veiled=True), Type())
    for drawing in parts(laid, height):
        assert any(word in line.text.lower() for line in each_text(drawing) for word in ("took-", "walks-"))
