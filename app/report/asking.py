"""Looks through the case, beside the window, for what a document is to be asked about before it leaves."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.readings import Readings
from app.report.document import Document
from app.session import Session
from app.work import Work


class Asking(QObject):
    """Looks for one document at a time; `found` carries the passages, by the names that may be shown then."""

    found = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session, readings: Readings, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._readings = session, readings
        self._work = Work(self)
        self._document: Document | None = None
        self._again, self._calling = False, session.calling

    @property
    def busy(self) -> bool:
        """Whether it is looking."""
        return self._work.busy

    def look(self, document: Document) -> None:
        """Look through the case as it is now; asked while it looks, it looks once more after that."""
        self._document, self._again = document, self._work.busy
        if not self._again:
            case, cast, rules = self._session.case, self._readings.cast, self._readings.rules
            self._calling = self._session.calling
            self._work.start(lambda: document.asked(case, rules, cast), self._take, self.failed.emit)

    def let_go(self) -> None:
        """Want no answer any more."""
        self._document, self._again = None, False

    def _take(self, found: object) -> None:
        document = self._document
        if document is None:
            return
        if self._again or self._calling != self._session.calling:
            # The case is another one by now, or its reasons call people by names that are hidden now.
            self.look(document)
        else:
            self.found.emit(found)
