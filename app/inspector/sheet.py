"""The form of one entry or arrow: heading, fields, what stands around it, and the way off the map."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import theme
from app.entrylink import EntryLink
from app.flow import beside
from app.inspector.around import Around
from app.inspector.arrows import Arrows
from app.inspector.desk import Desk
from app.inspector.evidence import EvidenceLine
from app.inspector.form import FieldRow, Fold
from app.inspector.heading import Heading
from app.inspector.order import first_fields, folded_fields, shown_fields
from app.inspector.removing import Removing
from app.inspector.text import ProseEditor
from app.inspector.unknown import Unknown
from app.plain import Button, PlainLabel
from mapping.casemap import ChangeSet
from mapping.entries import Entry, Link
from mapping.fields import Field
from mapping.wording import kind_title, title_of

_SENSITIVE = ("identifiers",)
"""Fields with a fold of their own."""


class Sheet(QWidget):
    """One entry or arrow, with every field that its kind has."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.rows: list[FieldRow] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.current().px(4))
        self.heading = Heading(desk)
        self.column.addWidget(self.heading)
        self._ends()
        owner = desk.owner
        assert owner is not None
        for field in first_fields(owner, desk.case):
            self._row(field, self.column)
        self._place = QWidget()
        self._place.hide()
        self.column.addWidget(self._place)
        self._around: Around | None = None
        self._awaited = isinstance(owner, Entry)
        """Whether what stands around the entry is still to be made."""
        self.folds = [Fold("More", self._more)]
        self.folds += [Fold(self._label(field), self._only(field)) for field in self._sensitive()]
        for fold in self.folds:
            self.column.addWidget(fold)
        self.history = Button("History of this card…" if isinstance(owner, Entry) else "History of this arrow…")
        self.history.clicked.connect(lambda: desk.show_history(desk.identity))
        self.removing = Removing(desk, lambda: (desk.identity,))
        self.column.addWidget(beside(self.history))
        self.column.addWidget(self.removing)
        self.column.addStretch(1)

    def _label(self, field: Field) -> str:
        return self.desk.words(field)[0]

    def _ends(self) -> None:
        """The two cards that an arrow joins."""
        owner = self.desk.owner
        if not isinstance(owner, Link):
            return
        reads = self.desk.fitted(self.desk.vocabulary.link(owner.kind).forward)
        for lead, identity in (("", owner.from_id), (reads[:1].lower() + reads[1:], owner.to_id)):
            entry = self.desk.case.entry(identity)
            if entry is not None:
                words = title_of(entry, self.desk.naming, self.desk.vocabulary)
                over = kind_title(entry.kind, self.desk.naming, self.desk.vocabulary, entry)
                link = EntryLink(entry.kind, words, over, lead=lead)
                link.pressed.connect(lambda identity=identity: self.desk.session.select((identity,), None))
                self.column.addWidget(link)

    def surround(self) -> None:
        """Make what stands around the entry, if that is not done yet; the fields are there, and seen, before it."""
        if not self._awaited or self.desk.owner is None:
            return
        self._awaited = False
        column = QVBoxLayout(self._place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.column.spacing())
        self._around, self._arrows = Around(self.desk), Arrows(self.desk)
        heading = PlainLabel("Arrows", "strong")
        heading.setContentsMargins(0, theme.current().px(12), 0, 0)
        self._unknown = Unknown(self.desk, self._place)  # it may show itself at once: alone that would be a window
        self._unknown.wants_field.connect(self.desk.show_field)
        self._evidence = EvidenceLine(self.desk.session, self.desk.identity)
        self._evidence.pressed.connect(lambda: self.desk.show_evidence(self.desk.identity))
        for widget in (self._around, heading, self._arrows, self._unknown, self._evidence):
            column.addWidget(widget)
        self._place.show()

    @property
    def is_whole(self) -> bool:
        """Whether what stands around the entry is there."""
        return not self._awaited

    @property
    def arrows(self) -> Arrows | None:
        """The arrows at an entry; an arrow has none."""
        self.surround()
        return self._arrows if self._around is not None else None

    @property
    def unknown(self) -> Unknown | None:
        """What is asked about an entry."""
        self.surround()
        return self._unknown if self._around is not None else None

    @property
    def evidence(self) -> EvidenceLine | None:
        """What is attached to an entry."""
        self.surround()
        return self._evidence if self._around is not None else None

    def _sensitive(self) -> tuple[Field, ...]:
        owner = self.desk.owner
        assert owner is not None
        folded = folded_fields(owner, self.desk.case, self.desk.vocabulary)
        return tuple(field for field in folded if field.name in _SENSITIVE)

    def _more(self, column: QVBoxLayout) -> None:
        """The rest of the fields, under the headings of the catalogue's form."""
        owner, group = self.desk.owner, ""
        if owner is None:
            return
        for field in folded_fields(owner, self.desk.case, self.desk.vocabulary):
            if field.name in _SENSITIVE:
                continue
            found = self.desk.vocabulary.field(self.desk.kind, field.file_name).group
            if found != group:
                group = found
                heading = PlainLabel(self.desk.fitted(self.desk.vocabulary.label("field_group", group)), "strong")
                heading.setContentsMargins(0, theme.current().px(8), 0, 0)
                column.addWidget(heading)
            self._row(field, column)

    def _only(self, field: Field):  # type: ignore[no-untyped-def]
        return lambda column: self._row(field, column)

    def _row(self, field: Field, column: QVBoxLayout) -> None:
        row = FieldRow(self.desk, field)
        self.rows.append(row)
        column.addWidget(row)

    def row(self, name: str) -> FieldRow:
        """The row of one field; opens the fold in which it stands."""
        for fold in (None, *self.folds):
            if fold is not None and not fold.open:
                fold.button.setChecked(True)
            for row in self.rows:
                if row.field.name == name:
                    return row
        raise KeyError(name)

    def go_to(self, name: str) -> QWidget | None:
        """Bring the keyboard to a field and its first blank; the widget that has it, None where there is none."""
        if name == "title" and self.heading.title is not None:
            self.heading.title.setFocus()
            self.heading.title.prose.go_to_blank()
            return self.heading.title
        owner = self.desk.owner
        if owner is None or name not in [field.name for field in shown_fields(owner)]:
            return None
        row = self.row(name)
        row.setFocus()
        if isinstance(row.editor, ProseEditor):
            row.editor.prose.go_to_blank()
        return row

    def _editors(self) -> Iterator[QWidget]:
        if self.heading.title is not None:
            yield self.heading.title
        for row in self.rows:
            yield row.editor

    def told(self, changes: ChangeSet) -> None:
        """Show what is so after an act."""
        if self.desk.owner is None:
            return
        self.heading.show_value()
        for row in self.rows:
            row.editor.show_value()
        if self._around is not None:
            self._around.show_value()
            self._arrows.show_value()
            self._evidence.show_value()
        self.removing.show_value()

    def finish(self) -> None:
        """Keep whatever was typed and is not kept yet."""
        for editor in self._editors():
            editor.finish()  # type: ignore[attr-defined]

    def put_away(self) -> None:
        """Leave whatever was typed where the next sitting finds it."""
        for editor in self._editors():
            editor.put_away()  # type: ignore[attr-defined]
