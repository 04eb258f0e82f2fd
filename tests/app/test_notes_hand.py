"""What held a new user up over a page of notes: words that moved away, half words, and what was asked twice."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.chips import Chip, ChipButton
from mapping.entries import Source
from tests.app.test_notes import KEY, PAGE, Page

LONG = "\n\n".join(f"{PAGE} Line {number} of the page." for number in range(30))
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def notes(qtbot) -> Page:
    return Page(qtbot)


def point(notes: Page, at: int) -> QPoint:
    """Where a letter of the page is in its window."""
    cursor = QTextCursor(notes.text.document())
    cursor.setPosition(at)
    return notes.text.cursorRect(cursor).center()


def pull(notes: Page, start: int, end: int) -> None:
    """Select with the mouse, both ends being where they were seen before the hand began."""
    first, last = point(notes, start), point(notes, end)
    view = notes.text.viewport()
    QTest.mousePress(view, LEFT, pos=first)
    QApplication.processEvents()
    QTest.mouseMove(view, (first + last) / 2)
    QTest.mouseMove(view, last)
    QApplication.processEvents()
    QTest.mouseRelease(view, LEFT, pos=last)
    QApplication.processEvents()


def asked(notes: Page) -> dict[str, ChipButton]:
    return {each.words: each for each in notes.room.say_it.ways.widgets if isinstance(each, ChipButton)}


def test_saying_whose_words_it_is_by_enter_complains_of_nothing(notes: Page) -> None:
    refused: list[str] = []
    notes.session.refused.connect(lambda sentence, _offers: refused.append(sentence))
    notes.write(PAGE)
    notes.source("caseworker's notes")
    QApplication.processEvents()
    assert refused == []
    assert not notes.room.word.isVisible()
    assert [each.who for each in notes.session.case.of(Source)].count("caseworker's notes") == 1


def test_the_page_stays_where_it_is_while_the_hand_selects(notes: Page) -> None:
    notes.write(LONG)
    notes.source()
    text = notes.text.toPlainText()
    notes.select("There was a row at the door. Line 29 of the page.")
    notes.press(KEY.Key_6)
    high = notes.text.height()
    bar = notes.text.verticalScrollBar()
    bar.setValue(bar.maximum())
    QApplication.processEvents()
    start = text.index("Noor does not sleep.", text.index("Line 27"))
    pull(notes, start, start + len("Noor does not sleep."))
    assert notes.text.height() == high
    assert notes.text.textCursor().selectedText() == "Noor does not sleep."


def test_a_selection_that_cuts_through_words_takes_them_whole(notes: Page) -> None:
    notes.write("He cancels the children\u2019s bus pass every month.")
    notes.source()
    notes.select("ancels the children\u2019s bus pa")
    assert notes.text.passage == "cancels the children\u2019s bus pass"
    notes.press(KEY.Key_1)
    assert notes.made().title == "cancels the children\u2019s bus pass"


def test_a_pull_that_begins_in_selected_words_selects_and_carries_no_words_away(notes: Page) -> None:
    notes.write(PAGE)
    notes.source()
    notes.select("bus pass every month. Noor does")
    start = PAGE.index("Noor does not sleep.")
    pull(notes, start, start + len("Noor does not sleep."))
    assert notes.text.toPlainText() == PAGE
    assert notes.text.passage == "Noor does not sleep."


def test_which_child_is_chosen_with_one_press_and_the_one_named_last_stands_first(notes: Page) -> None:
    notes.write("Mika is ten months old. She startles at loud voices.")
    notes.source()
    notes.select("She startles at loud voices.")
    notes.press(KEY.Key_4)
    assert next(iter(asked(notes))) == "Mika"
    assert len(asked(notes)) == 2
    QTest.mouseClick(asked(notes)["Mika"], LEFT)
    assert notes.made().child == "p4"
    assert notes.made().cites[0].quote == "She startles at loud voices."
    assert not notes.room.say_it.isVisible()


def test_the_words_stay_when_the_child_is_named_by_typing(notes: Page) -> None:
    notes.write("She startles at loud voices.")
    notes.source()
    notes.select("She startles at loud voices.")
    notes.press(KEY.Key_4)
    QTest.keyClicks(QApplication.focusWidget(), " @Mika")
    notes.press(KEY.Key_Return)
    assert (notes.made().child, notes.made().title) == ("p4", "She startles at loud voices")


def test_the_keyboard_stays_in_the_record_when_it_shows_somebody_else(notes: Page, qtbot) -> None:
    notes.session.select(("I1",))
    record = notes.page.inspector
    qtbot.waitUntil(lambda: record.is_whole)
    child = next(each for each in record.findChildren(Chip) if each.isVisible())
    child.button.setFocus()
    QTest.mouseClick(child.button, LEFT)
    qtbot.waitUntil(lambda: record.is_whole and notes.session.selection != ("I1",))
    assert record.isAncestorOf(QApplication.focusWidget())


def test_whoever_comes_back_to_a_map_that_goes_on_elsewhere_is_told_how_to_arrange_it(notes: Page, qtbot) -> None:
    notes.write("\n".join(f"He breaks plate number {number} in front of her." for number in range(12)))
    notes.source()
    notes.page.show_map()
    QApplication.processEvents()
    assert notes.page.strip.text == ""
    notes.page.hands.show_notes()
    for number in range(12):
        notes.select(f"He breaks plate number {number} in front of her.")
        QTest.keyClick(notes.text, KEY.Key_1)
    notes.page.show_map()
    qtbot.waitUntil(lambda: "Arrange the whole map (Ctrl+Shift+A)" in notes.page.strip.text)
    notes.page.map.arrange()
    notes.page.hands.show_notes()
    notes.page.show_map()
    QApplication.processEvents()
    assert notes.page.strip.text == ""
