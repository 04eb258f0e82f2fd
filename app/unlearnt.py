"""Asks whatever helps with typing not to learn from this program: its dictionaries would keep words of a case."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget


class Unlearnt(QObject):
    """Marks every field in which something can be typed as private, when it gets the focus."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        application.focusChanged.connect(_mark)


def _mark(_old: QWidget | None, field: QWidget | None) -> None:
    private = Qt.InputMethodHint.ImhSensitiveData
    if field is None or not field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
        return
    if not field.inputMethodHints() & private:
        field.setInputMethodHints(field.inputMethodHints() | private)
