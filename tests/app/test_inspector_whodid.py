"""The title of what he does, in its form: he is left out of it, anybody else is asked about, and nothing is lost."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.chips import ChipButton
from app.inspector.whodid import BehaviourTitle
from mapping.entries import ChildImpact, ProtectiveEffort
from tests.app.inspecting import Bench


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    made = Bench(qtbot)
    made.open("B2")
    return made


def title(bench: Bench) -> BehaviourTitle:
    found = bench.room.sheet.heading.title
    assert isinstance(found, BehaviourTitle)
    return found


def press(bench: Bench, words: str) -> None:
    chips = title(bench).ways.findChildren(ChipButton)
    next(chip for chip in chips if chip.words == words and not chip.isHidden()).click()


def test_he_is_left_out_of_the_title_and_the_form_says_so(bench: Bench) -> None:
    bench.type(title(bench).text, "He took her phone")
    assert (bench.entry("B2").title, bench.entry("B2").by) == ("took her phone", "p1")
    assert title(bench).text.toPlainText() == "took her phone"
    assert "“He” is left out of the title" in title(bench)._asked.text
    assert len(bench.store.acts) == 1


def test_he_can_be_put_back_and_then_stays(bench: Bench) -> None:
    bench.type(title(bench).text, "he took her phone")
    press(bench, "Put it back")
    assert bench.entry("B2").title == "he took her phone"
    assert title(bench).text.toPlainText() == "he took her phone"
    assert title(bench).ways.words == ()
    bench.session.undo()
    assert bench.entry("B2").title == "took her phone"


def test_several_at_once_are_kept_as_typed_and_asked_about(bench: Bench) -> None:
    bench.type(title(bench).text, "they argued")
    assert bench.entry("B2").title == "they argued"
    assert "Who did what?" in title(bench)._asked.text
    press(bench, "Keep as typed")
    assert bench.entry("B2").title == "they argued"
    assert title(bench).ways.words == ()


def test_what_is_asked_about_who_acts_is_not_asked_again_as_wording_until_it_is_kept(bench: Bench) -> None:
    bench.type(title(bench).text, "they argued")
    bench.until(lambda: not title(bench).prose.marking.waiting)
    assert title(bench).prose.marking.marks == ()
    press(bench, "Keep as typed")
    bench.until(lambda: bool(title(bench).prose.marking.marks))


def test_a_frame_takes_the_place_of_the_title_with_its_blank_ready(bench: Bench) -> None:
    bench.type(title(bench).text, "they argued")
    press(bench, "Daniel ___ her")
    cursor = title(bench).text.textCursor()
    assert (title(bench).text.toPlainText(), cursor.selectedText()) == ("___ her", "___")
    bench.qtbot.keyClicks(title(bench).text, "shouted at")
    bench.qtbot.keyClick(title(bench).text, Qt.Key.Key_Tab)
    assert bench.entry("B2").title == "shouted at her"
    assert title(bench).ways.words == ()


def test_what_was_done_to_her_is_said_with_the_verb_first_by_one_press(bench: Bench) -> None:
    bench.type(title(bench).text, "she was hit")
    press(bench, "Daniel hit her")
    assert bench.entry("B2").title == "hit her"


def test_what_she_did_becomes_an_effort_in_one_act(bench: Bench) -> None:
    bench.type(title(bench).text, "she hid the keys")
    acts = len(bench.store.acts)
    press(bench, "Make it a protective effort")
    made = bench.session.case.entry(bench.session.selection[0])
    assert isinstance(made, ProtectiveEffort)
    assert (made.title, made.by) == ("hid the keys", "p2")
    assert bench.entry("B2") is None
    assert len(bench.store.acts) == acts + 1
    bench.session.undo()
    assert bench.entry("B2").title == "she hid the keys"


def test_what_a_child_did_becomes_an_impact_on_the_child(bench: Bench) -> None:
    bench.type(title(bench).text, "Tom hid under the bed")
    press(bench, "What this does to Tom")
    made = bench.session.case.entry(bench.session.selection[0])
    assert isinstance(made, ChildImpact)
    assert (made.title, made.child) == ("hid under the bed", "p3")


def test_a_claim_is_begun_elsewhere_because_it_needs_two_people(bench: Bench) -> None:
    bench.type(title(bench).text, "she hit him")
    with bench.qtbot.waitSignal(bench.room.wants_new) as asked:
        press(bench, "Make it an allegation")
    assert asked.args == ["allegation", {"title": "she hit him"}]
    assert bench.entry("B2").title == "she hit him"


def test_a_title_that_begins_with_its_verb_is_asked_nothing(bench: Bench) -> None:
    bench.type(title(bench).text, "hid her post")
    assert title(bench)._asked.text == ""
    assert title(bench).ways.words == ()


def test_what_was_said_of_a_title_is_gone_when_the_title_is_taken_back(bench: Bench) -> None:
    bench.type(title(bench).text, "he took her phone")
    bench.session.undo()
    assert title(bench).text.toPlainText() == bench.entry("B2").title != "took her phone"
    assert (title(bench)._asked.text, title(bench).ways.words) == ("", ())


def test_a_blank_stays_chosen_where_he_is_left_out_before_it(bench: Bench) -> None:
    text = title(bench).text
    text.setFocus()
    text.setPlainText("he ___ her")
    title(bench).prose.go_to_blank()
    title(bench).finish()
    assert (text.toPlainText(), text.textCursor().selectedText()) == ("___ her", "___")
