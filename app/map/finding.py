"""Finds where arrows run that were not seen yet, a few at a time between what the worker does; it paints nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from app.map.web import Web

_EVERY = 20
"""Milliseconds from one turn to the next."""
_AT_ONCE = 100
"""So many arrows in one turn: a few milliseconds, which no movement feels."""


class Finding(QTimer):
    """Goes on from when it is started until the way of every arrow is known.

    What comes into view before that has its ways found when it is painted.
    """

    def __init__(self, web: Web, parent: QObject) -> None:
        super().__init__(parent, interval=_EVERY)
        self._web = web
        self.timeout.connect(self._find)

    def _find(self) -> None:
        if not self._web.find_some(_AT_ONCE):
            self.stop()
