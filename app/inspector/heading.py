"""The head of a form: the kind's sign and words in its colour, and the title large, to be changed where it stands."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app import theme
from app.inspector.desk import Desk
from app.inspector.note import Note
from app.inspector.text import ProseEditor
from app.plain import PlainLabel
from mapping.entries import Entry, Link
from mapping.fields import field_named
from mapping.wording import category_title, kind_title


class Kicker(QWidget):
    """A sign and a few words in the colour of a kind: "What he does · Using the children"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._words = "", ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def show_words(self, kind: str, words: str) -> None:
        """Say this, with this kind's sign and colour."""
        self._kind, self._words = kind, words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def _left(self) -> int:
        return theme.current().px(16) if self._kind else 0

    def _box(self, width: int) -> int:
        metrics = self._font_metrics()
        room = max(width - self._left(), 40)
        return metrics.boundingRect(0, 0, room, 10_000, _WRAP, self._words).height()

    def _font_metrics(self) -> QFontMetrics:
        return QFontMetrics(self._font())

    def _font(self) -> QFont:
        font = theme.current().font("muted")
        font.setBold(True)
        return font

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the words need."""
        return self._box(width) + theme.current().px(4)

    def sizeHint(self) -> QSize:
        """One row, if there is room."""
        return QSize(theme.current().px(200), self.heightForWidth(max(self.width(), theme.current().px(200))))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw sign and words."""
        look, painter = theme.current(), QPainter(self)
        colour = look.colour(theme.kind_role(self._kind))
        if self._kind:
            side = look.px(10)
            top = look.px(2) + (self._font_metrics().height() - side) / 2
            theme.paint_sign(painter, self._kind, QRectF(0, top, side, side), colour)
        painter.setFont(self._font())
        painter.setPen(colour)
        painter.drawText(self.rect().adjusted(self._left(), look.px(2), 0, 0), _WRAP, self._words)


_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop)


class Heading(QWidget):
    """Kicker and title of one entry, or of an arrow, which has no title of its own."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.kicker = Kicker()
        self.title: ProseEditor | None = None
        self.sentence: PlainLabel | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(2))
        column.addWidget(self.kicker)
        owner = desk.owner
        if isinstance(owner, Entry) and owner.kind != "person":
            self.title = ProseEditor(desk, field_named(type(owner), "title"), one_line=True, role="title")
            self.title.text.setObjectName("title")
            self.title.text.setPlaceholderText(self.title.name)
            column.addWidget(self.title)
        else:
            self.sentence = PlainLabel(role="title")
            column.addWidget(self.sentence)
        self.note = Note(column, "body", framed=True)
        if self.title is not None:
            self.title.said.connect(self.note.say)
        self.show_value()

    def show_value(self) -> None:
        """Show what it is called now."""
        desk, owner = self._desk, self._desk.owner
        if isinstance(owner, Entry):
            above = kind_title(owner.kind, desk.naming, desk.vocabulary, owner)
            category = category_title(owner, desk.naming, desk.vocabulary)
            kept = desk.shown(category)
            self.kicker.show_words(owner.kind, " · ".join(part for part in (above, kept) if part))
            if self.sentence is not None:
                self.sentence.setText(desk.naming.short(owner.id))
        elif isinstance(owner, Link):
            self.kicker.show_words("", "An arrow")
            if self.sentence is not None:
                self.sentence.setText(desk.fitted(desk.vocabulary.link(owner.kind).label))
        if self.title is not None:
            self.title.show_value()
