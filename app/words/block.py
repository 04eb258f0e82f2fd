"""One text of the room: what the map says or what the team wrote, the cards it comes from, and writing it anew.

It is kept when the hand leaves it, and Escape leaves it as it was; nothing is ever written over what the map says.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QTextCursor
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app import theme
from app.display import Quiet
from app.entrylink import EntryLink
from app.flow import FlowBox
from app.growing import GrowingText
from app.later import soon
from app.plain import PlainLabel, tell
from app.session import Session
from app.words.told import Told
from mapping.language import Finding
from mapping.language.kept import keep
from mapping.naming import Naming
from mapping.ownwords import still_true, take_generated
from mapping.veil import veiled_text
from mapping.vocabulary import load_vocabulary
from mapping.wording import title_of

Pen = Callable[["WordsBlock"], tuple[QWidget, GrowingText]]
"""Makes what the text of a block is written in: the widget that is put on the page, and the text in it."""
_DRAFT = 400
_WRITE = "Write it in our own words"
_OWN, _GENERATED = "In our own words", "As the map says it"
_CHANGED = "The map has changed since these words were written."
_NO_PLACE = "What these words were about is no longer on the map. Use them elsewhere, or take them away."
_HIDDEN = "A name in this text is hidden. Show names to change it."
_HOW = "Kept when you leave the text. Escape leaves it as it was; the map’s own sentence stays beside it."
_NOT_KEPT = "This could not be kept just now. What you wrote is still here."
_THE_MAPS = "These are the map’s own words: put them right, or keep them, on the card that they come from."
_BEGUN = "Begun and not finished. " + _HOW


class WordsBlock(QWidget):
    """Shows one text, and lets it be written in other words.

    `wants_open` (an id) asks for one of the cards that it comes from.
    """

    wants_open = Signal(str)

    def __init__(self, session: Session, told: Told, pen: Pen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._pen = session, pen
        self.told = told
        self._shown: tuple[Told, bool] | None = None
        self.editor: GrowingText | None = None
        self._written: QWidget | None = None
        self._began_with = ""
        self._column = QVBoxLayout(self)
        self._label, self._words = PlainLabel(role="muted"), PlainLabel()
        self._changed = PlainLabel(role="strong")
        self._map_words = PlainLabel(role="muted")
        self._note = PlainLabel(role="muted")
        self.write, self.take = Quiet(_WRITE), Quiet("Take the map’s words")
        self.keep, self.cards = Quiet("Still true: keep ours"), Quiet("Show its cards")
        self._acts = FlowBox(gap=16)
        self._acts.add(self.write, self.keep, self.take, self.cards)
        self._links = QWidget()
        self._lay_out()
        self._drafting = QTimer(self, singleShot=True, interval=_DRAFT)
        self._drafting.timeout.connect(self._keep_draft)
        self.show_told(told)

    def _lay_out(self) -> None:
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown = (self._label, self._words, self._note, self._changed, self._map_words, self._acts, self._links)
        for widget in shown:
            self._column.addWidget(widget)
        self._links_column = QVBoxLayout(self._links)
        self._links_column.setContentsMargins(0, 0, 0, 0)
        self._links_column.setSpacing(0)
        self._links.hide()
        self.cards.setCheckable(True)
        self.write.clicked.connect(self.begin)
        self.take.clicked.connect(self._take)
        self.keep.clicked.connect(self._keep_ours)
        self.cards.toggled.connect(self._show_cards)
        tell(self.take, "Our own words go, and the map speaks for itself again; undo brings them back.")
        tell(self.keep, "Our words stay as they are, and are taken to fit the map as it is now.")
        self.dress()
        theme.NOTICE.changed.connect(self.dress)

    def dress(self) -> None:
        """Take on the sizes of the theme as it is now."""
        px = theme.current().px
        self._column.setContentsMargins(px(16), px(12), px(16), px(12))
        self._column.setSpacing(px(6))

    # ------------------------------------------------------------------------------------------- what is shown

    def show_told(self, told: Told) -> None:
        """Show this text as it is now; what is being written at this moment stays."""
        self.told = told
        if self._shown == (told, self._session.veiled):
            return
        self._shown = (told, self._session.veiled)
        own = told.own
        stale = own is not None and own.stale
        self.setAccessibleName(told.called)
        self._label.setText(_OWN if own else "")
        self._words.setText(_spaced(told.shown if own else told.says))
        self._changed.setText(_CHANGED if told.write else _NO_PLACE)
        self._map_words.setText(_spaced(f"{_GENERATED}: {told.says}"))
        if self.editor is None:
            self._note.setText(_HIDDEN if told.hidden else "")
        self._say_acts(stale=stale)
        self._show_parts()
        if self.cards.isChecked():
            self._fill_cards()
        self._restore()

    def _say_acts(self, *, stale: bool) -> None:
        own, placed = self.told.own is not None, self.told.write is not None
        self.write.setText("Change our words" if own else _WRITE)
        self.take.setText("Take the map’s words" if placed else "Take them away")
        for button in (self.write, self.take, self.keep):
            button.setAccessibleName(f"{button.text()}: {self.told.called}")
        self.write.setVisible(placed and not self.told.hidden)
        self.take.setVisible(own)
        self.keep.setVisible(stale and placed)
        self.cards.setVisible(bool(self.told.entries))

    def _show_parts(self) -> None:
        """Show what belongs to reading, or what belongs to writing."""
        own, writing = self.told.own is not None, self.editor is not None
        stale = own and self.told.own is not None and self.told.own.stale
        self._label.setVisible(own and not writing)
        self._words.setVisible(not writing)
        self._note.setVisible(bool(self._note.text()))
        self._changed.setVisible(stale)
        self._map_words.setVisible((own or writing) and bool(self.told.says))
        self._acts.setVisible(not writing)
        self.update()

    def _show_cards(self, on: bool) -> None:
        self.cards.setText("Hide its cards" if on else "Show its cards")
        if on:
            self._fill_cards()
        self._links.setVisible(on)

    def _clear_cards(self) -> None:
        while (item := self._links_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _fill_cards(self) -> None:
        self._clear_cards()
        case, naming = self._session.case, Naming(self._session.case, self._session.veiled)
        for identity in self.told.entries:
            entry = case.entry(identity)
            if entry is not None:
                link = EntryLink(entry.kind, title_of(entry, naming, load_vocabulary()))
                link.pressed.connect(lambda identity=identity: self.wants_open.emit(identity))
                self._links_column.addWidget(link)

    # ------------------------------------------------------------------------------------------- writing

    def begin(self, _checked: bool = False, *, text: str = "") -> None:
        """Write the text anew, from what stands there now."""
        if self.editor is not None or self.told.write is None or self.told.hidden:
            return
        stands = self.told.own.text if self.told.own else self.told.says
        self._written, self.editor = self._pen(self)
        self.editor.setAccessibleName(self.told.called)
        self.editor.setAccessibleDescription(_HOW)
        self._column.insertWidget(1, self._written)
        self._written.show()  # else the keyboard would come to it only when the page is laid out
        self._began_with = stands
        self.editor.show_text(text or stands)
        self._note.setText(_BEGUN if text else _HOW)
        self._show_parts()
        self.editor.moveCursor(QTextCursor.MoveOperation.End)
        self.editor.left.connect(self._leave)
        self.editor.textChanged.connect(self._drafting.start)
        if not text:
            self.editor.setFocus()

    def _restore(self) -> None:
        """A text that was begun and not finished is there again, unless it has a name in it that is hidden now."""
        if self.told.write is None or self.editor is not None:
            return
        draft = self._session.draft(self.told.anchor, self.told.name)
        if draft and veiled_text(draft, Naming(self._session.case, self._session.veiled)) == draft:
            self.begin(text=draft)

    @property
    def is_dirty(self) -> bool:
        """Whether something is written here that is not kept yet."""
        return self.editor is not None and self.editor.toPlainText().strip() != self._began_with

    def _leave(self) -> None:
        """The hand has left the text: keep it; where it went to what belongs to the text, go on writing."""
        if not self._keep_text():
            return
        soon(self, WordsBlock._close_if_left)

    def _keep_text(self) -> bool:
        if self.editor is None or not self.is_dirty:
            return True
        text, write = self.editor.toPlainText().strip(), self.told.write
        if not text:
            text = self.told.plain
        if text == self.told.says:
            text = self.told.plain  # the map's own words, with or without names, are the map's
        if write is None or not self._session.attempt(lambda case: write(case, text), origin=self):
            self._keep_draft()
            return False
        self._began_with = self.editor.toPlainText().strip()
        self._drop_draft()
        return True

    @property
    def note(self) -> str:
        """The note in which the team's own words are kept now, or ""."""
        own = self.told.find(self._session.case)
        return own.note if own is not None else ""

    def keep_wording(self, paragraph: str, finding: Finding, reason: str) -> str:
        """Let a passage of what is written here stay as it is, with the reason; why not, where it was not kept."""
        if not self._keep_text():
            return _NOT_KEPT
        if not self.note:
            return _THE_MAPS
        act = (keep, self.note, "account", paragraph, finding, reason)
        return "" if self._session.attempt(*act, origin=self) else _NOT_KEPT

    def _close_if_left(self) -> None:
        at = QApplication.focusWidget()
        inside = at is not None and self._written is not None and self._written.isAncestorOf(at)
        if self.editor is not None and (at is self.editor or not inside):
            self.close_editor(focus=at is self.editor)

    def close_editor(self, *, focus: bool = False) -> None:
        """Go back to reading; with `focus` the keyboard stays at this text."""
        if self.editor is None or self._written is None:
            return
        written, self._written, self.editor = self._written, None, None
        self._drafting.stop()
        self._column.removeWidget(written)
        written.hide()
        written.deleteLater()
        self._note.setText(_HIDDEN if self.told.hidden else "")
        self._show_parts()
        if focus:
            self.write.setFocus()

    def _give_up(self) -> None:
        self._drop_draft()
        self.close_editor(focus=True)

    def _keep_draft(self) -> None:
        if self.editor is not None and self.is_dirty:
            self._session.keep_draft(self.told.anchor, self.told.name, self.editor.toPlainText())

    def _drop_draft(self) -> None:
        self._drafting.stop()
        self._session.drop_draft(self.told.anchor, self.told.name)

    def put_away(self) -> None:
        """Keep at once, as a draft, what is being written."""
        self._keep_draft()

    def veil(self) -> None:
        """Names come or go: what is being written waits as a draft until it may be seen again."""
        self._keep_draft()
        self.close_editor()

    def let_go(self) -> None:
        """Hold no word any more."""
        self.close_editor()
        self._clear_cards()
        for label in (self._words, self._map_words, self._note):
            label.setText("")
        for widget in (self, self.write, self.take, self.keep):
            widget.setAccessibleName("")

    # ------------------------------------------------------------------------------------------- the two ways out

    def _take(self) -> None:
        if self.told.own is not None:
            self._session.attempt(take_generated, self.told.own.note, origin=self)

    def _keep_ours(self) -> None:
        if self.told.own is not None:
            self._session.attempt(still_true, self.told.own.note, origin=self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the text as it was; F2 begins to write it."""
        if event.key() == Qt.Key.Key_Escape and self.editor is not None:
            self._give_up()
        elif event.key() == Qt.Key.Key_F2 and self.editor is None:
            self.begin()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: a card; where the map has changed under our words, with an edge in the colour of what is not known."""
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stale = self.told.own is not None and self.told.own.stale
        painter.setBrush(look.blend("gap", "card", 0.08) if stale else look.colour("card"))
        painter.setPen(QPen(look.blend("gap", "card", 0.4) if stale else look.colour("line"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.px(5), look.px(5))


def _spaced(text: str) -> str:
    """Paragraphs with room between them."""
    return "\n\n".join(line for line in text.splitlines() if line.strip())
