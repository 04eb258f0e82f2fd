"""Presenting with keys alone: what waits, what is let in, what never comes to the room, and how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

import app.present.displays as displays_module
import app.present.presenting as presenting_module
from app import theme
from app.casepage import CasePage
from app.clock import today
from app.gui import lock_or_cover
from app.plain import Button
from app.present.chair import Chair
from app.present.onlyyou import OnlyYou
from app.present.presenting import Presenting
from app.present.screen import RoomScreen
from app.settings import Settings
from app.window import Window
from mapping import commands
from mapping.agencies import agency
from mapping.agreed import begin_session, sessions
from mapping.attending import attend
from mapping.casemap import CaseMap
from mapping.entries import SafetyItem, View
from storage.vault import KeyCost, Vault
from tests.cases import behaviour, case_of, cited, person, published, source

PASSPHRASE = "copper lantern under seven rivers"
WANTS = "I want him to hear nothing of this from anybody, not from the school and not from his mother, before June"
SECRET = "sleeps at the refuge in Alder Lane"


def small() -> CaseMap:
    return case_of(
        behaviour("B1", "took her wages", category="B07", cites=cited("s1")),
        behaviour("B2", "told Tom to spy on her", category="B11", cites=cited("s1")),
        behaviour("B3", "rang her forty times a day", category="B09", cites=cited("s1")),
        source("s1", "police", agency="Police"),
        person("p4", "child", name="Mika", label="Younger child"),
        SafetyItem(id="W1", title=SECRET),
        View(id="Y1", person="p2", account=WANTS),
    )


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made, _code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=KeyCost(64, 1, 1))
    made.add(small(), "K")
    yield made
    made.close()


@pytest.fixture
def window(qapp: QApplication, vault: Vault) -> Iterator[Window]:
    theme.apply(qapp, theme.Theme())
    made = Window(Settings(), lambda: None)
    made.resize(1366, 768)
    made.show()
    made.enter(vault)
    made.open_case("case-1")
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(params=["two displays", "one display"])
def displays(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> str:
    if request.param == "two displays":
        monkeypatch.setattr(displays_module, "other_display", lambda _window: qapp.primaryScreen())
    return str(request.param)


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> None:
    monkeypatch.setattr(displays_module, "other_display", lambda _window: qapp.primaryScreen())


def begun(window: Window) -> tuple[CasePage, Presenting, RoomScreen]:
    page = window.page
    assert page is not None
    window.activateWindow()
    page.map.setFocus()
    turn()
    QTest.keyClick(page.map, Qt.Key.Key_F5)
    turn()
    presenting = page.presenting
    assert presenting.screen is not None
    return page, presenting, presenting.screen


def turn() -> None:
    for _ in range(4):
        QApplication.processEvents()


def typed(page: CasePage, text: str, *, shift: bool = False) -> None:
    """The scribe types a line and presses Enter, or Shift and Enter."""
    line = page.quick.line
    line.setFocus()
    line.clear()
    QTest.keyClicks(line, text)
    line.popup.hide()
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(line, Qt.Key.Key_Return, held)
    turn()


def room(screen: RoomScreen) -> str:
    """Everything that any view of the room says."""
    return "\n".join(text for frame in screen.frames for text in frame.texts)


def chair(page: CasePage) -> str:
    found = page.findChildren(Chair)[0]
    found._later.stop()
    found._catch_up()
    turn()
    links = [link.words for link in found.links.values()]
    return "\n".join([*(each.text() for each in found.findChildren(QLabel) if not each.isHidden()), *links])


def test_the_key_shows_the_room_its_part_of_the_case_by_role(window: Window, displays: str) -> None:
    _page, _presenting, screen = begun(window)
    assert screen.isVisible()
    assert "ook her wages" in room(screen)
    assert SECRET not in room(screen)
    assert "Mika" not in room(screen)


def test_a_card_with_a_name_that_nobody_knows_waits_from_the_beginning(window: Window, two: None) -> None:
    page, presenting, screen = begun(window)
    assert "Tom" not in room(screen)
    assert "told Tom" in chair(page)
    assert presenting.release("B2", sure=True)
    presenting.end()
    assert "Tom" in room(begun(window)[2])


def test_keys_in_the_rooms_window_step_through_the_views(window: Window, two: None) -> None:
    _page, _presenting, screen = begun(window)
    QTest.keyClick(screen, Qt.Key.Key_Right)
    assert screen.at == 1
    QTest.keyClick(screen, Qt.Key.Key_Left)
    assert screen.at == 0
    QTest.keyClick(screen, Qt.Key.Key_1)
    assert screen.focused
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert not screen.focused


def test_the_same_keys_work_in_the_chairs_window(window: Window, two: None) -> None:
    page, _presenting, screen = begun(window)
    found = page.findChildren(Chair)[0]
    QTest.keyClick(found, Qt.Key.Key_Right)
    assert screen.at == 1
    QTest.keyClick(found, Qt.Key.Key_B)
    assert screen.covered


def test_the_chairs_small_picture_follows_a_card_that_is_large_and_is_not_any_more(window: Window, two: None) -> None:
    page, _presenting, screen = begun(window)
    small = page.findChildren(Chair)[0].picture
    QTest.keyClick(screen, Qt.Key.Key_0)
    whole = small._picture.toImage()
    QTest.keyClick(screen, Qt.Key.Key_1)
    assert small._picture.toImage() != whole
    QTest.keyClick(screen, Qt.Key.Key_0)
    assert small._picture.toImage() == whole


def test_arrows_and_a_presenters_remote_step_from_whatever_has_the_keyboard_in_the_chairs_window(
    window: Window, two: None
) -> None:
    page, _presenting, screen = begun(window)
    found = page.findChildren(Chair)[0]
    assert window.focusWidget() is found.on
    for key, at in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_PageDown, 2), (Qt.Key.Key_PageUp, 1), (Qt.Key.Key_Left, 0)):
        QTest.keyClick(window.focusWidget(), key)
        assert screen.at == at
        assert window.focusWidget() is found.on


def test_a_choice_of_this_meeting_keeps_the_keyboard(window: Window, two: None) -> None:
    page, presenting, _screen = begun(window)
    chair(page)
    chip = page.findChildren(Chair)[0].sheet.chips["efforts"]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    chair(page)
    assert presenting.terms.efforts
    assert chip.isChecked()
    assert window.focusWidget() is chip


def test_what_is_clicked_off_the_rooms_screen_does_not_come_back_with_the_next_view(window: Window, two: None) -> None:
    page, presenting, screen = begun(window)
    chair(page)
    sheet = page.findChildren(Chair)[0].sheet
    sheet.setFocus()
    QTest.keyClicks(sheet.called, "Core group")
    for on in (True, False):
        QTest.mouseClick(sheet.chips["quotations"], Qt.MouseButton.LeftButton)
        chair(page)
        assert presenting.terms.quotations is on
    assert presenting.terms.meeting == "Core group"
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert not presenting.terms.quotations
    assert screen.at == 1


def test_the_order_that_is_chosen_already_stays_chosen(window: Window, two: None) -> None:
    page, presenting, _screen = begun(window)
    chair(page)
    chips = page.findChildren(Chair)[0].sheet.chips
    chips["marac"].click()
    chips["marac"].click()
    chair(page)
    assert presenting.terms.order == "marac"
    assert chips["marac"].isChecked()
    assert not chips["usual"].isChecked()


def test_one_thing_after_the_other_is_let_in_by_keys_and_the_keyboard_stays_with_the_chair(
    window: Window, two: None
) -> None:
    page, presenting, _screen = begun(window)
    presenting.release("B2", sure=True)
    for words in ("hid her passport #money @mother", "sold the pram #money"):
        typed(page, words)
    chair(page)
    found = page.findChildren(Chair)[0]
    offered = [each for each in found.waits.findChildren(Button) if each.isVisible()]
    offered[0].setFocus()
    for left in (1, 0):
        held = window.focusWidget()
        assert held.accessibleName().startswith("Release: ")
        QTest.keyClick(held, Qt.Key.Key_Return)
        turn()
        assert len(presenting.waiting.cards(page.session.case)) == left
    assert window.focusWidget() is found.on


def test_a_line_is_on_the_map_at_once_and_in_the_room_when_it_is_released(window: Window, two: None) -> None:
    page, _presenting, screen = begun(window)
    typed(page, "hid her passport #money @mother")
    assert any(getattr(each, "title", "") == "hid her passport" for each in page.session.case.ordered_entries)
    assert "passport" not in room(screen)
    assert "hid her passport" in chair(page)
    QTest.keyClick(screen, Qt.Key.Key_R)
    assert "passport" in room(screen)
    assert "hid her passport" not in chair(page)


def test_one_key_lets_in_a_line_with_who_told_it(window: Window, two: None) -> None:
    page, _presenting, screen = begun(window)
    typed(page, "hid her passport #money @mother !health visitor")
    QTest.keyClick(screen, Qt.Key.Key_R)
    assert "passport" in room(screen)
    assert "visitor" not in chair(page)


def test_a_name_does_not_come_to_the_room_by_the_next_key_after_something_else_was_let_in(
    window: Window, two: None
) -> None:
    page, _presenting, screen = begun(window)
    typed(page, "hid her passport #money @mother")
    chair(page)
    found = page.findChildren(Chair)[0]
    offered = [each for each in found.waits.findChildren(Button) if each.isVisible()]
    (mine,) = (each for each in offered if each.accessibleName().endswith("passport"))
    mine.setFocus()
    for _ in range(3):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
        turn()
    assert "passport" in room(screen)
    assert "Tom" not in room(screen)


def test_after_a_click_on_what_waits_the_space_bar_is_the_next_view(window: Window, two: None) -> None:
    page, _presenting, screen = begun(window)
    for words in ("hid her passport #money @mother", "sold the pram #money"):
        typed(page, words)
    chair(page)
    found = page.findChildren(Chair)[0]
    found.setFocus()
    offered = [each for each in found.waits.findChildren(Button) if each.isVisible()]
    (mine,) = (each for each in offered if each.accessibleName().endswith("passport"))
    QTest.mouseClick(mine, Qt.MouseButton.LeftButton)
    turn()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert screen.at == 1
    assert "pram" not in room(screen)


def test_what_is_taken_back_is_asked_anew_for_the_name_in_it(window: Window, two: None) -> None:
    _page, presenting, screen = begun(window)
    assert presenting.release("B2", sure=True)
    QTest.keyClick(screen, Qt.Key.Key_U)
    assert not presenting.release("B2")
    assert "Tom" not in room(screen)


def test_shift_and_enter_put_a_line_into_the_room_at_once(window: Window, two: None) -> None:
    page, _presenting, screen = begun(window)
    typed(page, "hid her passport #money @mother", shift=True)
    assert "passport" in room(screen)


def test_a_line_with_a_name_that_nobody_knows_waits_even_so(window: Window, two: None) -> None:
    page, presenting, screen = begun(window)
    typed(page, "followed Karen to work #money", shift=True)
    assert "Karen" not in room(screen)
    assert "Karen" in chair(page)
    QTest.keyClick(screen, Qt.Key.Key_R)
    assert "Karen" not in room(screen)
    assert "Say who that is" in chair(page)
    # Somebody has looked, and says that it is no name.
    assert presenting.release(sure=True)


def test_with_one_display_a_name_that_nobody_knows_is_not_left_on_the_chairs_view_either(window: Window) -> None:
    page, presenting, screen = begun(window)
    QTest.keyClick(screen, Qt.Key.Key_A)
    turn()
    typed(page, "followed Karen to work #money")
    presenting.release()
    turn()
    told = chair(page)
    assert "followed … to work" in told
    assert "A name in it is nobody on this map yet" in told
    seen = [*page.findChildren(QLabel), *page.findChildren(QPushButton)]
    assert not [each for each in seen if each.isVisible() and "Karen" in f"{each.text()} {each.accessibleName()}"]


def test_who_is_noted_as_here_in_todays_meeting_is_here_in_the_room_and_nobody_else(window: Window, two: None) -> None:
    page = window.page
    assert page is not None
    page.session.do(commands.add(page.session.case, source("s8", "police", agency="Kent Police")))
    page.session.do(commands.add(page.session.case, source("s9", "school", agency="Hill School")))
    page.session.do(begin_session(page.session.case, today(), "Core group"))
    meeting = sessions(page.session.case)[0].id
    page.session.do(attend(page.session.case, meeting, "kent police"))
    _page, presenting, _screen = begun(window)
    assert presenting.terms.session == meeting
    assert "Core group" in presenting.showing.mark
    assert presenting.is_here(agency("Kent Police").key)
    assert not presenting.is_here(agency("Hill School").key)
    page.session.do(attend(page.session.case, meeting, "hill school"))
    assert presenting.is_here(agency("Hill School").key)


def test_a_meeting_of_another_day_names_no_room_of_today(window: Window, two: None) -> None:
    page = window.page
    assert page is not None
    page.session.do(begin_session(page.session.case, date(2020, 1, 6), "Core group"))
    _page, presenting, _screen = begun(window)
    assert "Core group" not in presenting.showing.mark
    assert presenting.terms.session == ""


def test_what_is_added_in_another_way_waits_too(window: Window, two: None) -> None:
    page, _presenting, screen = begun(window)
    entry = commands.new_entry(page.session.case, "behaviour", title="sold the car", by="p1", category="B07")
    assert page.session.attempt(commands.add, entry)
    turn()
    assert "sold the car" not in room(screen).casefold()


def test_a_text_that_is_changed_so_that_it_holds_an_unknown_name_leaves_the_room(window: Window, two: None) -> None:
    page, _presenting, screen = begun(window)
    assert page.session.attempt(commands.edit, "B1", title="took her wages and gave them to Karen")
    turn()
    assert "Karen" not in room(screen)


def test_undo_takes_a_slip_back_in_both_windows(window: Window, two: None) -> None:
    page, _presenting, screen = begun(window)
    typed(page, "hid her passport #money @mother", shift=True)
    QTest.keyClick(screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    turn()
    assert "passport" not in room(screen)
    assert not any(getattr(each, "title", "") == "hid her passport" for each in page.session.case.ordered_entries)


def test_what_was_let_in_can_be_taken_out_of_the_room_and_stays_on_the_map(window: Window, two: None) -> None:
    page, _presenting, screen = begun(window)
    typed(page, "hid her passport #money @mother", shift=True)
    QTest.keyClick(screen, Qt.Key.Key_U)
    assert "passport" not in room(screen)
    assert "hid her passport" in chair(page)


def test_what_waits_waits_for_the_next_meeting_too(window: Window, two: None) -> None:
    page, _presenting, screen = begun(window)
    typed(page, "hid her passport #money @mother")
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    turn()
    page.leave()
    window.open_case("case-1")
    _page, _presenting, screen = begun(window)
    assert "passport" not in room(screen)


def test_a_line_that_is_refused_stays_in_its_field_and_nothing_comes_to_the_room(window: Window, two: None) -> None:
    page, _presenting, screen = begun(window)
    before = room(screen)
    typed(page, "something #nothing-of-the-kind")
    assert page.quick.line.text()
    assert room(screen) == before


def test_with_two_displays_the_chair_sees_what_is_private_and_the_room_does_not(window: Window, two: None) -> None:
    page, _presenting, screen = begun(window)
    assert SECRET in chair(page)
    assert SECRET not in room(screen)


def test_what_only_the_chair_sees_is_whole_and_stands_kind_by_kind(qtbot, window: Window, two: None) -> None:
    page, _presenting, _screen = begun(window)
    efforts = [f"Keeps key {number}" for number in range(20)]
    for each in efforts:
        known = {"title": each, "by": "p2", "sensitivity": "survivor_private"}
        page.session.attempt(commands.add, commands.new_entry(page.session.case, "protective_effort", **known))
    qtbot.waitUntil(lambda: efforts[-1] in chair(page))
    (box,) = [each for each in window.findChildren(OnlyYou) if each.isVisible()]
    words = [each.text() for each in box.findChildren(QLabel)]
    assert words[:2] == ["Dangers", SECRET]
    assert WANTS in words
    assert [each for each in words if each in efforts] == efforts
    assert words[words.index(efforts[0]) - 1].startswith("What")
    assert box.height() <= 240
    assert box.verticalScrollBar().maximum() > 0


def test_with_one_display_private_things_are_only_counted_and_people_are_called_by_role(window: Window) -> None:
    page, presenting, screen = begun(window)
    assert presenting.alone
    QTest.keyClick(screen, Qt.Key.Key_A)
    turn()
    assert page.quick.line.hasFocus() or not screen.isVisible()
    assert SECRET not in chair(page)
    assert "kept close" in chair(page)
    assert page.session.veiled
    assert not page.inspector.isVisible()


def test_hiding_the_program_blanks_the_room_and_leaves_nothing_of_the_case_on_either(
    window: Window, displays: str
) -> None:
    _page, _presenting, screen = begun(window)
    QTest.keyClick(screen, Qt.Key.Key_H)
    turn()
    assert window.hidden
    assert screen.covered


def test_while_a_room_looks_idleness_blanks_and_does_not_lock(window: Window, two: None) -> None:
    page, _presenting, screen = begun(window)
    locked: list[bool] = []
    page.session.locking.connect(lambda: locked.append(True))
    lock_or_cover(window, "idle")
    assert window.hidden
    assert screen.covered
    assert not locked


@pytest.mark.parametrize("why", ["sleep", "desktop"])
def test_the_desktops_own_lock_locks_while_a_room_looks(window: Window, two: None, why: str) -> None:
    page, presenting, _screen = begun(window)
    locked: list[bool] = []
    page.session.locking.connect(lambda: locked.append(True))
    lock_or_cover(window, why)
    assert locked
    assert presenting.screen is None


def test_after_a_meetings_length_idleness_locks_again(
    window: Window, two: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, presenting, _screen = begun(window)
    assert presenting.in_time
    presenting._began -= presenting_module.LONGEST * 60 + 1
    locked: list[bool] = []
    page.session.locking.connect(lambda: locked.append(True))
    lock_or_cover(window, "idle")
    assert locked


def test_escape_ends_it_and_the_case_is_there_again(window: Window, displays: str) -> None:
    page, presenting, screen = begun(window)
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    turn()
    assert not presenting.runs
    assert page.map.isVisible()
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, RoomScreen) and each.isVisible()]


def test_an_agency_that_is_not_here_has_what_only_it_can_confirm_hatched(window: Window, two: None) -> None:
    page, presenting, screen = begun(window)
    assert not any(card.hatched for frame in screen.frames for card in frame.cards)
    chair(page)
    chips = page.findChildren(Chair)[0].sheet.chips
    chips["police"].click()
    turn()
    assert any(card.hatched for frame in presenting.showing.frames for card in frame.cards)


def test_the_filter_of_the_map_is_the_rooms_with_one_key(window: Window, two: None) -> None:
    page, _presenting, screen = begun(window)
    page.session.select(("B1",))
    page.map.see_near()
    turn()
    QTest.keyClick(screen, Qt.Key.Key_F)
    assert "forty times" not in room(screen)
    QTest.keyClick(screen, Qt.Key.Key_F)
    assert "forty times" in room(screen)


def test_the_mark_says_the_day_and_the_meeting(window: Window, two: None) -> None:
    page, _presenting, screen = begun(window)
    sheet = page.findChildren(Chair)[0].sheet
    sheet.called.setText("Core group")
    sheet.called.editingFinished.emit()
    assert "Core group" in screen._mark


def test_no_message_and_no_other_window_opens_over_the_room(window: Window, two: None) -> None:
    page, _presenting, screen = begun(window)
    QTest.keyClick(screen, Qt.Key.Key_R)
    page.session.failed.emit("The disk is full.")
    turn()
    own = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each not in (window, screen)]
    assert own == []
    assert "disk is full" not in room(screen)
    assert not screen.findChildren(QWidget)


@pytest.mark.parametrize("name", ["open-01-after-prison", "open-02-school-basement"])
def test_a_published_case_is_shown_and_stepped_through(
    tmp_path: Path, qapp: QApplication, two: None, name: str
) -> None:
    made, _code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=KeyCost(64, 1, 1))
    case = published(name)
    made.add(case, "K")
    window = Window(Settings(), lambda: None)
    window.show()
    window.enter(made)
    window.open_case(case.header.id)
    try:
        _page, presenting, screen = begun(window)
        for _ in range(60):
            QTest.keyClick(screen, Qt.Key.Key_Right)
        assert screen.at == len(screen.frames) - 1
        presenting.end()
    finally:
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
