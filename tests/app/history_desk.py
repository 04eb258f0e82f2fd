"""What the tests of the history share: a vault with a family in it, a session over it, and the panel on the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.history.room import HistoryPanel
from app.session import Session
from app.worker import name_worker
from mapping.commands import edit
from storage.vault import Vault
from tests.app.inspecting import family
from tests.storage.sample import CHEAP, PASSPHRASE

WHO = "R. Okafor"


class HistoryDesk:
    """A family in a vault; `open` shows the panel."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.vault = Vault.create(folder, PASSPHRASE, cost=CHEAP)[0]
        name_worker(self.vault, WHO)
        self.vault.add(family(), WHO, "import")
        self.window = QWidget()
        self.window.show()
        self.session = Session(self.vault, "c1", WHO, lambda: None)
        self.panel: HistoryPanel | None = None

    def edit(self, identity: str, **values: object) -> None:
        """One act of its own."""
        assert self.session.attempt(edit, identity, **values)
        self.session.seal()

    def open(self, thing: str = "") -> HistoryPanel:
        """The panel, on the screen."""
        self.panel = HistoryPanel(self.session, self.vault, thing, self.window)
        self.panel.open()
        return self.panel

    def until(self, happened: Callable[[], bool]) -> None:
        """Wait until something happened."""
        self.qtbot.waitUntil(happened, timeout=20_000)

    def close(self) -> None:
        """Let go of everything."""
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.vault.close()


def seen(widget: QWidget) -> str:
    """All labels that are shown."""
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def button(widget: QWidget, text: str) -> QPushButton:
    """The button that says this and is shown."""
    return next(
        each for each in widget.findChildren(QPushButton) if each.isVisible() and each.text().replace("&&", "&") == text
    )
