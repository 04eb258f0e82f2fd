"""The panel that shows every key there is, from the one table of actions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from app import theme
from app.actions import ACTS, EVERYWHERE, IN_A_CASE, IN_THE_ROOM, ON_THE_MAP, Act, reach
from app.display import Page
from app.plain import Button, PlainLabel


class KeysPanel(QDialog):
    """Every act with its keys, by where they work."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Throughline")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page = Page(640)
        page.share_above = 0.03
        page.column.addWidget(PlainLabel("Keys", "title"))
        for place in (EVERYWHERE, IN_A_CASE, ON_THE_MAP, IN_THE_ROOM):
            acts = [act for act in ACTS if act.where == place]
            if acts:
                page.column.addWidget(PlainLabel(place, "heading"))
                page.column.addLayout(_table(acts))
                page.gap(8)
        reach(self, parent.window())
        close = Button("Close", primary=True)
        close.clicked.connect(self.accept)
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, px(20), px(16))
        column.addWidget(page, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(QSize(px(720), px(620)).boundedTo(self.screen().availableSize() * 0.94))


def _table(acts: Sequence[Act]) -> QGridLayout:
    grid = QGridLayout()
    px = theme.current().px
    grid.setHorizontalSpacing(px(16))
    grid.setColumnStretch(1, 1)
    for number, act in enumerate(acts):
        keys = PlainLabel("  or  ".join(_spoken(each) for each in act.keys), "strong")
        keys.setMinimumWidth(px(150))
        keys.setAlignment(Qt.AlignmentFlag.AlignTop)
        grid.addWidget(keys, number, 0)
        grid.addWidget(PlainLabel(act.help), number, 1)
    return grid


def _spoken(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
