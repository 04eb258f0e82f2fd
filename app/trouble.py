"""The one door for messages about the world: a panel beside the work with a sentence; it waits for nobody."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app import theme
from app.actions import reach
from app.display import row
from app.plain import Button, PlainLabel

_FAULT = (
    "The program met a fault of its own. What was saved is safe. Lock and unlock, and go on; if it comes again, give"
    " these words, which hold nothing of any case, to whoever looks after the program: {}"
)


def tell_fault(parent: QWidget, line: str) -> None:
    """Show that the program itself is at fault, with the line that says where."""
    tell_trouble(parent, _FAULT.format(line))


def tell_trouble(parent: QWidget, sentence: str) -> QDialog:
    """Show a sentence in a panel over `parent`; returns the panel, which deletes itself when closed."""
    panel = QDialog(parent)
    panel.setWindowTitle("Throughline")
    panel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    px = theme.current().px
    column = QVBoxLayout(panel)
    column.setContentsMargins(px(24), px(24), px(24), px(20))
    column.setSpacing(px(20))
    column.addWidget(PlainLabel(sentence))
    reach(panel, parent.window())
    close = Button("Close", primary=True)
    close.clicked.connect(panel.accept)
    column.addLayout(row(close))
    panel.setAccessibleName("Message")
    panel.setAccessibleDescription(sentence)
    panel.setMinimumWidth(px(420))
    panel.open()
    close.setFocus()
    return panel
