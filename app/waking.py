"""Sees that the machine has slept, by two clocks of which one sleeps with it; it locks nothing itself.

Where the system says so itself, this comes second and does no harm. The clock of Windows does not sleep: there the
system's own word is all there is.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

_LOOK = 1000
"""Milliseconds between two looks at the clocks."""
_NOTICED = 5.0
"""Seconds of sleep that count; a clock on the wall may be put right by less."""


def _never_asleep() -> float:
    """Seconds on a clock that goes on while the machine sleeps: the system's own, or else the one on the wall."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.time() if boot is None else time.clock_gettime(boot)


class Waking(QObject):
    """Says `woke` within a second after the machine has slept, however short."""

    woke = Signal()

    def __init__(
        self,
        parent: QObject,
        awake: Callable[[], float] = time.monotonic,
        always: Callable[[], float] = _never_asleep,
    ) -> None:
        super().__init__(parent)
        self._awake, self._always = awake, always
        self._slept = 0.0
        self._look = QTimer(self)
        self._look.setInterval(_LOOK)
        self._look.timeout.connect(self.look)

    def begin(self) -> None:
        """What was slept until now does not count."""
        self._slept = self._so_far()
        self._look.start()

    def look(self) -> None:
        """Look at the clocks."""
        before, self._slept = self._slept, self._so_far()
        if self._slept - before >= _NOTICED:
            self.woke.emit()

    def _so_far(self) -> float:
        return self._always() - self._awake()
