"""Editors of text that grows: as many lines as wanted, or several lines that stand for themselves."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from app.inspector.desk import Surface
from app.inspector.editor import DRAFTED, EMPTY, HIDDEN, HOLDS_A_NAME, Editor
from app.inspector.note import Note
from app.prose import Prose
from app.readings import readings_of
from mapping.entries import Entry, Link
from mapping.fields import LINES, Field
from mapping.language import Finding, Reading
from mapping.language.kept import keep

IDLE, DRAFT = 1500, 400
"""Milliseconds without a key after which a text is kept, and after which it is kept as a draft."""


class ProseEditor(Editor):
    """Text that grows; kept on leaving or after a short idle, as one step for undo; a draft while it is typed."""

    wide = True

    def __init__(
        self,
        surface: Surface,
        field: Field,
        parent: QWidget | None = None,
        *,
        one_line: bool = False,
        role: str = "body",
    ) -> None:
        super().__init__(surface, field, parent)
        self._readings = readings_of(surface.desk.session)
        kept = self._is_kept if self._place else None
        self.prose = Prose(self._readings, one_line=one_line, role=role, read=self._read, kept=kept)
        self.text = self.prose.text
        self.text.setPlaceholderText("" if one_line else "not said")
        self._merge, self._dirty, self._showing = self.sitting(), False, False
        self._idle, self._drafting = _timer(self, IDLE, self._keep), _timer(self, DRAFT, self._keep_draft)
        self.text.began.connect(self._begin)
        self.text.left.connect(self.finish)
        self.text.textChanged.connect(self._typed)
        self.prose.taking.connect(self.finish)
        self.prose.taken.connect(self._taken)
        self.prose.keeping.connect(self._keep_wording)
        self.column.addWidget(self.prose)
        self._hint = Note(self.column)
        self.name_widget(self.text)
        self.show_value()
        self._restore()

    def _stored(self, text: str) -> object:
        """What is stored for a text."""
        return text.strip()

    def stands(self, draft: str) -> bool:
        """Whether what was begun is what stands in the case."""
        return self._stored(draft) == self.value

    def _shown(self, value: object) -> str:
        """What is shown of what is stored."""
        return str(value)

    def show_value(self) -> None:
        """The text as it is now, unless there is something in the field that is not kept yet."""
        if self.value is None or self._dirty or self.covered():
            return
        desk = self.surface.desk
        hidden, whole = desk.hides(self.field), self._shown(self.value)
        shown = "" if hidden else desk.shown(whole)
        self._put(shown)
        covered = hidden or shown != whole
        self.text.setReadOnly(covered or desk.for_reading)
        self._hint.say((HIDDEN if hidden else HOLDS_A_NAME) if covered else "")
        self.prose.watch(not covered and self._is_read())

    def _put(self, text: str) -> None:
        self._showing = True
        try:
            if self._stored(self.text.toPlainText()) != self._stored(text):
                self.text.show_text(text)
        finally:
            self._showing = False

    def _restore(self) -> None:
        """A text that was begun and not finished is there again; one with a hidden name in it stays hidden."""
        if self.text.isReadOnly() or self.value is None:
            return
        draft = self.begun()
        if not draft or self.stands(draft):
            return
        if self.cover(draft):
            self.text.setReadOnly(True)
            self._hint.say(HOLDS_A_NAME)
            self.prose.watch(False)
            return
        self._put(draft)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self._dirty = True
        self._hint.say(DRAFTED)

    def _begin(self) -> None:
        self._merge = self.sitting()

    def _typed(self) -> None:
        if self._showing or self.text.isReadOnly():
            return
        self._dirty = True
        self._idle.start()
        self._drafting.start()

    def _keep_draft(self) -> None:
        self.keep_draft(self.text.toPlainText())

    def _keep(self) -> bool:
        """Keep the text; what is refused stays in the field and as a draft."""
        self._idle.stop()
        if not self._dirty or self.value is None:
            return True
        new = self._stored(self.text.toPlainText())
        if not new and self.field.shape.required:
            self.say(EMPTY)
            return False
        desk, key = self.surface.desk, self.draft_key
        if desk.told:
            self._keep_draft()
            return self.keep(self._merge, key, **{self.field.name: new})
        if new != self.value and not self.keep(self._merge, **{self.field.name: new}):
            return False
        self._drafting.stop()
        self._dirty = False
        self._hint.say("")
        if key:
            desk.session.drop_draft(desk.identity, key)
        return True

    def _is_read(self) -> bool:
        """Whether this field is read for its wording: somebody's own words and what is no account are not."""
        desk = self.surface.desk
        if self.surface is desk:
            return self._readings.reads(desk.owner, self.field.name)
        return isinstance(desk.owner, Entry) and self._readings.reads_record(self.surface.owner, self.field.name)

    @property
    def _place(self) -> str:
        """Where in its card or arrow this text stands, as wording that is kept there names it; "" of a case's head."""
        return self.surface.place_of(self.field) if isinstance(self.surface.desk.owner, Entry | Link) else ""

    def _read(self, paragraph: str) -> Reading:
        desk = self.surface.desk
        if self.surface is desk:
            return self._readings.read_field(desk.owner, self.field.name, paragraph)
        return self._readings.read_record(desk.owner, paragraph)

    def _is_kept(self, paragraph: str, finding: Finding) -> bool:
        desk = self.surface.desk
        return self._readings.is_kept(desk.identity, self._place, paragraph, finding)

    def _taken(self) -> None:
        """A frame stands in the text: that is a step of its own, and so is what is written into it."""
        self._begin()
        self.finish()
        self._begin()

    def _keep_wording(self, paragraph: str, finding: Finding, reason: str) -> None:
        """Let a passage stay as it is, with the reason."""
        self.finish()
        desk = self.surface.desk
        sentence = desk.act(keep, desk.identity, self._place, paragraph, finding, reason)
        self.prose.say(sentence)
        if not sentence:
            self.text.setFocus()

    def finish(self) -> None:
        """The sitting is over: keep the text, and let what follows be a step of its own."""
        if self._dirty and self._keep() and not self.surface.desk.told:
            self.surface.desk.session.seal()

    def put_away(self) -> None:
        """Keep what is in the field as a draft at once."""
        self._idle.stop()
        self._drafting.stop()
        if self._dirty:
            self._keep_draft()


class LinesEditor(ProseEditor):
    """Several lines of text, one thing to a line."""

    def _stored(self, text: str) -> object:
        return tuple(line.strip() for line in text.splitlines() if line.strip())

    def _shown(self, value: object) -> str:
        return "\n".join(value) if isinstance(value, tuple) else ""


def text_editor(surface: Surface, field: Field) -> Editor:
    """The editor for lines or for prose."""
    return LinesEditor(surface, field) if field.shape.form == LINES else ProseEditor(surface, field)


def _timer(owner: QWidget, wait: int, call: object) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(wait)
    timer.timeout.connect(call)
    return timer
