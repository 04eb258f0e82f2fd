"""What surrounds a case: keys that work from every panel, words for a trial, and a size that fits the screen."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog

from app import theme
from app.header import OneLine
from app.plain import Button, PlainLabel
from app.settings import Settings, settings_file
from app.vault.cases import CasesRoom
from app.window import Window
from storage.vault import KeyCost, Vault
from tests.cases import published

CASE = "open-01-after-prison"


@pytest.fixture
def ended() -> list[str]:
    return []


@pytest.fixture
def window(qtbot, tmp_path: Path, ended: list[str]):
    theme.apply(QApplication.instance(), theme.Theme())
    settings_file().unlink(missing_ok=True)
    vault, _code = Vault.create(tmp_path / "vault", "copper lantern under rivers", cost=KeyCost(64, 1, 1))
    vault.add(published(CASE), "K")
    made = Window(Settings(), lambda: ended.append("ended"))
    made.show()
    made.enter(vault, lent=True)
    made.open_case(CASE)
    yield made
    vault.close()
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def panel(window: Window) -> QDialog:
    return next(each for each in window.findChildren(QDialog) if each.isVisible())


def open_panels() -> list[QDialog]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]


@pytest.mark.parametrize("asked", ["show_keys", "report"])
def test_hiding_works_from_a_panel_and_leaves_nothing_to_read(window: Window, qtbot, asked: str) -> None:
    if asked == "report":
        window.page.show_report()
        room = window.page.report
        room.write_report()
        qtbot.waitUntil(lambda: room.listing or open_panels() != [], timeout=60_000)
        if room.listing:
            room.before.anyway.emit("the court wants it today")
    else:
        window.show_keys()
    there = panel(window)
    there.activateWindow()
    qtbot.keyClick(there, Qt.Key.Key_F9)
    assert window.hidden
    assert open_panels() == []


def test_locking_works_from_a_panel(window: Window, qtbot, ended: list[str]) -> None:
    window.show_keys()
    there = panel(window)
    there.activateWindow()
    qtbot.keyClick(there, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert ended == ["ended"]


def test_a_trial_says_that_nothing_of_it_is_kept(window: Window) -> None:
    words = " ".join(each.text() for each in window.findChildren(OneLine))
    assert "wiped when you close" in words
    assert "encrypted" not in words


def test_the_window_is_no_larger_than_the_screen(window: Window) -> None:
    room = window.screen().availableSize()
    assert window.width() <= room.width() and window.height() <= room.height()


def test_enter_presses_the_button_that_has_the_focus(qtbot) -> None:
    button, pressed = Button("Go on"), []
    button.clicked.connect(lambda: pressed.append(1))
    qtbot.addWidget(button)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        qtbot.keyClick(button, key)
    assert len(pressed) == 3


def test_the_roles_button_shows_that_names_are_hidden(window: Window, qtbot) -> None:
    button = next(each for each in window.findChildren(Button) if each.isVisible() and each.text().startswith("Roles"))
    plain = button.grab().toImage()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.page.session.veiled
    assert button.isChecked()
    assert button.grab().toImage().pixelColor(12, 8) != plain.pixelColor(12, 8)


def test_what_goes_along_is_shown_before_a_card_with_arrows_goes(window: Window) -> None:
    page = window.page
    page.map.wants_delete.emit(("B1",))
    assert "B1" in page.session.case.entries
    words = " ".join(each.text() for each in page.inspector.findChildren(PlainLabel))
    assert "Take this off the map? 2 things go with it" in words


def test_a_case_left_while_names_were_hidden_is_not_named_in_the_list(window: Window, qtbot) -> None:
    title = published(CASE).header.title
    window.page.turn_veil()
    window.page.leave()
    room = next(each for each in window.findChildren(CasesRoom) if each.isVisible())
    assert title not in shown_in(room)
    assert "Case 1" in shown_in(room)
    button = next(each for each in room.findChildren(Button) if each.isVisible() and each.text() == "Show the titles")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert title in shown_in(room)
    assert not button.isVisible()


def shown_in(room: CasesRoom) -> str:
    model = room.list.model()
    roles = [Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole]
    rows = [room.list.item(row) for row in range(model.rowCount())]
    return "\n".join(str(item.data(role)) for item in rows for role in (*roles, Qt.ItemDataRole.UserRole))


def test_escape_leads_from_the_add_line_back_to_the_map(window: Window, qtbot) -> None:
    window.activateWindow()
    window.page.focus_quick_add()
    field = QApplication.focusWidget()
    qtbot.keyClicks(field, "shouted")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert window.page.map.isAncestorOf(QApplication.focusWidget())
