"""What undo reaches: the case, where the field that is typed in has no steps of its own; and no words now hidden."""

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


def forget_steps(inside: QWidget) -> None:
    """Let every field in here keep what stands in it and forget what stood there before: it may be hidden by now."""
    for prose in inside.findChildren(QPlainTextEdit):
        prose.document().clearUndoRedoStacks()
    for line in inside.findChildren(QLineEdit):
        _forget_steps_of(line)


def _forget_steps_of(line: QLineEdit) -> None:
    """Qt's way to empty the memory of a line is to give it its text; nobody need hear of that."""
    modified, place = line.isModified(), line.cursorPosition()
    start, length = line.selectionStart(), line.selectionLength()
    heard = line.blockSignals(True)
    line.setText(line.text())
    line.setModified(modified)
    line.setCursorPosition(place)
    if length:
        line.setSelection(start, length)
    line.blockSignals(heard)


def _own_steps(field: QObject) -> tuple[bool, bool]:
    """Whether a field has something of its own to undo, and to redo."""
    if isinstance(field, QLineEdit) and not field.isReadOnly():
        return field.isUndoAvailable(), field.isRedoAvailable()
    if isinstance(field, QPlainTextEdit) and not field.isReadOnly():
        return field.document().isUndoAvailable(), field.document().isRedoAvailable()
    return False, False
