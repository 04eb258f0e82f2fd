"""Several lines pasted become several cards in one act, after they were looked over; by real keys."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.casepage import CasePage
from app.quickadd.lines import LinesPanel
from app.session import Session
from tests.app.memory import MemoryStore
from tests.app.wording import Shelf
from tests.cases import behaviour, case_of, person, source

KEY, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
PASTED = """
- takes her phone !neighbour
- She hides the car keys

- rent unpaid
- Noor does not eat
- who told the school?
"""


class Desk:
    """Somebody with a copied text."""

    def __init__(self, qtbot) -> None:
        self.qtbot = qtbot
        case = case_of(behaviour("B1", "took her wages"), source("s1", "school", who="teacher"),
                       person("p4", "child", label="Younger child", name="Mika"))  # fmt: skip
        self.store = MemoryStore(case)
        self.session = Session(self.store, case.header.id, "me", lambda: None)
        self.page = self.open()

    def open(self) -> CasePage:
        page = CasePage(self.session, Shelf())
        self.qtbot.addWidget(page)
        page.resize(1400, 900)
        with self.qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.map.view.setFocus()
        return page

    def paste(self, text: str) -> LinesPanel | None:
        QGuiApplication.clipboard().setText(text)
        self.page.activateWindow()
        self.qtbot.waitUntil(self.page.isActiveWindow)
        self.press(KEY.Key_V, CTRL, self.page.map.view)
        return self.panel()

    def panel(self) -> LinesPanel | None:
        found = [each for each in self.page.findChildren(LinesPanel) if each.isVisible()]
        if found:
            self.qtbot.waitUntil(lambda: all(row.reading for row in found[0]._rows))
        return found[0] if found else None

    def press(self, key: Qt.Key, held=Qt.KeyboardModifier.NoModifier, on=None) -> None:
        QTest.keyClick(on or QApplication.focusWidget(), key, held)


@pytest.fixture
def desk(qtbot) -> Desk:
    return Desk(qtbot)


def said(panel: LinesPanel) -> list[str]:
    return [panel.list.item(row).text() for row in range(panel.list.count())]


def test_pasted_lines_are_looked_over_and_put_on_the_map_as_one_act(desk: Desk) -> None:
    panel = desk.paste(PASTED)
    first, second, third, fourth, fifth = said(panel)
    assert first.startswith("takes her phone !neighbour\nWhat he does")
    assert "keep the children safe" in second
    assert "What kind of thing is this?" in third
    assert fourth.endswith("What that does to a child")
    assert fifth.endswith("Not known yet")
    panel.list.setCurrentRow(2)
    desk.press(KEY.Key_2, on=panel.list)
    assert panel.put.text() == "Put 5 on the map"
    desk.press(KEY.Key_Return, on=panel.list)
    made = [desk.session.case.entries[each] for each in desk.session.selection]
    assert [each.kind for each in made] == ["behaviour", "protective_effort", "family_impact", "child_impact", "gap"]
    assert [changes.act for changes in desk.store.acts] == ["add"]
    assert not panel.isVisible()
    desk.session.undo()
    assert not any(each.id in desk.session.case.entries for each in made)


def test_what_still_needs_words_stays_and_the_rest_goes(desk: Desk) -> None:
    panel = desk.paste("takes her phone\nThere was a row\nfollows her")
    assert panel.put.text() == "Put 2 on the map"
    desk.press(KEY.Key_Return, on=panel.list)
    assert [line.partition("\n")[0] for line in said(desk.panel())] == ["There was a row"]
    desk.press(KEY.Key_F2, on=panel.list)
    panel.words.selectAll()
    QTest.keyClicks(panel.words, "follows her home")
    desk.press(KEY.Key_Return, on=panel.words)
    desk.press(KEY.Key_Return, on=panel.list)
    assert not panel.isVisible()
    titles = {getattr(each, "title", "") for each in desk.session.case.entries.values()}
    assert {"takes her phone", "follows her", "follows her home"} <= titles


def test_a_line_can_be_left_out(desk: Desk) -> None:
    panel = desk.paste("takes her phone\nfollows her")
    desk.press(KEY.Key_Delete, on=panel.list)
    assert said(panel)[0].endswith("left out")
    desk.press(KEY.Key_Return, on=panel.list)
    titles = {getattr(each, "title", "") for each in desk.session.case.entries.values()}
    assert "follows her" in titles
    assert "takes her phone" not in titles


def test_lines_that_were_left_with_escape_wait_and_can_be_thrown_away(desk: Desk) -> None:
    panel = desk.paste("takes her phone\nfollows her")
    desk.press(KEY.Key_Escape, on=panel.list)
    assert not panel.isVisible()
    assert "not on the map yet" in desk.page.strip.text
    again = desk.paste("reads her letters")
    assert [line.partition("\n")[0] for line in said(again)] == ["takes her phone", "follows her", "reads her letters"]
    QTest.mouseClick(again.leave, Qt.MouseButton.LeftButton)
    assert not desk.store.begun


def test_one_line_goes_into_the_line_below_the_map(desk: Desk) -> None:
    assert desk.paste("takes her phone\n") is None
    assert desk.page.quick.line.text() == "takes her phone"


def test_a_text_that_is_let_fall_on_the_map_is_taken_like_one_that_is_pasted(desk: Desk) -> None:
    data, view = QMimeData(), desk.page.map.view
    data.setText("takes her phone\nfollows her")
    at, copy = view.viewport().rect().center(), Qt.DropAction.CopyAction
    held = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter, drop = QDragEnterEvent(at, copy, *held), QDropEvent(QPointF(at), copy, *held)
    QApplication.sendEvent(view.viewport(), enter)
    QApplication.sendEvent(view.viewport(), drop)
    assert len(said(desk.panel())) == 2


def test_several_lines_pasted_into_the_line_for_adding_are_looked_over_too(desk: Desk) -> None:
    desk.page.quick.line.setFocus()
    QGuiApplication.clipboard().setText("takes her phone\nfollows her")
    desk.press(KEY.Key_V, CTRL, desk.page.quick.line)
    assert len(said(desk.panel())) == 2
    assert desk.page.quick.line.text() == ""


def test_every_way_to_put_something_on_the_map_stands_behind_add_with_its_key(desk: Desk) -> None:
    QTest.mouseClick(desk.page.quick._add, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    found = {action.text(): action for action in menu.actions()}
    assert {"Add by typing", "Notes", "Words", "Paste"} <= found.keys()
    assert found["Notes"].shortcut().toString() == "Ctrl+Shift+N"
    found["Notes"].trigger()
    menu.close()
    assert desk.page.hands.notes.isVisible()


def test_the_number_of_a_kind_with_alt_chooses_it_while_typing(desk: Desk) -> None:
    line = desk.page.quick.line
    line.setFocus()
    QTest.keyClicks(line, "who collects them 4")
    desk.press(KEY.Key_6, ALT, line)
    assert desk.page.quick.kinds.kind == "gap"
    assert line.text() == "who collects them 4"
    desk.press(KEY.Key_6, ALT, line)
    assert desk.page.quick.kinds.kind == ""


def test_a_lock_keeps_the_lines_and_the_next_sitting_is_told_of_them(qtbot, desk: Desk) -> None:
    panel = desk.paste("takes her phone\nfollows her")
    desk.session.lock()
    assert not panel.isVisible()
    assert "takes her phone\nfollows her" in desk.store.begun.values()
    desk.page.hide()
    case = desk.store.case
    desk.session = Session(desk.store, case.header.id, "me", lambda: None)
    desk.page = desk.open()
    qtbot.waitUntil(lambda: "not on the map yet" in desk.page.strip.text)
    assert len(said(desk.paste(""))) == 2


def test_hidden_names_are_hidden_in_the_lines_too(desk: Desk) -> None:
    panel = desk.paste("takes Noor out of school\nfollows her")
    desk.session.veil(True)
    assert not any("Noor" in line for line in said(panel))
    assert "Noor" not in panel.words.text()


def test_a_text_of_many_sentences_can_be_taken_as_a_page_of_notes(desk: Desk) -> None:
    panel = desk.paste("Call with the school.\nHe came at noon.")
    QTest.mouseClick(panel.as_notes, Qt.MouseButton.LeftButton)
    assert desk.page.hands.notes.isVisible()
    assert "He came at noon." in desk.page.hands.notes.text.toPlainText()
