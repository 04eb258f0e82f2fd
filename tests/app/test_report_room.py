"""Before a document leaves, its gravest wording is listed: put right, kept with a reason, or let go with one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.entrylink import EntryLink
from app.files import FileChooser
from app.markedwords import MarkedWords
from app.report.room import ReportRoom
from app.session import Session
from app.sights import sights_of
from mapping import commands
from mapping.casemap import CaseMap
from mapping.entries import FamilyImpact, Note
from mapping.language.kept import kept_of
from mapping.language.released import released_of
from mapping.sight import Sight
from tests.app.memory import MemoryStore
from tests.app.wording import FINE, MARKED, PHRASE, case_with
from tests.exports.paper_reading import read

SECOND = FamilyImpact(id="L2", title="rent unpaid", account=f"{FINE} {MARKED}")
GRAVE_TITLE = FamilyImpact(id="L3", title="mother failed to protect the children")


class Desk:
    """A report room on the screen with the session behind it."""

    def __init__(self, qtbot: QtBot, case: CaseMap) -> None:
        self.qtbot = qtbot
        self.store = MemoryStore(case)
        self.session = Session(self.store, case.header.id, "worker", lambda: None)
        self.asked: list[tuple[str, str]] = []
        self.room = ReportRoom(self.session)
        self.room.wants_field.connect(lambda *where: self.asked.append(where))
        qtbot.addWidget(self.room)
        self.room.resize(900, 700)
        with qtbot.waitActive(self.room):
            self.room.show()
            self.room.activateWindow()

    def until(self, happened: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(happened, timeout=30_000)

    def list_for_report(self) -> None:
        self.room.write_report()
        self.until(lambda: self.room.listing)

    def shows(self, *wanted: str) -> None:
        """Wait until the listed passages are those of these entries."""
        self.until(lambda: not self.room.waiting and [row.found.entry for row in self.room.before.rows] == list(wanted))

    def chooser(self) -> FileChooser:
        self.until(lambda: self.choosers() != [])
        return self.choosers()[0]

    def choosers(self) -> list[FileChooser]:
        return [each for each in self.room.findChildren(FileChooser) if each.isVisible()]

    def write_to(self, path: Path) -> None:
        chooser = self.chooser()
        chooser.chosen.emit(path)
        chooser.reject()
        self.until(lambda: self.room.word != "Writing.")

    def keep(self, row: int, reason: str) -> None:
        suggestion = self.room.before.rows[row].suggestion
        suggestion.keep.click()
        self.qtbot.keyClicks(suggestion.reason, reason)
        self.qtbot.keyClick(suggestion.reason, Qt.Key.Key_Return)

    def write_anyway(self, reason: str) -> None:
        self.qtbot.keyClicks(self.room.before.reason, reason)
        self.qtbot.keyClick(self.room.before.reason, Qt.Key.Key_Return)

    def words(self) -> str:
        """Every word that is to be read in the room, on it or by a screen reader."""
        parts = [each.accessibleName() + each.accessibleDescription() for each in self.room.findChildren(QWidget)]
        parts += [each.text() for each in self.room.findChildren(QLabel)]
        parts += [each.words for kind in (MarkedWords, EntryLink) for each in self.room.findChildren(kind)]
        return "\n".join(parts)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot, case_with(f"{MARKED} {FINE}", SECOND))


# ------------------------------------------------------------------------------------------------- what is listed


def test_without_such_wording_the_report_goes_straight_to_its_place(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(qtbot, case_with(FINE))
    desk.room.write_report()
    desk.write_to(tmp_path / "report.pdf")
    assert not desk.room.listing
    assert desk.room.word.startswith("Written:")
    assert "No wording in this report was kept" in bare_text(tmp_path / "report.pdf")


def test_such_wording_is_listed_before_anybody_is_asked_where_the_report_goes(desk: Desk) -> None:
    desk.list_for_report()
    desk.shows("B1", "L2")
    row = desk.room.before.rows[0]
    assert row.sentence.words == MARKED
    assert f"“{PHRASE}”" in row.suggestion.words.words
    assert "What did Daniel do" in row.suggestion.words.words
    assert desk.choosers() == []
    assert row.isAncestorOf(QApplication.focusWidget())


def test_no_frame_is_offered_there_and_no_number_is_told(desk: Desk) -> None:
    desk.list_for_report()
    assert all(row.suggestion.pivots == () for row in desk.room.before.rows)
    assert "who did it" not in desk.words()


def test_a_passage_is_put_right_where_it_stands(desk: Desk) -> None:
    desk.list_for_report()
    desk.qtbot.keyClick(desk.room.before.rows[1].fix, Qt.Key.Key_Return)
    desk.room.before.rows[0].link.pressed.emit()
    assert desk.asked == [("L2", "account"), ("B1", "account")]


def test_the_list_follows_what_is_put_right_elsewhere(desk: Desk) -> None:
    desk.list_for_report()
    desk.room.hide()
    desk.session.attempt(commands.edit, "B1", account=FINE)
    desk.room.show()
    desk.shows("L2")
    desk.session.attempt(commands.edit, "L2", account=FINE)
    desk.shows()
    assert desk.room.before.write.text() == "Write the PDF"
    assert not desk.room.before.reason.isVisible()
    desk.room.before.write.click()
    assert desk.chooser()


def test_a_passage_is_kept_with_a_reason_and_the_next_one_has_the_keyboard(desk: Desk) -> None:
    desk.list_for_report()
    desk.keep(0, "the court used these words")
    desk.shows("L2")
    (kept,) = kept_of(desk.session.case)
    assert (kept.entry, kept.reason) == ("B1", "the court used these words")
    assert desk.room.before.rows[0].isAncestorOf(QApplication.focusWidget())
    desk.session.undo()
    desk.shows("B1", "L2")


def test_a_reason_that_is_being_written_stays_while_others_work_on_the_case(desk: Desk) -> None:
    desk.list_for_report()
    suggestion = desk.room.before.rows[0].suggestion
    suggestion.keep.click()
    desk.qtbot.keyClicks(suggestion.reason, "because it")
    desk.session.attempt(commands.edit, "L2", account=FINE)
    desk.shows("B1")
    assert desk.room.before.rows[0].suggestion.reason.text() == "because it"


def test_not_now_goes_back_and_nothing_follows(desk: Desk) -> None:
    desk.list_for_report()
    desk.keep(0, "the court used these words")
    desk.room.before.back.click()
    assert not desk.room.listing
    desk.until(lambda: not desk.room.waiting)
    assert not desk.room.listing
    assert desk.choosers() == []
    assert desk.room.desk.write.hasFocus()


# -------------------------------------------------------------------------------------------- and leaves anyway


def bare_text(path: Path) -> str:
    return " ".join(read(path.read_bytes()).split())


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_it_does_not_leave(desk: Desk, reason: str) -> None:
    desk.list_for_report()
    desk.write_anyway(reason)
    assert "why it leaves" in desk.room.before.note.text()
    assert desk.room.before.note.isVisible()
    assert desk.choosers() == []


def test_with_a_reason_it_leaves_and_says_so_and_the_case_remembers(desk: Desk, tmp_path: Path) -> None:
    desk.list_for_report()
    desk.write_anyway("the meeting is in an hour")
    assert released_of(desk.session.case) == ()
    desk.write_to(tmp_path / "report.pdf")
    assert desk.room.word.startswith("Written:")
    assert not desk.room.listing
    text = bare_text(tmp_path / "report.pdf")
    assert "Wording that went out as it stands, and why" in text
    assert "The meeting is in an hour" in text
    assert {each.entry for each in released_of(desk.session.case)} == {"B1", "L2"}
    assert len(desk.store.acts) == 1
    desk.session.undo()
    assert desk.session.case.of(Note) == ()


def test_a_copy_that_was_not_written_leaves_no_reason_behind(desk: Desk, tmp_path: Path) -> None:
    desk.list_for_report()
    desk.write_anyway("the meeting is in an hour")
    desk.chooser().reject()
    desk.write_anyway("")
    desk.write_to(tmp_path / "gone" / "report.pdf")
    assert "There is no folder" in desk.room.word
    assert desk.room.listing
    assert desk.store.acts == []


def test_when_the_vault_cannot_keep_the_reason_that_is_said(desk: Desk, tmp_path: Path) -> None:
    desk.list_for_report()
    desk.write_anyway("the meeting is in an hour")
    desk.store.fails = True
    desk.write_to(tmp_path / "report.pdf")
    assert "could not be kept in the case" in desk.room.word
    assert "The meeting is in an hour" in bare_text(tmp_path / "report.pdf")


def test_wording_that_came_in_while_a_place_was_chosen_is_listed_first(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(qtbot, case_with(FINE))
    desk.room.write_report()
    desk.chooser()
    desk.session.attempt(commands.edit, "B1", account=MARKED)
    desk.write_to(tmp_path / "report.pdf")
    assert not (tmp_path / "report.pdf").exists()
    assert "Nothing was written" in desk.room.word
    desk.shows("B1")


def test_before_a_picture_only_what_stands_on_cards_is_listed(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(qtbot, case_with(MARKED, GRAVE_TITLE))
    desk.room.write_picture()
    desk.shows("L3")
    assert desk.room.before.write.text() == "Draw it anyway"
    desk.write_anyway("the meeting is in an hour")
    desk.write_to(tmp_path / "map.svg")
    assert "meeting is in an hour" not in (tmp_path / "map.svg").read_text("utf-8")
    assert [each.entry for each in released_of(desk.session.case)] == ["L3"]


def test_a_picture_of_what_the_map_shows_now_has_only_that_and_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(qtbot, case_with(FINE, GRAVE_TITLE))
    sights_of(desk.session).look(Sight(kinds=("behaviour",)))
    desk.room.picture_of_shown()
    tick = desk.room.desk.form.partly
    assert not tick.isHidden()
    assert tick.text() == f"Only what the map shows now: {sights_of(desk.session).count_text}"
    desk.until(lambda: desk.room.preview.current and not desk.room.preview.busy)
    desk.room.write()
    desk.write_to(tmp_path / "map.svg")
    drawn = (tmp_path / "map.svg").read_text("utf-8")
    assert f"{sights_of(desk.session).count_text}: " in drawn
    assert "failed to protect" not in drawn


def test_where_all_of_the_map_is_shown_there_is_no_part_to_draw(qtbot: QtBot) -> None:
    desk = Desk(qtbot, case_with(FINE))
    desk.room.picture_of_shown()
    assert desk.room.desk.form.partly.isHidden()
    assert desk.room.preview.wanted.part is None
    sights_of(desk.session).look(Sight(kinds=("behaviour",)))
    assert not desk.room.desk.form.partly.isHidden()
    assert desk.room.preview.wanted.part.cards == sights_of(desk.session).wanted


# ------------------------------------------------------------------------------------------- names, lock, markup


def test_no_name_is_shown_while_names_are_hidden(qtbot: QtBot) -> None:
    desk = Desk(qtbot, case_with("Anna failed to protect Tom.", title="takes Anna’s wages"))
    desk.list_for_report()
    assert "Anna" in desk.words()
    desk.session.veil(True)
    assert desk.room.before.rows == ()
    desk.shows("B1")
    assert "Anna" not in desk.words()
    assert "Daniel" not in desk.words()
    assert "Tom" not in desk.words()
    assert not desk.room.before.rows[0].suggestion.keep.isVisible()


def test_after_the_lock_no_word_of_the_case_is_left_in_the_room(desk: Desk) -> None:
    desk.list_for_report()
    desk.write_anyway("")
    desk.qtbot.keyClicks(desk.room.before.reason, "the court")
    desk.session.lock()
    assert desk.room.before.rows == ()
    assert desk.room.before.reason.text() == ""
    desk.until(lambda: "failed to protect" not in desk.words())


def test_text_of_the_case_is_never_read_as_markup(qtbot: QtBot) -> None:
    desk = Desk(qtbot, case_with(f"<b>{MARKED}</b>", title="<img src=x>"))
    desk.list_for_report()
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in desk.room.findChildren(QLabel))
    assert "<b>" in desk.room.before.rows[0].sentence.words
