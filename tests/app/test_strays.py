"""No widget comes up as a window of its own while somebody goes from view to view; a projector would show it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

import app.present.displays as displays_module
from app import theme
from app.actions import ACTS
from app.settings import Settings
from app.window import Window
from exports.interchange import read_file
from storage.vault import KeyCost, Vault
from tests.app.strays import Strays

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "hale.case.json"
LEAVING = frozenset({"hide", "lock", "cases"})
"""Acts after which no case is on the screen."""


def test_a_widget_that_is_shown_before_it_has_a_place_is_noticed(qapp: QApplication) -> None:
    strays = Strays().begin(qapp)
    button = QPushButton("for a moment")
    button.setVisible(True)
    strays.end(qapp)
    button.hide()
    assert strays.found == ["QPushButton"]


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    theme.apply(qapp, theme.Theme())
    monkeypatch.setattr(displays_module, "other_display", lambda _window: qapp.primaryScreen())
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


def turn() -> None:
    for _ in range(4):
        QApplication.processEvents()


def test_from_view_to_view_with_every_key_and_every_kind_of_card(qapp: QApplication, window: Window) -> None:
    page = window.page
    assert page is not None
    strays = Strays().begin(qapp)
    cards = {entry.kind: entry.id for entry in page.session.case.ordered_entries}
    for identity in cards.values():
        page.session.select((identity,))
        assert page.inspector.sheet is not None
        turn()
    for act in ACTS:
        if act.id not in LEAVING and act.keys and act.calls:
            window.activateWindow()
            QTest.keySequence(window.focusWidget() or window, QKeySequence(act.keys[0]))
            turn()
            assert strays.found == [], act.id
    strays.end(qapp)
