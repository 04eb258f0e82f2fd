"""The release desk: who reads, the pages as they leave, what is missing and why; the file, its mark and the log."""

from hashlib import sha256
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app import theme
from app.entrylink import EntryLink
from app.report.parts import KEPT
from mapping import commands
from mapping.comparing import Released, compare
from mapping.naming import Naming
from mapping.readers import audiences
from tests.app.desk_hand import COURT, HIM, DeskHand, case


@pytest.fixture
def hand(qtbot: QtBot) -> DeskHand:
    return DeskHand(qtbot)


def words(hand: DeskHand) -> str:
    """Every word that is to be read in the room, on it or by a screen reader."""
    parts = [each.accessibleName() + each.accessibleDescription() for each in hand.room.findChildren(QWidget)]
    parts += [each.text() for each in hand.room.findChildren(QLabel)]
    parts += [each.text() for each in hand.room.findChildren(QLineEdit)]
    parts += [each.words for each in hand.room.findChildren(EntryLink)]
    return "\n".join(parts)


# ------------------------------------------------------------------------------------------------------- who reads


def test_the_nine_readers_are_offered_in_the_case_s_own_words(hand: DeskHand) -> None:
    cards = hand.desk.readers.cards
    assert list(cards) == list(audiences())
    assert cards["survivor"].words == "Anna"
    assert cards["perpetrator_may_see"].words == "He may see it"
    hand.session.veil(True)
    assert cards["survivor"].words == "The mother"


def test_an_arrow_key_goes_on_without_choosing_and_enter_chooses(hand: DeskHand) -> None:
    cards = list(hand.desk.readers.cards.values())
    cards[0].setFocus()
    hand.qtbot.keyClick(cards[0], Qt.Key.Key_Down)
    assert cards[1].hasFocus()
    assert hand.room.preview.reader is None
    hand.qtbot.keyClick(cards[1], Qt.Key.Key_Return)
    assert hand.room.preview.reader is not None
    assert hand.room.preview.reader.audience == "meeting"


def test_of_a_training_copy_it_is_asked_how_dates_are_given_and_the_amount_is_shown_nowhere(hand: DeskHand) -> None:
    readers = hand.desk.readers
    readers.cards["training"].click()
    assert [chip.isChecked() for chip in readers.chips.values()] == [True, False, False], "years, unless somebody says"
    readers.chips["months"].click()
    assert readers.choice is not None and readers.choice.reader.dates == "months"
    readers.chips["shift"].click()
    shift, days = readers.choice.reader.dates.split(":")
    assert shift == "shift" and 90 <= abs(int(days)) < 1500
    assert [chip.isChecked() for chip in readers.chips.values()] == [False, False, True]
    assert days.lstrip("-") not in words(hand)
    readers.cards["court"].click()
    assert readers.choice.reader.dates == ""


# ------------------------------------------------------------------------------------------- pages and what is missing


