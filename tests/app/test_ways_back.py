"""At the door of a vault that does not open: what is wrong is said, and the way back is one button away."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from app import seen
from app.seen import Seen
from app.settings import Settings
from app.vault import wayback
from app.vault.cases import CasesRoom
from app.vault.door import Door, Entered
from app.vault.older import Older
from app.window import Window
from storage.backup import backups, put_aside
from storage.errors import EmptyFile, NewerVault, WrongKeyOrDamaged
from storage.vault import Vault
from tests.storage.corpus import BY_NAME, CORPUS, make_vault
from tests.storage.sample import CHEAP, PASSPHRASE, Desk, small_case

BESIDE = ("a journal of long ago", "words as a journal", "stray -wal", "copy called vault (1).db")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_vault(tmp_path_factory.mktemp("sound") / "vault")


@pytest.fixture
def folder(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(seen, "settings_file", lambda: tmp_path / "config" / "settings.json")
    shutil.copytree(sound, tmp_path / "vault")
    return tmp_path / "vault"


def button(room, text: str) -> QPushButton | None:
    return next((each for each in room.findChildren(QPushButton) if each.text() == text and each.isVisible()), None)


def words(room) -> str:
    return "\n".join(each.text() for each in room.findChildren(QLabel) if each.isVisible())


def at_the_door(qtbot, folder: Path, secret: str = PASSPHRASE) -> Door:
    door = Door(folder)
    qtbot.addWidget(door)
    door.show()
    door._secret.setText(secret)
    button(door, "Open").click()
    qtbot.waitUntil(lambda: bool(door._word.text()), timeout=15000)
    return door


def press(qtbot, door: Door, text: str) -> Entered:
    with qtbot.waitSignal(door.opened, timeout=15000) as opened:
        button(door, text).click()
    return opened.args[0]


@pytest.mark.parametrize("wrong", CORPUS, ids=lambda wrong: wrong.name)
def test_for_every_wrong_file_the_last_good_backup_is_offered(folder: Path, wrong) -> None:
    wrong.spoil(folder)
    found = wayback.tried(folder, wayback.Secret(PASSPHRASE))
    assert isinstance(found, wayback.Refused)
    assert not found.may_be_secret
    if wrong.kind is NewerVault:
        assert found.good is None, "the vault is sound; a backup would take away what the newer program did"
    else:
        assert found.good is not None
        assert "act 2" in found.sentence


def test_the_last_good_backup_opens_with_one_button_and_says_as_of_when(qtbot, folder: Path) -> None:
    BY_NAME["nothing"].spoil(folder)
    door = at_the_door(qtbot, folder)
    assert EmptyFile.sentence in words(door)
    entered = press(qtbot, door, "Open the last good backup")
    with entered.vault as vault:
        assert vault.load("c1").entries["B1"].title == "hides the car"
        assert vault.check() == ()
        assert vault.head()[0] == 3, "that a backup was put back stands in the record"
        assert seen.behind(vault) is None
    assert "act 2" in entered.told
    assert (put_aside(folder)[0] / "vault.db").read_bytes() == b""


@pytest.mark.parametrize("name", BESIDE)
def test_what_does_not_belong_to_the_vault_is_put_aside_with_one_button(qtbot, folder: Path, name: str) -> None:
    BY_NAME[name].spoil(folder)
    door = at_the_door(qtbot, folder)
    entered = press(qtbot, door, "Put that aside and open")
    with entered.vault as vault:
        assert vault.check() == ()
    assert "put aside" in entered.told


def test_the_recovery_code_leads_back_too(folder: Path, tmp_path: Path) -> None:
    vault, code = Vault.create(tmp_path / "other", PASSPHRASE, cost=CHEAP)
    with vault:
        vault.add(small_case(), "worker")
        vault.back_up()
    (tmp_path / "other" / "vault.db").unlink()
    secret = wayback.Secret(code, is_code=True)
    found = wayback.tried(tmp_path / "other", secret)
    assert isinstance(found, wayback.Refused)
    assert found.good is not None
    wayback.put_back(tmp_path / "other", found.good, secret).vault.close()


def test_a_wrong_passphrase_is_offered_nothing(qtbot, folder: Path) -> None:
    door = at_the_door(qtbot, folder, "something else")
    assert "This passphrase does not open the vault." in door._word.text()
    assert "damaged" not in door._word.text()
    assert button(door, "Open the last good backup") is None
    assert button(door, "Put that aside and open") is None


def test_the_old_passphrase_is_a_wrong_one_although_old_backups_open_with_it(folder: Path) -> None:
    with Vault.unlock(folder, PASSPHRASE) as vault:
        vault.change_passphrase("a garden wall in rain", cost=CHEAP)
    found = wayback.tried(folder, wayback.Secret(PASSPHRASE))
    assert isinstance(found, wayback.Refused)
    assert found.sentence.startswith("This passphrase does not open the vault.")
    assert (found.good, found.may_be_secret) == (None, True)


def test_without_a_backup_to_compare_with_a_wrong_passphrase_and_damage_cannot_be_told_apart(folder: Path) -> None:
    shutil.rmtree(folder / "backups")
    found = wayback.tried(folder, wayback.Secret("something else"))
    assert isinstance(found, wayback.Refused)
    assert found.sentence == WrongKeyOrDamaged.sentence


def test_where_no_backup_is_good_it_is_said_where_to_look(folder: Path) -> None:
    shutil.rmtree(folder / "backups")
    BY_NAME["noise"].spoil(folder)
    found = wayback.tried(folder, wayback.Secret(PASSPHRASE))
    assert isinstance(found, wayback.Refused)
    assert found.good is None
    assert "second place" in found.sentence


def test_a_way_back_that_fails_is_said_and_the_door_stays(qtbot, folder: Path) -> None:
    BY_NAME["nothing"].spoil(folder)
    door = at_the_door(qtbot, folder)
    shutil.rmtree(folder / "backups")
    button(door, "Open the last good backup").click()
    qtbot.waitUntil(lambda: not door._work.busy and bool(door._word.text()), timeout=15000)
    assert door._open.isEnabled()
    assert button(door, "Open the last good backup") is None


# ---------------------------------------------------------------------------------------------------- rolled back


def test_an_older_vault_is_told_of_calmly_and_goes_on_after_a_word(qtbot, folder: Path) -> None:
    with Vault.unlock(folder, PASSPHRASE) as vault:
        page = Older(vault, Seen(318, "00"))
        qtbot.addWidget(page)
        page.show()
        qtbot.waitUntil(lambda: not page._work.busy, timeout=15000)
        assert "act 2" in words(page)
        assert "act 318 was seen here" in words(page)
        assert button(page, "Put that backup in its place") is None
        with qtbot.waitSignal(page.done):
            button(page, "Go on with this vault").click()
        with qtbot.waitSignal(page.leaving):
            button(page, "Lock").click()
        assert vault.head()[0] == 2


def test_a_backup_that_goes_further_is_offered(qtbot, folder: Path) -> None:
    before = (folder / "vault.db").read_bytes()
    with Vault.unlock(folder, PASSPHRASE) as vault:
        Desk(vault).edit("B1", title="the newest")
        vault.back_up()
        seq, fresh = vault.head()
    (folder / "vault.db").write_bytes(before)
    with Vault.unlock(folder, PASSPHRASE) as vault:
        page = Older(vault, Seen(seq, fresh.hex()[:16]))
        qtbot.addWidget(page)
        page.show()
        qtbot.waitUntil(lambda: button(page, "Put that backup in its place") is not None, timeout=15000)
        qtbot.waitUntil(lambda: not page._work.busy, timeout=15000)
        with qtbot.waitSignal(page.done, timeout=15000):
            button(page, "Put that backup in its place").click()
        assert vault.load("c1").entries["B1"].title == "the newest"


def opened_window(qtbot, folder: Path) -> Window:
    window = Window(Settings(), lambda: None)
    qtbot.addWidget(window)
    window.show()
    window._enter(Entered(Vault.unlock(folder, PASSPHRASE), folder, remember=False, told="As of 14:02."))
    return window


def test_the_window_asks_first_where_the_vault_is_older_and_looks_after_it_then(qtbot, folder: Path) -> None:
    before = (folder / "vault.db").read_bytes()
    with Vault.unlock(folder, PASSPHRASE) as vault:
        Desk(vault).edit("B1", title="the newest")
        seen.note(vault)
    (folder / "vault.db").write_bytes(before)
    kept = len(backups(folder))
    window = opened_window(qtbot, folder)
    (page,) = window.findChildren(Older)
    assert window._keeper is None, "no copy is made of it before the worker knows"
    qtbot.waitUntil(lambda: not page._work.busy, timeout=15000)
    button(page, "Go on with this vault").click()
    qtbot.waitUntil(lambda: window._keeper is not None and not window._keeper.busy, timeout=15000)
    assert window.findChildren(CasesRoom)
    assert seen.behind(window.vault) is None
    Desk(window.vault).edit("B1", title="and on")
    window.close()
    assert not window.vault.is_open
    assert len(backups(folder)) == kept + 1, "on closing; on opening there was one of this state already"


def test_a_vault_that_is_as_it_was_is_entered_at_once_and_what_there_is_to_say_is_said(qtbot, folder: Path) -> None:
    window = opened_window(qtbot, folder)
    assert window.findChildren(CasesRoom)
    assert any("As of 14:02." in words(each) for each in window.findChildren(QDialog))
    qtbot.waitUntil(lambda: not window._keeper.busy, timeout=15000)
    window.close()
