"""Makes the copy for the reader who was chosen, beside the window, and looks it over; it writes no file.

A draft holds the very bytes that leave, and the case that they were made from: a case that has moved on needs another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.readings import Readings
from app.session import Session
from app.work import Work
from exports.copies import (
    FOR_THE_ROOM,
    Copy,
    RoomTerms,
    document_looked_over,
    given_away_on,
    looked_over,
    picture_copy,
)
from exports.errors import ExportError
from exports.progress import Progress
from mapping.audience import view
from mapping.casemap import CaseMap
from mapping.errors import CaseError
from mapping.giveaway import GiveAway, give_aways
from mapping.language import Rules
from mapping.leftout import LeftOut, edited_in, left_out, left_waiting, names_places_sources
from mapping.showing import Part, Standing

if TYPE_CHECKING:
    from exports.finished.check import Checked

PICTURE = "picture"
_PAGE = re.compile(rb"/Type */Page\b")
_SAME_PAGES = "These are the pages of the same copy as a PDF: the words are the same, the breaks between pages are not."
_AS_PAGES = "This is what the table is made of, as pages: the file itself holds a row for each thing and each arrow."
_NOTES = {"docx": _SAME_PAGES, "xlsx": _AS_PAGES, "pdf": "", PICTURE: ""}


@dataclass(frozen=True, slots=True, repr=False)
class Wanted:
    """What is to be made: the copy, or, with `picture`, the map alone; or `paper`, one of our own about `whom`.

    Of the map a `part` may be wanted; it is drawn as it is `standing` in the window. A paper that sets the case beside
    an earlier state of it needs that state, and one for the room goes by what holds in the `room`.
    """

    copy: Copy
    picture: bool = False
    paper: str = ""
    whom: str = ""
    part: Part | None = None
    standing: Standing = field(default_factory=Standing)
    room: RoomTerms = field(default_factory=RoomTerms)

    @property
    def form(self) -> str:
        """pdf, docx, xlsx or picture."""
        return PICTURE if self.picture else self.copy.form


@dataclass(frozen=True, slots=True, repr=False)
class Draft:
    """What was made of a case: the pages to look at, the file to write, and what there is to be known of both.

    `trouble` is why nothing could be made, with the entry that it is about; `left` and `gone` are what the reader does
    not get, `edited` what is in another form.
    """

    case: CaseMap
    wanted: Wanted
    shown: bytes = b""
    file: bytes = b""
    pages: int = 0
    texts: tuple[str, ...] = ()
    checked: Checked | None = None
    left: tuple[LeftOut, ...] = ()
    gone: tuple[int, int, int] = (0, 0, 0)
    edited: str = ""
    gives: tuple[GiveAway, ...] = ()
    trouble: str = ""
    where: str = ""

    def __repr__(self) -> str:
        return f"Draft({self.wanted.copy.reader.audience}, {self.pages} pages)"

    @property
    def note(self) -> str:
        """What is to be said above the pages."""
        return _NOTES[self.wanted.form]


class Pulse:
    """How far a making in another thread has come; once `stopped`, it ends by itself."""

    def __init__(self) -> None:
        self.share, self.stopped = 0.0, False

    def __call__(self, share: float) -> bool:
        """Take the share of the work that is done; whether it is to go on."""
        self.share = share
        return not self.stopped

    @property
    def said(self) -> str:
        """The share in words, or ""."""
        return f" {round(100 * self.share)} %" if 0 < self.share < 1 else ""


def made(case: CaseMap, wanted: Wanted, rules: Rules, progress: Progress | None = None) -> Draft:
    """The draft of a case for a reader; what stands in the way is in it as a sentence. It takes a while."""
    try:
        draft = known(case, wanted)
    except CaseError as error:
        return Draft(case, wanted, trouble=str(error))
    try:
        shown, file, checked = _bytes(case, wanted, rules, progress)
    except (CaseError, ExportError) as error:
        return replace(draft, trouble=str(error), where=getattr(error, "where", ""))
    return replace(
        draft, shown=shown, file=file, checked=checked, pages=pages_in(shown), texts=_texts(shown, wanted.picture)
    )


def known(case: CaseMap, wanted: Wanted) -> Draft:
    """What is known before anything is made: what this reader does not get, and why; raises CaseError."""
    reader = wanted.copy.reader
    return Draft(
        case,
        wanted,
        left=(*left_waiting(case, wanted.room.waiting), *left_out(case, reader)),
        gone=names_places_sources(case, reader),
        edited=edited_in(case, reader).said,
        gives=_gives(case, wanted),
    )


def _gives(case: CaseMap, wanted: Wanted) -> tuple[GiveAway, ...]:
    reader = wanted.copy.reader
    if wanted.paper in FOR_THE_ROOM:
        return given_away_on(case, wanted.paper, wanted.whom, wanted.copy.on, wanted.room)
    return give_aways(case, view(case, reader), reader)


def _bytes(case: CaseMap, wanted: Wanted, rules: Rules, progress: Progress | None) -> tuple[bytes, bytes, Checked]:
    """The pages to look at, the file to write, and what the last look finds in the file."""
    if wanted.picture:
        from exports.finished.check import check

        shown = picture_copy(case, "pdf", wanted.copy.reader, wanted.part, wanted.standing)
        return shown, shown, check(shown, "pdf", case, view(case, wanted.copy.reader))
    shown, checked = _looked_over(case, replace(wanted, copy=replace(wanted.copy, form="pdf")), rules, progress)
    if wanted.copy.form == "pdf":
        return shown, shown, checked
    return shown, *_looked_over(case, wanted, rules, progress)


def _looked_over(case: CaseMap, wanted: Wanted, rules: Rules, progress: Progress | None) -> tuple[bytes, Checked]:
    copy = wanted.copy
    if wanted.paper:
        return document_looked_over(case, wanted.paper, wanted.whom, copy.on, copy.form, progress, room=wanted.room)
    return looked_over(case, copy, rules, progress)


def pages_in(document: bytes) -> int:
    """How many pages a PDF of ours has, which names each in the open; 0 for any other file."""
    return len(_PAGE.findall(document)) if document.startswith(b"%PDF-") else 0


def _texts(document: bytes, picture: bool) -> tuple[str, ...]:
    """What each page says, for whoever has it read aloud."""
    if picture:
        return ()
    from exports.finished.passages import Passage
    from exports.finished.pdftext import shown

    return tuple(each.text for each in shown(document) if isinstance(each, Passage))


class Making(QObject):
    """Makes one draft at a time, always of the case as it is; `done` carries it."""

    done = Signal(object)
    failed = Signal(str)
    busy_changed = Signal(bool)

    def __init__(self, session: Session, readings: Readings, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._readings = session, readings
        self._work = Work(self)
        self._work.busy_changed.connect(self.busy_changed)
        self._wanted: Wanted | None = None
        self._at: tuple[CaseMap, Wanted, Rules, int] | None = None
        self._pulse = Pulse()
        self._waits = False
        readings.changed.connect(self._rules_ready)

    @property
    def busy(self) -> bool:
        """Whether a draft that is wanted is being made."""
        return (self._work.busy or self._waits) and self._wanted is not None

    @property
    def said(self) -> str:
        """How far it has come, in words, or ""."""
        return self._pulse.said if self.busy else ""

    def make(self, wanted: Wanted) -> None:
        """Make this of the case as it is now; another that is being made is stopped, and this follows it."""
        self._wanted = wanted
        if not self._work.busy:
            self._begin()
        elif self._is_old:
            self._pulse.stopped = True

    def let_go(self) -> None:
        """Want no draft any more: what is being made is stopped, and thrown away when it comes."""
        self._wanted, self._waits = None, False
        self._pulse.stopped = True

    @property
    def _is_old(self) -> bool:
        """Whether what is being made is not what is wanted now."""
        now = (self._session.case, self._wanted, self._readings.rules, self._session.calling)
        return self._at is None or self._at[0] is not now[0] or self._at[1:] != now[1:]

    def _begin(self) -> None:
        if self._wanted is None:
            return
        # The rules are read from their files beside the window, the first time.
        self._waits = not self._readings.ready()
        if self._waits:
            return
        case, wanted, rules = self._session.case, self._wanted, self._readings.rules
        self._at = (case, wanted, rules, self._session.calling)
        pulse = self._pulse = Pulse()
        self._work.start(lambda: made(case, wanted, rules, pulse), self._take, self._fail)

    def _rules_ready(self) -> None:
        if self._waits and not self._work.busy:
            self._begin()

    def _take(self, draft: Draft) -> None:
        if self._wanted is None:
            return
        if self._is_old or self._pulse.stopped:
            # The case, or what is wanted, is another one by now.
            self._begin()
            return
        self._wanted = None
        self.done.emit(draft)

    def _fail(self, sentence: str) -> None:
        if self._wanted is not None:
            self._wanted = None
            self.failed.emit(sentence)
