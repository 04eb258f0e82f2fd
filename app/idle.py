"""How long nobody has touched the program, by two clocks, so that time asleep counts too; it locks nothing itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

MINUTES = (1, 2, 3, 5, 10, 15)
"""After how many minutes without a touch a worker may let her vault lock."""
USUAL = 5
_NAME = ACT = "idle_minutes"
"""The setting; and the act by which it changed, before the minutes of before and the new ones: a lock that was made
weaker is to be seen."""
_LOOK = 1000
"""Milliseconds between two looks at the clocks."""

_TOUCHES = frozenset(
    {
        *(QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.InputMethod),
        *(QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.Wheel),
        *(QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.NativeGesture),
        *(QEvent.Type.TabletPress, QEvent.Type.TabletMove, QEvent.Type.TabletRelease),
    }
)


class Settings(Protocol):
    """Where a vault keeps how it was left."""

    def setting(self, name: str) -> Any:
        """What was kept under this name, or None."""

    def choose(self, name: str, value: Any, act: str, who: str) -> None:
        """Keep a value under this name, and say in the record that it was chosen."""


class Notice(QObject):
    """Tells that other minutes were chosen."""

    chosen = Signal(int)


NOTICE = Notice()


def idle_minutes(vault: Settings) -> int:
    """The minutes that this vault waits; what was never chosen, or is not on offer, is the usual. Raises VaultError."""
    kept = vault.setting(_NAME)
    return kept if isinstance(kept, int) and not isinstance(kept, bool) and kept in MINUTES else USUAL


def choose_idle_minutes(vault: Settings, minutes: int, who: str) -> None:
    """Let this vault, which must be open, wait so many minutes from now on, and record it; raises VaultError."""
    before = idle_minutes(vault)
    if minutes != before:
        vault.choose(_NAME, minutes, f"{ACT} {before} {minutes}", who)
    NOTICE.chosen.emit(minutes)


def said_minutes(minutes: int) -> str:
    """ "1 minute", "5 minutes"."""
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def _running() -> float:
    """Seconds since the machine was started; on Linux those asleep are among them."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class Idle(QObject):
    """Says `over` once nobody has touched any window of the program for the minutes given.

    The clock on the wall counts where the machine slept and the other clock with it; the other counts where
    somebody turns the one on the wall back. The touch that comes too late wakes nothing: it is swallowed.
    """

    over = Signal()

    def __init__(
        self,
        application: QCoreApplication,
        running: Callable[[], float] = _running,
        wall: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(application)
        self._clocks = (running, wall)
        self._limit = USUAL * 60.0
        self._touched = self._now()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK)
        self._look.timeout.connect(self.look)
        application.installEventFilter(self)

    def begin(self) -> None:
        """Count from now on."""
        self._touched = self._now()
        self._look.start()

    def wait(self, minutes: int) -> None:
        """So many minutes are to pass from the last touch on."""
        self._limit = minutes * 60.0

    def look(self) -> bool:
        """Look at the clocks; True, and `over` is said, if the time has passed. Then it is counted anew."""
        if self._since() < self._limit:
            return False
        self._touched = self._now()
        self.over.emit()
        return True

    def _now(self) -> tuple[float, float]:
        running, wall = self._clocks
        return running(), wall()

    def _since(self) -> float:
        return max(now - then for now, then in zip(self._now(), self._touched, strict=True))

    def eventFilter(self, _where: QObject, event: QEvent) -> bool:  # noqa: N802 - the name is Qt's
        """Count anew at every touch, unless it comes when the time is over already: then it goes no further."""
        if event.type() not in _TOUCHES or not self._look.isActive():
            return False
        if self.look():
            return True
        self._touched = self._now()
        return False
