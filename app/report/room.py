"""The room where a case becomes a document: for whom, and where it goes; what stands in it exports decide."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.display import Page, row
from app.files import FileChooser
from app.folders import Wanted
from app.outfile import OutputError, write_whole
from app.plain import Button, PlainLabel
from app.session import Session
from app.work import Work
from exports.copies import picture_copy, report_copy
from exports.errors import ExportError
from mapping.casemap import CaseMap
from mapping.errors import CaseError

_READER = "For your own agency and supervision"
_HOLDS = (
    "Everything on the map that may stay inside the agency: accounts, who says so, what the other parent does to keep"
    " the children safe. People are called by role; one page says who is who. It is not for any member of the family,"
    " and not for another agency."
)
_OTHERS = (
    "Copies for a court, a conference, a programme, the other parent, a partner agency, or one that the perpetrator may"
    " see come with a later version. Until then nothing here makes one: do not pass this one on in their place."
)
_PLAIN = "The file is not encrypted. Put it where only its readers can open it, and delete it when it is done with."
_PAGE = re.compile(rb"/Type */Page\b")
_PICTURES = (".pdf", ".svg", ".png")


class ReportRoom(Page):
    """Makes the report and the picture of the map for the own agency, from the case as it is at that moment."""

    wants_field = Signal(str, str)

    share_above = 0.05

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(680, parent)
        self._session = session
        self._work = Work(self)
        self._word = PlainLabel()
        self._report, self._picture = Button("Write the report", primary=True), Button("Draw the map as a picture")
        for words, role in ((_READER, "title"), (_HOLDS, "body"), (_PLAIN, "body")):
            self.column.addWidget(PlainLabel(words, role))
        self.gap(8)
        self.column.addLayout(row(self._report, self._picture))
        self.column.addWidget(self._word)
        self.gap(20)
        self.column.addWidget(PlainLabel("For other readers", "heading"))
        self.column.addWidget(PlainLabel(_OTHERS))
        self._report.clicked.connect(self.write_report)
        self._picture.clicked.connect(self.write_picture)
        self._work.busy_changed.connect(self._be_busy)
        self.setFocusProxy(self._report)

    @property
    def word(self) -> str:
        """What became of the last document."""
        return self._word.text()

    def write_report(self) -> None:
        """Ask where the report is to go, and write it there."""
        day = datetime.now().astimezone().date()
        self._ask("Where shall the report go?", f"report {day}.pdf", (".pdf",), lambda case, _path: _report(case))

    def write_picture(self) -> None:
        """Ask where the picture is to go; what it is follows from how its name ends."""
        day = datetime.now().astimezone().date()
        self._ask("Where shall the picture go? It may be .pdf, .svg or .png.", f"map {day}.pdf", _PICTURES, _picture)

    def _ask(self, question: str, name: str, endings: tuple[str, ...], make: Callable[[CaseMap, Path], bytes]) -> None:
        chooser = FileChooser(
            question, Wanted.NEW_FILE, "Write it", start=Path.home() / name, endings=endings, parent=self
        )
        chooser.chosen.connect(lambda path: self._make(path, make))
        chooser.open()

    def _make(self, path: Path, make: Callable[[CaseMap, Path], bytes]) -> None:
        """Work on the case as it is now: it never changes, whatever is done on the map meanwhile."""
        case = self._session.case
        self._word.setText("Writing.")
        self._work.start(
            lambda: make(case, path),
            lambda document: self._put(path, document),
            self._word.setText,
            (CaseError, ExportError),
        )

    def _put(self, path: Path, document: bytes) -> None:
        try:
            write_whole(path, document)
        except OutputError as error:
            self._word.setText(str(error))
            return
        self._word.setText(f"Written: {_extent(document)}, at {path}")

    def _be_busy(self, busy: bool) -> None:
        for button in (self._report, self._picture):
            button.setEnabled(not busy)


def _report(case: CaseMap) -> bytes:
    return report_copy(case, on=datetime.now().astimezone().date())


def _picture(case: CaseMap, path: Path) -> bytes:
    return picture_copy(case, path.suffix.casefold().removeprefix("."))  # type: ignore[arg-type]


def _extent(document: bytes) -> str:
    """How many pages a PDF of ours has, which names each in the open; how large any other file is."""
    pages = len(_PAGE.findall(document)) if document.startswith(b"%PDF-") else 0
    if pages:
        return "1 page" if pages == 1 else f"{pages} pages"
    return f"{max(1, len(document) // 1024)} KB"
