"""The one window: from the door to a case and back, what is said of each act, hiding, locking, the keys."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget

from app import actions, theme
from app.casepage import CasePage
from app.keys import KeysPanel
from app.settings import Settings, read_settings, settings_file
from app.vault.cases import CasesRoom
from app.vault.door import Door
from app.vault.making import Made, Making
from app.vault.welcome import Welcome
from app.window import Window
from exports.finished.check import Checked, Hit
from mapping import commands
from mapping.casemap import CaseMap
from mapping.entries import Behaviour
from storage.vault import KeyCost, Vault
from tests.cases import published

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "copper lantern under seven rivers"
CASE = "open-01-after-prison"


@pytest.fixture
def case() -> CaseMap:
    return published(CASE)


@pytest.fixture
def vault(tmp_path: Path, case: CaseMap):
    made, _code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=KeyCost(64, 1, 1))
    made.add(case, "K")
    yield made
    made.close()


@pytest.fixture
def ended() -> list[str]:
    return []


@pytest.fixture(scope="module", autouse=True)
def dressed(qapp) -> None:
    theme.apply(qapp, theme.Theme())


@pytest.fixture
def window(qtbot, ended: list[str]):
    settings_file().unlink(missing_ok=True)
    made = Window(Settings(), lambda: ended.append("ended"))
    made.resize(1366, 768)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if theme.current() != theme.Theme():
        theme.apply(QApplication.instance(), theme.Theme())


@pytest.fixture
def page(window: Window, vault: Vault, case: CaseMap) -> CasePage:
    window.enter(vault)
    window.open_case(case.header.id)
    assert window.page is not None
    return window.page


def here(window: Window, kind: type[QWidget]) -> QWidget | None:
    return next((each for each in window.findChildren(kind) if each.isVisible()), None)


def seen(window: QWidget) -> str:
    return "\n".join(each.text() for each in window.findChildren(QLabel) if each.isVisible())


def button(window: QWidget, text: str) -> QPushButton:
    return next(each for each in window.findChildren(QPushButton) if each.isVisible() and each.text() == text)


def add(page: CasePage, title: str = "counts the coins in her purse") -> str:
    entry = commands.new_entry(page.session.case, "behaviour", title=title, by="p1")
    assert page.session.attempt(commands.add, entry)
    return entry.id


# -------------------------------------------------------------------------------------------- from page to page


def test_the_program_begins_at_the_door_of_the_vault_that_is_remembered(qtbot, vault: Vault) -> None:
    window = Window(Settings(vault=str(vault.folder)), lambda: None)
    qtbot.addWidget(window)
    window.show()
    assert here(window, Door) is not None
    assert window.windowTitle() == "Throughline"


def test_making_a_vault_leads_to_its_cases(window: Window, vault: Vault, tmp_path: Path) -> None:
    here(window, Welcome).wants_making.emit()
    making = here(window, Making)
    making.made.emit(Made(vault, tmp_path / "vault", True, "K. L."))
    assert here(window, CasesRoom) is not None
    assert vault.setting("who") == "K. L."
    assert read_settings().vault == str(tmp_path / "vault")


def test_a_vault_that_is_not_to_be_remembered_is_not(window: Window, vault: Vault, tmp_path: Path) -> None:
    window._begin(Made(vault, tmp_path / "elsewhere", False, "K"))
    assert read_settings().vault == ""


def test_a_case_is_opened_and_closed_again(window: Window, page: CasePage, case: CaseMap) -> None:
    assert case.header.title in seen(window)
    page.leave()
    assert here(window, CasesRoom) is not None
    assert window.page is None


def test_no_title_of_a_case_is_ever_in_the_title_bar(window: Window, page: CasePage) -> None:
    page.session.attempt(commands.rename, "The Venn family")
    assert window.windowTitle() == "Throughline"
    assert "The Venn family" in seen(window)


def test_a_case_that_cannot_be_read_leaves_the_list(window: Window, vault: Vault) -> None:
    window.enter(vault)
    window.open_case("no such case")
    assert here(window, CasesRoom) is not None
    assert "not in the vault" in seen(here(window, QDialog))


# ------------------------------------------------------------------------------------------------ acts are told


def test_an_act_is_told_with_its_time_and_taken_back_by_name(page: CasePage, vault: Vault, case: CaseMap) -> None:
    identity = add(page)
    assert "Saved: Add “" in page._status.text()
    assert vault.load(case.header.id).entry(identity) is not None
    undo = next(each for each in page.tabs.findChildren(QPushButton) if each.text().startswith("Undo: Add “"))
    undo.click()
    assert vault.load(case.header.id).entry(identity) is None
    assert not undo.isVisible()
    next(each for each in page.tabs.findChildren(QPushButton) if each.text().startswith("Redo: Add “")).click()
    assert vault.load(case.header.id).entry(identity) is not None


def test_a_refusal_says_why_and_goes_with_the_next_act(page: CasePage) -> None:
    entry = commands.new_entry(page.session.case, "behaviour", title="shouts", by="p2")
    assert not page.session.attempt(commands.add, entry)
    assert page.strip.isVisible()
    assert "cannot be given a behaviour" in page.strip.text
    assert "–  " in page.strip.text
    add(page)
    assert not page.strip.isVisible()


def test_how_much_of_the_map_is_shown_stands_at_the_foot(page: CasePage) -> None:
    shown = page.map.status_text()
    assert shown in page._status.text()
    assert "saved, encrypted" in page._status.text()
    page.map.zoom_in()
    assert f"{round(page.map.view.zoom * 100)} %" in page._status.text()


def test_names_give_way_to_roles_with_one_key(qtbot, window: Window, page: CasePage) -> None:
    page.session.attempt(commands.rename, "Mitch after prison")
    page.map.setFocus()
    qtbot.keyClick(page.map.view, Qt.Key.Key_F8)
    assert page.session.veiled
    assert page.header._title.text() == "This family"
    qtbot.keyClick(page.map.view, Qt.Key.Key_F8)
    assert "Mitch" in page.header._title.text()


def test_the_width_of_the_inspector_is_kept_with_the_vault(window: Window, page: CasePage, vault: Vault, case) -> None:
    total = sum(page._split.sizes())
    page._split.setSizes([total - 420, 420])
    page.leave()
    window.open_case(case.header.id)
    assert abs(window.page.inspector.width() - 420) < 8


def test_undo_by_key_reaches_the_case_from_a_field_with_nothing_of_its_own_to_undo(qtbot, window, page) -> None:
    identity = add(page)
    page.focus_quick_add()
    line = window.focusWidget()
    qtbot.keyClicks(line, "ab")
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == ""
    assert page.session.case.entry(identity) is not None
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.session.case.entry(identity) is None


# ------------------------------------------------------------------------------------------------ hide and lock


def test_one_key_blanks_the_window_and_closes_every_panel(qtbot, window: Window, page: CasePage, case) -> None:
    window.show_keys()
    assert here(window, KeysPanel) is not None
    window.hide_all()
    assert here(window, KeysPanel) is None
    assert case.header.title not in seen(window)
    assert not page.isVisible()
    window.hide_all()
    assert page.isVisible()


def test_what_is_hidden_cannot_be_changed_by_keys(qtbot, window: Window, page: CasePage) -> None:
    identity = add(page)
    window.hide_all()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_Question)
    assert here(window, KeysPanel) is None
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert page.isVisible()
    assert page.session.case.entry(identity) is not None


def test_hiding_waits_for_nothing_that_comes_in_meanwhile(window: Window, vault: Vault) -> None:
    window.hide_all()
    window.enter(vault)
    assert here(window, CasesRoom) is None
    window.hide_all()
    assert here(window, CasesRoom) is not None


def test_locking_closes_the_vault_and_ends_the_process(window: Window, page: CasePage, vault, ended, case) -> None:
    window.lock()
    assert ended == ["ended"]
    assert not vault.is_open
    assert case.header.title not in seen(window)


def test_locking_from_the_list_of_cases_ends_the_process_too(window: Window, vault: Vault, ended) -> None:
    window.enter(vault)
    window.lock()
    assert (ended, vault.is_open) == (["ended"], False)


def test_at_the_door_there_is_nothing_to_lock_and_no_keys_to_tell(window: Window, ended) -> None:
    window.lock()
    window.show_keys()
    assert ended == []
    assert here(window, KeysPanel) is None


def test_closing_the_window_lets_go_of_the_vault(window: Window, page: CasePage, vault: Vault) -> None:
    window.close()
    assert not vault.is_open


LOCKED = """
import os, sys
from PySide6.QtWidgets import QApplication
application = QApplication([])
from app import ending
ending._DOOR = sys.argv[1]
print("before", os.getpid(), flush=True)
ending.into_locked_window()
print("after")
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows starts another process instead")
def test_the_process_that_held_a_case_becomes_another_program(tmp_path: Path) -> None:
    door = tmp_path / "door.py"
    door.write_text("import os, sys; print('door', os.getpid(), *sys.argv[1:])")
    command = [sys.executable, "-c", LOCKED, str(door)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    before, after = done.stdout.splitlines()
    assert before.split() == ["before", after.split()[1]]
    assert after.split()[0] == "door"
    assert after.split()[2:] == ["--locked"], "and nothing else crosses over"


LEAVING = """
import os, signal, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from app.signals import Leaving
class Window(QWidget):
    def closeEvent(self, event):
        print("closed", flush=True)
application = QApplication([])
window = Window()
window.show()
Leaving(application)
QTimer.singleShot(0, lambda: os.kill(os.getpid(), int(sys.argv[1])))
print("ended", application.exec())
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows tells its windows to close in another way")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_the_window_closes_in_order_when_the_system_says_so(name: str) -> None:
    command = [sys.executable, "-c", LEAVING, str(int(getattr(signal, name)))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines() == ["closed", "ended 0"]


# ------------------------------------------------------------------------------------------------- look and keys


def test_text_grows_and_shrinks_by_keys_and_is_remembered(qtbot, window: Window) -> None:
    window.larger_text()
    assert (read_settings().text, theme.current().scale) == (125, 1.25)
    window.smaller_text()
    window.smaller_text()
    assert (read_settings().text, theme.current().scale) == (100, 1.0)


def test_colours_are_chosen_from_the_menu_and_remembered(window: Window, page: CasePage) -> None:
    window._view.show_ticks(window.settings)
    next(each for each in window._view.actions() if each.text() == "Dark").trigger()
    assert (read_settings().theme, theme.current().name) == ("dark", "dark")
    window._view.show_ticks(window.settings)
    assert next(each for each in window._view.actions() if each.text() == "Dark").isChecked()
    next(each for each in window._view.actions() if each.text() == "Light").trigger()


def test_every_key_is_told_and_none_stands_twice_in_one_place(qtbot, window: Window, page: CasePage) -> None:
    keys = [(act.where, QKeySequence(each).toString()) for act in actions.ACTS for each in act.keys]
    assert len(keys) == len(set(keys))
    assert "" not in [key for _, key in keys]
    inside = [key for place, key in keys if place != actions.EVERYWHERE]
    assert not {key for place, key in keys if place == actions.EVERYWHERE} & set(inside)
    window.show_keys()
    told = seen(here(window, KeysPanel))
    assert [act.help for act in actions.ACTS if act.help not in told] == []


def test_every_act_in_the_table_calls_something_that_is_there(window: Window, page: CasePage) -> None:
    for act in actions.ACTS:
        owner = window if act.where == actions.EVERYWHERE else page
        for name in filter(None, act.calls.split(".")):
            owner = getattr(owner, name)
        assert not act.calls or callable(owner)


def test_the_views_are_reached_by_keys(qtbot, window: Window, page: CasePage) -> None:
    page.map.setFocus()
    rooms = (page.map, page.outline, page.words, page.unknowns, page.language, page.report)
    keys = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6)
    for key, room in reversed(tuple(zip(keys, rooms, strict=True))):
        qtbot.keyClick(window.focusWidget() or page, key, Qt.KeyboardModifier.ControlModifier)
        assert room.isVisible()


def test_one_key_opens_help_with_what_is_selected_and_closes_it(qtbot, window: Window, page: CasePage) -> None:
    page.map.setFocus()
    page.session.select((page.session.case.of(Behaviour)[0].id,))
    qtbot.keyClick(window.focusWidget() or page, Qt.Key.Key_F1)
    assert page.help.isVisible()
    assert "Behaviour" in seen(page.help)
    qtbot.keyClick(page.help.field, Qt.Key.Key_F1)
    assert not page.help.isVisible()


def test_a_single_key_of_the_map_is_only_a_letter_elsewhere(qtbot, window: Window, page: CasePage) -> None:
    line = page.quick.findChildren(QWidget)[0]
    page.focus_quick_add()
    qtbot.keyClicks(window.focusWidget(), "fAll?")
    assert here(window, KeysPanel) is None
    assert line is not None
    assert page.session.case.of(Behaviour) == published(CASE).of(Behaviour)


def test_the_delete_key_takes_what_is_selected_off_the_map(qtbot, window: Window, page: CasePage) -> None:
    identity = add(page)
    page.session.select((identity,))
    page.map.setFocus()
    qtbot.keyClick(page.map.view, Qt.Key.Key_Delete)
    assert page.session.case.entry(identity) is None
    page.undo()
    assert page.session.case.entry(identity) is not None


def test_a_fault_of_the_program_is_told_once_and_without_values(qtbot, window: Window) -> None:
    for _ in range(3):
        window.fault_met.emit("ValueError at app.map.scene:1")
    qtbot.waitUntil(lambda: here(window, QDialog) is not None)
    assert "ValueError at app.map.scene:1" in seen(here(window, QDialog))
    assert len([each for each in window.findChildren(QDialog) if each.isVisible()]) == 1


# ------------------------------------------------------------------------------------------------------ reports


def chooser_of(qtbot, page: CasePage) -> QDialog:
    """The panel that asks where a document is to go; if wording is listed before, with a reason why it goes anyway."""
    room = page.report
    qtbot.waitUntil(lambda: room.listing or room.findChild(QDialog) is not None, timeout=60_000)
    if room.listing:
        room.before.reason.setText("the court wants it today")
        room.before.write.click()
    return room.findChild(QDialog)


def test_the_report_is_written_beside_the_work_from_the_case_as_it_is(qtbot, page: CasePage, tmp_path: Path) -> None:
    page.show_report()
    page.report.write_report()
    chooser = chooser_of(qtbot, page)
    chooser.chosen.emit(tmp_path / "report.pdf")
    qtbot.waitUntil(lambda: page.report.word.startswith("Written:"), timeout=60_000)
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
    count = len(pypdf.PdfReader(tmp_path / "report.pdf").pages)
    assert page.report.word == f"Written: {count} pages, at {tmp_path / 'report.pdf'}"
    chooser.reject()


def test_a_picture_is_what_its_name_says(qtbot, page: CasePage, tmp_path: Path) -> None:
    page.report.write_picture()
    chooser = chooser_of(qtbot, page)
    chooser.chosen.emit(tmp_path / "map.svg")
    qtbot.waitUntil(lambda: page.report.word.startswith("Written:"), timeout=60_000)
    assert "<svg" in (tmp_path / "map.svg").read_text("utf-8")
    chooser.reject()


@pytest.mark.parametrize("ask", ["write_report", "write_picture"])
def test_what_its_reader_may_not_have_is_looked_for_before_anything_is_written(
    qtbot, page: CasePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: str
) -> None:
    entry = page.session.case.ordered_entries[-1]
    found = Checked(hits=(Hit(entry.id, "a text", "page 1"),))
    monkeypatch.setattr("exports.finished.check.looked_through", lambda *_: found)
    getattr(page.report, ask)()
    chooser = chooser_of(qtbot, page)
    chooser.chosen.emit(tmp_path / "map.pdf")
    qtbot.waitUntil(lambda: "Nothing was written" in page.report.word, timeout=60_000)
    assert entry.id in page.report.word
    assert not (tmp_path / "map.pdf").exists()
    chooser.reject()


def test_a_document_is_not_put_into_a_vault(qtbot, page: CasePage, vault: Vault) -> None:
    page.report.write_picture()
    chooser = chooser_of(qtbot, page)
    chooser.chosen.emit(vault.folder / "map.svg")
    qtbot.waitUntil(lambda: "lies in a vault" in page.report.word, timeout=60_000)
    assert not (vault.folder / "map.svg").exists()
    chooser.reject()


def test_a_place_that_cannot_be_written_to_is_said_and_nothing_is_lost(qtbot, page: CasePage, tmp_path: Path) -> None:
    page.report.write_picture()
    chooser = chooser_of(qtbot, page)
    chooser.chosen.emit(tmp_path / "gone" / "map.svg")
    qtbot.waitUntil(lambda: "There is no folder" in page.report.word, timeout=60_000)
    assert list(tmp_path.glob("*.svg")) == []
    chooser.reject()
