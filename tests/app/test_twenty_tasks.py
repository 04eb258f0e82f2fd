"""Twenty tasks of a working day, and some more, each with nothing but keys: real key events on the real window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app import actions, theme
from app.history.room import HistoryPanel
from app.keys import KeysPanel
from app.settings import Settings
from app.window import Window
from mapping.casemap import CaseMap
from mapping.entries import Behaviour, ChildImpact
from storage.vault import Vault
from tests.app.rooms import words
from tests.cases import arrow, behaviour, case_of, child_impact, effort, family_impact, person
from tests.storage.sample import CHEAP, PASSPHRASE


def some_case() -> CaseMap:
    return case_of(
        behaviour("B1", "takes her wages", category="B07"),
        behaviour("B2", "questions Noor about where Amira went"),
        family_impact("L1", "home is about to be lost"),
        child_impact("I1", "does not sleep"),
        child_impact("I2", "believes it is to blame"),
        effort("E1", "agreed a code word"),
        person("p4", "child", label="Unborn child", name="Mika"),
        arrow("disrupts", "B1", "L1", "l1"),
        arrow("harms", "L1", "I1", "l2"),
    )


class Keyboard:
    """A worker's hands on the keys, and eyes on the window."""

    def __init__(self, qtbot, window: Window, vault: Vault) -> None:
        self.qtbot, self.window, self.vault = qtbot, window, vault

    @property
    def at(self) -> QWidget:
        """What the next key goes to."""
        found = QApplication.activePopupWidget() or QApplication.focusWidget() or self.window
        assert isinstance(found, QWidget)
        return found

    @property
    def session(self):
        assert self.window.page is not None
        return self.window.page.session

    def press(self, *keys: str) -> None:
        for key in keys:
            QTest.keySequence(self.at, QKeySequence(key))

    def act(self, identity: str) -> None:
        """Press the key that the panel of keys names for this act."""
        self.press(next(act.keys[0] for act in actions.ACTS if act.id == identity))

    def write(self, text: str) -> None:
        QTest.keyClicks(self.at, text)

    def go_to(self, name: str, limit: int = 80) -> None:
        """Press Tab until the keyboard is in the part with this name."""
        for _ in range(limit):
            QCoreApplication.processEvents()  # what was made by the key before is shown after it
            if self.at.accessibleName() == name:
                return
            QTest.keyClick(self.at, Qt.Key.Key_Tab)
        raise AssertionError(f"the Tab key does not come to “{name}”")

    def choose(self, identity: str) -> None:
        """Walk over the map until this card is selected."""
        self.press("Escape", "Home")
        for _ in range(40):
            if self.session.selection == (identity,):
                return
            QTest.keyClick(self.at, Qt.Key.Key_Tab)
        raise AssertionError(f"the keys do not come to {identity}")

    def titles(self, kind: type) -> list[str]:
        return [each.title for each in self.session.case.of(kind)]


@pytest.fixture(autouse=True)
def dressed(qapp) -> Iterator[None]:
    theme.apply(qapp, theme.Theme())
    yield
    theme.apply(qapp, theme.Theme())


@pytest.fixture
def at_cases(qtbot, tmp_path: Path) -> Iterator[Keyboard]:
    vault, _code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)
    vault.keep_setting("who", "R. Okafor")
    window = Window(Settings(vault=str(vault.folder)), lambda: None)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.enter(vault)
    yield Keyboard(qtbot, window, vault)
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def keys(at_cases: Keyboard) -> Keyboard:
    case = some_case()
    at_cases.vault.add(case, "R. Okafor")
    at_cases.window.open_case(case.header.id)
    return at_cases


def test_1_a_case_is_made(at_cases: Keyboard) -> None:
    at_cases.press("Return")
    at_cases.write("24-117")
    at_cases.press("Return")
    assert at_cases.session.case.header.title == "24-117"


def test_2_a_behaviour_is_added(keys: Keyboard) -> None:
    keys.act("quick")
    keys.write("locks her out at night")
    keys.press("Return")
    assert "locks her out at night" in keys.titles(Behaviour)


def test_3_an_effect_on_a_child_is_added(keys: Keyboard) -> None:
    keys.act("quick")
    keys.write("wets the bed again @Mika #impact")
    keys.press("Escape", "Return")
    assert "wets the bed again" in keys.titles(ChildImpact)


