"""A column of lines after a change: what says the same stays, the rest goes, and what is new comes; no case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QBoxLayout, QWidget

Row = TypeVar("Row")


class KeptLines(Generic[Row]):
    """The lines of one column, each made of a row of plain values; to make a line takes long, to keep it nothing."""

    def __init__(self, column: QBoxLayout, make: Callable[[Row], QWidget]) -> None:
        self._column, self._make = column, make
        self._rows: tuple[Row, ...] = ()
        self.widgets: list[QWidget] = []

    def show_these(self, rows: Sequence[Row]) -> None:
        """Show these rows and no others."""
        first, end = _alike(self._rows, rows)
        for _ in range(first, len(self._rows) - end):
            widget = self.widgets.pop(first)
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        for at in range(first, len(rows) - end):
            widget = self._make(rows[at])
            self._column.insertWidget(at, widget)
            self.widgets.insert(at, widget)
        self._rows = tuple(rows)


def _alike(before: Sequence[object], now: Sequence[object]) -> tuple[int, int]:
    """How many are the same from the first on, and of the others how many up to the last."""
    most = min(len(before), len(now))
    first = next((at for at in range(most) if before[at] != now[at]), most)
    rest = most - first
    return first, next((at for at in range(rest) if before[-1 - at] != now[-1 - at]), rest)
