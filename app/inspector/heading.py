"""The head of a form: the kind's sign and words in its colour, and the title large, to be changed where it stands."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app import theme
from app.inspector.desk import Desk
from app.inspector.note import Note
from app.inspector.order import tells_the_program
from app.inspector.text import ProseEditor
from app.inspector.whodid import BehaviourTitle
from app.unseen import visible
from mapping.entries import Behaviour, Entry, Link
from mapping.fields import field_named
from mapping.wording import category_title, kind_title


class Kicker(QWidget):
    """A few words that break anywhere rather than run out of sight: "What he does · Using the children".

    With a kind they have its sign before them, and its colour.
    """

    def __init__(self, role: str = "muted", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role, self._kind, self._words = role, "", ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def show_words(self, kind: str, words: str) -> None:
        """Say this, with this kind's sign and colour; "" has neither."""
        self._kind, self._words = kind, visible(words)
        self.setAccessibleName(self._words)
        self.updateGeometry()
        self.update()

    def _left(self) -> int:
        return theme.current().px(16) if self._kind else 0

    def _laid_out(self, width: int) -> QTextLayout:
        font = theme.current().font(self._role)
        font.setBold(True)
        layout = QTextLayout(self._words, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width - self._left(), 40))
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the words need."""
        return round(self._laid_out(width).boundingRect().height()) + theme.current().px(4)

    def sizeHint(self) -> QSize:
        """One row, if there is room."""
        return QSize(theme.current().px(200), self.heightForWidth(max(self.width(), theme.current().px(200))))

    def minimumSizeHint(self) -> QSize:
        """It can be narrow."""
        return QSize(theme.current().px(60), 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw sign and words."""
        look, painter, layout = theme.current(), QPainter(self), self._laid_out(self.width())
        painter.setPen(look.colour(theme.kind_role(self._kind) if self._kind else "ink"))
        if self._kind:
            side = look.px(10)
            top = look.px(2) + (layout.lineAt(0).height() - side) / 2
            theme.paint_sign(painter, self._kind, QRectF(0, top, side, side), painter.pen().color())
        layout.draw(painter, QPointF(self._left(), look.px(2)))


class Heading(QWidget):
    """Kicker and title of one entry, or of an arrow, which has no title of its own."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.kicker = Kicker()
        self.title: ProseEditor | None = None
        self.sentence: Kicker | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(2))
        column.addWidget(self.kicker)
        owner = desk.owner
        if isinstance(owner, Entry) and owner.kind != "person":
            maker = BehaviourTitle if isinstance(owner, Behaviour) else ProseEditor
            self.title = maker(desk, field_named(type(owner), "title"), one_line=True, role="title")
            self.title.text.setObjectName("title")
            self.title.text.setPlaceholderText(self.title.name)
            column.addWidget(self.title)
        else:
            self.sentence = Kicker("title")
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
            category = "" if tells_the_program(owner) else category_title(owner, desk.naming, desk.vocabulary)
            kept = desk.shown(category)
            self.kicker.show_words(owner.kind, " · ".join(part for part in (above, kept) if part))
            if self.sentence is not None:
                self.sentence.show_words("", desk.naming.short(owner.id))
        elif isinstance(owner, Link):
            self.kicker.show_words("", "An arrow")
            if self.sentence is not None:
                self.sentence.show_words("", desk.fitted(desk.vocabulary.link(owner.kind).label))
        if self.title is not None:
            self.title.show_value()
