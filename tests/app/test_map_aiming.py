"""Pulling an arrow needs no steady hand: the nearest card at which it may end takes it, and no other ever does."""

import pytest
from PySide6.QtCore import QPoint, QPointF

from tests.app.map_hand import Hand, small_case

STEP = 30
"""Pixels beside a card, within the reach of a hand."""


@pytest.fixture
def hand(qtbot) -> Hand:
    return Hand(qtbot, small_case())


def left_of(hand: Hand, identity: str, away: int = STEP) -> QPoint:
    box = hand.room.scene.box_of(identity)
    return hand.room.view.mapFromScene(QPointF(box.x, box.middle)) - QPoint(away, 0)


def right_of(hand: Hand, identity: str, away: int = STEP) -> QPoint:
    return hand.handle(identity) + QPoint(away, 0)


def pull(hand: Hand, start: str, to: QPoint) -> None:
    hand.move(hand.handle(start))
    hand.press(hand.handle(start))
    hand.move(to)


def links(hand: Hand) -> set[tuple[str, str]]:
    return {(each.from_id, each.to_id) for each in hand.session.case.links.values()}


def test_beside_a_card_it_lights_up_and_takes_the_arrow(hand: Hand) -> None:
    pull(hand, "V1", left_of(hand, "I2"))
    assert hand.room.scene.stage.aimed == "I2"
    assert hand.room.hand.hint.text == "Harms a child"
    hand.release(left_of(hand, "I2"))
    assert ("V1", "I2") in links(hand)


@pytest.mark.parametrize("zoom", [0.4, 1.0])
def test_the_reach_is_the_same_on_the_screen_however_far_the_map_is_zoomed(hand: Hand, zoom: float) -> None:
    hand.room.view.zoom_to(zoom, QPoint(0, 0))
    pull(hand, "V1", right_of(hand, "I2", 42))
    assert hand.room.scene.stage.aimed == "I2"
    hand.move(right_of(hand, "I2", 56))
    assert hand.room.scene.stage.aimed == ""


def test_a_card_that_refuses_never_lights_up_and_says_why_only_under_the_pointer(hand: Hand) -> None:
    beside = right_of(hand, "B2", 12)
    pull(hand, "L1", beside)
    assert hand.room.scene.stage.aimed == ""
    assert hand.room.hand.hint.text == ""
    hand.move(hand.at("B2"))
    assert hand.room.scene.stage.aimed == ""
    assert "it is his choice" in hand.room.hand.hint.text
    hand.move(beside)
    hand.release(beside)
    assert hand.acts() == []


def test_near_the_card_that_it_comes_from_an_arrow_means_no_other(hand: Hand) -> None:
    there = right_of(hand, "B2", 6)
    pull(hand, "B2", there)
    assert hand.room.scene.stage.aimed == ""
    hand.release(there)
    assert hand.acts() == []
