"""Sees when the program must lock: nobody touched it, the machine sleeps, its screen is locked, another user comes.

macOS tells a Qt program neither of its lock nor of its sleep; there the clocks alone see the sleep, on waking. Where
there is no bus to listen on, nothing fails and the clocks are left.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.idle import NOTICE, Idle
from app.waking import Waking


class Watch(QObject):
    """One for the whole program; `must_lock` carries the reason in a word, which holds nothing of a case."""

    must_lock = Signal(str)

    def __init__(self, application: QCoreApplication, idle: Idle | None = None, waking: Waking | None = None) -> None:
        super().__init__(application)
        self._application = application
        self.idle, self._waking = idle or Idle(application), waking or Waking(self)
        self.idle.over.connect(lambda: self.must_lock.emit("idle"))
        self._waking.woke.connect(lambda: self.must_lock.emit("sleep"))
        NOTICE.chosen.connect(self.idle.wait)

    def begin(self, window: int) -> None:
        """Watch from now on; `window` is the number under which the system knows the program's window."""
        self.idle.begin()
        self._waking.begin()
        if sys.platform == "win32":
            from app.windowswatch import WindowsWatch

            WindowsWatch(self._application, window, self).told.connect(self.must_lock)
        elif sys.platform.startswith("linux"):
            from PySide6.QtDBus import QDBusConnection

            from app.linuxwatch import LinuxWatch

            buses = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
            LinuxWatch(*buses, self).told.connect(self.must_lock)
