"""The map in words: read, written anew, marked when the map has changed, and without a name while names are hidden."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.entrylink import EntryLink
from app.growing import GrowingText
from app.prose import Prose
from app.session import Session
from app.words.block import Pen, WordsBlock
from app.words.room import WordsRoom
from mapping import commands
from mapping.casemap import CaseMap
from mapping.entries import Note
from mapping.language import read
from mapping.language.kept import kept_of
from mapping.ownwords import own_words, write_words
from mapping.pathways import pathways
from tests.app.memory import MemoryStore
from tests.app.wording import MARKED
from tests.cases import PUBLISHED_NAMES, arrow, behaviour, case_of, child_impact, family_impact, published

OWN = "He kept what she earned, and Noor lay awake."
KEY = "B1 L1 I1"


def mapped() -> CaseMap:
    return case_of(
        behaviour(), family_impact(), child_impact(),
        arrow("disrupts", "B1", "L1"), arrow("harms", "L1", "I1"),
    )  # fmt: skip


def plain_pen(_block: WordsBlock) -> tuple[QWidget, GrowingText]:
    text = GrowingText(rows=2)
    return text, text


class Bench:
    """A room on the screen, with a store under it."""

    def __init__(self, qtbot: QtBot, case: CaseMap | None = None, pen: Pen | None = plain_pen) -> None:
        self.qtbot, self.pen = qtbot, pen
        case = case or mapped()
        self.store = MemoryStore(case)
        self.session = Session(self.store, case.header.id, "me", lambda: None)
        self.room = self.opened()

    def opened(self) -> WordsRoom:
        room = WordsRoom(self.session, pen=self.pen)
        self.qtbot.addWidget(room)
        room.resize(900, 700)
        room.show()
        room.activateWindow()
        self.qtbot.waitUntil(room.isActiveWindow)
        return room

    def block(self, key: str = KEY) -> WordsBlock:
        return self.room.blocks[key]

    def shown(self) -> str:
        """Every word that can be read now."""
        found = [each.text() for each in self.room.findChildren(QLabel) if each.isVisible()]
        found += [each.toPlainText() for each in self.room.findChildren(GrowingText) if each.isVisible()]
        found += [each.words for each in self.room.findChildren(EntryLink) if each.isVisible()]
        found += [each.accessibleName() for each in self.room.findChildren(QWidget) if each.isVisible()]
        return "\n".join(found)

    def settle(self) -> None:
        QApplication.processEvents()

    def write(self, text: str, key: str = KEY) -> None:
        """Write a text by hand, and leave it."""
        block = self.block(key)
        block.write.click()
        assert block.editor is not None
        block.editor.selectAll()
        self.qtbot.keyClicks(block.editor, text)
        self.qtbot.keyClick(block.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.settle()


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return Bench(qtbot)


def own_text(session: Session) -> str:
    own = own_words(session.case, pathways(session.case)[0])
    return own.text if own else ""


# --------------------------------------------------------------------------------------------------- reading


def test_the_statement_comes_first_and_then_each_child(bench: Bench) -> None:
    shown = bench.shown()
    assert shown.index("The pattern") < shown.index("How it reaches Noor")
    assert "Daniel took her wages. His conduct changed life at home: the rent is not paid." in shown
    assert "Daniel took her wages. At home that means the rent is not paid. So Noor does not sleep." in shown


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_every_pathway_of_a_published_case_has_its_place(qtbot: QtBot, name: str) -> None:
    bench = Bench(qtbot, published(name))
    assert len(bench.room.blocks) == len(pathways(bench.session.case)) + 1


def test_an_empty_map_says_what_belongs_here_and_how_to_begin(qtbot: QtBot) -> None:
    bench = Bench(qtbot, case_of())
    assert "Begin with a usual week" in bench.shown()
    asked: list[object] = []
    bench.room.wants_new.connect(lambda kind, values: asked.append((kind, values)))
    bench.room.focus_first()
    bench.qtbot.keyClick(bench.room.focusProxy(), Qt.Key.Key_Return)
    assert asked == [("behaviour", {})]


def test_a_child_whom_no_pathway_reaches_is_named_with_the_question(qtbot: QtBot) -> None:
    bench = Bench(qtbot, case_of(behaviour()))
    assert "How it reaches Noor" in bench.shown()
    assert "Nothing mapped yet." in bench.shown()
    bench.session.attempt(commands.add, child_impact())
    bench.settle()
    assert "Nobody has recorded yet what led to them." in bench.shown()


def test_the_cards_of_a_sentence_can_be_gone_to(bench: Bench) -> None:
    wanted: list[str] = []
    bench.room.wants_open.connect(wanted.append)
    bench.block().cards.click()
    links = [each for each in bench.block().findChildren(EntryLink) if each.isVisible()]
    assert [each.words for each in links] == ["took her wages", "the rent is not paid", "does not sleep"]
    bench.qtbot.keyClick(links[1], Qt.Key.Key_Return)
    assert wanted == ["L1"]


def test_an_act_elsewhere_is_followed(bench: Bench) -> None:
    block = bench.block()
    bench.session.attempt(commands.edit, "B1", title="took her card")
    bench.settle()
    assert "Daniel took her card. At home" in bench.shown()
    assert bench.block() is block
    bench.session.undo()
    bench.settle()
    assert "Daniel took her wages. At home" in bench.shown()


def test_many_pathways_of_a_child_are_shown_a_few_at_a_time(qtbot: QtBot) -> None:
    many = [behaviour(f"B{n}", f"took thing {n}") for n in range(1, 71)]
    bench = Bench(qtbot, case_of(*many, child_impact(), *(arrow("harms", each.id, "I1") for each in many)))
    assert len(bench.room.blocks) == 31
    more = next(each for each in bench.room.findChildren(QWidget) if each.accessibleName() == "Show 30 more of 40")
    bench.qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert len(bench.room.blocks) == 61
    assert "Show 10 more of 10" in bench.shown()


# --------------------------------------------------------------------------------------------------- writing


def test_what_is_written_is_kept_when_the_hand_leaves_it(bench: Bench) -> None:
    bench.write(OWN)
    assert own_text(bench.session) == OWN
    assert bench.block().editor is None
    shown = bench.shown()
    assert "In our own words" in shown
    assert "As the map says it: Daniel took her wages." in shown
    assert bench.session.next_undo is not None
    bench.session.undo()
    bench.settle()
    assert OWN not in bench.shown()


def test_escape_leaves_it_as_it_was(bench: Bench) -> None:
    block = bench.block()
    bench.qtbot.keyClick(block, Qt.Key.Key_F2)
    assert block.editor is not None
    assert block.editor.toPlainText().startswith("Daniel took her wages.")
    bench.qtbot.keyClicks(block.editor, " And more.")
    bench.qtbot.keyClick(block.editor, Qt.Key.Key_Escape)
    assert block.editor is None
    assert bench.store.acts == []
    assert bench.store.begun == {}


def test_looking_and_leaving_writes_nothing(bench: Bench) -> None:
    bench.block().begin()
    bench.block("pattern p1").write.setFocus()
    bench.qtbot.waitUntil(lambda: bench.block().editor is None)
    assert bench.store.acts == []


def test_an_emptied_text_gives_the_word_back_to_the_map(bench: Bench) -> None:
    bench.write(OWN)
    block = bench.block()
    block.write.click()
    assert block.editor is not None
    block.editor.selectAll()
    bench.qtbot.keyClick(block.editor, Qt.Key.Key_Delete)
    bench.qtbot.keyClick(block.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    bench.settle()
    assert not bench.session.case.of(Note)


def test_the_statement_can_be_written_too(bench: Bench) -> None:
    bench.write("He holds the money.", "pattern p1")
    assert [note.account for note in bench.session.case.of(Note)] == ["He holds the money."]
    assert "He holds the money." in bench.shown()


def test_what_is_begun_is_there_again_after_a_lock(bench: Bench) -> None:
    block = bench.block()
    block.begin()
    assert block.editor is not None
    block.editor.setPlainText("He kept")
    bench.session.put_away()
    bench.room.hide()
    again = bench.opened()
    editor = again.blocks[KEY].editor
    assert editor is not None
    assert editor.toPlainText() == "He kept"
    assert bench.store.acts == []


def test_where_the_disk_refuses_the_text_stays(bench: Bench) -> None:
    block = bench.block()
    block.begin()
    assert block.editor is not None
    block.editor.setPlainText(OWN)
    bench.store.fails = True
    bench.qtbot.keyClick(block.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    bench.settle()
    assert block.editor is not None
    assert block.editor.toPlainText() == OWN


def test_an_act_elsewhere_leaves_what_is_being_written_alone(bench: Bench) -> None:
    block = bench.block()
    block.begin()
    assert block.editor is not None
    block.editor.setPlainText("He kept")
    bench.session.attempt(commands.edit, "I1", title="lies awake")
    bench.settle()
    assert block.editor is not None
    assert block.editor.toPlainText() == "He kept"
    assert "So Noor lies awake." in bench.shown()


# ------------------------------------------------------------------------------------- when the map has changed


@pytest.fixture
def changed(bench: Bench) -> Bench:
    bench.write(OWN)
    bench.session.attempt(commands.edit, "B1", title="took her card")
    bench.settle()
    return bench


def test_a_change_under_our_words_is_said_with_two_ways_out(changed: Bench) -> None:
    shown = changed.shown()
    assert "The map has changed since these words were written." in shown
    assert OWN in shown
    assert "As the map says it: Daniel took her card." in shown
    assert changed.block().keep.isVisible()
    assert changed.block().take.isVisible()


def test_our_words_can_be_kept_as_still_true(changed: Bench) -> None:
    changed.block().keep.click()
    changed.settle()
    assert "The map has changed" not in changed.shown()
    assert own_text(changed.session) == OWN


def test_the_maps_words_can_be_taken(changed: Bench) -> None:
    changed.block().take.click()
    changed.settle()
    assert OWN not in changed.shown()
    assert not changed.session.case.of(Note)


def test_words_whose_place_is_gone_are_shown_last_and_can_be_taken_away(bench: Bench) -> None:
    bench.write(OWN)
    bench.session.attempt(commands.remove, "harms.L1.I1")
    bench.settle()
    shown = bench.shown()
    assert "Words whose place on the map is gone" in shown
    assert OWN in shown
    (note,) = bench.session.case.of(Note)
    bench.block(note.id).take.click()
    bench.settle()
    assert OWN not in bench.shown()


# ------------------------------------------------------------------------------------------------------ the veil


def test_names_go_with_the_veil_and_come_again(bench: Bench) -> None:
    bench.write(OWN)
    bench.session.veil(True)
    shown = bench.shown()
    assert "Noor" not in shown and "Daniel" not in shown
    assert "The father took her wages." in shown
    assert "He kept what she earned, and Elder child lay awake." in shown
    assert "A name in this text is hidden." in shown
    assert not bench.block().write.isVisible()
    bench.block().begin()
    assert bench.block().editor is None
    bench.session.veil(False)
    assert OWN in bench.shown()


def test_what_is_being_written_waits_while_names_are_hidden(bench: Bench) -> None:
    block = bench.block()
    block.begin()
    assert block.editor is not None
    block.editor.setPlainText("Noor lay")
    bench.session.veil(True)
    assert "Noor" not in bench.shown()
    assert bench.store.acts == []
    bench.session.veil(False)
    assert block.editor is not None
    assert block.editor.toPlainText() == "Noor lay"


def test_the_maps_words_by_role_are_still_the_maps(bench: Bench) -> None:
    bench.session.veil(True)
    block = bench.block()
    block.begin()
    assert block.editor is not None
    block.editor.setPlainText(block.told.says + " ")
    bench.qtbot.keyClick(block.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    bench.settle()
    assert not bench.session.case.of(Note)


def test_a_locked_case_leaves_no_word_behind(bench: Bench) -> None:
    bench.block().cards.click()
    bench.session.locking.emit()
    bench.qtbot.waitUntil(lambda: not bench.block().findChildren(EntryLink))
    shown = bench.shown()
    assert "Noor" not in shown and "wages" not in shown


def test_what_happens_out_of_sight_is_taken_in_when_the_room_is_shown(bench: Bench) -> None:
    bench.room.hide()
    bench.session.attempt(lambda case: write_words(case, pathways(case)[0], OWN))
    bench.room.show()
    assert OWN in bench.shown()


def test_every_button_says_what_it_is_about(bench: Bench) -> None:
    bench.write(OWN)
    buttons = [bench.block().write, bench.block().take]
    assert all("How it reaches Noor" in each.accessibleName() for each in buttons)


# --------------------------------------------------------------------------------------- wording that is kept


def written_prose(bench: Bench, text: str) -> Prose:
    """Write a text that is read as it is written, and stay in it."""
    block = bench.block()
    block.write.click()
    assert block.editor is not None
    block.editor.selectAll()
    bench.qtbot.keyClicks(block.editor, text)
    prose = block.editor.parentWidget()
    assert isinstance(prose, Prose)
    bench.qtbot.waitUntil(lambda: prose.band is not None and prose.band.isVisible(), timeout=30_000)
    return prose


def say_why(bench: Bench, prose: Prose, reason: str) -> None:
    assert prose.band is not None
    prose.band.keep.click()
    bench.settle()
    bench.qtbot.keyClicks(prose.band.reason, reason)
    bench.qtbot.keyClick(prose.band.reason, Qt.Key.Key_Return)
    bench.settle()


def test_wording_of_our_own_is_kept_with_a_reason_and_asked_about_no_more(qtbot: QtBot) -> None:
    bench = Bench(qtbot, pen=None)
    prose = written_prose(bench, MARKED)
    say_why(bench, prose, "as the court put it")
    assert own_text(bench.session) == MARKED
    (kept,) = kept_of(bench.session.case)
    assert (kept.passage, kept.reason) == (MARKED, "as the court put it")
    bench.qtbot.waitUntil(lambda: not prose.marking.marks)
    assert prose.text.hasFocus()
    bench.qtbot.keyClicks(prose.text, " He sold the car.")
    bench.qtbot.waitUntil(lambda: not prose.marking.waiting)
    assert not prose.marking.marks, "what is kept stays kept when another sentence is written"


def test_the_maps_own_words_are_kept_on_the_card_they_come_from(qtbot: QtBot) -> None:
    told = replace(behaviour(), title="says that she failed to protect the children")
    case = case_of(told, family_impact(), child_impact(), arrow("disrupts", "B1", "L1"), arrow("harms", "L1", "I1"))
    bench = Bench(qtbot, case, pen=None)
    block = bench.block()
    block.write.click()
    prose = block.editor.parentWidget()
    assert isinstance(prose, Prose)
    (found,) = read(MARKED).findings
    assert "on the card" in block.keep_wording(block.editor.toPlainText(), found, "because")
    assert kept_of(bench.session.case) == ()
