"""The steps of the session below one another: which are done, passed over, or for one's own screen alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from app import theme
from app.unseen import visible

DONE, SKIPPED, PRIVATE = "done", "passed over", "for your own screen only"
_SIDE = 14
"""The side of a sign before a step, in pixels at 100 %."""


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """One step as the list shows it; `marks` are among DONE, SKIPPED and PRIVATE."""

    key: str
    name: str
    marks: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The row for somebody who does not see it."""
        return ", ".join((self.name, *self.marks))


class StepsList(QListWidget):
    """A list of steps, to be gone through in any order; `chosen` is the key of a step."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Steps of the session")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._rows: tuple[Row, ...] = ()
        self.currentRowChanged.connect(self._choose)

    def show_rows(self, rows: Iterable[Row], at: str) -> None:
        """Show these steps, with one of them chosen; nobody is told of that."""
        rows = tuple(rows)
        before = self.blockSignals(True)
        if [row.key for row in rows] != [row.key for row in self._rows]:
            self.clear()
            for _ in rows:
                self.addItem(QListWidgetItem())
        self._rows = rows
        for number, row in enumerate(rows):
            self._dress_row(self.item(number), row)
        self.setCurrentRow(next((number for number, row in enumerate(rows) if row.key == at), 0))
        self.blockSignals(before)

    def dress(self) -> None:
        """Take on the sizes and colours of the theme as it is now."""
        look = theme.current()
        self.setIconSize(QSize(look.px(_SIDE), look.px(_SIDE)))
        paper = look.colour("paper").name()
        self.setStyleSheet(f"QListWidget {{ border: none; background: {paper}; }}")
        for number, row in enumerate(self._rows):
            self._dress_row(self.item(number), row)

    def _dress_row(self, item: QListWidgetItem, row: Row) -> None:
        look = theme.current()
        item.setText(visible(row.name))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, visible(row.said))
        item.setIcon(_sign(row.marks))
        item.setForeground(look.colour("muted" if SKIPPED in row.marks else "ink"))
        item.setSizeHint(QSize(look.px(80), look.px(28)))

    def _choose(self, number: int) -> None:
        if 0 <= number < len(self._rows):
            self.chosen.emit(self._rows[number].key)


def _sign(marks: tuple[str, ...]) -> QIcon:
    """A tick for what is done, a padlock for what is private, a short stroke for what was passed over."""
    look = theme.current()
    side, ratio = look.px(_SIDE), 2
    pixels = QPixmap(side * ratio, side * ratio)
    pixels.setDevicePixelRatio(ratio)
    pixels.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixels)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if DONE in marks:
        _tick(painter, side)
    elif PRIVATE in marks:
        _padlock(painter, side)
    elif SKIPPED in marks:
        painter.setPen(QPen(look.colour("muted"), side / 8))
        painter.drawLine(round(side * 0.25), round(side * 0.5), round(side * 0.75), round(side * 0.5))
    painter.end()
    icon = QIcon(pixels)
    icon.addPixmap(pixels, QIcon.Mode.Selected)
    return icon


def _tick(painter: QPainter, side: int) -> None:
    painter.setPen(QPen(theme.current().colour("protective_effort"), side / 7))
    path = QPainterPath()
    path.moveTo(side * 0.18, side * 0.52)
    path.lineTo(side * 0.42, side * 0.76)
    path.lineTo(side * 0.84, side * 0.24)
    painter.drawPath(path)


def _padlock(painter: QPainter, side: int) -> None:
    colour = theme.current().colour("ink")
    painter.setPen(QPen(colour, side / 9))
    painter.drawArc(QRectF(side * 0.3, side * 0.12, side * 0.4, side * 0.6), 0, 180 * 16)
    painter.fillRect(QRectF(side * 0.2, side * 0.44, side * 0.6, side * 0.46), colour)
