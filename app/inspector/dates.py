"""The editor of a date: words go in, and what was understood stands under them, exact form and all."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from app.inspector.desk import Surface
from app.inspector.editor import HIDDEN
from app.inspector.line import LineTyped
from app.inspector.note import Note
from mapping.dates import spoken
from mapping.fields import Field
from mapping.saying import Understood, understand

SAID = "when_said"
"""The field that keeps a date as it was said; only `when` has one."""
_NOT_A_DATE = "This was not understood as a date. For example: 9 Feb 2026, early 2019, since about Sept 2024."
_ONLY_SAID = "kept as it was said; no exact date"


class DateEditor(LineTyped):
    """One date, or `when` with the words in which it was said."""

    def __init__(self, surface: Surface, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(surface, field, parent)
        self._with_words = field.name == "when" and hasattr(surface.owner, SAID)
        self.line = QLineEdit()
        self.exact: QLineEdit | None = None
        self.line.setPlaceholderText("not said")
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self.finish)
        self.column.addWidget(self.line)
        self.understood = Note(self.column)
        self.name_widget(self.line)
        self.show_value()
        self.restore()
        self.watch_unseen()

    def _said(self) -> str:
        return str(getattr(self.surface.owner, SAID, "")) if self._with_words else ""

    def show_value(self) -> None:
        """The date as it was said, else in words; its exact form under it."""
        value = self.value
        if value is None:
            return
        desk = self.surface.desk
        words = spoken(value, self._said())
        shown = "" if desk.hides(self.field) else desk.shown(words)
        if self.busy(shown):
            return
        self.line.setModified(False)
        if self.line.text() != shown:
            self.line.setText(shown)
            self.line.setCursorPosition(0)
        covered = shown != words or desk.hides(self.field)
        self.line.setReadOnly(covered or desk.for_reading)
        if covered:
            self.say(HIDDEN)
        self._tell(Understood(value, self._said()), kept=True)

    def _tell(self, found: Understood, *, kept: bool) -> None:
        """Say what a date comes to; while it is typed, the exact line waits."""
        if found.edtf:
            meaning = spoken(found.edtf)
            self.understood.say(found.edtf if meaning == self.line.text() else f"{found.edtf}   {meaning}")
        else:
            self.understood.say(_ONLY_SAID if found.said and self._with_words else "")
        self._offer_exact(kept and self._with_words and bool(found.said) and not found.edtf)

    def _offer_exact(self, wanted: bool) -> None:
        """A line for the exact form, where the words themselves give none."""
        wanted = wanted and not self.surface.desk.for_reading
        if self.exact is None and wanted:
            self.exact = QLineEdit()
            self.exact.setPlaceholderText("exactly, such as 2024-09~/..")
            self.exact.setAccessibleName(f"{self.name}, exactly")
            self.exact.editingFinished.connect(self._keep_exact)
            self.column.addWidget(self.exact)
        if self.exact is not None:
            self.exact.setVisible(wanted)
            self.exact.setText("")

    def _typed(self, text: str) -> None:
        self._tell(understand(text, self.surface.desk.today), kept=False)

    def finish(self) -> None:
        """Keep what was typed if it was changed; a date alone must be one, words about a date may be anything."""
        if self.value is None or self.line.isReadOnly() or not self.line.isModified():
            return
        found = understand(self.line.text(), self.surface.desk.today)
        if not found.edtf and found.said and not self._with_words:
            self.say(_NOT_A_DATE)
            return
        if self.field.shape.required and not found.edtf:
            self.say(_NOT_A_DATE)
            return
        values = {self.field.name: found.edtf}
        if self._with_words:
            values[SAID] = found.said
        if self.keep_line(**values):
            self.line.setModified(False)
            self.show_value()

    def _keep_exact(self) -> None:
        """The exact form given by hand, beside words that nobody can read as a date."""
        if self.exact is None or self.value is None or not self.exact.isModified():
            return
        found = understand(self.exact.text(), self.surface.desk.today)
        if self.exact.text().strip() and not found.edtf:
            self.say(_NOT_A_DATE)
        elif self.keep(**{self.field.name: found.edtf}):
            self.exact.setModified(False)
            self.show_value()
