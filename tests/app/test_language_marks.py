"""In a form, wording that hides who did what is marked as one types, with a reason and ways on; nothing is stopped."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import app.readings
from app.prose import Prose
from app.readings import readings_of
from mapping import commands
from mapping.casemap import CaseMap
from mapping.entries import FamilyImpact, Note, View
from mapping.language import read
from tests.app.inspecting import CARDS, Bench, family
from tests.app.seen import seen
from tests.app.wording import FINE, MARKED, PHRASE, case_with

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def opened(qtbot: QtBot, case: CaseMap, identity: str = "B1") -> Bench:
    bench = Bench(qtbot, case)
    bench.open(identity)
    return bench


def prose_of(bench: Bench, field: str = "account") -> Prose:
    return bench.row(field).editor.prose


def phrases(prose: Prose) -> list[str]:
    """The words that are marked, as they stand in the text now."""
    return [mark.cursor.selectedText() for mark in prose.marking.marks]


def marked(bench: Bench, prose: Prose, *wanted: str) -> None:
    bench.until(lambda: phrases(prose) == list(wanted))


def band_words(prose: Prose) -> str:
    return prose.band.words.words if prose.band is not None and prose.band.isVisible() else ""


# ------------------------------------------------------------------------------------------------- what is marked


def test_a_phrase_is_marked_where_it_stands_and_the_reason_is_below_the_text(qtbot: QtBot) -> None:
    bench = opened(qtbot, case_with(f"{FINE} {MARKED}"))
    prose = prose_of(bench)
    marked(bench, prose, PHRASE)
    assert f"“{PHRASE}”" in band_words(prose)
    assert "What did Daniel do" in band_words(prose)
    assert PHRASE in prose.text.accessibleDescription()
    assert "F7" in prose.text.accessibleDescription()


def rows_that_differ(one: QImage, other: QImage) -> list[int]:
    """The rows of pixels in which two pictures are not alike."""
    wide = range(one.width())
    return [y for y in range(one.height()) if any(one.pixel(x, y) != other.pixel(x, y) for x in wide)]


def test_the_line_is_drawn_under_the_words_that_are_meant(qtbot: QtBot) -> None:
    bench = opened(qtbot, family())
    prose = Prose(readings_of(bench.session))
    qtbot.addWidget(prose)
    prose.text.setFixedSize(360, 200)
    prose.text.setPlainText(f"{FINE}\n{FINE}\n{MARKED}")
    prose.watch(True)
    prose.show()
    marked(bench, prose, PHRASE)
    with_line = prose.text.viewport().grab().toImage()
    place = prose.text.cursorRect(prose.marking.marks[0].cursor)
    prose.watch(False)
    marked(bench, prose)
    rows = rows_that_differ(with_line, prose.text.viewport().grab().toImage())
    assert rows
    assert place.top() < min(rows)
    assert max(rows) <= place.bottom() + 2


def test_words_are_marked_after_a_pause_in_typing_and_the_text_is_kept_all_the_same(qtbot: QtBot) -> None:
    bench = opened(qtbot, family(), "B2")
    prose = prose_of(bench)
    bench.type(prose.text, MARKED, leave=False)
    assert phrases(prose) == []
    marked(bench, prose, PHRASE)
    assert prose.text.hasFocus()
    qtbot.keyClick(prose.text, Qt.Key.Key_Tab)
    assert bench.entry("B2").account == MARKED
    bench.type(prose.text, FINE, leave=False)
    bench.until(lambda: band_words(prose) == "")


def test_a_mark_moves_along_with_what_is_typed_before_it(qtbot: QtBot) -> None:
    bench = opened(qtbot, case_with(f"{FINE} {MARKED}"))
    prose = prose_of(bench)
    marked(bench, prose, PHRASE)
    prose.text.setFocus()
    qtbot.keyClick(prose.text, Qt.Key.Key_Home, CONTROL)
    qtbot.keyClicks(prose.text, "Then ")
    assert phrases(prose) == [PHRASE]


def test_only_the_paragraph_that_was_touched_is_read_again(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def reading(text: str, *rest: object, **more: object) -> object:
        asked.append(text)
        return read(text, *rest, **more)

    monkeypatch.setattr(app.readings, "read", reading)
    bench = opened(qtbot, case_with(f"{FINE}\n{MARKED}\nHe took the keys."))
    prose = prose_of(bench)
    marked(bench, prose, PHRASE)
    asked.clear()
    prose.text.setFocus()
    qtbot.keyClick(prose.text, Qt.Key.Key_End, CONTROL)
    qtbot.keyClicks(prose.text, " She failed to protect them.")
    marked(bench, prose, *(found for found in (PHRASE, "She failed to protect them")))
    assert [text for text in asked if text.startswith(("Anna took", "She failed to protect the"))] == []


def test_a_title_is_read_like_any_other_text(qtbot: QtBot) -> None:
    bench = opened(qtbot, family(FamilyImpact(id="L2", title="she failed to protect the children")), "L2")
    prose = bench.room.sheet.heading.title.prose
    marked(bench, prose, "she failed to protect the children")
    assert "“she failed to protect the children”" in band_words(prose)


def test_a_quotation_with_a_speaker_is_never_asked_to_change(qtbot: QtBot) -> None:
    bench = opened(qtbot, case_with("The school wrote: “The mother failed to protect them.” Daniel took her keys."))
    prose = prose_of(bench)
    prose.marking.begin_again()
    bench.until(lambda: prose.marking.lines != ())
    assert [weight for _cursor, weight in prose.marking.lines] == ["quoted"]
    assert phrases(prose) == []


def test_a_view_in_somebodys_own_words_is_not_marked(qtbot: QtBot) -> None:
    bench = opened(qtbot, family(View(id="Y1", person="p2", account="I failed to protect them.", verbatim=True)), "Y1")
    assert not bench.row("account").editor._is_read()


def test_a_text_in_another_language_has_no_marks(qtbot: QtBot) -> None:
    foreign = "La madre no protegió a los niños y la policía vino a la casa."
    bench = opened(qtbot, case_with(f"{foreign}\n{MARKED}"))
    prose = prose_of(bench)
    marked(bench, prose, PHRASE)
    assert prose.marking.marks[0].start == len(foreign) + 1
    assert not prose.band.next.isVisible()


def test_the_mark_stands_right_behind_a_picture_character(qtbot: QtBot) -> None:
    bench = opened(qtbot, case_with(f"Anna sent \U0001f622. {MARKED}"))
    prose = prose_of(bench)
    marked(bench, prose, PHRASE)
    prose.text.setFocus()
    qtbot.keyClick(prose.text, Qt.Key.Key_F7)
    qtbot.keyClicks(prose.text, "Nobody came")
    assert prose.text.toPlainText() == "Anna sent \U0001f622. Nobody came."


def test_a_text_with_a_hidden_name_is_not_marked(qtbot: QtBot) -> None:
    bench = opened(qtbot, case_with("Anna failed to protect the children."))
    marked(bench, prose_of(bench), "Anna failed to protect the children")
    bench.session.veil(True)
    hidden = prose_of(bench)
    hidden.marking.begin_again()
    bench.until(lambda: not hidden.marking.waiting)
    assert phrases(hidden) == []
    assert band_words(hidden) == ""


# ------------------------------------------------------------------------------------------------------- ways on


def test_a_frame_takes_the_place_of_the_phrase_with_its_first_blank_selected(qtbot: QtBot) -> None:
    bench = opened(qtbot, case_with(f"{FINE} {MARKED}"))
    prose = prose_of(bench)
    marked(bench, prose, PHRASE)
    frame = prose.band.pivots[0]
    words = frame.words
    frame.click()
    assert bench.entry("B1").account == f"{FINE} {words}."
    assert prose.text.textCursor().selectedText() == "___"
    assert prose.text.hasFocus()
    qtbot.keyClicks(prose.text, "shouting at night")
    qtbot.keyClick(prose.text, Qt.Key.Key_Tab)
    assert bench.entry("B1").account == f"{FINE} {words.replace('___', 'shouting at night', 1)}."
    bench.session.undo()
    assert bench.entry("B1").account == f"{FINE} {words}."
    bench.session.undo()
    assert bench.entry("B1").account == f"{FINE} {MARKED}"


def test_what_was_typed_before_a_frame_is_a_step_of_its_own(qtbot: QtBot) -> None:
    bench = opened(qtbot, family(), "B2")
    prose = prose_of(bench)
    bench.type(prose.text, MARKED, leave=False)
    marked(bench, prose, PHRASE)
    prose.band.pivots[0].click()
    assert "___" in bench.entry("B2").account
    bench.session.undo()
    assert bench.entry("B2").account == MARKED


def test_a_frame_holds_no_word_that_nobody_said(qtbot: QtBot) -> None:
    bench = opened(qtbot, case_with(MARKED))
    prose = prose_of(bench)
    marked(bench, prose, PHRASE)
    assert all("___" in frame.words for frame in prose.band.pivots)


def test_a_passage_can_be_kept_with_a_reason_and_stays_unmarked_while_the_text_around_it_changes(qtbot: QtBot) -> None:
    bench = opened(qtbot, case_with(f"{FINE} {MARKED}"))
    prose = prose_of(bench)
    marked(bench, prose, PHRASE)
    prose.band.keep.click()
    bench.until(prose.band.reason.hasFocus)
    qtbot.keyClicks(prose.band.reason, "the court used these words")
    qtbot.keyClick(prose.band.reason, Qt.Key.Key_Return)
    marked(bench, prose)
    assert prose.text.hasFocus()
    note = bench.session.case.of(Note)[0]
    assert (note.account, note.recorded_as) == ("the court used these words", MARKED)
    qtbot.keyClick(prose.text, Qt.Key.Key_Home, CONTROL)
    qtbot.keyClicks(prose.text, "That day ")
    qtbot.keyClick(prose.text, Qt.Key.Key_Tab)
    bench.until(lambda: not prose.marking.waiting)
    assert phrases(prose) == []
    bench.session.undo()
    bench.session.undo()
    marked(bench, prose, PHRASE)


def test_keeping_without_a_reason_asks_for_one_where_the_hand_is(qtbot: QtBot) -> None:
    bench = opened(qtbot, case_with(MARKED))
    prose = prose_of(bench)
    marked(bench, prose, PHRASE)
    prose.band.keep.click()
    qtbot.keyClick(prose.band.reason, Qt.Key.Key_Return)
    assert "why it stays" in prose.band.note.text()
    assert bench.session.case.of(Note) == ()
    qtbot.keyClick(prose.band.reason, Qt.Key.Key_Escape)
    assert not prose.band.reason.isVisible()
    assert prose.band.isVisible()


@pytest.mark.parametrize(("key", "held"), [(Qt.Key.Key_Period, CONTROL), (Qt.Key.Key_Return, ALT)])
def test_one_key_leads_to_the_suggestion_and_escape_back_to_the_text(
    qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    bench = opened(qtbot, case_with(f"{FINE} {MARKED}\nAnna was unwilling to protect her son."))
    prose = prose_of(bench)
    second = "Anna was unwilling to protect her son"
    marked(bench, prose, PHRASE, second)
    prose.text.setFocus()
    qtbot.keyClick(prose.text, key, held)
    bench.until(prose.band.pivots[0].hasFocus)
    assert prose.finding.phrase == PHRASE
    qtbot.keyClick(QApplication.focusWidget(), key, held)
    assert prose.finding.phrase == second
    assert prose.band.pivots[0].hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert prose.text.hasFocus()
    assert prose.text.toPlainText() == f"{FINE} {MARKED}\nAnna was unwilling to protect her son."


def test_a_key_goes_from_one_marked_passage_to_the_next_and_back(qtbot: QtBot) -> None:
    bench = opened(qtbot, case_with(f"{MARKED} {FINE}\nAnna was unwilling to protect her son."))
    prose = prose_of(bench)
    second = "Anna was unwilling to protect her son"
    marked(bench, prose, PHRASE, second)
    prose.text.setFocus()
    for step, wanted in ((0, PHRASE), (0, second), (1, PHRASE)):
        modifier = Qt.KeyboardModifier.ShiftModifier if step else Qt.KeyboardModifier.NoModifier
        qtbot.keyClick(prose.text, Qt.Key.Key_F7, modifier)
        assert prose.text.textCursor().selectedText() == wanted
        assert wanted in band_words(prose)


def test_the_band_shows_the_passage_at_the_caret(qtbot: QtBot) -> None:
    bench = opened(qtbot, case_with(f"{MARKED} {FINE}\nAnna was unwilling to protect her son."))
    prose = prose_of(bench)
    marked(bench, prose, PHRASE, "Anna was unwilling to protect her son")
    prose.text.setFocus()
    qtbot.keyClick(prose.text, Qt.Key.Key_End, CONTROL)
    assert PHRASE in band_words(prose)
    qtbot.keyClick(prose.text, Qt.Key.Key_Home)
    assert "unwilling" in band_words(prose)


def test_the_first_blank_of_a_text_can_be_gone_to(qtbot: QtBot) -> None:
    bench = opened(qtbot, case_with("Daniel put the child in danger by ___."))
    prose = prose_of(bench)
    assert prose.go_to_blank()
    assert prose.text.textCursor().selectedText() == "___"
    bench.session.attempt(commands.edit, "B1", account=FINE)
    assert not prose.go_to_blank()


def test_opening_a_field_from_elsewhere_goes_to_its_first_blank(qtbot: QtBot) -> None:
    bench = opened(qtbot, case_with("Daniel put the child in danger by ___."))
    bench.room.show_field("B1", "account")
    text = prose_of(bench).text
    bench.until(text.hasFocus)
    assert text.textCursor().selectedText() == "___"


def test_a_text_that_belongs_to_no_card_offers_frames_and_nothing_to_keep(qtbot: QtBot) -> None:
    bench = opened(qtbot, family())
    prose = Prose(readings_of(bench.session))
    qtbot.addWidget(prose)
    prose.text.setPlainText(MARKED)
    prose.watch(True)
    prose.show()
    marked(bench, prose, PHRASE)
    assert prose.band.pivots[0].isVisible()
    assert not prose.band.keep.isVisible()


# -------------------------------------------------------------------------------------------- rules and people


def test_a_rule_that_is_switched_off_marks_nothing_any_more(qtbot: QtBot) -> None:
    bench = opened(qtbot, case_with(MARKED))
    prose = prose_of(bench)
    marked(bench, prose, PHRASE)
    rule = prose.marking.marks[0].finding.rule
    readings_of(bench.session).switch_off(rule, "our forms use it")
    # Other rules are made ready beside the window first.
    bench.until(lambda: rule not in [mark.finding.rule for mark in prose.marking.marks])
    assert PHRASE not in band_words(prose)
    readings_of(bench.session).switch_on(rule)
    marked(bench, prose, PHRASE)
    assert PHRASE in band_words(prose)


def test_the_reason_follows_what_people_are_called(qtbot: QtBot) -> None:
    bench = opened(qtbot, case_with(MARKED))
    prose = prose_of(bench)
    marked(bench, prose, PHRASE)
    bench.session.attempt(commands.edit, "p1", name="Mitch")
    bench.until(lambda: "Mitch" in band_words(prose))
    assert "What did Mitch do" in band_words(prose)
    assert "Daniel" not in band_words(prose)


def test_a_card_that_goes_takes_its_marks_along(qtbot: QtBot) -> None:
    bench = opened(qtbot, family(replace(CARDS[2], account=MARKED)), "B2")
    prose = prose_of(bench)
    marked(bench, prose, PHRASE)
    assert PHRASE in seen()
    bench.session.attempt(commands.remove, "B2")
    bench.until(lambda: bench.room._for == ())
    assert PHRASE not in seen()
