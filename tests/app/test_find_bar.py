"""Finding in the open case, by the keys that a worker has."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.find.bar import FindBar
from app.session import Session
from mapping import commands
from mapping.entries import Identifier
from tests.app.memory import MemoryStore
from tests.cases import arrow, behaviour, case_of, child_impact, family, source

KEY = Qt.Key


@pytest.fixture
def session(qtbot) -> Session:
    father, mother, child = family()
    mother = replace(mother, identifiers=(Identifier(type="address", value="12 Mill Lane"),))
    case = case_of(
        father, mother, child,
        behaviour("B1", "took her wages", account="Amira could not pay the rent."),
        behaviour("B2", "hid the wages slip"),
        child_impact("I1", "does not sleep"),
        source("s1", who="Sergeant Lowe"),
        arrow("harms", "B1", "I1", note="no wages, no school coat"),
        people=False,
    )  # fmt: skip
    return Session(MemoryStore(case), case.header.id, "me", lambda: None)


@pytest.fixture
def bar(qtbot, session: Session) -> FindBar:
    made = FindBar(session)
    qtbot.addWidget(made)
    made.resize(800, 300)
    made.show()
    return made


def shown(bar: FindBar) -> list[str]:
    return [bar.hits.at(row).title for row in range(bar.hits.rowCount())]


def places(bar: FindBar) -> str:
    return "\n".join(bar.hits.at(row).place for row in range(bar.hits.rowCount()))


def press(qtbot, bar: FindBar, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(bar.field, key)


def test_what_is_typed_is_found_with_the_place_where_it_stands(qtbot, bar: FindBar) -> None:
    qtbot.keyClicks(bar.field, "rent")
    assert shown(bar) == ["Took her wages"]
    assert "Amira could not pay the rent." in places(bar)
    assert bar.word.text() == "1 found"


def test_typing_alone_selects_nothing_and_the_arrow_keys_do(qtbot, bar: FindBar, session: Session) -> None:
    qtbot.keyClicks(bar.field, "wages")
    assert session.selection == ()
    press(qtbot, bar, KEY.Key_Down)
    first = session.selection
    press(qtbot, bar, KEY.Key_Down)
    assert first == (bar.hits.at(0).id,)
    assert session.selection == (bar.hits.at(1).id,)
    press(qtbot, bar, KEY.Key_Up)
    assert session.selection == first


def test_enter_goes_to_the_first_hit_then_to_the_next_and_round_again(qtbot, bar: FindBar, session: Session) -> None:
    qtbot.keyClicks(bar.field, "wages")
    seen = []
    for _ in range(bar.hits.rowCount() + 1):
        press(qtbot, bar, KEY.Key_Return)
        seen.append(session.selection)
    assert set(seen) == {("B1",), ("B2",), ("harms.B1.I1",)}
    assert seen[-1] == seen[0]


def test_an_arrow_is_found_by_its_note_and_shown_with_both_its_ends(qtbot, bar: FindBar, session: Session) -> None:
    qtbot.keyClicks(bar.field, "school coat")
    press(qtbot, bar, KEY.Key_Return)
    assert shown(bar) == ["Took her wages harms: does not sleep"]
    assert session.selection == ("harms.B1.I1",)


def test_escape_closes_and_the_words_are_still_there(qtbot, bar: FindBar) -> None:
    qtbot.keyClicks(bar.field, "wages")
    with qtbot.waitSignal(bar.closed):
        press(qtbot, bar, KEY.Key_Escape)
    assert not bar.isVisible()
    bar.show()
    assert shown(bar)
    assert bar.field.selectedText() == "wages"


def test_nothing_found_is_said(qtbot, bar: FindBar) -> None:
    qtbot.keyClicks(bar.field, "xylophone")
    assert bar.word.text() == "Nothing has these words"
    assert not bar.list.isVisible()


@pytest.mark.parametrize("name", ["Amira", "Daniel", "Noor", "Mill Lane", "Lowe"])
def test_hidden_names_are_neither_found_nor_shown(qtbot, bar: FindBar, session: Session, name: str) -> None:
    qtbot.keyClicks(bar.field, name)
    assert shown(bar)
    session.veil(True)
    assert shown(bar) == []
    qtbot.keyClicks(bar.field, name)
    assert "Amira" not in "\n".join((*shown(bar), places(bar)))
    assert "names are hidden" in bar.word.text()


@pytest.mark.parametrize("typed", ["Amira", "rent for ami", "Daniel, Noor"])
def test_what_was_typed_goes_when_names_are_hidden_and_no_undo_brings_it_back(
    qtbot, bar: FindBar, session: Session, typed: str
) -> None:
    qtbot.keyClicks(bar.field, typed)
    session.veil(True)
    assert bar.field.text() == ""
    bar.field.undo()
    assert bar.field.text() == ""


def test_a_name_typed_while_names_are_hidden_becomes_a_role_as_it_is_typed(qtbot, bar: FindBar, session) -> None:
    session.veil(True)
    qtbot.keyClicks(bar.field, "rent amira")
    assert bar.field.text() == "rent Mother"
    bar.field.undo()
    assert "mira" not in bar.field.text()


def test_a_name_that_comes_to_be_hidden_goes_from_the_line(qtbot, bar: FindBar, session: Session) -> None:
    session.veil(True)
    qtbot.keyClicks(bar.field, "Pebble")
    assert bar.field.text() == "Pebble"
    session.attempt(commands.edit, "p2", aliases=("Pebble",))
    assert bar.field.text() == ""


def test_while_names_are_hidden_what_is_found_is_told_by_role(qtbot, bar: FindBar, session: Session) -> None:
    session.veil(True)
    qtbot.keyClicks(bar.field, "rent")
    assert "Mother could not pay the rent." in places(bar)
    assert "Amira" not in "\n".join((*shown(bar), places(bar)))


def test_the_list_follows_the_case(qtbot, bar: FindBar, session: Session) -> None:
    qtbot.keyClicks(bar.field, "wages")
    press(qtbot, bar, KEY.Key_Down)
    chosen = session.selection
    other = "B2" if chosen == ("B1",) else "B1"
    session.attempt(commands.edit, other, title="counts every receipt")
    assert other not in [bar.hits.at(row).id for row in range(bar.hits.rowCount())]
    assert bar.hits.at(bar.list.currentIndex().row()).id == chosen[0]
    assert session.selection == chosen


def test_when_the_case_is_locked_nothing_of_it_stays(qtbot, bar: FindBar, session: Session) -> None:
    qtbot.keyClicks(bar.field, "wages")
    session.lock()
    assert (bar.field.text(), shown(bar)) == ("", [])


def test_a_screen_reader_hears_the_title_and_the_place(qtbot, bar: FindBar) -> None:
    qtbot.keyClicks(bar.field, "rent")
    spoken = bar.hits.data(bar.hits.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Took her wages. Behaviour")
    assert bar.field.accessibleName() == "Find in this case"