def test_4_two_cards_are_linked(keys: Keyboard) -> None:
    keys.choose("B2")
    keys.act("link")
    aimed = keys.window.page.map.scene.stage
    for _ in range(20):
        if aimed.aimed == "I2":
            break
        keys.press("Right")
    keys.press("Return")
    assert [link.to_id for link in keys.session.case.links_from("B2")] == ["I2"]


def test_5_what_an_arrow_says_is_changed(keys: Keyboard) -> None:
    keys.choose("L1")
    keys.act("link")
    for _ in range(20):
        if keys.window.page.map.scene.stage.aimed == "I2":
            break
        keys.press("Right")
    keys.press("Return")
    keys.press("Tab", "Return")
    assert [link.kind for link in keys.session.case.links_from("L1") if link.to_id == "I2"] == ["leads_to"]


def test_6_a_pathway_is_read(keys: Keyboard) -> None:
    keys.act("words")
    keys.qtbot.waitUntil(lambda: "does not sleep" in words(keys.window.page.words))
    said = " ".join(words(keys.window.page.words).split())
    assert "takes her wages" in said or "took her wages" in said


def test_7_who_told_us_is_said(keys: Keyboard) -> None:
    keys.choose("B1")
    keys.act("open")
    keys.go_to("Who says so")
    keys.write("the school nurse")
    keys.press("Down", "Return")
    keys.qtbot.waitUntil(lambda: len(keys.session.case.entry("B1").cites) == 1)


def test_8_a_behaviour_is_dated(keys: Keyboard) -> None:
    keys.choose("B1")
    keys.act("open")
    keys.go_to("When")
    keys.write("March 2025")
    keys.press("Tab")
    assert keys.session.case.entry("B1").when_said == "March 2025"


def test_9_an_act_is_taken_back_and_done_again(keys: Keyboard) -> None:
    keys.choose("E1")
    keys.act("remove")
    assert keys.session.case.entry("E1") is None
    keys.act("undo")
    assert keys.session.case.entry("E1") is not None
    keys.act("redo")
    assert keys.session.case.entry("E1") is None


def test_10_a_word_is_found(keys: Keyboard) -> None:
    keys.act("find")
    keys.write("code word")
    keys.qtbot.waitUntil(lambda: keys.window.page.finding.hits.rowCount() > 0)
    keys.press("Return")
    assert keys.session.selection == ("E1",)


def test_11_a_pathway_is_walked_along_its_arrows(keys: Keyboard) -> None:
    keys.choose("B1")
    keys.press("Right")
    assert keys.session.selection == ("L1",)
    keys.press("Right")
    assert keys.session.selection == ("I1",)
    keys.press("Left")
    assert keys.session.selection == ("L1",)


def test_12_a_card_is_moved(keys: Keyboard) -> None:
    keys.choose("B2")
    keys.press("Alt+Right", "Ctrl+Down")
    assert keys.session.case.entry("B2").position is not None


def test_13_a_card_is_given_other_words_where_it_stands(keys: Keyboard) -> None:
    keys.choose("B2")
    keys.act("rewrite")
    keys.press("Ctrl+A")
    keys.write("follows her to work")
    keys.press("Return")
    assert keys.session.case.entry("B2").title == "follows her to work"


def test_14_a_card_is_doubled(keys: Keyboard) -> None:
    keys.choose("I1")
    keys.act("duplicate")
    keys.press("Escape")
    assert keys.titles(ChildImpact).count("does not sleep") == 2


def test_15_the_map_is_arranged_anew(keys: Keyboard) -> None:
    keys.choose("B2")
    keys.press("Alt+Right")
    assert keys.session.case.entry("B2").position is not None
    keys.act("arrange")
    assert keys.session.case.entry("B2").position is None


def test_16_the_map_is_seen_nearer_farther_and_whole(keys: Keyboard) -> None:
    keys.press("Home")
    view = keys.window.page.map.view
    begun = view.zoom
    keys.act("in")
    assert view.zoom > begun
    keys.act("out")
    keys.act("out")
    assert view.zoom < begun
    keys.act("fit")
    box = view.mapFromScene(view.map_scene.paper).boundingRect()
    assert view.viewport().rect().adjusted(-2, -2, 2, 2).contains(box)


def test_17_a_report_is_come_to_and_its_reader_chosen(keys: Keyboard) -> None:
    keys.act("report")
    assert keys.window.page.report.isVisible()
    assert keys.window.page.report.isAncestorOf(keys.at)
    before = keys.at
    keys.press("Tab")
    assert keys.at is not before
    assert keys.window.page.report.isAncestorOf(keys.at)


