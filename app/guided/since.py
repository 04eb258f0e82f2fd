"""What changed since the map was last signed: the record takes the case back to that moment, and it is compared."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.asitwas import LookingBack
from app.entrylink import EntryLink
from app.flow import beside
from app.guided.part import Part
from app.plain import Button
from app.session import Session
from mapping.casemap import CaseMap
from mapping.dates import spoken
from mapping.signed import Signed, signings
from mapping.since import Happened, told_since

_SHOW, _HIDE = "Show what changed since the map was signed", "Put away"
_PAGE = "One page of it"
_LOOKING = "The record is being read …"
_NOTHING = "Nothing has changed since."
_VEILED = "What changed is not shown while people are called by role: it may tell what was done to keep safe."
_ERASED = "Something was erased since. What stood in it then is not compared."
_MOST = 60


class SincePart(Part):
    """A way to look back to the latest signing, and what was found, each card with the way to it.

    `wants_page` asks for it on paper, with the state of the case at the signing.
    """

    wants_page = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.back = LookingBack(session, self)
        self.links: dict[str, EntryLink] = {}
        self.button: Button | None = None
        self._then: CaseMap | None = None
        self._of, self._erased, self._trouble = "", False, ""

    @property
    def signed(self) -> Signed | None:
        """The latest signing; None where none was."""
        return next(iter(signings(self.session.case)), None)

    def fill(self) -> None:
        """Its rows; none where nothing was signed yet."""
        self.links, self.button = {}, None
        signed = self.signed
        if self._of and (signed is None or signed.note != self._of):
            self._put_away()
        if signed is None:
            return
        self.say(f"Since the meeting of {self._day(signed)}", "strong")
        if self.session.veiled:
            self.say(_VEILED, "muted")
            return
        if self._trouble:
            self.say(self._trouble)
        if self._then is not None:
            self._tell(self._then)
        elif self.back.busy:
            self.say(_LOOKING, "muted")
        self._offer()

    def _day(self, signed: Signed) -> str:
        meeting = self.session.case.entry(signed.session)
        return spoken(str(getattr(meeting, "when", "")))

    def _offer(self) -> None:
        self.button = Button(_HIDE if self._of else _SHOW)
        self.button.clicked.connect(self.put_away if self._of else self.look)
        offered = [self.button]
        if self._then is not None:
            page = Button(_PAGE)
            page.clicked.connect(self._ask_for_page)
            offered.append(page)
        self.column.addWidget(beside(*offered))

    def _ask_for_page(self) -> None:
        if self._then is not None:
            self.wants_page.emit(self._then)

    def _tell(self, then: CaseMap) -> None:
        told = told_since(then, self.session.case, self.naming)
        if self._erased:
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
        """Take the case back to the latest signing, and tell what happened since."""
        signed = self.signed
        if signed is None:
            return
        self._put_away()
        self._of = signed.note
        self.back.look(signed.note, self._take, self._say_trouble)
        self.renew()

    def put_away(self) -> None:
        """Tell it no more."""
        self._put_away()
        self.renew()

    def _put_away(self) -> None:
        self.back.stop()
        self._of, self._then, self._erased, self._trouble = "", None, False, ""

    def _take(self, then: CaseMap, erased: bool) -> None:
        self._then, self._erased = then, erased
        self.renew()

    def _say_trouble(self, sentence: str) -> None:
        self._put_away()
        self._trouble = sentence
        self.renew()

    def let_go(self) -> None:
        """Hold no word any more."""
        self._put_away()
        super().let_go()
