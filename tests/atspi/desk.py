"""A desk of its own for a screen reader: a screen that nobody sees, a private bus, the program, and a keyboard.

Needs Xvfb, dbus-daemon, at-spi2-core and xdotool; it knows no test.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

from tests.atspi.ears import SOON, Ears, Thing

ROOT = Path(__file__).resolve().parents[2]
_SERVICE = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")


def missing() -> list[str]:
    """What this desk needs and is not on this machine, by the names of Debian's packages."""
    tools = {"Xvfb": "xvfb", "dbus-daemon": "dbus-daemon", "xdotool": "xdotool"}
    lacking = [package for tool, package in tools.items() if shutil.which(tool) is None]
    return lacking if _SERVICE.exists() else [*lacking, "at-spi2-core"]


class Desk:
    """The program on its screen, with ears beside it and a hand on the keyboard."""

    def __init__(self, ears: Ears, display: str, child: subprocess.Popen[bytes]) -> None:
        self.ears, self._display, self._child = ears, display, child
        self.program = self._met()

    def _met(self) -> Thing:
        """The program, as soon as it can be heard and shows a window."""
        end = time.monotonic() + 3 * SOON
        while time.monotonic() < end:
            for program in self.ears.programs():
                if self.ears.children(program):
                    self.ears.listen()
                    return program
            assert self._child.poll() is None, "the program ended before it could be heard"
            if not _pause(self._child, 0.05):
                continue
        raise AssertionError("the program was not heard")

    def press(self, *keys: str) -> None:
        """Press keys as a hand does, through the screen: "Tab", "ctrl+z", "l"."""
        self._do("key", "--clearmodifiers", *keys)

    def write(self, text: str) -> None:
        """Type a text, key by key."""
        self._do("type", "--delay", "8", text)

    def settle(self) -> None:
        """Wait until the program has nothing more to say for a moment."""
        while self.ears.is_told_something(0.3):
            pass

    def _do(self, *what: str) -> None:
        subprocess.run(["xdotool", *what], check=True, env={**os.environ, "DISPLAY": self._display})

    def part(self, role: str, name: str) -> Thing:
        """An element of the program, waited for."""
        end = time.monotonic() + SOON
        while True:
            found = self.ears.find(self.program, role, name)
            if found is not None:
                return found
            assert time.monotonic() < end, f"there is no {role} “{name}”"
            _pause(self._child, 0.05)


def _pause(child: subprocess.Popen[bytes], seconds: float) -> bool:
    """Give the program some time; True if it has ended meanwhile."""
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


@contextmanager
def desk(*program: str | Path) -> Iterator[Desk]:
    """A desk with Python running this on it."""
    with _screen() as display, _bus(display) as bus, Ears(_accessibility(bus)) as ears:
        child = subprocess.Popen([sys.executable, *program], cwd=ROOT, env=_environment(display, bus))
        try:
            yield Desk(ears, display, child)
        finally:
            child.kill()
            child.wait()


def _environment(display: str, bus: str) -> dict[str, str]:
    return os.environ | {
        "DISPLAY": display,
        "DBUS_SESSION_BUS_ADDRESS": bus,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }


@contextmanager
def _screen() -> Iterator[str]:
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert server.stdout is not None
    try:
        yield f":{server.stdout.readline().strip()}"
    finally:
        server.terminate()
        server.communicate()


@contextmanager
def _bus(display: str) -> Iterator[str]:
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ, "DISPLAY": display},
    )  # fmt: skip
    assert daemon.stdout is not None
    try:
        yield daemon.stdout.readline().strip()
    finally:
        daemon.terminate()
        daemon.communicate()


def _accessibility(bus: str) -> str:
    """The address of the bus of accessibility, which the session's bus brings up when it is asked."""
    with open_dbus_connection(bus) as connection:
        place = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        return str(connection.send_and_get_reply(new_method_call(place, "GetAddress"), timeout=3 * SOON).body[0])
