"""Cards are arranged, brought into line and set apart by keys alone, each in one step that is taken back as a whole."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint

from app.map.room import MapRoom
from app.session import Session
from mapping import commands
from mapping.entries import Position
from tests.app.map_hand import Hand, small_case
from tests.app.memory import MemoryStore
from tests.bench.maps import big_case


@pytest.fixture
def hand(qtbot) -> Hand:
    return Hand(qtbot, small_case())


@pytest.fixture
def room(qtbot) -> MapRoom:
    case = big_case(60)
    made = MapRoom(Session(MemoryStore(case), case.header.id, "", lambda: None))
    qtbot.addWidget(made)
    made.resize(1200, 800)
    return made


def places(room: MapRoom) -> dict[str, tuple[float, float]]:
    """Where the cards stand on the screen."""
    return {each: (room.scene.cards[each].x, room.scene.cards[each].y) for each in room.scene.shown()}


def add_some(room: MapRoom) -> None:
    for number, category in enumerate(("B01", "B07", "B02")):
        new = commands.new_entry(room.session.case, "behaviour", title=f"new {number}", by="p1", category=category)
        room.session.attempt(commands.add, new)


def test_cards_are_brought_into_line_in_one_step(hand: Hand) -> None:
    hand.drag(hand.at("V1"), hand.at("V1") + QPoint(60, 240))
    hand.session.select(("L1", "V1"))
    hand.room.arranging.left()
    assert hand.place("V1")[0] == hand.place("L1")[0]
    assert hand.acts() == ["move", "move"]
    hand.session.undo()
    assert hand.place("V1")[0] == hand.place("L1")[0] + 60


def test_cards_are_set_apart_in_one_step(hand: Hand) -> None:
    hand.session.select(("B1", "L1", "I1"))
    hand.room.arranging.down()
    boxes = sorted((hand.room.scene.cards[each].box for each in ("B1", "L1", "I1")), key=lambda box: box.y)
    assert abs((boxes[1].y - boxes[0].bottom) - (boxes[2].y - boxes[1].bottom)) <= 2
    assert hand.session.undo() and not hand.session.undo()


@pytest.mark.parametrize(("chosen", "act"), [((), "left"), (("B1",), "top"), (("B1", "L1"), "across"), ((), "chosen")])
def test_too_few_cards_are_refused_with_a_word(hand: Hand, chosen: tuple[str, ...], act: str) -> None:
    hand.session.select(chosen)
    getattr(hand.room.arranging, act)()
    assert hand.acts() == []
    assert "Select" in hand.room.hand.hint.text


def test_what_is_new_is_arranged_and_what_was_moved_stays(room: MapRoom) -> None:
    first = room.scene.layout.cards["L1"]
    room.session.attempt(commands.move, {"L1": Position(x=first.x + 30, y=first.y + 2000)})
    add_some(room)
    before = places(room)
    room.arranging.new()
    after = places(room)
    assert after["L1"] == before["L1"]
    assert after != before
    room.session.undo()
    assert places(room) == before
    room.session.redo()
    assert places(room) == after


def test_arranging_the_same_again_changes_nothing(room: MapRoom) -> None:
    add_some(room)
    room.arranging.all()
    once = places(room)
    room.arranging.all()
    assert places(room) == once


def test_every_arranging_is_taken_back_as_it_was_done(room: MapRoom) -> None:
    add_some(room)
    stood = [places(room)]
    room.session.select(("B1", "B2", "L3", "I2"))
    for act in (room.arranging.chosen, room.arranging.new, room.arranging.all):
        act()
        stood.append(places(room))
    for was in reversed(stood[:-1]):
        room.session.undo()
        assert places(room) == was
    for was in stood[1:]:
        room.session.redo()
        assert places(room) == was


def test_a_selected_card_that_was_dragged_comes_back_to_its_lane(hand: Hand) -> None:
    before = hand.place("V1")
    hand.drag(hand.at("V1"), hand.at("V1") + QPoint(60, 240))
    hand.session.select(("V1",))
    hand.room.arranging.chosen()
    assert hand.place("V1")[0] == before[0]
    assert hand.acts() == ["move", "arrange"]
    hand.session.undo()
    assert hand.place("V1")[0] == before[0] + 60


def test_cards_that_change_places_in_one_act_move_no_other(room: MapRoom) -> None:
    before, cards = places(room), room.scene.cards
    effects = [each for each in before if each.startswith("L")]
    first, second = next(
        (one, other) for one, other in combinations(effects, 2) if cards[one].height == cards[other].height
    )
    put = {first: before[second], second: before[first]}
    room.session.attempt(commands.move, {each: Position(x=at[0], y=at[1]) for each, at in put.items()})
    assert places(room) == {**before, **put}
