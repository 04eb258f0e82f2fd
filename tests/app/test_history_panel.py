"""The history of a case and of a card: who did what when, before and after side by side, and older words put back."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app import theme
from app.entrylink import EntryLink
from app.history.sides import AFTER, BEFORE, Sides
from app.history.whole import everyone_ever
from app.markedwords import BOLD, STRUCK, MarkedWords
from mapping import commands
from storage import journal
from storage.audit import Record
from tests.app.history_desk import WHO, HistoryDesk, button, seen

FIRST, SECOND = "He took her keys on Friday.", "He takes her keys on Sunday night."


@pytest.fixture(scope="module", autouse=True)
def dressed(qapp: QApplication) -> None:
    theme.apply(qapp, theme.Theme())


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[HistoryDesk]:
    made = HistoryDesk(qtbot, tmp_path / "vault")
    yield made
    made.close()


def side(desk: HistoryDesk, field: str) -> Sides:
    """What the panel shows of one field."""
    assert desk.panel is not None
    return next(each for each in desk.panel.detail.sides if each.difference.field == field)


def stretches(widget: QWidget) -> list[tuple[str, str]]:
    """The words that are marked, and how."""
    assert isinstance(widget, MarkedWords)
    return [(widget.words[each.start : each.end], each.weight) for each in widget._stretches]


def test_the_case_is_told_newest_first_with_who_and_when(desk: HistoryDesk) -> None:
    desk.edit("B1", account=FIRST)
    desk.edit("B2", title="reads her phone")
    sentences = desk.open().listing.sentences()
    assert sentences[0].startswith(f"{WHO} changed the words of “reads her phone”")
    assert sentences[1].startswith(f"{WHO} changed the words of “takes her wages”: What is known, in full")
    assert sentences[2].startswith(f"{WHO} brought the case in from a file")
    now = datetime.now().astimezone()
    assert f"{now:%H}:" in sentences[0]
    assert "act 3" in sentences[0]
    assert "History of this case" in seen(desk.panel)


def test_a_card_has_its_own_record_without_the_acts_on_others(desk: HistoryDesk) -> None:
    desk.edit("B1", account=FIRST)
    desk.edit("B2", title="reads her phone")
    sentences = desk.open("B1").listing.sentences()
    assert len(sentences) == 2
    assert sentences[1].startswith(f"{WHO} brought the case in from a file, and this with it")
    assert "History of “takes her wages”" in seen(desk.panel)


def test_what_stood_before_and_after_stands_side_by_side_with_the_changed_words_marked(desk: HistoryDesk) -> None:
    desk.edit("B1", account=FIRST)
    desk.edit("B1", account=SECOND)
    desk.open("B1")
    shown = side(desk, "account")
    assert (shown.difference.before, shown.difference.after) == (FIRST, SECOND)
    assert stretches(shown.texts[BEFORE]) == [("took", STRUCK), ("Friday", STRUCK)]
    assert stretches(shown.texts[AFTER]) == [("takes", BOLD), ("Sunday night", BOLD)]
    assert shown.texts[BEFORE].accessibleName() == f"What is known, in full, before: {FIRST}"


def test_words_with_markup_in_them_are_shown_letter_by_letter(desk: HistoryDesk) -> None:
    desk.edit("B1", account="<b>Anna</b> & <img src='/etc/passwd'>", title="calls <i>her</i> names")
    panel = desk.open("B1")
    text = side(desk, "account").texts[AFTER]
    assert isinstance(text, MarkedWords)
    assert text.words == "<b>Anna</b> & <img src='/etc/passwd'>"
    assert "“calls <i>her</i> names”" in panel.listing.sentences()[0]
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in panel.findChildren(QLabel))


def test_an_older_text_is_put_back_as_a_new_act_and_can_be_undone(desk: HistoryDesk) -> None:
    desk.edit("B1", account=FIRST)
    desk.edit("B1", account=SECOND)
    panel = desk.open("B1")
    side(desk, "account").buttons[BEFORE].click()
    assert desk.session.case.entry("B1").account == FIRST
    assert len(panel.listing.sentences()) == 4
    assert panel.listing.sentences()[0].startswith(f"{WHO} changed the words of")
    assert "as a new act" in panel.word.text()
    assert desk.session.undo()
    assert desk.session.case.entry("B1").account == SECOND
    assert panel.listing.sentences()[0].startswith(f"{WHO} undid changing")


def test_what_stands_there_now_is_not_offered_to_be_put_back(desk: HistoryDesk) -> None:
    desk.edit("B1", account=FIRST)
    desk.open("B1")
    assert set(side(desk, "account").buttons) == {BEFORE}


def test_a_card_that_was_taken_off_can_be_brought_back_as_it_was(desk: HistoryDesk) -> None:
    before = desk.session.case.entry("B1")
    assert desk.session.attempt(commands.remove, "B1")
    panel = desk.open("B1")
    assert not side(desk, "account").buttons
    button(panel, "Bring this back to the map as it was").click()
    assert desk.session.case.entry("B1") == before


def test_what_the_rules_refuse_is_said_calmly_and_nothing_is_done(desk: HistoryDesk) -> None:
    assert desk.session.attempt(commands.remove, "I1")
    assert desk.session.attempt(commands.remove, "p3")
    panel = desk.open("I1")
    button(panel, "Bring this back to the map as it was").click()
    assert desk.session.case.entry("I1") is None
    assert panel.word.isVisible()
    assert "as a new act" not in panel.word.text()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_click_on_the_whole_case_shows_its_newest_act(desk: HistoryDesk, qapp: QApplication, scale: float) -> None:
    desk.edit("B1", account=FIRST, title="takes her wages every Friday and says that it is for her own good " * 2)
    desk.edit("B2", title="reads her phone")
    theme.apply(qapp, theme.Theme("light", scale))
    try:
        panel = desk.open("B1")
        panel.listing.list.setCurrentRow(1)
        at = panel.whole_case.mapTo(panel, panel.whole_case.rect().center())
        desk.qtbot.mouseClick(panel.windowHandle(), Qt.MouseButton.LeftButton, pos=at)
        assert "History of this case" in seen(panel)
        assert "reads her phone" in panel.listing.sentences()[0]
        assert panel.listing.list.currentRow() == 0
        assert side(desk, "title").difference.after == "reads her phone"
        assert not panel.whole_case.isVisible()
        assert panel.listing.list.hasFocus()
    finally:
        theme.apply(qapp, theme.Theme())


def test_the_whole_case_is_asked_for_by_keys_too_while_names_are_hidden(desk: HistoryDesk) -> None:
    desk.edit("B1", account=FIRST)
    desk.session.veil(True)
    panel = desk.open("B1")
    panel.whole_case.setFocus()
    desk.qtbot.keyClick(panel.whole_case, Qt.Key.Key_Return)
    desk.until(lambda: bool(panel.listing.sentences()))
    assert "History of this case" in seen(panel)
    assert "brought the case in from a file: " in panel.listing.sentences()[-1]


def test_one_goes_from_an_act_on_the_case_to_the_record_of_a_card_and_back(desk: HistoryDesk) -> None:
    desk.edit("B1", account=FIRST)
    panel = desk.open()
    panel.detail.findChildren(EntryLink)[0].pressed.emit()
    assert "History of “takes her wages”" in seen(panel)
    panel.whole_case.click()
    assert "History of this case" in seen(panel)


def many_acts(desk: HistoryDesk, number: int) -> None:
    """So many acts on one card, each a step of its own."""
    for at in range(number):
        desk.vault.write("c1", commands.edit(desk.vault.load("c1"), "B1", account=f"text {at}"), WHO)


def test_the_newest_acts_are_there_at_once_and_older_ones_come_as_one_goes_down(desk: HistoryDesk) -> None:
    many_acts(desk, 120)
    panel = desk.open()
    rows = panel.listing.list
    assert 10 <= rows.count() <= 20
    assert "act 121" in panel.listing.sentences()[0]
    while rows.count() < 121:
        before = rows.count()
        rows.scrollToBottom()
        desk.until(lambda before=before: rows.count() > before)
    assert [f"act {seq}" in said for seq, said in zip(range(121, 0, -1), panel.listing.sentences(), strict=True)]
    assert "brought the case in from a file" in panel.listing.sentences()[-1]


def test_older_acts_come_by_keys_as_well_and_the_chosen_act_stays_chosen(desk: HistoryDesk) -> None:
    many_acts(desk, 60)
    panel = desk.open()
    before = panel.listing.list.count()
    desk.qtbot.keyClick(panel.listing.list, Qt.Key.Key_End)
    chosen = panel.listing.seq
    desk.until(lambda: panel.listing.list.count() > before)
    assert panel.listing.seq == chosen
    assert chosen < 61


def test_no_more_is_read_than_is_seen(desk: HistoryDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    many_acts(desk, 80)
    read: list[int] = []
    records = desk.vault.records

    def counted(*given: object, **how: object) -> tuple[Record, ...]:
        found = records(*given, **how)
        read.append(len(found))
        return found

    monkeypatch.setattr(desk.vault, "records", counted)
    panel = desk.open()
    assert read == [16]
    desk.until(lambda: not panel.listing._look.isActive())
    assert sum(read) < 80


def test_a_long_run_of_typing_that_is_one_line_does_not_hide_what_was_before_it(desk: HistoryDesk) -> None:
    before = desk.session.case.entries["B1"].account
    for at in range(70):
        assert desk.session.attempt(commands.edit, "B1", "typing", account=f"text {at}")
    panel = desk.open()
    desk.until(lambda: panel.listing.list.count() == 2)
    assert "70 times in a row" in panel.listing.sentences()[0]
    assert "brought the case in from a file" in panel.listing.sentences()[1]
    assert side(desk, "account").difference.before == before


def test_an_act_that_was_put_back_far_down_is_told_at_the_top_and_the_rest_is_still_there(desk: HistoryDesk) -> None:
    many_acts(desk, 60)
    panel = desk.open()
    desk.session._read_again()
    panel.listing.list.scrollToBottom()
    desk.until(lambda: panel.listing.list.count() > 40)
    panel.listing.list.setCurrentRow(38)
    chosen = panel.listing.seq
    side(desk, "account").buttons[BEFORE].click()
    assert "act 62" in panel.listing.sentences()[0]
    assert panel.listing.seq == chosen


def test_while_names_are_hidden_older_acts_come_without_them_too(desk: HistoryDesk) -> None:
    desk.edit("B1", account="Anna told Tom.", title="follows Anna")
    many_acts(desk, 60)
    desk.session._read_again()
    desk.session.veil(True)
    panel = desk.open()
    desk.until(lambda: panel.listing.list.count() > 0)
    panel.listing.list.scrollToBottom()
    desk.until(lambda: panel.listing.list.count() > 50)
    assert "Anna" not in everything(desk)


def test_typing_in_one_field_is_one_line(desk: HistoryDesk) -> None:
    for text in ("a", "ab", "abc"):
        assert desk.session.attempt(commands.edit, "B1", "typing", account=text)
    sentences = desk.open("B1").listing.sentences()
    assert len(sentences) == 2
    assert "3 times in a row" in sentences[0]
    assert side(desk, "account").difference.after == "abc"


def test_a_clock_that_was_turned_back_is_told(desk: HistoryDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    class Earlier(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime.now(UTC) - timedelta(days=400)

    monkeypatch.setattr(journal, "datetime", Earlier)
    desk.edit("B1", account=FIRST)
    assert "clock stood before an earlier act" in desk.open().listing.sentences()[0]


def test_a_record_without_acts_says_so(desk: HistoryDesk) -> None:
    assert "Nothing was done here yet" in seen(desk.open("nothing"))


# ------------------------------------------------------------------------------------------------- hidden names


def everything(desk: HistoryDesk) -> str:
    """All words that the panel shows or tells a screen reader."""
    assert desk.panel is not None
    widgets = [each for each in desk.panel.findChildren(QWidget) if each.isVisible()]
    told = [each.accessibleName() + each.accessibleDescription() for each in widgets]
    marked = [each.words for each in widgets if isinstance(each, MarkedWords)]
    return "\n".join((*desk.panel.listing.sentences(), *told, *marked, seen(desk.panel)))


def test_while_names_are_hidden_older_texts_hide_them_too_and_those_that_were_given_up(desk: HistoryDesk) -> None:
    desk.edit("p2", name="Bertrada")
    desk.edit("B1", account="Bertrada told Tom, and Daniel heard it.", title="follows Bertrada")
    desk.edit("p2", name="Clotilde", aliases=())
    desk.edit("B1", account="Nobody is named.", title="follows her")
    desk.session.veil(True)
    for thing in ("B1", "p2", ""):
        panel = desk.open(thing)
        desk.until(lambda panel=panel: panel._ever is not None)
        for row in range(panel.listing.list.count()):
            panel.listing.list.setCurrentRow(row)
            words = everything(desk)
            assert [
                name for name in ("Bertrada", "Clotilde", "Anna", "Ania", "Daniel", "Mill Lane") if name in words
            ] == []
        panel.close()


def test_whoever_came_with_the_case_and_is_off_the_map_is_hidden_too(desk: HistoryDesk) -> None:
    desk.edit("p3", name="Bertrand")
    desk.edit("B1", account="Bertrand and Tom heard it.")
    desk.edit("B1", account="Nobody is named.")
    assert desk.session.attempt(commands.remove, "p3")
    desk.session.veil(True)
    panel = desk.open("B1")
    desk.until(lambda: bool(panel.listing.sentences()))
    for row in range(panel.listing.list.count()):
        panel.listing.list.setCurrentRow(row)
        assert not {"Bertrand", "Tom"} & set(re.findall(r"\w+", everything(desk)))


def test_who_was_ever_in_the_case_is_found_without_opening_all_that_it_began_with(desk: HistoryDesk) -> None:
    desk.edit("p2", name="Bertrada")
    assert desk.session.attempt(commands.remove, "p3")
    asked: list[tuple[int, int]] = []

    def ask(before: int, most: int, widest: int) -> tuple[Record, ...]:
        asked.append((most, widest))
        return desk.session.records(before=before, most=most, widest=widest)

    names = {name for person in everyone_ever(ask) for name in (person.name, *person.aliases)}
    assert {"Anna", "Bertrada", "Tom"} <= names
    assert all(widest for _most, widest in asked)


def test_until_it_is_known_who_was_ever_named_nothing_is_shown(desk: HistoryDesk) -> None:
    desk.edit("p2", name="Bertrada")
    desk.session.veil(True)
    panel = desk.open()
    assert panel.listing.sentences() == []
    assert "being read" in panel.word.text()
    desk.until(lambda: bool(panel.listing.sentences()))


def test_names_that_are_hidden_while_the_panel_is_open_go_from_it_at_once(desk: HistoryDesk) -> None:
    desk.edit("B1", title="follows Anna")
    panel = desk.open()
    assert "Anna" in everything(desk)
    desk.session.veil(True)
    assert "Anna" not in everything(desk)
    desk.until(lambda: bool(panel.listing.sentences()))
    assert "Anna" not in everything(desk)


# ------------------------------------------------------------------------------------------------- the hand


def test_everything_can_be_reached_by_keys_and_has_a_name(desk: HistoryDesk) -> None:
    desk.edit("B1", account=FIRST)
    desk.edit("B1", account=SECOND)
    panel = desk.open("B1")
    buttons = [each for each in panel.findChildren(QAbstractButton) if each.isVisible()]
    assert buttons
    assert all(each.accessibleName() for each in buttons)
    assert all(each.focusPolicy() & Qt.FocusPolicy.TabFocus for each in buttons)
    assert all(each.height() >= 24 for each in buttons)
    desk.qtbot.keyClick(panel.listing.list, Qt.Key.Key_Down)
    assert panel.detail.sides[0].difference.after == FIRST
    desk.qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_at_twice_the_size_nothing_is_cut_off_to_the_side(desk: HistoryDesk, qapp: QApplication) -> None:
    theme.apply(qapp, theme.Theme("light", 2.0))
    try:
        desk.edit("B1", account=FIRST * 20)
        panel = desk.open("B1")
        shown = [each for each in panel.detail.findChildren(MarkedWords) if each.isVisible()]
        desk.until(lambda: all(each.heightForWidth(each.width()) <= each.height() + 1 for each in shown))
        assert shown
        assert panel.detail.widget().width() <= panel.detail.viewport().width()
    finally:
        theme.apply(qapp, theme.Theme())


def test_a_lock_takes_the_panel_away_with_every_word_in_it(desk: HistoryDesk) -> None:
    desk.edit("B1", account=FIRST)
    panel = desk.open("B1")
    desk.session.locking.emit()
    assert not panel.isVisible()
    assert panel.listing.sentences() == []
    assert panel.detail.sides == []


def test_trouble_with_the_vault_is_said(desk: HistoryDesk) -> None:
    panel = desk.open()
    desk.vault.close()
    panel.read()
    assert panel.word.isVisible()


def test_a_title_without_words_is_told_by_its_kind(desk: HistoryDesk) -> None:
    source = dataclasses.replace(desk.session.case.entries["s1"], who="")
    desk.edit("s1", who="")
    assert "History of" in seen(desk.open(source.id))


def test_the_step_in_full_shows_that_the_keyboard_is_in_it(desk: HistoryDesk) -> None:
    for text in (FIRST, f"{FIRST} {'At night too. ' * 300}"):
        desk.edit("B1", account=text)
    detail = desk.open("B1").detail
    edge, focus = detail.rect().center(), theme.current().colour("focus")
    edge.setX(1)
    assert detail.grab().toImage().pixelColor(edge) != focus
    detail.setFocus()
    desk.until(detail.hasFocus)
    assert detail.grab().toImage().pixelColor(edge) == focus
