"""The case as text: everything is there, in its place, by keys alone, and what changes moves nothing else."""

import gc
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit

from app.outline.model import OutlineModel
from app.outline.room import OutlineRoom
from app.outline.rows import Laid
from app.session import Session
from mapping import commands
from mapping.casemap import CaseMap, difference
from mapping.naming import Naming
from tests.app.memory import MemoryStore
from tests.cases import (
    PUBLISHED_NAMES,
    arrow,
    behaviour,
    case_of,
    cases,
    child_impact,
    effort,
    family_impact,
    one_of_every_kind,
    published,
    source,
)

KEY = Qt.Key


def small_case() -> CaseMap:
    return case_of(
        behaviour("B1", "took her wages", category="B07"),
        behaviour("B2", "hid the car keys"),
        family_impact("L1", "the rent is not paid"),
        child_impact("I1", "does not sleep"),
        effort("E1", "agreed a code word with Noor’s teacher"),
        source("s1"),
        arrow("disrupts", "B1", "L1"),
        arrow("answers", "E1", "B1"),
    )


@pytest.fixture
def session(qtbot) -> Session:
    case = small_case()
    return Session(MemoryStore(case), case.header.id, "me", lambda: None)


@pytest.fixture
def room(qtbot, session: Session) -> OutlineRoom:
    return opened(qtbot, session)


def opened(qtbot, session: Session) -> OutlineRoom:
    made = OutlineRoom(session)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.tree.setFocus()
    return made


def model_of(case: CaseMap, veiled: bool = False) -> OutlineModel:
    return OutlineModel(case, Naming(case, veiled), lambda *_: False)


TOP = QModelIndex()


def lines(model: OutlineModel, index: QModelIndex = TOP, depth: int = 0) -> list[str]:
    found = []
    for row in range(model.rowCount(index)):
        child = model.index(row, 0, index)
        found.append("  " * depth + str(child.data()))
        found.extend(lines(model, child, depth + 1))
    return found


def row_of(room: OutlineRoom, identity: str) -> QModelIndex:
    node = room.model.find(identity)
    assert node is not None
    return room.model.index_of(node)


def go_to(room: OutlineRoom, identity: str) -> None:
    room.tree.setCurrentIndex(row_of(room, identity))


