"""The words of the catalogue beside the map: to be dragged on it, or chosen with Enter; it knows no card.

Its words are those of the catalogue, as the forms and the help have them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from app import theme
from app.combo import Combo
from app.kindkeys import kind_of_key, kind_words
from app.plain import Button, PlainLabel
from app.session import Session
from app.twolines import dress, fill
from app.wordmime import packed
from mapping.folding import folded, words_in
from mapping.fromword import CATALOGUED
from mapping.naming import Naming
from mapping.vocabulary import load_vocabulary

_WORD = Qt.ItemDataRole.UserRole + 9
_HOW = "Drag a word on the map, or choose it with Enter. Then say what was done in words of your own."
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ROOMY = 380
"""In a panel less high than this, in pixels at 100 %, what to do with it is told to screen readers alone."""
_LOW = 165
"""In one less high than this the search stands beside "Close", and the kinds are chosen by their numbers alone."""
_NOTHING = "No word of the catalogue fits. Clear the line to see all of them."


@dataclass(frozen=True, slots=True)
class Word:
    """One word that can be put on the map: its kind and key, what it says, and what is said of it."""

    kind: str
    key: str
    text: str
    under: str


def words_for(kind: str, naming: Naming) -> Iterator[Word]:
    """The words of a kind, each with its examples behind it."""
    vocabulary = load_vocabulary()
    for term in vocabulary.family(vocabulary.category_family(kind)):
        label = naming.fill(term.label)
        yield Word(kind, term.key, label, naming.fill(term.meaning))
        for example in term.examples:
            yield Word(kind, example.key, naming.fill(example.text), label)


def fits(word: Word, wanted: Sequence[str]) -> bool:
    """Whether every one of these words begins some word of it."""
    there = words_in(f"{word.text} {word.under}")
    return all(any(each.startswith(part) for each in there) for part in wanted)


class _List(QListWidget):
    """Words that can be dragged."""

    entered = Signal()
    kind_pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setDragEnabled(True)
        self.setDragDropMode(QListWidget.DragDropMode.DragOnly)
        self.setAccessibleName("Words of the catalogue")

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        """Qt: what is carried under the pointer."""
        word = items[0].data(_WORD) if items else None
        return packed(word.kind, word.key) if isinstance(word, Word) else QMimeData()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter chooses the word, a number the kind."""
        kind = kind_of_key(event)
        if event.key() in _ENTER:
            self.entered.emit()
        elif kind:
            self.kind_pressed.emit(kind)
        else:
            super().keyPressEvent(event)


class _Search(QLineEdit):
    """A line from which Down goes to the list."""

    down = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Down and Enter go to the words, Esc leaves."""
        if event.key() in (Qt.Key.Key_Down, *_ENTER):
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class CataloguePanel(QWidget):
    """All words of one kind at a time, or those that fit what is typed. `wants_card` brings the kind and the key."""

    wants_card = Signal(str, str)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.kind, self.search, self.list = Combo(), _Search(), _List()
        self.word = PlainLabel(_NOTHING, "muted")
        self.close_button = Button("Close")
        self._painter = dress(self.list)
        self._lay_out()
        self.kind.currentIndexChanged.connect(lambda _number: self._show())
        self.search.textEdited.connect(lambda _text: self._show())
        self.search.down.connect(self._go_down)
        self.search.left.connect(self.left)
        self.list.entered.connect(self._choose)
        self.list.itemDoubleClicked.connect(lambda _item: self._choose())
        self.list.kind_pressed.connect(self._choose_kind)
        self.close_button.clicked.connect(self.left)
        session.renaming.connect(self.name_again)
        session.locking.connect(self._let_go)
        self.name_again()

    def _lay_out(self) -> None:
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(10), px(10))
        column.setSpacing(px(6))
        top = self._top = QHBoxLayout()
        self._heading = PlainLabel("Words", "heading")
        top.addWidget(self._heading, 1)
        top.addWidget(self.close_button)
        self.kind.setAccessibleName("What kind of thing it is")
        self.search.setAccessibleName("Find a word")
        self.search.setPlaceholderText("Find a word")
        column.addLayout(top)
        self._how = PlainLabel(_HOW, "muted")
        self.list.setAccessibleDescription(_HOW)
        for widget in (self._how, self.kind, self.search):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(self.word)
        self.setFocusProxy(self.search)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def name_again(self) -> None:
        """Call everybody as they are called now."""
        naming, at = Naming(self.session.case, self.session.veiled), max(0, self.kind.currentIndex())
        self.kind.blockSignals(True)
        self.kind.clear()
        for kind in CATALOGUED:
            self.kind.addItem(kind_words(kind, naming), kind)
        self.kind.setCurrentIndex(at)
        self.kind.blockSignals(False)
        self._show()

    def _show(self) -> None:
        """The words that fit, of every kind where something is typed; a kind is named then too."""
        naming, wanted = Naming(self.session.case, self.session.veiled), words_in(folded(self.search.text()))
        chosen = str(self.kind.currentData() or "")
        kinds = CATALOGUED if wanted else (chosen,)
        found = [each for kind in kinds for each in words_for(kind, naming) if fits(each, wanted)]
        self.list.clear()
        self._painter.forget()
        for each in found:
            under = f"{kind_words(each.kind, naming)} · {each.under}".rstrip(" ·") if wanted else each.under
            item = fill(QListWidgetItem(), each.text, under)
            item.setData(_WORD, each)
            self.list.addItem(item)
        if found:
            self.list.setCurrentRow(0)
        self.word.setVisible(not found)

    def _go_down(self) -> None:
        if self.list.count():
            self.list.setFocus()

    def _choose_kind(self, kind: str) -> None:
        if kind in CATALOGUED:
            self.kind.setCurrentIndex(CATALOGUED.index(kind))

    def _choose(self) -> None:
        item = self.list.currentItem()
        word = item.data(_WORD) if self.list.count() else None
        if isinstance(word, Word):
            self.wants_card.emit(word.kind, word.key)

    def _let_go(self) -> None:
        """Let go of every word: they name the people of the case."""
        self.list.clear()
        self.kind.clear()
        self.search.clear()

    def sizeHint(self) -> QSize:
        """Wide enough for words of a few lines, and never more than its share of the room."""
        parent = self.parentWidget()
        room = parent.width() if parent is not None else theme.current().px(600)
        return QSize(min(theme.current().px(290), round(room * 0.45)), 200)

    def minimumSizeHint(self) -> QSize:
        """One line for the search, and a few words under it."""
        px, line = theme.current().px, max(self.search.sizeHint().height(), self.close_button.sizeHint().height())
        return QSize(super().minimumSizeHint().width(), px(26) + line + self.list.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in a low window the words have the room."""
        super().resizeEvent(event)
        px, high = theme.current().px, event.size().height()
        self._how.setVisible(high >= px(_ROOMY))
        self._stand_low(high < px(_LOW))

    def _stand_low(self, low: bool) -> None:
        """The search in the row of the heading and in its place, or in a row of its own."""
        column = self.layout()
        if low == self.kind.isHidden() or not isinstance(column, QVBoxLayout):
            return
        held = self.search.hasFocus()
        if low:
            self._top.insertWidget(0, self.search, 1)
        else:
            column.insertWidget(column.indexOf(self.kind) + 1, self.search)
        self._heading.setVisible(not low)
        self.kind.setVisible(not low)
        if held:
            self.search.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc goes back to the map."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
