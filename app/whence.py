"""Remembers from where the keyboard came into a part of the window, so that it goes back there when the part closes."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class Whence(QObject):
    """Belongs to one part and watches the keyboard come into it; it knows nothing else of either."""

    def __init__(self, part: QWidget) -> None:
        super().__init__(part)
        self._part = part
        self._from: QWidget | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and new is not None and self._holds(new) and not self._holds(old):
            self._from = old

    def _holds(self, widget: QWidget) -> bool:
        return widget is self._part or self._part.isAncestorOf(widget)

    @property
    def holds_keyboard(self) -> bool:
        """Whether the keyboard is in the part now."""
        at = QApplication.focusWidget()
        return at is not None and self._holds(at)

    def go_back(self, otherwise: QWidget | None = None) -> None:
        """Give the keyboard back; to `otherwise` where what had it is gone or cannot be seen any more."""
        there, self._from = self._from, None
        back = there if there is not None and isValid(there) and there.isVisible() else otherwise
        if back is not None:
            back.setFocus()
