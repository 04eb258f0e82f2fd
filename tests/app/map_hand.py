"""A hand and its eyes on one map, for the tests of the map: real presses, pulls and keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.map.room import MapRoom
from app.session import Session
from mapping.casemap import CaseMap
from tests.app.memory import MemoryStore
from tests.cases import arrow, behaviour, case_of, child_impact, effort, family_impact, goal, person
from tests.cases import survivor_impact as on_her

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
NONE, SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)  # fmt: skip


def small_case() -> CaseMap:
    return case_of(
        behaviour("B1", "takes her wages", category="B07"),
        behaviour("B2", "questions Noor about where Amira went", category="B11", when_said="weekly"),
        family_impact("L1", "home is about to be lost"),
        on_her("V1", "sees nobody any more"),
        child_impact("I1", "does not sleep"),
        child_impact("I2", "believes it is to blame"),
        effort("E1", "agreed a code word"),
        goal("G1", "pays the rent"),
        person("p4", "child", label="Unborn child", name="Mika"),
        arrow("disrupts", "B1", "L1", "l1"),
        arrow("harms", "L1", "I1", "l2"),
        arrow("answers", "E1", "B2", "l3"),
    )


class Hand:
    """A hand and its eyes on one map."""

    def __init__(self, qtbot, case: CaseMap, size: tuple[int, int] = (1500, 900)) -> None:
        self.qtbot, self.store = qtbot, MemoryStore(case)
        self.session = Session(self.store, case.header.id, "me", lambda: None)
        self.room = MapRoom(self.session)
        qtbot.addWidget(self.room)
        self.room.resize(*size)
        self.room.show()
        self.room.view.setFocus()
        self.port, self.held = self.room.view.viewport(), Qt.MouseButton.NoButton

    def at(self, identity: str, x: float = 60, y: float = 12) -> QPoint:
        """A point of the window on a card or a child's frame."""
        box = self.room.scene.box_of(identity)
        assert box is not None
        return self.room.view.mapFromScene(QPointF(box.x + x, box.y + y))

    def handle(self, identity: str) -> QPoint:
        box = self.room.scene.box_of(identity)
        return self.room.view.mapFromScene(QPointF(box.right, box.middle))

    def press(self, at: QPoint, button=LEFT, keys=NONE) -> None:
        self.held = button
        QTest.mousePress(self.port, button, keys, at)

    def move(self, at: QPoint) -> None:
        """Move by an event of our own: QTest moves the cursor, and is silent where it is there already."""
        there = QPointF(self.port.mapToGlobal(at))
        event = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), there, Qt.MouseButton.NoButton, self.held, NONE)
        QApplication.sendEvent(self.port, event)

    def release(self, at: QPoint, button=LEFT, keys=NONE) -> None:
        self.held = Qt.MouseButton.NoButton
        QTest.mouseRelease(self.port, button, keys, at)

    def click(self, at: QPoint, keys=NONE) -> None:
        self.move(at)
        self.press(at, keys=keys)
        self.release(at, keys=keys)

    def drag(self, start: QPoint, end: QPoint, button=LEFT, keys=NONE) -> None:
        self.move(start)
        self.press(start, button, keys)
        for share in (0.3, 0.7, 1.0):
            self.move(start + (end - start) * share)
        self.release(end, button, keys)

    def key(self, *keys: Qt.Key, held=NONE) -> None:
        for key in keys:
            QTest.keyClick(self.room.view, key, held)

    def place(self, identity: str) -> tuple[float, float]:
        box = self.room.scene.box_of(identity)
        return box.x, box.y

    def acts(self) -> list[str]:
        return [changes.act for changes in self.store.acts]

    def picture(self) -> QImage:
        return self.port.grab().toImage()
