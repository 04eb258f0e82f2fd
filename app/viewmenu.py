"""The menu of how everything looks: colours, size of text, and the way to the keys; it remembers nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.settings import TEXT_SIZES, Settings

_COLOURS = (("light", "Light"), ("dark", "Dark"), ("contrast", "High contrast"))


class ViewMenu(QMenu):
    """Offers what `Settings` holds of the look; `chosen` brings the settings as they would then be."""

    chosen = Signal(object)

    def __init__(self, keys: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = Settings()
        self._ticks: list[tuple[QAction, str, object]] = []
        self._offer("theme", _COLOURS)
        self._offer("text", [(size, f"Text at {size} %") for size in TEXT_SIZES])
        self.addAction(keys)

    def show_ticks(self, settings: Settings) -> None:
        """Mark what holds now."""
        self._settings = settings
        for action, name, value in self._ticks:
            action.setChecked(getattr(settings, name) == value)

    def _offer(self, name: str, choices: Sequence[tuple[object, str]]) -> None:
        group = QActionGroup(self)
        for value, text in choices:
            action = QAction(text, group)
            action.setCheckable(True)
            action.triggered.connect(lambda _on, value=value: self._choose(name, value))
            self._ticks.append((action, name, value))
            self.addAction(action)
        self.addSeparator()

    def _choose(self, name: str, value: object) -> None:
        changed = {name: value}
        self.chosen.emit(replace(self._settings, **changed))  # type: ignore[arg-type]
