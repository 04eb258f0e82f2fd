"""Arrows under a hand: what may be said lights up, what may mean two things is asked, and two arrows never look one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app import theme
from app.map.cards import HANDLE
from app.map.drawing import why_not
from app.map.heads import in_two_lines
from mapping import commands
from tests.app.map_hand import LEFT, Hand, small_case
from tests.cases import arrow, behaviour, case_of, effort, published, survivor_impact


@pytest.fixture
def hand(qtbot) -> Hand:
    return Hand(qtbot, small_case())


def links(hand: Hand) -> set[tuple[str, str, str]]:
    return {(link.kind, link.from_id, link.to_id) for link in hand.session.case.links.values()}


def pull(hand: Hand, start: QPoint, end: QPoint) -> None:
    """Press, and hold over the end."""
    hand.move(start)
    hand.press(start)
    for share in (0.3, 0.7, 1.0):
        hand.move(start + (end - start) * share)


def offered(hand: Hand) -> dict[str, QPushButton]:
    """The claims that can be chosen now."""
    choice = hand.room.hand.choice
    return {each.text(): each for each in choice.findChildren(QPushButton) if each.isVisible()}


def choose(hand: Hand, label: str) -> None:
    hand.qtbot.mouseClick(offered(hand)[label], LEFT)


# ------------------------------------------------------------------------------------------------ where arrows land


def test_an_arrow_that_comes_to_the_right_edge_lands_below_those_that_leave_there(hand: Hand) -> None:
    hand.drag(hand.handle("B2"), hand.at("L1"))
    arrows, box = hand.room.scene.web.arrows, hand.room.scene.box_of("B2")
    drawn = next(link.id for link in hand.session.case.links_from("B2") if link.to_id == "L1")
    leaves = hand.room.scene.web.course(arrows[drawn]).points[0]
    lands = hand.room.scene.web.course(arrows["l3"]).end
    assert leaves == (box.right, box.middle)
    assert lands[0] == box.right
    assert lands[1] == pytest.approx(box.y + 0.75 * box.height)
    assert lands[1] - leaves[1] > HANDLE


def test_two_cards_that_act_on_each_other_are_joined_by_two_arrows(qtbot) -> None:
    case = case_of(
        behaviour("B1", "reads her messages"), effort("E1", "keeps a second telephone"),
        arrow("answers", "E1", "B1", "l1"), arrow("blocks", "B1", "E1", "l2"),
    )  # fmt: skip
    web = Hand(qtbot, case).room.scene.web
    one, other = web.course(web.arrows["l1"]), web.course(web.arrows["l2"])
    assert one.end != other.points[0]
    assert other.end != one.points[0]


def test_an_arrow_can_be_clicked_where_it_lands(qtbot) -> None:
    tall = "tells the school, the health visitor and his own mother that she is unstable " * 3
    case = case_of(behaviour("B1", tall), behaviour("B2", tall), arrow("escalates_to", "B1", "B2", "l1"))
    hand = Hand(qtbot, case)
    end = hand.room.scene.web.course(hand.room.scene.web.arrows["l1"]).end
    hand.click(hand.room.view.mapFromScene(QPointF(end[0] + 6, end[1])))
    assert hand.session.selection == ("l1",)


# ------------------------------------------------------------------------------------------------ which claim


def test_nothing_is_claimed_of_a_behaviour_and_an_effort_before_it_is_chosen(hand: Hand) -> None:
    before = hand.session.case
    hand.drag(hand.handle("B1"), hand.at("E1"))
    assert hand.session.case is before
    assert list(offered(hand)) == ["Retaliates", "Blocks"]
    assert not any(button.isChecked() or not button.isEnabled() for button in offered(hand).values())
    choose(hand, "Blocks")
    assert ("blocks", "B1", "E1") in links(hand)
    assert hand.acts() == ["link"]
    assert offered(hand) == {}
    assert [hand.session.case.links[each].kind for each in hand.session.selection] == ["blocks"]


@pytest.mark.parametrize("end", ["B1", "E1"])
def test_what_a_response_does_is_asked_and_not_presumed(hand: Hand, end: str) -> None:
    response = commands.new_entry(hand.session.case, "response", title="said no", effect="mixed")
    hand.session.attempt(commands.add, response)
    hand.drag(hand.handle("R1"), hand.at(end))
    assert not [link for link in hand.session.case.links.values() if link.from_id == "R1"]
    assert len(offered(hand)) == 2


def test_where_one_of_two_claims_is_made_already_the_other_is_still_asked(hand: Hand) -> None:
    hand.drag(hand.handle("B1"), hand.at("E1"))
    choose(hand, "Retaliates")
    hand.drag(hand.handle("B1"), hand.at("E1"))
    assert list(offered(hand)) == ["Blocks"]
    assert hand.acts() == ["link"]


def test_escape_leaves_a_claim_unmade(hand: Hand) -> None:
    hand.drag(hand.handle("B1"), hand.at("E1"))
    hand.key(Qt.Key.Key_Escape)
    assert offered(hand) == {}
    assert hand.acts() == []
    assert hand.room.scene.stage.targets is None


def test_a_press_elsewhere_leaves_a_claim_unmade(hand: Hand) -> None:
    hand.drag(hand.handle("B1"), hand.at("E1"))
    hand.click(hand.at("V1"))
    assert offered(hand) == {}
    assert hand.acts() == []


def test_a_claim_is_chosen_by_keys_alone(hand: Hand) -> None:
    hand.session.select(("B1",))
    hand.room.begin_link_from_selection()
    while hand.room.hand.key_link.end != "E1":
        hand.key(Qt.Key.Key_Down)
    assert "You choose: Retaliates or Blocks" in hand.room.hand.hint.text
    hand.key(Qt.Key.Key_Return)
    assert hand.acts() == []
    QTest.keyClick(offered(hand)["Retaliates"], Qt.Key.Key_Tab)
    QTest.keyClick(offered(hand)["Blocks"], Qt.Key.Key_Return)
    assert ("blocks", "B1", "E1") in links(hand)
    assert hand.room.view.hasFocus()


def test_a_choice_goes_when_a_card_it_is_about_goes(hand: Hand) -> None:
    hand.drag(hand.handle("B1"), hand.at("E1"))
    hand.session.attempt(commands.remove, "E1")
    assert offered(hand) == {}


def test_a_choice_stays_while_something_else_is_written(hand: Hand) -> None:
    hand.drag(hand.handle("B1"), hand.at("E1"))
    hand.session.attempt(commands.edit, "G1", title="pays the rent in time")
    choose(hand, "Blocks")
    assert ("blocks", "B1", "E1") in links(hand)


def test_the_usual_arrow_is_drawn_at_once_and_what_else_it_may_say_is_offered(hand: Hand) -> None:
    hand.drag(hand.handle("V1"), hand.at("I2"))
    assert ("harms", "V1", "I2") in links(hand)
    assert offered(hand)["Harms a child"].isEnabled()
    assert offered(hand)["Harms a child"].isChecked()
    choose(hand, "Leads to")
    assert ("leads_to", "V1", "I2") in links(hand)


def test_after_undo_nothing_is_offered_for_an_arrow_that_is_gone(hand: Hand) -> None:
    said: list[str] = []
    hand.session.refused.connect(lambda text, _offers: said.append(text))
    hand.drag(hand.handle("V1"), hand.at("I2"))
    stale = offered(hand)["Leads to"]
    hand.session.undo()
    assert offered(hand) == {}
    stale.click()
    assert said == []
    assert not [link for link in links(hand) if link[1] == "V1"]


def test_a_choice_does_not_outlast_another_text_size_or_a_selection_elsewhere(hand: Hand) -> None:
    hand.drag(hand.handle("B1"), hand.at("E1"))
    theme.NOTICE.changed.emit()
    assert offered(hand) == {}
    hand.drag(hand.handle("B1"), hand.at("E1"))
    hand.session.select(("G1",), "somewhere else")
    assert offered(hand) == {}
    assert hand.acts() == []


def test_a_choice_lies_on_the_map_still_when_the_window_becomes_smaller(hand: Hand) -> None:
    hand.drag(hand.handle("B1"), hand.at("E1"))
    hand.room.resize(700, 420)
    assert hand.room.view.rect().contains(hand.room.hand.choice.geometry())
    choose(hand, "Blocks")
    assert ("blocks", "B1", "E1") in links(hand)


def test_choosing_what_the_arrow_says_already_changes_nothing(hand: Hand) -> None:
    hand.drag(hand.handle("V1"), hand.at("I2"))
    choose(hand, "Harms a child")
    assert hand.acts() == ["link"]
    assert offered(hand) == {}


# ------------------------------------------------------------------------------------------------ while it is pulled


def test_while_an_arrow_is_pulled_what_it_may_end_at_has_a_ring_and_the_rest_is_dim(hand: Hand) -> None:
    pull(hand, hand.handle("L1"), hand.at("p4", 200, 90))
    stage = hand.room.scene.stage
    assert {each for each in hand.room.scene.cards if stage.invites(each)} == {"I1", "I2", "V1"}
    QApplication.processEvents()
    seen, focus = hand.picture(), theme.current().colour("focus")
    assert ring_colours(hand, seen, "V1") & {focus.name()}
    assert not ring_colours(hand, seen, "B2") & {focus.name()}
    hand.key(Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not ring_colours(hand, hand.picture(), "V1") & {focus.name()}


def ring_colours(hand: Hand, seen, identity: str) -> set[str]:
    """The colours just at the upper edge of a card."""
    box = hand.room.scene.box_of(identity)
    top = hand.room.view.mapFromScene(QPointF(box.x + 150, box.y))
    return {seen.pixelColor(top + QPoint(0, down)).name() for down in range(-4, 4)}


def test_a_card_that_is_linked_already_is_no_end_for_the_same_arrow(hand: Hand) -> None:
    pull(hand, hand.handle("B1"), hand.at("p4", 200, 90))
    assert hand.room.scene.stage.dims("L1")
    assert not hand.room.scene.stage.dims("V1")
    assert not hand.room.scene.stage.dims("B1")


def test_over_a_card_that_refuses_it_the_pulled_arrow_is_dashed_and_does_not_hold(hand: Hand) -> None:
    pull(hand, hand.handle("L1"), hand.at("B2"))
    pulled = drawn(hand)
    assert (pulled.look.role, pulled.look.dashed) == ("muted", True)
    at = hand.room.view.mapToScene(hand.at("B2"))
    assert (QPointF(*pulled.course.end) - at).manhattanLength() < 4
    assert "it is his choice" in hand.room.hand.hint.text
    slip = hand.room.hand.hint.geometry()
    assert slip.adjusted(-30, -30, 30, 30).contains(hand.at("B2"))
    hand.move(hand.at("V1"))
    assert (drawn(hand).look.role, drawn(hand).look.dashed) == ("family_impact", False)
    hand.release(hand.at("V1"))
    assert ("leads_to", "L1", "V1") in links(hand)


def drawn(hand: Hand):
    """The arrow that is being pulled."""
    return next(item.arrow for item in hand.room.scene.items() if getattr(item, "arrow", None) is not None)


# ------------------------------------------------------------------------------------------------ what stays in view


def in_view(hand: Hand, identity: str) -> bool:
    box = hand.room.scene.box_of(identity)
    first = hand.room.view.mapFromScene(QPointF(box.x, box.y))
    last = hand.room.view.mapFromScene(QPointF(box.right, box.bottom))
    return hand.port.rect().contains(QRect(first, last))


def test_the_selected_card_stays_in_view_when_the_window_becomes_smaller(hand: Hand) -> None:
    hand.click(hand.at("I2"))
    for size in ((1100, 700), (800, 500), (560, 320)):
        hand.room.resize(*size)
        assert in_view(hand, "I2")


def test_a_card_that_was_out_of_view_does_not_pull_the_map_to_it(hand: Hand) -> None:
    hand.room.resize(700, 400)
    hand.session.select(("I2",))
    hand.room.view.pull(QPoint(-2000, 0))
    assert not in_view(hand, "I2")
    before = hand.at("B1")
    hand.room.resize(690, 390)
    assert not in_view(hand, "I2")
    assert (hand.at("B1") - before).manhattanLength() <= 10


@pytest.mark.parametrize("identity", ["E1", "I2", "B1", "G1"])
def test_the_selected_card_stays_in_view_when_text_becomes_larger_and_smaller(qtbot, identity: str) -> None:
    hand = Hand(qtbot, small_case(), (1366, 700))
    hand.session.select((identity,))
    try:
        for scale in (1.5, 2.0, 1.25):
            theme.apply(QApplication.instance(), theme.Theme("light", scale))
            QApplication.processEvents()
            assert in_view(hand, identity)
            assert hand.port.height() > hand.room.height() / 2
    finally:
        theme.apply(QApplication.instance(), theme.Theme())


# ------------------------------------------------------------------------------------------------ headings, and the end


def test_a_hint_under_a_heading_goes_on_in_a_second_line(qtbot) -> None:
    hand = Hand(qtbot, small_case(), (1366, 700))
    font = theme.current().font("muted")
    metrics, text = QFontMetricsF(font), "In the words of those who saw it, one behaviour a card, as it was done"
    lines = in_two_lines(text, metrics, metrics.horizontalAdvance(text) * 0.6)
    assert " ".join(lines) == text
    assert len(lines) == 2
    assert in_two_lines(text, metrics, 2000) == (text,)
    assert in_two_lines(text, metrics, 60)[-1].endswith("…")
    heading = QFontMetricsF(theme.current().font("heading")).height()
    assert hand.room.heads.height() >= heading + 2 * metrics.height()
    assert font.pixelSize() >= 11


def test_a_map_that_was_emptied_takes_on_a_theme_in_peace(hand: Hand) -> None:
    hand.drag(hand.handle("B1"), hand.at("E1"))
    hand.session.locking.emit()
    assert offered(hand) == {}
    hand.room.scene.restyle()
    theme.NOTICE.changed.emit()
    assert hand.room.scene.cards == {}
    assert hand.picture().width() > 0


def test_arrows_at_one_card_land_in_one_place_and_leave_from_another(qtbot) -> None:
    case = case_of(
        behaviour("B1"), survivor_impact("V1"), effort("E1"), effort("E2"),
        arrow("restricts", "B1", "V1", "l1"), arrow("answers", "E1", "B1", "l2"), arrow("answers", "E2", "B1", "l3"),
    )  # fmt: skip
    web = Hand(qtbot, case).room.scene.web
    leaves = web.course(web.arrows["l1"]).points[0]
    landings = {web.course(web.arrows[each]).end for each in ("l2", "l3")}
    assert len(landings) == 1
    assert leaves not in landings


def test_what_lights_up_is_just_what_the_rules_would_let_be_drawn(qtbot) -> None:
    hand = Hand(qtbot, published("open-01-after-prison"))
    case, stage = hand.session.case, hand.room.scene.stage
    for start in hand.room.scene.shown()[::7]:
        hand.room.view.show_card(start)
        pull(hand, hand.handle(start), hand.handle(start) + QPoint(2, 0))
        allowed = {each for each in hand.room.scene.shown() if stage.invites(each)}
        assert allowed == {each for each in hand.room.scene.shown() if not why_not(case, start, each)}, start
        hand.key(Qt.Key.Key_Escape)
        hand.release(hand.handle(start))
