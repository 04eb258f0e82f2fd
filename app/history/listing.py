"""The list of what was done, newest first: a sentence, and under it when; older acts come as one goes down to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.moments import said_time
from app.twolines import dress, fill
from mapping.audit import Step
from mapping.auditwords import CLOCK_BACK

_SEQ = Qt.ItemDataRole.UserRole
_SOON = 10
"""Milliseconds in which what is there already is drawn, before older steps are asked for."""
Lines = Sequence[tuple[Step, str]]
"""Steps, newest first, each with its sentence."""


class StepList(QWidget):
    """Steps to choose from. `chosen` brings the number of a step's newest act, `wants_older` asks for more of them."""

    chosen = Signal(int)
    wants_older = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        self.list.setAccessibleName("What was done, newest first")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self._painter = dress(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        self.list.currentItemChanged.connect(self._tell)
        self._more, self._look = False, QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(_SOON)
        self._look.timeout.connect(self._ask_near_end)
        bar = self.list.verticalScrollBar()
        bar.valueChanged.connect(self._look.start)
        bar.rangeChanged.connect(self._look.start)
        self.setFocusProxy(self.list)

    @property
    def seq(self) -> int:
        """The number of the chosen step's newest act; 0 where none is chosen."""
        return int(self.list.currentItem().data(_SEQ)) if self.list.currentRow() >= 0 else 0

    def sentences(self) -> list[str]:
        """What it says, line by line."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    def show_steps(self, lines: Lines, now: datetime, *, more: bool) -> None:
        """Fill the list; what was chosen stays so, else the newest is. `more`: there are older steps."""
        kept = self.seq
        self.list.blockSignals(True)
        self.list.clear()
        self._painter.forget()
        for step, sentence in lines:
            self.list.addItem(_dressed(QListWidgetItem(), step, sentence, now))
        numbers = [step.newest.seq for step, _sentence in lines]
        self.list.setCurrentRow(numbers.index(kept) if kept in numbers else 0)
        self.list.blockSignals(False)
        self._await(more)
        self._tell()

    def add_steps(self, lines: Lines, now: datetime, *, more: bool) -> None:
        """Put older steps below; the first of them is the last of those that are there, which may have grown."""
        last: QListWidgetItem | None = self.list.item(self.list.count() - 1)
        for number, (step, sentence) in enumerate(lines):
            if number or last is None:
                self.list.addItem(_dressed(QListWidgetItem(), step, sentence, now))
            else:
                _dressed(last, step, sentence, now)
        self._await(more)
        if last is not None and last is self.list.currentItem():
            self._tell()

    def _await(self, more: bool) -> None:
        self._more = more
        self._look.start()

    def _ask_near_end(self) -> None:
        """Ask for older steps where less than another view of them is left to go down to."""
        bar = self.list.verticalScrollBar()
        if self._more and self.isVisible() and bar.maximum() - bar.value() < bar.pageStep():
            self._more = False
            self.wants_older.emit()

    def _tell(self) -> None:
        self.chosen.emit(self.seq)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: the list is seen, and may have room for more."""
        super().showEvent(event)
        self._look.start()


def when(step: Step, now: datetime) -> str:
    """When a step was done, by the worker's own clock then, and its number, which orders."""
    act = step.newest
    said = said_time(act.moment, now.astimezone(act.moment.tzinfo))
    several = f", {len(step.acts)} times in a row" if len(step.acts) > 1 else ""
    back = any(each.clock_back for each in step.acts)
    return f"{said}{several}  ·  act {act.seq}" + (f"\n{CLOCK_BACK}" if back else "")


def _dressed(item: QListWidgetItem, step: Step, sentence: str, now: datetime) -> QListWidgetItem:
    item.setData(_SEQ, step.newest.seq)
    return fill(item, sentence, when(step, now))
