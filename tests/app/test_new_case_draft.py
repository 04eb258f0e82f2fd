"""A form for a new case that was half filled is there again after a lock, and nowhere but in the vault."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QComboBox

from app.settings import Settings, settings_file
from app.vault.cases import CasesRoom
from app.vault.newcase import NewCase
from app.window import Window
from storage.errors import DiskFull
from storage.vault import Vault
from tests.app.rooms import button, field, show, shown, words
from tests.storage.sample import CHEAP, PASSPHRASE

TITLE = "24-117, the Hartwell family"


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made, _code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)
    yield made
    made.close()


def form_in(room: CasesRoom) -> NewCase:
    (found,) = shown(room, NewCase)
    return found


def half_filled(room: CasesRoom) -> None:
    button(room, "New case").click()
    field(room, "What shall it be called?").setText(TITLE)
    field(room, "The children").setText("elder child, ba")
    box = next(each for each in shown(room, QComboBox) if each.accessibleName() == "Pronouns of the person who harms")
    box.setCurrentIndex(box.findData("they/them/their"))


def test_a_lock_keeps_what_was_begun_and_the_form_is_there_again(qtbot, vault: Vault) -> None:
    window = Window(Settings(), lambda: None)
    window.show()
    window.enter(vault)
    half_filled(shown(window, CasesRoom)[0])
    window.lock()
    assert not vault.is_open
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with Vault.unlock(vault.folder, PASSPHRASE) as again:
        room = show(qtbot, CasesRoom(again))
        assert field(room, "What shall it be called?").text() == TITLE
        assert field(room, "The children").text() == "elder child, ba"
        assert form_in(room).draft["his"] == "they/them/their"
        assert room.window().focusWidget() is field(room, "What shall it be called?")
        with qtbot.waitSignal(room.wants_open) as opened:
            button(room, "Begin").click()
        assert again.load(opened.args[0]).header.title == TITLE
        assert shown(show(qtbot, CasesRoom(again)), NewCase) == []


def test_it_lies_on_the_disk_unreadable_and_in_no_file_beside_the_vault(qtbot, vault: Vault) -> None:
    room = show(qtbot, CasesRoom(vault))
    half_filled(room)
    room.put_away()
    vault.close()
    files = [path for path in (*vault.folder.rglob("*"), *settings_file().parent.rglob("*")) if path.is_file()]
    assert files
    assert not [path for path in files if b"Hartwell" in path.read_bytes()]


def test_what_is_typed_is_kept_when_the_hand_pauses(qtbot, vault: Vault) -> None:
    room = show(qtbot, CasesRoom(vault))
    half_filled(room)
    qtbot.waitUntil(lambda: vault.setting("new case") == form_in(room).draft)


def test_opening_a_case_meanwhile_does_not_lose_it(qtbot, vault: Vault) -> None:
    room = show(qtbot, CasesRoom(vault))
    half_filled(room)
    room.bring_in()
    room._clear_desk()
    button(room, "New case").click()
    assert field(room, "What shall it be called?").text() == TITLE


@pytest.mark.parametrize("how", ["cancelled", "never touched"])
def test_a_form_that_was_given_up_or_never_touched_does_not_come_back(qtbot, vault: Vault, how: str) -> None:
    room = show(qtbot, CasesRoom(vault))
    if how == "cancelled":
        half_filled(room)
        room.put_away()
    else:
        button(room, "New case").click()
    button(room, "Cancel").click()
    assert shown(show(qtbot, CasesRoom(vault)), NewCase) == []
    button(room, "New case").click()
    assert field(room, "What shall it be called?").text() == ""


def test_while_names_are_hidden_it_waits_until_it_is_asked_for(qtbot, vault: Vault) -> None:
    room = show(qtbot, CasesRoom(vault))
    half_filled(room)
    room.put_away()
    later = show(qtbot, CasesRoom(vault, veiled=True))
    assert shown(later, NewCase) == []


def test_a_disk_that_will_not_take_it_is_told_in_the_form(qtbot, vault: Vault, monkeypatch) -> None:
    room = show(qtbot, CasesRoom(vault))
    half_filled(room)

    def refuse(*_what: object) -> None:
        raise DiskFull

    monkeypatch.setattr(vault, "keep_setting", refuse)
    room.put_away()
    assert str(DiskFull()) in words(room)
