"""The habits of the house that a machine can see: sizes, sleeps, unfinished work, blocking windows, text doors."""

from collections.abc import Callable

import pytest

from tests.house import detectors
from tests.house.source import DOORS, ROOMS, modules

Detector = Callable[[str], list[str]]
PROGRAM = (*ROOMS, *DOORS)
EVERYTHING = (*PROGRAM, "tests")
MODULE_LINES = 400
TEST_MODULE_LINES = 600

# What is looked for, where, and the modules that may have it.
HABITS: list[tuple[Detector, tuple[str, ...], tuple[str, ...]]] = [
    (detectors.long_functions, EVERYTHING, ()),
    (detectors.sleeps, EVERYTHING, ()),
    (detectors.unfinished, EVERYTHING, ()),
    (detectors.markup_from_text, ("app",), ()),
    (detectors.paragraphs, PROGRAM, ("exports/text.py",)),
    (detectors.blocking, ("app", "main.py"), ()),
    (detectors.shots_that_wait_for_an_owner, ("app", "main.py"), ()),
    (detectors.unwanted_imports, (*ROOMS, "main.py"), ()),
]

# For each detector: source it must object to, and its neighbour that it must let pass.
CONTROLS: list[tuple[Detector, str, str]] = [
    (
        detectors.long_functions,
        "def f():\n" + "    a = 1\n" * detectors.FUNCTION_LINES,
        "def f():\n" + "    a = 1\n" * (detectors.FUNCTION_LINES - 1),
    ),
    (detectors.sleeps, "import time\ntime.sleep(1)", "import time\ntime.monotonic()"),
    (detectors.sleeps, "from time import sleep", "from time import monotonic"),
    (detectors.sleeps, "qtbot.wait(100)", "qtbot.waitSignal(changed)"),
    (detectors.unfinished, "a = 1  # " + "TODO: later", "a = 1  # the to-do list of the plan"),
    (detectors.unfinished, "raise NotImplementedError('x')", "raise ValueError('x')"),
    (detectors.markup_from_text, "label.setHtml(text)", "label.setPlainText(text)"),
    (detectors.paragraphs, "story.append(platypus.Paragraph(text))", "story.append(paragraph(text))"),
    (detectors.paragraphs, "from reportlab.platypus import Paragraph", "from exports.blocks import Paragraph"),
    (detectors.blocking, "dialog.exec()", "dialog.open()"),
    (detectors.blocking, "QMenu().exec_(at)", "application.exec()"),
    (detectors.shots_that_wait_for_an_owner, "QTimer.singleShot(0, self, self.go)", "QTimer.singleShot(0, go)"),
    (detectors.shots_that_wait_for_an_owner, "QTimer.singleShot(0, self, lambda: go())", "soon(self, Page.go)"),
    (detectors.shots_that_wait_for_an_owner, "singleShot(0, page, go)", "QTimer(page, singleShot=True, interval=0)"),
    (detectors.unwanted_imports, "from PySide6.QtWidgets import QFileDialog", "from PySide6.QtWidgets import QDialog"),
    (detectors.unwanted_imports, "from PySide6.QtCore import QSettings", "from PySide6.QtCore import QSize"),
    (detectors.unwanted_imports, "from PySide6.QtNetwork import QTcpSocket", "from PySide6.QtGui import QImage"),
    (detectors.unwanted_imports, "from PySide6 import QtNetwork", "from PySide6 import QtCore"),
    (detectors.unwanted_imports, "import urllib.request", "import urllib.parse"),
    (detectors.unwanted_imports, "from urllib.request import urlopen", "from urllib.parse import quote"),
    (detectors.unwanted_imports, "import socket", "import sockets_of_eyes"),
]


@pytest.mark.parametrize(("detector", "places", "excepted"), HABITS, ids=lambda value: getattr(value, "__name__", ""))
def test_the_house_has_none_of(detector: Detector, places: tuple[str, ...], excepted: tuple[str, ...]) -> None:
    found = [f"{path}, {place}" for path, text in modules(*places) if path not in excepted for place in detector(text)]
    assert found == []


@pytest.mark.parametrize(("detector", "wrong", "right"), CONTROLS, ids=lambda value: getattr(value, "__name__", ""))
def test_each_detector_sees_what_it_is_for_and_nothing_else(detector: Detector, wrong: str, right: str) -> None:
    assert detector(wrong) != []
    assert detector(right) == []


def too_long(path: str, text: str) -> bool:
    """Tell whether a module has outgrown its room."""
    return text.count("\n") > (TEST_MODULE_LINES if path.startswith("tests/") else MODULE_LINES)


def test_no_module_is_too_long_to_hold_in_mind() -> None:
    assert [path for path, text in modules(*EVERYTHING) if too_long(path, text)] == []


def test_a_module_that_is_too_long_would_be_seen() -> None:
    assert too_long("mapping/all.py", "\n" * 401)
    assert not too_long("tests/mapping/test_all.py", "\n" * 401)
    assert too_long("tests/mapping/test_all.py", "\n" * 601)
