"""No step back brings words onto the screen that are gone from it: emptied, hidden, or another card's."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app import theme
from app.casepage import CasePage
from app.settings import Settings
from app.undoreach import forget_steps
from app.window import Window
from mapping import commands
from storage.vault import Vault
from tests.cases import published
from tests.house.source import modules
from tests.storage.sample import CHEAP, PASSPHRASE

CASE = "open-01-after-prison"
NAME = "Wilhelmina"


@pytest.fixture
def page(qtbot, qapp, tmp_path: Path):
    theme.apply(qapp, theme.Theme())
    vault, _code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)
    vault.add(published(CASE), "K")
    window = Window(Settings(), lambda: None)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.enter(vault)
    window.open_case(CASE)
    assert window.page is not None
    yield window.page
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def account_of(qtbot, page: CasePage, identity: str) -> QPlainTextEdit:
    page.session.select((identity,))
    qtbot.waitUntil(lambda: page.inspector._for == (identity,))
    field = page.inspector.sheet.row("account").editor.text
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return field


def retype(qtbot, field: QWidget, text: str) -> None:
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, text)


def step_back(qtbot, field: QWidget) -> str:
    """Undo in the field itself, a few times, past whatever the keys of the window would make of it."""
    said = ""
    for _ in range(6):
        field.undo()
        said += field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()
    return said


def behaviours(page: CasePage) -> list[str]:
    return [each.id for each in page.session.case.ordered_entries if each.kind == "behaviour"]


def test_undo_in_one_card_does_not_bring_the_text_of_another(qtbot, page: CasePage) -> None:
    first, second = behaviours(page)[:2]
    retype(qtbot, account_of(qtbot, page, first), f"asks {NAME}")
    field = account_of(qtbot, page, second)
    before = field.toPlainText()
    assert NAME not in step_back(qtbot, field)
    assert field.toPlainText() == before


def test_a_name_that_was_typed_and_replaced_does_not_come_back_while_names_are_hidden(qtbot, page: CasePage) -> None:
    person = next(each for each in page.session.case.ordered_entries if each.kind == "person")
    assert page.session.attempt(commands.edit, person.id, name=NAME)
    field = account_of(qtbot, page, behaviours(page)[0])
    retype(qtbot, field, f"asks {NAME}")
    retype(qtbot, field, "asks her")
    assert field.document().isUndoAvailable(), "there was something to bring back"
    page.turn_veil()
    assert field.toPlainText() == "asks her"
    assert NAME not in step_back(qtbot, field)


def test_a_line_with_a_name_does_not_come_back_while_names_are_hidden(qtbot, page: CasePage) -> None:
    line = page.quick.line
    page.focus_quick_add()
    retype(qtbot, line, f"asks {NAME}")
    retype(qtbot, line, "asks her")
    page.turn_veil()
    assert NAME not in step_back(qtbot, line)


def test_what_was_put_on_the_map_is_not_in_the_line_again_by_undo(qtbot, page: CasePage) -> None:
    page.focus_quick_add()
    qtbot.keyClicks(page.quick.line, f"calls {NAME} names")
    qtbot.keyClick(page.quick.line, Qt.Key.Key_Escape)
    page.quick.line.entered.emit()
    assert page.quick.line.text() == ""
    assert NAME not in step_back(qtbot, page.quick.line)


def test_a_draft_that_came_back_after_a_lock_has_no_steps_before_it(qtbot, page: CasePage) -> None:
    identity = behaviours(page)[0]
    page.session.keep_draft(identity, "account", "what was begun before the lock")
    field = account_of(qtbot, page, identity)
    assert field.toPlainText() == "what was begun before the lock"
    assert not field.document().isUndoAvailable()


def test_forgetting_the_steps_changes_nothing_that_stands_there(qtbot, qapp: QApplication) -> None:
    box = QWidget()
    line, prose = QLineEdit(box), QPlainTextEdit(box)
    qtbot.addWidget(box)
    for field in (line, prose):
        retype(qtbot, field, "one two")
    line.setSelection(4, 3)
    told: list[str] = []
    for signal in (line.textChanged, line.textEdited, prose.textChanged):
        signal.connect(lambda *_what: told.append("changed"))
    forget_steps(box)
    assert (line.text(), line.selectedText(), line.isModified()) == ("one two", "two", True)
    assert prose.toPlainText() == "one two"
    assert not line.isUndoAvailable() and not prose.document().isUndoAvailable()
    assert told == []


def emptied_by_clear(source: str) -> list[str]:
    """Fields of a class that are made as lines and emptied by `clear`, which undo takes back."""
    tree = ast.parse(source)
    lines: set[str] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            pairs = (
                zip(target.elts, node.value.elts, strict=False)
                if _tuples(target, node.value)
                else [(target, node.value)]
            )
            lines |= {each.attr for each, value in pairs if isinstance(each, ast.Attribute) and _is_line(value)}
    calls = [
        node.func for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    cleared = [each.value for each in calls if each.attr == "clear"]
    return [each.attr for each in cleared if isinstance(each, ast.Attribute) and each.attr in lines]


def _tuples(target: ast.expr, value: ast.expr) -> bool:
    return isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)


def _is_line(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id.endswith("LineEdit")


def test_no_line_is_emptied_in_a_way_that_undo_takes_back() -> None:
    assert [(path, found) for path, text in modules("app") for found in emptied_by_clear(text)] == []


def test_a_line_that_is_emptied_so_would_be_seen() -> None:
    assert emptied_by_clear("self.a = QLineEdit()\nself.a.clear()") == ["a"]
    assert emptied_by_clear("self.a, self.b = QLineEdit(), Page()\nself.a.clear()\nself.b.clear()") == ["a"]
    assert emptied_by_clear("self.a = QLineEdit()\nself.a.setText('')") == []
