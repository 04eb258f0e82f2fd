"""A login manager of our own on a private bus, that says what it is told to say; needs `dbus-daemon`."""

import select
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from os import close, pipe

from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVariant,
    QDBusVirtualObject,
)

LOGIN, PLACE = "org.freedesktop.login1", "/org/freedesktop/login1"
OURS, OTHER = f"{PLACE}/session/_31", f"{PLACE}/session/_32"
NAMES = count()


class Logind(QDBusVirtualObject):
    """Answers as the login manager does: who we are, how our session is, and a handle that holds the sleep."""

    def __init__(self) -> None:
        super().__init__()
        self.session: dict[str, object] = {"Active": True, "LockedHint": False}
        self.asked: list[tuple[str, list[object]]] = []
        self.holds: list[int] = []

    def introspect(self, _path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, bus: QDBusConnection) -> bool:
        self.asked.append((message.member(), message.arguments()))
        answer = message.createReply()
        answer.setArguments([self._answer(message)])
        return bus.send(answer)

    def _answer(self, message: QDBusMessage) -> object:
        if message.member() == "Inhibit":
            ours, theirs = pipe()
            self.holds.append(ours)
            given = QDBusUnixFileDescriptor(theirs)
            close(theirs)
            return given
        if message.member() == "GetSession":
            return QDBusObjectPath(OURS)
        return QDBusVariant(self.session[message.arguments()[1]])

    def begin_anew(self) -> None:
        """As if nobody had asked yet, and nothing had been said."""
        self.session = {"Active": True, "LockedHint": False}
        self.asked.clear()
        while self.holds:
            close(self.holds.pop())

    def held(self) -> bool:
        """Whether somebody still holds the newest handle: its other end has not been closed."""
        return not select.select([self.holds[-1]], [], [], 0)[0]


def connection(bus: str) -> QDBusConnection:
    """Another connection to that bus."""
    return QDBusConnection.connectToBus(bus, f"connection {next(NAMES)}")


class Desktop:
    """The login manager on its bus, and what can be said in its name and in the desktop's."""

    def __init__(self, bus: str) -> None:
        self.server = connection(bus)
        self.logind = Logind()
        assert self.server.registerService(LOGIN)
        whole = QDBusConnection.VirtualObjectRegisterOption.SubPath
        assert self.server.registerVirtualObject(PLACE, self.logind, whole)

    def tell(self, path: str, interface: str, member: str, *what: object) -> None:
        message = QDBusMessage.createSignal(path, interface, member)
        message.setArguments(list(what))
        assert self.server.send(message)

    def sleep(self, on: bool) -> None:
        self.tell(PLACE, f"{LOGIN}.Manager", "PrepareForSleep", on)

    def lock(self) -> None:
        self.tell(OURS, f"{LOGIN}.Session", "Lock")

    def turn(self, path: str = OURS, interface: str = f"{LOGIN}.Session", **now: object) -> None:
        self.logind.session.update(now)
        self.tell(path, "org.freedesktop.DBus.Properties", "PropertiesChanged", interface, now, [])

    def cover(self, name: str, on: bool = True) -> None:
        self.tell("/ScreenSaver", f"org.{name}.ScreenSaver", "ActiveChanged", on)


@contextmanager
def private_bus() -> Iterator[str]:
    """The address of a bus that nobody else is on."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    daemon.terminate()
    daemon.communicate()
