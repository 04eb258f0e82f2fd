"""What nobody caught: told by type and place, never by what the case says; and a process that others cannot read."""

import logging
import subprocess
import sys
import threading
import warnings
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QtMsgType
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from app import errors
from app.trouble import tell_trouble
from app.work import Work

ROOT = Path(__file__).resolve().parents[2]
SECRET = "Peregrine was told to keep it"


def burst() -> None:
    raise ValueError(SECRET)


@pytest.fixture
def net(capsys):
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    with warnings.catch_warnings():
        errors.install()
        yield capsys
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    logging.getLogger().removeHandler(errors._REDUCED)
    errors._Printed.lines = 0
    errors.forget_listeners()


def uncaught(act) -> None:
    """What Python does with an exception that nobody caught."""
    try:
        act()
    except (ValueError, KeyboardInterrupt):
        sys.excepthook(*sys.exc_info())


def test_a_fault_is_told_by_type_and_place_and_by_no_value(net) -> None:
    uncaught(burst)
    told = net.readouterr().err
    assert told.startswith("Throughline met a fault: ValueError at tests.app.test_errors:")
    assert told.count("\n") == 1
    assert "Peregrine" not in told


def test_a_fault_in_a_thread_is_told_in_the_same_way(net) -> None:
    thread = threading.Thread(target=burst)
    thread.start()
    thread.join()
    told = net.readouterr().err
    assert "ValueError at tests.app.test_errors:" in told
    assert "Peregrine" not in told


def test_stopping_the_program_by_hand_is_no_fault(net) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    uncaught(stop)
    assert net.readouterr().err == ""


def test_a_listener_that_fails_hides_neither_fault(net) -> None:
    errors.on_fault(lambda _line: burst())
    uncaught(burst)
    told = net.readouterr().err
    assert told.count("met a fault") == 2
    assert "Peregrine" not in told


def test_what_a_library_warns_of_or_logs_is_told_by_its_kind(net) -> None:
    warnings.simplefilter("always")
    warnings.warn(SECRET, ResourceWarning, stacklevel=1)
    logging.getLogger("a.library").error("it met %s", SECRET)
    logging.getLogger("a.library").info("it met %s", SECRET)
    told = net.readouterr().err
    assert "Peregrine" not in told
    assert told.startswith("A library warned of something: ResourceWarning at tests.app.test_errors:")
    assert told.endswith("A library logged something: ERROR in a.library\n")


def test_a_fault_that_comes_again_and_again_fills_nobody_s_disk(net) -> None:
    for _ in range(1000):
        uncaught(burst)
    told = net.readouterr().err
    assert told.endswith("There was more; it is not printed.\n")
    assert told.count("\n") == 201


def test_qt_speaks_of_kinds_and_never_of_what_it_saw(capsys) -> None:
    class Context:
        category = "qt.text"

    errors._qt_message(QtMsgType.QtWarningMsg, Context(), SECRET)
    errors._qt_message(QtMsgType.QtDebugMsg, Context(), SECRET)
    errors._qt_message(QtMsgType.QtWarningMsg, Context(), "This plugin does not support raise()")
    assert capsys.readouterr().err == "Qt said something it should not have to: QtWarningMsg in qt.text\n"


# ------------------------------------------------------------------------------------------------- hardening

READ_BACK = """
import os, stat, sys, resource, ctypes, pathlib
from app.hardening import harden
harden()
pathlib.Path(sys.argv[1]).write_text("x")
print(stat.S_IMODE(os.stat(sys.argv[1]).st_mode) == 0o600)
print(resource.getrlimit(resource.RLIMIT_CORE))
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) if sys.platform == "linux" else 0)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither a umask nor core files")
def test_the_process_writes_for_itself_and_leaves_no_core(tmp_path: Path) -> None:
    command = [sys.executable, "-c", READ_BACK, str(tmp_path / "file")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, umask=0)
    assert done.stdout.splitlines() == ["True", "(0, 0)", "0"]


# ------------------------------------------------------------------------------------------------ long work


@pytest.fixture
def work(qapp) -> Work:
    parent = QObject()
    made = Work(parent)
    made.kept = parent
    return made


def test_long_work_is_done_elsewhere_and_comes_home(qtbot, work: Work) -> None:
    seen: list[threading.Thread] = []
    work.start(threading.current_thread, seen.append, seen.append)
    assert work.busy
    qtbot.waitUntil(lambda: not work.busy)
    assert seen[0] is not threading.main_thread()


def test_what_was_expected_to_go_wrong_is_said_in_its_own_words(qtbot, work: Work) -> None:
    said: list[str] = []
    work.start(lambda: int("x"), said.append, said.append, (ValueError,))
    qtbot.waitUntil(lambda: not work.busy)
    assert said[0].startswith("invalid literal")


def test_a_fault_in_long_work_does_not_leave_the_window_waiting(qtbot, work: Work, net) -> None:
    said: list[str] = []
    work.start(burst, said.append, said.append)
    qtbot.waitUntil(lambda: not work.busy)
    assert said == ["The program met a fault of its own. Nothing was changed; what was saved is safe."]
    assert "Peregrine" not in net.readouterr().err


def test_work_that_is_under_way_is_not_begun_twice(qtbot, work: Work) -> None:
    gate, seen = threading.Event(), []
    work.start(lambda: gate.wait(10), seen.append, seen.append)
    work.start(lambda: "second", seen.append, seen.append)
    gate.set()
    qtbot.waitUntil(lambda: not work.busy)
    assert seen == [True]


# ------------------------------------------------------------------------------------------------- messages


def test_a_message_stands_beside_the_work_as_plain_text(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    panel: QDialog = tell_trouble(window, "<b>The disk</b> is full.")
    label = panel.findChild(QLabel)
    assert label.text() == "<b>The disk</b> is full."
    assert label.textFormat().name == "PlainText"
    assert panel.isVisible()
    panel.accept()
