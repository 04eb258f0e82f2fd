"""The words of the catalogue beside the map: dragged on it, or chosen with Enter; each is a card to be said further."""

import pytest
from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem

from app.casepage import CasePage
from app.catalogue.panel import CataloguePanel
from app.session import Session
from app.twolines import dress, fill
from app.wordmime import packed
from mapping.casemap import CaseMap
from mapping.errors import CaseError
from mapping.fromword import card_of_word
from mapping.vocabulary import load_vocabulary
from tests.app.map_hand import small_case
from tests.app.memory import MemoryStore
from tests.app.wording import Shelf
from tests.cases import case_of, person

KEY, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier


class Desk:
    """Somebody with the words of the catalogue beside the map."""

    def __init__(self, qtbot, case: CaseMap | None = None) -> None:
        case = case or small_case()
        self.store = MemoryStore(case)
        self.session = Session(self.store, case.header.id, "me", lambda: None)
        self.page = CasePage(self.session, Shelf())
        qtbot.addWidget(self.page)
        self.page.resize(1600, 900)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        self.page.hands.show_vocabulary()
        self.panel: CataloguePanel = self.page.findChild(CataloguePanel)

    def words(self) -> list[str]:
        return [self.panel.list.item(row).text().partition("\n")[0] for row in range(self.panel.list.count())]

    def drop(self, kind: str, key: str, at: QPointF) -> None:
        view, data = self.page.map.view, packed(kind, key)
        spot, move = view.mapFromScene(at), Qt.DropAction.CopyAction
        enter = QDragEnterEvent(spot, move, data, Qt.MouseButton.LeftButton, NONE)
        QApplication.sendEvent(view.viewport(), enter)
        assert enter.isAccepted()
        QApplication.sendEvent(view.viewport(), QDropEvent(QPointF(spot), move, data, Qt.MouseButton.LeftButton, NONE))

    def made(self):
        return self.session.case.entries[self.session.selection[0]]


@pytest.fixture
def desk(qtbot) -> Desk:
    return Desk(qtbot)


def test_a_word_that_is_let_fall_in_its_lane_is_a_card_there_and_its_words_wait(desk: Desk) -> None:
    lane = desk.page.map.scene.layout.lane("behaviour").box
    at = QPointF(lane.x + 60, lane.bottom - 10)
    desk.drop("behaviour", "B02", at)
    made = desk.made()
    assert (made.kind, made.category, made.by) == ("behaviour", "B02", "p1")
    assert abs(made.position.x + 24 - at.x()) <= 4
    assert [changes.act for changes in desk.store.acts] == ["add"]
    words = desk.page.map.hand.words
    assert words.is_open
    words.prose.text.selectAll()
    QTest.keyClicks(words.prose.text, "slapped her")
    QTest.keyClick(words.prose.text, KEY.Key_Return)
    assert desk.made().title == "slapped her"


def test_a_word_that_falls_elsewhere_lands_in_its_own_lane_all_the_same(desk: Desk) -> None:
    lane = desk.page.map.scene.layout.lane("behaviour").box
    desk.drop("protective_effort", "G1", QPointF(lane.x + 60, lane.y + 60))
    assert desk.made().position is None
    band = desk.page.map.scene.layout.lane("protective_effort").box
    box = desk.page.map.scene.box_of(desk.made().id)
    assert band.meets(box)


def test_what_falls_into_a_childs_frame_is_about_that_child(desk: Desk) -> None:
    frame = next(each for each in desk.page.map.scene.layout.children if each.child == "p4")
    desk.drop("child_impact", "I2", QPointF(frame.box.x + 40, frame.box.bottom - 10))
    assert (desk.made().child, desk.made().category) == ("p4", "I2")


def test_a_word_is_found_and_chosen_by_keys_alone(desk: Desk) -> None:
    search = desk.panel.search
    assert search.hasFocus()
    QTest.keyClicks(search, "money")
    assert any("money" in word.casefold() for word in desk.words())
    QTest.keyClick(search, KEY.Key_Down)
    assert desk.panel.list.hasFocus()
    QTest.keyClick(desk.panel.list, KEY.Key_Return)
    assert desk.made().kind in {"behaviour", "family_impact"}
    assert desk.page.map.hand.words.is_open


def test_the_words_of_another_kind_are_a_number_away(desk: Desk) -> None:
    desk.panel.list.setFocus()
    QTest.keyClick(desk.panel.list, KEY.Key_5)
    assert "Everyday care under control" in desk.words()


def test_words_that_nothing_fits_say_what_to_do(desk: Desk) -> None:
    QTest.keyClicks(desk.panel.search, "xyzzy")
    assert desk.words() == []
    assert desk.panel.word.isVisible()


def test_without_a_child_said_the_panel_asks_which(qtbot) -> None:
    case = case_of(person("p4", "child", label="Younger child", name="Mika"))
    with pytest.raises(CaseError, match="Which child"):
        card_of_word(case, load_vocabulary(), "child_impact", "I2")


def test_names_in_the_words_follow_the_veil_and_go_with_a_lock(desk: Desk) -> None:
    desk.session.veil(True)
    assert not any("Amira" in word for word in desk.words())
    desk.session.lock()
    assert desk.words() == []


def test_escape_puts_the_words_away_and_the_map_has_the_keyboard(desk: Desk) -> None:
    QTest.keyClick(desk.panel.search, KEY.Key_Escape)
    assert not desk.panel.isVisible()
    assert desk.page.map.view.hasFocus()


def test_where_the_panel_becomes_wider_each_word_follows_the_one_before(qtbot) -> None:
    lines = QListWidget()
    dress(lines)
    for number in range(6):
        lines.addItem(fill(QListWidgetItem(), f"A word that is long enough to be wrapped {number}", "x " * 40))
    qtbot.addWidget(lines)
    lines.resize(180, 400)
    lines.show()
    QCoreApplication.processEvents()
    lines.resize(500, 400)

    def follow() -> bool:
        boxes = [lines.visualItemRect(lines.item(row)) for row in range(6)]
        return [each.top() for each in boxes[1:]] == [each.bottom() + 1 for each in boxes[:-1]]

    qtbot.waitUntil(follow)
