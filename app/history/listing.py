"""The list of what was done, newest first: a sentence, and under it when; older acts come when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app import theme
from app.moments import said_time
from app.plain import Button
from mapping.audit import Step
from mapping.auditwords import CLOCK_BACK

_SEQ = Qt.ItemDataRole.UserRole


class StepList(QWidget):
    """Steps to choose from. `chosen` brings the number of a step's newest act, `wants_older` asks for more."""

    chosen = Signal(int)
    wants_older = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list, self.older = QListWidget(), Button("Show older acts")
        self.list.setAccessibleName("What was done, newest first")
        self.list.setWordWrap(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet(_style())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.older)
        self.older.hide()
        self.older.clicked.connect(self.wants_older)
        self.list.currentItemChanged.connect(self._tell)
        self.setFocusProxy(self.list)

    @property
    def seq(self) -> int:
        """The number of the chosen step's newest act; 0 where none is chosen."""
        return int(self.list.currentItem().data(_SEQ)) if self.list.currentRow() >= 0 else 0

    def sentences(self) -> list[str]:
        """What it says, line by line."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    def show_steps(self, steps: Sequence[tuple[Step, str]], now: datetime, *, more: bool) -> None:
        """Fill the list with steps and their sentences; what was chosen stays so, else the newest is."""
        kept = self.seq
        self.list.blockSignals(True)
        self.list.clear()
        for step, sentence in steps:
            item = QListWidgetItem(f"{sentence}\n{when(step, now)}")
            item.setData(_SEQ, step.newest.seq)
            self.list.addItem(item)
        numbers = [step.newest.seq for step, _sentence in steps]
        self.list.setCurrentRow(numbers.index(kept) if kept in numbers else 0)
        self.list.blockSignals(False)
        self.older.setVisible(more)
        self._tell()

    def _tell(self) -> None:
        self.chosen.emit(self.seq)


def when(step: Step, now: datetime) -> str:
    """When a step was done, by the worker's own clock then, and its number, which orders."""
    act = step.newest
    said = said_time(act.moment, now.astimezone(act.moment.tzinfo))
    several = f", {len(step.acts)} times in a row" if len(step.acts) > 1 else ""
    back = any(each.clock_back for each in step.acts)
    return f"{said}{several}  ·  act {act.seq}" + (f"\n{CLOCK_BACK}" if back else "")


def _style() -> str:
    """A soft tint and a bar where a step is chosen; no colour means anything here."""
    look = theme.current()
    soft, ink, line, focus = (
        look.blend("focus", "card", 0.1).name(), *(look.colour(each).name() for each in ("ink", "line", "focus")),
    )  # fmt: skip
    return (
        f"QListWidget::item {{ padding: {look.px(8)}px {look.px(10)}px; border-bottom: 1px solid {line};"
        f" border-left: {look.px(4)}px solid transparent; color: {ink}; }}"
        f"QListWidget::item:selected {{ background: {soft}; color: {ink}; border-left-color: {focus}; }}"
    )
