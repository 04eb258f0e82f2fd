"""The menu of the map: everything that can be done where one is, with its key, by pointer and by keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app.casepage import CasePage
from app.session import Session
from tests.app.map_hand import small_case
from tests.app.memory import MemoryStore
from tests.app.wording import Shelf


@pytest.fixture
def page(qtbot) -> CasePage:
    case = small_case()
    made = CasePage(Session(MemoryStore(case), case.header.id, "me", lambda: None), Shelf())
    qtbot.addWidget(made)
    made.resize(1500, 900)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.map.view.setFocus()
    return made


def by_keyboard(page: CasePage) -> QMenu:
    """The menu that the Menu key, or Shift and F10, opens."""
    middle = page.map.view.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, page.map.view.mapToGlobal(middle))
    QApplication.sendEvent(page.map.view.viewport(), event)
    return QApplication.activePopupWidget()


def offered(menu: QMenu) -> dict[str, str]:
    found = {action.text(): action.shortcut().toString() for action in menu.actions()}
    menu.close()
    return found


def test_the_menu_of_a_card_offers_all_that_can_be_done_with_it_and_tells_the_keys(page: CasePage) -> None:
    page.session.select(("B1",))
    found = offered(by_keyboard(page))
    assert found["Change the words"] == "F2"
    assert found["Duplicate"] == "Ctrl+D"
    assert {"Open", "Link to another card", "Evidence", "Remove", "History of this card"} <= found.keys()
    assert all(found.values())


@pytest.mark.parametrize(("key", "held"), [("Key_Menu", "NoModifier"), ("Key_F10", "ShiftModifier")])
def test_the_menu_opens_by_key_alone(page: CasePage, key: str, held: str) -> None:
    page.session.select(("B1",))
    QTest.keyClick(page.windowHandle(), getattr(Qt.Key, key), getattr(Qt.KeyboardModifier, held))
    assert "Change the words" in offered(QApplication.activePopupWidget())


def test_an_arrow_several_and_the_paper_have_menus_of_their_own(page: CasePage) -> None:
    page.session.select(("l1",))
    arrow = offered(by_keyboard(page))
    page.session.select(("B1", "B2"))
    several = offered(by_keyboard(page))
    page.session.select(())
    paper = offered(by_keyboard(page))
    assert "Change the words" not in {*arrow, *several, *paper}
    assert "Remove" in arrow and "Duplicate" not in arrow
    assert {"Duplicate", "Remove"} <= several.keys()
    assert {"Add by typing", "Select all", "Show the whole map"} <= paper.keys()


def test_the_menu_stands_beside_the_card_that_is_selected(page: CasePage) -> None:
    page.session.select(("B1",))
    menu = by_keyboard(page)
    at = page.map.hand.beside("B1")
    assert (menu.pos() - page.map.view.viewport().mapToGlobal(at)).manhattanLength() < 40
    menu.close()


def test_a_press_with_the_other_button_selects_what_is_under_it(page: CasePage) -> None:
    box = page.map.scene.box_of("V1")
    at = page.map.view.mapFromScene(box.x + 40, box.y + 10)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(at), page.map.view.viewport().mapToGlobal(at))
    QApplication.sendEvent(page.map.view.viewport(), event)
    assert page.session.selection == ("V1",)
    assert "Open" in offered(QApplication.activePopupWidget())


def test_open_in_the_menu_goes_to_the_record(qtbot, page: CasePage) -> None:
    page.session.select(("B1",))
    menu = by_keyboard(page)
    next(action for action in menu.actions() if action.text() == "Open").trigger()
    menu.close()
    assert page.inspector.isAncestorOf(QApplication.focusWidget())
