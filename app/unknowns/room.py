"""What is not known yet, by whom it is about: each question, why it matters, what answers it; nothing is counted."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import theme
from app.display import Page
from app.openquestion import OpenQuestion
from app.plain import PlainLabel
from app.questions import questions_of
from app.session import Session
from app.unknowns.grouping import Group, grouped
from app.unknowns.waiting import GapRow
from mapping.casemap import CaseMap
from mapping.checks import Finding
from mapping.checks.ground import OPEN_STATES
from mapping.entries import Gap
from mapping.naming import Naming

_WIDEST = 780
"""The column is no wider than can be read, in pixels at 100 %."""
_BEFORE = (
    "What is not known yet stands here, question by question, once the map has begun. "
    "Begin with the people, and with what happened."
)
_NOTHING = "Nothing is open on this map just now. What you do not know yet can be added as a question at any time."
_LEAD = "None of this has to be answered, and nothing has to be written here that is safer elsewhere."
_Row = OpenQuestion | GapRow
_Key = tuple[str, ...]


class UnknownsRoom(QWidget):
    """The questions of one case.

    `wants_open` (an entry), `wants_field` (an entry, a field of its form) and `wants_new` (a kind, values known)
    ask for what other rooms do.
    """

    wants_open = Signal(str)
    wants_field = Signal(str, str)
    wants_new = Signal(str, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.questions = session, questions_of(session)
        self.rows: dict[_Key, _Row] = {}
        self._shown: object = None
        self._over = False
        self.page = Page(_WIDEST)
        self.page.share_above = 0.02
        self.page.setAccessibleName("Not known yet")
        self.column = self.page.column
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.page)
        self.setFocusProxy(self.page)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._renew)
        self.questions.changed.connect(self._soon.start)
        session.changed.connect(self._soon.start)
        session.renaming.connect(self._forget)
        session.locking.connect(self._let_go)
        theme.NOTICE.changed.connect(self.dress)
        self.dress()

    def dress(self) -> None:
        """Take on the colours and sizes of the theme as it is now; the rows are made anew."""
        look = theme.current()
        line, px = look.colour("line").name(), look.px
        self.setStyleSheet(
            f"UnknownsRoom QFrame#group {{ background: {look.colour('card').name()}; border: 1px solid {line};"
            f" border-radius: {px(5)}px; }}"
        )
        self.column.setSpacing(px(2))
        self._forget()

    def _forget(self) -> None:
        """Make every row anew: people are called otherwise, or everything has another size."""
        self.rows.clear()
        self._shown = None
        self._clear()
        self._soon.start()

    # ------------------------------------------------------------------------------------------------ what is shown

    def _renew(self) -> None:
        """Show what is open, what waits, what was answered; rows that say the same stay, with what is typed in them."""
        if self._over or not self.isVisible() or self.questions.survey is None:
            return
        case, naming = self.session.case, Naming(self.session.case, self.session.veiled)
        groups = grouped(case, self.questions.findings, naming)
        gaps = case.of(Gap)
        shown = (groups, tuple((gap, self._about(case, gap)) for gap in gaps), bool(case.entries))
        if shown == self._shown:
            return
        self._shown = shown
        kept = {key: row for key, row in self.rows.items() if key in self._keys(groups, gaps)}
        self.rows = kept
        self._clear(set(kept.values()))
        self._fill(case, groups, gaps)

    def _about(self, case: CaseMap, gap: Gap) -> tuple[str, ...]:
        return tuple(link.to_id for link in case.links_from(gap.id) if link.kind == "about")

    def _keys(self, groups: Iterable[Group], gaps: Iterable[Gap]) -> set[_Key]:
        asked = {_key_of(finding) for group in groups for finding in group.findings}
        return asked | {_key_of_gap(gap) for gap in gaps}

    def _fill(self, case: CaseMap, groups: tuple[Group, ...], gaps: tuple[Gap, ...]) -> None:
        waiting = [gap for gap in gaps if gap.state in OPEN_STATES]
        settled = [gap for gap in gaps if gap.state not in OPEN_STATES]
        if groups or waiting:
            self._words(_LEAD, "muted")
        else:
            self._words(_NOTHING if case.entries else _BEFORE, "body")
        for group in groups:
            self._heading(group.title)
            for finding in group.findings:
                self.column.addWidget(self._question(finding))
        for title, some in (("To be asked", waiting), ("Answered", settled)):
            if some:
                self._heading(title)
                for gap in some:
                    self.column.addWidget(self._gap(gap))

    def _words(self, text: str, role: str) -> None:
        self.column.addWidget(PlainLabel(text, role))

    def _heading(self, text: str) -> None:
        label = PlainLabel(text, "heading")
        label.setContentsMargins(0, theme.current().px(20), 0, theme.current().px(4))
        self.column.addWidget(label)

    def _question(self, finding: Finding) -> QWidget:
        key = _key_of(finding)
        row = self.rows.get(key)
        if row is None:
            row = self.rows[key] = OpenQuestion(self.session, finding)
            row.wants_new.connect(self.wants_new)
            self._join(row)
        return row

    def _gap(self, gap: Gap) -> QWidget:
        key = _key_of_gap(gap)
        row = self.rows.get(key)
        if row is None:
            row = self.rows[key] = GapRow(self.session, gap)
            self._join(row)
        return row

    def _join(self, row: _Row) -> None:
        row.wants_open.connect(self.wants_open)
        row.wants_field.connect(self.wants_field)

    def _clear(self, kept: set[_Row] | None = None) -> None:
        """Take everything out of the column; what is kept is put in again."""
        while (item := self.column.itemAt(0)) is not None and (widget := item.widget()) is not None:
            # Not `takeAt`: its item outlives it, and then a row put in again is never asked for another height.
            self.column.removeWidget(widget)
            if widget not in (kept or ()):
                widget.hide()
                widget.deleteLater()

    def _let_go(self) -> None:
        self._over = True
        self._soon.stop()
        self.rows.clear()
        self._clear()

    # ------------------------------------------------------------------------------------------------------- places

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: take in what happened out of sight."""
        super().showEvent(event)
        self.questions.catch_up()
        self._renew()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt: paper."""
        QPainter(self).fillRect(self.rect(), theme.current().colour("paper"))


def _key_of(finding: Finding) -> _Key:
    """What tells one row from another: the question as it stands, and what it is about."""
    return (finding.check, finding.text, *finding.about)


def _key_of_gap(gap: Gap) -> _Key:
    return (gap.id, gap.title, gap.state, gap.category, gap.who_might_know, gap.by, gap.asked_of, gap.asked_on)
