"""All that the reader finds in a case, looked up beside the window on a case that does not change; it shows nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.readings import Readings
from app.session import Session
from app.work import Work
from mapping.casemap import CaseMap
from mapping.language import Cast, Rules
from mapping.language.kept import Kept, kept_of
from mapping.language.wholecase import CaseFinding, Measure, case_findings, measure
from mapping.pages import PageFinding, page_findings


@dataclass(frozen=True, slots=True, repr=False)
class Survey:
    """What was found in one case: passages that are open, passages that are kept, and the measure now and before."""

    open: tuple[CaseFinding, ...]
    kept: tuple[Kept, ...]
    now: Measure
    at_first: Measure
    recorded: Measure
    noted: tuple[PageFinding, ...] = ()
    """Passages in the pages of notes beside the case."""


class Surveyor(QObject):
    """Looks through the case of a session whenever it is asked; `found` carries the survey."""

    found = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session, readings: Readings, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._readings = session, readings
        self._work = Work(self)
        self._opened: CaseMap | None = session.case
        self._at_first: Measure | None = None
        self._again, self._calling = False, session.calling
        self.pages: Callable[[], Mapping[str, str]] = dict

    @property
    def busy(self) -> bool:
        """Whether it is looking."""
        return self._work.busy

    def look(self) -> None:
        """Look through the case as it is now; asked while it looks, it looks once more after that."""
        if self._opened is None:
            return
        self._again = self._work.busy
        if not self._again:
            case, cast, rules = self._session.case, self._readings.cast, self._readings.rules
            opened, at_first, self._calling = self._opened, self._at_first, self._session.calling
            pages = self.pages()
            self._work.start(lambda: survey(case, cast, rules, opened, at_first, pages), self._take, self.failed.emit)

    def let_go(self) -> None:
        """Hold no word of the case any more."""
        self._opened, self._again = None, False

    def _take(self, found: Survey) -> None:
        if self._opened is None:
            return
        self._at_first = found.at_first
        if self._calling == self._session.calling:
            # Else its reasons call people by names that are hidden now.
            self.found.emit(found)
        if self._again:
            self.look()


def survey(
    case: CaseMap, cast: Cast, rules: Rules, opened: CaseMap, at_first: Measure | None, pages: Mapping[str, str]
) -> Survey:
    """Look through a case and its pages of notes.

    `opened` is the case as it was when it was opened, `at_first` its measure if known.
    """
    findings = case_findings(case, rules, cast=cast)
    return Survey(
        tuple(each for each in findings if each.kept is None),
        kept_of(case),
        measure(case, cast),
        at_first or measure(opened),
        measure(case, cast, as_recorded=True),
        page_findings(case, pages, cast, rules),
    )
