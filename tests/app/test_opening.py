"""What opens a vault, as a worker meets it: backups that change with it, keys put back by hand, reading only."""

import shutil
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from app import seen
from app.opening import KEYS_CHANGED
from app.safekeeper import Safekeeper
from app.session import Session
from app.vault import wayback
from app.vault.care.backups import BackupsSection
from app.vault.care.passphrase import PassphraseSection
from app.vault.door import Door
from app.vault.rescue import Rescue
from app.vault.safeline import safety_words
from app.vault.wayback import Secret
from mapping import commands
from storage.backup import backups
from storage.errors import OpenForReading, OtherVault, ReadOnly, WrongKeyOrDamaged
from storage.vault import Vault
from tests.app.rooms import button, field, show, shown, words
from tests.storage.corpus import BY_NAME
from tests.storage.sample import CHEAP, PASSPHRASE, small_case

OTHER = "nine new words of tin"


@pytest.fixture(autouse=True)
def apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("storage.vault.calibrated", lambda: CHEAP)
    monkeypatch.setattr(seen, "settings_file", lambda: tmp_path / "config" / "settings.json")


@pytest.fixture
def vault(tmp_path: Path):
    made, code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)
    made.add(small_case(), "worker")
    (tmp_path / "code").write_text(code)
    for _ in range(2):
        made.back_up()
    yield made
    made.close()


@pytest.fixture
def folder(vault: Vault) -> Path:
    vault.close()
    return vault.folder


def focus_of(room: QWidget) -> QWidget | None:
    return room.window().focusWidget()


def offered(room: QWidget, text: str) -> bool:
    return any(each.text() == text for each in shown(room, QPushButton))


def opens(folder: Path, secret: str, way=Vault.unlock) -> bool:
    try:
        way(folder, secret).close()
    except WrongKeyOrDamaged:
        return False
    return True


def opened_by(vault: Vault, secret: str, way=Vault.unlock) -> list[bool]:
    return [opens(place, secret, way) for place in backups(vault.folder)]


# -------------------------------------------------------------------------------------------- the backups with it


@pytest.fixture
def section(qtbot, vault: Vault) -> PassphraseSection:
    made = show(qtbot, PassphraseSection(vault))
    qtbot.waitUntil(lambda: not made._looking.busy)
    return made


def change(qtbot, section: PassphraseSection, *, too: bool = True) -> None:
    button(section, "Change the passphrase").click()
    field(section, "The present passphrase").setText(PASSPHRASE)
    for name in ("The new passphrase", "The same once more"):
        field(section, name).setText(OTHER)
    (box,) = shown(section, QCheckBox)
    assert box.isChecked()
    box.setChecked(too)
    button(section, "Keep the new passphrase").click()
    qtbot.waitUntil(lambda: "is in force" in words(section) and not section._looking.busy)


def test_the_backups_change_with_the_passphrase_and_that_is_told_in_a_line(qtbot, section, vault: Vault) -> None:
    change(qtbot, section)
    assert "It opens the 2 backups too, and the old one opens none of them." in words(section)
    assert opened_by(vault, OTHER) == [True, True]
    assert opened_by(vault, PASSPHRASE) == [False, False]
    assert not offered(section, "Change the backups too")


def test_who_leaves_them_as_they_are_is_told_so_and_can_change_them_later(qtbot, section, vault: Vault) -> None:
    change(qtbot, section, too=False)
    assert "still open with the old one" in words(section)
    assert "2 backups may still open with an older passphrase" in words(section)
    assert opened_by(vault, PASSPHRASE) == [True, True]
    button(section, "Change the backups too").click()
    qtbot.waitUntil(lambda: not offered(section, "Change the backups too"))
    assert "opens the 2 backups too" in words(section)
    assert opened_by(vault, PASSPHRASE) == [False, False]


def test_a_second_place_that_is_away_is_named_and_offered_when_it_is_back(qtbot, vault: Vault, tmp_path: Path) -> None:
    stick, away = tmp_path / "stick", tmp_path / "away"
    stick.mkdir()
    vault.carry(stick)
    vault.choose_second_place(stick)
    stick.rename(away)
    section = show(qtbot, PassphraseSection(vault))
    change(qtbot, section)
    assert "The second place cannot be reached just now" in words(section)
    assert "Care of this vault" in words(section)
    away.rename(stick)
    section.look()
    qtbot.waitUntil(lambda: offered(section, "Change the backups too"))
    button(section, "Change the backups too").click()
    qtbot.waitUntil(lambda: not offered(section, "Change the backups too"))
    assert [opens(place, PASSPHRASE) for place in (stick / vault.name[:8]).iterdir()] == [False]


