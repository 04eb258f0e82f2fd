"""The list of what was done, newest first: a sentence, and under it when; older acts come when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.moments import said_time
from app.plain import Button
from mapping.audit import Step
from mapping.auditwords import CLOCK_BACK

_SEQ, _SENTENCE, _WHEN = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
_ENDLESS = 100_000
Index = QModelIndex | QPersistentModelIndex


class StepList(QWidget):
    """Steps to choose from. `chosen` brings the number of a step's newest act, `wants_older` asks for more."""

    chosen = Signal(int)
    wants_older = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list, self.older = QListWidget(), Button("Show older acts")
        self.list.setAccessibleName("What was done, newest first")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setItemDelegate(StepPainter(self.list))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.older)
        self.older.hide()
        self.older.clicked.connect(self.wants_older)
        self.list.currentItemChanged.connect(self._tell)
        theme.NOTICE.changed.connect(self.list.scheduleDelayedItemsLayout)
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
            self.list.addItem(_item(step, sentence, now))
        numbers = [step.newest.seq for step, _sentence in steps]
        self.list.setCurrentRow(numbers.index(kept) if kept in numbers else 0)
        self.list.blockSignals(False)
        self.older.setVisible(more)
        self._tell()

    def _tell(self) -> None:
        self.chosen.emit(self.seq)


class StepPainter(QStyledItemDelegate):
    """Draws a step as its sentence, wrapped, and under it when; a soft tint and a bar where it is chosen."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: draw one step."""
        look, box = theme.current(), QRect(option.rect)
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(box, look.blend("focus", "card", 0.1) if selected else look.colour("card"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, look.colour("line"))
        if selected:
            painter.fillRect(box.left(), box.top(), look.px(4), box.height() - 1, look.colour("focus"))
        inside = _inside(box)
        for role, colour, text in (("body", "ink", index.data(_SENTENCE)), ("muted", "muted", index.data(_WHEN))):
            painter.setFont(look.font(role))
            painter.setPen(look.colour(colour))
            painter.drawText(inside, _WRAPPED, text)
            inside.setTop(inside.top() + _high(role, text, inside.width()))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: as high as the words need in the width of the list."""
        view = self.parent()
        wide = view.viewport().width() if isinstance(view, QListWidget) else theme.current().px(300)
        inside = _inside(QRect(0, 0, wide, 0)).width()
        high = _high("body", index.data(_SENTENCE), inside) + _high("muted", index.data(_WHEN), inside)
        return QSize(wide, high + theme.current().px(16))


def when(step: Step, now: datetime) -> str:
    """When a step was done, by the worker's own clock then, and its number, which orders."""
    act = step.newest
    said = said_time(act.moment, now.astimezone(act.moment.tzinfo))
    several = f", {len(step.acts)} times in a row" if len(step.acts) > 1 else ""
    back = any(each.clock_back for each in step.acts)
    return f"{said}{several}  ·  act {act.seq}" + (f"\n{CLOCK_BACK}" if back else "")


def _item(step: Step, sentence: str, now: datetime) -> QListWidgetItem:
    item = QListWidgetItem(f"{sentence}\n{when(step, now)}")
    for role, value in ((_SEQ, step.newest.seq), (_SENTENCE, sentence), (_WHEN, when(step, now))):
        item.setData(role, value)
    return item


def _inside(box: QRect) -> QRect:
    px = theme.current().px
    return box.adjusted(px(14), px(7), -px(10), -px(7))


def _high(role: str, text: str, width: int) -> int:
    metrics = QFontMetrics(theme.current().font(role))
    return metrics.boundingRect(0, 0, max(width, 40), _ENDLESS, _WRAPPED, text).height()
