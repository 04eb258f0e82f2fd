"""One passage of the case as a row: where it stands, its sentence, why, and the ways on; or, kept, with its reason."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import theme
from app.entrylink import EntryLink
from app.flow import beside
from app.markedwords import MarkedWords
from app.plain import PlainLabel, tell
from app.suggestion import FrameButton, Suggestion
from app.wavy import Stretch, place_of
from mapping.entries import Entry
from mapping.language.kept import Kept, sentence_around
from mapping.language.wholecase import CaseFinding
from mapping.naming import Naming
from mapping.veil import veiled_text
from mapping.vocabulary import load_vocabulary
from mapping.wording import fitted, subject_of, title_of

_HIDDEN = "A name in this text is hidden. Show names to change it."


class Slip(QWidget):
    """A slip of card on the paper, with a line around it."""

    wants_field = Signal(str, str)
    wants_open = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.dress()
        theme.NOTICE.changed.connect(self.dress)

    def dress(self) -> None:
        """Take on the sizes of the theme as it is now."""
        px = theme.current().px
        self.column.setContentsMargins(px(12), px(8), px(12), px(10))
        self.column.setSpacing(px(6))

    def add_link(self, entry: Entry, field: str, naming: Naming) -> EntryLink:
        """The line that leads to where the passage stands."""
        where = field_label(entry, field, naming)
        # A title stands below as the sentence that was found.
        called = (where, "") if field == "title" else (title_of(entry, naming, load_vocabulary()), where)
        link = EntryLink(entry.kind, *called)
        self.column.addWidget(link)
        return link

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Card with a quiet edge."""
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(look.colour("card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.px(5), look.px(5))


class FindingRow(Slip):
    """A passage that is open: `chosen` carries a frame for it, `kept` why it stays."""

    chosen = Signal(object, str)
    kept = Signal(object, str)

    def __init__(self, found: CaseFinding, entry: Entry, naming: Naming, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found = found
        self.link = self.add_link(entry, found.field, naming)
        self.link.pressed.connect(lambda: self.wants_field.emit(found.entry, found.field))
        tell(self.link, "Opens it at this passage’s field")
        shown, stretches = _sentence(found, entry, naming)
        self.sentence = MarkedWords(shown, stretches)
        self.suggestion = Suggestion(band=False)
        phrase = veiled_text(found.finding.phrase, naming)
        self.suggestion.show_finding(
            replace(found.finding, phrase=phrase), may_change=bool(stretches), may_keep=bool(stretches)
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


class KeptRow(Slip):
    """A passage that stays as it is: `taken_back` when somebody wants it asked about again."""

    taken_back = Signal(str)

    def __init__(self, kept: Kept, entry: Entry | None, naming: Naming, parent: QWidget | None = None) -> None:
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


def field_label(entry: Entry, field: str, naming: Naming) -> str:
    """What a field of an entry is called in its form."""
    words = load_vocabulary()
    return fitted(words.field(entry.kind, field).label, naming, subject_of(entry.kind, naming, words, entry))


def _sentence(found: CaseFinding, entry: Entry, naming: Naming) -> tuple[str, tuple[Stretch, ...]]:
    """The sentence as it may be shown, and the passage in it; no passage where a name in the text is hidden."""
    text, finding = str(getattr(entry, found.field, "")), found.finding
    sentence = sentence_around(text, finding.start, finding.end)
    if veiled_text(text, naming) != text:
        return veiled_text(sentence, naming), ()
    start = text.rfind(sentence, 0, finding.start + len(sentence)) if sentence else -1
    at = finding.start - start
    if start < 0 or not 0 <= at <= len(sentence):
        return sentence, ()
    end = place_of(sentence, at + len(finding.phrase))
    return sentence, (Stretch(place_of(sentence, at), end, finding.severity),)
