"""The end of a meeting: the pattern read out once more, who signs, and whether what was signed is still what it was."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.asitwas import LookingBack
from app.clock import today
from app.flow import beside
from app.guided.part import Part
from app.plain import Button
from app.session import Session
from exports.interchange import write_text
from mapping.agreed import look_again
from mapping.audience import view
from mapping.casemap import CaseMap
from mapping.dates import spoken
from mapping.predicates import text_of
from mapping.readers import MEETING, Reader
from mapping.signed import SHOWN, Signed, mark_of, sign, signings, since
from mapping.spans import day_text
from mapping.statement import acting, pattern_statement

_ASK = "Who signs: names, each with the agency"
_AGAIN, _WHEN = "When do we look again?", "3 April, Friday, in six weeks"
_READ = "Read this aloud. Is every sentence about who did what?"
_SIGN, _LOOK = "Sign the map as it stands", "Look whether it is unchanged"
_PAGE = "One page for everybody"
_HOW = (
    "What is signed cannot change: the record of acts keeps it, and its mark proves it."
    " The map itself may go on growing."
)
_LOOKING = "The record is being read …"
_SAME = "The record holds the map exactly as it was signed: its mark is the same."
_OTHER = "The mark is another one than the map of that moment has: the note was changed, or it was signed elsewhere."
_ERASED = (
    "Something was erased since, as the law or safety asked. The rest stands in the record; the mark cannot be weighed."
)
_FIRST = "Note this meeting first; the map is signed at the end of it."


class SignPart(Part):
    """What is said at the end, and the signing; `wants_page` asks for the page of the meeting, on the desk."""

    wants_page = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.names = QLineEdit()
        super().__init__(session, parent)
        self.names.setParent(self)
        self.names.hide()
        self.names.setAccessibleName(_ASK)
        self.names.setPlaceholderText(_ASK)
        self.names.setMaxLength(400)
        self.names.returnPressed.connect(self.sign)
        self.again = QLineEdit(self)
        self.again.hide()
        self.again.setAccessibleName(_AGAIN)
        self.again.setMaxLength(60)
        self.again.returnPressed.connect(self._look_again)
        self.back = LookingBack(session, self)
        self.told: dict[str, str] = {}
        self.buttons: dict[str, Button] = {}

    @property
    def staying(self) -> tuple[QWidget, ...]:
        """The line keeps what is typed in it."""
        return (*super().staying, self.again, self.names)

    def fill(self) -> None:
        """Its rows."""
        self.buttons = {}
        may = self.meeting is not None and not self.session.for_reading
        self.say(_READ, "muted")
        for paragraph in self._pattern():
            self.say(paragraph)
        self._review()
        self.names.setVisible(may)
        if may:
            self.column.addWidget(self.names)
            button = self.buttons["sign"] = Button(_SIGN)
            button.clicked.connect(self.sign)
            page = self.buttons["page"] = Button(_PAGE)
            page.clicked.connect(self.wants_page)
            self.column.addWidget(beside(button, page))
            self.say(_HOW, "muted")
        elif not self.session.for_reading:
            self.say(_FIRST, "muted")
        for signed in signings(self.session.case):
            self._row(signed)

    def _review(self) -> None:
        """The day on which all this is looked at again, and a line for another one."""
        day, may = self.session.case.header.review_on, not self.session.for_reading
        when = "We were to look again on" if day and day < day_text(today()) else "We look again on"
        self.say(f"{when} {spoken(day)}." if day else "No day is set yet on which we look again.", "strong")
        self.again.setPlaceholderText(f"{'Another' if day else 'The'} day: {_WHEN}")
        self.again.setVisible(may)
        if may:
            self.column.addWidget(self.again)

    def _look_again(self) -> None:
        """Set the day; words that are none stay in the line."""
        if self.again.text().strip() and self.do(look_again, self.again.text(), today()):
            self.again.setText("")

    def _pattern(self) -> tuple[str, ...]:
        case, naming = self.session.case, self.naming
        told = (pattern_statement(case, person, naming) for person in acting(case, naming))
        return tuple(text_of(paragraph) for statement in told for paragraph in statement.paragraphs)

    def _row(self, signed: Signed) -> None:
        self.say("Signed off." if self.session.veiled else signed.words, "strong")
        page = f", on the page for everybody {signed.page[:SHOWN]}" if signed.page else ""
        self.say(f"Mark {signed.mark[:SHOWN]} …{page}", "muted")
        told = self.told.get(signed.note)
        if told:
            self.say(told)
        look = self.buttons[signed.note] = Button(_LOOK)
        look.clicked.connect(self._looking(signed))
        self.column.addWidget(beside(look))

    # ----------------------------------------------------------------------------------------------------- acts

    def sign(self) -> None:
        """Sign the map as it stands; names that were refused stay in the line."""
        meeting, case = self.meeting, self.session.case
        if meeting is None:
            return
        whole, page = (mark_of(write_text(each)) for each in (case, view(case, Reader(MEETING))))
        if self.do(sign, meeting.id, self.names.text(), whole, today(), page):
            self.names.setText("")

    def _looking(self, signed: Signed) -> Callable[[], None]:
        return lambda: self.look(signed)

    def look(self, signed: Signed) -> None:
        """Take the case back to the moment of a signing, and weigh it against the mark."""
        self._tell(signed, _LOOKING)
        self.back.look(
            signed.note,
            lambda then, erased: self._weigh(signed, then, erased),
            lambda sentence: self._tell(signed, sentence),
        )

    def _weigh(self, signed: Signed, then: CaseMap, erased: bool) -> None:
        if erased:
            self._tell(signed, _ERASED)
            return
        same = mark_of(write_text(then)) == signed.mark
        self._tell(signed, f"{_SAME} {since(then, self.session.case, signed).said}" if same else _OTHER)

    def _tell(self, signed: Signed, words: str) -> None:
        self.told[signed.note] = words
        self.renew()

    def let_go(self) -> None:
        """Hold no word any more."""
        self.back.stop()
        self.names.setText("")
        self.again.setText("")
        self.told.clear()
        super().let_go()
