"""The room of help: a line to search, and beside the work the prompt, the card or the word that was asked for.

It needs no case and does no act; with a case's naming it speaks of that case's people, and of nobody else's.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app import theme
from app.entrylink import EntryLink
from app.help.page import GLOSSARY, Page, called
from app.plain import Button, PlainLabel
from app.whence import Whence
from mapping.guidance import Topic, body_of, search
from mapping.naming import Naming

_USUAL, _LEAST = 380, 240
"""Widths in pixels at 100 %."""


class HelpRoom(QWidget):
    """`closed` is emitted when the worker leaves it, `wants_page` with the key of a card that is wanted on paper."""

    closed = Signal()
    wants_page = Signal(str)

    def __init__(self, parent: QWidget | None = None, naming: Naming | None = None) -> None:
        super().__init__(parent)
        self._naming = naming
        self._topic: Topic | None = None
        self._present: Topic | None = None
        self._before: list[tuple[Topic | None, str]] = []
        self._due = True
        """Whether the page is to be made when it is first seen: what it says takes long to read."""
        self.page = Page(None)
        self.field, self.area = QLineEdit(), QScrollArea()
        self.back, self.close_button = Button("Back"), Button("Close")
        self.whence = Whence(self)
        self._lay_out()
        self._wire()
        self.dress()

    def _lay_out(self) -> None:
        self.setAccessibleName("Help")
        self.field.setAccessibleName("Search the help")
        self.field.setPlaceholderText("Search: a word, a worry, a field")
        self.field.setClearButtonEnabled(True)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for button in (self.back, self.close_button):
            button.setProperty("flat", True)
        self._head = QHBoxLayout()
        self._head.addWidget(PlainLabel("Help", "heading"), 1)
        self._head.addWidget(self.back)
        self._head.addWidget(self.close_button)
        self._line = QHBoxLayout()
        self._line.addWidget(self.field)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addLayout(self._head)
        self._column.addLayout(self._line)
        self._column.addWidget(self.area, 1)

    def _wire(self) -> None:
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self._enter)
        self.field.installEventFilter(self)
        self.back.clicked.connect(self.go_back)
        self.close_button.clicked.connect(self.leave)
        theme.NOTICE.changed.connect(self.dress)

    # ------------------------------------------------------------------------------------------- what can be asked

    def show_field(self, kind: str, field: str = "", key: str = "") -> None:
        """Show the prompt of a field (its name in a case file; "children.position" inside a list).

        `kind` is a kind of entry, "link" or "case". With the `key` of the word that stands in the field, show the
        prompt of that word; without a field, that of the kind.
        """
        topic = Topic("field", field, kind) if field else Topic("kind", kind)
        family = self._family(kind, field)
        if key and family and body_of(Topic("word", key, family)) is not None:
            topic = Topic("word", key, family)
        elif kind == "link" and field == "kind" and key and body_of(Topic("link", key)) is not None:
            topic = Topic("link", key)
        self._ask_from_outside(topic if body_of(topic) is not None else None)

    def show_category(self, family: str, key: str) -> None:
        """Show the prompt of a word of the catalogue."""
        self._ask_from_outside(Topic("word", key, family))

    def show_card(self, key: str) -> None:
        """Show a card of one page."""
        self._ask_from_outside(Topic("card", key))

    def show_glossary(self) -> None:
        """Show all words explained."""
        self._ask_from_outside(GLOSSARY)

    def show_beginning(self) -> None:
        """Show what help there is."""
        self._go(None, "")

    def speak_of(self, naming: Naming | None) -> None:
        """Speak of the people of this case, or, with None, of nobody in particular; what is shown stays."""
        self._naming = naming
        if not self._due:
            self._show()

    @property
    def topic(self) -> Topic | None:
        """What is shown; None while searching and at the beginning."""
        return self._topic

    def leave(self) -> None:
        """Close; what was shown is still there when it is opened again."""
        self.hide()
        self.closed.emit()

    def go_back(self) -> None:
        """Show what was shown before."""
        if self._before:
            topic, query = self._before.pop()
            self._set(topic, query)

    # ---------------------------------------------------------------------------------------------------- showing

    def _family(self, kind: str, field: str) -> str:
        from mapping.vocabulary import load_vocabulary

        words = load_vocabulary()
        return words.category_family(kind) if field == "category" else words.field(kind, field).choices

    def _ask_from_outside(self, topic: Topic | None) -> None:
        self._present = topic
        self._before.clear()
        self._set(topic, "")

    def _go(self, topic: Topic | None, query: str) -> None:
        here = (self._topic, self.field.text())
        if here != (topic, query):
            self._before.append(here)
        self._set(topic, query)

    def _set(self, topic: Topic | None, query: str) -> None:
        self._topic = topic
        self.field.blockSignals(True)
        self.field.setText(query)
        self.field.blockSignals(False)
        self._show()

    def _typed(self, text: str) -> None:
        """What is typed is looked for; the page that was there can be gone back to."""
        if self._topic is not None:
            self._before.append((self._topic, ""))
            self._topic = None
        self._show()

    def _show(self) -> None:
        """Make the page for what is asked for now."""
        self._due = False
        page, query = Page(self._naming), self.field.text().strip()
        if self._topic is not None:
            page.tell(self._topic)
        elif query:
            page.found(search(query, 24), query)
        else:
            page.begin(self._present)
        page.asked.connect(lambda topic: self._go(topic, ""))
        page.wants_paper.connect(self.wants_page)
        for link in page.links:
            link.installEventFilter(self)
        self.page = page
        self.area.setWidget(page)
        page.show()
        self.area.verticalScrollBar().setValue(0)
        self.area.setAccessibleName(self._title())
        self.area.setAccessibleDescription(page.words())
        self.back.setVisible(bool(self._before))

    def _title(self) -> str:
        if self._topic is None:
            return "What was found" if self.field.text().strip() else "What help there is"
        return called(self._topic, self._naming)

    def dress(self) -> None:
        """Take on the sizes and colours of the theme as it is now."""
        px = theme.current().px
        self._column.setContentsMargins(px(1), 0, 0, 0)
        self._head.setContentsMargins(px(16), px(8), px(8), px(4))
        self._head.setSpacing(px(4))
        self._line.setContentsMargins(px(16), 0, px(16), px(8))
        self.setMinimumWidth(px(_LEAST))
        card = theme.current().colour("card").name()
        self.setStyleSheet(f"HelpRoom QScrollArea, HelpRoom Page {{ background: {card}; border: none; }}")
        if self.isVisible():
            self._show()
        else:
            self._due = True

    # ------------------------------------------------------------------------------------------------------- keys

    def _enter(self) -> None:
        if self.page.links and self.field.text().strip():
            self.page.links[0].pressed.emit()
            self.area.setFocus()

    def _walk(self, step: int, now: QObject) -> bool:
        """Go from the line to the links, from link to link, and back to the line."""
        links = self.page.links
        place = next((number for number, link in enumerate(links) if link is now), -1) + step
        if place < 0:
            self.field.setFocus()
        elif place < len(links):
            links[place].setFocus()
            self.area.ensureWidgetVisible(links[place])
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's own name
        """The arrows walk through what can be gone to."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            if event.key() in steps and (watched is self.field or isinstance(watched, EntryLink)):
                return self._walk(steps[Qt.Key(event.key())], watched)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; Alt+Left and Backspace go back."""
        back = event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif back or event.key() == Qt.Key.Key_Backspace:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard goes to the line, and what stands there can be typed over."""
        super().showEvent(event)
        if self._due:
            self._show()
        self.field.selectAll()

    def sizeHint(self) -> QSize:
        """A panel beside the map."""
        return QSize(theme.current().px(_USUAL), theme.current().px(500))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A card with a line at its left edge."""
        look, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), look.colour("card"))
        painter.fillRect(0, 0, look.px(1), self.height(), look.colour("line"))
