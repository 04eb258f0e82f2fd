"""Who is in the meeting: the sessions of the case, what is noted of the latest, and what is not noted yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QLineEdit, QWidget

from app.chips import ChipButton
from app.clock import today
from app.flow import FlowBox, beside
from app.guided.part import Part
from app.later import soon
from app.plain import Button
from app.session import Session
from mapping.agencies import Agency, agency, seated
from mapping.agreed import sessions
from mapping.attending import attend, seat
from mapping.commands import edit
from mapping.dates import spoken
from mapping.entries import Session as Meeting
from mapping.lastmeeting import day_of
from mapping.questionsfor import ALWAYS, questions_for
from mapping.spans import day_text
from mapping.veil import veiled_text

_NONE = "No meeting is noted yet. Note it, then say who is here from which agency, and who sent apologies."
_NEW, _NOTE = "Note another meeting today", "Note this meeting"
_FORM, _READ = "Its form", "Confidentiality was read"
_ASK = "Who is here: the agency, a colon, who came; and who sent apologies"
_HOW = "police: Sergeant Moss; housing; apologies: Dr Karim"
_TICK = "Or tick who is here"
_ABSENT = "Not here, though they told us something. What may each of them be asked?"
_OWN = "Nothing in these goes beyond what they told us themselves."
_ALONE = "While names are hidden, people are told by agency here."


class HerePart(Part):
    """The latest session in a few lines, with what can be noted at once."""

    _asking = ""
    """The agency whose questions are shown, by its key."""
    _typing_next = False

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.line = QLineEdit()
        super().__init__(session, parent)
        self.line.setParent(self)
        self.line.hide()
        self.line.setAccessibleName(_ASK)
        self.line.setPlaceholderText(_HOW)
        self.line.setMaxLength(500)
        self.line.returnPressed.connect(self._enter)

    @property
    def staying(self) -> tuple[QWidget, ...]:
        """The line keeps what is typed in it."""
        return (*super().staying, self.line)

    def fill(self) -> None:
        """Its rows."""
        meeting, may = self.meeting, not self.session.for_reading
        noting = meeting is not None and may and not _is_over(meeting)
        self.line.setVisible(noting)
        if meeting is None:
            self.say(_NONE, "muted")
            if may:
                self._offer((_NOTE, self.note_meeting))
            return
        self.say(self._called(meeting), "strong")
        for line in self._noted(meeting):
            self.say(line)
        if noting:
            self._noting(meeting)
        offers: list[tuple[str, Callable[[], object]]] = []
        if may:
            offers.append((_FORM, lambda: self.wants_card.emit(meeting.id)))
        if may and not meeting.confidentiality_read:
            offers.append((_READ, lambda: self.do(edit, meeting.id, confidentiality_read=True)))
        if may and meeting.when != day_text(today()):
            offers.append((_NEW, self.note_meeting))
        self._offer(*offers)
        self._absent(meeting)
        earlier = sessions(self.session.case)[1:]
        if earlier:
            self.say(f"Earlier: {', '.join(spoken(each.when) for each in earlier)}.", "muted")

    def _noting(self, meeting: Meeting) -> None:
        """A line for who is here, and each agency that could be, to be ticked."""
        self.say(_ASK, "muted")
        self.column.addWidget(self.line)
        here, box = {agency(row.agency).key for row in meeting.attended}, FlowBox(gap=6)
        for each in seated(self.session.case):
            chip = ChipButton(each.called(self.naming), tick=True)
            chip.setChecked(each.key in here)
            chip.setAccessibleName(f"{each.called(self.naming)} is here")
            chip.clicked.connect(self._seating(meeting.id, each.name, each.key not in here))
            box.add(chip)
        if box.widgets:
            self.say(_TICK, "muted")
            self.column.addWidget(box)

    def _seating(self, meeting: str, name: str, here: bool) -> Callable[[], None]:
        def take() -> None:
            self.do(seat, meeting, name, here=here)

        return take

    def _enter(self) -> None:
        """Note who the line says is here; a line that was refused stays, with the reason."""
        meeting = self.meeting
        if meeting is not None and self.line.text().strip() and self.do(attend, meeting.id, self.line.text()):
            self.line.setText("")

    def note_meeting(self) -> None:
        """Put today's meeting on the map; then who is here can be typed at once."""
        self._typing_next = True
        super().note_meeting()

    def renew(self) -> None:
        """Make the rows anew; after a meeting was noted the keyboard goes into the line, not to the next button."""
        super().renew()
        if self._typing_next and self.line.isVisibleTo(self):
            self._typing_next = False
            soon(self, lambda part: part.line.setFocus())

    def let_go(self) -> None:
        """Hold no word any more."""
        self.line.setText("")
        super().let_go()

    def _absent(self, meeting: Meeting) -> None:
        """Agencies that told us something and are not noted as being here, each with what it may be asked."""
        here = {agency(row.agency).key for row in meeting.attended}
        absent = [each for each in seated(self.session.case) if each.key not in here]
        if not absent:
            return
        self.say(_ABSENT, "muted")
        box = FlowBox(gap=6)
        for each in absent:
            called = each.called(self.naming)
            chip = ChipButton(called, tick=True)
            chip.setChecked(self._asking == each.key)
            chip.setAccessibleName(f"Questions for {called}")
            chip.clicked.connect(self._turning(each.key))
            box.add(chip)
        self.column.addWidget(box)
        for each in absent:
            if each.key == self._asking:
                self._questions(each)

    def _questions(self, asked: Agency) -> None:
        naming = self.naming
        self.say(f"Questions for {asked.called(naming)}", "strong")
        self.say(_OWN, "muted")
        for each in questions_for(self.session.case, asked.name):
            self.say(f"{veiled_text(each.entry.title[:1].upper() + each.entry.title[1:], naming)}: {each.asked}")
        for words in ALWAYS:
            self.say(words)

    def _turning(self, key: str) -> Callable[[], None]:
        def turn() -> None:
            self._asking = "" if self._asking == key else key
            self.renew()

        return turn

    def _called(self, meeting: Meeting) -> str:
        purpose = veiled_text(meeting.purpose, self.naming)
        return ", ".join(part for part in (f"Meeting of {spoken(meeting.when)}", purpose) if part)

    def _noted(self, meeting: Meeting) -> Iterator[str]:
        here = [self._attending(row.agency, row.who, row.role) for row in meeting.attended]
        yield f"Here: {'; '.join(here)}." if here else "Nobody is noted as being here yet."
        if meeting.apologies and not self.session.veiled:
            yield f"Apologies: {', '.join(meeting.apologies)}."
        elif meeting.apologies:
            yield "There are apologies."
        yield (
            "Confidentiality was read." if meeting.confidentiality_read else "Not noted yet: confidentiality was read."
        )
        if self.session.veiled and meeting.attended:
            yield _ALONE

    def _attending(self, agency: str, who: str, role: str) -> str:
        agency, role = veiled_text(agency, self.naming), veiled_text(role, self.naming)
        person = "" if self.session.veiled else who
        return ", ".join(part for part in (agency, person, role) if part) or "somebody"

    def _offer(self, *offers: tuple[str, Callable[[], object]]) -> None:
        buttons = []
        for words, pressed in offers:
            button = Button(words)
            button.clicked.connect(pressed)
            buttons.append(button)
        if buttons:
            self.column.addWidget(beside(*buttons))


def _is_over(meeting: Meeting) -> bool:
    """Whether the day of a meeting has gone by: who was there is put right in its form, and never by a slip."""
    day = day_of(meeting)
    return day is not None and day < today()
