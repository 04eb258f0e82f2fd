"""The hand on the map as on any canvas: zoom where one points, pull with space or the middle button, select several."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.app.map_hand import CTRL, MIDDLE, NONE, SHIFT, Hand, small_case


@pytest.fixture
def hand(qtbot) -> Hand:
    return Hand(qtbot, small_case())


def wheel(hand: Hand, at: QPoint, steps: int) -> None:
    where = QPointF(hand.port.mapToGlobal(at))
    event = QWheelEvent(
        QPointF(at), where, QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton, CTRL,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(hand.port, event)


@pytest.mark.parametrize("steps", [3, -3])
def test_the_wheel_zooms_where_the_pointer_is(hand: Hand, steps: int) -> None:
    at = hand.at("I1")
    under, zoom = hand.room.view.mapToScene(at), hand.room.view.zoom
    wheel(hand, at, steps)
    assert (hand.room.view.zoom > zoom) == (steps > 0)
    assert (hand.room.view.mapToScene(at) - under).manhattanLength() <= 3 / hand.room.view.scale_now


def test_the_middle_button_pulls_the_map_even_from_a_card(hand: Hand) -> None:
    start = hand.at("V1")
    before = hand.room.view.mapToScene(QPoint(0, 0))
    hand.drag(start, start + QPoint(-40, -30), button=MIDDLE)
    moved = hand.room.view.mapToScene(QPoint(0, 0)) - before
    assert abs(moved.x() * hand.room.view.scale_now - 40) <= 2
    assert abs(moved.y() * hand.room.view.scale_now - 30) <= 2
    assert (hand.acts(), hand.session.selection) == ([], ())


def around(hand: Hand, *identities: str) -> tuple[QPoint, QPoint]:
    """From one corner to the other of what these cards take, begun and ended on the paper."""
    boxes = [hand.room.scene.box_of(each) for each in identities]
    view = hand.room.view
    low = view.mapFromScene(QPointF(min(box.x for box in boxes) - 8, min(box.y for box in boxes) - 6))
    high = view.mapFromScene(QPointF(max(box.right for box in boxes) + 10, max(box.bottom for box in boxes) + 6))
    return low, high


def test_a_band_with_shift_brings_more_cards_and_one_with_ctrl_lets_go_of_them(hand: Hand) -> None:
    hand.click(hand.at("E1"))
    hand.drag(*around(hand, "L1"), keys=SHIFT)
    assert hand.session.selection == ("E1", "L1")
    hand.drag(*around(hand, "L1"), keys=CTRL)
    assert hand.session.selection == ("E1",)


def test_a_click_with_ctrl_or_shift_brings_a_card_or_lets_go_of_it(hand: Hand) -> None:
    hand.click(hand.at("L1"))
    hand.click(hand.at("V1"), keys=SHIFT)
    assert hand.session.selection == ("L1", "V1")
    hand.click(hand.at("L1"), keys=CTRL)
    assert hand.session.selection == ("V1",)


def test_space_pulls_and_is_let_go_again(hand: Hand) -> None:
    QTest.keyPress(hand.room.view, Qt.Key.Key_Space)
    before = hand.room.view.mapToScene(QPoint(0, 0))
    hand.drag(hand.at("V1"), hand.at("V1") + QPoint(-30, 0))
    QTest.keyRelease(hand.room.view, Qt.Key.Key_Space)
    assert hand.room.view.mapToScene(QPoint(0, 0)) != before
    hand.drag(hand.at("V1"), hand.at("V1") + QPoint(0, 120), keys=NONE)
    assert hand.acts() == ["move"]


def test_a_click_inside_a_childs_frame_selects_the_child_and_another_lets_go(hand: Hand) -> None:
    hand.click(hand.at("B1"))
    hand.click(hand.at("p4", 200, 90))
    assert hand.session.selection == ("p4",)
    hand.click(hand.at("p4", 200, 90))
    assert hand.session.selection == ()
