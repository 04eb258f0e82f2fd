"""The first start, before there is a vault: what is told, what can be done, and what a locked screen does not say."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLineEdit

from app.commands.source import CommandError
from app.files import FileChooser
from app.settings import Settings, read_settings, settings_file
from app.vault.cases import CasesRoom
from app.vault.door import Door
from app.vault.making import Making
from app.vault.welcome import Welcome
from app.window import Window
from storage.vault import Vault
from tests.app.rooms import button, field, shown, words
from tests.storage.sample import CHEAP, PASSPHRASE


class Start:
    """Windows as the program opens them; `ended` and `left` count what the process would do."""

    def __init__(self, qtbot) -> None:
        self.qtbot, self.windows = qtbot, []
        self.ended: list[str] = []

    def window(self, settings: Settings | None = None, *, locked: bool = False) -> Window:
        made = Window(settings or read_settings(), lambda: self.ended.append("locked"), locked=locked)
        made.trial_left.connect(lambda: self.ended.append("left"))
        self.windows.append(made)
        with self.qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        return made


@pytest.fixture
def start(qtbot) -> Iterator[Start]:
    settings_file().unlink(missing_ok=True)
    made = Start(qtbot)
    yield made
    for window in made.windows:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settings_file().unlink(missing_ok=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)[0].close()
    return tmp_path / "vault"


def page(window: Window) -> Welcome:
    (found,) = shown(window, Welcome)
    return found


def test_the_first_start_says_what_this_is_and_offers_three_ways(start: Start) -> None:
    said = words(page(start.window()))
    for told in ("what the person who abuses does", "Make a vault", "Open a vault", "Look at the sample case"):
        assert told in said
    assert len([each for each in shown(page(start.windows[0]), type(button(start.windows[0], "Open a vault")))
                if each.property("primary")]) == 1  # fmt: skip


def test_the_enter_key_begins_to_make_a_vault_and_cancelling_comes_back(start: Start, qtbot) -> None:
    window = start.window()
    assert window.focusWidget() is button(window, "Make a vault")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert window.focusWidget() is field(window, "Your name or initials")
    button(window, "Cancel").click()
    assert shown(window, Making) == []
    assert window.focusWidget() is button(window, "Make a vault")


def test_all_three_ways_are_reached_with_the_tab_key(start: Start, qtbot) -> None:
    window, met = start.window(), []
    for _ in range(3):
        met.append(window.focusWidget().accessibleName())
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert met == ["Make a vault", "Open a vault", "Look at the sample case"]


def test_a_vault_that_is_opened_is_remembered_only_where_that_is_ticked(start: Start, qtbot, folder: Path) -> None:
    window = start.window()
    button(window, "Open a vault").click()
    chooser = window.findChild(FileChooser)
    line = chooser.findChild(QLineEdit)
    line.setText(str(folder))
    qtbot.keyClick(line, Qt.Key.Key_Return)
    (door,) = shown(window, Door)
    assert window.focusWidget() is field(door, "Passphrase")
    qtbot.keyClicks(field(door, "Passphrase"), PASSPHRASE)
    qtbot.keyClick(field(door, "Passphrase"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(window, CasesRoom) != [], timeout=20_000)
    assert read_settings().vault == ""
    assert read_settings().entered


@pytest.mark.parametrize("how", ["opened before", "just locked"])
def test_once_there_is_a_vault_the_screen_says_nothing_of_what_the_program_is_for(start: Start, how: str) -> None:
    window = start.window(Settings(entered=how == "opened before"), locked=how == "just locked")
    assert set(words(window).split("\n")) == {"Throughline", "Open a vault", "Make a vault"}
    assert window.focusWidget() is button(window, "Open a vault")


def test_the_sample_opens_and_nothing_of_it_stays_when_it_is_left(start: Start, qtbot) -> None:
    window = start.window()
    button(window, "Look at the sample case").click()
    qtbot.waitUntil(lambda: window.page is not None, timeout=30_000)
    assert "wiped when you close" in window.page._status.text()
    lent = window.vault.folder
    assert lent.exists()
    window.page.leave()
    button(window, "Leave this trial, and make a vault of your own").click()
    assert start.ended == ["left"]
    assert not lent.exists()
    assert not read_settings().entered, "the next start welcomes again"


@pytest.mark.parametrize("how", ["lock", "close"])
def test_nothing_of_the_sample_stays_after_a_lock_or_a_close(start: Start, qtbot, how: str) -> None:
    window = start.window()
    button(window, "Look at the sample case").click()
    qtbot.waitUntil(lambda: window.page is not None, timeout=30_000)
    lent = window.vault.folder
    getattr(window, how)()
    assert not lent.exists()


def test_a_sample_that_cannot_be_read_is_told_and_the_keyboard_stays(start: Start, qtbot, monkeypatch) -> None:
    def broken(*_what: object) -> None:
        raise CommandError("The sample is not whole. Fetch the program anew.")

    monkeypatch.setattr("app.vault.welcome.case_from", broken)
    window = start.window()
    look = button(window, "Look at the sample case")
    look.setFocus()
    look.click()
    qtbot.waitUntil(lambda: "not whole" in words(window), timeout=20_000)
    assert window.focusWidget() is look
    assert look.text() == "Look at the sample case"
