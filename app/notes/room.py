"""A page of notes beside the map: select a passage, press a number, and it is a card that quotes it.

The session does every act; what a passage may become is read in `mapping.quickadd.passages`.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app import doing, theme
from app.combo import Combo
from app.kindkeys import KindKeys
from app.later import soon
from app.notes.keeping import Pages
from app.notes.page import PageText
from app.notes.tie import TieLine
from app.notes.words import SayIt, of_strangers
from app.picker import Offer, Picker
from app.plain import Button, PlainLabel
from app.session import Session
from mapping.casemap import CaseMap, ChangeSet
from mapping.entries import Source
from mapping.folding import folded
from mapping.naming import Naming
from mapping.quickadd import Reading, made_by
from mapping.quickadd.passages import Used, new_source, quote, quoted_by, used_by_kind
from mapping.veil import veiled_text
from mapping.vocabulary import load_vocabulary
from mapping.wording import source_title

_HOW = (
    "Type or paste. Select a passage and press the number of what it is: it becomes a card that quotes it."
    " The page stays in this vault; it is in no report."
)
_WHOSE = "Whose words are these?"
_ASK = "Whose words are these? It is asked once for a page. Type a name or a record, and press Enter."
_SELECT = "Select the words first: with the mouse, or with Shift and the arrow keys."
_HIDDEN = "A name in this page is hidden. Show names to work on it."
_NEW = "A new page"
_LOWEST = 150
"""How high the page is at least, in pixels at 100 %; where there is no room for more, all of it scrolls."""
_KEEP, _MARK = 600, 250
"""Milliseconds without a key after which the page is kept, and after which its passages are marked anew."""


class NotesRoom(QWidget):
    """The page, who wrote it, the kinds with their numbers, and what is asked. `left` goes back to the map."""

    left = Signal()
    wants_card = Signal(str)

    def __init__(self, session: Session, pages: Pages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.pages = session, pages
        self.source = ""
        self._whole, self._covered, self._showing = "", False, False
        self._waiting: tuple[str, str] = ("", "")
        """The passage and the kind that wait until it is said whose words the page holds."""
        self._passage = ""
        self.text, self.kinds = PageText(), KindKeys()
        self.say_it = SayIt(lambda: (self.session.case, self.session.veiled))
        self.whose = Picker(self._offers, own_words=True)
        self.choice, self.back = Combo(), Button("Back to the map")
        self.word, self.count = PlainLabel(), PlainLabel(role="muted")
        self.tie = TieLine()
        self._asks = PlainLabel(_WHOSE, "strong")
        self._keeping, self._marking = self._clock(_KEEP, self._keep), self._clock(_MARK, self._mark)
        self._lay_out()
        self._wire()
        self._open(self.pages.sources[0] if self.pages.sources and not self.pages.text("") else "")

    def _clock(self, pause: int, call: object) -> QTimer:
        clock = QTimer(self)
        clock.setSingleShot(True)
        clock.setInterval(pause)
        clock.timeout.connect(call)
        return clock

    def _lay_out(self) -> None:
        px = theme.current().px
        page, scroll, whole = QWidget(), QScrollArea(), QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll = scroll
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(px(20), px(14), px(20), px(12))
        self._column.setSpacing(px(8))
        top = QHBoxLayout()
        top.addWidget(PlainLabel("Notes", "title"))
        top.addWidget(self.choice, 1)
        top.addWidget(self.back, 0, Qt.AlignmentFlag.AlignRight)
        self.choice.setAccessibleName("Which page")
        self.whose.setAccessibleName(_WHOSE)
        self.whose.setPlaceholderText("a person, a record")
        source = QHBoxLayout()
        self._asks.setWordWrap(False)
        source.addWidget(self._asks)
        source.addWidget(self.whose, 1)
        self._column.addLayout(top)
        self._column.addWidget(PlainLabel(_HOW, "muted"))
        self._column.addLayout(source)
        self._column.addWidget(self.text, 1)
        for widget in (self.word, self.say_it, self.kinds):
            self._column.addWidget(widget)
        self._column.addWidget(self.tie)
        self._column.addWidget(self.count)
        self.word.hide()
        self.text.setMinimumHeight(px(_LOWEST))
        self.setFocusProxy(self.text)

    def _wire(self) -> None:
        session = self.session
        self.text.textChanged.connect(self._typed)
        self.text.cursorPositionChanged.connect(self._show_tie)
        self.text.let_go.connect(self._show_tie)
        self.text.kind_pressed.connect(self.take)
        self.text.wants_undo.connect(session.undo)
        self.text.wants_redo.connect(session.redo)
        self.text.left.connect(self.left)
        self.kinds.chosen.connect(self.take)
        self.tie.pressed.connect(self.go_to_card)
        self.whose.picked.connect(self._name_source)
        self.whose.worded.connect(self._name_new_source)
        self.choice.activated.connect(self._choose_page)
        self.back.clicked.connect(self.left)
        self.say_it.ready.connect(self._put)
        self.say_it.left.connect(self._give_up)
        session.changed.connect(self._changed)
        session.renaming.connect(self._before_other_names)
        session.veil_changed.connect(self._show_page)
        session.putting_away.connect(self._keep)
        session.locking.connect(self._let_go)
        theme.NOTICE.changed.connect(self._mark)

    # ------------------------------------------------------------------------------------------- what can be done

    def take(self, kind: str) -> None:
        """Make the selected passage a card of this kind, or ask what is missing first."""
        passage = self.text.passage
        if self._covered or self.session.for_reading:
            return
        if not passage:
            self.say(_SELECT)
            self.text.setFocus()
            return
        self._keep()
        if not self.source:
            self._waiting = (passage, kind)
            self.say(_ASK)
            self.whose.setFocus()
            return
        self.say("")
        self._ask_for_words(passage, kind)

    def _ask_for_words(self, passage: str, kind: str) -> None:
        """Let the passage be said verb first, if it is not; the kinds make room for that."""
        self._passage = passage
        self.say_it.take(passage, kind, self._whole.partition(passage)[0])
        self.kinds.setVisible(self.say_it.isHidden())
        if not self.say_it.isHidden():
            soon(self.say_it, self._scroll.ensureWidgetVisible)

    def add_text(self, text: str) -> None:
        """Put a text on the page of which nobody has said yet whose words it is, behind what stands there."""
        self._open("")
        if not self.text.isReadOnly():
            self._whole = f"{self._whole.rstrip()}\n\n{text}" if self._whole.strip() else text
            self._keep()
            self._show_page()

    def go_to_card(self) -> bool:
        """Ask for the card that quotes the passage at the caret; False where none does."""
        used = self.text.at_caret
        if used is not None:
            self.wants_card.emit(used.thing)
        return used is not None

    def show_passage(self, thing: str) -> bool:
        """Show the words of a page that a card or arrow quotes; False where no page holds them."""
        found = quoted_by(self.session.case, thing, self.pages.sources)
        if found is None:
            return False
        if found[0] != self.source:
            self._open(found[0])
        used = [each for each, _kind in self._used() if each.thing == thing]
        if not used or self._covered:
            return False
        self.text.show_passage(used[0])
        self.text.setFocus()
        return True

    def show_stretch(self, source: str, start: int, end: int) -> None:
        """Show a stretch of the page of a source, "" for that of nobody yet; places are those of what is shown."""
        if source != self.source:
            self._open(source)
        self.text.show_stretch(start, end)

    def say(self, sentence: str) -> None:
        """Let a sentence stand under the page; "" takes it away."""
        self.word.setText(sentence)
        self.word.setVisible(bool(sentence))
        self.text.setAccessibleDescription(sentence)

    # ----------------------------------------------------------------------------------------------- which page

    def _open(self, source: str) -> None:
        """Show the page of a source, or of nobody yet."""
        self._keep()
        self._give_up()
        self.source, self._whole = source, self.pages.text(source)
        self._show_page()

    def _show_page(self) -> None:
        """Show the page as it may be seen now; with a hidden name in it nothing can be written there."""
        case, veiled = self.session.case, self.session.veiled
        naming = Naming(case, veiled)
        shown = veiled_text(self._whole, naming)
        self._covered = shown != self._whole
        self._put_text(shown)
        self.text.setReadOnly(self._covered or self.session.for_reading)
        self.kinds.setEnabled(not self.text.isReadOnly())
        self.whose.setEnabled(not self.text.isReadOnly())
        self.kinds.name_kinds(naming)
        self._show_pages(naming)
        self.say(_HIDDEN if self._covered else "")
        self._mark()

    def _put_text(self, text: str) -> None:
        self._showing = True
        if text != self.text.toPlainText():
            self.text.setPlainText(text)
        self._showing = False

    def _show_pages(self, naming: Naming) -> None:
        """Who wrote the page, and which pages there are."""
        words, source = load_vocabulary(), self.session.case.entry(self.source)
        named = isinstance(source, Source)
        called = source_title(source, naming, words) if isinstance(source, Source) else ""
        self._asks.setText(f"The words of: {called}" if named else _WHOSE)
        self.whose.setVisible(not named)
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItem(_NEW, "")
        for each in self.pages.sources:
            page = self.session.case.entry(each)
            if isinstance(page, Source):
                self.choice.addItem(source_title(page, naming, words), each)
        self.choice.setCurrentIndex(max(0, self.choice.findData(self.source)))
        self.choice.setVisible(self.choice.count() > 1)
        self.choice.blockSignals(False)

    def _choose_page(self) -> None:
        self._open(str(self.choice.currentData() or ""))
        self.text.setFocus()

    def _offers(self, typed: str) -> list[Offer]:
        """The sources on the map that fit what is typed."""
        case, words = self.session.case, load_vocabulary()
        naming, wanted = Naming(case, self.session.veiled), folded(typed)
        called = [(source_title(each, naming, words), each.id) for each in case.of(Source)]
        return [Offer(title, "", identity) for title, identity in called if wanted in folded(title)]

    def _name_source(self, source: object) -> None:
        self.source = str(source)
        self.pages.keep("", self._whole)
        self.pages.give(self.source)
        self._whole = self.pages.text(self.source)
        self.whose.setText("")
        self._show_page()
        self._go_on()

    def _name_new_source(self, words: str) -> None:
        made = self._made(lambda case: new_source(case, words))
        if made:
            self._name_source(made)

    def _made(self, command: Callable[[CaseMap], ChangeSet]) -> str:
        """Do this and give the id of what is new by it; where it is refused, say why and give ""."""
        made: list[str] = []

        def noting(case: CaseMap) -> ChangeSet:
            changes = command(case)
            made.append(made_by(changes))
            return changes

        sentence = doing.act(self.session, noting, origin=self)
        self.say(sentence)
        return "" if sentence else made[0]

    def _go_on(self) -> None:
        """It is said whose words these are: do what waited for that."""
        (passage, kind), self._waiting = self._waiting, ("", "")
        self.text.setFocus()
        if passage and passage in self._whole:
            self._ask_for_words(passage, kind)

    # ------------------------------------------------------------------------------------------- onto the map

    def _put(self, reading: Reading) -> None:
        """Put the card on the map that quotes the passage; where that is refused, say why."""
        made = self._made(lambda case: quote(case, reading, self.source, self._passage))
        if not made:
            return
        self.say_it.clear()
        self.kinds.show()
        self._passage = ""
        self.text.setFocus()
        self.text.rest_after()
        self._mark()
        self.session.select((made,), self)
        self.say(of_strangers(self.session.case, made))

    def _give_up(self) -> None:
        at = QApplication.focusWidget()
        had_focus = at is not None and self.say_it.isAncestorOf(at)
        self.say_it.clear()
        self.kinds.show()
        self._waiting, self._passage = ("", ""), ""
        if had_focus:
            self.text.setFocus()

    def _used(self) -> list[tuple[Used, str]]:
        """The passages of this page that the map quotes, each with the kind of what quotes it."""
        whole = self.text.toPlainText() if self.source and not self._covered else ""
        return used_by_kind(self.session.case, self.source, whole)

    def _mark(self) -> None:
        self._marking.stop()
        used = self._used()
        self.text.mark(used)
        passages = "1 passage" if len(used) == 1 else f"{len(used)} passages"
        self.count.setText(f"{passages} of this page on the map." if used else "")
        self._show_tie()

    def _show_tie(self) -> None:
        """Under the page, the card that quotes the passage at the caret; not while the mouse still selects."""
        if self.text.held:
            return
        used, case = self.text.at_caret, self.session.case
        self.tie.show_thing(case.thing(used.thing) if used is not None else None, Naming(case, self.session.veiled))

    # ------------------------------------------------------------------------------------ keeping, and what others did

    def _typed(self) -> None:
        if self._showing or self._covered:
            return
        self._whole = self.text.toPlainText()
        self._keeping.start()
        self._marking.start()

    def _keep(self) -> None:
        self._keeping.stop()
        if not self._covered and not self.session.for_reading:
            self.pages.keep(self.source, self._whole)

    def _changed(self, changes: ChangeSet, _origin: object) -> None:
        gone = self.pages.take_change(changes)
        if changes.act == "erase" or self.source in gone:
            # What this page held is nobody's words again, or is to be nowhere at all.
            self.source = ""
            self._whole = self.pages.text("")
            self._show_page()
        elif any(isinstance(change.thing, Source) for change in changes):
            self._show_pages(Naming(self.session.case, self.session.veiled))
        self._marking.start()

    def _before_other_names(self) -> None:
        """People are called otherwise from now on: nothing with the names of before stays on the screen."""
        self._keep()
        self._give_up()
        self.whose.setText("")
        self.kinds.forget()
        self._show_page()

    def _let_go(self) -> None:
        """Let go of every word."""
        self._keeping.stop()
        self._marking.stop()
        self._showing = True
        self.text.clear()
        self._whole, self.source = "", ""
        self.text.mark(())
        self.say_it.clear()
        self.whose.setText("")
        self.choice.clear()
        self.kinds.forget()
        for label in (self.word, self.count, self._asks):
            label.setText("")
        self.pages.forget()
        self._waiting, self._passage = ("", ""), ""
        self._show_tie()
