"""A whole meeting with keys alone, both windows alive: what is seen, what never is, what is kept, what is signed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

import app.present.displays as displays_module
from app import theme
from app.casepage import CasePage
from app.plain import Button
from app.present.screen import RoomScreen
from app.settings import Settings
from app.window import Window
from exports.copies import document_copy
from exports.interchange import read_file
from mapping.audience import Reader, cut
from mapping.casemap import CaseMap
from mapping.entries import Person
from mapping.lanes import is_card
from mapping.readers import MEETING
from mapping.signed import signings
from storage.vault import KeyCost, Vault
from tests.app.room_reading import everything

PASSPHRASE = "copper lantern under seven rivers"
SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "hale.case.json"
CAPTURED = ("hid her passport", "sold the pram", "rang her manager twice a day")


@pytest.fixture
def case() -> CaseMap:
    return read_file(SAMPLE)


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, case: CaseMap, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    theme.apply(qapp, theme.Theme())
    monkeypatch.setattr(displays_module, "other_display", lambda _window: qapp.primaryScreen())
    vault, _code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=KeyCost(64, 1, 1))
    vault.add(case, "K")
    made = Window(Settings(), lambda: None)
    made.resize(1366, 768)
    made.show()
    made.enter(vault)
    made.open_case(case.header.id)
    made.activateWindow()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def turn() -> None:
    for _ in range(4):
        QApplication.processEvents()


def press(window: Window, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key goes to whatever has the keyboard."""
    QTest.keyClick(window.focusWidget() or window, key, held)
    turn()


def act_on(widget: QWidget) -> None:
    """The keyboard comes to a button, and Enter presses it."""
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_Return)
    turn()


def step(page: CasePage, key: str) -> None:
    page.guided.go(next(each.key for each in page.guided.standings if each.step.key == key))
    turn()


def button(room: QWidget, words: str) -> Button:
    return next(each for each in room.findChildren(Button) if each.text() == words and not each.isHidden())


def capture(page: CasePage, screen: RoomScreen, words: str, *, straight: bool) -> None:
    """The scribe types one line; A brings the keyboard there from the room's window."""
    QTest.keyClick(screen, Qt.Key.Key_A)
    turn()
    line = page.quick.line
    QTest.keyClicks(line, words)
    line.popup.hide()
    held = Qt.KeyboardModifier.ShiftModifier if straight else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(line, Qt.Key.Key_Return, held)
    turn()


def forbidden(case: CaseMap) -> set[str]:
    """The words of every card that a meeting may not have, and every name."""
    copy = cut(case, Reader(MEETING)).copy.entries
    cards = {each.title for each in case.ordered_entries if is_card(each) and each.id not in copy and each.title}
    names = {name for person in case.of(Person) for name in (person.name, *person.aliases) if len(name.split()) > 1}
    return cards | names


def before_it(window: Window, page: CasePage, case: CaseMap) -> None:
    """The meeting is noted in its step."""
    press(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert page.guided.isVisible()
    step(page, "open")
    act_on(button(page.guided, "Note another meeting today"))
    session = page.guided.record.here.meeting
    assert session is not None
    assert session.id not in case.entries
    step(page, "open")
    act_on(button(page.guided, "Confidentiality was read"))


def every_view(screen: RoomScreen) -> set[str]:
    """The first words of the keys of all views, gone through with the arrow key."""
    seen = set()
    for _ in range(80):
        seen.add(screen.frames[screen.at].key.split(":")[0])
        QTest.keyClick(screen, Qt.Key.Key_Right)
    screen.go(0)
    return seen


def lines_are_typed(page: CasePage, screen: RoomScreen) -> None:
    """One straight into the room, one let in later, one that waits, a slip, and one with a name that nobody knows."""
    capture(page, screen, f"{CAPTURED[0]} #money @mother", straight=True)
    assert "passport" in everything(screen)
    capture(page, screen, f"{CAPTURED[1]} #money", straight=False)
    assert "pram" not in everything(screen)
    QTest.keyClick(screen, Qt.Key.Key_R)
    assert "pram" in everything(screen)
    capture(page, screen, f"{CAPTURED[2]} #money", straight=False)
    capture(page, screen, "a slip of the hand #money", straight=True)
    QTest.keyClick(screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "slip of the hand" not in everything(screen)
    capture(page, screen, "followed Karen to work #money", straight=True)
    assert "Karen" not in everything(screen)


def after_it(window: Window, page: CasePage) -> str:
    """What was agreed, and the signing; what is said of the signing when it is looked at."""
    press(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    step(page, "actions")
    line = page.guided.record.agreed.line
    QTest.keyClicks(line, "police: visit him at work by 3 April 2027 (Sergeant Lee)")
    QTest.keyClick(line, Qt.Key.Key_Return)
    turn()
    step(page, "close")
    names = page.guided.record.sign.names
    QTest.keyClicks(names, "A. Chair, S. Scribe")
    QTest.keyClick(names, Qt.Key.Key_Return)
    turn()
    (signed,) = signings(page.session.case)
    page.guided.record.sign.look(signed)
    for _ in range(40):
        turn()
    return "\n".join(each.text() for each in page.guided.record.findChildren(QLabel))


def the_page(case: CaseMap) -> str:
    """The one page of the meeting, as text."""
    made = document_copy(case, "session_record", "", date(2026, 11, 23))
    (paper,) = pypdf.PdfReader(io.BytesIO(made)).pages
    return " ".join(paper.extract_text().split())


def test_a_whole_meeting_with_keys_alone(window: Window, case: CaseMap) -> None:
    page = window.page
    assert page is not None
    before_it(window, page, case)
    press(window, Qt.Key.Key_F5)
    screen = page.presenting.screen
    assert screen is not None
    assert {"pattern", "child", "services", "unknown", "goals", "actions"} <= every_view(screen)
    told = everything(screen)
    assert not [words for words in forbidden(case) if words in told]
    lines_are_typed(page, screen)
    for _ in range(2):
        QTest.keyClick(screen, Qt.Key.Key_B)
    assert not screen.covered
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    turn()
    assert not page.presenting.runs

    assert "exactly as it was signed" in after_it(window, page)
    now = page.session.case
    titles = {getattr(each, "title", "") for each in now.ordered_entries}
    assert set(CAPTURED) <= titles
    assert "a slip of the hand" not in titles
    words = the_page(now)
    for each in ("Visit him at work", "3 Apr 2027", "Confidentiality was read"):
        assert each in words
    assert not [each for each in forbidden(case) if each in words]


def test_the_page_for_everybody_is_one_press_from_the_signing(window: Window) -> None:
    page = window.page
    assert page is not None
    page.show_guided()
    step(page, "close")
    page.guided.record.sign.buttons["page"].click()
    assert page.rooms.currentWidget() is page.report
    choice = page.report.desk.readers.choice
    assert choice is not None
    assert choice.paper == "session_record"
