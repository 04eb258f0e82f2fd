"""The form of the case itself, shown when nothing is selected: name, words, people, and what is not known yet."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app import theme
from app.clock import today
from app.combo import Combo
from app.entrylink import EntryLink
from app.flow import beside
from app.inspector.desk import Desk
from app.inspector.form import FieldRow, Fold
from app.inspector.note import Note
from app.inspector.order import first_fields, folded_fields
from app.inspector.text import ProseEditor
from app.plain import Button, PlainLabel
from app.questions import questions_of
from app.unseen import visible
from mapping.casemap import ChangeSet
from mapping.checks import Finding
from mapping.commands import add, new_entry
from mapping.entries import ROLES, Header, Person
from mapping.fields import field_named
from mapping.quickadd.people import aged, person_from
from mapping.wording import title_of

_SHOWN = 8
"""How many findings stand open; the others wait behind a button."""


class CaseSheet(QWidget):
    """The head of the case."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.questions = desk, questions_of(desk.session)
        self.rows: list[FieldRow] = []
        self._all_findings = False
        self._shown: object = None
        self.questions.changed.connect(self.show_questions)
        px = theme.current().px
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(px(4))
        self.column.addWidget(PlainLabel("This case", "muted"))
        owner = desk.owner
        assert isinstance(owner, Header)
        self.title = ProseEditor(desk, field_named(Header, "title"), one_line=True, role="title")
        self.title.text.setObjectName("title")
        above = QVBoxLayout()
        above.addWidget(self.title)
        self.note = Note(above, "body", framed=True)
        self.title.said.connect(self.note.say)
        self.column.addLayout(above)
        for field in first_fields(owner, desk.case):
            self._row(FieldRow(desk, field), self.column)
        self.people = QVBoxLayout()
        self.people.setSpacing(0)
        self.unknown = QVBoxLayout()
        self.unknown.setSpacing(0)
        self._heading("People")
        self.column.addLayout(self.people)
        self.adding = AddPerson(desk)
        if desk.for_reading:
            self.adding.hide()
        self.column.addWidget(self.adding)
        self.unknown_heading = self._heading("Not known yet")
        self.column.addLayout(self.unknown)
        self.fold = Fold("More", self._more)
        self.column.addWidget(self.fold)
        self.history = Button("History of this case…")
        self.history.clicked.connect(lambda: desk.show_history(""))
        self.column.addWidget(beside(self.history))
        self.column.addStretch(1)
        self.show_lists()

    def _heading(self, text: str) -> PlainLabel:
        heading = PlainLabel(text, "strong")
        heading.setContentsMargins(0, theme.current().px(14), 0, theme.current().px(2))
        self.column.addWidget(heading)
        return heading

    def _row(self, row: FieldRow, column: QVBoxLayout) -> None:
        self.rows.append(row)
        column.addWidget(row)

    def _more(self, column: QVBoxLayout) -> None:
        owner = self.desk.owner
        if owner is not None:
            for field in folded_fields(owner, self.desk.case, self.desk.vocabulary):
                self._row(FieldRow(self.desk, field), column)

    def row(self, name: str) -> FieldRow:
        """The row of one field."""
        if not any(row.field.name == name for row in self.rows):
            self.fold.button.setChecked(True)
        return next(row for row in self.rows if row.field.name == name)

    def show_lists(self) -> None:
        """Show the people and what is not known, as it is now."""
        desk = self.desk
        _empty(self.people)
        for person in desk.case.of(Person):
            detail = person.label if desk.naming.short(person.id) != person.label else self._roles(person)
            self.people.addWidget(self._link("", desk.naming.short(person.id), detail, (person.id,)))
        self.show_questions()

    def show_questions(self) -> None:
        """Show what is not known, as far as that is known now."""
        found = self.questions.findings
        if not self.desk.identity or found == self._shown:
            return
        self._shown = found
        _empty(self.unknown)
        self.unknown_heading.setVisible(bool(found))
        for finding in found if self._all_findings else found[:_SHOWN]:
            self.unknown.addWidget(self._finding(finding))
        if len(found) > _SHOWN and not self._all_findings:
            more = Button(f"{len(found) - _SHOWN} more")
            more.setProperty("flat", True)
            more.clicked.connect(self._show_all)
            self.unknown.addWidget(more)

    def _finding(self, finding: Finding) -> EntryLink:
        """A question, and the cards that raise it."""
        desk = self.desk
        about = desk.case.entry(finding.about[0]) if finding.about else None
        if about is None or about.kind == "person":
            return self._link("gap", desk.shown(finding.text), "", finding.about)
        which = title_of(about, desk.naming, desk.vocabulary)
        if len(finding.about) > 1:
            which = f"{which}, and {len(finding.about) - 1} more"
        return self._link(about.kind, desk.shown(finding.text), which, finding.about)

    def _show_all(self) -> None:
        self._all_findings, self._shown = True, None
        self.show_questions()

    def _roles(self, person: Person) -> str:
        desk = self.desk
        return ", ".join(desk.naming.fill(desk.vocabulary.term("role", role).short) for role in person.roles)

    def _link(self, kind: str, words: str, muted: str, ids: tuple[str, ...]) -> EntryLink:
        link = EntryLink(kind, words, muted)
        link.pressed.connect(lambda: self.desk.session.select(ids, None))
        return link

    def come_back(self, *, anew: bool) -> None:
        """Be shown again after something else was; `anew` where the case is another one now."""
        if anew:
            self.show_values()
        else:
            self.show_questions()

    def told(self, _changes: ChangeSet) -> None:
        """Show what is so after an act."""
        self.show_values()

    def show_values(self) -> None:
        """Show every field and list as it is now."""
        self.title.show_value()
        for row in self.rows:
            row.editor.show_value()
        self.show_lists()

    def finish(self) -> None:
        """Keep whatever was typed and is not kept yet."""
        self.title.finish()
        for row in self.rows:
            row.editor.finish()

    def put_away(self) -> None:
        """Leave whatever was typed where the next sitting finds it."""
        self.title.put_away()
        for row in self.rows:
            row.editor.put_away()


class AddPerson(QWidget):
    """A part in the case and a name or a word, and a new person is on the map."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.role, self.line = Combo(), QLineEdit()
        for role in ROLES:
            term = desk.vocabulary.term("role", role)
            self.role.addItem(visible(desk.case.header.label(role) or desk.naming.fill(term.short)), role)
        self.role.setCurrentIndex(self.role.findData("child"))
        self.role.setAccessibleName("Part in the case")
        self.line.setPlaceholderText("name, or “Elder child”")
        self.line.setAccessibleName("Name of the new person")
        self.button = Button("Add a person")
        self.line.returnPressed.connect(self._add)
        self.button.clicked.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.current().px(4), 0, 0)
        for widget in (self.role, self.line):
            column.addWidget(widget)
        column.addWidget(beside(self.button))
        self.note = Note(column, "body", framed=True)

    def _add(self) -> None:
        words, role = self.line.text().strip(), self.role.currentData()
        if not words:
            self.note.say("Write a name, or what the person is called on the map, such as “Elder child”.")
            return
        desk = self._desk
        called, born = aged(words, today())
        made = person_from(called, (role,), "", desk.case, desk.vocabulary, born)
        person = new_entry(
            desk.case, "person", roles=made.roles, label=made.label, name=made.name, pronouns=made.pronouns,
            born=made.born, unborn=True if made.unborn else None,
        )  # fmt: skip
        sentence = desk.act(add, person)
        self.note.say(sentence)
        if not sentence:
            self.line.setText("")
            self.line.setFocus()


def _empty(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
