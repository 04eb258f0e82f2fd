"""Roles differ from meeting to meeting where somebody asks for it, and that is kept with the case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel

import app.present.displays as displays_module
from app import theme
from app.present import presenting as presenting_module
from app.present.chair import Chair
from app.report.room import ReportRoom
from app.settings import Settings
from app.window import Window
from exports.copies import document_copy
from exports.finished.passages import Passage
from exports.finished.pdftext import shown as shown_on
from exports.interchange import read_file
from mapping.agencies import seated
from mapping.agreed import agree, begin_session, sessions
from mapping.present import MARAC, Terms
from storage.vault import KeyCost, Vault
from tests.app.test_presenting import room, turn

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "hale.case.json"
DAYS = (date(2026, 3, 12), date(2026, 4, 2))


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    theme.apply(qapp, theme.Theme())
    monkeypatch.setattr(displays_module, "other_display", lambda _window: qapp.primaryScreen())
    monkeypatch.setattr(presenting_module, "today", lambda: DAYS[0])
    vault, _code = Vault.create(tmp_path / "vault", "copper lantern", cost=KeyCost(64, 1, 1))
    case = read_file(SAMPLE)
    vault.add(case, "K")
    made = Window(Settings(), lambda: None)
    made.resize(1366, 768)
    made.show()
    made.enter(vault)
    made.open_case(case.header.id)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def shown(window: Window) -> str:
    """What a room reads in a meeting that is begun and ended."""
    page = window.page
    assert page is not None
    page.presenting.begin()
    turn()
    assert page.presenting.screen is not None
    told = room(page.presenting.screen)
    page.presenting.end()
    return told


def asked(window: Window) -> None:
    """Somebody asks for other roles in a meeting, and it ends."""
    page = window.page
    assert page is not None
    page.presenting.begin()
    turn()
    chair = page.findChildren(Chair)[0]
    chair._catch_up()
    chair.sheet.chips["drawn"].click()
    turn()
    chair._catch_up()


def letters(told: str) -> set[str]:
    return set(re.findall(r"\b[Cc]hild ([A-Z])\b", told))


def test_roles_are_the_usual_ones_until_somebody_asks_and_then_others_at_each_meeting(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = window.page
    assert page is not None
    usual = shown(window)
    assert "elder child" in usual.casefold()
    assert not letters(usual)
    asked(window)
    page.presenting.end()

    first, again = shown(window), shown(window)
    assert len(letters(first)) == 3
    assert first == again, "the same meeting has the same roles"
    assert not re.search("elder|younger|unborn", first, re.IGNORECASE)
    monkeypatch.setattr(presenting_module, "today", lambda: DAYS[1])
    later = shown(window)
    assert len(letters(later)) == 3
    assert letters(later) != letters(first)


def test_the_chair_is_told_who_is_who_on_a_screen_of_its_own_alone(
    window: Window, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(window)
    page = window.page
    assert page is not None
    chair = page.findChildren(Chair)[0]

    def told() -> list[str]:
        said = (each.text() for each in chair.private.findChildren(QLabel) if not each.isHidden())
        return [text for text in said if re.match(r"Child [A-Z] is ", text)]

    assert len(told()) == 3
    monkeypatch.setattr(displays_module, "other_display", lambda _window: None)
    page.presenting.fed.emit()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert told() == []
    chair._catch_up()
    assert told() == []


def test_the_papers_of_the_meeting_say_the_same_letters_as_its_room(window: Window) -> None:
    asked(window)
    page = window.page
    assert page is not None and page.presenting.screen is not None
    page.session.do(begin_session(page.session.case, DAYS[0]))
    meeting = sessions(page.session.case)[0].id
    page.session.do(agree(page.session.case, meeting, "police: see the elder child’s school", DAYS[0]))
    for card in page.presenting.waiting.ids:
        page.presenting.release(card, sure=True)
    turn()
    wall = letters(room(page.presenting.screen))
    page.show_report()
    report = page.findChildren(ReportRoom)[0]
    report.desk.readers.choose_paper("session_record")
    wanted = report.preview.wanted
    assert wanted is not None
    made = document_copy(page.session.case, "session_record", wanted.whom, DAYS[1], room=wanted.room)
    paper = " ".join(each.text for each in shown_on(made) if isinstance(each, Passage))
    assert letters(paper) and letters(paper) <= wall
    assert not re.search(r"\belder child\b", paper, re.IGNORECASE)


def test_what_was_said_of_the_meeting_stays_for_the_day_when_the_case_is_opened_again(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = window.page
    assert page is not None
    monkeypatch.setattr(presenting_module, "today", lambda: DAYS[1])
    page.presenting.begin()
    page.presenting.choose(meeting="MARAC of Eastbrook", order=MARAC)
    key = next(each.key for each in seated(page.session.case))
    page.presenting.seat(key, False)
    page.presenting.choose(quotations=True)
    page.presenting.end()

    def again() -> Terms:
        case = page.session.case.header.id
        window.show_cases()
        window.open_case(case)
        assert window.page is not None
        assert window.page is not page
        window.page.presenting.begin()
        return window.page.presenting.terms

    terms = again()
    assert (terms.meeting, terms.order, terms.absent) == ("MARAC of Eastbrook", MARAC, frozenset({key}))
    assert not terms.quotations, "what was chosen to be shown besides is asked anew"
    monkeypatch.setattr(presenting_module, "today", lambda: DAYS[1] + timedelta(days=7))
    assert again().meeting == ""
