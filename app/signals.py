"""Leaving in order when the system says so (Ctrl+C, logging out): the window closes, the vault with it."""

from __future__ import annotations

import os
import signal
import sys

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication


class Leaving(QObject):
    """Closes every window at SIGINT, SIGTERM and SIGHUP.

    Python looks at signals between two of its own steps, and Qt, waiting, takes none: a pipe wakes it.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        if sys.platform == "win32":
            return
        self._end, begin = os.pipe()
        for each in (self._end, begin):
            os.set_blocking(each, False)
        signal.set_wakeup_fd(begin, warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._end, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._leave)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            # The signal writes its number into the pipe; the window's own loop does the rest.
            signal.signal(number, lambda _number, _frame: None)

    def _leave(self) -> None:
        os.read(self._end, 64)
        self._application.closeAllWindows()
        self._application.quit()
