"""Every field of every kind of entry can be changed in its form, and undo brings back what stood there."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.inspector.category import CategoryEditor
from app.inspector.choosing import ChoiceEditor, FlagEditor, TicksEditor
from app.inspector.cites import CitesEditor
from app.inspector.dates import DateEditor
from app.inspector.editor import Editor
from app.inspector.line import LineEditor
from app.inspector.order import shown_fields
from app.inspector.people import RefsEditor
from app.inspector.rows import RowsEditor
from app.inspector.text import ProseEditor
from mapping.casemap import CaseMap
from mapping.entries import ENTRY_CLASSES, Entry, Person
from mapping.fields import Field, fields_of
from tests.app.inspecting import HEADER, LINKS, Bench, family

NEEDED = {
    "person": {"roles": ("relative",), "label": "Aunt"},
    "relationship": {"from_id": "p1", "to_id": "p2", "relation": "partner"},
    "behaviour": {"by": "p1"},
    "survivor_impact": {"person": "p2"},
    "child_impact": {"child": "p3"},
    "protective_effort": {"by": "p2"},
    "intersection": {"person": "p1"},
    "response": {"effect": "helpful"},
    "source": {"type": "school"},
    "allegation": {"by": "p2", "about": "p1"},
    "engagement": {"person": "p1"},
    "goal": {"person": "p1"},
    "change": {"person": "p1", "question": "name"},
    "programme": {"person": "p1"},
    "action": {"agency": "Housing"},
    "view": {"person": "p2"},
    "session": {"when": "2026-02-09"},
    "sharing": {"when": "2026-02-09", "audience": "court"},
}
"""What an entry of each kind must have, beside a title or an account."""
AUNT = Person(id="p5", roles=("relative",), label="Relative 1")
PICKED = ("p5", "p4")
"""Whom to choose for a field that names a person; the second is a child."""


def entry_of(kind: str) -> Entry:
    needed = dict(NEEDED.get(kind, {}))
    for field in fields_of(ENTRY_CLASSES[kind]):
        if field.name in ("title", "account") and field.shape.required:
            needed[field.name] = "does it"
    return ENTRY_CLASSES[kind](id="X1", **needed)


def change(bench: Bench, editor: Editor) -> None:
    """Change the field's value by its own widgets, whatever it is."""
    for kind, act in CHANGES:
        if isinstance(editor, kind):
            act(bench, editor)
            return
    raise AssertionError(editor)


def cite(bench: Bench, editor: CitesEditor) -> None:
    bench.type(editor.picker, "class", leave=False)
    bench.qtbot.keyClick(editor.picker, Qt.Key.Key_Return)


def choose(_bench: Bench, editor: ChoiceEditor) -> None:
    keys = [editor.combo.itemData(row) for row in range(editor.combo.count())]
    place = next(row for row, key in enumerate(keys) if key not in ("", editor.value))
    editor.combo.setCurrentIndex(place)
    editor.combo.activated.emit(place)


def take_word(_bench: Bench, editor: CategoryEditor) -> None:
    editor._take(next(term.key for term in editor._terms if term.key != editor.value))


def tick(_bench: Bench, editor: TicksEditor) -> None:
    if not editor.rest.isHidden():
        editor.all.click()
    next(chip for key, chip in editor.chips.items() if key not in editor.value).click()


def pick(_bench: Bench, editor: RefsEditor) -> None:
    offered = [offer.value for offer in editor._offers("")]
    wanted = PICKED[1] if editor.field.name == "child" else PICKED[0]
    editor._take(wanted if wanted in offered else offered[0])


def add_row(bench: Bench, editor: RowsEditor) -> None:
    """Add a record, fill what it needs, and then every other field of it."""
    editor.more.click()
    if editor._pending is not None:
        for row in list(editor._pending.rows):
            change(bench, row.editor)
    group = editor.groups[-1]
    for row in group.rows:
        if not getattr(row.editor.surface.owner, row.field.name):
            change(bench, row.editor)
            assert getattr(row.editor.surface.owner, row.field.name), row.field.name


CHANGES = (
    (CitesEditor, cite),
    (RowsEditor, add_row),
    (ProseEditor, lambda bench, editor: bench.type(editor.text, "another text")),
    (LineEditor, lambda bench, editor: bench.type(editor.line, "another line")),
    (DateEditor, lambda bench, editor: bench.type(editor.line, "3 May 2024")),
    (CategoryEditor, take_word),
    (ChoiceEditor, choose),
    (FlagEditor, lambda _bench, editor: editor.answers[True].click()),
    (TicksEditor, tick),
    (RefsEditor, pick),
)


def undo_all(bench: Bench) -> None:
    while bench.session.next_undo is not None:
        bench.session.undo()


@pytest.mark.parametrize("kind", ENTRY_CLASSES)
def test_every_field_of_a_kind_can_be_changed_and_undone(qtbot: QtBot, kind: str) -> None:
    before = entry_of(kind)
    bench = Bench(qtbot, family(before, AUNT))
    bench.open("X1")
    for field in shown_fields(before):
        editor = bench.row(field.name).editor
        change(bench, editor)
        assert value(bench, field) != getattr(before, field.name), field.name
        undo_all(bench)
        assert bench.entry("X1") == before, field.name
        editor.show_value()
        assert shown_again(editor), field.name
    if bench.room.sheet.heading.title is not None:
        bench.type(bench.room.sheet.heading.title.text, "another title")
        assert bench.entry("X1").title == "another title"


def value(bench: Bench, field: Field) -> object:
    return getattr(bench.entry("X1"), field.name)


def shown_again(editor: Editor) -> bool:
    """Whether an editor of text shows what is stored."""
    match editor:
        case RowsEditor():
            return not editor.groups
        case ProseEditor():
            return editor._stored(editor.text.toPlainText()) == editor.value
        case LineEditor():
            return editor.line.text() == editor.value
    return True


@pytest.mark.parametrize("kind", ENTRY_CLASSES)
def test_every_field_has_a_name_for_a_screen_reader_and_words_of_the_catalogue(qtbot: QtBot, kind: str) -> None:
    bench = Bench(qtbot, family(entry_of(kind)))
    bench.open("X1")
    for field in shown_fields(entry_of(kind)):
        row = bench.row(field.name)
        assert row.editor.name, field.name
        assert row.editor.name != field.file_name, field.name
        assert "{" not in row.editor.name + row.editor.help, field.name


def test_every_field_of_an_arrow_can_be_changed_and_undone(qtbot: QtBot) -> None:
    bench = Bench(qtbot, family())
    bench.open("disrupts1")
    for field in shown_fields(LINKS[0]):
        change(bench, bench.row(field.name).editor)
        assert getattr(bench.entry("disrupts1"), field.name) != getattr(LINKS[0], field.name), field.name
        undo_all(bench)
        assert bench.entry("disrupts1") == LINKS[0], field.name


def test_every_field_of_the_case_can_be_changed_and_undone(qtbot: QtBot) -> None:
    bench = Bench(qtbot, CaseMap(HEADER, {}, {}))
    for name in ("reference", "opened", "review_on", "locale"):
        change(bench, bench.row(name).editor)
        assert getattr(bench.session.case.header, name) != getattr(HEADER, name), name
        undo_all(bench)
        assert bench.session.case.header == HEADER
