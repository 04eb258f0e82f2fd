"""The inspector shows what is selected and keeps what is typed; nothing typed is lost, no hidden name is shown."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.chips import Chip, ChipButton
from app.entrylink import EntryLink
from app.questions import questions_of
from mapping import commands
from mapping.casemap import CaseMap
from mapping.entries import Header
from tests.app.inspecting import CARDS, Bench, family


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return Bench(qtbot)


def texts(bench: Bench) -> str:
    """Every word that is to be read in the form, on it or by a screen reader."""
    widget = bench.room.sheet
    found = [
        each.accessibleName() + each.accessibleDescription() + each.toolTip() for each in widget.findChildren(QWidget)
    ]
    found += [each.text() for each in widget.findChildren(QLabel)]
    found += [each.text() + each.placeholderText() for each in widget.findChildren(QLineEdit)]
    found += [each.toPlainText() for each in widget.findChildren(QPlainTextEdit)]
    found += [each.words for each in widget.findChildren(ChipButton)]
    found += [each.itemText(row) for each in widget.findChildren(QComboBox) for row in range(each.count())]
    return "\n".join(found)


def links(bench: Bench) -> list[EntryLink]:
    return bench.room.findChildren(EntryLink)


def link_named(bench: Bench, words: str) -> EntryLink:
    return next(each for each in links(bench) if words in each.words and each.isVisible())


# ----------------------------------------------------------------------------------------------- what is shown


def test_without_a_selection_the_case_itself_is_shown(bench: Bench) -> None:
    shown = texts(bench)
    assert "Case 0417" in shown
    assert "Daniel" in shown
    assert "Younger child" in shown or "Mia" in shown
    assert "Not known yet" in shown


def test_a_finding_leads_to_what_it_is_about(bench: Bench) -> None:
    questions_of(bench.session).catch_up()
    bench.until(lambda: any("No source is" in each.words and each.isVisible() for each in links(bench)))
    link_named(bench, "No source is named").pressed.emit()
    assert bench.session.selection == ("B2",)


def test_the_head_of_a_form_says_what_it_is(bench: Bench) -> None:
    bench.open("B1")
    assert bench.room.sheet.heading.kicker.words == "What he does"
    assert bench.room.sheet.heading.title.text.toPlainText() == "takes her wages"


def test_where_it_leads_and_what_she_does_about_it_can_be_gone_to(bench: Bench) -> None:
    bench.open("B1")
    shown = texts(bench)
    assert "Where it leads" in shown
    assert "What she does about it" in shown
    link_named(bench, "hides food").pressed.emit()
    bench.until(lambda: bench.room._for == ("I1",))
    assert "What leads here" in texts(bench)


def test_walking_over_many_cards_makes_one_form(bench: Bench) -> None:
    bench.open("B1")
    first = bench.room._sheet
    for identity in ("B2", "L1", "I1"):
        bench.session.select((identity,))
    assert bench.room._sheet is first
    bench.until(lambda: bench.room._for == ("I1",))


def test_the_help_of_the_field_with_the_keyboard_stands_at_the_foot(bench: Bench) -> None:
    bench.open("B1")
    bench.row("when").editor.line.setFocus()
    bench.until(bench.room.help.isVisible)
    assert bench.room.help.text().startswith("When")
    assert "exact form" in bench.room.help.text()


# ------------------------------------------------------------------------------------------------- what is typed


def test_a_title_is_kept_when_the_field_is_left_and_undo_brings_the_old_one_back(bench: Bench) -> None:
    bench.open("B1")
    title = bench.room.sheet.heading.title.text
    bench.type(title, "takes her wages and her card")
    assert bench.entry("B1").title == "takes her wages and her card"
    bench.session.undo()
    assert bench.entry("B1").title == "takes her wages"
    assert title.toPlainText() == "takes her wages"


def test_enter_keeps_a_title_and_a_title_has_no_line_ends(bench: Bench) -> None:
    bench.open("B1")
    title = bench.room.sheet.heading.title.text
    bench.type(title, "takes her card", leave=False)
    bench.qtbot.keyClick(title, Qt.Key.Key_Return)
    assert bench.entry("B1").title == "takes her card"
    QApplication.clipboard().setText("two\nlines")
    title.selectAll()
    title.paste()
    assert title.toPlainText() == "two lines"


def test_typing_on_is_one_step_for_undo_and_the_caret_stays(bench: Bench) -> None:
    bench.open("B2")
    text = bench.row("account").editor.text
    bench.type(text, "He asks", leave=False)
    bench.until(lambda: bench.entry("B2").account == "He asks")
    bench.qtbot.keyClicks(text, " every night")
    assert text.textCursor().position() == len("He asks every night")
    bench.until(lambda: bench.entry("B2").account == "He asks every night")
    assert text.hasFocus()
    bench.session.undo()
    assert bench.entry("B2").account == ""


def test_what_is_typed_is_a_draft_until_it_is_kept_and_comes_back_when_the_entry_is_opened_again(bench: Bench) -> None:
    bench.open("B2")
    bench.type(bench.row("account").editor.text, "He asks", leave=False)
    assert bench.session.put_away() == ()
    assert bench.store.begun == {("B2", "account"): "He asks"}

    again = Bench(bench.qtbot, bench.store.case)
    again.store.begun = dict(bench.store.begun)
    again.open("B2")
    text = again.row("account").editor.text
    assert text.toPlainText() == "He asks"
    assert "not finished" in texts(again)
    assert again.entry("B2").account == ""
    text.setFocus()
    again.qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert again.entry("B2").account == "He asks"
    assert again.store.begun == {}


def test_a_text_that_was_left_for_another_card_is_kept(bench: Bench) -> None:
    bench.open("B2")
    bench.type(bench.row("account").editor.text, "He asks", leave=False)
    bench.open("B1")
    bench.until(lambda: bench.entry("B2").account == "He asks")
    assert bench.store.begun == {}


def test_when_the_disk_refuses_the_text_stays_and_the_reason_stands_under_it(bench: Bench) -> None:
    bench.open("B2")
    bench.store.fails = True
    title = bench.room.sheet.heading.title
    bench.type(title.text, "reads her messages")
    assert title.text.toPlainText() == "reads her messages"
    assert bench.room.sheet.heading.note.text
    bench.store.fails = False
    title.finish()
    assert bench.entry("B2").title == "reads her messages"


def test_what_must_be_there_cannot_be_left_empty(bench: Bench) -> None:
    bench.open("B1")
    bench.type(bench.room.sheet.heading.title.text, "")
    assert bench.entry("B1").title == "takes her wages"
    assert "cannot be left empty" in bench.room.sheet.heading.note.text


def test_a_refusal_by_the_rules_stands_where_the_hand_is(bench: Bench) -> None:
    bench.open("B1")
    row = bench.row("by")
    row.editor._take("p2")
    assert bench.entry("B1").by == "p1"
    assert "cannot be given a behaviour" in row.note.text


def test_an_act_done_elsewhere_is_shown_and_what_is_being_typed_stays(bench: Bench) -> None:
    bench.open("B1")
    text = bench.row("account").editor.text
    text.setFocus()
    bench.qtbot.keyClicks(text, "X")
    typed = text.toPlainText()
    bench.session.attempt(commands.edit, "B1", title="takes her card", frequency="daily")
    assert bench.room.sheet.heading.title.text.toPlainText() == "takes her card"
    assert bench.row("frequency").editor.combo.currentText() == "Daily"
    assert text.toPlainText() == typed


def test_something_taken_off_the_map_elsewhere_leaves_no_form_behind(bench: Bench) -> None:
    bench.open("B2")
    bench.type(bench.row("account").editor.text, "He asks", leave=False)
    bench.session.attempt(commands.remove, "B2")
    bench.until(lambda: bench.room._for == ())
    assert "Case 0417" in texts(bench)


# ------------------------------------------------------------------------------------------------------- dates


def test_a_date_is_typed_as_it_was_said_and_the_exact_form_stands_under_it(bench: Bench) -> None:
    bench.open("B2")
    editor = bench.row("when").editor
    bench.type(editor.line, "since about Sept 2024", leave=False)
    assert editor.understood.text.startswith("2024-09~/..")
    bench.qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert (bench.entry("B2").when, bench.entry("B2").when_said) == ("2024-09~/..", "since about Sept 2024")


def test_words_that_are_no_date_are_kept_and_the_exact_form_can_be_given_beside_them(bench: Bench) -> None:
    bench.open("B2")
    editor = bench.row("when").editor
    bench.type(editor.line, "when the baby was four weeks", leave=False)
    bench.qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert (bench.entry("B2").when, bench.entry("B2").when_said) == ("", "when the baby was four weeks")
    bench.type(editor.exact, "early 2019")
    found = bench.entry("B2")
    assert (found.when, found.when_said) == ("2019-01~/2019-04~", "when the baby was four weeks")


def test_a_date_that_must_be_one_is_not_kept_as_mere_words(bench: Bench) -> None:
    bench.open("p3")
    row = bench.row("born")
    bench.type(row.editor.line, "long ago", leave=False)
    bench.qtbot.keyClick(row.editor.line, Qt.Key.Key_Return)
    assert bench.entry("p3").born == ""
    assert "not understood as a date" in row.note.text
    assert row.editor.line.text() == "long ago"


# --------------------------------------------------------------------------------------- choices, people, sources


def test_a_category_is_found_by_an_example_and_its_own_word_is_kept_too(bench: Bench) -> None:
    bench.open("B1")
    line = bench.row("category").editor.line
    bench.type(line, "arrears", leave=False)
    bench.qtbot.keyClick(line, Qt.Key.Key_Escape)
    bench.qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert bench.entry("B1").category == "arrears"
    bench.type(line, "mon", leave=False)
    assert line.listing
    bench.qtbot.keyClick(line, Qt.Key.Key_Return)
    assert bench.room.sheet.heading.kicker.words == "What he does · Money"


def test_someone_is_added_by_typing_and_taken_away_by_the_cross(bench: Bench) -> None:
    bench.open("B1")
    editor = bench.row("toward").editor
    bench.type(editor.picker, "tom", leave=False)
    bench.qtbot.keyClick(editor.picker, Qt.Key.Key_Return)
    assert bench.entry("B1").toward == ("p2", "p3")
    chip = next(each for each in editor.box.widgets if isinstance(each, Chip) and each.words == "Anna")
    bench.qtbot.keyClick(chip.button, Qt.Key.Key_Delete)
    assert bench.entry("B1").toward == ("p3",)


def test_a_chip_leads_to_the_one_it_names(bench: Bench) -> None:
    bench.open("B1")
    bench.row("toward").editor.box.widgets[0].button.click()
    assert bench.session.selection == ("p2",)


def test_who_says_so_may_be_a_source_on_the_map_or_a_new_one(bench: Bench) -> None:
    bench.open("B2")
    editor = bench.row("cites").editor
    bench.type(editor.picker, "class", leave=False)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        bench.qtbot.keyClick(editor.picker.window().windowHandle(), key)
    bench.type(editor.picker, "health visitor", leave=False)
    bench.qtbot.keyClick(editor.picker, Qt.Key.Key_Return)
    cited = [bench.entry(cite.source) for cite in bench.entry("B2").cites]
    assert [(source.type, source.who) for source in cited] == [
        ("school", "class teacher"),
        ("health", "health visitor"),
    ]
    bench.session.undo()
    assert len(bench.entry("B2").cites) == 1
    assert len([each for each in bench.session.case.entries if each.startswith("s")]) == 1


def test_the_exact_words_of_a_source_are_written_below_its_chip(bench: Bench) -> None:
    bench.open("B1")
    editor = bench.row("cites").editor
    editor.box.widgets[0].click()
    quote = editor._open.rows[0].editor.text
    bench.type(quote, "I never see my pay")
    assert bench.entry("B1").cites[0].quote == "I never see my pay"
    assert "in their words" in editor.box.widgets[0].words


def test_readers_are_ticked_in_plain_words(bench: Bench) -> None:
    bench.open("B1")
    editor = bench.row("withhold_from").editor
    editor.all.click()
    editor.chips["perpetrator_may_see"].click()
    assert bench.entry("B1").withhold_from == ("perpetrator_may_see",)
    assert editor.chips["perpetrator_may_see"].words == "Not Daniel"


# --------------------------------------------------------------------------------------------- arrows and the way off


def test_an_arrow_is_drawn_by_the_keyboard(bench: Bench) -> None:
    bench.open("B2")
    arrows = bench.room.sheet.arrows
    arrows.more.setFocus()
    bench.qtbot.keyClick(arrows.more, Qt.Key.Key_Space)
    bench.type(arrows.adding.picker, "rent", leave=False)
    bench.qtbot.keyClick(arrows.adding.picker, Qt.Key.Key_Return)
    chip = arrows.adding.kinds.widgets[0]
    assert chip.words == "this disrupts it"
    bench.qtbot.keyClick(chip, Qt.Key.Key_Return)
    assert [link.to_id for link in bench.session.case.links_from("B2")] == ["L1"]
    assert arrows.adding is None


def test_a_new_arrow_adds_a_line_and_leaves_those_that_were_there(bench: Bench) -> None:
    bench.open("B1")
    sheet = bench.room.sheet
    lines, around = sheet.arrows.lines, sheet._around.links
    assert lines and around
    assert bench.session.attempt(commands.link, "harms", "B1", "I1")
    now = sheet.arrows.lines
    assert len(now) == len(lines) + 1
    assert [line for line in now if line in lines] == lines
    assert all(link in sheet._around.links for link in around)
    assert bench.session.undo()
    assert sheet.arrows.lines == lines
    assert [link.words for link in sheet._around.links] == [link.words for link in around]


def test_an_arrow_that_may_not_be_says_why(bench: Bench) -> None:
    bench.open("I1")
    arrows = bench.room.sheet.arrows
    arrows.begin()
    arrows.adding.choose("p3")
    assert arrows.adding.note.text()
    assert arrows.adding.kinds.widgets == ()
    arrows.adding.choose("L1")
    assert "already linked" in arrows.adding.note.text()
    assert not arrows.adding.kinds.widgets[0].isEnabled()


def test_an_arrow_is_taken_away_and_its_own_form_can_be_opened(bench: Bench) -> None:
    bench.open("B1")
    line = next(each for each in bench.room.sheet.arrows.lines if each.link_id == "disrupts1")
    line.reads.click()
    bench.until(lambda: bench.room._for == ("disrupts1",))
    bench.type(bench.row("note").editor.text, "nothing was left for the rent")
    assert bench.entry("disrupts1").note == "nothing was left for the rent"
    bench.open("B1")
    next(each for each in bench.room.sheet.arrows.lines if each.link_id == "disrupts1").cross.click()
    assert bench.entry("disrupts1") is None


def test_taking_something_off_the_map_first_shows_what_goes_with_it(bench: Bench) -> None:
    bench.open("L1")
    removing = bench.room.sheet.removing
    removing.ask.click()
    assert "2 things go with it" in removing.panel.question.text()
    assert "takes her wages" in removing.panel.list.text()
    removing.panel.no.click()
    assert bench.entry("L1") is not None
    removing.ask.click()
    removing.panel.yes.click()
    assert bench.entry("L1") is None
    bench.session.undo()
    assert bench.entry("L1") is not None
    assert len(bench.session.case.links) == 3


def test_several_things_are_listed_and_can_go_together(bench: Bench) -> None:
    bench.open("B1", "L1")
    sheet = bench.room.sheet
    assert sheet.heading.text() == "2 things selected"
    sheet.removing.ask.click()
    sheet.removing.panel.yes.click()
    assert bench.entry("B1") is None
    assert bench.entry("L1") is None


# ----------------------------------------------------------------------------------------------------- the case


def test_a_person_is_added_to_an_empty_case(qtbot: QtBot) -> None:
    bench = Bench(qtbot, CaseMap(Header(id="c1", title="Case 1")))
    adding = bench.room.sheet.adding
    adding.role.setCurrentIndex(adding.role.findData("perpetrator"))
    bench.type(adding.line, "Daniel", leave=False)
    qtbot.keyClick(adding.line, Qt.Key.Key_Return)
    person = bench.entry("p1")
    assert (person.roles, person.name) == (("perpetrator",), "Daniel")
    assert "Daniel" not in person.label
    assert adding.line.text() == ""
    assert adding.line.hasFocus()


def test_the_case_gets_another_name_and_its_own_words(bench: Bench) -> None:
    bench.type(bench.room.sheet.title.text, "Case 0418")
    words = bench.row("labels").editor.lines["perpetrator"]
    bench.type(words.lineEdit(), "named person")
    header = bench.session.case.header
    assert header.title == "Case 0418"
    assert header.label("perpetrator") == "named person"


# --------------------------------------------------------------------------------------------------- hidden names


@pytest.mark.parametrize("identity", ["", "p1", "p2", "B1", "I1", "E1", "s1", "disrupts1"])
def test_no_name_is_shown_while_names_are_hidden(bench: Bench, identity: str) -> None:
    bench.session.veil(True)
    bench.open(*((identity,) if identity else ()))
    questions_of(bench.session).catch_up()
    sheet = bench.room.sheet
    for fold in getattr(sheet, "folds", ()):
        fold.button.setChecked(True)
    shown = texts(bench)
    for name in ("Daniel", "Anna", "Ania", "Tom", "Mia", "Mill Lane", "class teacher"):
        assert name not in shown
        assert name not in bench.room.help.text()


def test_a_text_with_a_hidden_name_in_it_cannot_be_changed_and_is_not_lost(bench: Bench) -> None:
    bench.open("B1")
    bench.session.veil(True)
    editor = bench.row("account").editor
    assert editor.text.toPlainText() == "Mother is left with nothing."
    assert editor.text.isReadOnly()
    editor.finish()
    assert bench.entry("B1").account == "Anna is left with nothing."
    bench.session.veil(False)
    assert not bench.row("account").editor.text.isReadOnly()


@pytest.mark.parametrize("identity", ["", "p2"])
def test_names_go_at_once_and_what_is_not_known_comes_again_by_role(bench: Bench, identity: str) -> None:
    bench.open(*((identity,) if identity else ()))
    questions_of(bench.session).catch_up()
    assert "Anna" in texts(bench)
    bench.session.veil(True)
    assert "Anna" not in texts(bench)
    assert "Daniel" not in texts(bench)
    questions_of(bench.session).catch_up()
    assert "other parent" in texts(bench) or "mother" in texts(bench)
    assert "Anna" not in texts(bench)
    assert "Daniel" not in texts(bench)


def test_text_of_the_case_is_never_read_as_markup(qtbot: QtBot) -> None:
    nasty = "<b>takes</b> <img src=x> &amp; her wages"
    bench = Bench(qtbot, family(replace(CARDS[1], title=nasty, account=nasty)))
    bench.open("B1")
    assert bench.room.sheet.heading.title.text.toPlainText() == nasty
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in bench.room.findChildren(QLabel))


def test_the_form_of_the_case_shows_what_was_done_while_a_card_was_selected(bench: Bench) -> None:
    bench.open()
    bench.open("B1")
    assert bench.session.attempt(commands.edit, "p3", label="Eldest child", name="Tomasz")
    bench.open()
    assert link_named(bench, "Tomasz").isVisible()


def test_no_form_that_waits_out_of_sight_shows_a_name_when_names_are_hidden(bench: Bench) -> None:
    bench.open()
    bench.open("B1")
    bench.session.veil(True)
    bench.open()
    assert "Mia" not in texts(bench)
