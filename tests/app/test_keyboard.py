"""By keyboard alone: the Tab key comes to everything that can be used, whatever a page begins with."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.display import Page
from app.history.room import HistoryPanel
from app.settings import Settings
from app.tabbing import TabbedWindow
from app.ticks import Choice, Tick
from app.vault.cases import CasesRoom
from app.vault.newcase import Beginning, begun
from app.window import Window
from storage.vault import Vault
from tests.app.rooms import button, field, show, shown
from tests.storage.sample import CHEAP, PASSPHRASE, small_case


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made, _code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)
    made.keep_setting("who", "R. Okafor")
    yield made
    made.close()


@pytest.fixture
def window(qtbot, vault: Vault) -> Iterator[Window]:
    made = Window(Settings(vault=str(vault.folder)), lambda: None)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.enter(vault)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def round_by_tab(qtbot, window: QWidget, *, back: bool = False) -> list[str]:
    """The names of everything that the Tab key comes to, from where the keyboard is, once round."""
    key = Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab
    first, met = window.focusWidget(), []
    for _ in range(80):
        met.append(window.focusWidget().accessibleName())
        qtbot.keyClick(window.focusWidget(), key)
        if window.focusWidget() is first:
            break
    return met


def usable(window: QWidget) -> set[str]:
    return {each.accessibleName() for each in shown(window, QPushButton) if each.isEnabled()}


@pytest.mark.parametrize("back", [False, True])
def test_the_tab_key_goes_round_the_list_of_cases_and_the_line_above_it(qtbot, window, vault, back: bool) -> None:
    vault.add(begun(Beginning("24-117")), "R. Okafor")
    window.show_cases()
    met = round_by_tab(qtbot, window, back=back)
    assert {"Hide", "View", "Lock", "Cases", "New case", "Hand back…"} <= set(met)
    assert usable(window) <= set(met)
    assert len(met) == len(set(met))


def test_what_a_question_begins_with_does_not_hide_what_stands_before_it(qtbot, window: Window, vault) -> None:
    vault.add(begun(Beginning("24-117")), "R. Okafor")
    window.show_cases()
    room = shown(window, CasesRoom)[0]
    room.ask_delete(vault.cases()[0].id)
    assert window.focusWidget() is button(room, "Leave it as it is")
    assert "Delete it for good" in round_by_tab(qtbot, window)


def test_a_case_is_begun_filled_locked_and_handed_back_without_a_mouse(qtbot, window: Window, vault: Vault) -> None:
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert window.focusWidget() is field(window, "What shall it be called?")
    qtbot.keyClicks(window.focusWidget(), "24-117")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert window.page is not None
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    while window.focusWidget().accessibleName() != "Hand back…":
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert window.focusWidget() is field(window, "Passphrase of the package")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not vault.is_open


def test_everything_on_the_page_for_erasing_is_come_to(qtbot, window: Window, vault: Vault) -> None:
    vault.add(small_case(), "R. Okafor")
    window.open_case("c1")
    panel = HistoryPanel(window.page.session, vault, "B1", window.page)
    panel.open()
    panel.activateWindow()
    panel.ask_to_erase(whole=True)
    qtbot.waitUntil(lambda: shown(panel, QRadioButton) != [])
    panel.erasing.setFocus()
    met = round_by_tab(qtbot, panel)
    assert {"By whose decision?", "Leave it as it is"} <= set(met)
    assert any(each.startswith("For safety") for each in met)
    assert any(each.startswith("Delete the older backups") for each in met)
    panel.close()


def test_a_page_is_no_stop_where_its_parts_lead_through_it_and_is_one_where_they_do_not(qtbot) -> None:
    window, area, inside = TabbedWindow(), QScrollArea(), QWidget()
    column = QVBoxLayout(inside)
    first, tall, last = QPushButton("First"), QLabel("A long text"), QPushButton("Last")
    for part in (first, tall, last):
        column.addWidget(part)
    area.setAccessibleName("The page")
    area.setWidgetResizable(True)
    area.setWidget(inside)
    window.setCentralWidget(area)
    show(qtbot, window, high=300)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert window.focusWidget() is last
    tall.setMinimumHeight(2000)
    qtbot.waitUntil(lambda: inside.height() > 2000)
    qtbot.keyClick(last, Qt.Key.Key_Tab)
    assert window.focusWidget() is area


def test_bars_of_what_has_gone_do_not_stay_in_memory_because_the_tab_key_passed_by(qtbot) -> None:
    window, area, inside = TabbedWindow(), QScrollArea(), QWidget()
    column, rounds = QVBoxLayout(inside), 30
    column.addWidget(QPushButton("First"))
    area.setWidgetResizable(True)
    area.setWidget(inside)
    window.setCentralWidget(area)
    show(qtbot, window, high=300)
    before = bars()
    for _ in range(rounds):
        part = QScrollArea()
        column.addWidget(part)
        part.setFocus()
        qtbot.keyClick(part, Qt.Key.Key_Tab)
        part.deleteLater()
        del part
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert bars() < before + rounds


def bars() -> int:
    """How many scroll bars Python holds, whether they stand on a window or not."""
    gc.collect()
    return sum(type(each) is QScrollBar for each in gc.get_objects())


def test_no_window_but_its_own_is_ever_shown_while_the_list_of_cases_is_made(qtbot, qapp, vault: Vault) -> None:
    shows: list[str] = []

    class Eye(QObject):
        def eventFilter(self, thing: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(thing, QWidget) and thing.isWindow():
                shows.append(type(thing).__name__)
            return False

    eye = Eye()
    qapp.installEventFilter(eye)
    show(qtbot, CasesRoom(vault, lent=True))
    qapp.removeEventFilter(eye)
    assert shows == ["CasesRoom"]


# ------------------------------------------------------------------------------------------- things to tick


@pytest.mark.parametrize("kind", [Tick, Choice])
@pytest.mark.parametrize("name", theme.THEMES)
def test_a_thing_to_tick_is_seen_in_every_theme_ticked_or_not_and_with_the_keyboard(qtbot, kind, name: str) -> None:
    before = theme.current()
    theme.apply(QApplication.instance(), theme.Theme(name))
    page = Page()
    thing = kind("Something to choose")
    thing.setAutoExclusive(False)
    page.column.addWidget(thing)
    show(qtbot, page)

    def picture() -> set[str]:
        image = thing.grab().toImage()
        mark = ((x, y) for x in range(2, 24) for y in range(2, 24))
        return {image.pixelColor(x, y).name() for x, y in mark}

    plain = picture()
    assert theme.current().colour("ink").name() in plain
    thing.setChecked(True)
    assert picture() != plain
    theme.apply(QApplication.instance(), before)


@pytest.mark.parametrize("kind", [Tick, Choice])
def test_the_words_of_a_thing_to_tick_wrap_and_are_all_a_target(qtbot, kind) -> None:
    thing = kind("Delete the older backups too, once a fresh one is made, and tell whoever looks after them")
    qtbot.addWidget(thing)
    assert thing.heightForWidth(200) > thing.heightForWidth(800)
    thing.resize(200, thing.heightForWidth(200))
    thing.show()
    qtbot.mouseClick(thing, Qt.MouseButton.LeftButton, pos=thing.rect().center())
    assert thing.isChecked()
