"""Notices widgets that come up as windows of their own for a moment: a projector would show them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.present.screen import RoomScreen
from app.window import Window

_MEANT = (Window, RoomScreen)
_BESIDE = (Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.Dialog, Qt.WindowType.Sheet)


class Strays(QObject):
    """Listens from `begin` to `end`; `found` names what came up and should not have."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def begin(self, application: QApplication) -> Strays:
        """Listen."""
        application.installEventFilter(self)
        return self

    def end(self, application: QApplication) -> None:
        """Listen no more."""
        application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: an event on its way to anybody."""
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and isinstance(watched, QWidget) and watched.windowType() not in _BESIDE:
            self.found += [] if isinstance(watched, _MEANT) else [type(watched).__name__]
        return False
