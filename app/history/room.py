"""The panel with the record of acts, of the whole case or of one card; what it shows it asks the session for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app import theme
from app.actions import reach
from app.doing import act
from app.flow import beside
from app.history.detail import StepDetail
from app.history.erasing import ErasePage
from app.history.listing import StepList
from app.history.whole import HANDFUL, everyone_ever
from app.moments import now_here
from app.plain import Button, PlainLabel
from app.session import Session
from app.tabbing import TabbedDialog
from app.work import Work
from mapping.audit import Step, people_in, reader_of, steps_of, with_former
from mapping.auditwords import Phrases
from mapping.bringingback import bring_back, put_back
from mapping.casemap import ChangeSet
from mapping.entries import Header, Link, Person, Thing
from mapping.fieldtext import FieldText
from mapping.naming import Naming
from mapping.vocabulary import load_vocabulary
from storage.audit import Record
from storage.errors import VaultError
from storage.vault import Vault

_WIDEST = 20
"""Of an act that touched more things than this, the first are opened."""
_FIRST, _PAGE = 16, 30
"""How many acts are read before anything is shown, and at a time after that: no hand is to wait for so many."""
_PURPOSE = "What is shown here cannot be changed. Putting older words back is a new act, which undo takes back."
_YOU = "Your acts are recorded under the name {}. It can be changed under “Care of this vault”."
_EMPTY = "Nothing was done here yet that the record tells of."
_READING = "Older words may hold names that the map no longer knows. The whole record is being read for them first."
_BACK = "Done, as a new act. Undo takes it back."


class HistoryPanel(TabbedDialog):
    """The record on the left, newest first, and the chosen act on the right; `wants_open` asks for a card."""

    wants_open = Signal(str)

    def __init__(self, session: Session, vault: Vault, thing: str = "", parent: QWidget | None = None) -> None:
        """`thing` is the card whose record is shown, "" for the whole case."""
        super().__init__(parent)
        self.session, self._vault, self.thing = session, vault, thing
        self._acts: list[Record] = []
        self._steps: tuple[Step, ...] = ()
        self._naming: Naming | None = None
        self._text: FieldText | None = None
        self._more = False
        self._ever: tuple[Person, ...] | None = None
        """Everyone who was ever in this case; None where that is not known, and needed only while names are hidden."""
        self._work = Work(self)
        self.setWindowTitle("Throughline")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.listing, self.detail = StepList(), StepDetail(still=session.for_reading)
        self.heading, self.word = PlainLabel(role="title"), PlainLabel(role="body")
        self.erase_before = Button("Erase what stood here before…")
        self.erase_whole, self.whole_case = Button(""), Button("The whole case")
        self.close_button = Button("Close", primary=True)
        self._pages, self.erasing = QStackedWidget(), None
        self._lay_out()
        self._wire()
        if parent is not None:
            reach(self, parent.window())
        self.show_thing(thing)

    erasing: ErasePage | None

    def _lay_out(self) -> None:
        px = theme.current().px
        self._split = QSplitter(Qt.Orientation.Horizontal)
        for part, share in ((self.listing, 2), (self.detail, 3)):
            self._split.addWidget(part)
            self._split.setStretchFactor(self._split.count() - 1, share)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        record = QWidget()
        column = QVBoxLayout(record)
        column.setContentsMargins(px(24), px(20), px(24), px(16))
        column.setSpacing(px(8))
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.whole_case)
        column.addLayout(top)
        column.addWidget(PlainLabel(f"{_PURPOSE} {_YOU.format(self.session.who)}", "muted"))
        column.addWidget(self._split, 1)
        column.addWidget(self.word)
        column.addWidget(beside(self.erase_before, self.erase_whole, self.close_button))
        self._pages.addWidget(record)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        screen = self.screen().availableSize()
        self.resize(QSize(px(1060), px(720)).boundedTo(screen * 0.94))
        self._split.setSizes([px(400), px(600)])

    def _wire(self) -> None:
        self.listing.chosen.connect(self._show_step)
        self.listing.wants_older.connect(self.read_on)
        self.detail.wants_thing.connect(self.show_thing)
        self.detail.wants_back.connect(self._put_back)
        self.whole_case.clicked.connect(lambda: self.show_thing(""))
        self.erase_before.clicked.connect(lambda: self.ask_to_erase(whole=False))
        self.erase_whole.clicked.connect(lambda: self.ask_to_erase(whole=True))
        self.close_button.clicked.connect(self.accept)
        self.session.changed.connect(self._changed)
        self.session.renaming.connect(self.forget)
        self.session.veil_changed.connect(self._renew)
        self.session.locking.connect(self._let_go)

    # ------------------------------------------------------------------------------------------------- reading

    def show_thing(self, thing: str) -> None:
        """Show the record of one card, or of the whole case; another record begins with its newest act."""
        if thing != self.thing:
            # Were the same act chosen in it, far down, hardly anything would be seen to have happened.
            self._acts.clear()
            self.forget()
        self.thing = thing
        self.say("")
        self.read()
        self.listing.setFocus()

    def read(self) -> None:
        """Read the newest acts anew: about as many as are shown."""
        self._acts = list(self._read(0, max(_FIRST, min(len(self._acts), HANDFUL))))
        self._show()

    def read_on(self) -> None:
        """Read the acts before the oldest that is shown, and put them below."""
        if self._naming is None or not self._steps:
            return
        found = self._read(self._acts[-1].seq, _PAGE)
        older = steps_of((*self._steps[-1].acts, *found))
        self._acts.extend(found)
        self._steps = (*self._steps[:-1], *older)
        self.listing.add_steps(self._lines(self._naming, older), now_here(), more=self._more)

    def _read(self, before: int, most: int) -> tuple[Record, ...]:
        """So many acts before this one; none, and why not is said, where the vault does not give them."""
        found: tuple[Record, ...] = ()
        try:
            found = self.session.records(self.thing, before=before, most=most, widest=_WIDEST)
        except VaultError as error:
            self.say(str(error))
        self._more = len(found) == most
        return found

    def _show(self) -> None:
        """Show what was read; while names are hidden, only once it is known whose names there ever were."""
        if self.session.veiled and self._ever is None:
            self.forget()
            self.say(_READING)
            self._work.start(lambda: everyone_ever(self._ask), self._know, self.say, (VaultError,))
            return
        case = self.session.case
        ever = (*(self._ever or ()), *people_in(self._acts))
        self._naming = Naming(with_former(case, ever) if self.session.veiled else case, self.session.veiled)
        self._steps = steps_of(self._acts)
        self.listing.show_steps(self._lines(self._naming, self._steps), now_here(), more=self._more)
        self._show_heads()
        if not self._steps and not self.word.isVisibleTo(self):
            self.say(_EMPTY)

    def _lines(self, naming: Naming, steps: Sequence[Step]) -> list[tuple[Step, str]]:
        """These steps with their sentences; what is gone is called as all that was read last knew it."""
        self._text = reader_of(self.session.case, naming, load_vocabulary(), self._steps)
        phrases = Phrases(self._text, self.thing)
        return [(step, phrases.sentence(step)) for step in steps]

    def _ask(self, before: int, most: int, widest: int) -> tuple[Record, ...]:
        return self.session.records(before=before, most=most, widest=widest)

    def _know(self, ever: tuple[Person, ...]) -> None:
        self._ever = ever
        self.say("")
        self._show()

    def _show_heads(self) -> None:
        text, now = self._text, self.session.case.thing(self.thing) if self.thing else None
        known = text.known(self.thing) if text is not None and self.thing else None
        called = "this case" if not self.thing else _called(known, text)
        self.heading.setText(f"History of {called}")
        self.setAccessibleName(f"History of {called}")
        self.whole_case.setVisible(bool(self.thing))
        may = not self.session.for_reading
        self.erase_before.setVisible(may and now is not None)
        self.erase_whole.setVisible(may and bool(self.thing) and not isinstance(now, Header))
        self.erase_whole.setText(f"Erase {_this(now)} for good…" if now is not None else "Erase what is left of it…")
        self.erase_whole.setAccessibleName(self.erase_whole.text())

    def _show_step(self, seq: int) -> None:
        step = next((each for each in self._steps if each.newest.seq == seq), None)
        if step is None or self._text is None:
            self.detail.clear()
            return
        self.detail.show_step(step, self.session.case, self._text, self.thing, self._steps)

    # ------------------------------------------------------------------------------------------------- doing

    def _put_back(self, older: Thing, field: str) -> None:
        """Do as a new act what brings older words, or a whole card, back."""
        if field:
            sentence = act(self.session, put_back, older, field, origin=self)
        else:
            sentence = act(self.session, bring_back, older, origin=self)
        self.session.seal()
        self.say(sentence or _BACK)

    def ask_to_erase(self, *, whole: bool) -> None:
        """Show the page on which an erasure is asked for."""
        page = ErasePage(self.session, self._vault, self.thing, whole=whole)
        page.left.connect(self._leave_erasing)
        page.wants_open.connect(self._open)
        self.erasing = page
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        page.setFocus()

    def _leave_erasing(self) -> None:
        page, self.erasing = self.erasing, None
        if page is not None:
            self._pages.removeWidget(page)
            page.hide()
            page.deleteLater()
        self._ever = None
        self.show_thing(self.thing)

    def _open(self, identity: str) -> None:
        self.wants_open.emit(identity)
        self.accept()

    def say(self, sentence: str) -> None:
        """Say what came of an act, or nothing any more."""
        self.word.setText(sentence)
        self.word.setVisible(bool(sentence))

    # ------------------------------------------------------------------------------------------------- told

    def _changed(self, _changes: ChangeSet, _origin: object) -> None:
        self.read()

    def _renew(self, _veiled: bool) -> None:
        self._show()

    def forget(self) -> None:
        """Take away everything that has names in it: they are hidden now, or something was erased."""
        self._steps, self._naming, self._text = (), None, None
        self.listing.show_steps((), now_here(), more=False)
        self.detail.clear()
        self.heading.setText("History")

    def _let_go(self) -> None:
        self._acts.clear()
        self._ever = None
        self.forget()
        self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the question about erasing first."""
        if event.key() == Qt.Key.Key_Escape and self.erasing is not None:
            self.erasing.leave()
            return
        super().keyPressEvent(event)


def _called(thing: Thing | None, text: FieldText | None) -> str:
    if thing is None or text is None:
        return "a card that is not on the map"
    called = text.called(thing)
    return called if isinstance(thing, Person | Header) else f"“{called}”"


def _this(thing: Thing) -> str:
    if isinstance(thing, Link):
        return "this arrow"
    return "this person" if isinstance(thing, Person) else "this card"