def test_after_a_rescue_the_backups_open_with_the_new_passphrase_and_the_new_code(qtbot, vault, tmp_path: Path) -> None:
    old = (tmp_path / "code").read_text()
    rescue = show(qtbot, Rescue(vault))
    for name in ("Passphrase", "The same once more"):
        field(rescue, name).setText(OTHER)
    button(rescue, "Keep the new passphrase").click()
    qtbot.waitUntil(lambda: rescue.currentWidget() is rescue.about)
    assert "opens the 2 backups too" in words(rescue)
    assert opened_by(vault, OTHER) == [True, True]
    button(rescue, "Make a new code").click()
    code = "-".join(rescue.recovery.part.code.text().split())
    with qtbot.waitSignal(rescue.done):
        rescue.recovery.done.emit()
    assert opened_by(vault, old, Vault.unlock_with_recovery) == [False, False]
    assert opened_by(vault, code, Vault.unlock_with_recovery) == [True, True]


def test_after_a_rescue_a_backup_that_the_old_code_still_opens_is_told_before_going_on(qtbot, vault, tmp_path) -> None:
    (tmp_path / "stick").mkdir()
    vault.carry(tmp_path / "stick")
    vault.choose_second_place(tmp_path / "stick")
    shutil.rmtree(tmp_path / "stick")
    rescue = show(qtbot, Rescue(vault))
    rescue._show_code()
    rescue.recovery.done.emit()
    qtbot.waitUntil(lambda: "second place cannot be reached" in words(rescue))
    assert not offered(rescue, "Make a new code")
    with qtbot.waitSignal(rescue.done):
        button(rescue, "Go on").click()


# ------------------------------------------------------------------------------------------ changed behind its back


def put_back_by_hand(vault: Vault) -> None:
    before = (vault.folder / "keys.json").read_bytes()
    vault.change_passphrase(OTHER, cost=CHEAP)
    vault.close()
    (vault.folder / "keys.json").write_bytes(before)


def test_at_the_door_it_is_said_once_that_the_keys_are_others(qtbot, vault: Vault) -> None:
    put_back_by_hand(vault)
    for told in (KEYS_CHANGED, ""):
        door = show(qtbot, Door(vault.folder))
        field(door, "Passphrase").setText(PASSPHRASE)
        with qtbot.waitSignal(door.opened) as opened:
            button(door, "Open").click()
        assert opened.args[0].told == told
        opened.args[0].vault.close()


def test_the_page_of_care_says_it_until_the_passphrase_was_changed(qtbot, vault: Vault) -> None:
    put_back_by_hand(vault)
    with Vault.unlock(vault.folder, PASSPHRASE) as again:
        section = show(qtbot, PassphraseSection(again))
        qtbot.waitUntil(lambda: "was found changed" in words(section))
        assert "not your doing" in words(section)
        change(qtbot, section)
        assert "was found changed" not in words(section)


# -------------------------------------------------------------------------------------------------- reading only


def refused(qtbot, folder: Path) -> Door:
    door = show(qtbot, Door(folder))
    field(door, "Passphrase").setText(PASSPHRASE)
    button(door, "Open").click()
    qtbot.waitUntil(lambda: bool(door._word.text()))
    return door


def no_right(_folder: Path) -> None:
    raise ReadOnly


def test_where_nothing_can_be_written_the_door_offers_to_read(qtbot, folder: Path, monkeypatch) -> None:
    monkeypatch.setattr("storage.lock.take", no_right)
    door = refused(qtbot, folder)
    assert "cannot be written to" in words(door)
    assert button(door, "Open for reading only").property("primary") is True
    assert button(door, "Open").property("primary") is False
    with qtbot.waitSignal(door.opened) as opened:
        button(door, "Open for reading only").click()
    with opened.args[0].vault as vault:
        assert vault.is_for_reading
        assert "reading only" in opened.args[0].told


def test_a_session_on_it_shows_the_case_and_refuses_acts_with_one_sentence(qtbot, folder: Path) -> None:
    with Vault.unlock(folder, PASSPHRASE, reading=True) as vault:
        session, told, ended = Session(vault, "c1", "worker", lambda: ended.append(True)), [], []
        session.failed.connect(told.append)
        assert not session.attempt(commands.edit, "B1", title="otherwise")
        assert told == [str(OpenForReading())]
        assert session.case.entries["B1"].title == "keeps the door key"
        assert session.lock() == ()
        assert ended == [True]


