"""What is not known yet about the entry on the desk: each question with what answers it, where the form is at hand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import theme
from app.entrylink import EntryLink
from app.inspector.desk import Desk
from app.openquestion import OpenQuestion
from app.plain import PlainLabel
from app.questions import questions_of
from mapping.checks import Finding
from mapping.dates import spoken
from mapping.entries import Gap


class Unknown(QWidget):
    """The questions about one entry; nothing is shown where there are none.

    `wants_field` (an entry, a field of its form) asks the form to go there.
    """

    wants_field = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._questions = desk, questions_of(desk.session)
        self.rows: dict[Finding, OpenQuestion] = {}
        self.links: list[EntryLink] = []
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._heading = PlainLabel("Not known yet", "strong")
        self._heading.setContentsMargins(0, theme.current().px(12), 0, theme.current().px(2))
        self._column.addWidget(self._heading)
        self._questions.changed.connect(self.show_value)
        self.show_value()

    def show_value(self) -> None:
        """Show what is open about the entry now; a question that stays keeps what is being written under it."""
        identity = self._desk.identity
        if not identity:
            return
        found, waiting = self._questions.about(identity), self._questions.waiting(identity)
        if (found, waiting) == self._shown:
            return
        self._shown = (found, waiting)
        self._clear(found)
        for gap in waiting:
            self._column.addWidget(self._waiting(gap))
        for finding in found:
            self._column.addWidget(self.rows.get(finding) or self._made(finding))
        self.setVisible(bool(found or waiting))

    def _made(self, finding: Finding) -> OpenQuestion:
        row = self.rows[finding] = OpenQuestion(self._desk.session, finding, alone=True)
        row.wants_field.connect(self.wants_field)
        row.wants_open.connect(lambda identity: self._desk.session.select((identity,), None))
        row.wants_new.connect(self._desk.begin)
        return row

    def _waiting(self, gap: Gap) -> EntryLink:
        desk = self._desk
        by = f"by {spoken(gap.by)}" if gap.by else ""
        muted = " · ".join(part for part in (desk.shown(gap.who_might_know), by) if part)
        link = EntryLink(gap.kind, desk.shown(gap.title), muted)
        link.pressed.connect(lambda: desk.session.select((gap.id,), None))
        self.links.append(link)
        return link

    def _clear(self, found: tuple[Finding, ...]) -> None:
        """Take out what is no longer asked, and every row that waits."""
        for finding in [each for each in self.rows if each not in found]:
            self._drop(self.rows.pop(finding))
        for link in self.links:
            self._drop(link)
        self.links.clear()
        for row in self.rows.values():
            self._column.removeWidget(row)

    def _drop(self, widget: QWidget) -> None:
        self._column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
