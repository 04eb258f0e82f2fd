"""What was not let into the room stands on no paper that everybody in it gets, and the desk says which that is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import app.present.displays as displays_module
from app import theme
from app.casepage import CasePage
from app.settings import Settings
from app.window import Window
from exports.interchange import read_file
from mapping.agreed import agree, begin_session, sessions
from storage.vault import KeyCost, Vault
from tests.app.test_presenting import turn

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "hale.case.json"
DAY = date(2026, 3, 12)


@pytest.fixture
def page(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CasePage]:
    """The sample, at the end of a meeting in which two things were agreed and one of them was let into the room."""
    theme.apply(qapp, theme.Theme())
    monkeypatch.setattr(displays_module, "other_display", lambda _window: qapp.primaryScreen())
    vault, _code = Vault.create(tmp_path / "vault", "copper lantern", cost=KeyCost(64, 1, 1))
    case = read_file(SAMPLE)
    vault.add(case, "K")
    window = Window(Settings(), lambda: None)
    window.resize(1366, 768)
    window.show()
    window.enter(vault)
    window.open_case(case.header.id)
    page = window.page
    assert page is not None
    page.session.do(begin_session(page.session.case, DAY))
    page.presenting.begin()
    turn()
    meeting = sessions(page.session.case)[0].id
    for line in ("housing: change the locks", "police: visit him at work"):
        page.session.do(agree(page.session.case, meeting, line, DAY))
    assert page.presenting.release(titled(page, "change the locks"))
    page.presenting.end()
    turn()
    yield page
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def titled(page: CasePage, title: str) -> str:
    return next(each.id for each in page.session.case.entries.values() if getattr(each, "title", "") == title)


def on_paper(page: CasePage, qtbot: QtBot) -> str:
    """The page of the meeting as it stands on the desk."""
    page.show_report()
    page.report.page_of_meeting()
    preview = page.report.preview
    qtbot.waitUntil(lambda: preview.current and not preview.busy and bool(preview.draft.texts), timeout=20_000)
    assert preview.draft is not None
    return " ".join("".join(preview.draft.texts).split())


def test_a_line_that_was_not_let_in_is_not_on_the_page_until_it_is_and_the_desk_says_which(
    page: CasePage, qtbot: QtBot
) -> None:
    waits = titled(page, "visit him at work")
    told = on_paper(page, qtbot)
    assert "Change the locks" in told
    assert "isit him" not in told
    (row, *_) = page.report.desk.left_out.lines
    assert "not let into the room yet" in row.link.accessibleName()
    row.link.pressed.emit()
    (card,) = row.body.findChildren(type(row.link))
    assert card.words.startswith("visit him at work")

    page.presenting.begin()
    turn()
    assert page.presenting.release(waits)
    page.presenting.end()
    assert "Visit him at work" in on_paper(page, qtbot)
    assert not [
        each for each in page.report.desk.left_out.lines if "not let into the room" in each.link.accessibleName()
    ]


def test_a_name_that_is_nobodys_on_the_map_is_pointed_out_before_everybody_takes_it_home(
    page: CasePage, qtbot: QtBot
) -> None:
    case = page.session.case
    page.session.do(agree(case, sessions(case)[0].id, "police: visit Darren Ferguson at the garage", DAY))
    assert "Darren Ferguson" in on_paper(page, qtbot)
    gives = page.report.desk.gives
    assert not gives.isHidden()
    (slip,) = gives.slips
    assert slip.words.startswith("“Darren Ferguson”: A name that is not on the map")

    slip.ways["nobody"].click()
    preview = page.report.preview
    qtbot.waitUntil(lambda: preview.current and not preview.busy, timeout=20_000)
    assert not gives.slips, "it was looked at"
    assert "Darren Ferguson" in on_paper(page, qtbot)


def test_a_card_that_is_withheld_there_is_withheld_from_the_meeting(page: CasePage, qtbot: QtBot) -> None:
    case = page.session.case
    page.session.do(agree(case, sessions(case)[0].id, "police: call at Hollybank School, SW1A 2AA", DAY))
    words = on_paper(page, qtbot)
    assert "Hollybank School, a postcode" in " ".join(words.split())
    (slip,) = page.report.desk.gives.slips
    slip.ways["withhold"].click()
    assert "Hollybank" not in on_paper(page, qtbot)
    assert "meeting" in page.session.case.entries[slip.found.original].withhold_from
