"""What a Linux desktop says on its two buses of sleep, of its lock and of its users; without a bus it is silent.

Sleep waits for us: as long as we hold what `Inhibit` gave, the machine does not sleep, for some seconds at most.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
    QDBusVariant,
)

_LOGIN, _MANAGER, _SESSION = ("org.freedesktop.login1" + part for part in ("", ".Manager", ".Session"))
_PROPERTIES = "org.freedesktop.DBus.Properties"
_PLACE = "/org/freedesktop/login1"
_SAVERS = ("org.freedesktop.ScreenSaver", *(f"org.{desk}.ScreenSaver" for desk in ("gnome", "cinnamon", "mate")))
"""Whoever draws the locked screen says so under one of these names."""
_LOCKING = (("LockedHint", True), ("Active", False))
"""What is said of our session when it is locked, and when another user's comes in front of it."""


class LinuxWatch(QObject):
    """Listens on both buses; `told` carries why the program must lock."""

    told = Signal(str)

    def __init__(self, system: QDBusConnection, session: QDBusConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._system = system
        self._asked: set[QDBusPendingCallWatcher] = set()
        self._ours = ""
        self._awake: QDBusUnixFileDescriptor | None = None
        if system.isConnected():
            self._hear(system, _LOGIN, _MANAGER, "PrepareForSleep", "sleeps")
            self._hear(system, _LOGIN, _SESSION, "Lock", "locks")
            self._hear(system, _LOGIN, _PROPERTIES, "PropertiesChanged", "turns")
            self._ask(_MANAGER, "GetSession", [os.environ.get("XDG_SESSION_ID") or "auto"], self._know_session)
            self._stay_awake()
        if session.isConnected():
            for saver in _SAVERS:
                self._hear(session, "", saver, "ActiveChanged", "covers")

    def _hear(self, bus: QDBusConnection, service: str, interface: str, member: str, slot: str) -> None:
        # The stubs promise that the name of the slot may be bytes; it may not.
        bus.connect(service, "", interface, member, self, SLOT(f"{slot}(QDBusMessage)"))  # type: ignore[call-overload]

    @Slot("QDBusMessage")
    def sleeps(self, message: QDBusMessage) -> None:
        """The machine is about to sleep, or has just woken; either way what is open must be locked."""
        self.told.emit("sleep")
        if message.arguments() == [True]:
            # Locking has ended the process by now. Where it could not, sleep need not wait any longer.
            self._awake = None
        else:
            self._stay_awake()

    @Slot("QDBusMessage")
    def locks(self, _message: QDBusMessage) -> None:
        """A session is to lock: ours, or one beside it, which does no harm."""
        self.told.emit("session")

    @Slot("QDBusMessage")
    def turns(self, message: QDBusMessage) -> None:
        """Something of a session is otherwise; ask whether ours is locked now, or behind another user's."""
        if message.path() == self._ours and message.arguments()[:1] == [_SESSION]:
            for name, locking in _LOCKING:
                self._ask(_PROPERTIES, "Get", [_SESSION, name], self._judge(locking), self._ours)

    @Slot("QDBusMessage")
    def covers(self, message: QDBusMessage) -> None:
        """The locked screen, or a screen saver, comes or goes."""
        if message.arguments() == [True]:
            self.told.emit("screen")

    def _judge(self, locking: bool) -> Callable[[object], None]:
        def judge(said: object) -> None:
            if isinstance(said, QDBusVariant) and said.variant() is locking:
                self.told.emit("session")

        return judge

    def _know_session(self, said: object) -> None:
        if isinstance(said, QDBusObjectPath):
            self._ours = said.path()

    def _stay_awake(self) -> None:
        self._ask(_MANAGER, "Inhibit", ["sleep", "Throughline", "Locks before the sleep", "delay"], self._hold)

    def _hold(self, said: object) -> None:
        if isinstance(said, QDBusUnixFileDescriptor):
            self._awake = said

    def _ask(
        self, interface: str, member: str, what: list[str], then: Callable[[object], None], path: str = _PLACE
    ) -> None:
        """Ask without waiting; who does not answer, or says no, is not asked again."""
        message = QDBusMessage.createMethodCall(_LOGIN, path, interface, member)
        message.setArguments(what)
        pending = QDBusPendingCallWatcher(self._system.asyncCall(message), self)
        self._asked.add(pending)

        def answered() -> None:
            self._asked.discard(pending)
            said = pending.reply().arguments()
            if not pending.isError() and said:
                then(said[0])
            pending.deleteLater()

        pending.finished.connect(answered)
