"""What is open in one case, found after each act and beside the painting, for every room alike; it answers nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.clock import today
from app.session import Session
from app.work import Work
from mapping.casemap import CaseMap, ChangeSet
from mapping.checks import Finding
from mapping.checks.survey import Survey, survey
from mapping.entries import Gap
from mapping.naming import Naming
from mapping.veil import veiled_text

_SOON = 120
"""Milliseconds after an act until it is asked what is open now: the act is seen first."""
_FIRST = 500
"""As much after a case was opened: it is seen first."""
_LARGE = 400
"""With more entries than this it is found beside the window."""
_Found = tuple[CaseMap, int, Survey]
"""What was found in which case, and under which calling of its people."""


class Questions(QObject):
    """What is open in the case of a session; `changed` when that is known anew, or not known any more."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._survey: Survey | None = None
        self._open: frozenset[str] = frozenset()
        self._for: tuple[CaseMap, int] | None = None
        self._over = False
        self._work = Work(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._look)
        session.changed.connect(self._changed)
        session.renaming.connect(self._renamed)
        session.locking.connect(self._let_go)
        self._soon.start(_FIRST)

    @property
    def survey(self) -> Survey | None:
        """What was found last; None while nothing is known."""
        return self._survey

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks ask."""
        return self._survey.findings if self._survey else ()

    @property
    def open(self) -> frozenset[str]:
        """The ids of the entries about which something is open."""
        return self._open

    def about(self, identity: str) -> tuple[Finding, ...]:
        """What the checks ask about one entry."""
        return self._survey.about(identity) if self._survey else ()

    def waiting(self, identity: str) -> tuple[Gap, ...]:
        """The questions about one entry that someone is to be asked."""
        return self._survey.waiting(identity) if self._survey else ()

    def said(self, identity: str) -> tuple[str, ...]:
        """The questions about one entry as sentences, those that wait for somebody first."""
        naming = Naming(self._session.case, self._session.veiled)
        waiting = tuple(veiled_text(gap.title, naming) for gap in self.waiting(identity))
        return (*waiting, *(finding.text for finding in self.about(identity)))

    def catch_up(self) -> None:
        """Find what is open now, at once."""
        if self._is_stale():
            self._take(self._question()())

    def _changed(self, _changes: ChangeSet, _origin: object) -> None:
        self._soon.start(_SOON)

    def _renamed(self) -> None:
        """Names may stand in what was found: nothing of it is shown any more; about whom something is open, is."""
        self._survey = self._for = None
        self.changed.emit()
        self._soon.start(_SOON)

    def _question(self) -> Callable[[], _Found]:
        """What is to be found out, on the case as it is now; the answer says for which case and which calling."""
        case, calling, naming = (
            self._session.case,
            self._session.calling,
            Naming(self._session.case, self._session.veiled),
        )
        return lambda: (case, calling, survey(case, naming, today()))

    def _is_stale(self) -> bool:
        return not self._over and (self._for is None or self._for[0] is not self._session.case
                                   or self._for[1] != self._session.calling)  # fmt: skip

    def _look(self) -> None:
        """Find what is open, beside the window where there is much to look at."""
        self._soon.stop()
        if self._work.busy or not self._is_stale():
            return
        question = self._question()
        if len(self._session.case.entries) <= _LARGE:
            self._take(question())
            return
        self._work.start(question, self._take, lambda _sentence: None)

    def _take(self, found: _Found) -> None:
        case, calling, seen = found
        if self._over or calling != self._session.calling:
            # The answer has names in it that are hidden now, or roles where names are shown again.
            self._look()
            return
        self._for, self._survey, self._open = (case, calling), seen, seen.open
        self.changed.emit()
        if self._is_stale():
            self._soon.start(_SOON)

    def _let_go(self) -> None:
        self._over = True
        self._soon.stop()
        self._survey = self._for = None
        self._open = frozenset()
        self.changed.emit()


def questions_of(session: Session) -> Questions:
    """What is open, as every room of this session shares it."""
    found = session.findChild(Questions)
    return found if isinstance(found, Questions) else Questions(session)
