"""A vault that was opened for reading only: its case is shown, and no form looks as if it could be changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.chips import ChipButton
from app.openquestion import OpenQuestion
from app.quickadd.bar import QuickAddBar
from app.session import Session
from app.vault.cases import CasesRoom
from storage.errors import OpenForReading
from storage.vault import Vault
from tests.app.history_desk import WHO, HistoryDesk
from tests.app.inspecting import Bench, family
from tests.app.memory import MemoryStore
from tests.app.rooms import show, words
from tests.storage.sample import CHEAP, PASSPHRASE

_ACTS = ("Add a link…", "Take off the map…", "Add a person", "Add one", "Take away")


@pytest.fixture
def bench(qtbot) -> Bench:
    return Bench(qtbot, for_reading=True)


def unfold(bench: Bench) -> None:
    for fold in getattr(bench.room.sheet, "folds", ()) or (bench.room.sheet.fold,):
        fold.button.setChecked(True)


def takes_words(room: QWidget) -> list[str]:
    """The fields that something can be typed into or chosen in, by their names."""
    typed = [each for kind in (QLineEdit, QPlainTextEdit) for each in room.findChildren(kind) if not each.isReadOnly()]
    found = [each for each in (*typed, *room.findChildren(QComboBox)) if each.isVisible() and each.isEnabled()]
    return [each.accessibleName() for each in found]


@pytest.mark.parametrize("selected", [(), ("B1",), ("p2",), ("harms1",), ("B1", "B2")])
def test_the_form_takes_no_words_and_offers_no_act(bench: Bench, selected: tuple[str, ...]) -> None:
    bench.open(*selected)
    if len(selected) < 2:
        unfold(bench)
    assert takes_words(bench.room) == []
    assert not [each for each in _ACTS if each in words(bench.room).splitlines()]
    ticks = [each for each in bench.room.findChildren(ChipButton) if each.isCheckable() and each.isVisible()]
    assert not [each.words for each in ticks if each.isEnabled() and not each.accessibleName().startswith("Who says")]


def test_one_sentence_says_why(bench: Bench) -> None:
    bench.open("B1")
    assert words(bench.room).count(OpenForReading.sentence) == 1


def test_the_same_form_takes_words_where_the_vault_may_be_changed(qtbot) -> None:
    bench = Bench(qtbot)
    bench.open("B1")
    unfold(bench)
    assert len(takes_words(bench.room)) > 5
    assert "Take off the map…" in words(bench.room)
    assert OpenForReading.sentence not in words(bench.room)


def test_what_stands_in_the_fields_can_be_read_and_copied(bench: Bench) -> None:
    bench.open("B1")
    text = bench.row("account").editor.text
    assert text.toPlainText() == "Anna is left with nothing."
    text.setFocus()
    bench.qtbot.keyClicks(text, "more")
    assert text.toPlainText() == "Anna is left with nothing."
    bench.qtbot.keyClick(text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert text.textCursor().selectedText() == "Anna is left with nothing."


def test_a_field_in_which_nothing_stands_says_so(bench: Bench) -> None:
    bench.open("B2")
    unfold(bench)
    for name in ("toward", "cites", "release_to", "periods"):
        assert words(bench.row(name)).splitlines()[-1] == "not said", name


def test_a_question_is_asked_and_no_act_is_offered_with_it(bench: Bench) -> None:
    bench.open("B2")
    bench.until(lambda: bool(bench.room.findChildren(OpenQuestion)))
    assert all(not each.acts.widgets for each in bench.room.findChildren(OpenQuestion))


def test_delete_says_why_not_and_asks_nothing(bench: Bench) -> None:
    bench.open("B1")
    assert bench.room.ask_to_remove() is False


def test_the_line_for_adding_says_why_it_takes_nothing(qtbot) -> None:
    store = MemoryStore(family())
    store.is_for_reading = True
    session, told = Session(store, "c1", "worker", lambda: None), []
    session.failed.connect(told.append)
    bar = QuickAddBar(session)
    qtbot.addWidget(bar)
    assert not bar.line.isEnabled()
    assert bar.line.placeholderText() == "Nothing can be added here."
    bar.begin("behaviour")
    assert told == [OpenForReading.sentence]


def test_the_history_offers_neither_to_erase_nor_to_put_back(qtbot, tmp_path: Path) -> None:
    desk = HistoryDesk(qtbot, tmp_path / "vault")
    desk.edit("B1", account="He keeps the card.")
    offers = {"Erase this card for good…", "Erase what stood here before…", "Put this text back"}
    assert offers <= set(words(desk.open("B1")).splitlines())
    desk.vault.close()
    desk.vault = Vault.unlock(tmp_path / "vault", PASSPHRASE, reading=True)
    desk.session = Session(desk.vault, "c1", WHO, lambda: None)
    said = set(words(desk.open("B1")).splitlines())
    assert any("changed the words" in each for each in said)
    assert not offers & said
    desk.close()


def test_the_list_of_cases_opens_them_and_offers_no_change(qtbot, tmp_path: Path) -> None:
    changes = {"New case", "Rename", "Keep until…", "Delete", "Bring in a case file"}
    with Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)[0] as vault:
        vault.add(family(), WHO, "import")
        assert changes <= set(words(show(qtbot, CasesRoom(vault))).splitlines())
    with Vault.unlock(tmp_path / "vault", PASSPHRASE, reading=True) as vault:
        said = set(words(show(qtbot, CasesRoom(vault))).splitlines())
    assert "Open" in said
    assert not changes & said
