"""What Windows says of sleep, of its lock and of its users, in the messages it sends to every window."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication, QObject, Signal

_SESSION_CHANGE, _POWER = 0x02B1, 0x0218
_SESSION = {0x2: "another user", 0x4: "another user", 0x7: "session"}
"""WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT and WTS_SESSION_LOCK."""
_SLEEP = {0x4: "sleep", 0x12: "sleep"}
"""PBT_APMSUSPEND, and PBT_APMRESUMEAUTOMATIC for the machine that slept without a word."""


def reason_in(message: wintypes.MSG) -> str:
    """Why a message asks for the lock, or ""."""
    said = {_SESSION_CHANGE: _SESSION, _POWER: _SLEEP}.get(message.message, {})
    return said.get(message.wParam, "")


class WindowsWatch(QObject):
    """Has the messages of the session sent to our window, and reads them; `told` carries why to lock."""

    told = Signal(str)

    def __init__(self, application: QCoreApplication, window: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = _Messages(self)
        application.installNativeEventFilter(self._messages)
        if sys.platform == "win32":
            ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification(wintypes.HWND(window), 0)


class _Messages(QAbstractNativeEventFilter):
    """Sees each message of the system before Qt does, and leaves all of them to it."""

    def __init__(self, watch: WindowsWatch) -> None:
        super().__init__()
        self._watch = watch

    def nativeEventFilter(self, _kind: Any, message: Any) -> object:
        """Read a message and pass it on."""
        reason = reason_in(wintypes.MSG.from_address(int(message)))
        if reason:
            self._watch.told.emit(reason)
        return False, 0
