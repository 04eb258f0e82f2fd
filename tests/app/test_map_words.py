"""The words of a card, changed on the card, and a card again: by real keys and presses; one act each."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mapping import commands
from mapping.entries import Position
from tests.app.map_hand import Hand, small_case

KEY = Qt.Key


@pytest.fixture
def hand(qtbot) -> Hand:
    made = Hand(qtbot, small_case())
    with qtbot.waitActive(made.room):
        made.room.activateWindow()
    made.room.view.setFocus()
    return made


def words(hand: Hand) -> str:
    prose = hand.room.hand.words.prose
    return prose.text.toPlainText() if prose is not None else ""


def write(hand: Hand, text: str) -> None:
    QTest.keyClicks(hand.room.hand.words.prose.text, text)


def press(hand: Hand, key: Qt.Key, held=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, held)


def begin(hand: Hand, identity: str = "B1") -> None:
    hand.click(hand.at(identity))
    hand.room.edit_words()


def title(hand: Hand, identity: str) -> str:
    return hand.session.case.entries[identity].title


def test_what_is_written_over_a_card_is_kept_by_enter_as_one_act(hand: Hand) -> None:
    begin(hand)
    assert words(hand) == "takes her wages"
    write(hand, "keeps her wages")
    press(hand, KEY.Key_Return)
    assert (title(hand, "B1"), hand.acts()) == ("keeps her wages", ["edit"])
    assert not hand.room.hand.words.is_open
    assert hand.room.view.hasFocus()
    hand.session.undo()
    assert title(hand, "B1") == "takes her wages"


def test_escape_leaves_the_words_as_they_were(hand: Hand) -> None:
    begin(hand)
    write(hand, "nothing")
    press(hand, KEY.Key_Escape)
    assert (title(hand, "B1"), hand.acts(), hand.store.begun) == ("takes her wages", [], {})
    assert hand.session.selection == ("B1",)


def test_a_click_elsewhere_keeps_the_words(hand: Hand) -> None:
    begin(hand)
    write(hand, "keeps her wages")
    hand.click(hand.at("V1"))
    assert title(hand, "B1") == "keeps her wages"
    assert hand.session.selection == ("V1",)


def test_tab_keeps_the_words_and_the_map_has_the_keyboard(hand: Hand) -> None:
    begin(hand)
    write(hand, "keeps her wages")
    press(hand, KEY.Key_Tab)
    assert title(hand, "B1") == "keeps her wages"
    assert hand.room.view.hasFocus()


def test_a_letter_after_a_second_click_does_what_its_key_does_and_writes_over_nothing(hand: Hand) -> None:
    for _ in range(2):
        hand.click(hand.at("B1", y=16))
    press(hand, KEY.Key_L)
    press(hand, KEY.Key_Return)
    assert not hand.room.hand.words.is_open
    assert title(hand, "B1") == "takes her wages"


def test_a_double_click_opens_the_record_and_changes_nothing_here(qtbot, hand: Hand) -> None:
    opened: list[str] = []
    hand.room.wants_open.connect(opened.append)
    hand.click(hand.at("B1"))
    at = hand.at("B1", y=16)
    hand.click(at)
    QTest.mouseDClick(hand.port, Qt.MouseButton.LeftButton, pos=at)
    assert opened == ["B1"]
    assert not hand.room.hand.words.is_open


def test_a_card_without_words_says_what_to_do_and_keeps_its_old_ones(hand: Hand) -> None:
    begin(hand)
    press(hand, KEY.Key_Backspace)
    press(hand, KEY.Key_Return)
    assert "needs a few words" in hand.room.hand.words.note.text()
    press(hand, KEY.Key_Escape)
    assert title(hand, "B1") == "takes her wages"


def test_words_with_a_hidden_name_are_not_shown_for_changing(hand: Hand) -> None:
    hand.session.veil(True)
    begin(hand, "B2")
    assert not hand.room.hand.words.is_open
    assert "hidden" in hand.room.hand.hint.text


def test_hiding_names_in_the_middle_takes_the_words_away_and_keeps_them_as_a_draft(hand: Hand) -> None:
    begin(hand)
    write(hand, "tells Noor to spy")
    hand.session.veil(True)
    assert not hand.room.hand.words.is_open
    assert hand.store.begun == {("B1", "title"): "tells Noor to spy"}
    hand.session.veil(False)
    hand.room.edit_words()
    assert words(hand) == "tells Noor to spy"
    press(hand, KEY.Key_Return)
    assert (title(hand, "B1"), hand.store.begun) == ("tells Noor to spy", {})


def test_a_lock_keeps_what_was_typed_and_lets_go_of_every_word(hand: Hand) -> None:
    begin(hand)
    write(hand, "half a sen")
    hand.session.lock()
    assert hand.store.begun == {("B1", "title"): "half a sen"}
    assert not hand.room.hand.words.is_open


def test_what_is_refused_is_said_and_there_again(hand: Hand) -> None:
    begin(hand)
    hand.room.hand.words.prose.text.setPlainText("w" * 301)
    press(hand, KEY.Key_Tab)
    assert title(hand, "B1") == "takes her wages"
    assert "cannot be kept" in hand.room.hand.hint.text
    hand.room.edit_words()
    assert words(hand) == "w" * 301


def test_the_editor_is_readable_at_any_zoom_and_stays_in_the_window(hand: Hand) -> None:
    for zoom in (0.2, 1.0, 4.0):
        hand.room.view.zoom_to(zoom, QPoint(0, 0))
        begin(hand)
        editor = hand.room.hand.words
        assert editor.prose.text.fontMetrics().height() >= 14
        assert hand.room.rect().contains(editor.geometry())
        press(hand, KEY.Key_Escape)


def test_a_person_is_changed_in_the_record(hand: Hand) -> None:
    opened: list[str] = []
    hand.room.wants_open.connect(opened.append)
    hand.session.select(("p1",))
    hand.room.edit_words()
    assert opened == ["p1"]


def test_a_double_stands_on_the_map_selected_and_its_words_wait(hand: Hand) -> None:
    hand.click(hand.at("I1"))
    hand.room.duplicate()
    (made,) = hand.session.selection
    assert made not in ("I1", "I2")
    assert (hand.acts(), words(hand)) == (["add"], "does not sleep")
    assert not hand.session.case.links_from(made) + hand.session.case.links_to(made)
    write(hand, "does not eat")
    press(hand, KEY.Key_Return)
    assert (title(hand, made), title(hand, "I1")) == ("does not eat", "does not sleep")
    hand.session.undo()
    hand.session.undo()
    assert made not in hand.session.case.entries


def test_the_double_of_a_card_that_a_hand_placed_covers_no_other(hand: Hand) -> None:
    hand.session.do(commands.move(hand.session.case, {"B1": Position(x=0.0, y=120.0)}))
    hand.session.select(("B1",))
    hand.room.duplicate()
    (made,) = hand.session.selection
    box = hand.room.scene.box_of(made)
    others = [hand.room.scene.box_of(each) for each in hand.room.scene.shown() if each != made]
    assert (box.x, not any(box.meets(other) for other in others)) == (0.0, True)


def test_several_are_doubled_as_one_act(hand: Hand) -> None:
    hand.session.select(("I1", "I2"))
    hand.room.duplicate()
    assert (len(hand.session.selection), hand.acts()) == (2, ["add"])
    assert not hand.room.hand.words.is_open
