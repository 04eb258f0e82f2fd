"""The wording room: every marked passage of one case, and the rules; what is done to a text it asks of the session."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app import theme
from app.language.marked import MarkedPage
from app.language.rulespage import RulesPage
from app.language.survey import Survey, Surveyor
from app.readings import readings_of
from app.session import Session
from mapping import commands
from mapping.casemap import CaseMap, ChangeSet
from mapping.entries import Entry, Link
from mapping.language.kept import keep, unkeep
from mapping.language.wholecase import CaseFinding
from mapping.naming import Naming

_SOON = 300
"""Milliseconds after an act before the case is looked through again."""
_MOVED = "This text was changed meanwhile. Look at it once more."


class LanguageRoom(QWidget):
    """Lists what is marked, and has the rules behind a button.

    `wants_open` (an id) and `wants_field` (an id and a field) ask that the inspector show where a passage stands,
    `wants_page` (a source, and where it begins and ends) that the page of notes do.
    """

    wants_open = Signal(str)
    wants_field = Signal(str, str)
    wants_page = Signal(str, int, int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._readings = readings_of(session)
        self.surveyor = Surveyor(session, self._readings, self)
        self.marked, self.rules = MarkedPage(), RulesPage(session, self._readings)
        self._seen: tuple[CaseMap, bool, Mapping[str, str]] | None = None
        self._pages = QStackedWidget()
        self._pages.addWidget(self.marked)
        self._pages.addWidget(self.rules)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.surveyor.look)
        self._wire()
        self.setFocusProxy(self.marked)

    def _wire(self) -> None:
        self.marked.wants_field.connect(self.wants_field)
        self.marked.wants_open.connect(self.wants_open)
        self.marked.wants_page.connect(self.wants_page)
        self.marked.wants_rules.connect(self.show_rules)
        self.marked.chosen.connect(self._put)
        self.marked.kept.connect(self._keep)
        self.marked.taken_back.connect(self._take_back)
        self.rules.left.connect(self.show_marked)
        self.surveyor.found.connect(self._show)
        self.surveyor.failed.connect(self.session.failed)
        self.session.changed.connect(self._changed)
        self.session.renaming.connect(self._forget)
        self.session.locking.connect(self._let_go)
        self._readings.changed.connect(self._look_soon)

    @property
    def pages(self) -> Callable[[], Mapping[str, str]]:
        """Gives the pages of notes of this case, which whoever joins the rooms knows."""
        return self.surveyor.pages

    @pages.setter
    def pages(self, pages: Callable[[], Mapping[str, str]]) -> None:
        self.surveyor.pages = pages

    @property
    def waiting(self) -> bool:
        """Whether the case is to be looked through in a moment."""
        return self._soon.isActive()

    def show_rules(self) -> None:
        """Show every rule."""
        self._pages.setCurrentWidget(self.rules)
        self.rules.setFocus()

    def show_marked(self) -> None:
        """Show what is marked."""
        self._pages.setCurrentWidget(self.marked)
        self.marked.setFocus()

    def _show(self, found: Survey) -> None:
        case, veiled = self.session.case, self.session.veiled
        self.marked.show_survey(found, case, Naming(case, veiled))

    # ------------------------------------------------------------------------------------------- what is done

    def _put(self, found: CaseFinding, frame: str) -> None:
        """Put a frame in place of one passage, as a step of its own, and go there: its blanks are to be filled."""
        entry = self._same(found)
        if entry is None:
            return
        text, finding = str(getattr(entry, found.field)), found.finding
        new = text[: finding.start] + frame + text[finding.end :]
        self.session.seal()
        if self.session.attempt(commands.edit, found.entry, origin=self, **{found.field: new}):
            self.session.seal()
            self.wants_field.emit(found.entry, found.field)

    def _keep(self, found: CaseFinding, reason: str) -> None:
        entry = self._same(found)
        if entry is not None:
            text = str(getattr(entry, found.field))
            self.session.attempt(keep, found.entry, found.field, text, found.finding, reason, origin=self)

    def _take_back(self, note: str) -> None:
        self.session.attempt(unkeep, note, origin=self)

    def _same(self, found: CaseFinding) -> Entry | Link | None:
        """The card or arrow, if the passage still stands in it where it was found."""
        case, finding = self.session.case, found.finding
        entry = case.entry(found.entry) or case.links.get(found.entry)
        text = str(getattr(entry, found.field, ""))
        if entry is not None and text[finding.start : finding.end] == finding.phrase:
            return entry
        self.session.refused.emit(_MOVED, ())
        self.surveyor.look()
        return None

    # ------------------------------------------------------------------------------------ what others did

    def _changed(self, _changes: ChangeSet, _origin: object) -> None:
        self._look_soon()

    def _forget(self) -> None:
        """Names go at once; the list comes back when it is made anew."""
        self.marked.clear()
        self._seen = None
        if self.isVisible():
            self.surveyor.look()

    def _look_soon(self) -> None:
        """Look again in a moment; while nobody sees the room, that can wait until somebody does."""
        self._seen = None
        if self.isVisible():
            self._soon.start(_SOON)

    def _let_go(self) -> None:
        self._soon.stop()
        self.surveyor.let_go()
        self.marked.clear()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: look through the case, if it is another one than was looked through last."""
        super().showEvent(event)
        now = (self.session.case, self.session.veiled, self.pages())
        if self._seen is None or self._seen[0] is not now[0] or self._seen[1:] != now[1:]:
            self._seen = now
            self.surveyor.look()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: paper."""
        QPainter(self).fillRect(self.rect(), theme.current().colour("paper"))