def test_the_pages_that_are_shown_are_the_bytes_that_leave(hand: DeskHand, tmp_path: Path) -> None:
    hand.release_for_him()
    draft = hand.room.preview.draft
    assert draft is not None
    assert hand.desk.pages.sheet.image.width() > 100
    assert "hit the wall" in hand.desk.pages.sheet.accessibleDescription()
    assert hand.press() != ""
    hand.write_to(tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes() == draft.shown


def test_what_is_left_out_is_counted_with_the_reason_and_opens_to_the_cards(hand: DeskHand) -> None:
    hand.choose("perpetrator_may_see")
    shown = hand.desk.left_out
    assert shown.heading.text().startswith("Left out: ")
    effort = next(line for line in shown.lines if "she does" in line.link.words)
    assert "1 thing" in effort.link.words
    hand.qtbot.keyClick(effort.link, Qt.Key.Key_Return)
    card = next(each for each in effort.findChildren(EntryLink) if "sums" in each.words)
    card.pressed.emit()
    assert hand.asked == [("E1", "title")]


def test_the_pages_follow_the_case(hand: DeskHand) -> None:
    hand.choose("perpetrator_may_see")
    hand.session.attempt(commands.edit, "B3", title="hit the door beside her")
    assert not hand.room.preview.current
    hand.settle()
    assert "hit the door" in hand.desk.pages.sheet.accessibleDescription()


def test_a_word_file_and_a_table_are_made_of_the_same_copy(hand: DeskHand, tmp_path: Path) -> None:
    hand.choose("court")
    hand.desk.form.take_form("docx")
    hand.settle()
    assert "the words are the same" in hand.desk.pages.note.text()
    assert hand.desk.write.text() == "Write the Word file"
    hand.fill()
    hand.page_through()
    hand.press()
    hand.write_to(tmp_path / "report.docx")
    assert (tmp_path / "report.docx").read_bytes()[:2] == b"PK"
    assert hand.logged[0].title == "Copy 1 (docx) to the duty clerk"


def test_he_is_offered_no_table(hand: DeskHand) -> None:
    hand.choose("perpetrator_may_see")
    shown = [each.property("form") for each in hand.desk.form.forms.widgets if each.isVisible()]
    assert shown == ["pdf", "docx"]


# ------------------------------------------------------------------------------------------------------- the release


def test_a_copy_leaves_with_its_mark_and_an_entry_in_the_log(hand: DeskHand, tmp_path: Path) -> None:
    hand.release_for_him()
    assert hand.points == []
    hand.press()
    hand.write_to(tmp_path / "page.pdf")
    data = (tmp_path / "page.pdf").read_bytes()
    assert hand.room.word == f"Written: 1 page, at {tmp_path / 'page.pdf'}"
    assert hand.desk.mark.text() == sha256(data).hexdigest()
    (entry,) = hand.logged
    assert entry.audience == "perpetrator_may_see:p1"
    assert entry.content_sha256 == sha256(data).hexdigest()
    assert entry.decided_by == ("K. Mensah", "R. Osei")
    assert entry.survivor_consulted == "if he hears it from a letter"
    assert "1 thing she does" in entry.withheld
    assert "Anna" not in entry.withheld
    assert len(hand.store.acts) == 1


def test_the_next_copy_has_its_own_number_and_its_own_second_releaser(hand: DeskHand, tmp_path: Path) -> None:
    hand.release_for_him()
    hand.press()
    hand.write_to(tmp_path / "page.pdf")
    hand.settle()
    assert hand.desk.form.number.value() == 2
    assert any("two people" in each for each in hand.points)


def test_a_sealed_copy_opens_with_the_passphrase_alone(hand: DeskHand, tmp_path: Path) -> None:
    hand.release_for_him()
    for field in (hand.desk.form.passphrase, hand.desk.form.again):
        hand.type(field, "harbour lentil outside mirror")
    hand.press()
    hand.write_to(tmp_path / "page.pdf")
    reader = pypdf.PdfReader(tmp_path / "page.pdf")
    assert reader.is_encrypted
    assert reader.decrypt("harbour lentil outside mirror")
    assert hand.desk.form.passphrase.text() == ""
    assert "sealed" in hand.logged[0].released


def test_the_mark_of_a_sealed_copy_is_of_the_file_that_left_and_not_of_what_is_in_it(
    hand: DeskHand, tmp_path: Path
) -> None:
    hand.release_for_him()
    for field in (hand.desk.form.passphrase, hand.desk.form.again):
        hand.type(field, "harbour lentil outside mirror")
    hand.press()
    hand.write_to(tmp_path / "page.pdf")
    left = (tmp_path / "page.pdf").read_bytes()
    assert b"/Encrypt" in left
    assert hand.logged[0].content_sha256 == sha256(left).hexdigest() == hand.desk.mark.text()


def test_a_file_that_could_not_be_written_is_not_logged(hand: DeskHand, tmp_path: Path) -> None:
    hand.release_for_him()
    hand.press()
    hand.write_to(tmp_path / "gone" / "page.pdf")
    assert "There is no folder" in hand.room.word
    assert hand.logged == ()


def test_when_the_log_cannot_be_written_that_is_said(hand: DeskHand, tmp_path: Path) -> None:
    hand.release_for_him()
    hand.press()
    hand.store.fails = True
    hand.write_to(tmp_path / "page.pdf")
    assert "could not be put into the log" in hand.room.word


def test_our_own_report_asks_no_questions_and_the_log_says_so(hand: DeskHand, tmp_path: Path) -> None:
    hand.choose("own_agency")
    assert hand.points == []
    hand.press()
    hand.write_to(tmp_path / "report.pdf")
    (entry,) = hand.logged
    assert entry.survivor_consulted == "Not asked: the copy stays with us."
    assert entry.decided_by == ("K. Mensah",)


def test_what_is_still_to_be_done_leads_to_where_it_is_done(hand: DeskHand) -> None:
    hand.choose("court")
    hand.page_through()
    link = next(each for each in hand.desk.points.findChildren(EntryLink) if "who gets it" in each.words)
    hand.qtbot.keyClick(link, Qt.Key.Key_Return)
    assert hand.room.focusWidget() is hand.desk.form.recipient


# ------------------------------------------------------------------------------------------------- parts and choices


def test_a_choice_of_parts_is_kept_in_the_vault_and_taken_again(hand: DeskHand) -> None:
    hand.choose("court")
    parts = hand.desk.parts
    rows = {parts.list.item(row).text(): parts.list.item(row) for row in range(parts.list.count())}
    rows["Words"].setCheckState(Qt.CheckState.Unchecked)
    parts.list.setCurrentRow(parts.list.count() - 1)
    parts.list.move(-1)
    hand.type(hand.desk.form.note, "With the annex")
    hand.type(parts.name, "Hearing")
    parts.keep.click()
    assert list(hand.shelf.kept[KEPT]) == ["Hearing"]
    chosen = parts.sections
    hand.choose("programme")
    hand.choose("court")
    assert parts.sections == ()
    parts.choices.setCurrentText("Hearing")
    parts.choices.activated.emit(parts.choices.currentIndex())
    assert parts.sections == chosen
    assert hand.desk.form.cover_note == "With the annex"
    hand.settle()
    assert hand.room.preview.wanted is not None
    assert "glossary" not in hand.room.preview.wanted.copy.profile.sections


def test_no_part_is_offered_that_the_reader_is_not_granted(hand: DeskHand) -> None:
    hand.choose("programme")
    offered = [hand.desk.parts.list.item(row).text() for row in range(hand.desk.parts.list.count())]
    assert "What the other parent does" not in offered
    assert "What he does" in offered


# ------------------------------------------------------------------------------------------------------------ the log


def test_the_log_lists_what_was_shared_and_is_part_of_no_copy(hand: DeskHand, tmp_path: Path) -> None:
    hand.release_for_him()
    hand.press()
    hand.write_to(tmp_path / "page.pdf")
    hand.desk.log.click()
    (row,) = hand.room.shared.page.rows
    assert "He may see it, Daniel" in row.link.words
    assert hand.logged[0].content_sha256 in words(hand)
    row.link.pressed.emit()
    assert hand.asked == [(hand.logged[0].id, "title")]
    hand.room.shared.page.back.click()
    hand.choose("own_agency")
    assert hand.room.preview.draft is not None
    assert "duty clerk" not in "".join(hand.room.preview.draft.texts)


def test_two_copies_are_compared_as_the_case_was_when_each_left(hand: DeskHand, tmp_path: Path) -> None:
    hand.release_for_him()
    hand.press()
    hand.write_to(tmp_path / "page.pdf")
    hand.session.attempt(commands.edit, "B3", title="hit the door beside her")
    hand.settle()
    hand.type(hand.desk.form.second, "R. Osei")
    hand.page_through()
    hand.press()
    hand.write_to(tmp_path / "page 2.pdf")
    hand.desk.log.click()
    log = hand.room.shared.page
    log.compare.click()
    assert "Tick two" in log.word.text()
    for row in log.rows:
        row.tick.click()
    log.compare.click()
    hand.until(lambda: not hand.room.shared.busy and log.told != ())
    assert log.told == ("1 place where the two differ",)
    (link,) = [each for each in log.findChildren(EntryLink) if "says this otherwise" in each.accessibleName()]
    link.pressed.emit()
    assert hand.asked[-1] == ("B3", "title")


def test_two_copies_side_by_side_tell_what_the_pair_reveals(hand: DeskHand) -> None:
    hand.desk.log.click()
    whole = hand.session.case
    found = compare(Released(whole, COURT, "the court’s"), Released(whole, HIM, "his"))
    hand.room.shared.page.show_compared(found, whole, Naming(whole, veiled=False), "")
    assert any("that only the court’s has" in each for each in hand.room.shared.page.told)


# --------------------------------------------------------------------------------------- names, lock, keys, sizes


def test_while_names_are_hidden_nothing_of_the_desk_says_one(hand: DeskHand) -> None:
    hand.choose("survivor")
    hand.fill(recipient="Anna")
    hand.session.veil(True)
    shown = "\n".join(each.text() for each in hand.room.findChildren(QLabel) if each.isVisible())
    assert not {"Anna", "Daniel", "Tom"} & set(shown.replace(".", " ").split())
    assert not hand.desk.form.isVisible()
    assert hand.desk.pages.sheet.image.isNull()
    hand.session.veil(False)
    hand.settle()
    assert hand.desk.pages.pages > 0
    assert hand.desk.form.recipient.text() == "Anna"


def test_after_the_lock_no_word_of_the_case_is_left_on_the_desk(hand: DeskHand) -> None:
    hand.release_for_him()
    hand.session.lock()
    assert hand.room.preview.draft is None
    assert hand.desk.pages.sheet.image.isNull()
    hand.until(lambda: "duty clerk" not in words(hand) and "hit the wall" not in words(hand))


def test_every_field_of_the_desk_has_a_name_for_screen_readers(hand: DeskHand) -> None:
    hand.choose("perpetrator_may_see")
    kinds = (QAbstractButton, QLineEdit)
    focusable = [each for kind in kinds for each in hand.desk.findChildren(kind) if each.isVisible()]
    unnamed = [each for each in focusable if not each.accessibleName() and not each.objectName().startswith("qt_")]
    assert unnamed == []


def test_no_text_is_read_as_markup(qtbot: QtBot) -> None:
    hand = DeskHand(qtbot, case())
    hand.choose("court")
    assert all(each.textFormat() == Qt.TextFormat.PlainText for each in hand.room.findChildren(QLabel))


def test_where_there_is_room_for_one_column_the_others_are_a_press_away(qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, theme.Theme("light", 2.0))
    try:
        hand = DeskHand(qtbot, size=(1366, 700))
        assert hand.desk.readers.isVisible()
        assert not hand.desk.pages.isVisible()
        hand.choose("perpetrator_may_see")
        hand.desk._switch.widgets[1].click()
        assert hand.desk.pages.isVisible()
        hand.settle()
        assert not hand.desk.pages.sheet.image.isNull()
        hand.desk._switch.widgets[2].click()
        assert hand.desk.write.isVisible()
    finally:
        theme.apply(application, theme.Theme())


def test_no_column_makes_the_window_higher_than_a_small_screen(qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, theme.Theme("light", 2.0))
    try:
        hand = DeskHand(qtbot, size=(1366, 560))
        hand.choose("perpetrator_may_see")
        for chip in hand.desk._switch.widgets:
            chip.click()
            hand.settle()
            QApplication.processEvents()
            assert hand.window.height() == 560
    finally:
        theme.apply(application, theme.Theme())
