"""What was agreed in the meeting: one line at a time, and below it who does what by when, to be ticked later."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from app.chips import ChipButton
from app.clock import today
from app.entrylink import EntryLink
from app.flow import FlowBox, beside
from app.guided.part import Part
from app.plain import Button
from app.session import Session
from mapping.agreed import agree, decided_in
from mapping.commands import edit
from mapping.dates import spoken
from mapping.entries import Action, Entry, Gap, Goal, Sharing
from mapping.veil import veiled_text
from mapping.vocabulary import load_vocabulary
from mapping.wording import title_of

_HOW = "police: visit him at work by 3 April (Sergeant Lee)"
_ASK = "What was agreed: the agency, a colon, what it does, by when"
_NOBODY = "Note this meeting first; what is agreed belongs to it."
_NOTHING = "Nothing is agreed yet."


class AgreedPart(Part):
    """A line to be typed, and what was agreed before."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.line = QLineEdit()
        super().__init__(session, parent)
        self.line.setParent(self)
        self.line.hide()
        self.line.setAccessibleName(_ASK)
        self.line.setPlaceholderText(_HOW)
        self.line.setMaxLength(500)
        self.line.returnPressed.connect(self._enter)
        self.links: dict[str, EntryLink] = {}
        self.states: dict[tuple[str, str], ChipButton] = {}

    @property
    def staying(self) -> tuple[QWidget, ...]:
        """The line keeps what is typed in it."""
        return (*super().staying, self.line)

    def fill(self) -> None:
        """Its rows."""
        self.links, self.states = {}, {}
        meeting = self.meeting
        self.line.setVisible(meeting is not None and not self.session.for_reading)
        if meeting is None:
            self.say(_NOBODY, "muted")
            if not self.session.for_reading:
                note = Button("Note this meeting")
                note.clicked.connect(self.note_meeting)
                self.column.addWidget(beside(note))
            self._before(())
            return
        self.say(_ASK, "muted")
        self.column.addWidget(self.line)
        agreed = decided_in(self.session.case, meeting.id)
        self.say("Agreed in this meeting" if agreed else _NOTHING, "strong" if agreed else "muted")
        for entry in agreed:
            self._row(entry)
        self._before(agreed)

    def _before(self, agreed: Sequence[Entry]) -> None:
        """What was agreed at another time and is still open."""
        before = [each for each in self.session.case.of(Action) if each not in agreed and each.state in ("", "open")]
        if before:
            self.say("Agreed before, and still open", "strong")
            for entry in before:
                self._row(entry)

    def _row(self, entry: Action | Goal | Gap | Sharing) -> None:
        naming = self.naming
        link = EntryLink(entry.kind, title_of(entry, naming, load_vocabulary()), self._muted(entry))
        link.pressed.connect(lambda identity=entry.id: self.wants_card.emit(identity))
        self.links[entry.id] = link
        self.column.addWidget(link)
        if isinstance(entry, Action) and not self.session.for_reading:
            self.column.addWidget(self._states(entry, link.words))

    def _muted(self, entry: Action | Goal | Gap | Sharing) -> str:
        if not isinstance(entry, Action):
            return ""
        naming = self.naming
        owner = "" if self.session.veiled else entry.owner
        by = f"by {spoken(entry.by)}" if entry.by else "no day yet"
        state = load_vocabulary().label("action_state", entry.state) if entry.state not in ("", "open") else ""
        return " · ".join(part for part in (veiled_text(entry.agency, naming), owner, by, state) if part)

    def _states(self, action: Action, called: str) -> FlowBox:
        box = FlowBox(gap=6)
        for state, words in (("done", "Done"), ("not_done", "Not done"), ("overtaken", "Overtaken")):
            chip = ChipButton(words, tick=True, quiet=True)
            chip.setChecked(action.state == state)
            chip.setAccessibleName(f"{words}: {called}")
            chip.clicked.connect(self._turning(action.id, "open" if action.state == state else state))
            self.states[action.id, state] = chip
            box.add(chip)
        return box

    def _turning(self, identity: str, state: str) -> Callable[[], None]:
        def turn() -> None:
            self.do(edit, identity, state=state)

        return turn

    def _enter(self) -> None:
        """Put the line on the map; a line that was refused stays, with the reason."""
        if (
            self.meeting is not None
            and self.line.text().strip()
            and self.do(agree, self.meeting.id, self.line.text(), today())
        ):
            self.line.setText("")

    def let_go(self) -> None:
        """Hold no word any more."""
        self.line.setText("")
        super().let_go()
