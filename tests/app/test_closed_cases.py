"""A case that was closed is not kept in memory by any view of it, whichever of them was looked at."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app import theme
from app.settings import Settings
from app.window import Window
from mapping.history import History
from storage.vault import KeyCost, Vault
from tests.cases import PUBLISHED_NAMES, published

PASSPHRASE = "copper lantern under seven rivers"
VIEWS = ("outline", "words", "unknowns", "language", "report", "guided")


def turn() -> None:
    """Let Qt do what waits, and take away what is to go."""
    for _ in range(4):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def kept() -> int:
    """How many open cases Python holds: each has one history."""
    gc.collect()
    return sum(isinstance(each, History) for each in gc.get_objects())


@pytest.fixture
def window(qapp: QApplication) -> Iterator[Window]:
    theme.apply(qapp, theme.Theme())
    made = Window(Settings(), lambda: None)
    made.resize(1366, 768)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    turn()


def opened_and_closed(window: Window, folder: Path, case_id: str, views: tuple[str, ...], *, room: bool) -> None:
    with Vault.unlock(folder, PASSPHRASE) as vault:
        window.enter(vault)
        window.open_case(case_id)
        page = window.page
        assert page is not None
        for view in views:
            getattr(page, f"show_{view}")()
            turn()
        if room:
            page.presenting.begin()
            turn()
            page.presenting.end()
        page.leave()
        turn()
        window.vault = None


@pytest.mark.parametrize("view", ["", *VIEWS, "room"])
def test_a_case_that_was_closed_is_held_by_no_view(window: Window, tmp_path: Path, view: str) -> None:
    made, _code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=KeyCost(64, 1, 1))
    case = published(PUBLISHED_NAMES[0])
    made.add(case, "K")
    made.close()
    views = (view,) if view in VIEWS else ()
    opened_and_closed(window, made.folder, case.header.id, views, room=view == "room")
    before = kept()
    for _ in range(2):
        opened_and_closed(window, made.folder, case.header.id, views, room=view == "room")
    assert kept() <= before


def test_a_case_that_is_held_is_found_out() -> None:
    before, held = kept(), History()
    assert kept() == before + 1
    del held