def test_18_the_window_is_blank_at_once_and_comes_back(keys: Keyboard) -> None:
    keys.choose("B1")
    keys.act("hide")
    assert keys.window.hidden
    keys.act("hide")
    assert not keys.window.hidden
    keys.press("Right")
    assert keys.session.selection == ("L1",)


def test_19_names_give_way_to_roles(keys: Keyboard) -> None:
    keys.choose("B1")
    keys.act("veil")
    assert keys.session.veiled
    keys.act("veil")
    assert not keys.session.veiled


def test_20_everything_is_locked_from_a_field(keys: Keyboard) -> None:
    keys.act("quick")
    keys.write("half a thou")
    keys.act("lock")
    assert not keys.vault.is_open


def test_21_help_is_asked_for_read_and_left(keys: Keyboard) -> None:
    keys.choose("B1")
    keys.act("help")
    assert keys.window.page.help.isAncestorOf(keys.at)
    keys.act("help")
    assert not keys.window.page.help.isVisible()


def test_22_the_panel_of_keys_is_opened_and_closed_and_names_every_act(keys: Keyboard) -> None:
    keys.choose("B1")
    keys.act("keys")
    (panel,) = [each for each in keys.window.findChildren(KeysPanel) if each.isVisible()]
    named = words(panel)
    assert all(act.help in named for act in actions.ACTS)
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_23_what_can_be_done_with_a_card_is_asked_for_and_done(keys: Keyboard) -> None:
    keys.choose("E1")
    keys.act("menu")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    names = [each.text() for each in menu.actions() if not each.isSeparator()]
    assert "Remove" in names
    while menu.activeAction() is None or menu.activeAction().text() != "Remove":
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert keys.session.case.entry("E1") is None


def test_24_everything_is_made_larger_and_smaller_again(keys: Keyboard) -> None:
    keys.choose("B1")
    keys.act("larger")
    assert theme.current().scale > 1.0
    keys.act("smaller")
    assert theme.current().scale == 1.0


def test_25_each_room_is_come_to_by_its_key_and_has_the_keyboard(keys: Keyboard) -> None:
    for room in ("outline", "words", "unknowns", "language", "report", "map"):
        keys.act(room)
        shown = getattr(keys.window.page, room)
        assert shown.isVisible(), room
        assert shown is keys.at or shown.isAncestorOf(keys.at), room


def test_26_the_history_of_a_card_is_shown_and_closed(keys: Keyboard) -> None:
    keys.choose("B1")
    keys.act("card_history")
    (panel,) = [each for each in keys.window.findChildren(HistoryPanel) if each.isVisible()]
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_27_several_cards_are_selected_and_removed_together(keys: Keyboard) -> None:
    keys.choose("B1")
    keys.act("all")
    assert len(keys.session.selection) >= 6
    keys.act("remove")
    keys.go_to("Take it off")
    keys.press("Return")
    assert keys.session.case.entry("B1") is None


def test_28_the_case_is_left_and_opened_again_from_the_list(keys: Keyboard) -> None:
    keys.choose("B1")
    keys.act("cases")
    assert keys.window.page is None
    keys.press("Return")
    assert keys.window.page is not None


def test_29_only_what_is_near_is_seen_and_then_all_again(keys: Keyboard) -> None:
    keys.choose("I1")
    map_room = keys.window.page.map
    every = map_room.status_text()
    keys.act("near")
    assert map_room.status_text() != every
    keys.act("whole")
    assert map_room.status_text() == every


def test_30_the_panel_for_seeing_part_of_the_map_is_opened_and_left(keys: Keyboard) -> None:
    keys.choose("I1")
    keys.act("see")
    QCoreApplication.processEvents()
    assert keys.at is not keys.window.page.map.view
    keys.press("Escape")
    QCoreApplication.processEvents()
    assert keys.at is keys.window.page.map.view


def test_31_two_cards_are_selected_without_a_mouse_and_duplicated_together(keys: Keyboard) -> None:
    keys.choose("B1")
    keys.act("keep")
    keys.press("Down")
    assert len(keys.session.selection) == 2
    keys.act("duplicate")
    assert sorted(keys.titles(Behaviour)) == sorted(2 * ["takes her wages", "questions Noor about where Amira went"])


def test_32_the_record_is_made_wider_and_narrower(keys: Keyboard) -> None:
    keys.choose("B1")
    before = keys.window.page.inspector.width()
    keys.act("wider")
    wider = keys.window.page.inspector.width()
    assert wider > before
    keys.act("narrower")
    assert keys.window.page.inspector.width() < wider
