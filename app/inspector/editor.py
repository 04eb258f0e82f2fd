"""What all editors of one field have in common; how a value looks and is typed is theirs alone."""

from __future__ import annotations

from itertools import count
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app import theme
from app.inspector.desk import Surface
from app.inspector.note import Note
from mapping.fields import Field

_sittings = count(1)
HIDDEN = "Hidden while roles are shown instead of names."
HOLDS_A_NAME = "A name in this text is hidden. Show names to change it."
NOT_SAID = "not said"
EMPTY = "This cannot be left empty."
DRAFTED = "Begun and not finished; it is kept when you leave the field."


class Editor(QWidget):
    """Shows one field and writes it.

    `said` carries a sentence to stand under the field: why something was not kept, "" when all is well. `wide` editors
    want the whole width, below their label.
    """

    said = Signal(str)
    wide = False

    def __init__(self, surface: Surface, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.surface, self.field = surface, field
        self.sentence = ""
        self.drafted = self._covered = False
        self.name, self.help = surface.words(field)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.current().px(3))
        self._empty = Note(self.column)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def value(self) -> Any:
        """The field's value in the case as it is now; None when the thing is gone."""
        return getattr(self.surface.owner, self.field.name, None)

    def name_widget(self, widget: QWidget) -> None:
        """Give a widget this field's name and help for screen readers, and let the keyboard come to it first."""
        widget.setAccessibleName(self.name)
        widget.setAccessibleDescription(self.help)
        self.setFocusProxy(widget)

    def show_value(self) -> None:
        """Show the value as it is now; what is being typed at this moment stays."""

    def say_if_empty(self, empty: bool) -> None:
        """Where nothing can be put into it, a field in which nothing stands says so."""
        if self.surface.desk.for_reading:
            self._empty.say(NOT_SAID if empty else "")

    def finish(self) -> None:
        """Keep what was typed and is not kept yet."""

    def put_away(self) -> None:
        """Leave what was typed where the next sitting finds it; nothing is done to the case."""

    def say(self, sentence: str) -> None:
        """Let this stand under the field; "" takes away what stood there."""
        self.sentence = sentence
        self.said.emit(sentence)

    def keep(self, merge: str = "", draft: str = "", /, **values: Any) -> bool:
        """Write values, and say under the field why not, if not; the draft of this name can go once that is done."""
        sentence = self.surface.keep(merge, draft, **values)
        self.say(sentence)
        return not sentence

    @property
    def draft_key(self) -> str:
        """Under which name an unfinished text of this field is kept; "" where none is."""
        return self.surface.draft_key(self.field)

    def begun(self) -> str:
        """A text that was begun here and not finished, or ""."""
        desk, key = self.surface.desk, self.draft_key
        text = desk.begun(key) if key else ""
        self.drafted = bool(text)
        return text

    def keep_draft(self, text: str) -> None:
        """Keep a text that is not finished, as long as there is something that it belongs to."""
        desk, key = self.surface.desk, self.draft_key
        if key and self.value is not None:
            self.drafted = True
            desk.session.keep_draft(desk.identity, key, text)

    def cover(self, draft: str) -> bool:
        """Whether a draft has a name in it that is hidden; then nothing is shown of it, or typed over it."""
        self._covered = self.surface.desk.shown(draft) != draft
        return self._covered

    def covered(self) -> bool:
        """Whether there is still a draft that may not be shown; one that is in the case by now is none any more."""
        if self._covered:
            draft = self.begun()
            self._covered = not self.stands(draft) and self.cover(draft)
        return self._covered

    def stands(self, draft: str) -> bool:
        """Whether what was begun is what stands in the case."""
        return bool(draft.strip() == self.value)

    def sitting(self) -> str:
        """A name for one run of typing in this field: all of it is one step for undo."""
        return f"{self.surface.desk.identity}.{self.surface.draft_key(self.field)}.{next(_sittings)}"
