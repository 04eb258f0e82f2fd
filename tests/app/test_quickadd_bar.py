"""The line at the bottom: one typed line, one card; by real keys, and nothing typed is ever lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.chips import ChipButton
from app.quickadd.bar import QuickAddBar
from app.session import Session
from mapping.entries import Behaviour, ChildImpact, Person, ProtectiveEffort, Source
from tests.app.memory import MemoryStore
from tests.cases import behaviour, case_of, person, source

KEY = Qt.Key


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore(case_of(behaviour("B1", "took her wages"), source("s1", "housing", who="housing officer")))


@pytest.fixture
def session(qtbot, store: MemoryStore) -> Session:
    return Session(store, store.case.header.id, "me", lambda: None)


@pytest.fixture
def bar(qtbot, session: Session) -> QuickAddBar:
    made = QuickAddBar(session)
    qtbot.addWidget(made)
    made.resize(1000, 60)
    made.show()
    made.activateWindow()
    made.line.setFocus()
    qtbot.waitUntil(made.line.hasFocus)
    return made


def type_line(qtbot, bar: QuickAddBar, text: str) -> None:
    for letter in text:
        QTest.keyClick(bar.window().windowHandle(), letter)


def press(qtbot, bar: QuickAddBar, *keys: Qt.Key) -> None:
    """Keys as they come from the keyboard: to the open list first, else to what has the focus."""
    for key in keys:
        qtbot.keyClick(bar.window().windowHandle(), key)


def entries(session: Session, kind: type) -> list:
    return list(session.case.of(kind))


def offered(bar: QuickAddBar) -> list[str]:
    model = bar.line.popup.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())] if bar.line.popup.isVisible() else []


# -------------------------------------------------------------------------------------------------- one line


def test_a_line_becomes_a_card_with_all_it_says_and_the_card_is_selected(qtbot, bar, session: Session) -> None:
    type_line(qtbot, bar, "cancels her bus pass @mother #money ~ Feb 2026 !housing officer")
    assert bar.read.words == ("@Amira", "#Money", "~ Feb 2026", "!housing officer")
    press(qtbot, bar, KEY.Key_Return)
    made = session.case.entries[session.selection[0]]
    assert isinstance(made, Behaviour)
    assert (made.title, made.by, made.toward) == ("cancels her bus pass", "p1", ("p2",))
    assert (made.category, made.when, made.cites[0].source) == ("B07", "2026-02", "s1")
    assert (bar.line.text(), bar.read.words) == ("", ())


def test_one_line_is_one_act_with_the_source_it_names(qtbot, bar, session: Session, store: MemoryStore) -> None:
    type_line(qtbot, bar, "hides her keys !Jane from work")
    press(qtbot, bar, KEY.Key_Return)
    assert len(store.acts) == 1
    assert isinstance(session.case.entries[session.selection[0]], Behaviour)
    assert len(entries(session, Source)) == 2
    session.undo()
    assert len(entries(session, Source)) == 1


def test_what_is_missing_is_said_below_and_the_line_stays(qtbot, bar: QuickAddBar, session: Session) -> None:
    type_line(qtbot, bar, "hides her keys @nobody")
    press(qtbot, bar, KEY.Key_Escape, KEY.Key_Return)
    assert "Nobody on this map is called" in bar.word.text()
    assert bar.word.isVisible()
    assert bar.line.accessibleDescription() == bar.word.text()
    assert bar.line.text() == "hides her keys @nobody"
    assert len(entries(session, Behaviour)) == 1


def test_what_is_missing_is_not_said_while_one_is_still_typing(qtbot, bar: QuickAddBar) -> None:
    type_line(qtbot, bar, "the")
    assert not bar.word.isVisible()
    qtbot.waitUntil(bar.word.isVisible)


def test_when_the_disk_refuses_the_line_stays(qtbot, bar: QuickAddBar, session: Session, store: MemoryStore) -> None:
    type_line(qtbot, bar, "hides her keys")
    store.fails = True
    with qtbot.waitSignal(session.failed):
        press(qtbot, bar, KEY.Key_Return)
    assert bar.line.text() == "hides her keys"
    assert session.selection == ()


def test_enter_in_an_empty_line_does_nothing(qtbot, bar: QuickAddBar, session: Session, store: MemoryStore) -> None:
    press(qtbot, bar, KEY.Key_Return)
    assert store.acts == []


def test_a_chip_goes_back_to_its_words(qtbot, bar: QuickAddBar) -> None:
    type_line(qtbot, bar, "hides her keys @mother ~ Feb 2026")
    qtbot.mouseClick(bar.read.widgets[0], Qt.MouseButton.LeftButton)
    assert bar.line.selectedText().strip() == "@mother"


# ----------------------------------------------------------------------------------------------- completions


@pytest.mark.parametrize("keys", [(KEY.Key_Tab,), (KEY.Key_Down, KEY.Key_Return), (KEY.Key_Down, KEY.Key_Tab)])
def test_what_the_list_offers_is_taken_by_tab_or_by_down_and_enter(qtbot, bar, store: MemoryStore, keys) -> None:
    type_line(qtbot, bar, "hides her keys @Am")
    assert offered(bar)[0] == "Amira"
    press(qtbot, bar, *keys)
    assert bar.line.hasFocus()
    assert bar.line.text() == "hides her keys @Amira "
    assert offered(bar) == []
    assert store.acts == []
    press(qtbot, bar, KEY.Key_Return)
    assert len(store.acts) == 1


@pytest.fixture
def fresh(qtbot) -> QuickAddBar:
    """The line of a new case: labels, no names, no pronouns, no sources."""
    people = (person("p1"), person("p2", "survivor", label="Mother"), person("p3", "child", label="Elder child"))
    store = MemoryStore(case_of(*people, people=False))
    made = QuickAddBar(Session(store, store.case.header.id, "me", lambda: None))
    qtbot.addWidget(made)
    made.resize(1000, 60)
    made.show()
    made.activateWindow()
    made.line.setFocus()
    qtbot.waitUntil(made.line.hasFocus)
    return made


def test_enter_never_changes_who_told_us(qtbot, fresh: QuickAddBar) -> None:
    line = "takes her wages and leaves the rent unpaid #money @mother ~since October 2025 !housing officer"
    type_line(qtbot, fresh, line)
    assert offered(fresh) == ["housing officer or landlord"]
    press(qtbot, fresh, KEY.Key_Return)
    session = fresh.session
    assert [each.who for each in entries(session, Source)] == ["housing officer"]
    made = session.case.entries[session.selection[0]]
    assert (made.title, made.when) == ("takes her wages and leaves the rent unpaid", "2025-10/..")
    assert (fresh.line.text(), offered(fresh)) == ("", [])


def test_enter_puts_a_person_typed_in_part_on_the_map_as_read(qtbot, bar, store: MemoryStore) -> None:
    type_line(qtbot, bar, "hides her keys @Am")
    assert offered(bar)
    press(qtbot, bar, KEY.Key_Return)
    assert len(store.acts) == 1


def test_a_source_of_the_map_is_offered_once(qtbot, bar: QuickAddBar, session: Session) -> None:
    type_line(qtbot, bar, "hides her keys !police")
    press(qtbot, bar, KEY.Key_Return)
    type_line(qtbot, bar, "keeps her passport !pol")
    assert [words.casefold() for words in offered(bar)].count("police") == 1


def test_escape_closes_the_list_and_keeps_the_words_and_a_second_one_leaves(qtbot, bar: QuickAddBar) -> None:
    left: list[bool] = []
    bar.left.connect(lambda: left.append(True))
    type_line(qtbot, bar, "hides her keys @Am")
    press(qtbot, bar, KEY.Key_Escape)
    assert offered(bar) == []
    assert bar.line.hasFocus()
    assert left == []
    press(qtbot, bar, KEY.Key_Escape)
    assert left == [True]
    assert not bar.line.hasFocus()
    assert bar.line.text() == "hides her keys @Am"


def test_what_is_typed_out_needs_no_choosing(qtbot, bar: QuickAddBar, store: MemoryStore) -> None:
    type_line(qtbot, bar, "hides her keys #money")
    assert offered(bar) == []
    press(qtbot, bar, KEY.Key_Return)
    assert len(store.acts) == 1


def test_while_names_are_hidden_people_are_offered_and_read_by_role(qtbot, bar, session: Session) -> None:
    session.veil(True)
    type_line(qtbot, bar, "hides her keys @")
    assert {"Father", "Mother", "Elder child"} <= set(offered(bar))
    assert not {"Daniel", "Amira", "Noor"} & set(offered(bar))
    type_line(qtbot, bar, "mot")
    press(qtbot, bar, KEY.Key_Tab)
    assert bar.read.words == ("@Mother",)


def test_hiding_names_changes_what_is_shown_of_a_line_already_typed(qtbot, bar, session: Session) -> None:
    type_line(qtbot, bar, "hides her keys @mother")
    assert bar.read.words == ("@Amira",)
    session.veil(True)
    assert bar.read.words == ("@Mother",)


# ----------------------------------------------------------------------------------------------------- kinds


def test_a_chosen_kind_decides_and_stays_for_the_next_line(qtbot, bar: QuickAddBar, session: Session) -> None:
    bar.kinds.setFocus()
    while bar.kinds.kind != "protective_effort":
        qtbot.keyClick(bar.kinds, KEY.Key_Down)
    bar.kinds.activated.emit(bar.kinds.currentIndex())
    assert "meant to prevent" in bar.word.text()
    type_line(qtbot, bar, "agreed a code word @Noor")
    press(qtbot, bar, KEY.Key_Escape, KEY.Key_Return)
    assert [each.title for each in entries(session, ProtectiveEffort)] == ["agreed a code word"]
    assert bar.kinds.kind == "protective_effort"


def test_the_kind_that_was_read_is_shown_beside_the_line(qtbot, bar: QuickAddBar) -> None:
    type_line(qtbot, bar, "does not sleep @Noor #impact")
    assert bar.reading.kind == "child_impact"
    assert bar.kinds.accessibleDescription() == "What that does to a child"
    assert bar.kinds.kind == ""


def test_an_empty_place_of_the_map_begins_a_line_for_what_belongs_there(qtbot, bar, session: Session) -> None:
    bar.begin("child_impact", {"child": "p3"})
    type_line(qtbot, bar, "does not sleep")
    press(qtbot, bar, KEY.Key_Return)
    made = session.case.entries[session.selection[0]]
    assert isinstance(made, ChildImpact)
    assert (made.title, made.child) == ("does not sleep", "p3")
    assert bar.kinds.kind == "", "the kind was lent for one card"


def test_a_child_is_put_on_the_map_from_the_lane_of_the_children(qtbot, bar, session: Session) -> None:
    bar.begin("person", {"roles": "child"})
    type_line(qtbot, bar, "Younger child")
    press(qtbot, bar, KEY.Key_Return)
    made = session.case.entries[session.selection[0]]
    assert isinstance(made, Person)
    assert (made.label, made.roles) == ("Younger child", ("child",))


def test_a_group_of_behaviours_begins_a_line_with_its_category(qtbot, bar: QuickAddBar, session: Session) -> None:
    bar.begin("behaviour", {"category": "B07"})
    type_line(qtbot, bar, "keeps every receipt")
    press(qtbot, bar, KEY.Key_Return)
    made = session.case.entries[session.selection[0]]
    assert (made.title, made.category) == ("keeps every receipt", "B07")


def test_beginning_keeps_a_line_that_is_being_written(qtbot, bar: QuickAddBar) -> None:
    type_line(qtbot, bar, "keeps every receipt")
    bar.begin("gap")
    assert bar.line.text() == "keeps every receipt"
    assert bar.kinds.kind == "gap"


def test_escape_gives_a_lent_kind_back_and_leaves(qtbot, bar: QuickAddBar) -> None:
    bar.begin("gap")
    with qtbot.waitSignal(bar.left):
        press(qtbot, bar, KEY.Key_Escape)
    assert bar.kinds.kind == ""


# --------------------------------------------------------------------------------------------- nothing is lost


def test_an_unfinished_line_is_there_again_after_a_lock(qtbot, bar, session: Session, store: MemoryStore) -> None:
    type_line(qtbot, bar, "keeps every receipt")
    session.lock()
    assert (bar.line.text(), bar.read.words) == ("", ())
    again = QuickAddBar(Session(store, store.case.header.id, "me", lambda: None))
    qtbot.addWidget(again)
    assert again.line.text() == "keeps every receipt"
    assert again.reading.ready


def test_a_finished_line_is_not_there_again(qtbot, bar, session: Session, store: MemoryStore) -> None:
    type_line(qtbot, bar, "keeps every receipt")
    press(qtbot, bar, KEY.Key_Return)
    session.lock()
    assert store.begun == {}


@pytest.mark.parametrize("width", [600, 1000, 1500, 1900])
@pytest.mark.parametrize("marks", ["", "~ Feb 2026", "@mother #money ~ about Feb 2026 !the housing officer here"])
def test_the_line_keeps_its_room_whatever_was_read(qtbot, bar, width: int, marks: str) -> None:
    bar.resize(width, 60)
    type_line(qtbot, bar, f"hides her keys {marks}")
    qtbot.waitUntil(lambda: bar.read.isVisible() and bar.read.width() > 0)
    bar.layout().activate()
    assert bar.line.width() >= 0.6 * width
    top = bar.read.mapTo(bar, bar.read.rect().topLeft()).y()
    last = bar.read.widgets[-1].geometry()
    if width == 600 or "housing" in marks:
        assert top >= bar.line.geometry().bottom(), "on a line of its own"
    if width == 1900 and not marks:
        assert top < bar.line.geometry().bottom(), "beside the line"
    assert last.right() <= bar.read.width()
    assert bar.read.mapTo(bar, last.bottomRight()).x() <= width


def test_dates_stand_there_in_words_and_their_exact_form_in_the_tool_tip(qtbot, bar: QuickAddBar) -> None:
    type_line(qtbot, bar, "hides her keys ~2026-01~/2026-04~")
    assert bar.read.words == ("~ about Jan 2026 to about Apr 2026",)
    assert "2026-01~/2026-04~" in bar.read.widgets[0].toolTip()
    bar.line.clear()
    type_line(qtbot, bar, "hides her keys ~ in the 2010s")
    assert bar.read.words == ("~ in the 2010s",)
    assert "201X" in bar.read.widgets[0].toolTip()


# ------------------------------------------------------------------------------------------------- who did it


def way(bar: QuickAddBar, words: str) -> ChipButton:
    return next(each for each in bar.ways.widgets if isinstance(each, ChipButton) and each.words == words)


def test_he_is_left_out_and_the_line_shows_whom_it_left_out(qtbot, bar, session: Session) -> None:
    type_line(qtbot, bar, "he took her phone")
    assert bar.read.words == ("“he” → Daniel",)
    press(qtbot, bar, KEY.Key_Return)
    assert session.case.entries[session.selection[0]].title == "took her phone"


def test_he_can_be_left_in(qtbot, bar, session: Session) -> None:
    type_line(qtbot, bar, "he took her phone")
    bar.read.left_in.emit()
    assert bar.read.words == ()
    press(qtbot, bar, KEY.Key_Return)
    assert session.case.entries[session.selection[0]].title == "he took her phone"


def test_they_argued_is_asked_about_with_a_frame_to_fill(qtbot, bar, session: Session, store: MemoryStore) -> None:
    type_line(qtbot, bar, "they argued ~ Feb 2026")
    press(qtbot, bar, KEY.Key_Return)
    assert store.acts == []
    assert "Who did what?" in bar.word.text()
    way(bar, "The father ___ her").click()
    assert (bar.line.text(), bar.line.selectedText()) == ("___ her ~ Feb 2026", "___")
    type_line(qtbot, bar, "shouted at")
    press(qtbot, bar, KEY.Key_Return)
    made = session.case.entries[session.selection[0]]
    assert (made.title, made.when) == ("shouted at her", "2026-02")


def test_a_line_stays_as_typed_where_the_worker_insists_and_the_next_is_asked_about_again(
    qtbot, bar, session: Session, store: MemoryStore
) -> None:
    type_line(qtbot, bar, "they argued")
    press(qtbot, bar, KEY.Key_Return)
    way(bar, "Keep as typed").click()
    press(qtbot, bar, KEY.Key_Return)
    assert session.case.entries[session.selection[0]].title == "they argued"
    assert bar.ways.words == ()
    type_line(qtbot, bar, "they fought")
    press(qtbot, bar, KEY.Key_Return)
    assert len(store.acts) == 1


def test_what_she_did_is_made_an_effort_by_one_press(qtbot, bar, session: Session) -> None:
    type_line(qtbot, bar, "she hid the keys")
    press(qtbot, bar, KEY.Key_Return)
    way(bar, "Make it a protective effort").click()
    press(qtbot, bar, KEY.Key_Return)
    made = session.case.entries[session.selection[0]]
    assert isinstance(made, ProtectiveEffort)
    assert (made.title, made.by) == ("hid the keys", "p2")