def test_the_cases_page_says_that_it_is_only_read_and_no_copy_is_tried(qtbot, folder: Path) -> None:
    kept = backups(folder)
    with Vault.unlock(folder, PASSPHRASE, reading=True) as vault:
        keeper = Safekeeper(vault)
        keeper.begin()
        qtbot.waitUntil(lambda: not keeper.busy)
        assert OpenForReading.sentence in safety_words(vault, vault.last_saved().saved)
    assert backups(folder) == kept


# -------------------------------------------------------------------------------------------------- another vault


def test_at_the_door_a_strange_backup_is_neither_offered_nor_put_back(folder: Path, tmp_path: Path) -> None:
    with Vault.create(tmp_path / "other", PASSPHRASE, cost=CHEAP)[0] as other:
        strange = folder / "backups" / "20270101T000000Z-0099"
        shutil.copytree(other.back_up(), strange)
    BY_NAME["nothing"].spoil(folder)
    own = backups(folder)[1]
    found = wayback.tried(folder, Secret(PASSPHRASE))
    assert found.good is not None
    assert found.good.place == own
    with pytest.raises(OtherVault):
        wayback.put_back(folder, wayback.Copy(strange, None, 0), Secret(PASSPHRASE))


def test_on_the_page_of_care_it_is_refused_in_a_sentence(qtbot, vault: Vault, tmp_path: Path) -> None:
    with Vault.create(tmp_path / "other", PASSPHRASE, cost=CHEAP)[0] as other:
        shutil.copytree(other.back_up(), vault.folder / "backups" / "20270101T000000Z-0099")
    section = show(qtbot, BackupsSection(vault))
    qtbot.waitUntil(lambda: section.list.count() == 3)
    section.list.setCurrentRow(0)
    for way in ("Try the chosen one", "Put the chosen one back"):
        button(section, way).click()
        if offered(section, "Put it in the vault’s place"):
            button(section, "Put it in the vault’s place").click()
        qtbot.waitUntil(lambda: str(OtherVault()) in words(section))
        section.say("")
    assert vault.load("c1")


# ---------------------------------------------------------------------------------------- the keyboard stays


def test_at_the_door_the_way_back_is_the_button_to_press(qtbot, folder: Path) -> None:
    BY_NAME["nothing"].spoil(folder)
    door = refused(qtbot, folder)
    assert button(door, "Open the last good backup").property("primary") is True
    assert button(door, "Open").property("primary") is False
    door._say("")
    assert button(door, "Open").property("primary") is True


@pytest.mark.skipif(sys.platform == "darwin", reason="there a click gives a button no focus")
def test_a_button_that_is_pressed_by_key_keeps_the_keyboard_while_it_works_and_after(qtbot, vault, tmp_path) -> None:
    section = show(qtbot, BackupsSection(vault))
    qtbot.waitUntil(lambda: section.list.count() == 2)
    work = section.work
    for name in ("Make a backup now", "Try the chosen one"):
        pressed = button(section, name)
        pressed.setFocus()
        qtbot.keyClick(pressed, Qt.Key.Key_Return)
        assert work.busy
        assert focus_of(section) is pressed
        assert pressed.isEnabled()
        qtbot.keyClick(pressed, Qt.Key.Key_Return)  # not heard
        qtbot.waitUntil(lambda: not work.busy and not section._reading.busy)
        assert focus_of(section) is pressed
    assert len(backups(vault.folder)) == 3
    put = button(section, "Put the chosen one back")
    put.click()
    assert focus_of(section) is button(section, "Leave the vault as it is")
    qtbot.keyClick(focus_of(section), Qt.Key.Key_Return)
    assert focus_of(section) is put


def test_the_second_place_keeps_the_keyboard_too(qtbot, vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    section = show(qtbot, BackupsSection(vault))
    part = section.second
    part.take(tmp_path / "stick")
    qtbot.waitUntil(lambda: not part._work.busy and part._copy.isVisible())
    part._copy.setFocus()
    qtbot.keyClick(part._copy, Qt.Key.Key_Return)
    assert part._work.busy
    assert focus_of(section) is part._copy
    qtbot.waitUntil(lambda: not part._work.busy)
    assert focus_of(section) is part._copy
    part._none.setFocus()
    qtbot.keyClick(part._none, Qt.Key.Key_Return)
    assert focus_of(section) is part._choose


def test_a_form_that_is_left_gives_the_keyboard_back_to_the_button_that_opened_it(qtbot, section) -> None:
    for name in ("Change the passphrase", "Make a new recovery code"):
        button(section, name).click()
        field(section, "The present passphrase").setFocus()
        leave = button(section, "Leave it as it is")
        leave.setFocus()
        qtbot.keyClick(leave, Qt.Key.Key_Return)
        assert focus_of(section) is button(section, name)
