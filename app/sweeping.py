"""Lets go of what nobody holds any more, between two acts: forms that were put away, and the cases they were made for.

Such things hold each other in rings. Left to itself Python looks for rings seldom, in the middle of an act, and among
all that the program has in memory, rules and words included, which never change. It knows no case and no view.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from app.givingback import give_back
from app.session import Session

EVERY, STILL, _PUT_OFF = 10_000, 1_000, 30
"""Milliseconds from something that happened in a case to the look, and of rest before it; how often rest is awaited."""


def set_apart() -> None:
    """Look through all that is in memory once more, and then no more, until a case is left."""
    gc.collect()
    gc.freeze()


class Sweeping(QObject):
    """Sweeps while one case is open and something happens in it, when the hand rests."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._timer, self._rest, self._waited = QTimer(self), QElapsedTimer(), 0
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self._is_apart = False
        """Whether what this case brought with it, the rules of wording too, is set apart."""
        session.changed.connect(self._soon)
        session.selection_changed.connect(self._soon)
        session.locking.connect(self._end)

    def _soon(self) -> None:
        self._rest.restart()
        if not self._timer.isActive():
            self._waited = 0
            self._timer.start(EVERY)

    def _look(self) -> None:
        if self._rest.elapsed() < STILL and self._waited < _PUT_OFF:
            self._waited += 1
            self._timer.start(STILL)
        else:
            self.sweep()

    def sweep(self) -> None:
        """Let go of what nobody holds, now."""
        if self._is_apart:
            gc.collect()
        else:
            # The case is open and its rules are read by now: this one look took long, the next ones do not.
            self._is_apart = True
            set_apart()
        give_back()

    def _end(self) -> None:
        """The case is being left: what was set apart with it must not stay."""
        self._timer.stop()
        gc.unfreeze()
