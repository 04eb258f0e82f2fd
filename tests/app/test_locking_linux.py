"""What a Linux desktop says on its buses, said on a private one: sleep waits for the lock, and each signal locks."""

import shutil
import sys
from collections.abc import Callable

import pytest

if not sys.platform.startswith("linux") or shutil.which("dbus-daemon") is None:
    pytest.skip("needs the bus of a Linux desktop", allow_module_level=True)

from app.linuxwatch import LinuxWatch
from tests.app.logind import LOGIN, OTHER, OURS, Desktop, connection, private_bus


class Desk(Desktop):
    """A desktop, and the program's watch listening to it."""

    def __init__(self, bus: str) -> None:
        super().__init__(bus)
        client = connection(bus)
        self.watch = LinuxWatch(client, client)
        self.said: list[str] = []
        self.watch.told.connect(self.said.append)


@pytest.fixture
def bus():
    with private_bus() as address:
        yield address


@pytest.fixture
def desk(qtbot, bus: str) -> Desk:
    made = Desk(bus)
    qtbot.waitUntil(lambda: bool(made.logind.holds) and made.watch._ours == OURS)
    qtbot.waitUntil(lambda: made.watch._awake is not None)
    return made


def heard(qtbot, desk: Desk, *reasons: str) -> None:
    qtbot.waitUntil(lambda: desk.said == list(reasons), timeout=2000)


def after_all_that(qtbot, desk: Desk) -> None:
    """Something that surely locks: what was said before it has been heard by then."""
    desk.said.clear()
    desk.lock()
    qtbot.waitUntil(lambda: "session" in desk.said, timeout=2000)


def test_sleep_is_held_until_the_lock_is_done_and_held_again_after_waking(qtbot, desk: Desk) -> None:
    assert next(what for name, what in desk.logind.asked if name == "Inhibit")[::3] == ["sleep", "delay"]
    seen: list[bool] = []
    desk.watch.told.connect(lambda _why: seen.append(desk.logind.held()))
    desk.sleep(True)
    heard(qtbot, desk, "sleep")
    assert seen == [True], "the lock is told of while the sleep still waits"
    qtbot.waitUntil(lambda: not desk.logind.held())
    desk.sleep(False)
    heard(qtbot, desk, "sleep", "sleep")
    qtbot.waitUntil(lambda: len(desk.logind.holds) == 2 and desk.logind.held())


def test_no_child_of_ours_can_hold_the_sleep(desk: Desk) -> None:
    import fcntl

    assert fcntl.fcntl(desk.watch._awake.fileDescriptor(), fcntl.F_GETFD) & fcntl.FD_CLOEXEC


SAYINGS: dict[str, tuple[str, Callable[[Desk], None]]] = {
    "the session is to lock": ("session", lambda desk: desk.lock()),
    "the session is locked": ("session", lambda desk: desk.turn(LockedHint=True)),
    "another user is in front": ("session", lambda desk: desk.turn(Active=False)),
    **{
        f"{name} covers the screen": ("screen", lambda desk, name=name: desk.cover(name))
        for name in ("freedesktop", "gnome", "cinnamon", "mate")
    },
}


@pytest.mark.parametrize("saying", SAYINGS)
def test_it_locks_within_two_seconds_when(qtbot, desk: Desk, saying: str) -> None:
    reason, say = SAYINGS[saying]
    say(desk)
    heard(qtbot, desk, reason)


UNLOCKING: dict[str, Callable[[Desk], None]] = {
    "the session is unlocked": lambda desk: desk.turn(LockedHint=False),
    "another session is locked": lambda desk: desk.turn(OTHER),
    "something else of ours is told": lambda desk: desk.turn(OURS, f"{LOGIN}.User", Linger=True),
    "the screen is bare again": lambda desk: desk.cover("gnome", False),
}


@pytest.mark.parametrize("saying", UNLOCKING)
def test_it_does_not_lock_when(qtbot, desk: Desk, saying: str) -> None:
    UNLOCKING[saying](desk)
    after_all_that(qtbot, desk)
    assert desk.said == ["session"]


def test_a_bus_without_a_login_manager_is_silent(qtbot, bus: str) -> None:
    client = connection(bus)
    watch = LinuxWatch(client, client)
    qtbot.waitUntil(lambda: not watch._asked)
    assert (watch._ours, watch._awake) == ("", None)
