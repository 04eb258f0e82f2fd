"""The papers of our own at the release desk: asked, looked at, searched and logged as any other copy."""

from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.report.papers import BRIEF, SCHEDULE
from mapping import commands
from tests.app.desk_hand import SECOND_MAN, DeskHand, case

BRIEF_PAGE = "Before you meet"


@pytest.fixture
def hand(qtbot: QtBot) -> DeskHand:
    return DeskHand(qtbot)


def offered_files(hand: DeskHand) -> list[str]:
    return [str(each.property("form")) for each in hand.desk.form.forms.widgets if each.isVisible()]


def shown_text(hand: DeskHand) -> str:
    return "".join(hand.room.preview.draft.texts) if hand.room.preview.draft is not None else ""


def test_the_papers_stand_under_the_readers_in_the_case_s_own_words(hand: DeskHand) -> None:
    brief = hand.desk.readers.papers[BRIEF]
    assert brief.words == "Before you meet Daniel"
    hand.session.veil(True)
    assert brief.words == "Before you meet the father"


def test_the_brief_is_asked_about_as_what_goes_to_others_is(hand: DeskHand) -> None:
    hand.choose_paper(BRIEF)
    assert BRIEF_PAGE in shown_text(hand)
    said = " ".join(hand.points)
    for words in ("Go through the pages", "who gets it", "what it is for", "lawful basis", "make it worse", "warned",
                  "hours after"):  # fmt: skip
        assert words in said
    assert not hand.desk._parts.isVisible()
    assert not hand.desk.form.note.isVisible()


def test_the_brief_leaves_as_it_was_looked_at_with_its_mark_in_the_log(hand: DeskHand, tmp_path: Path) -> None:
    hand.choose_paper(BRIEF)
    hand.fill(recipient="R. Osei, who meets him")
    hand.page_through()
    assert hand.points == []
    draft = hand.room.preview.draft
    hand.press()
    hand.write_to(tmp_path / "brief.pdf")
    data = (tmp_path / "brief.pdf").read_bytes()
    assert draft is not None
    assert data == draft.shown
    (entry,) = hand.logged
    assert entry.content_sha256 == sha256(data).hexdigest() == hand.desk.mark.text()
    assert entry.released.startswith("The brief for a meeting, about the father")
    assert "Daniel" not in entry.released
    assert entry.decided_by == ("K. Mensah",)
    assert entry.survivor_consulted == "if he hears it from a letter"


def test_the_brief_does_not_go_into_his_hands(hand: DeskHand) -> None:
    hand.choose_paper(BRIEF)
    hand.fill(recipient="Daniel")
    hand.page_through()
    assert "the person who harms" in hand.press()
    assert hand.nothing_happened()


def test_of_two_who_harm_one_must_be_named(qtbot: QtBot) -> None:
    hand = DeskHand(qtbot, case(SECOND_MAN))
    hand.choose_paper(BRIEF)
    assert "which person this paper is about" in hand.press()
    assert hand.desk.pages.pages == 0
    hand.pick("p9")
    assert "Viktor" in shown_text(hand) or "uncle" in shown_text(hand).casefold()
    assert hand.desk.pages.pages > 0
    hand.session.attempt(commands.remove, "p9")
    hand.settle()
    assert hand.room.preview.choice is not None
    assert hand.room.preview.choice.whom == "p1"


def test_a_request_is_about_any_one_person_and_may_leave_as_a_table(hand: DeskHand, tmp_path: Path) -> None:
    hand.choose_paper(SCHEDULE)
    assert list(hand.desk.readers.chips)[:2] == ["p1", "p2"]
    hand.pick("p2")
    assert offered_files(hand) == ["pdf", "docx", "xlsx"]
    table = next(each for each in hand.desk.form.forms.widgets if each.property("form") == "xlsx")
    hand.qtbot.keyClick(table, Qt.Key.Key_Space)
    hand.settle()
    hand.fill(recipient="the records officer")
    hand.page_through()
    assert hand.points == []
    hand.press()
    hand.write_to(tmp_path / "schedule.xlsx")
    with ZipFile(tmp_path / "schedule.xlsx") as book:
        texts = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert "Exemption proposed, and why" in texts
    assert hand.logged[0].released.startswith("The schedule for a request of access, about the mother")


def test_asking_whom_it_is_about_opens_no_window_of_its_own(hand: DeskHand) -> None:
    hand.choose_paper(SCHEDULE)
    assert hand.window.isActiveWindow()
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [hand.window]


def test_another_paper_than_before_clears_what_was_typed_for_the_first(hand: DeskHand) -> None:
    hand.choose_paper(BRIEF)
    hand.fill()
    hand.choose_paper(SCHEDULE, "p1")
    assert hand.desk.form.recipient.text() == ""
    hand.fill()
    hand.choose("own_agency")
    assert hand.points == []
    assert not hand.desk.form.recipient.isVisible()


def test_a_paper_in_the_log_is_not_laid_beside_a_copy(hand: DeskHand, tmp_path: Path) -> None:
    hand.choose_paper(BRIEF)
    hand.fill()
    hand.page_through()
    hand.press()
    hand.write_to(tmp_path / "brief.pdf")
    hand.desk.log.click()
    (row,) = hand.room.shared.page.rows
    assert row.tick.isHidden()
    assert any("The brief for a meeting" in each.text() for each in row.findChildren(type(hand.desk.word)))
