"""Longer and longer pauses after a secret was refused; what the secret was for is not known here.

What makes guessing dear is the key's own derivation. This is for a hand that tries one word after another at a desk.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

_FREE = 2
"""How often anyone may mistype without a pause."""
_LONGEST = 5.0


def pause_after(failures: int) -> float:
    """Seconds to wait after so many refusals in a row: none at first, then one, two, four, and never more than five."""
    return 0.0 if failures <= _FREE else min(2.0 ** min(failures - _FREE - 1, 8), _LONGEST)


class Patience(QObject):
    """Counts refusals and says when another try may be made; the window lives on meanwhile."""

    waiting_changed = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._failures = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self.waiting_changed.emit(False))

    @property
    def is_waiting(self) -> bool:
        """Whether it is too early for another try."""
        return self._timer.isActive()

    def refused(self) -> None:
        """Take note of a refusal."""
        self._failures += 1
        pause = pause_after(self._failures)
        if pause:
            self._timer.start(round(pause * 1000))
            self.waiting_changed.emit(True)
