"""What changed since the last meeting: the record takes the case back to its end, and it is compared."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.entrylink import EntryLink
from app.flow import beside
from app.guided.part import Part
from app.lastheld import LastHeld
from app.plain import Button
from app.session import Session
from mapping.casemap import CaseMap
from mapping.dates import spoken
from mapping.since import Happened, told_since
from mapping.spans import day_text

_SHOW, _HIDE, _PAGE = "Show what changed since then", "Put away", "One page of it"
_UNSIGNED = "That meeting was not signed, so it is counted from the end of that day."
_LOOKING = "The record is being read …"
_NOTHING = "Nothing has changed since."
_VEILED = "What changed is not shown while people are called by role: it may tell what was done to keep safe."
_ERASED = "Something was erased since. What stood in it then is not compared."
_MOST = 60


class SincePart(Part):
    """A way to look back to the last meeting, and what was found, each card with the way to it.

    `wants_page` asks for it on paper, with the state of the case at the end of that meeting.
    """

    wants_page = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.held = LastHeld(session, self)
        self.held.changed.connect(self.renew)
        self.links: dict[str, EntryLink] = {}
        self.button: Button | None = None

    def fill(self) -> None:
        """Its rows; none where no meeting is over yet."""
        self.links, self.button = {}, None
        held, last = self.held, self.held.last
        if last is None:
            return
        self.say(f"Since the meeting of {spoken(day_text(last.day))}", "strong")
        if self.session.veiled:
            self.say(_VEILED, "muted")
            return
        if not last.note:
            self.say(_UNSIGNED, "muted")
        if held.trouble:
            self.say(held.trouble)
        if held.then is not None:
            self._tell(held.then)
        elif held.busy:
            self.say(_LOOKING, "muted")
        self._offer()

    def _offer(self) -> None:
        self.button = Button(_HIDE if self.held.wanted else _SHOW)
        self.button.clicked.connect(self.put_away if self.held.wanted else self.look)
        offered = [self.button]
        if self.held.then is not None:
            page = Button(_PAGE)
            page.clicked.connect(self._ask_for_page)
            offered.append(page)
        self.column.addWidget(beside(*offered))

    def _ask_for_page(self) -> None:
        if self.held.then is not None:
            self.wants_page.emit(self.held.then)

    def _tell(self, then: CaseMap) -> None:
        told = told_since(then, self.session.case, self.naming)
        if self.held.erased:
            self.say(_ERASED, "muted")
        if not told:
            self.say(_NOTHING)
        room = _MOST
        for each in told:
            shown, room = each.happened[:room], max(room - len(each.happened), 0)
            if shown:
                self.say(each.heading, "strong")
            for one in shown:
                self._row(one)
        more = sum(len(each.happened) for each in told) - _MOST
        if more > 0:
            self.say(f"And {more} more, on the map.", "muted")

    def _row(self, one: Happened) -> None:
        if one.entry not in self.session.case.entries:
            self.say(one.said)
            return
        link = self.links[one.entry] = EntryLink(one.kind, one.called, one.muted)
        link.pressed.connect(lambda: self.wants_card.emit(one.entry))
        self.column.addWidget(link)

    # ------------------------------------------------------------------------------------------------ looking back

    def look(self) -> None:
        """Take the case back to the end of the last meeting, and tell what happened since."""
        self.held.look()

    def put_away(self) -> None:
        """Tell it no more."""
        self.held.let_go()
        self.renew()

    def let_go(self) -> None:
        """Hold no word any more."""
        self.held.let_go()
        super().let_go()
