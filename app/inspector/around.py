"""What stands around the entry on the desk: where it leads, what leads here, what is done about it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import theme
from app.entrylink import EntryLink
from app.inspector.desk import Desk
from app.inspector.kept import KeptLines
from app.inspector.unsaid import meeting_lists
from app.plain import PlainLabel
from mapping.around import Step, efforts_about, leads_to, led_by
from mapping.entries import Engagement, Entry
from mapping.wording import fitted, title_of

_Row = tuple[str, str, str, str, str, int]
"""Id, kind, words, muted words, sign before them, and indent."""
_IN_A_PATHWAY = frozenset(
    {"behaviour", "family_impact", "survivor_impact", "child_impact", "intersection", "response", "order", "allegation"}
)


class Around(QWidget):
    """Three short lists; a list that would be empty is not shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._kept = KeptLines(self._column, self._line)
        self.show_value()

    @property
    def links(self) -> list[EntryLink]:
        """The entries in all lists, in their order."""
        return [line for line in self._kept.widgets if isinstance(line, EntryLink)]

    def show_value(self) -> None:
        """Show the lists as they are now."""
        rows: list[str | _Row] = []
        for title, inside in self._lists():
            rows += [title, *inside]
        self._kept.show_these(rows)

    def _lists(self) -> tuple[tuple[str, tuple[_Row, ...]], ...]:
        """Every list with its heading and its rows."""
        desk, owner = self._desk, self._desk.owner
        if not isinstance(owner, Entry):
            return ()
        efforts = tuple(Step(each, "", 0) for each in efforts_about(desk.case, owner.id))
        found = [
            ("Where it leads", self._rows(leads_to(desk.case, owner.id), "→")),
            (self._efforts_title(), self._rows(efforts, "")),
            ("What leads here", self._rows(led_by(desk.case, owner.id), "←")),
        ]
        if not found[0][1] and owner.kind in _IN_A_PATHWAY - {"child_impact"}:
            found[0] = ("Where it leads", (("", "", _NOWHERE, "", "", 0),))
        if isinstance(owner, Engagement):
            found += meeting_lists(desk, owner)
        return tuple((title, rows) for title, rows in found if rows)

    def _efforts_title(self) -> str:
        survivors = self._desk.naming.survivors
        if len(survivors) != 1:
            return "What is done about it"
        return fitted("What {they} {does} about it", self._desk.naming, survivors[0].id)

    def _rows(self, steps: tuple[Step, ...], arrow: str) -> tuple[_Row, ...]:
        desk, rows = self._desk, []
        for step in steps:
            entry = desk.case.entry(step.entry)
            if entry is not None:
                child = getattr(entry, "child", "")
                muted = desk.naming.short(child) if child else ""
                lead = arrow if step.depth else ""
                words = title_of(entry, desk.naming, desk.vocabulary)
                rows.append((entry.id, entry.kind, words, muted, lead, min(step.depth, 3)))
        return tuple(rows)

    def _line(self, row: str | _Row) -> QWidget:
        """A heading, an entry, or what is said where there is none."""
        if isinstance(row, str):
            label = PlainLabel(row, "strong")
            px = theme.current().px
            label.setContentsMargins(0, px(12), 0, px(2))
            return label
        identity, kind, words, muted, lead, indent = row
        if not identity:
            return PlainLabel(words, "muted")
        link = EntryLink(kind, words, muted, lead=lead, indent=indent)
        link.pressed.connect(lambda: self._desk.session.select((identity,), None))
        return link


_NOWHERE = "Nothing yet. What does this change at home, in the other parent’s care, for a child? Add a link below."
