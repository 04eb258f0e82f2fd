"""The room of help, by the keys that a worker has, and the ways into it from a form."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from app import theme
from app.casepage import CasePage
from app.entrylink import EntryLink
from app.help.guide import GuidePage, Part, guide, read_page
from app.help.room import HelpRoom
from app.session import Session
from mapping.guidance import Topic, load_guidance
from mapping.naming import Naming
from tests.app.inspecting import Bench, family
from tests.app.memory import MemoryStore
from tests.app.wording import Shelf
from tests.cases import arrow, behaviour, case_of, child_impact

KEY = Qt.Key
NAMING = Naming(case_of(behaviour()), veiled=False)


@pytest.fixture
def room(qtbot) -> HelpRoom:
    made = HelpRoom(naming=NAMING)
    qtbot.addWidget(made)
    made.resize(380, 700)
    made.show()
    return made


def words(room: HelpRoom) -> str:
    return room.page.words()


def links(room: HelpRoom) -> list[str]:
    return [link.words for link in room.page.links]


def test_the_prompt_of_a_field_says_what_to_ask_an_example_and_what_to_take_care_of(room: HelpRoom) -> None:
    room.show_field("behaviour", "title")
    prompt = load_guidance().fields["behaviour"]["title"]
    assert "What he does" in words(room)
    assert "What would a camera have recorded Daniel doing?" in words(room)
    assert prompt.trap in words(room)
    assert "Daniel" not in prompt.example


def test_a_field_inside_a_list_and_a_common_field_have_their_own(room: HelpRoom) -> None:
    room.show_field("behaviour", "children.position")
    assert "Where was this child in it?" in words(room)
    room.show_field("goal", "recorded_as")
    assert "How did the file first put it?" in words(room)


def test_with_a_word_in_the_field_the_prompt_of_the_word_is_shown(room: HelpRoom) -> None:
    room.show_field("behaviour", "category", "B09")
    assert room.topic == Topic("word", "B09", "behaviour")
    room.show_field("behaviour", "frequency", "weekly")
    assert room.topic == Topic("field", "frequency", "behaviour")
    room.show_field("behaviour", "category", "our own word")
    assert room.topic == Topic("field", "category", "behaviour")


def test_without_a_field_it_is_about_the_kind_the_arrow_or_everything(room: HelpRoom) -> None:
    room.show_field("child_impact")
    assert room.topic == Topic("kind", "child_impact")
    room.show_field("link", "kind", "harms")
    assert room.topic == Topic("link", "harms")
    room.show_field("case")
    assert room.topic is None
    assert "Listening to a child" in links(room)


def test_typing_finds_and_enter_shows_the_first(qtbot, room: HelpRoom) -> None:
    qtbot.keyClicks(room.field, "strangled")
    assert links(room)[0] == "Physical violence"
    qtbot.keyClick(room.field, KEY.Key_Return)
    assert room.topic == Topic("word", "B02", "behaviour")
    assert "danger signs" in words(room)


def test_the_arrows_walk_through_what_was_found_and_back_to_the_line(qtbot, room: HelpRoom) -> None:
    room.activateWindow()
    room.field.setFocus()
    qtbot.keyClicks(room.field, "code word")
    qtbot.keyClick(room.field, KEY.Key_Down)
    first, second = room.page.links[:2]
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClick(first, KEY.Key_Down)
    qtbot.waitUntil(second.hasFocus)
    qtbot.keyClick(second, KEY.Key_Return)
    assert room.topic is not None


def test_up_from_the_first_goes_back_to_the_line(qtbot, room: HelpRoom) -> None:
    room.activateWindow()
    qtbot.keyClicks(room.field, "code word")
    qtbot.keyClick(room.field, KEY.Key_Down)
    qtbot.waitUntil(room.page.links[0].hasFocus, timeout=20_000)
    qtbot.keyClick(room.page.links[0], KEY.Key_Up)
    qtbot.waitUntil(room.field.hasFocus, timeout=20_000)
    qtbot.keyClicks(QApplication.focusWidget(), "s")
    assert room.field.text() == "code words"


def test_what_is_nowhere_says_what_to_try(qtbot, room: HelpRoom) -> None:
    qtbot.keyClicks(room.field, "xqzzyv")
    assert "Try the word" in words(room)


def test_back_goes_to_what_was_shown_before(qtbot, room: HelpRoom) -> None:
    room.show_field("link", "pathway")
    room.page.links[0].pressed.emit()
    assert room.topic == Topic("word", "P1", "pathway")
    room.page.links[0].pressed.emit()
    assert room.topic == Topic("word", "P1.1", "pathway")
    qtbot.keyClick(room, KEY.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.mouseClick(room.back, Qt.MouseButton.LeftButton)
    assert room.topic == Topic("field", "pathway", "link")
    assert room.back.isHidden()


def test_a_search_can_be_gone_back_to(qtbot, room: HelpRoom) -> None:
    qtbot.keyClicks(room.field, "marac")
    qtbot.keyClick(room.field, KEY.Key_Return)
    assert room.topic == Topic("term", "marac")
    room.go_back()
    assert room.field.text() == "marac"
    assert links(room)[0] == "MARAC"


def test_escape_closes_from_the_line_and_from_the_page(qtbot, room: HelpRoom) -> None:
    room.show_card("pivot")
    for widget in (room.field, room.area):
        room.show()
        with qtbot.waitSignal(room.closed):
            qtbot.keyClick(widget, KEY.Key_Escape)
        assert room.isHidden()


def test_a_card_asks_for_its_page_by_key(qtbot, room: HelpRoom) -> None:
    room.show_card("partnering")
    button = next(each for each in room.page.findChildren(type(room.back)) if "page" in each.text())
    with qtbot.waitSignal(room.wants_page) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == ["partnering"]


def test_it_speaks_of_roles_where_names_are_hidden_and_of_nobody_without_a_case(room: HelpRoom) -> None:
    room.show_card("partnering")
    assert "Amira" in words(room)
    room.speak_of(Naming(case_of(behaviour()), veiled=True))
    assert "Amira" not in words(room)
    room.speak_of(None)
    assert "the other parent" in words(room)
    assert room.topic == Topic("card", "partnering")


def test_the_catalogue_is_about_nobody_in_particular(room: HelpRoom) -> None:
    room.show_category("behaviour", "B11")
    listed = words(room).partition("In the catalogue")[2]
    assert "the other parent" in listed
    assert "Amira" not in listed


def test_every_page_is_plain_text_with_a_name_for_those_who_hear_it(room: HelpRoom) -> None:
    for show in (room.show_beginning, room.show_glossary, lambda: room.show_card("force")):
        show()
        assert room.area.accessibleName()
        assert room.area.accessibleDescription() == words(room)
        formats = {label.textFormat() for label in room.page.findChildren(QLabel)}
        assert formats == {Qt.TextFormat.PlainText}
        assert all(link.accessibleName() for link in room.page.findChildren(EntryLink))


def test_everything_fits_its_width_at_twice_the_size(qtbot, room: HelpRoom) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, theme.Theme("dark", 2.0))
    try:
        room.resize(480, 700)
        for show in (room.show_beginning, room.show_glossary, lambda: room.show_card("pivot")):
            show()
            qtbot.waitUntil(lambda: room.page.width() <= room.area.viewport().width())
    finally:
        theme.apply(application, theme.Theme())


# ---------------------------------------------------------------------------------------------------- ways into it


@pytest.fixture
def bench(qtbot) -> Bench:
    case = case_of(
        behaviour("B1", category="B07"), child_impact("I1"), arrow("harms", "B1", "I1", "L1"),
    )  # fmt: skip
    return Bench(qtbot, case)


def asked(bench: Bench) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    bench.room.wants_help.connect(lambda *what: found.append(what))
    return found


def test_the_form_asks_for_help_with_the_field_that_is_written_in(bench: Bench) -> None:
    found = asked(bench)
    bench.open("B1")
    line = bench.row("category").editor.line
    bench.room.activateWindow()
    line.setFocus()
    bench.until(line.hasFocus)
    bench.until(bench.room.more_help.isVisible)
    bench.room.more_help.click()
    assert found == [("behaviour", "category", "B07")]
    assert line.hasFocus()


def test_the_form_asks_by_the_name_in_a_case_file(bench: Bench) -> None:
    found = asked(bench)
    bench.open("I1")
    bench.room.sheet.heading.title.text.setFocus()
    bench.until(bench.room.sheet.heading.title.text.hasFocus)
    bench.room.ask_for_help()
    assert found == [("child_impact", "title", "")]


def test_without_a_field_the_form_asks_about_what_is_selected(bench: Bench) -> None:
    found = asked(bench)
    bench.open("B1")
    bench.room.ask_for_help()
    bench.open("L1")
    bench.room.ask_for_help()
    bench.open()
    bench.room.ask_for_help()
    assert found == [("behaviour", "", ""), ("link", "kind", "harms"), ("case", "", "")]


# -------------------------------------------------------------------------------------------- beside the other panes


def page_of(qtbot, wide: int) -> CasePage:
    made = CasePage(Session(MemoryStore(family()), "c1", "me", lambda: None), Shelf())
    qtbot.addWidget(made)
    made.resize(wide, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_in_a_wide_window_help_stands_beside_the_map_and_reads_well(qtbot) -> None:
    page = page_of(qtbot, 1600)
    page.show_help()
    assert page.map.isVisible()
    assert page.inspector.isVisible()
    assert page.help.width() >= page.help.sizeHint().width() - 2


def test_in_a_narrow_window_the_map_waits_until_help_is_closed(qtbot) -> None:
    page = page_of(qtbot, 860)
    page.show_help()
    assert not page.map.isVisible()
    assert page.inspector._area.widget().width() <= page.inspector._area.viewport().width()
    page.help.close_button.click()
    assert page.map.isVisible()


def test_choosing_a_view_in_a_narrow_window_closes_help_to_show_it(qtbot) -> None:
    page = page_of(qtbot, 860)
    page.show_help()
    page.show_unknowns()
    assert page.unknowns.isVisible()
    assert not page.help.isVisible()


# -------------------------------------------------------------------------------------------------- the guide


def test_the_guide_is_offered_at_the_beginning_and_read_in_the_panel(room: HelpRoom) -> None:
    room.show_beginning()
    assert "What keeps your cases safe, and what cannot" in links(room)
    next(link for link in room.page.links if link.words == "Using Throughline").pressed.emit()
    assert room.area.accessibleName() == "Using Throughline"
    assert "There is no save button." in words(room)
    assert "Using Throughline" not in links(room) and "What keeps your cases safe, and what cannot" in links(room)


@pytest.mark.parametrize("page", guide().values(), ids=lambda page: page.key)
def test_no_page_of_the_guide_shows_a_sign_that_is_meant_for_its_file(room: HelpRoom, page: GuidePage) -> None:
    shown = "\n".join(text for part in page.parts for text in part.texts)
    assert page.title and not [sign for sign in ("**", "](", "<!--", "| ---", "`") if sign in shown]


def test_the_search_finds_the_page_of_the_guide_that_has_the_words(room: HelpRoom, qtbot) -> None:
    room.show_beginning()
    qtbot.keyClicks(room.field, "laptop is lost")
    assert "What keeps your cases safe, and what cannot" in links(room)
    next(link for link in room.page.links if link.words.startswith("What keeps your cases safe")).pressed.emit()
    assert room.area.accessibleName() == "What keeps your cases safe, and what cannot"


def test_of_a_file_of_the_guide_every_kind_of_part_is_read() -> None:
    lists = "* first\n  goes on\n* second\n\n    typed here\n\n| a | b |\n| - | - |\n| **c** | d |\n"
    text = f"# A *title*\n\nOne\nline with [a link](x.md).\n\n{lists}"
    page = read_page("x", text)
    assert (page.title, page.parts) == (
        "A title",
        (
            Part("text", ("One line with a link.",)),
            Part("item", ("first goes on",)),
            Part("item", ("second",)),
            Part("typed", ("typed here",)),
            Part("row", ("c", "d")),
        ),
    )
