"""The guided session: every step with its question, in any order, kept with the case; nothing blocks or scores."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app import theme
from app.guided import room as guided_module
from app.guided.room import GuidedRoom
from app.guided.stepslist import DONE, PRIVATE, SKIPPED
from app.session import Session
from mapping.casemap import CaseMap
from mapping.entries import Header
from tests.app.memory import MemoryStore
from tests.cases import behaviour, case_of, effort, person, published


class Shelf:
    """Keeps what a case is left with."""

    is_for_reading = False

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str | None], object] = {}

    def setting(self, name: str, case_id: str | None = None) -> object:
        return self.kept.get((name, case_id))

    def keep_setting(self, name: str, value: object, case_id: str | None = None) -> None:
        self.kept[name, case_id] = value


def small() -> CaseMap:
    return case_of(
        behaviour("B1", "took her wages", category="B07"),
        behaviour("B2", "asks the child where she was", category="B11"),
        effort("E1"),
        person("p4", "child", name="Mika", label="Younger child"),
    )


class Desk:
    """The room on the screen, and a hand."""

    def __init__(self, qtbot: QtBot, case: CaseMap, shelf: Shelf | None = None) -> None:
        self.store, self.shelf = MemoryStore(case), shelf or Shelf()
        self.session = Session(self.store, case.header.id, "me", lambda: None)
        self.room = GuidedRoom(self.session, self.shelf)
        qtbot.addWidget(self.room)
        self.room.resize(1000, 700)
        self.room.show()
        self.turn()

    def turn(self) -> None:
        """Wait until the room shows how the case stands."""
        self.room.questions.catch_up()
        for _ in range(3):
            QApplication.processEvents()

    def go(self, step: str) -> None:
        self.room.go(next(each.key for each in self.room.standings if each.step.key == step))
        self.turn()

    @property
    def words(self) -> str:
        labels = [each.text() for each in self.room.findChildren(QLabel) if each.isVisible()]
        links = [each.accessibleName() for each in self.room.page.links.values()]
        return "\n".join([*labels, *links])

    def button(self, text: str) -> QPushButton:
        return next(each for each in self.room.findChildren(QPushButton) if each.isVisible() and each.text() == text)

    def marks(self, key: str) -> tuple[str, ...]:
        return next(row.marks for row in self.room.list._rows if row.key.split(":")[0] == key)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, theme.Theme())
    yield


def test_every_step_can_be_gone_to_in_any_order_and_shows_its_question(qtbot: QtBot) -> None:
    desk = Desk(qtbot, small())
    for standing in reversed(desk.room.standings):
        desk.room.go(standing.key)
        desk.turn()
        assert desk.room.at.key == standing.key
        assert "{" not in desk.words
        assert "?" in desk.words


def test_the_keyboard_goes_through_a_step_as_it_is_read_and_then_to_its_buttons(qtbot: QtBot) -> None:
    desk = Desk(qtbot, small())
    for step in ("pattern", "open", "towards_children"):
        desk.go(step)
        desk.room.page.setFocus()
        walked: list[QWidget] = []
        while not walked or walked[-1] is not desk.room.done:
            QTest.keyClick(desk.room.window().focusWidget(), Qt.Key.Key_Tab)
            walked.append(desk.room.window().focusWidget())
            assert len(walked) < 60
        assert len(walked) > 3, step
        tops = [each.mapTo(desk.room, QPoint(0, 0)).y() for each in walked]
        assert tops == sorted(tops), step
        assert all(desk.room.page.isAncestorOf(each) for each in walked[:-3])


def test_a_step_shows_the_cards_of_its_kinds_and_no_others(qtbot: QtBot) -> None:
    desk = Desk(qtbot, small())
    desk.go("pattern")
    assert "took her wages" in desk.words
    assert "asks the child" not in desk.words
    desk.go("towards_children")
    assert "asks the child" in desk.words
    assert "took her wages" not in desk.words


def test_a_step_that_is_done_gets_a_tick_and_the_next_one_comes(qtbot: QtBot) -> None:
    desk = Desk(qtbot, small())
    first, second = desk.room.standings[:2]
    qtbot.mouseClick(desk.button("Done, and on"), Qt.MouseButton.LeftButton)
    desk.turn()
    assert desk.room.at.key == second.key
    assert DONE in desk.marks(first.key)


def test_a_step_that_is_passed_over_says_so_and_can_be_done_later(qtbot: QtBot) -> None:
    desk = Desk(qtbot, small())
    first = desk.room.standings[0]
    qtbot.mouseClick(desk.button("Pass over"), Qt.MouseButton.LeftButton)
    desk.turn()
    assert SKIPPED in desk.marks(first.key)
    desk.room.go(first.key)
    desk.room.finish()
    desk.turn()
    assert SKIPPED not in desk.marks(first.key)


def test_keys_go_on_and_back_without_a_tick(qtbot: QtBot) -> None:
    desk = Desk(qtbot, small())
    desk.room.activateWindow()
    desk.room.list.setFocus()
    QTest.keyClick(desk.room.list, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert desk.room.at.key == desk.room.standings[1].key
    QTest.keyClick(desk.room.list, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert desk.room.at.key == desk.room.standings[0].key
    assert not desk.room.progress.done


def test_how_far_one_came_is_there_again_when_the_case_is_opened_again(qtbot: QtBot) -> None:
    shelf = Shelf()
    desk = Desk(qtbot, small(), shelf)
    desk.go("home")
    desk.room.finish()
    again = Desk(qtbot, small(), shelf)
    assert again.room.at.key == desk.room.at.key
    assert DONE in again.marks("home")


def test_the_line_for_what_was_agreed_keeps_the_keyboard_for_the_next_one(qtbot: QtBot) -> None:
    desk = Desk(qtbot, small())
    desk.room.activateWindow()
    desk.go("open")
    desk.room.record.here.note_meeting()
    desk.go("actions")
    line = desk.room.record.agreed.line
    line.setFocus()
    for words in ("police: visit him at work", "school: tell the teacher"):
        assert desk.room.window().focusWidget() is line
        QTest.keyClicks(line, words)
        QTest.keyClick(line, Qt.Key.Key_Return)
        desk.turn()
        assert line.text() == ""
    assert len(desk.room.record.agreed.links) == 2
    assert desk.room.window().focusWidget() is line


def test_each_child_has_a_step_of_its_own(qtbot: QtBot) -> None:
    desk = Desk(qtbot, case_of(person("p4", "child", name="Mika"), person("p5", "child", name="Ada")))
    children = [each.child for each in desk.room.standings if each.step.key == "children"]
    assert {"p4", "p5"} <= set(children)
    desk.room.go("children:p5")
    desk.turn()
    assert "What has changed in Ada?" in desk.words


def test_what_is_added_from_a_childs_step_is_about_that_child(qtbot: QtBot) -> None:
    desk = Desk(qtbot, small())
    asked: list[tuple[str, object]] = []
    desk.room.wants_new.connect(lambda kind, known: asked.append((kind, known)))
    desk.room.go("children:p4")
    desk.turn()
    qtbot.mouseClick(desk.button("Add what has changed"), Qt.MouseButton.LeftButton)
    assert asked == [("child_impact", {"child": "p4"})]


def test_a_card_opens_its_form(qtbot: QtBot) -> None:
    desk = Desk(qtbot, small())
    asked: list[str] = []
    desk.room.wants_open.connect(asked.append)
    desk.go("pattern")
    desk.room.page.links["B1"].setFocus()
    QTest.keyClick(desk.room.page.links["B1"], Qt.Key.Key_Return)
    assert asked == ["B1"]


def test_what_is_still_missing_stands_with_what_mends_it(qtbot: QtBot) -> None:
    desk = Desk(qtbot, small())
    desk.go("pattern")
    assert "Still missing" in desk.words
    row = next(iter(desk.room.page.rows.values()))
    assert row.acts.widgets


def test_a_private_step_holds_nothing_while_people_are_called_by_role(qtbot: QtBot) -> None:
    desk = Desk(qtbot, small())
    desk.go("efforts")
    assert PRIVATE in desk.marks("efforts")
    assert desk.room.page.links
    desk.session.veil(True)
    desk.turn()
    assert not desk.room.page.links
    assert "Show names to see it here" in desk.words
    assert "Mika" not in desk.words


def test_an_empty_case_is_offered_a_quick_first_map_that_can_grow(qtbot: QtBot) -> None:
    desk = Desk(qtbot, CaseMap(Header(id="c1", title="New"), {}, {}))
    qtbot.mouseClick(desk.button("Begin a quick first map"), Qt.MouseButton.LeftButton)
    desk.turn()
    assert len(desk.room.standings) == 5
    desk.room.go(desk.room.standings[-1].key)
    desk.turn()
    qtbot.mouseClick(desk.button("Go on with the whole session"), Qt.MouseButton.LeftButton)
    desk.turn()
    assert len(desk.room.standings) == 19


def test_a_case_that_has_its_people_and_nothing_else_is_offered_a_quick_first_map(qtbot: QtBot) -> None:
    desk = Desk(qtbot, case_of(person("p4", "child", name="Mika")))
    assert desk.button("Begin a quick first map").isVisible()


def test_a_map_that_was_begun_is_not_offered_a_first_map(qtbot: QtBot) -> None:
    desk = Desk(qtbot, small())
    assert "Begin a quick first map" not in [each.text() for each in desk.room.findChildren(QPushButton)]


def test_a_clock_that_there_is_no_longer_does_not_keep_the_session_from_opening(qtbot: QtBot) -> None:
    shelf, case = Shelf(), small()
    shelf.keep_setting("guided session", {"clock": "a clock of another version"}, case.header.id)
    assert Desk(qtbot, case, shelf).room.standings


def test_a_marac_has_fewer_steps_than_a_mapping(qtbot: QtBot) -> None:
    desk = Desk(qtbot, small())
    whole = len(desk.room.standings)
    desk.room.go_by("marac")
    desk.turn()
    assert 0 < len(desk.room.standings) < whole


def test_the_clock_says_how_long_one_has_been_at_it_and_stops_nothing(qtbot: QtBot) -> None:
    desk = Desk(qtbot, small())
    clock, moment = desk.room.clock, [0.0]
    clock._now = lambda: moment[0]
    clock.start.click()
    moment[0] = 31 * 60.0
    clock.look()
    assert clock.words.text() == "31 of 90 to 150 minutes"
    moment[0] = 300 * 60.0
    clock.look()
    assert clock.bar.share > 1
    assert desk.room.isEnabled()


def test_the_clock_goes_on_after_a_lock_and_not_on_another_day(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1_700_000_000]
    monkeypatch.setattr(guided_module, "moment", lambda: now[0])
    desk = Desk(qtbot, small())
    desk.room.clock.start.click()
    now[0] += 40 * 60
    again = GuidedRoom(desk.session, desk.room._shelf)
    qtbot.addWidget(again)
    again.show_now()
    assert again.clock.words.text() == "40 of 90 to 150 minutes"
    again.clock.start.click()
    stopped = GuidedRoom(desk.session, desk.room._shelf)
    qtbot.addWidget(stopped)
    assert not stopped.clock.runs
    stopped.clock.start.click()
    now[0] += 20 * 60 * 60
    later = GuidedRoom(desk.session, desk.room._shelf)
    qtbot.addWidget(later)
    assert not later.clock.runs


def test_nothing_of_a_case_stays_in_the_room_when_it_locks(qtbot: QtBot) -> None:
    desk = Desk(qtbot, small())
    desk.go("pattern")
    desk.session.locking.emit()
    for _ in range(3):
        QApplication.processEvents()
    said = [each.text() for each in desk.room.findChildren(QLabel) if each.isVisible()]
    assert not any("wages" in text for text in said)
    assert desk.room.list.count() == 0


def test_where_there_is_little_room_the_steps_are_a_list_that_opens(qtbot: QtBot) -> None:
    desk = Desk(qtbot, small())
    desk.room.resize(500, 600)
    desk.turn()
    assert desk.room.choice.isVisible()
    assert not desk.room.list.isVisible()
    assert desk.room.choice.count() == len(desk.room.standings)


@pytest.mark.parametrize("name", ["open-01-after-prison", "open-02-school-basement"])
def test_a_published_case_is_gone_through_with_a_name_for_everything(qtbot: QtBot, name: str) -> None:
    desk = Desk(qtbot, published(name))
    for standing in desk.room.standings:
        desk.room.go(standing.key)
        desk.turn()
        stops = [each for each in desk.room.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        nameless = [each for each in stops if each.isVisible() and not each.accessibleName()]
        assert not nameless, (standing.key, [type(each).__name__ for each in nameless])