def press(qtbot, room: OutlineRoom, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(room.tree, key)


# ------------------------------------------------------------------------------------------------ what is there


def test_lanes_hold_groups_and_groups_hold_entries_with_their_arrows(session: Session) -> None:
    assert lines(model_of(session.case))[:12] == [
        "What Daniel does",
        "  Money",
        "    Took her wages",
        "      disrupts the rent is not paid",
        "      is answered by agreed a code word with Noor’s teacher",
        "  Not yet sorted",
        "    Hid the car keys",
        "What that does to family life and her parenting",
        "  Effects on family life",
        "    The rent is not paid",
        "      is disrupted by took her wages",
        "What that does to each child",
    ]


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_every_entry_and_every_arrow_of_a_case_is_in_it(qtmodeltester, name: str) -> None:
    case = published(name)
    model = model_of(case)
    qtmodeltester.check(model)
    lines(model)
    assert all(model.find(each) is not None for each in (*case.entries, *case.links))


def test_every_kind_of_entry_has_a_place(qtmodeltester) -> None:
    case = one_of_every_kind()
    model = model_of(case)
    qtmodeltester.check(model)
    assert all(model.find(each) is not None for each in case.entries)


def test_an_empty_case_says_what_belongs_where_and_how_to_begin() -> None:
    found = "\n".join(lines(model_of(case_of())))
    assert "Begin with a usual week" in found
    assert "Nothing mapped yet. What do we know of how his behaviour reaches this child?" in found


def test_a_screen_reader_hears_the_kind_the_title_and_the_rest(room: OutlineRoom) -> None:
    spoken = row_of(room, "B1").data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Behaviour, Took her wages")
    assert room.tree.accessibleName()


# --------------------------------------------------------------------------------------------- rows come and go


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(cases(), cases())
def test_a_model_that_followed_a_change_is_as_one_made_anew(qapp, before: CaseMap, after: CaseMap) -> None:
    after = CaseMap(before.header, after.entries, after.links)
    model = model_of(before)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    lines(model)
    model.refresh(after, difference(before, after, "edit"), Naming(after, False))
    assert lines(model) == lines(model_of(after))
    model.show_only("a")
    model.show_only("")
    assert lines(model) == lines(model_of(after))
    assert tester.model() is model


def test_one_edit_touches_no_other_row(qtbot, room: OutlineRoom, session: Session) -> None:
    heard = []
    room.model.modelReset.connect(lambda: heard.append("reset"))
    room.model.rowsRemoved.connect(lambda *_: heard.append("removed"))
    room.model.rowsInserted.connect(lambda *_: heard.append("inserted"))
    room.tree.expand(row_of(room, "B1"))
    kept = QPersistentModelIndex(row_of(room, "B1"))
    session.attempt(commands.edit, "L1", title="the heating is off")
    assert heard == []
    assert kept.isValid()
    assert room.model.index(0, 0, row_of(room, "B1")).data() == "disrupts the heating is off"


def test_what_is_open_chosen_and_in_view_stays_when_others_change_the_case(qtbot, room, session: Session) -> None:
    room.resize(900, 200)
    go_to(room, "B2")
    room.tree.expand(row_of(room, "B1"))
    room.tree.verticalScrollBar().setValue(60)
    top = room.tree.verticalScrollBar().value()
    session.attempt(commands.edit, "B1", title="took all her wages")
    session.attempt(lambda case: commands.add(case, commands.new_entry(case, "gap", title="who pays the rent?")))
    assert top > 0
    assert room.tree.verticalScrollBar().value() == top
    assert room.tree.isExpanded(row_of(room, "B1"))
    assert session.selection == ("B2",)
    assert room.tree.currentIndex() == row_of(room, "B2")


def test_a_card_that_is_sorted_anew_is_still_chosen_and_open(qtbot, room: OutlineRoom, session: Session) -> None:
    room.tree.expand(row_of(room, "B1"))
    go_to(room, "B1")
    session.attempt(commands.edit, "B1", category="B02")
    assert session.selection == ("B1",)
    assert [index.data() for index in room.tree.selectionModel().selectedIndexes()] == ["Took her wages"]
    assert room.tree.isExpanded(row_of(room, "B1"))


def test_an_arrow_that_is_drawn_and_taken_back_comes_and_goes_at_both_ends(qtbot, room, session: Session) -> None:
    room.tree.expand(row_of(room, "B2"))
    before = lines(room.model)
    session.attempt(commands.link, "harms", "B2", "I1")
    assert "      harms does not sleep" in lines(room.model)
    assert "      is harmed by hid the car keys" in lines(room.model)
    session.undo()
    assert lines(room.model) == before


# ------------------------------------------------------------------------------------------------------ by keys


def test_the_arrow_keys_walk_and_select_everywhere(qtbot, room: OutlineRoom, session: Session) -> None:
    go_to(room, "B1")
    assert session.selection == ("B1",)
    press(qtbot, room, KEY.Key_Right, KEY.Key_Down)
    assert session.selection == ("disrupts.B1.L1",)
    press(qtbot, room, KEY.Key_Left)
    assert session.selection == ("B1",)


def test_what_is_selected_elsewhere_is_chosen_here_and_in_view(qtbot, room: OutlineRoom, session: Session) -> None:
    room.resize(900, 160)
    session.select(("s1",), "the map")
    assert room.tree.currentIndex() == row_of(room, "s1")
    assert room.tree.viewport().rect().intersects(room.tree.visualRect(row_of(room, "s1")))
    assert session.selection == ("s1",)


def test_an_arrow_selected_elsewhere_is_found_under_its_first_card(qtbot, room: OutlineRoom, session: Session) -> None:
    session.select(("disrupts.B1.L1",), "the map")
    assert room.tree.currentIndex().data() == "disrupts the rent is not paid"
    assert room.tree.currentIndex().parent() == row_of(room, "B1")


def test_delete_asks_for_what_is_selected_to_be_removed(qtbot, room: OutlineRoom) -> None:
    go_to(room, "B2")
    with qtbot.waitSignal(room.wants_delete) as asked:
        press(qtbot, room, KEY.Key_Delete)
    assert asked.args == [("B2",)]


def test_enter_asks_for_the_card_to_be_opened(qtbot, room: OutlineRoom) -> None:
    go_to(room, "L1")
    with qtbot.waitSignal(room.wants_open) as asked:
        press(qtbot, room, KEY.Key_Return)
    assert asked.args == ["L1"]


def test_insert_asks_for_something_new_where_one_is(qtbot, room: OutlineRoom) -> None:
    go_to(room, "B1")
    with qtbot.waitSignal(room.wants_new) as asked:
        press(qtbot, room, KEY.Key_Insert)
    assert asked.args == ["behaviour", {"category": "B07"}]
    go_to(room, "I1")
    with qtbot.waitSignal(room.wants_new) as asked:
        press(qtbot, room, KEY.Key_Insert)
    assert asked.args == ["child_impact", {"child": "p3"}]


# ---------------------------------------------------------------------------------------------------- retitling


def editor(room: OutlineRoom) -> QLineEdit | None:
    lines = [each for each in room.tree.viewport().findChildren(QLineEdit) if each.isVisible()]
    return lines[-1] if lines else None


def retitle(qtbot, room: OutlineRoom, identity: str, text: str) -> None:
    go_to(room, identity)
    press(qtbot, room, KEY.Key_F2)
    line = editor(room)
    line.selectAll()
    if text:
        qtbot.keyClicks(line, text)
    else:
        qtbot.keyClick(line, KEY.Key_Delete)
    qtbot.keyClick(line, KEY.Key_Return)
    qtbot.waitUntil(lambda: editor(room) is not line)


def test_a_title_is_written_anew_in_its_row_as_one_act(qtbot, room: OutlineRoom, session: Session) -> None:
    retitle(qtbot, room, "B2", "hid the spare keys too")
    assert session.case.entries["B2"].title == "hid the spare keys too"
    assert row_of(room, "B2").data() == "Hid the spare keys too"
    session.undo()
    assert row_of(room, "B2").data() == "Hid the car keys"


def test_a_title_that_was_emptied_stays_as_it_was(qtbot, room: OutlineRoom, session: Session) -> None:
    retitle(qtbot, room, "B2", "")
    assert session.case.entries["B2"].title == "hid the car keys"
    assert session.next_undo is None


def test_a_title_that_the_disk_refused_is_not_lost(qtbot, room: OutlineRoom, session: Session) -> None:
    session._store.fails = True
    retitle(qtbot, room, "B2", "hid the spare keys too")
    qtbot.waitUntil(lambda: editor(room) is not None and editor(room).text() == "hid the spare keys too")
    assert row_of(room, "B2").data() == "Hid the car keys"


def test_what_has_no_title_is_opened_instead(qtbot, room: OutlineRoom) -> None:
    go_to(room, "s1")
    with qtbot.waitSignal(room.wants_open):
        press(qtbot, room, KEY.Key_F2)
    assert editor(room) is None


# ------------------------------------------------------------------------------------------------ names, narrowing


def test_hidden_names_are_nowhere_and_cannot_be_come_by_through_a_title(qtbot, room, session: Session) -> None:
    assert "Noor" in "\n".join(lines(room.model))
    session.veil(True)
    everything = "\n".join(lines(room.model))
    assert not any(name in everything for name in ("Daniel", "Amira", "Noor"))
    go_to(room, "E1")
    press(qtbot, room, KEY.Key_F2)
    assert editor(room) is None
    assert row_of(room, "E1").data(Qt.ItemDataRole.EditRole) == ""


def test_the_line_above_shows_no_name_while_names_are_hidden(qtbot, room: OutlineRoom, session: Session) -> None:
    qtbot.keyClicks(room.narrowing, "noor")
    session.veil(True)
    assert room.narrowing.text() == ""
    assert lines(room.model) == lines(model_of(session.case, veiled=True))
    qtbot.keyClicks(room.narrowing, "noor")
    assert "noor" not in room.narrowing.text().casefold()
    assert all("noor" not in each.casefold() for each in lines(room.model))


def test_the_line_above_shows_only_what_has_its_words(qtbot, room: OutlineRoom, session: Session) -> None:
    qtbot.keyClicks(room.narrowing, "KEYS hid")
    assert lines(room.model) == ["What Daniel does", "  Not yet sorted", "    Hid the car keys"]
    qtbot.keyClick(room.narrowing, KEY.Key_Down)
    assert QApplication.focusWidget() in (room.tree, None)
    assert session.selection == ("B2",)
    qtbot.keyClicks(room.narrowing, " xylophone")
    assert lines(room.model) == []
    assert room._nothing.isVisible()
    qtbot.keyClick(room.narrowing, KEY.Key_Escape)
    assert lines(room.model) == lines(model_of(session.case))


def test_what_was_open_is_open_again_after_narrowing(qtbot, room: OutlineRoom, session: Session) -> None:
    room.tree.expand(row_of(room, "B1"))
    group = row_of(room, "L1").parent()
    room.tree.collapse(group)
    qtbot.keyClicks(room.narrowing, "car")
    qtbot.keyClick(room.narrowing, KEY.Key_Escape)
    assert room.tree.isExpanded(row_of(room, "B1"))
    assert not room.tree.isExpanded(row_of(room, "L1").parent())


def test_what_happened_out_of_sight_is_there_when_the_room_is_shown_again(qtbot, room, session: Session) -> None:
    room.hide()
    session.attempt(commands.edit, "B2", title="sold the car")
    session.veil(True)
    session.select(("B2",), "the map")
    room.show()
    assert lines(room.model) == lines(model_of(session.case, veiled=True))
    assert [index.data() for index in room.tree.selectionModel().selectedIndexes()] == ["Sold the car"]


def test_a_large_case_has_rows_of_one_line_and_says_the_rest_all_the_same(qtbot) -> None:
    title = "takes the wages and asks for each receipt, " * 6
    case = case_of(*(behaviour(f"B{number}", title) for number in range(1, 700)))
    room = opened(qtbot, Session(MemoryStore(case), case.header.id, "me", lambda: None))
    assert room.tree.visualRect(row_of(room, "B1")).height() < 40
    assert title.strip().casefold() in row_of(room, "B1").data(Qt.ItemDataRole.AccessibleTextRole).casefold()


def test_when_the_case_is_locked_nothing_of_it_stays(qtbot, room: OutlineRoom, session: Session) -> None:
    session.lock()
    assert lines(room.model) == []


def drawn(room: OutlineRoom) -> None:
    """Let every row be laid out and drawn."""
    QApplication.processEvents()
    room.tree.grab()


def laid_out(*others: Laid) -> list[Laid]:
    """The rows that are kept in lines, less these."""
    gc.collect()
    return [each for each in gc.get_objects() if type(each) is Laid and not any(each is other for other in others)]


def words_of(rows: list[Laid]) -> set[str]:
    return {text for each in rows for text, _height in each.lines}


def test_what_rows_said_long_ago_does_not_stay_in_memory(qtbot, room: OutlineRoom, session: Session) -> None:
    for number in range(300):
        session.attempt(commands.edit, "B1", title=f"took her wages on day {number}")
        drawn(room)
    days = {each for each in words_of(laid_out()) if "wages on day" in each}
    assert "Took her wages on day 299" in days
    assert len(days) <= 4 * len(lines(room.model))


@pytest.mark.parametrize("goes", [lambda session: session.lock(), lambda session: session.veil(True)])
def test_no_line_stays_that_may_not_be_shown_any_more(
    qtbot, session: Session, goes: Callable[[Session], object]
) -> None:
    others = laid_out()
    room = opened(qtbot, session)
    drawn(room)
    assert any("Noor" in each for each in words_of(laid_out(*others)))
    goes(session)
    drawn(room)
    assert not any("Noor" in each for each in words_of(laid_out(*others)))
