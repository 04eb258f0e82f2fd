"""What is begun and not finished: never lost, never in another card or record, and never with a hidden name in it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.drafts import rows_stay
from mapping import commands
from mapping.entries import Cite, Identifier
from storage.errors import DiskFull
from tests.app.inspecting import CARDS, PEOPLE, Bench, family

TWO = (Identifier(type="address", value="12 Mill Lane"), Identifier(type="phone", value="0100"))


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return Bench(qtbot, family(replace(PEOPLE[1], identifiers=TWO)))


def again(bench: Bench) -> Bench:
    """The same case opened again, as after a lock."""
    found = Bench(bench.qtbot, bench.store.case)
    found.store.begun = dict(bench.store.begun)
    return found


def open_folds(bench: Bench) -> None:
    for fold in bench.room.sheet.folds:
        fold.button.setChecked(True)


# --------------------------------------------------------------------------------------- in no other card or record


def test_what_was_begun_in_a_card_that_is_gone_is_not_in_the_next_card_of_its_id(bench: Bench) -> None:
    bench.open("B2")
    bench.type(bench.row("account").editor.text, "He asks", leave=False)
    bench.until(lambda: ("B2", "account") in bench.store.begun)
    assert bench.session.attempt(commands.remove, "B2")
    bench.until(lambda: bench.room._for == ())
    assert bench.store.begun == {}

    entry = commands.new_entry(bench.session.case, "behaviour", title="hides her keys", by="p1")
    assert entry.id == "B2"
    assert bench.session.attempt(commands.add, entry)
    bench.open("B2")
    assert bench.row("account").editor.text.toPlainText() == ""


def test_a_card_that_is_undone_takes_its_drafts_along_and_others_keep_theirs(bench: Bench) -> None:
    entry = commands.new_entry(bench.session.case, "behaviour", title="hides her keys", by="p1")
    assert bench.session.attempt(commands.add, entry)
    bench.session.keep_draft(entry.id, "account", "He asks")
    bench.session.keep_draft("B1", "account", "stays")
    assert bench.session.undo()
    assert bench.store.begun == {("B1", "account"): "stays"}
    assert bench.session.redo()
    assert bench.session.draft(entry.id, "account") == ""


def test_when_the_disk_refuses_to_remove_a_card_its_draft_stays_too(bench: Bench) -> None:
    bench.session.keep_draft("B2", "account", "He asks")
    bench.store.fails = True
    assert not bench.session.attempt(commands.remove, "B2")
    assert bench.store.begun == {("B2", "account"): "He asks"}


def test_a_draft_in_a_list_goes_when_its_records_may_have_moved(bench: Bench) -> None:
    bench.session.keep_draft("B1", "cites.0.quote", "I never")
    cites = (*CARDS[1].cites, Cite(source="s1", where="page 2"))
    bench.session.attempt(commands.edit, "B1", cites=cites)
    assert bench.session.draft("B1", "cites.0.quote") == "I never", "one more behind it moves nothing"
    bench.session.attempt(commands.edit, "B1", cites=cites[1:])
    assert bench.store.begun == {}


def test_records_stay_where_they_stood_when_one_is_changed_or_put_behind() -> None:
    assert rows_stay("ab", "ac")
    assert rows_stay("ab", "abc")
    assert not rows_stay("ab", "b")
    assert not rows_stay("ab", "a")
    assert not rows_stay("ab", "cab")


def test_what_is_being_typed_in_a_record_does_not_land_in_the_one_that_takes_its_place(bench: Bench) -> None:
    bench.session.attempt(commands.edit, "B1", cites=(Cite(source="s1", where="page 1"), Cite(source="s1")))
    bench.open("B1")
    editor = bench.row("cites").editor
    editor.box.widgets[0].click()
    bench.type(editor._open.rows[0].editor.text, "I never", leave=False)
    bench.session.attempt(commands.edit, "B1", cites=(Cite(source="s1"),))
    QApplication.processEvents()
    assert bench.entry("B1").cites == (Cite(source="s1"),)
    assert editor._open is None


def test_a_line_being_typed_in_a_record_does_not_land_in_the_one_that_takes_its_place(bench: Bench) -> None:
    bench.open("p2")
    open_folds(bench)
    editor = bench.row("identifiers").editor
    value = next(row.editor for row in editor.groups[0].rows if row.field.name == "value")
    bench.type(value.line, "14 Mill Lane", leave=False)
    bench.session.attempt(commands.edit, "p2", identifiers=TWO[1:])
    QApplication.processEvents()
    assert bench.entry("p2").identifiers == TWO[1:]
    assert len(editor.groups) == 1


# ------------------------------------------------------------------------------------------------------- not lost


@pytest.mark.parametrize(
    ("identity", "name", "typed"),
    [("p3", "label", "Firstborn"), ("B2", "when", "early 2019"), ("B2", "category", "her post is opened")],
)
def test_a_line_that_has_to_wait_and_is_then_refused_by_the_disk_is_a_draft(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, identity: str, name: str, typed: str
) -> None:
    bench.open(identity)
    before = bench.entry(identity)
    bench.type(bench.row(name).editor.line, typed, leave=False)
    _close_lists()
    with monkeypatch.context() as patch:
        patch.setattr(bench.store, "write", _full)
        bench.session.veil(True)
        bench.until(lambda: bench.store.begun == {(identity, name): typed})
        QApplication.processEvents()
    bench.session.veil(False)
    assert bench.entry(identity) == before
    line = bench.row(name).editor.line
    assert line.text() == typed
    bench.room.activateWindow()
    line.setFocus()
    bench.until(line.hasFocus)
    bench.qtbot.keyClick(line, Qt.Key.Key_Tab)
    bench.until(lambda: bench.entry(identity) != before)
    assert bench.store.begun == {}


def test_a_text_that_has_to_wait_below_a_chip_and_is_then_refused_by_the_disk_is_a_draft(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.open("B1")
    editor = bench.row("cites").editor
    editor.box.widgets[0].click()
    bench.type(editor._open.rows[0].editor.text, "I never see my pay", leave=False)
    with monkeypatch.context() as patch:
        patch.setattr(bench.store, "write", _full)
        bench.session.veil(True)
        QApplication.processEvents()
    assert bench.store.begun == {("B1", "cites.0.quote"): "I never see my pay"}
    assert bench.entry("B1") == CARDS[1]


@pytest.mark.parametrize(("identity", "name", "typed"), [("p3", "label", "Firstborn"), ("B2", "when", "early 2019")])
def test_a_line_that_the_disk_refuses_is_put_away_and_there_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, identity: str, name: str, typed: str
) -> None:
    bench.open(identity)
    monkeypatch.setattr(bench.store, "write", _full)
    bench.type(bench.row(name).editor.line, typed)
    assert bench.row(name).editor.line.text() == typed
    assert bench.session.put_away() == ()
    assert bench.store.begun == {(identity, name): typed}
    other = again(bench)
    other.open(identity)
    assert other.row(name).editor.line.text() == typed


# -------------------------------------------------------------------------------------------------- hidden names


def test_a_draft_with_a_hidden_name_in_it_is_not_shown_and_not_lost(bench: Bench) -> None:
    bench.session.keep_draft("B2", "account", "Anna locks the door")
    bench.session.veil(True)
    bench.open("B2")
    editor = bench.row("account").editor
    assert editor.text.toPlainText() == ""
    assert editor.text.isReadOnly()
    assert "A name in this text is hidden" in editor._hint.text
    assert bench.session.attempt(commands.edit, "B2", title="checks her phone at night")
    assert editor.text.isReadOnly(), "another act does not open it"
    editor.text.setFocus()
    bench.qtbot.keyClicks(editor.text, "x")
    assert bench.session.put_away() == ()
    assert bench.store.begun == {("B2", "account"): "Anna locks the door"}
    bench.session.veil(False)
    assert bench.row("account").editor.text.toPlainText() == "Anna locks the door"


def test_what_is_being_typed_is_hidden_with_the_names_and_kept(bench: Bench) -> None:
    bench.open("B2")
    bench.type(bench.row("account").editor.text, "Anna locks the door", leave=False)
    bench.session.veil(True)
    assert "Anna" not in bench.row("account").editor.text.toPlainText()
    bench.until(lambda: bench.entry("B2").account == "Anna locks the door")
    editor = bench.row("account").editor
    assert editor.text.toPlainText() == "Mother locks the door"
    assert editor.text.isReadOnly()
    assert bench.store.begun == {}


def test_a_line_begun_with_a_hidden_name_in_it_is_not_shown(bench: Bench) -> None:
    bench.session.keep_draft("p3", "label", "Anna's eldest")
    bench.session.veil(True)
    bench.open("p3")
    line = bench.row("label").editor.line
    assert "Anna" not in line.text()
    assert line.isReadOnly()
    bench.session.drop_draft("p3", "label")
    assert bench.session.attempt(commands.edit, "p3", pronouns="he/him")
    assert not line.isReadOnly(), "with the draft gone the line is open again"


def _full(*_arguments: object, **_more: object) -> int:
    raise DiskFull


def _close_lists() -> None:
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.hide()
