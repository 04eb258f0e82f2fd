"""Editors whose text stands in one line: kept on Enter or on leaving, and a draft where it cannot be kept just then."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from app.inspector.desk import Surface
from app.inspector.editor import DRAFTED, EMPTY, HIDDEN, HOLDS_A_NAME, Editor
from app.unseennote import UnseenNote
from mapping.fields import Field


class LineTyped(Editor):
    """What editors with one line to type in have in common."""

    line: QLineEdit

    def watch_unseen(self) -> None:
        """Say under the line what stands in it unseen; to take it out is an act."""
        self.unseen = UnseenNote(self.line, self.column)
        self.unseen.taken.connect(self.finish)

    def busy(self, shown: str) -> bool:
        """Whether something stands in the line, or behind it, that must not be written over by what is `shown` now."""
        if self.covered():
            return True
        text = self.line.text()
        return self.line.isModified() and (self.line.hasFocus() or text.strip() != shown)

    def restore(self) -> None:
        """A line that was begun and not finished is there again; one with a hidden name in it stays hidden."""
        if self.line.isReadOnly() or self.value is None:
            return
        draft = self.begun()
        if not draft or draft.strip() == self.line.text():
            return
        if self.cover(draft):
            self.line.setReadOnly(True)
            self.say(HOLDS_A_NAME)
            return
        self.line.setText(draft)
        self.line.setModified(True)
        self.say(DRAFTED)

    def keep_line(self, **values: Any) -> bool:
        """Write values; where that has to wait, the line is a draft meanwhile."""
        if self.surface.desk.told:
            self.keep_draft(self.line.text())
        return self.keep("", self.draft_key if self.drafted else "", **values)

    def put_away(self) -> None:
        """Keep what stands in the line as a draft."""
        if self.line.isModified() and not self.line.isReadOnly() and self.value is not None:
            self.keep_draft(self.line.text())


class LineEditor(LineTyped):
    """One line of text."""

    def __init__(self, surface: Surface, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(surface, field, parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText("not said")
        self.line.editingFinished.connect(self.finish)
        self.column.addWidget(self.line)
        self.name_widget(self.line)
        self.show_value()
        self.restore()
        self.watch_unseen()

    def show_value(self) -> None:
        """The text as it is now, and without names where they are hidden."""
        value = self.value
        if value is None:
            return
        desk = self.surface.desk
        hidden = desk.hides(self.field)
        shown = "" if hidden else desk.shown(value)
        if self.busy(shown):
            return
        if self.line.text() != shown:
            self.line.setText(shown)
            self.line.setCursorPosition(0)
        self.line.setModified(False)
        covered = hidden or shown != value
        self.line.setReadOnly(covered or desk.for_reading)
        self.say((HIDDEN if hidden else HOLDS_A_NAME) if covered else "")

    def finish(self) -> None:
        """Keep the line if it was changed."""
        text = self.line.text().strip()
        if self.line.isReadOnly() or not self.line.isModified() or self.value is None:
            return
        if not text and self.field.shape.required:
            self.say(EMPTY)
        elif self.keep_line(**{self.field.name: text}):
            self.line.setModified(False)
