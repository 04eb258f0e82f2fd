"""Lets go of what nobody holds any more, between two acts: forms that were put away, and the cases they were made for.

Such things hold each other in rings. Left to itself Python looks for rings seldom, in the middle of an act, and among
all that the program has in memory, rules and words included, which never change. It knows no case and no view.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from app.givingback import give_back
from app.session import Session

EVERY = 10_000
"""Milliseconds from something that happened in a case to the look."""


class Sweeping(QObject):
    """Sweeps while one case is open and something happens in it."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self._sweep)
        self._is_apart = False
        """Whether what is there to stay was set apart, so that it is not looked through again."""
        session.changed.connect(self._soon)
        session.selection_changed.connect(self._soon)
        session.locking.connect(self._end)

    def _soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _sweep(self) -> None:
        gc.collect()
        if not self._is_apart:
            # The case is open and its rules are read by now: this one look took long, the next ones do not.
            self._is_apart = True
            gc.freeze()
        give_back()

    def _end(self) -> None:
        """The case is being left: what was set apart with it must not stay."""
        self._timer.stop()
        if self._is_apart:
            self._is_apart = False
            gc.unfreeze()
