"""The room "In words": the pattern statement first, then how it reaches each child; it words nothing itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import theme
from app.display import Page
from app.flow import beside
from app.growing import GrowingText
from app.later import soon
from app.plain import Button, PlainLabel
from app.prose import Prose
from app.readings import readings_of
from app.session import Session
from app.words.block import Pen, WordsBlock
from app.words.told import MOST, Part, parts
from mapping.casemap import CaseMap, ChangeSet
from mapping.entries import Behaviour
from mapping.language import Finding
from mapping.naming import Naming

_WHAT = (
    "Here the map is read aloud: the pattern in a few sentences, and each way by which it reaches a child."
    " Every word comes from the cards. Where you would say it otherwise, write it in your own words: the map’s"
    " stay beside them, and you are told when something under them has changed."
)
_SHORT = (
    "Read from the cards. Where you would say it otherwise, write it in your own words; the map’s stay beside them."
)
_BEGIN = "Nothing is recorded yet of what {}. Begin with a usual week: to whom, how, how often?"
_ADD = "Add what {}"


class WordsRoom(QWidget):
    """The map in words.

    `wants_open` (an id) and `wants_new` (a kind, and values that are known already) ask for what other rooms do. A
    `pen` makes what a text is written in; where none is given, a text that is read for its wording as it is typed.
    """

    wants_open = Signal(str)
    wants_new = Signal(str, object)

    def __init__(self, session: Session, parent: QWidget | None = None, *, pen: Pen | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._pen = pen or self._read_pen
        self._case: CaseMap | None = None
        self._veiled = self._gone = self._waiting = False
        self._wanted: dict[str, int] = {}
        self.blocks: dict[str, WordsBlock] = {}
        self._around: list[QWidget] = []
        self.page = Page(760)
        self.page.setAccessibleName("The case in words")
        self.page.share_above = 0.02
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        session.changed.connect(self._later)
        session.renaming.connect(self._call_otherwise)
        session.putting_away.connect(self._put_away)
        session.locking.connect(self._let_go)
        theme.NOTICE.changed.connect(self.update)

    def _read_pen(self, block: WordsBlock) -> tuple[QWidget, GrowingText]:
        """A text whose wording is read while it is typed, and kept where there is a reason."""
        readings = readings_of(self.session)

        def is_kept(paragraph: str, finding: Finding) -> bool:
            return readings.is_kept(block.note, "account", paragraph, finding)

        def keep_wording(paragraph: str, finding: Finding, reason: str) -> None:
            sentence = block.keep_wording(paragraph, finding, reason)
            prose.say(sentence)
            if not sentence:
                prose.text.setFocus()

        prose = Prose(readings, rows=2, kept=is_kept)
        prose.keeping.connect(keep_wording)
        prose.watch(True)
        return prose, prose.text

    # ------------------------------------------------------------------------------------------- what is shown

    def _call_otherwise(self) -> None:
        """Names come or go, and at once."""
        for block in self.blocks.values():
            block.veil()
        if self.isVisible():
            self._catch_up()

    def _later(self, _change: ChangeSet, _origin: object = None) -> None:
        """Follow an act as soon as everybody has been told; out of sight, when the room is shown."""
        if self.isVisible() and not self._waiting:
            self._waiting = True
            soon(self, WordsRoom._catch_up)

    def _catch_up(self) -> None:
        self._waiting = False
        if self._gone or (self._case is self.session.case and self._veiled == self.session.veiled):
            return
        self._case, self._veiled = self.session.case, self.session.veiled
        self._show()

    def _show(self) -> None:
        """Put everything in its place: a text that stays is the same widget as before, with the keyboard in it."""
        case = self.session.case
        for widget in self._around:
            self.page.column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._around.clear()
        kept: dict[str, WordsBlock] = {}
        place = 0
        if not case.of(Behaviour):
            place = self._show_empty()
        else:
            for part in parts(case, veiled=self._veiled, wanted=lambda child: self._wanted.get(child, MOST)):
                place = self._show_part(part, place, kept)
        for key, block in self.blocks.items():
            if key not in kept:
                self._take_away(block)
        self.blocks = kept

    def _show_part(self, part: Part, place: int, kept: dict[str, WordsBlock]) -> int:
        """One heading with its texts, from this place on; the next free place."""
        if not part.texts and not part.note:
            return place
        place = self._put(_heading(part.heading, place), place)
        if place == 1:
            place = self._put(PlainLabel(_SHORT, "muted"), place)
        for told in part.texts:
            block = self.blocks.get(told.key)
            if block is None:
                block = WordsBlock(self.session, told, self._pen)
                block.wants_open.connect(self.wants_open)
            else:
                block.show_told(told)
            kept[told.key] = block
            if self.page.column.indexOf(block) != place:
                self.page.column.insertWidget(place, block)
            block.show()
            place += 1
        if part.note:
            place = self._put(PlainLabel(part.note, "muted"), place)
        if part.more:
            more = Button(f"Show {min(part.more, MOST)} more of {part.more}")
            more.clicked.connect(lambda _on=False, child=part.child: self._show_more(child))
            place = self._put(beside(more), place)
        return place

    def _show_empty(self) -> int:
        """What belongs here, and how to begin."""
        naming = Naming(self.session.case, self._veiled)
        doing = naming.lane_title("behaviour").removeprefix("What ")
        place = self._put(PlainLabel("The map in words", "title"), 0)
        place = self._put(PlainLabel(_WHAT), place)
        place = self._put(PlainLabel(_BEGIN.format(doing)), place)
        add = Button(_ADD.format(doing), primary=True)
        add.clicked.connect(lambda _on=False: self.wants_new.emit("behaviour", {}))
        self.setFocusProxy(add)
        return self._put(beside(add), place)

    def _put(self, widget: QWidget, place: int) -> int:
        self.page.column.insertWidget(place, widget)
        widget.show()
        self._around.append(widget)
        return place + 1

    def _show_more(self, child: str) -> None:
        self._wanted[child] = self._wanted.get(child, MOST) + MOST
        self._show()

    def _take_away(self, block: WordsBlock) -> None:
        block.put_away()
        self.page.column.removeWidget(block)
        block.hide()
        block.deleteLater()

    # ------------------------------------------------------------------------------------------- what others do

    def focus_first(self) -> None:
        """Bring the keyboard to the first thing that can be done here."""
        first = next(iter(self.blocks.values()), None)
        if first is not None:
            first.write.setFocus()
        elif self._around:
            self._around[-1].setFocus()

    def _put_away(self) -> None:
        for block in self.blocks.values():
            block.put_away()

    def _let_go(self) -> None:
        self._gone = True
        for block in self.blocks.values():
            block.let_go()
        for widget in self._around:
            if isinstance(widget, PlainLabel):
                widget.setText("")

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: take in what happened out of sight."""
        super().showEvent(event)
        self._catch_up()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: paper."""
        QPainter(self).fillRect(self.rect(), theme.current().colour("paper"))


def _heading(text: str, place: int) -> PlainLabel:
    """A heading with room above it, unless it is the first."""
    label = PlainLabel(text, "title")
    label.setContentsMargins(0, theme.current().px(12) if place else 0, 0, 0)
    return label
