"""One passage of the case as a row: where it stands, its sentence, why, and the ways on; or, kept, with its reason."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.entrylink import EntryLink
from app.flow import beside
from app.markedwords import MarkedWords
from app.passage import Slip, shown_sentence
from app.plain import PlainLabel, tell
from app.suggestion import FrameButton, Suggestion
from app.wavy import Stretch, place_of
from mapping.casemap import CaseMap
from mapping.entries import Entry, Link
from mapping.language.kept import Kept
from mapping.language.wholecase import CaseFinding
from mapping.naming import Naming
from mapping.pages import PageFinding, page_title
from mapping.veil import veiled_text

_HIDDEN = "A name in this text is hidden. Show names to change it."


class FindingRow(Slip):
    """A passage that is open: `chosen` carries a frame for it, `kept` why it stays."""

    chosen = Signal(object, str)
    kept = Signal(object, str)

    def __init__(self, found: CaseFinding, entry: Entry | Link, naming: Naming, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found = found
        self.link = self.add_link(entry, found.field, naming)
        self.link.pressed.connect(lambda: self.wants_field.emit(found.entry, found.field))
        tell(self.link, "Opens it at this passage’s field")
        shown, stretches = shown_sentence(found, entry, naming)
        self.sentence = MarkedWords(shown, stretches)
        self.suggestion = Suggestion(band=False)
        phrase = veiled_text(found.finding.phrase, naming)
        self.suggestion.show_finding(
            replace(found.finding, phrase=phrase),
            may_change=bool(stretches),
            may_keep=bool(stretches),
        )
        self.suggestion.chosen.connect(lambda frame: self.chosen.emit(self.found, frame))
        self.suggestion.kept.connect(lambda reason: self.kept.emit(self.found, reason))
        self.suggestion.left.connect(self.link.setFocus)
        self.column.addWidget(self.sentence)
        self.column.addWidget(self.suggestion)
        if not stretches:
            self.column.addWidget(PlainLabel(_HIDDEN, "muted"))
        self.setAccessibleName(shown)
        self.setFocusProxy(self.link)


class PageRow(Slip):
    """A passage in a page of notes: `wants_page` carries the source of the page, and where the passage stands in it."""

    wants_page = Signal(str, int, int)

    def __init__(self, found: PageFinding, case: CaseMap, naming: Naming, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found, finding = found, found.finding
        shown = veiled_text(found.sentence, naming)
        self.link = EntryLink("source" if found.source else "", page_title(case, found.source, naming))
        self.link.pressed.connect(lambda: self.wants_page.emit(found.source, finding.start, finding.end))
        tell(self.link, "Opens the notes at this passage")
        self.column.addWidget(self.link)
        whole = shown == found.sentence and found.at >= 0
        ends = (place_of(shown, found.at), place_of(shown, found.at + len(finding.phrase))) if whole else ()
        self.sentence = MarkedWords(shown, (Stretch(*ends, finding.severity),) if ends else ())
        self.column.addWidget(self.sentence)
        self.column.addWidget(MarkedWords(veiled_text(finding.why, naming), role="muted"))
        self.setAccessibleName(shown)
        self.setFocusProxy(self.link)


class KeptRow(Slip):
    """A passage that stays as it is: `taken_back` when somebody wants it asked about again."""

    taken_back = Signal(str)

    def __init__(self, kept: Kept, entry: Entry | Link | None, naming: Naming, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if entry is not None:
            link = self.add_link(entry, kept.field, naming)
            link.pressed.connect(lambda: self.wants_open.emit(kept.entry))
            self.setFocusProxy(link)
        self.column.addWidget(MarkedWords(veiled_text(kept.passage, naming)))
        self.column.addWidget(MarkedWords(f"Kept, because: {veiled_text(kept.reason, naming)}", role="muted"))
        self.back = FrameButton("Ask about it again")
        self.back.clicked.connect(lambda: self.taken_back.emit(kept.note))
        self.column.addWidget(beside(self.back))
