"""The room where a case becomes a document: for whom, and where it goes; what stands in it exports decide."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from app.clock import today
from app.files import FileChooser
from app.folders import Wanted
from app.outfile import OutputError, write_whole
from app.readings import readings_of
from app.report.asking import Asking
from app.report.before import BeforePage
from app.report.choice import ChoicePage
from app.report.document import PICTURE, REPORT, Document
from app.session import Session
from app.work import Work
from exports.errors import ExportError
from mapping.casemap import CaseMap
from mapping.errors import CaseError
from mapping.language.kept import keep
from mapping.language.released import release
from mapping.language.wholecase import CaseFinding
from mapping.naming import Naming

_PAGE = re.compile(rb"/Type */Page\b")
_SOON = 200
"""Milliseconds after an act before the case is looked through again."""
_MEANWHILE = "The wording changed meanwhile, and there is something to look at again. Nothing was written."
_FORGOTTEN = " Why it left as it stands could not be kept in the case; the document says it."

Made = tuple[bytes, tuple[CaseFinding, ...]]
"""A document, and the wording that leaves in it as it stands; no document where nobody said why it leaves."""


class ReportRoom(QWidget):
    """Makes the report and the picture of the map for the own agency, from the case as it is at that moment.

    Wording of the gravest kind is shown first, on a page of its own. `wants_field` (an id and a field) asks that the
    inspector show where a passage stands.
    """

    wants_field = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._readings = session, readings_of(session)
        self._work, self.asking = Work(self), Asking(session, self._readings, self)
        self._document = REPORT
        self._pages, self.choice, self.before = QStackedWidget(), ChoicePage(), BeforePage()
        self._pages.addWidget(self.choice)
        self._pages.addWidget(self.before)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._look)
        self._wire()
        self.setFocusProxy(self.choice)

    def _wire(self) -> None:
        self.choice.chosen.connect(self._begin)
        self.before.wants_field.connect(self.wants_field)
        self.before.kept.connect(self._keep)
        self.before.anyway.connect(self._ask_where)
        self.before.left.connect(self._back)
        self.asking.found.connect(self._take_asked)
        self.asking.failed.connect(self._say)
        self._session.changed.connect(self._look_soon)
        self._readings.changed.connect(self._look_soon)
        self._session.renaming.connect(self._forget)
        self._session.locking.connect(self._let_go)

    @property
    def word(self) -> str:
        """What became of the last document."""
        return self.choice.word.text()

    @property
    def listing(self) -> bool:
        """Whether the wording is listed that is to be looked at first."""
        return self._pages.currentWidget() is self.before

    @property
    def waiting(self) -> bool:
        """Whether the case is being looked through, or will be in a moment."""
        return self.asking.busy or self._soon.isActive()

    def write_report(self) -> None:
        """Ask where the report is to go, and write it there; first, what its wording asks for."""
        self._begin(REPORT)

    def write_picture(self) -> None:
        """Ask where the picture is to go; what it is follows from how its name ends."""
        self._begin(PICTURE)

    # ---------------------------------------------------------------------------------------- what is asked first

    def _begin(self, document: Document) -> None:
        if self._work.busy:
            return
        self._document = document
        self._say("Reading the wording.")
        self._look()

    def _look(self) -> None:
        self.asking.look(self._document)

    def _take_asked(self, found: tuple[CaseFinding, ...]) -> None:
        if self.listing:
            self._show(found)
            return
        self._say("")
        if found:
            self._list(found)
        else:
            self._ask_where("")

    def _list(self, found: tuple[CaseFinding, ...]) -> None:
        self.before.ask_for(self._document)
        self._show(found)
        self._pages.setCurrentWidget(self.before)
        self.setFocusProxy(self.before)
        if self.isVisible():
            self.before.focus_first()

    def _show(self, found: tuple[CaseFinding, ...]) -> None:
        case = self._session.case
        self.before.show_found(found, case, Naming(case, self._session.veiled))

    def _keep(self, found: CaseFinding, reason: str) -> None:
        text = getattr(self._session.case.thing(found.entry), found.field, "")
        if text[found.finding.start : found.finding.end] == found.finding.phrase:
            self._session.attempt(keep, found.entry, found.field, text, found.finding, reason, origin=self)

    def _back(self) -> None:
        """To the choice of a document; what was listed is forgotten."""
        at = QApplication.focusWidget()
        had_focus = at is not None and self.before.isAncestorOf(at)
        self._pages.setCurrentWidget(self.choice)
        self.setFocusProxy(self.choice)
        self._soon.stop()
        self.asking.let_go()
        self.before.clear()
        if had_focus:
            self.choice.setFocus()

    # ------------------------------------------------------------------------------------------- where it goes

    def _ask_where(self, reason: str) -> None:
        if self._work.busy:
            return
        document = self._document
        start = Path.home() / document.file_name
        chooser = FileChooser(
            document.question, Wanted.NEW_FILE, "Write it", start=start, endings=document.endings, parent=self
        )
        chooser.chosen.connect(lambda path: self._make(path, document, reason))
        chooser.open()

    def _make(self, path: Path, document: Document, reason: str) -> None:
        """Work on the case as it is now: it never changes, whatever is done on the map meanwhile."""
        case, rules, cast = self._session.case, self._readings.rules, self._readings.cast

        def task() -> Made:
            asked = document.asked(case, rules, cast)
            if asked and not reason:
                return b"", asked
            return document.make(_with_reason(case, asked, reason), path, rules), asked

        self._say("Writing.")
        self._work.start(
            task, lambda made: self._put(path, made, document, reason), self._say, (CaseError, ExportError)
        )

    def _put(self, path: Path, made: Made, document: Document, reason: str) -> None:
        written, asked = made
        if not written:
            self._document = document
            self._list(asked)
            self._say(_MEANWHILE)
            return
        try:
            write_whole(path, written)
        except OutputError as error:
            self._say(str(error))
            return
        self._back()
        done = f"Written: {_extent(written)}, at {path}"
        day = today().isoformat()
        remembered = not asked or self._session.attempt(release, asked, reason, day, origin=self)
        self._say(done if remembered else f"{done}.{_FORGOTTEN}")

    def _say(self, sentence: str) -> None:
        for page in (self.choice, self.before):
            page.word.setText(sentence)

    # ------------------------------------------------------------------------------------ what others did

    def _look_soon(self, *_what: object) -> None:
        """Look again in a moment; while nobody sees the room, that can wait until somebody does."""
        if self.listing and self.isVisible():
            self._soon.start(_SOON)

    def _forget(self) -> None:
        """Names go at once; the list comes back when it is made anew."""
        if self.listing:
            self.before.hide_passages()
            self._look_soon()

    def _let_go(self) -> None:
        self._soon.stop()
        self.asking.let_go()
        self.before.clear()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: what is listed may have been put right elsewhere."""
        super().showEvent(event)
        self._look_soon()


def _with_reason(case: CaseMap, asked: tuple[CaseFinding, ...], reason: str) -> CaseMap:
    """The case as it will be once the document has left: with why this wording left as it stands."""
    return case.apply(release(case, asked, reason, today().isoformat())) if asked else case


def _extent(document: bytes) -> str:
    """How many pages a PDF of ours has, which names each in the open; how large any other file is."""
    pages = len(_PAGE.findall(document)) if document.startswith(b"%PDF-") else 0
    if pages:
        return "1 page" if pages == 1 else f"{pages} pages"
    return f"{max(1, len(document) // 1024)} KB"
