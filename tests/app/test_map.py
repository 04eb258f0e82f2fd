"""The map under a hand: real presses, pulls and keys; what lasts is one act, and what is refused changes nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app import theme
from mapping import commands
from mapping.entries import Gap, Link, Person, Position
from mapping.errors import CaseError
from tests.app.map_hand import ALT, CTRL, LEFT, MIDDLE, NONE, SHIFT, Hand, small_case
from tests.cases import behaviour, case_of, child_impact, cited, effort, published, source


@pytest.fixture
def hand(qtbot) -> Hand:
    return Hand(qtbot, small_case())


# ------------------------------------------------------------------------------------------------ carrying cards


def test_a_card_that_is_dragged_stays_where_it_is_put_and_that_is_one_act(hand: Hand) -> None:
    before = hand.place("V1")
    hand.drag(hand.at("V1"), hand.at("V1") + QPoint(33, 200))
    assert hand.acts() == ["move"]
    after = hand.place("V1")
    assert hand.session.case.entries["V1"].position == Position(x=after[0], y=after[1])
    scale = hand.room.view.scale_now
    assert abs(after[0] - before[0] - 33 / scale) <= 2.5
    assert abs(after[1] - before[1] - 200 / scale) <= 2.5
    hand.session.undo()
    assert hand.place("V1") == before
    hand.session.redo()
    assert hand.place("V1") == after


def test_while_a_card_is_dragged_nothing_is_written_and_its_arrows_follow(hand: Hand) -> None:
    start = hand.at("L1")
    hand.move(start)
    hand.press(start)
    before = hand.room.scene.web.arrows["l1"].course
    hand.move(start + QPoint(0, 150))
    assert hand.acts() == []
    arrow_now = hand.room.scene.web.course(hand.room.scene.web.arrows["l1"])
    assert arrow_now != before
    assert arrow_now.end[1] == pytest.approx(hand.room.scene.box_of("L1").middle)
    hand.release(start + QPoint(0, 150))
    assert hand.acts() == ["move"]


def test_escape_puts_a_dragged_card_back(hand: Hand) -> None:
    start, before = hand.at("V1"), hand.place("V1")
    hand.move(start)
    hand.press(start)
    hand.move(start + QPoint(80, 80))
    assert hand.place("V1") != before
    hand.key(Qt.Key.Key_Escape)
    assert hand.place("V1") == before
    hand.release(start + QPoint(80, 80))
    assert hand.acts() == []


def test_a_trembling_click_moves_nothing(hand: Hand) -> None:
    start = hand.at("V1")
    hand.press(start)
    hand.move(start + QPoint(2, 1))
    hand.release(start + QPoint(2, 1))
    assert hand.acts() == []
    assert hand.session.selection == ("V1",)


def test_several_selected_cards_are_carried_together_as_one_act(hand: Hand) -> None:
    hand.click(hand.at("L1"))
    hand.click(hand.at("V1"), keys=CTRL)
    assert hand.session.selection == ("L1", "V1")
    before = hand.place("L1"), hand.place("V1")
    hand.drag(hand.at("V1"), hand.at("V1") + QPoint(0, 240))
    assert hand.acts() == ["move"]
    downs = [hand.place(each)[1] - old[1] for each, old in zip(("L1", "V1"), before, strict=True)]
    assert downs[0] == downs[1] > 100


def test_a_card_goes_back_where_the_disk_refuses(hand: Hand) -> None:
    before, said = hand.place("V1"), []
    hand.session.failed.connect(said.append)
    hand.store.fails = True
    hand.drag(hand.at("V1"), hand.at("V1") + QPoint(60, 160))
    assert hand.place("V1") == before
    assert len(said) == 1


def test_keys_move_the_selection_and_a_run_of_them_is_one_step_to_undo(hand: Hand) -> None:
    before = hand.place("V1")
    hand.click(hand.at("V1"))
    hand.key(Qt.Key.Key_Right, Qt.Key.Key_Right, held=CTRL)
    hand.key(Qt.Key.Key_Down, held=ALT)
    assert hand.place("V1") == (before[0] + 8, before[1] + 40)
    hand.session.undo()
    assert hand.place("V1") == before
    assert hand.session.next_undo is None


def test_a_card_can_be_given_back_to_the_program(hand: Hand) -> None:
    before = hand.place("V1")
    hand.drag(hand.at("V1"), hand.at("V1") + QPoint(40, 240))
    hand.room.put_back()
    assert hand.session.case.entries["V1"].position is None
    assert hand.place("V1") == before


def test_arranging_is_one_act_that_can_be_taken_back(hand: Hand) -> None:
    hand.drag(hand.at("V1"), hand.at("V1") + QPoint(40, 240))
    put = hand.place("V1")
    hand.room.arrange()
    assert hand.acts() == ["move", "arrange"]
    assert hand.place("V1") != put
    hand.session.undo()
    assert hand.place("V1") == put


# ------------------------------------------------------------------------------------------------ drawing arrows


def links(hand: Hand) -> set[tuple[str, str, str]]:
    return {(link.kind, link.from_id, link.to_id) for link in hand.session.case.links.values()}


def test_an_arrow_is_pulled_from_a_handle_to_another_card(hand: Hand) -> None:
    hand.drag(hand.handle("B2"), hand.at("L1"))
    assert ("disrupts", "B2", "L1") in links(hand)
    assert hand.acts() == ["link"]
    hand.session.undo()
    assert ("disrupts", "B2", "L1") not in links(hand)


def test_an_arrow_is_pulled_with_alt_from_anywhere_on_a_card(hand: Hand) -> None:
    hand.drag(hand.at("V1"), hand.at("I2"), keys=ALT)
    assert ("harms", "V1", "I2") in links(hand)


def test_while_an_arrow_is_pulled_the_hand_is_told_what_it_would_say(hand: Hand) -> None:
    hand.move(hand.handle("L1"))
    hand.press(hand.handle("L1"))
    hand.move(hand.at("I2"))
    assert hand.room.hand.hint.text == "Harms a child"
    assert [each for each in hand.room.scene.cards if hand.room.scene.stage.dims(each)] == ["B1", "B2", "E1", "G1"]


def test_an_arrow_that_may_not_be_is_refused_with_the_reason_and_changes_nothing(hand: Hand) -> None:
    before = hand.session.case
    hand.drag(hand.handle("L1"), hand.at("B2"))
    assert hand.session.case is before
    assert "it is his choice" in hand.room.hand.hint.text
    assert hand.acts() == []
    hand.click(hand.at("V1"))
    assert hand.room.hand.hint.text == ""


@pytest.mark.parametrize(
    ("kind", "start", "end"),
    [("leads_to", "L1", "B2"), ("leads_to", "I1", "B1"), ("targets", "G1", "E1"), ("disrupts", "B1", "L1")],
)
def test_every_door_refuses_alike_and_the_map_is_one_of_them(hand: Hand, kind: str, start: str, end: str) -> None:
    with pytest.raises(CaseError) as by_command:
        commands.link(hand.session.case, kind, start, end)
    hand.drag(hand.handle(start), hand.at(end))
    for said in (str(by_command.value), *by_command.value.offers):
        assert said in hand.room.hand.hint.text
    assert hand.acts() == []


def test_a_second_arrow_that_says_the_same_is_refused(hand: Hand) -> None:
    hand.drag(hand.handle("B1"), hand.at("L1"))
    assert hand.acts() == []
    assert "already linked" in hand.room.hand.hint.text


def test_escape_leaves_an_arrow_undrawn(hand: Hand) -> None:
    hand.move(hand.handle("B2"))
    hand.press(hand.handle("B2"))
    hand.move(hand.at("L1"))
    hand.key(Qt.Key.Key_Escape)
    hand.release(hand.at("L1"))
    assert hand.acts() == []
    assert hand.room.hand.hint.text == ""
    assert hand.room.scene.stage.targets is None


def test_an_arrow_can_be_drawn_by_two_clicks_without_dragging(hand: Hand) -> None:
    hand.click(hand.handle("B2"))
    hand.move(hand.at("V1"))
    hand.click(hand.at("V1"))
    assert ("restricts", "B2", "V1") in links(hand)


def test_an_effort_is_linked_to_a_child_by_the_childs_frame(hand: Hand) -> None:
    hand.drag(hand.handle("E1"), hand.at("p4", 60, 60))
    assert ("protects", "E1", "p4") in links(hand)


def test_an_arrow_is_drawn_by_keys_alone(hand: Hand) -> None:
    hand.session.select(("B2",))
    hand.room.begin_link_from_selection()
    assert "Enter draws the arrow" in hand.room.hand.hint.text
    while hand.room.hand.key_link.end != "V1":
        hand.key(Qt.Key.Key_Down)
    hand.key(Qt.Key.Key_Return)
    assert ("restricts", "B2", "V1") in links(hand)


def test_escape_leaves_an_arrow_led_by_keys(hand: Hand) -> None:
    hand.session.select(("B2",))
    hand.room.begin_link_from_selection()
    hand.key(Qt.Key.Key_Escape)
    hand.key(Qt.Key.Key_Return)
    assert hand.acts() == []
    assert hand.room.scene.stage.targets is None


def test_without_a_selection_the_next_click_begins_the_arrow(hand: Hand) -> None:
    hand.room.begin_link_from_selection()
    hand.drag(hand.at("B2"), hand.at("V1"))
    assert ("restricts", "B2", "V1") in links(hand)


# ------------------------------------------------------------------------------------------------ selecting


def test_selecting_a_card_lights_its_whole_path_and_dims_the_rest(hand: Hand) -> None:
    hand.click(hand.at("B1"))
    stage = hand.room.scene.stage
    assert {each for each in hand.room.scene.cards if not stage.dims(each)} == {"B1", "L1", "I1"}
    assert {each: stage.strength(each, quiet=False) for each in ("l1", "l2", "l3")} == {
        "l1": "lit", "l2": "lit", "l3": "dim",
    }  # fmt: skip
    hand.key(Qt.Key.Key_Escape)
    assert hand.session.selection == ()
    assert not any(stage.dims(each) for each in hand.room.scene.cards)


def test_what_is_dimmed_is_painted_in_blended_colours(hand: Hand) -> None:
    calm = hand.picture()
    hand.session.select(("B1",))
    QApplication.processEvents()
    dimmed = hand.picture()
    edge = hand.at("V1", 3, 20)
    assert calm.pixelColor(edge) == theme.current().colour("survivor_impact")
    assert dimmed.pixelColor(edge) != calm.pixelColor(edge)
    lit = hand.at("L1", 3, 20)
    assert dimmed.pixelColor(lit) == calm.pixelColor(lit)


def test_an_arrow_is_selected_by_a_click_near_its_line(hand: Hand) -> None:
    scene = hand.room.scene
    course = scene.web.course(scene.web.arrows["l1"])
    (x1, y1), (x2, y2) = course.points[0], course.points[-1]
    near = hand.room.view.mapFromScene(QPointF((x1 + x2) / 2, (y1 + y2) / 2 + 3))
    hand.click(near)
    assert hand.session.selection == ("l1",)
    assert not scene.stage.dims("I1")


def test_a_rubber_band_selects_what_it_touches(hand: Hand) -> None:
    first, last = hand.at("L1", -20, -6), hand.at("V1", 100, 30)
    if first.y() > last.y():
        first, last = hand.at("V1", -20, -6), hand.at("L1", 100, 30)
    hand.drag(first, last, keys=SHIFT)
    assert set(hand.session.selection) == {"L1", "V1"}


def test_a_click_on_empty_paper_lets_go_of_the_selection(hand: Hand) -> None:
    hand.click(hand.at("B1"))
    hand.click(hand.at("B1", -6, -6))
    assert hand.session.selection == ()


def test_a_click_on_a_childs_name_selects_the_child_and_lights_what_reaches_it(hand: Hand) -> None:
    hand.click(hand.at("p3", 40, 14))
    assert hand.session.selection == ("p3",)
    assert not hand.room.scene.stage.dims("B1")
    assert hand.room.scene.stage.dims("G1")


def test_selecting_elsewhere_brings_the_card_into_view(hand: Hand) -> None:
    hand.room.resize(700, 300)
    hand.session.select(("E1",), "somewhere else")
    assert hand.port.rect().contains(hand.at("E1"))


def test_all_that_is_shown_can_be_selected(hand: Hand) -> None:
    hand.room.fold_rail(True)
    hand.room.select_all()
    assert set(hand.session.selection) == set(hand.room.scene.cards) - {"G1"}


# ------------------------------------------------------------------------------------------------ walking


def test_tab_walks_the_cards_in_reading_order_and_leaves_the_map_at_the_end(hand: Hand) -> None:
    seen = []
    for _ in range(len(hand.room.scene.cards)):
        QTest.keyClick(hand.room.view, Qt.Key.Key_Tab)
        seen.extend(hand.session.selection)
    assert seen[:2] == ["B1", "B2"]
    assert seen[-2:] == ["E1", "G1"]
    assert sorted(seen) == sorted(hand.room.scene.cards)
    QTest.keyClick(hand.room.view, Qt.Key.Key_Tab)
    assert not hand.room.view.hasFocus()


def test_arrow_keys_follow_the_arrows_and_the_lanes(hand: Hand) -> None:
    hand.key(Qt.Key.Key_Home)
    assert hand.session.selection == ("B1",)
    hand.key(Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert hand.session.selection == ("I1",)
    hand.key(Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Down)
    assert hand.session.selection == ("B2",)
    hand.key(Qt.Key.Key_Up)
    assert hand.session.selection == ("B1",)


def test_enter_opens_and_delete_asks(hand: Hand) -> None:
    hand.click(hand.at("B1"))
    with hand.qtbot.waitSignal(hand.room.wants_open) as opened:
        hand.key(Qt.Key.Key_Return)
    with hand.qtbot.waitSignal(hand.room.wants_delete) as deleted:
        hand.key(Qt.Key.Key_Delete)
    assert (opened.args, deleted.args) == (["B1"], [("B1",)])
    assert hand.acts() == []


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (("p4", 60, 70), ["child_impact", {"child": "p4"}]),
        (("B1", 20, 90), ["behaviour", {"category": "B11"}]),
        (("E1", 480, 20), ["protective_effort", {}]),
        (("V1", 60, 130), ["family_impact", {}]),
    ],
)
def test_a_double_click_on_an_empty_place_asks_for_what_belongs_there(hand: Hand, where: tuple, expected: list) -> None:
    box = hand.room.scene.box_of("B2" if where[0] == "B1" else where[0])
    at = hand.room.view.mapFromScene(QPointF(box.x + where[1], box.y + where[2]))
    with hand.qtbot.waitSignal(hand.room.wants_new) as asked:
        QTest.mouseDClick(hand.port, LEFT, NONE, at)
    assert asked.args == expected


def test_a_double_click_on_a_card_opens_it(hand: Hand) -> None:
    with hand.qtbot.waitSignal(hand.room.wants_open) as opened:
        QTest.mouseDClick(hand.port, LEFT, NONE, hand.at("I1"))
    assert opened.args == ["I1"]


# ------------------------------------------------------------------------------------------------ looking about


def turn_wheel(hand: Hand, at: QPoint, steps: int, keys=CTRL) -> None:
    event = QWheelEvent(
        QPointF(at), QPointF(hand.port.mapToGlobal(at)), QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton,
        keys, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(hand.port, event)


def test_zooming_keeps_what_is_under_the_pointer_there(hand: Hand) -> None:
    at = QPoint(430, 260)
    under = hand.room.view.mapToScene(at)
    for steps in (3, 1, -2, -3):
        turn_wheel(hand, at, steps)
        seen = hand.room.view.mapFromScene(under)
        assert (seen - at).manhattanLength() <= 4
    turn_wheel(hand, at, 4)
    assert hand.room.view.zoom > 1


def test_dragging_empty_paper_pulls_the_map_along(hand: Hand) -> None:
    start, before = hand.at("p4", 200, 90), hand.at("B1")
    hand.drag(start, start + QPoint(-120, -90))
    assert hand.at("B1") - before == QPoint(-120, -90)
    hand.drag(hand.at("B1"), hand.at("B1") + QPoint(50, 40), button=MIDDLE)
    assert hand.at("B1") - before == QPoint(-70, -50)
    assert hand.acts() == []


def test_arrow_keys_pan_while_nothing_is_selected(hand: Hand) -> None:
    before = hand.at("B1")
    hand.key(Qt.Key.Key_Down)
    assert hand.at("B1").y() < before.y()
    assert hand.session.selection == ()


def test_fit_shows_everything_and_actual_size_is_100_per_cent(hand: Hand) -> None:
    hand.room.resize(700, 500)
    hand.room.fit()
    assert all(hand.port.rect().contains(hand.at(each)) for each in hand.room.scene.cards)
    hand.room.actual_size()
    assert hand.room.tools.now.text() == "100 %"
    hand.room.zoom_out()
    hand.room.zoom_in()
    assert hand.room.view.zoom == pytest.approx(1.0)


def test_the_rail_folds_away_and_says_how_much_is_hidden(hand: Hand) -> None:
    assert hand.room.status_text() == "8 of 8 shown"
    hand.qtbot.mouseClick(hand.room.heads.fold, LEFT)
    assert hand.room.status_text() == "7 of 8 shown"
    assert hand.room.heads.fold.accessibleName() == "Show 1 more cards"
    hand.qtbot.mouseClick(hand.room.heads.fold, LEFT)
    assert hand.room.status_text() == "8 of 8 shown"


def test_far_out_there_is_no_text_and_cards_can_still_be_clicked(hand: Hand) -> None:
    hand.room.view.zoom_to(0.3, QPoint(200, 200))
    assert hand.room.scene.stage.far
    card = hand.picture().copy(QRect(hand.at("B1", 60, 6), hand.at("B1", 240, 40)))
    assert len({card.pixel(x, y) for x in range(card.width()) for y in range(card.height())}) <= 2
    hand.click(hand.at("B1"))
    assert hand.session.selection == ("B1",)
    hand.drag(hand.at("V1"), hand.at("V1") + QPoint(30, 60))
    assert hand.acts() == ["move"]


# ------------------------------------------------------------------------------------------------ what is said


def title(hand: Hand, identity: str) -> str:
    return hand.room.scene.cards[identity].look.title


def test_veiling_calls_everyone_by_role_on_cards_headings_and_frames(hand: Hand) -> None:
    assert title(hand, "B2") == "Questions Noor about where Amira went"
    assert hand.room.heads.titles()[0] == "What Daniel does"
    hand.session.veil(True)
    said = " ".join((*(title(hand, each) for each in hand.room.scene.cards), *hand.room.heads.titles(), *plates(hand)))
    assert not {"Noor", "Amira", "Daniel", "Mika"} & set(said.replace(",", " ").split())
    hand.session.veil(False)
    assert title(hand, "B2") == "Questions Noor about where Amira went"


def plates(hand: Hand) -> list[str]:
    return [plate.look.text for plate in hand.room.scene.plates.values()]


def test_a_change_elsewhere_is_seen_at_once(hand: Hand) -> None:
    hand.session.attempt(commands.edit, "B1", title="hid the car keys from {S}")
    assert title(hand, "B1") == "Hid the car keys from {S}"
    hand.session.attempt(commands.remove, "L1")
    assert "L1" not in hand.room.scene.shown()
    assert "l1" not in hand.room.scene.web.arrows
    hand.session.undo()
    assert "l1" in hand.room.scene.web.arrows
    hand.session.attempt(commands.edit, "p4", name="Sam")
    assert "Sam" in plates(hand)


def test_a_card_says_when_and_who_says_so(qtbot) -> None:
    case = case_of(
        source("s1", "school", who="class teacher"), source("s2", "police"),
        behaviour("B1", "shouts", when="2026-02", cites=cited("s1", "s2")),
        Gap(id="N1", title="what is not known", who_might_know="midwife"),
    )  # fmt: skip
    cards = Hand(qtbot, case).room.scene.cards
    assert cards["B1"].look.note == "Feb 2026 · class teacher, police"
    assert cards["N1"].look.note == "midwife"


def test_a_long_title_is_wrapped_to_three_lines_and_cut(qtbot) -> None:
    words = "tells the health visitor, the teacher and his own mother that she is unstable, and " * 3
    hand = Hand(qtbot, case_of(behaviour("B1", words.strip()), behaviour("B2", "shouts"), behaviour("B3", "ж" * 200)))
    cards = hand.room.scene.cards
    assert len(cards["B1"].lettering.lines) == 3
    assert cards["B1"].lettering.lines[-1].endswith("…")
    assert len(cards["B3"].lettering.lines) == 3
    assert cards["B2"].height < cards["B1"].height


def test_an_empty_map_says_what_belongs_where_and_how_to_begin(qtbot) -> None:
    hand = Hand(qtbot, case_of(people=False))
    said = " ".join(plates(hand))
    assert "Double-click here to begin." in said
    assert "Begin by adding the children" in said
    assert hand.room.status_text() == "0 of 0 shown"
    with qtbot.waitSignal(hand.room.wants_new) as asked:
        at = hand.room.view.mapFromScene(QPointF(60, 200))
        QTest.mouseDClick(hand.port, LEFT, NONE, at)
    assert asked.args == ["behaviour", {}]


def test_a_child_of_whom_nothing_is_mapped_is_asked_about(hand: Hand) -> None:
    assert any(each.startswith("Nothing mapped yet.") for each in plates(hand))


@pytest.mark.parametrize("name", ["open-01-after-prison", "open-02-school-basement"])
def test_published_cases_are_shown_whole(qtbot, name: str) -> None:
    hand = Hand(qtbot, published(name))
    shown, total = hand.room.status_text().split(" of ")
    assert total == f"{shown} shown"
    assert int(shown) > 30


def test_large_text_enlarges_the_map_and_moves_nothing_on_it(qtbot) -> None:
    hand = Hand(qtbot, small_case())
    before, scale = hand.place("I1"), hand.room.view.scale_now
    try:
        theme.apply(QApplication.instance(), theme.Theme("dark", 2.0))
        assert hand.place("I1") == before
        assert hand.room.view.scale_now == pytest.approx(2 * scale)
        assert hand.room.heads.height() > 0
        assert hand.picture().pixelColor(hand.at("p4", -20, 20)) == theme.current().colour("paper")
    finally:
        theme.apply(QApplication.instance(), theme.Theme())


def test_a_screen_reader_finds_the_cards_as_a_list_in_reading_order(hand: Hand) -> None:
    voice = QAccessible.queryAccessibleInterface(hand.room.view)
    assert voice.role() == QAccessible.Role.List
    assert len(listed(voice)) == 8
    first = listed(voice)[0]
    assert first.text(QAccessible.Text.Name) == "Takes her wages (Behaviour)"
    assert first.text(QAccessible.Text.Description) == "1 arrow from here: disrupts “home is about to be lost”"
    hand.session.attempt(commands.remove, "B1")
    assert len(listed(voice)) == 7
    assert listed(voice)[0].text(QAccessible.Text.Name).startswith("Questions Noor")
    hand.session.select(("B2",))
    assert listed(voice)[0].state().selected


def listed(voice: QAccessibleInterface) -> list[QAccessibleInterface]:
    """The cards among what the map says, without the headings."""
    found = [voice.child(at) for at in range(voice.childCount())]
    return [each for each in found if each.role() == QAccessible.Role.ListItem]


def test_leaving_a_case_takes_every_word_off_the_map(hand: Hand) -> None:
    hand.session.locking.emit()
    assert (hand.room.scene.cards, hand.room.scene.plates, hand.room.heads.titles()) == ({}, {}, ())
    hand.room.resize(500, 400)
    hand.key(Qt.Key.Key_Tab)
    theme.NOTICE.changed.emit()
    hand.session.attempt(commands.edit, "B1", title="hid the keys")
    hand.session.veil(True)
    assert (hand.room.scene.cards, hand.room.scene.plates, hand.room.heads.titles()) == ({}, {}, ())


def test_links_to_people_without_a_frame_are_not_drawn(qtbot) -> None:
    case = case_of(effort("E1"), Link(id="l1", kind="protects", from_id="E1", to_id="p2"))
    assert Hand(qtbot, case).room.scene.web.arrows == {}


def test_a_child_who_is_a_relative_too_has_one_frame(qtbot) -> None:
    case = case_of(Person(id="p9", roles=("child", "relative"), label="Cousin"), child_impact("I1", child="p9"))
    frames = Hand(qtbot, case).room.scene.layout.children
    assert [frame.child for frame in frames].count("p9") == 1


def test_space_held_pulls_the_map_even_from_a_card(hand: Hand) -> None:
    before = hand.at("B1")
    QTest.keyPress(hand.room.view, Qt.Key.Key_Space)
    hand.drag(hand.at("B1"), hand.at("B1") + QPoint(70, 30))
    QTest.keyRelease(hand.room.view, Qt.Key.Key_Space)
    assert hand.at("B1") - before == QPoint(70, 30)
    assert hand.acts() == []


def test_a_pinch_zooms_where_the_fingers_are(hand: Hand) -> None:
    at = QPointF(300, 200)
    under = hand.room.view.mapToScene(at.toPoint())
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2, at, at,
        QPointF(hand.port.mapToGlobal(at.toPoint())), 0.5, QPointF(),
    )  # fmt: skip
    before = hand.room.view.zoom
    QApplication.sendEvent(hand.port, event)
    assert event.type() == QEvent.Type.NativeGesture
    assert hand.room.view.zoom == pytest.approx(1.5 * before)
    assert (hand.room.view.mapFromScene(under) - at.toPoint()).manhattanLength() <= 3


def test_a_card_that_is_taken_off_leaves_no_picture_of_itself_behind(hand: Hand) -> None:
    pictures = hand.room.scene._cards.pictures
    hand.room.grab()
    assert "V1" in {key[0] for key in pictures._kept}
    hand.session.attempt(commands.remove, "V1")
    hand.room.grab()
    assert "V1" not in {key[0] for key in pictures._kept}
    hand.session.undo()
    hand.room.grab()
    assert "V1" in {key[0] for key in pictures._kept}
