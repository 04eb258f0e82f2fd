"""The ways to the history: keys, the inspector, the menu on a card; and from it to a card that is to be changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app import theme
from app.actions import ACTS
from app.casepage import CasePage
from app.curtain import Curtain
from app.history.room import HistoryPanel
from app.session import Session
from storage.vault import Vault
from tests.app.history_desk import button, seen
from tests.app.inspecting import family
from tests.storage.sample import CHEAP, PASSPHRASE


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> Iterator[CasePage]:
    theme.apply(qapp, theme.Theme())
    vault, _code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)
    vault.add(family(), "R. Okafor")
    made = CasePage(Session(vault, "c1", "R. Okafor", lambda: None), vault)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    vault.close()


def panel_of(page: CasePage) -> HistoryPanel:
    return next(each for each in page.findChildren(HistoryPanel) if each.isVisible())


def test_a_key_shows_the_history_of_the_case(page: CasePage, qtbot: QtBot) -> None:
    page._keys["history"].trigger()
    assert "History of this case" in seen(panel_of(page))


def test_another_shows_that_of_the_selected_card_or_of_the_case_where_none_is(page: CasePage) -> None:
    page._keys["card_history"].trigger()
    assert "History of this case" in seen(panel_of(page))
    panel_of(page).accept()
    page.session.select(("B1",))
    page._keys["card_history"].trigger()
    assert "History of “takes her wages”" in seen(panel_of(page))


def test_both_keys_belong_to_nothing_else() -> None:
    keys = [QKeySequence(each) for act in ACTS for each in act.keys]
    for each in ("Ctrl+H", "Ctrl+Shift+H"):
        assert keys.count(QKeySequence(each)) == 1


def test_the_inspector_leads_to_the_history_of_what_it_shows(page: CasePage, qtbot: QtBot) -> None:
    page.session.select(("B1",))
    qtbot.waitUntil(lambda: any(each.text() == "History of this card…" for each in _buttons(page)), timeout=20_000)
    button(page.inspector, "History of this card…").click()
    assert "History of “takes her wages”" in seen(panel_of(page))


def test_the_form_of_the_case_leads_to_its_history(page: CasePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: any(each.text() == "History of this case…" for each in _buttons(page)), timeout=20_000)
    button(page.inspector, "History of this case…").click()
    assert "History of this case" in seen(panel_of(page))


def test_a_card_that_is_to_be_changed_first_is_opened(page: CasePage) -> None:
    page.show_history()
    panel = panel_of(page)
    panel._open("B2")
    assert page.session.selection == ("B2",)
    assert not panel.isVisible()


def test_hiding_everything_takes_the_panel_away(page: CasePage, qtbot: QtBot) -> None:
    page.show_history()
    panel = panel_of(page)
    curtain = Curtain(page)
    curtain.fall()
    assert not panel.isVisible()
    curtain.hide()


def _buttons(page: CasePage) -> list[QPushButton]:
    return [each for each in page.inspector.findChildren(QPushButton) if each.isVisible()]
