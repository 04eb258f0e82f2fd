"""The one door for messages about the world: a panel beside the work with a sentence; it waits for nobody."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app import theme
from app.actions import reach
from app.display import row
from app.plain import Button, PlainLabel


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
