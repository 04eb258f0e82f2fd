"""A passage of some text of the case on a slip of card: where it stands, and its sentence with the passage marked."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app import theme
from app.entrylink import EntryLink
from app.wavy import Stretch, place_of
from mapping.aside import is_aside
from mapping.entries import Entry, Link
from mapping.find import kind_of
from mapping.language.kept import field_of, sentence_around
from mapping.language.wholecase import CaseFinding
from mapping.naming import Naming
from mapping.veil import veiled_text
from mapping.vocabulary import load_vocabulary
from mapping.wording import fitted, subject_of, title_of

_OWN_WORDS = "The team’s own words"


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

    def add_link(self, entry: Entry | Link, field: str, naming: Naming) -> EntryLink:
        """The line that leads to where the passage stands."""
        where = field_label(entry, field, naming)
        # A title stands below as the sentence that was found.
        own = isinstance(entry, Entry) and is_aside(entry)
        called = (where, "") if own or field == "title" else (title_of(entry, naming, load_vocabulary()), where)
        link = EntryLink(entry.kind if isinstance(entry, Entry) else "", *called)
        self.column.addWidget(link)
        return link

    @property
    def has_keyboard(self) -> bool:
        """Whether the keyboard is in it."""
        at = QApplication.focusWidget()
        return at is not None and self.isAncestorOf(at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Card with a quiet edge."""
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(look.colour("card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.px(5), look.px(5))


def field_label(entry: Entry | Link, field: str, naming: Naming) -> str:
    """What a field of an entry or arrow is called in its form."""
    words, kind = load_vocabulary(), kind_of(entry)
    about = entry if isinstance(entry, Entry) else None
    if about is not None and is_aside(about):
        return _OWN_WORDS
    return fitted(words.field(kind, field_of(field)).label, naming, subject_of(kind, naming, words, about))


def shown_sentence(found: CaseFinding, entry: Entry | Link, naming: Naming) -> tuple[str, tuple[Stretch, ...]]:
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
