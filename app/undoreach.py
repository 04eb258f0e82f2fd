"""Lets the keys for undo and redo reach the case where the field that has the focus has nothing of its own to undo."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget


class UndoReach(QObject):
    """Watches the field in which one types, inside one page."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(old, QLineEdit | QPlainTextEdit):
            old.removeEventFilter(self)
        if isinstance(new, QLineEdit | QPlainTextEdit) and self._page.isAncestorOf(new):
            new.installEventFilter(self)

    def eventFilter(self, field: QObject, event: QEvent) -> bool:  # noqa: N802 - the name is Qt’s
        """A field claims these keys whether it can use them or not; where it cannot, they are the case's."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
        own_undo, own_redo = _own_steps(field)
        if (undo and not own_undo) or (redo and not own_redo):
            event.ignore()
            return True
        return False


def _own_steps(field: QObject) -> tuple[bool, bool]:
    """Whether a field has something of its own to undo, and to redo."""
    if isinstance(field, QLineEdit) and not field.isReadOnly():
        return field.isUndoAvailable(), field.isRedoAvailable()
    if isinstance(field, QPlainTextEdit) and not field.isReadOnly():
        return field.document().isUndoAvailable(), field.document().isRedoAvailable()
    return False, False
