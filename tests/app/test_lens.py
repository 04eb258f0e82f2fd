"""The reading lens: one card at reading size while the map is seen from afar, never more than the map shows itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from app import theme
from app.map.lens import NEAR
from mapping.commands import edit
from tests.app.map_hand import Hand, small_case
from tests.cases import behaviour, case_of, person


@pytest.fixture
def hand(qtbot) -> Hand:
    return Hand(qtbot, small_case())


def far(hand: Hand, zoom: float = 0.3) -> None:
    view = hand.room.view
    view.zoom_to(zoom, QPoint(0, 0))
    view.pull(view.mapFromScene(hand.room.scene.paper.topLeft()))


def test_from_afar_the_card_under_the_pointer_is_shown_at_reading_size(hand: Hand) -> None:
    far(hand)
    hand.room.turn_lens()
    lens = hand.room.lens
    assert not lens.shown
    hand.move(hand.at("B1"))
    assert lens.shown == "B1"
    assert lens.width() > hand.room.scene.box_of("B1").width
    assert not lens.geometry().contains(hand.at("B1"))
    hand.move(hand.at("B2"))
    assert lens.shown == "B2"
    hand.move(QPoint(2, hand.port.height() - 2))
    assert not lens.shown


def test_the_keyboard_leads_the_lens_too_and_z_puts_it_away(hand: Hand) -> None:
    far(hand)
    hand.room.turn_lens()
    hand.key(Qt.Key.Key_Home)
    first = hand.session.selection[-1]
    assert hand.room.lens.shown == first
    hand.key(Qt.Key.Key_Down)
    assert hand.room.lens.shown == hand.session.selection[-1] != first
    hand.room.turn_lens()
    assert not hand.room.lens.shown
    hand.key(Qt.Key.Key_Up)
    assert not hand.room.lens.shown


def test_where_the_map_is_near_there_is_nothing_to_show_and_that_is_said(hand: Hand) -> None:
    hand.room.actual_size()
    hand.session.select(("B1",))
    hand.room.turn_lens()
    assert not hand.room.lens.shown
    assert "near enough" in hand.room.hand.hint.text
    far(hand)
    assert hand.room.lens.shown == "B1"
    hand.room.actual_size()
    assert not hand.room.lens.shown


def test_what_the_lens_says_of_itself_goes_when_it_shows_a_card(hand: Hand) -> None:
    far(hand)
    hand.room.turn_lens()
    hint = hand.room.hand.hint
    assert "The lens is on" in hint.text
    hand.session.select(("B1",))
    assert hand.room.lens.shown == "B1"
    assert hint.text == ""
    hand.room.hand.say("Click the card where the arrow begins.", hand.at("B1"))
    hand.session.select(("B2",))
    assert hint.text
    above = hand.room.view.children()
    assert above.index(hint) > above.index(hand.room.lens)


def test_at_the_edge_of_the_window_the_lens_is_whole(qtbot) -> None:
    hand = Hand(qtbot, case_of(*(behaviour(f"B{number}", "took her keys") for number in range(1, 40))), (700, 420))
    far(hand, NEAR / 2)
    hand.room.turn_lens()
    for identity in hand.room.scene.shown():
        hand.session.select((identity,))
        hand.room.view.show_card(identity)
        if hand.room.lens.shown:
            assert hand.room.view.viewport().rect().contains(hand.room.lens.geometry())


def test_with_larger_text_the_lens_is_larger(qtbot, hand: Hand) -> None:
    far(hand)
    hand.room.turn_lens()
    hand.session.select(("B1",))
    before = hand.room.lens.size()
    look, app = theme.current(), QApplication.instance()
    theme.apply(app, replace(look, scale=2.0))
    try:
        far(hand)
        assert hand.room.lens.width() > 1.9 * before.width()
    finally:
        theme.apply(app, look)


def test_no_name_is_in_the_lens_while_names_are_veiled(qtbot) -> None:
    hand = Hand(qtbot, case_of(behaviour("B1", "rings Ruth Vale at work"),
                               person("p7", "relative", label="Teacher", name="Ruth Vale")))  # fmt: skip
    far(hand)
    hand.room.turn_lens()
    hand.session.select(("B1",))
    before = hand.room.lens.grab().toImage()
    hand.session.veil(True)
    assert hand.room.lens.shown == "B1"
    veiled = hand.room.lens.grab().toImage()
    assert veiled != before
    assert hand.session.attempt(edit, "B1", title="rings the teacher at work")
    hand.session.locking.emit()
    assert not hand.room.lens.shown


def test_what_is_changed_is_seen_in_the_lens(hand: Hand) -> None:
    far(hand)
    hand.session.select(("B1",))
    hand.room.turn_lens()
    before = hand.room.lens.grab().toImage()
    assert hand.session.attempt(edit, "B1", title="takes all that she earns")
    assert hand.room.lens.grab().toImage() != before
