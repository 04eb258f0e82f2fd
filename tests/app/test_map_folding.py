"""Cards are folded under one of them by a key and taken out again: a way of seeing, which is counted and is no act."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from app.map import ink
from app.map.lanes import CAPTIONED, TITLE, PlateLook, paint_words
from app.map.piles import pile_box
from app.map.room import MapRoom
from app.session import Session
from mapping import commands
from mapping.entries import Behaviour, ChildImpact
from mapping.piles import folded_words, pile_words
from tests.app.map_hand import Hand
from tests.app.memory import MemoryStore
from tests.bench.maps import big_case
from tests.cases import arrow, behaviour, case_of, child_impact, family_impact, person


@pytest.fixture
def room(qtbot) -> MapRoom:
    case = big_case(60)
    made = MapRoom(Session(MemoryStore(case), case.header.id, "", lambda: None))
    qtbot.addWidget(made)
    made.resize(1200, 800)
    return made


def of_category(room: MapRoom, key: str) -> list[str]:
    return [each.id for each in room.session.case.of(Behaviour) if each.category == key]


def fold(room: MapRoom, identity: str) -> None:
    room.session.select((identity,))
    room.folding.group()


def test_a_category_folds_under_one_of_its_cards_and_unfolds_to_where_it_stood(room: MapRoom) -> None:
    before = dict(room.scene.layout.cards)
    first, *others = of_category(room, room.session.case.entries["B1"].category)
    fold(room, first)
    assert room.scene.stage.piled == {first: len(others)}
    assert set(room.scene.shown()) == set(before) - set(others)
    assert room.status_text() == f"{len(before) - len(others)} of {len(before)} shown, {len(others)} folded away"
    assert not room.session.undo()
    room.folding.group()
    assert room.scene.layout.cards == before


def test_the_arrows_of_what_is_folded_end_at_the_card_on_top_and_are_counted(room: MapRoom) -> None:
    case = room.session.case
    child = case.of(ChildImpact)[0].child
    first, *others = [each.id for each in case.of(ChildImpact) if each.child == child]
    fold(room, first)
    ends = {each for arrow in room.scene.web.arrows.values() for each in (arrow.from_id, arrow.to_id)}
    assert not ends & set(others)
    into = [link for each in (first, *others) for link in case.links_to(each)]
    drawn = [arrow for arrow in room.scene.web.arrows.values() if arrow.to_id == first]
    assert sum(each.count for each in drawn) == len(into)
    assert len({(each.from_id, case.links[each.id].kind) for each in drawn}) <= len(drawn)
    room.folding.all_out()
    assert all(each.count == 1 for each in room.scene.web.arrows.values())
    assert {each.id: (each.from_id, each.to_id) for each in room.scene.web.arrows.values()} == {
        each.id: (each.from_id, each.to_id) for each in case.links.values()
    }


def branched(qtbot) -> Hand:
    return Hand(qtbot, case_of(
        behaviour("B1", "takes her wages"), behaviour("B2", "shouts"), family_impact("L1", "home is lost"),
        family_impact("L2", "no food"), child_impact("I1", "does not sleep"), child_impact("I2", "is hungry"),
        arrow("disrupts", "B1", "L1", "l1"), arrow("disrupts", "B1", "L2", "l2"), arrow("disrupts", "B2", "L2", "l3"),
        arrow("harms", "L1", "I1", "l4"), arrow("harms", "L2", "I2", "l5"),
    ))  # fmt: skip


def test_a_branch_folds_what_nothing_else_leads_to_by_key(qtbot) -> None:
    hand = branched(qtbot)
    hand.session.select(("B1",))
    hand.room.folding.branch()
    assert set(hand.room.scene.shown()) == {"B1", "B2", "L2", "I2"}
    hand.session.select(("B2",))
    hand.room.folding.branch()
    assert set(hand.room.scene.shown()) == {"B1", "B2", "L2", "I2"}
    hand.session.select(("B1",))
    hand.room.folding.branch()
    assert len(hand.room.scene.shown()) == 6


def test_a_click_on_the_number_takes_the_cards_out(qtbot) -> None:
    hand = branched(qtbot)
    hand.session.select(("B1",))
    hand.room.folding.branch()
    box = pile_box(hand.room.scene.cards["B1"], 2)
    assert pile_words(2) == "+ 2 cards"
    at: QPoint = hand.room.view.mapFromScene(box.center())
    hand.click(at)
    assert len(hand.room.scene.shown()) == 6
    assert hand.acts() == []


def test_what_is_opened_elsewhere_is_taken_out(room: MapRoom) -> None:
    first, other, *_ = of_category(room, room.session.case.entries["B1"].category)
    fold(room, first)
    room.session.select((other,))
    assert other in room.scene.shown()


def test_what_is_new_is_never_out_of_sight_and_a_pile_without_its_top_is_none(room: MapRoom) -> None:
    key = room.session.case.entries["B1"].category
    first, *others = of_category(room, key)
    fold(room, first)
    new = commands.new_entry(room.session.case, "behaviour", title="new", by="p1", category=key)
    room.session.attempt(commands.add, new)
    assert new.id in room.scene.shown() and not set(others) & set(room.scene.shown())
    room.session.attempt(commands.remove, first)
    assert set(others) <= set(room.scene.shown())
    assert not room.scene.stage.piled


def test_what_lies_folded_is_said_of_the_card_on_top_and_no_arrow_is_said_to_lead_out_of_sight(room: MapRoom) -> None:
    case = room.session.case
    child = case.of(ChildImpact)[0].child
    first, *others = [each.id for each in case.of(ChildImpact) if each.child == child]
    fold(room, first)
    assert folded_words(len(others)) in room.speech.spoken(first).more
    for each in room.scene.shown():
        ahead, back = room.speech.joined(each)
        assert not {*ahead, *back} & set(others)


def signs(room: MapRoom) -> dict[str, int]:
    """How many the captions and frames say to be folded, by what they are called."""
    return {plate.look.text: plate.look.folded for plate in room.scene.plates.values() if plate.look.folded}


def test_the_caption_of_a_folded_category_and_the_frame_of_a_folded_child_say_how_many(room: MapRoom) -> None:
    case = room.session.case
    first, *others = of_category(room, case.entries["B1"].category)
    fold(room, first)
    assert list(signs(room).values()) == [len(others)]
    child = case.of(ChildImpact)[0].child
    impact, *more = [each.id for each in case.of(ChildImpact) if each.child == child]
    fold(room, impact)
    assert signs(room)[room.scene.naming.short(child)] == len(more)
    room.folding.all_out()
    assert signs(room) == {}


def test_a_child_whose_effects_are_all_folded_away_is_not_said_to_have_none(qtbot) -> None:
    hand = Hand(qtbot, case_of(
        behaviour("B1", "shouts"), child_impact("I1", "does not sleep"), arrow("harms", "B1", "I1", "l1"),
    ))  # fmt: skip
    frame = hand.session.case.entries["I1"].child
    hand.session.select(("B1",))
    hand.room.folding.branch()
    assert set(hand.room.scene.shown()) == {"B1"}
    assert f"words/{frame}" not in hand.room.scene.plates
    assert signs(hand.room) == {hand.room.scene.naming.short(frame): 1}


def test_a_folded_card_that_becomes_another_childs_is_counted_there(qtbot) -> None:
    hand = Hand(qtbot, case_of(
        behaviour("B1", "shouts"), child_impact("I1", "does not sleep"), arrow("harms", "B1", "I1", "l1"),
        person("p4", "child", label="Unborn child", name="Mika"),
    ))  # fmt: skip
    hand.session.select(("B1",))
    hand.room.folding.branch()
    hand.session.attempt(commands.edit, "I1", child="p4")
    assert signs(hand.room) == {"Mika": 1}


def test_the_sign_for_what_is_folded_stands_beside_the_words_of_a_caption_and_covers_none(qtbot) -> None:
    long = PlateLook(CAPTIONED, text="A caption that is a good deal longer than the room it has " * 3)
    for look in (PlateLook(CAPTIONED, text="Money"), long, PlateLook(TITLE, "child_impact", "Noor", asked=True)):
        plain, signed = painted(look), painted(replace(look, folded=12))
        changed = [x for x in range(300) for y in range(30) if plain.pixel(x, y) != signed.pixel(x, y)]
        assert {signed.pixelColor(299, y).name() for y in range(30)} == {"#ffffff"}  # nothing is cut at the end
        if look is not long:
            assert min(changed) > ink.metrics("muted").horizontalAdvance(look.text)


def painted(look: PlateLook) -> QImage:
    picture = QImage(300, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    paint_words(painter, look, QRectF(0, 0, 300, 30))
    painter.end()
    return picture
