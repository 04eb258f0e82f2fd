"""What the tests of evidence share: a photo, and a case page on the screen with the room open for one card."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.attachments.room import EvidenceRoom
from app.casepage import CasePage
from app.session import Session
from storage.vault import Vault
from tests.app.inspecting import HEADER

CARD, OTHER = "B1", "B2"


def save_photo(path: Path) -> Path:
    """A small red photo with the maker of a camera in it."""
    exif = Image.Exif()
    exif[0x10F] = "maker"
    out = BytesIO()
    Image.new("RGB", (120, 80), "red").save(out, "JPEG", exif=exif.tobytes())
    path.write_bytes(out.getvalue())
    return path


class Bench:
    """A case page on the screen with the room of evidence open for one card."""

    def __init__(self, qtbot: QtBot, vault: Vault) -> None:
        self.qtbot, self.vault, self.ended = qtbot, vault, False
        self.session = Session(vault, HEADER.id, "K. L.", self.end)
        self.page = CasePage(self.session, vault)
        qtbot.addWidget(self.page)
        self.page.resize(1366, 768)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        self.page.show_map()
        self.session.select((CARD,))
        self.page.to_evidence.show()

    def end(self) -> None:
        self.ended = True

    @property
    def room(self) -> EvidenceRoom:
        return self.page.to_evidence.room

    def read(self, path: Path) -> None:
        """Choose a file and wait until it is shown what would be kept."""
        self.room.read(path)
        self.qtbot.waitUntil(lambda: not self.room.busy, timeout=30_000)

    def keep(self, path: Path, title: str) -> None:
        self.read(path)
        self.room.before.title.setText(title)
        self.press("Keep it in the vault")

    def view(self, row: int = 0) -> None:
        self.room.list.list.setCurrentRow(row)
        self.press("View")
        self.qtbot.waitUntil(lambda: not self.room.busy, timeout=30_000)

    def press(self, text: str) -> None:
        next(each for each in self.shown(QPushButton) if each.text() == text).click()

    def shown(self, kind: type[QWidget]) -> list:
        return [each for each in self.room.findChildren(kind) if each.isVisible()]

    def words(self) -> str:
        """Every word that is to be read in the room now."""
        rows = [each.item(row).text() for each in self.shown(QListWidget) for row in range(each.count())]
        texts = [self.room.viewer.text.toPlainText()] if self.room.viewer.text.isVisible() else []
        return "\n".join([each.text() for each in self.shown(QLabel)] + rows + texts)
