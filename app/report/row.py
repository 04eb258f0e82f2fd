"""One passage that is asked about before a document leaves: why, and the two ways on, put it right or keep it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.markedwords import MarkedWords
from app.passage import Slip, shown_sentence
from app.plain import PlainLabel, tell
from app.suggestion import FrameButton, Suggestion
from mapping.entries import Entry, Link
from mapping.language.wholecase import CaseFinding
from mapping.naming import Naming
from mapping.veil import veiled_text

_HIDDEN = "A name in this text is hidden. Show names to keep it as it is."


class AskedRow(Slip):
    """A passage with its reason: `wants_field` to put it right where it stands, `kept` with why it stays."""

    kept = Signal(object, str)

    def __init__(self, found: CaseFinding, entry: Entry | Link, naming: Naming, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found = found
        shown, stretches = shown_sentence(found, entry, naming)
        self.link = self.add_link(entry, found.field, naming)
        self.sentence, self.suggestion, self.fix = (
            MarkedWords(shown, stretches),
            Suggestion(band=False),
            FrameButton("Fix it"),
        )
        plain = replace(found.finding, phrase=veiled_text(found.finding.phrase, naming), pivots=())
        self.suggestion.show_finding(plain, may_keep=bool(stretches))
        self.suggestion.frames.put_first(self.fix)
        self.suggestion.frames.show()
        for widget in (self.sentence, self.suggestion):
            self.column.addWidget(widget)
        if not stretches:
            self.column.addWidget(PlainLabel(_HIDDEN, "muted"))
        self._wire()
        self.setAccessibleName(shown)
        self.setFocusProxy(self.fix)

    def _wire(self) -> None:
        for way in (self.link.pressed, self.fix.clicked):
            way.connect(lambda: self.wants_field.emit(self.found.entry, self.found.field))
        for widget in (self.link, self.fix):
            tell(widget, "Opens it at this passage’s field")
        self.suggestion.kept.connect(lambda reason: self.kept.emit(self.found, reason))
        self.suggestion.left.connect(self.fix.setFocus)
