"""The settings in force, each change of which is kept at once: how everything looks, the vault, where the window is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMainWindow

from app import theme, windowplace
from app.settings import TEXT_SIZES, Settings, keep_settings


class Remembered:
    """What `Settings` holds, for the one window."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def keep(self, settings: Settings) -> None:
        """Keep these from now on; a disk that refuses stops nobody's work."""
        if settings != self.settings:
            self.settings = settings
            keep_settings(settings)

    def keep_vault(self, folder: Path, remember: bool) -> None:
        """A vault was opened; the next start looks there too if that is wanted."""
        vault = str(folder) if remember else self.settings.vault
        self.keep(replace(self.settings, vault=vault, entered=True))

    def keep_place(self, window: QMainWindow) -> None:
        """Where the window stands, for the process after a lock and for the next start."""
        if window.isVisible():
            self.keep(replace(self.settings, window=windowplace.place_of(window)))

    def look(self, settings: Settings) -> None:
        """Let everything look like this from now on."""
        self.keep(settings)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply(application, theme.Theme(settings.theme, settings.text / 100))

    def step_text(self, step: int) -> None:
        """Everything so many sizes larger; beyond the last nothing happens."""
        place = TEXT_SIZES.index(self.settings.text) + step
        if 0 <= place < len(TEXT_SIZES):
            self.look(replace(self.settings, text=TEXT_SIZES[place]))
