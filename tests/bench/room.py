"""Times both windows of a meeting: a line from the scribe's Enter until the room sees it, a step between views."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import app.present.displays as displays_module
from app.casepage import CasePage
from tests.bench.figures import Figure, of_steps, timed

_TIMES, _BETWEEN = 24, 400
"""How often; and milliseconds from one to the next."""
CAPTURE, STEP = "a line in the room, until seen in both windows", "a step from view to view in the room"


def figures(page: CasePage) -> Iterator[Figure]:
    """Both, with the room on a display of its own at 1920 by 1080."""
    before, displays_module.other_display = (
        displays_module.other_display,
        lambda _window: QApplication.primaryScreen(),
    )
    presenting = page.presenting
    presenting.begin()
    screen = presenting.screen
    assert screen is not None
    screen.showNormal()
    screen.resize(1920, 1080)
    QApplication.processEvents()

    def capture(at: int) -> None:
        page.quick.line.put(f"does it {at} times #money")
        presenting.add_straight()
        QApplication.processEvents()

    def step(_at: int) -> None:
        QTest.keyClick(screen, Qt.Key.Key_Right)
        QApplication.processEvents()

    def settled(act: Callable[[int], None], at: int) -> float:
        """A scribe types and a room reads in between: what follows an act a moment later has been done by then."""
        pause = QEventLoop()
        QTimer.singleShot(_BETWEEN, pause.quit)
        pause.exec()
        return timed(lambda: act(at))

    try:
        capture(0)
        yield of_steps(CAPTURE, [settled(capture, at) for at in range(1, _TIMES)])
        screen.go(0)
        yield of_steps(STEP, [settled(step, at) for at in range(_TIMES)])
    finally:
        presenting.end()
        displays_module.other_display = before
