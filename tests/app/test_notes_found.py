"""The words of notes are found like those of cards, and their wording is listed; both lead to the passage itself."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.app.test_notes import KEY, Page

LEFT = Qt.MouseButton.LeftButton
WORDS = (
    "He cancels her bus pass every month.\n\nAmira keeps her sister's number in her shoe.\n"
    "The mother failed to protect."
)


@pytest.fixture
def notes(qtbot) -> Page:
    made = Page(qtbot)
    made.write(WORDS)
    made.source()
    made.page.show_map()
    return made


def find(notes: Page, words: str) -> list[str]:
    notes.page.show_find()
    bar = notes.page.finding
    bar.field.setText("")
    QTest.keyClicks(bar.field, words)
    return [bar.hits.at(row).title for row in range(bar.hits.rowCount())]


def test_words_of_the_notes_are_found_and_enter_shows_them_on_the_page(notes: Page) -> None:
    assert find(notes, "sister's number") == ["Notes: health visitor's letter"]
    bar = notes.page.finding
    assert "number in her shoe" in bar.hits.at(0).place
    assert bar.word.text() == "1 found"
    QTest.keyClick(bar.field, KEY.Key_Return)
    assert notes.room.isVisible()
    assert notes.text.textCursor().selectedText() == "sister's number"
    assert notes.page.focusWidget() is bar.field


def test_cards_come_before_notes_and_enter_goes_on_from_one_to_the_other(notes: Page) -> None:
    notes.page.hands.show_notes()
    notes.select("He cancels her bus pass every month.")
    QTest.keyClick(notes.text, KEY.Key_1)
    notes.page.show_map()
    notes.session.select(())
    assert find(notes, "bus pass") == ["Cancels her bus pass every month", "Notes: health visitor's letter"]
    bar = notes.page.finding
    QTest.keyClick(bar.field, KEY.Key_Return)
    assert notes.made().title == "cancels her bus pass every month"
    QTest.keyClick(bar.field, KEY.Key_Return)
    assert notes.text.textCursor().selectedText() == "bus pass"
    QTest.keyClick(bar.field, KEY.Key_Return)
    assert bar.list.currentIndex().row() == 0


def test_while_names_are_hidden_none_stands_in_what_is_found_in_the_notes(notes: Page) -> None:
    assert find(notes, "Amira keeps") == ["Notes: health visitor's letter"]
    notes.session.veil(True)
    assert find(notes, "sister") == ["Notes: Another source"]
    assert "Amira" not in notes.page.finding.hits.at(0).place
    QTest.keyClick(notes.page.finding.field, KEY.Key_Return)
    assert notes.text.textCursor().selectedText() == "sister"


def test_wording_in_the_notes_is_listed_and_leads_to_its_passage(notes: Page, qtbot) -> None:
    notes.page.show_language()
    room = notes.page.language
    qtbot.waitUntil(lambda: len(room.marked.noted_rows) == 1, timeout=60_000)
    row = room.marked.noted_rows[0]
    assert row.link.words == "Notes: health visitor's letter"
    assert "failed to protect" in row.found.finding.phrase
    QTest.mouseClick(row.link, LEFT)
    assert notes.room.isVisible()
    assert notes.text.textCursor().selectedText() == row.found.finding.phrase
    assert notes.page.focusWidget() is notes.text


def test_a_lock_leaves_no_word_of_the_notes_in_what_was_found(notes: Page) -> None:
    find(notes, "sister")
    notes.session.locking.emit()
    assert notes.page.finding.hits.rowCount() == 0
