"""What asks for the lock: two clocks, and the messages of Windows; a bus that is missing is no fault."""

import ctypes
import os
import subprocess
import sys
from ctypes import wintypes
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from app.idle import NOTICE, Idle
from app.watch import Watch
from app.windowswatch import WindowsWatch, reason_in

FIVE = 300


class Clocks:
    """Two clocks that stand still until they are moved: one that sleeps with the machine, and the one on the wall."""

    def __init__(self) -> None:
        self.running, self.wall = 1000.0, 1_700_000_000.0

    def go(self, seconds: float) -> None:
        self.running += seconds
        self.wall += seconds

    def sleep(self, seconds: float) -> None:
        self.wall += seconds


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def idle(qapp: QApplication, clocks: Clocks):
    made = Idle(qapp, lambda: clocks.running, lambda: clocks.wall)
    made.begin()
    yield made
    qapp.removeEventFilter(made)
    made.deleteLater()


@pytest.fixture
def over(idle: Idle) -> list[str]:
    said: list[str] = []
    idle.over.connect(lambda: said.append("over"))
    return said


def tick(idle: Idle) -> None:
    """What the timer does once a second."""
    idle._look.timeout.emit()


# ------------------------------------------------------------------------------------------------------ the clocks


@pytest.mark.parametrize("minutes", [1, 2, 3, 5, 10, 15])
def test_it_is_over_within_two_seconds_of_the_minutes_chosen(idle: Idle, clocks: Clocks, over, minutes: int) -> None:
    NOTICE.chosen.connect(idle.wait)
    NOTICE.chosen.emit(minutes)
    begun = clocks.running
    while not over and clocks.running - begun < 2000:
        clocks.go(1)
        tick(idle)
    assert abs(clocks.running - begun - 60 * minutes) <= 2


def test_the_clocks_are_looked_at_every_second(idle: Idle) -> None:
    assert idle._look.isActive()
    assert idle._look.interval() <= 1000


def test_it_locks_at_once_on_waking_when_the_machine_slept_longer_than_the_limit(idle, clocks, over) -> None:
    clocks.go(10)
    clocks.sleep(8 * 3600)
    tick(idle)
    assert over == ["over"]


def test_a_clock_on_the_wall_that_is_turned_back_does_not_keep_it_open(idle, clocks, over) -> None:
    clocks.wall -= 3600
    clocks.go(FIVE)
    tick(idle)
    assert over == ["over"]


def test_a_short_sleep_is_no_reason(idle, clocks, over) -> None:
    clocks.sleep(FIVE - 10)
    tick(idle)
    assert over == []


def touch(widget: QWidget, how: str) -> None:
    here = QPointF(3, 3)
    left, none, no_keys = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    events = {
        "key": QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_X, no_keys, "x"),
        "mouse": QMouseEvent(QEvent.Type.MouseMove, here, here, none, none, no_keys),
        "press": QMouseEvent(QEvent.Type.MouseButtonPress, here, here, left, left, no_keys),
    }
    QCoreApplication.sendEvent(widget, events[how])


@pytest.mark.parametrize("how", ["key", "mouse", "press"])
@pytest.mark.parametrize("where", ["window", "panel"])
def test_a_touch_in_any_window_begins_the_time_anew(qtbot, idle, clocks, over, how: str, where: str) -> None:
    window = QWidget()
    panel = QDialog(window)
    for each in (window, panel):
        qtbot.addWidget(each)
        each.show()
    clocks.go(FIVE - 1)
    touch({"window": window, "panel": panel}[where], how)
    clocks.go(FIVE - 1)
    tick(idle)
    assert over == []
    clocks.go(1)
    tick(idle)
    assert over == ["over"]


def test_what_is_no_touch_counts_for_nothing(qtbot, idle, clocks, over) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    clocks.go(FIVE)
    field.setText("written by the program")
    QCoreApplication.sendEvent(field, QEvent(QEvent.Type.UpdateRequest))
    assert over == []
    tick(idle)
    assert over == ["over"]


def test_the_touch_that_wakes_the_machine_locks_it_and_reaches_nobody(qtbot, idle, clocks, over) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    clocks.sleep(FIVE)
    touch(field, "key")
    assert (over, field.text()) == (["over"], "")
    touch(field, "key")
    assert field.text() == "x"


# ------------------------------------------------------------------------------------------------------ the watch


def test_the_watch_passes_on_that_the_time_is_over_and_takes_other_minutes(qapp, idle, clocks) -> None:
    watch, said = Watch(qapp, idle), []
    watch.must_lock.connect(said.append)
    NOTICE.chosen.emit(1)
    clocks.go(60)
    tick(idle)
    assert said == ["idle"]


NO_BUS = """
from PySide6.QtWidgets import QApplication
from app.watch import Watch
application = QApplication([])
Watch(application).begin(0)
application.processEvents()
print("quiet")
"""


def test_where_there_is_no_bus_nothing_fails_and_nothing_is_said(tmp_path: Path) -> None:
    nowhere = f"unix:path={tmp_path / 'none'}"
    buses = {"DBUS_SYSTEM_BUS_ADDRESS": nowhere, "DBUS_SESSION_BUS_ADDRESS": nowhere}
    done = subprocess.run(
        [sys.executable, "-c", NO_BUS],
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, **buses},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert (done.stdout, done.stderr) == ("quiet\n", "")


# ---------------------------------------------------------------------------------------------------- Windows


@pytest.mark.parametrize(
    ("message", "word", "reason"),
    [
        (0x02B1, 0x7, "session"),
        (0x02B1, 0x2, "another user"),
        (0x02B1, 0x4, "another user"),
        (0x02B1, 0x8, ""),
        (0x0218, 0x4, "sleep"),
        (0x0218, 0x12, "sleep"),
        (0x0218, 0xA, ""),
        (0x0007, 0x7, ""),
    ],
)
def test_a_message_of_windows_is_read_for_what_it_means(qapp, message: int, word: int, reason: str) -> None:
    sent = wintypes.MSG(0, message, word, 0)
    assert reason_in(sent) == reason
    watch, said = WindowsWatch(qapp, 0), []
    watch.told.connect(said.append)
    assert watch._messages.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(sent)) == (False, 0)
    assert said == [reason] * bool(reason)
    qapp.removeNativeEventFilter(watch._messages)
