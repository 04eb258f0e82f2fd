"""A page of notes: select, press a number, and it is a card that quotes the page; by real keys, undo by undo."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.casepage import CasePage
from app.plain import Button
from app.session import Session
from mapping import commands
from mapping.entries import Behaviour, Cite, Source
from tests.app.memory import MemoryStore
from tests.app.wording import Shelf
from tests.cases import behaviour, case_of, child_impact, person, source

KEY, ALT, SHIFT = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
PAGE = "He cancels her bus pass every month. Noor does not sleep.\nThere was a row at the door."


class Page:
    """Somebody at the notes of one case."""

    def __init__(self, qtbot) -> None:
        case = case_of(
            behaviour("B1", "took her wages"), child_impact("I1"), source("s1", "school", who="teacher"),
            person("p4", "child", label="Younger child", name="Mika"),
        )  # fmt: skip
        self.store = MemoryStore(case)
        self.session = Session(self.store, case.header.id, "me", lambda: None)
        self.page = CasePage(self.session, Shelf())
        qtbot.addWidget(self.page)
        self.page.resize(1400, 900)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        self.page.hands.show_notes()
        self.room = self.page.hands.notes
        self.text = self.room.text

    def write(self, words: str) -> None:
        self.text.insertPlainText(words)

    def select(self, words: str) -> None:
        at = self.text.toPlainText().index(words)
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(at)
        cursor.setPosition(at + len(words), QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    def press(self, key: Qt.Key, held=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, held)

    def source(self, words: str = "health visitor's letter") -> None:
        self.room.whose.setFocus()
        QTest.keyClicks(self.room.whose, words)
        self.press(KEY.Key_Return)

    def made(self):
        return self.session.case.entries[self.session.selection[0]]

    def marked(self) -> list[str]:
        return [each.cursor.selectedText() for each in self.text.extraSelections()]


@pytest.fixture
def notes(qtbot) -> Page:
    return Page(qtbot)


def test_a_selected_passage_becomes_a_card_by_its_number_and_quotes_the_page(notes: Page) -> None:
    notes.write(PAGE)
    notes.source()
    notes.select("He cancels her bus pass every month.")
    notes.press(KEY.Key_1)
    made = notes.made()
    assert isinstance(made, Behaviour)
    assert made.title == "cancels her bus pass every month"
    assert made.cites == (Cite(source=notes.room.source, quote="He cancels her bus pass every month."),)
    assert notes.marked() == ["He cancels her bus pass every month."]
    assert notes.text.hasFocus()


def test_whose_words_it_is_is_asked_once_and_what_waited_goes_on(notes: Page) -> None:
    notes.write(PAGE)
    notes.select("He cancels her bus pass every month.")
    notes.press(KEY.Key_1)
    assert "Whose words" in notes.room.word.text()
    assert notes.room.whose.hasFocus()
    QTest.keyClicks(notes.room.whose, "neighbour Kay")
    notes.press(KEY.Key_Return)
    assert notes.made().title == "cancels her bus pass every month"
    notes.select("Noor does not sleep")
    notes.press(KEY.Key_4)
    assert (notes.made().kind, notes.made().child) == ("child_impact", "p3")
    assert len(list(notes.session.case.of(Source))) == 2
    assert len(notes.marked()) == 2


def test_each_card_is_one_step_and_undo_in_the_page_takes_it_back(notes: Page) -> None:
    notes.write(PAGE)
    notes.source()
    before = len(notes.session.case.entries)
    notes.select("He cancels her bus pass every month.")
    notes.press(KEY.Key_1)
    notes.press(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(notes.session.case.entries) == before
    assert notes.text.toPlainText() == PAGE


def test_undo_goes_back_through_typing_and_cards_in_the_order_in_which_they_came(notes: Page) -> None:
    undo = Qt.KeyboardModifier.ControlModifier
    notes.write(PAGE)
    notes.source()
    before = len(notes.session.case.entries)
    notes.select("He cancels her bus pass every month.")
    notes.press(KEY.Key_1)
    notes.text.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(notes.text, " And more.")
    notes.press(KEY.Key_Z, undo)
    assert notes.text.toPlainText() == PAGE
    assert len(notes.session.case.entries) == before + 1
    notes.press(KEY.Key_Z, undo)
    assert len(notes.session.case.entries) == before
    assert notes.text.toPlainText() == PAGE
    notes.press(KEY.Key_Z, undo)
    assert notes.text.toPlainText() == ""
    assert len(notes.session.case.entries) == before, "the source stays: typing came before it"


def test_the_caret_comes_back_to_the_page_when_what_stood_beside_or_under_it_is_closed(notes: Page) -> None:
    notes.write(PAGE)
    notes.page.strip.say("That cannot be.")
    close = notes.page.strip.findChild(Button)
    close.setFocus(Qt.FocusReason.TabFocusReason)
    notes.press(KEY.Key_Space)
    assert notes.page.strip.isHidden()
    assert notes.text.hasFocus()
    notes.page.show_help()
    assert notes.page.help.field.hasFocus()
    notes.page.help.close_button.click()
    assert notes.text.hasFocus()
    notes.page.show_help()
    notes.page.show_help()
    assert notes.text.hasFocus()


def test_a_name_that_is_nobodys_is_told_once_its_passage_is_a_card(notes: Page) -> None:
    notes.write("He rings Danuta Kowalska at night.\nHe cancels her bus pass every month.")
    notes.source()
    notes.select("He rings Danuta Kowalska at night.")
    notes.press(KEY.Key_1)
    assert "is nobody on this map" in notes.room.word.text()
    assert "Danuta" in notes.room.word.text()
    notes.select("He cancels her bus pass every month.")
    notes.press(KEY.Key_1)
    assert notes.room.word.text() == ""


def test_what_nobody_did_is_said_verb_first_before_it_goes_on_the_map(notes: Page) -> None:
    notes.write(PAGE)
    notes.source()
    notes.select("There was a row at the door.")
    notes.press(KEY.Key_1)
    line = notes.room.say_it.line
    assert "Who did what" in notes.room.say_it.problem.text()
    assert line.hasFocus()
    line.clear()
    QTest.keyClicks(line, "shouts at her at the door @mother")
    notes.press(KEY.Key_Return)
    made = notes.made()
    assert (made.title, made.toward) == ("shouts at her at the door", ("p2",))
    assert made.cites[0].quote == "There was a row at the door."
    assert not notes.room.say_it.isVisible()


def test_a_number_types_a_number_where_nothing_is_selected_and_alt_takes_it_anyway(notes: Page) -> None:
    notes.write("in ")
    notes.press(KEY.Key_4)
    assert notes.text.toPlainText() == "in 4"
    notes.press(KEY.Key_1, ALT)
    assert "Select the words first" in notes.room.word.text()
    assert notes.text.toPlainText() == "in 4"


def test_one_key_leads_from_the_card_to_its_passage_and_back(notes: Page) -> None:
    notes.write(PAGE)
    notes.source()
    notes.select("Noor does not sleep")
    notes.press(KEY.Key_4)
    made = notes.made().id
    notes.page.show_map()
    assert not notes.room.isVisible()
    notes.session.select((made,))
    notes.page.hands.tie()
    assert notes.room.isVisible()
    assert notes.text.passage == "Noor does not sleep"
    notes.session.select(())
    notes.page.hands.tie()
    assert notes.session.selection == (made,)
    assert notes.page.map.isVisible()


def test_without_notes_the_same_key_leads_to_the_quote_in_the_record_and_back(notes: Page) -> None:
    quoted = (Cite(source="s1"), Cite(source="s1", quote="no wages left"))
    assert notes.session.attempt(commands.edit, "B1", cites=quoted)
    notes.page.show_map()
    notes.session.select(("B1",))
    notes.page.map.setFocus()
    notes.press(KEY.Key_T, Qt.KeyboardModifier.ControlModifier)
    at = QApplication.focusWidget()
    assert notes.page.inspector.isAncestorOf(at)
    assert "no wages left" in (at.toPlainText() if hasattr(at, "toPlainText") else at.text())
    notes.press(KEY.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert notes.page.map.isAncestorOf(QApplication.focusWidget())
    assert notes.session.selection == ("B1",)


def test_where_no_source_is_named_the_key_says_so_and_moves_nothing(notes: Page) -> None:
    notes.page.show_map()
    notes.session.select(("I1",))
    notes.page.map.setFocus()
    notes.press(KEY.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert notes.page.map.isAncestorOf(QApplication.focusWidget())
    assert "for which a source is named" in notes.page.strip.text


def test_a_page_is_kept_and_there_again_and_in_no_entry(qtbot, notes: Page) -> None:
    notes.write(PAGE)
    notes.source()
    notes.session.put_away()
    (name,) = {each for each in notes.store.begun if each[1] == "page"}
    assert notes.store.begun[name] == PAGE
    assert PAGE not in repr([vars_of(each) for each in notes.session.case.entries.values()])
    again = CasePage(Session(notes.store, notes.session.case.header.id, "me", lambda: None), Shelf())
    qtbot.addWidget(again)
    assert again.hands.notes.text.toPlainText() == PAGE


def vars_of(entry) -> list:
    return [getattr(entry, name) for name in entry.__dataclass_fields__]


def test_hidden_names_cover_the_page_and_it_comes_back_whole(notes: Page) -> None:
    notes.write(PAGE)
    notes.source()
    notes.session.veil(True)
    assert "Noor" not in notes.text.toPlainText()
    assert notes.text.isReadOnly()
    notes.select("every month")
    notes.press(KEY.Key_1)
    assert notes.session.selection == ()
    notes.session.veil(False)
    assert notes.text.toPlainText() == PAGE


def test_a_page_outlives_its_source_and_is_nobodys_again(notes: Page) -> None:
    notes.write(PAGE)
    notes.source()
    notes.session.do(commands.remove(notes.session.case, notes.room.source))
    assert notes.room.source == ""
    assert notes.text.toPlainText() == PAGE


def test_a_lock_lets_go_of_every_word(notes: Page) -> None:
    notes.write(PAGE)
    notes.session.lock()
    assert notes.text.toPlainText() == ""
    assert notes.store.begun


def test_every_kind_has_a_button_with_its_number(notes: Page) -> None:
    said = [button.accessibleName() for button in notes.room.kinds.widgets]
    assert [each[0] for each in said] == list("123456789")
    notes.write(PAGE)
    notes.source()
    notes.select("Noor does not sleep")
    QTest.mouseClick(notes.room.kinds.widgets[3], Qt.MouseButton.LeftButton)
    assert notes.made().kind == "child_impact"


def test_what_is_erased_is_on_no_page_any_more(notes: Page) -> None:
    notes.write(PAGE)
    notes.source()
    notes.session.put_away()
    gone = notes.room.source
    erasing = replace(commands.remove(notes.session.case, gone), act="erase")
    notes.session.do(erasing)
    assert notes.text.toPlainText() == ""
    assert not any(PAGE in text for text in notes.store.begun.values())
