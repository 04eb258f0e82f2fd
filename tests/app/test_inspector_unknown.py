"""What is not known yet about the card on the desk: asked where the form is at hand, and gone when it is answered."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app.chips import ChipButton
from app.inspector.unknown import Unknown
from app.questions import questions_of
from mapping.checks import ask_later
from mapping.entries import Gap
from tests.app.inspecting import Bench


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    made = Bench(qtbot)
    questions_of(made.session).catch_up()
    return made


def asked(bench: Bench) -> Unknown:
    assert bench.room.sheet.unknown is not None
    return bench.room.sheet.unknown


def checks(bench: Bench) -> set[str]:
    return {finding.check for finding in asked(bench).rows}


def press(bench: Bench, check: str, words: str) -> None:
    row = next(row for finding, row in asked(bench).rows.items() if finding.check == check)
    buttons = row.findChildren(QAbstractButton)
    next(each for each in buttons if (each.words if isinstance(each, ChipButton) else each.text()) == words).click()


def test_the_form_of_a_card_asks_what_is_open_about_this_card_alone(bench: Bench) -> None:
    bench.open("B2")
    assert {"behaviour_without_source", "behaviour_unanswered"} <= checks(bench)
    texts = [row.question.text() for row in asked(bench).rows.values()]
    assert all("these" not in text for text in texts)


def test_a_card_about_which_nothing_is_open_is_asked_nothing(bench: Bench) -> None:
    bench.open("L1")
    assert asked(bench).rows == {}
    assert asked(bench).isHidden()


def test_an_act_brings_the_keyboard_to_the_field_where_the_answer_belongs(bench: Bench) -> None:
    bench.open("B2")
    press(bench, "behaviour_without_source", "Name who says so")
    row = bench.row("cites")
    bench.until(lambda: row.isAncestorOf(bench.room.focusWidget()))
    bench.qtbot.keyClicks(bench.room.focusWidget(), "the midwife")
    bench.qtbot.keyClick(bench.room.focusWidget(), Qt.Key.Key_Return)
    assert len(bench.entry("B2").cites) == 1


def test_an_answer_takes_the_question_away_and_undo_brings_it_back(bench: Bench) -> None:
    bench.open("B2")
    press(bench, "behaviour_without_source", "Known, and deliberately not written here")
    questions_of(bench.session).catch_up()
    assert "behaviour_without_source" not in checks(bench)
    assert bench.session.case.of(Gap)[0].state == "kept_elsewhere"
    bench.session.undo()
    questions_of(bench.session).catch_up()
    assert "behaviour_without_source" in checks(bench)


def test_a_question_that_waits_for_somebody_stands_there_with_whom_and_when(bench: Bench) -> None:
    bench.open("B2")
    finding = next(each for each in asked(bench).rows if each.check == "behaviour_without_source")
    bench.session.attempt(ask_later, finding, "her sister", "2027-03-09")
    questions_of(bench.session).catch_up()
    assert "her sister · by 9 Mar 2027" in asked(bench).links[0].accessibleName()
    asked(bench).links[0].pressed.emit()
    assert bench.session.selection == (bench.session.case.of(Gap)[0].id,)


def test_the_room_shows_a_form_at_a_field_for_whoever_asks(bench: Bench) -> None:
    bench.room.show_field("E1", "meant_to_prevent")
    row = bench.row("meant_to_prevent")
    bench.until(lambda: row.isAncestorOf(bench.room.focusWidget()))
    assert bench.session.selection == ("E1",)
    bench.room.show_field("B1", "title")
    bench.until(lambda: bench.room.sheet.heading.title.isAncestorOf(bench.room.focusWidget()))


def test_a_field_that_a_form_does_not_have_opens_the_form_all_the_same(bench: Bench) -> None:
    bench.room.show_field("B1", "no such field")
    assert bench.session.selection == ("B1",)
    assert bench.room.sheet.heading.title.text.toPlainText() == "takes her wages"
