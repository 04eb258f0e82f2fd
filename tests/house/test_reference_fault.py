"""Watch for a release of Qt's Python binding that loses references and so, on Python 3.11, ends the program.

PySide6 6.12.0 takes one reference from None at each call that returns nothing, and one from True at each emit. Before
Python 3.12 these objects are counted, and when the count reaches nought the interpreter aborts in the middle of a case.
"""

import sys

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 20_000
# What else runs in the interpreter moves the count by a few; the fault moves it by one at every call.
SLACK = 200

pytestmark = pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True are immortal from Python 3.12 on")


class _Bell(QObject):
    rung = Signal(bool)


def lost(thing: object, before: int) -> int:
    """Return how many references to this thing have gone since."""
    return before - sys.getrefcount(thing)


def test_calls_that_return_nothing_keep_the_references_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        label.setText("a")
    assert lost(None, before) < SLACK


def test_signals_keep_the_references_to_true(qapp: QCoreApplication) -> None:
    bell = _Bell()
    before = sys.getrefcount(True)
    for _ in range(CALLS):
        bell.rung.emit(True)
    assert lost(True, before) < SLACK


def test_a_lost_reference_would_be_counted() -> None:
    thing = object()
    kept = [thing] * CALLS
    before = sys.getrefcount(thing)
    kept.clear()
    assert lost(thing, before) > CALLS - SLACK
