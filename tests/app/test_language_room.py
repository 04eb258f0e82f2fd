"""The wording room lists what is marked in the whole case, the gravest first, and what is kept."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.entrylink import EntryLink
from app.language.room import LanguageRoom
from app.markedwords import MarkedWords
from app.session import Session
from mapping import commands
from mapping.casemap import CaseMap
from mapping.entries import FamilyImpact, Note
from tests.app.inspecting import CARDS, family
from tests.app.memory import MemoryStore
from tests.app.wording import FINE, MARKED, PHRASE, case_with

SECOND = FamilyImpact(id="L2", title="rent unpaid", account=f"{FINE} {MARKED}")


class Desk:
    """A wording room on the screen with the session behind it."""

    def __init__(self, qtbot: QtBot, case: CaseMap) -> None:
        self.qtbot = qtbot
        self.store = MemoryStore(case)
        self.session = Session(self.store, case.header.id, "worker", lambda: None)
        self.asked: list[tuple[str, str]] = []
        self.refused: list[str] = []
        self.room = LanguageRoom(self.session)
        self.room.wants_field.connect(lambda *where: self.asked.append(where))
        self.session.refused.connect(lambda text, _offers: self.refused.append(text))
        qtbot.addWidget(self.room)
        self.room.resize(800, 900)
        with qtbot.waitActive(self.room):
            self.room.show()
            self.room.activateWindow()
        self.until(lambda: not self.busy())

    def busy(self) -> bool:
        return self.room.surveyor.busy or self.room.waiting

    def until(self, happened: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(happened, timeout=60_000)

    def places(self) -> list[tuple[str, str]]:
        return [(row.found.entry, row.found.field) for row in self.room.marked.rows]

    def shows(self, *wanted: str) -> None:
        """Wait until the open passages are those of these entries."""
        self.until(lambda: not self.busy() and [entry for entry, _field in self.places()] == list(wanted))

    def words(self) -> str:
        """Every word that is to be read in the room, on it or by a screen reader."""
        parts = [each.accessibleName() + each.accessibleDescription() for each in self.room.findChildren(QWidget)]
        parts += [each.text() for each in self.room.findChildren(QLabel)]
        parts += [each.words for kind in (MarkedWords, EntryLink) for each in self.room.findChildren(kind)]
        return "\n".join(parts)

    def account(self, identity: str) -> str:
        return self.session.case.entry(identity).account


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot, case_with(f"{MARKED} {FINE}", SECOND))


# ------------------------------------------------------------------------------------------------- what is shown


def test_every_marked_passage_stands_with_its_card_its_sentence_and_the_reason(desk: Desk) -> None:
    desk.shows("B1", "L2")
    row = desk.room.marked.rows[1]
    assert row.link.words == "rent unpaid"
    assert row.sentence.words == MARKED
    assert f"“{PHRASE}”" in row.suggestion.words.words
    assert "What did Daniel do" in row.suggestion.words.words
    assert row.suggestion.pivots


def test_the_gravest_stand_first_under_words_rather_than_letters(qtbot: QtBot) -> None:
    light = FamilyImpact(id="L1", title="rent unpaid", account="The chaotic home was cold.")
    desk = Desk(qtbot, case_with(MARKED, light))
    weights = [row.found.finding.severity for row in desk.room.marked.rows]
    assert weights == sorted(weights)
    assert "Before it leaves" in desk.words()
    assert desk.room.marked.sections["A"].isVisible()


def with_arrow_note(note: str) -> CaseMap:
    of = case_with(FINE)
    return replace(of, links={**of.links, "harms1": replace(of.links["harms1"], note=note)})


def test_the_note_of_an_arrow_is_listed_with_its_frames_and_leads_to_the_arrow(qtbot: QtBot) -> None:
    desk = Desk(qtbot, with_arrow_note(f"{FINE} {MARKED}"))
    desk.shows("harms1")
    (row,) = desk.room.marked.rows
    assert row.sentence.words == MARKED
    row.link.pressed.emit()
    assert desk.asked == [("harms1", "note")]
    frame = row.suggestion.pivots[0]
    words = frame.words
    frame.click()
    assert desk.session.case.links["harms1"].note == f"{FINE} {MARKED.replace(row.found.finding.phrase, words)}"
    desk.session.undo()
    desk.shows("harms1")


def test_the_note_of_an_arrow_is_kept_with_its_reason_and_can_be_asked_about_again(qtbot: QtBot) -> None:
    desk = Desk(qtbot, with_arrow_note(f"{FINE} {MARKED}"))
    desk.shows("harms1")
    suggestion = desk.room.marked.rows[0].suggestion
    suggestion.keep.click()
    desk.qtbot.keyClicks(suggestion.reason, "the court used these words")
    desk.qtbot.keyClick(suggestion.reason, Qt.Key.Key_Return)
    desk.until(lambda: len(desk.room.marked.kept_rows) == 1)
    assert MARKED in desk.words() and "the court used these words" in desk.words()
    desk.room.marked.kept_rows[0].back.click()
    desk.shows("harms1")


def test_a_name_in_the_note_of_an_arrow_is_not_shown_while_names_are_hidden(qtbot: QtBot) -> None:
    desk = Desk(qtbot, with_arrow_note("Anna failed to protect the children."))
    desk.shows("harms1")
    desk.session.veil(True)
    desk.until(lambda: not desk.busy() and desk.room.marked.rows != ())
    assert "Anna" not in desk.words()


def test_a_case_without_a_marked_passage_says_so_and_praises_nobody(qtbot: QtBot) -> None:
    desk = Desk(qtbot, family(replace(CARDS[1], account="")))
    assert desk.room.marked.nothing.isVisible()
    assert not any(section.isVisible() for section in desk.room.marked.sections.values())


def test_a_row_leads_to_the_field_in_which_its_passage_stands(desk: Desk) -> None:
    desk.shows("B1", "L2")
    desk.room.marked.rows[1].link.pressed.emit()
    assert desk.asked == [("L2", "account")]


def test_the_list_follows_what_is_done_elsewhere(desk: Desk) -> None:
    desk.shows("B1", "L2")
    stays = desk.room.marked.rows[1]
    desk.session.attempt(commands.edit, "B1", account=FINE)
    desk.shows("L2")
    assert desk.room.marked.rows[0] is stays
    desk.session.undo()
    desk.shows("B1", "L2")


def test_the_measure_of_the_wording_is_told_with_what_it_was_before(desk: Desk) -> None:
    assert "name who did it" in desk.room.marked.measure.text() or "names who did it" in desk.room.marked.measure.text()
    first = desk.room.marked.measure.text()
    desk.session.attempt(commands.edit, "L2", account="She was slapped. She was kicked. The door was broken.")
    desk.until(lambda: not desk.busy() and desk.room.marked.measure.text() != first)
    assert "when the case was opened" in desk.room.marked.measure.text()


def test_the_measure_is_not_shown_while_the_screen_may_be_the_rooms(desk: Desk) -> None:
    assert desk.room.marked.measure.isVisible()
    desk.session.veil(True)
    desk.until(lambda: not desk.busy() and desk.room.marked.rows != ())
    assert not desk.room.marked.measure.isVisible()
    desk.session.veil(False)
    desk.until(desk.room.marked.measure.isVisible)


def test_many_passages_come_a_few_at_a_time(qtbot: QtBot) -> None:
    cards = [FamilyImpact(id=f"L{number}", title="rent unpaid", account=MARKED) for number in range(10, 60)]
    desk = Desk(qtbot, case_with("", *cards))
    section = desk.room.marked.sections["A"]
    desk.until(lambda: len(section.rows) == 30)
    section.more.click()
    assert len(section.rows) == 50
    assert not section.more.isVisible()


# ------------------------------------------------------------------------------------------------- what is done


def test_a_frame_goes_into_one_place_only_and_its_blanks_are_gone_to(desk: Desk) -> None:
    desk.shows("B1", "L2")
    frame = desk.room.marked.rows[1].suggestion.pivots[0]
    words = frame.words
    frame.click()
    assert desk.account("L2") == f"{FINE} {words}."
    assert desk.account("B1") == f"{MARKED} {FINE}"
    assert desk.asked == [("L2", "account")]
    desk.shows("B1", *["L2"] * words.count("___"))
    desk.session.undo()
    assert desk.account("L2") == f"{FINE} {MARKED}"


def test_a_passage_that_is_kept_stands_below_with_its_reason_and_can_be_asked_about_again(desk: Desk) -> None:
    desk.shows("B1", "L2")
    suggestion = desk.room.marked.rows[0].suggestion
    suggestion.keep.click()
    desk.qtbot.keyClicks(suggestion.reason, "the court used these words")
    desk.qtbot.keyClick(suggestion.reason, Qt.Key.Key_Return)
    desk.shows("L2")
    desk.until(lambda: len(desk.room.marked.kept_rows) == 1)
    assert "the court used these words" in desk.words()
    desk.room.marked.kept_rows[0].back.click()
    assert desk.session.case.of(Note) == ()
    desk.shows("B1", "L2")
    assert desk.room.marked.kept_rows == ()


def test_after_a_passage_is_kept_the_keyboard_is_at_the_next(desk: Desk) -> None:
    desk.shows("B1", "L2")
    suggestion = desk.room.marked.rows[0].suggestion
    suggestion.keep.click()
    desk.until(suggestion.reason.hasFocus)
    desk.qtbot.keyClicks(suggestion.reason, "as told")
    desk.qtbot.keyClick(suggestion.reason, Qt.Key.Key_Return)
    desk.shows("L2")
    desk.until(desk.room.marked.rows[0].link.hasFocus)
    assert QApplication.focusWidget() is desk.room.marked.rows[0].link


def test_a_frame_is_not_put_into_a_text_that_has_changed_meanwhile(desk: Desk) -> None:
    desk.shows("B1", "L2")
    row = desk.room.marked.rows[0]
    desk.session.attempt(commands.edit, "B1", account=f"Then {FINE}")
    row.suggestion.pivots[0].click()
    assert desk.account("B1") == f"Then {FINE}"
    assert "changed meanwhile" in desk.refused[0]
    desk.shows("L2")


def test_when_the_disk_refuses_the_passage_stays_as_it_is(desk: Desk) -> None:
    desk.shows("B1", "L2")
    desk.store.fails = True
    desk.room.marked.rows[0].suggestion.pivots[0].click()
    assert desk.account("B1") == f"{MARKED} {FINE}"
    assert desk.asked == []


# ------------------------------------------------------------------------------------------- names, lock, markup


def test_no_name_is_shown_while_names_are_hidden_and_what_holds_one_is_not_offered_a_frame(qtbot: QtBot) -> None:
    desk = Desk(qtbot, case_with("Anna failed to protect Tom.", title="takes Anna’s wages"))
    desk.shows("B1")
    assert "Anna" in desk.words()
    desk.session.veil(True)
    desk.until(lambda: not desk.busy() and "Anna" not in desk.words())
    assert "Daniel" not in desk.words()
    assert "Tom" not in desk.words()
    row = desk.room.marked.rows[0]
    assert "failed to protect" in row.sentence.words
    assert not any(button.isVisible() for button in row.suggestion.pivots)


def test_after_the_lock_no_word_of_the_case_is_left_in_the_room(desk: Desk) -> None:
    desk.shows("B1", "L2")
    desk.session.lock()
    desk.until(lambda: desk.room.marked.rows == ())
    assert desk.room.marked.measure.isHidden()


def test_text_of_the_case_is_never_read_as_markup(qtbot: QtBot) -> None:
    desk = Desk(qtbot, case_with(f"<b>{MARKED}</b>", title="<img src=x>"))
    desk.shows("B1")
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in desk.room.findChildren(QLabel))
    assert "<b>" in desk.room.marked.rows[0].sentence.words


def test_the_teams_own_words_are_called_so(qtbot: QtBot) -> None:
    of = case_with(FINE)
    words = Note(id="W1", title="", account=f"{FINE} {MARKED}", category="pattern_words")
    desk = Desk(qtbot, replace(of, entries={**of.entries, "W1": words}))
    desk.shows("W1")
    (row,) = desk.room.marked.rows
    assert row.link.words == "The team’s own words"
