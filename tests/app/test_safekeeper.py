"""The vault's copies are looked after without a word: on opening, every so often, before much goes, and on closing."""

import shutil
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from app import safekeeper, seen
from app.moments import said_size, said_time
from app.safekeeper import Safekeeper
from app.vault.care.backups import BackupsSection
from app.vault.safeline import SafeLine, safety_words, second_place_word
from storage import backup
from storage.backup import backups
from storage.errors import TooLittleRoom
from storage.secondplace import SecondPlace, copies
from storage.vault import Vault
from tests.storage.sample import CHEAP, PASSPHRASE, Desk, remove, small_case

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(seen, "settings_file", lambda: tmp_path / "config" / "settings.json")
    made, _code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)
    made.add(small_case(), "worker")
    yield made
    made.close()


def kept(qtbot, vault: Vault, **how: int) -> Safekeeper:
    keeper = Safekeeper(vault, **how)
    keeper.begin()
    qtbot.waitUntil(lambda: not keeper.busy, timeout=15000)
    return keeper


def test_on_opening_a_copy_is_made_and_how_far_the_vault_goes_is_remembered(qtbot, vault: Vault) -> None:
    keeper = kept(qtbot, vault)
    assert len(backups(vault.folder)) == 1
    assert keeper.trouble == ""
    Desk(vault).edit("B1", title="not seen yet")
    assert seen.behind(vault) is None
    keeper.keep()
    qtbot.waitUntil(lambda: not keeper.busy, timeout=15000)
    assert len(backups(vault.folder)) == 2
    keeper.keep()
    qtbot.waitUntil(lambda: not keeper.busy, timeout=15000)
    assert len(backups(vault.folder)) == 2, "nothing changed since"


def test_every_so_often_a_vault_that_changed_is_copied(qtbot, vault: Vault) -> None:
    keeper = kept(qtbot, vault, every=20)
    Desk(vault).edit("B1", title="changed")
    qtbot.waitUntil(lambda: len(backups(vault.folder)) == 2, timeout=15000)
    keeper._timer.stop()
    qtbot.waitUntil(lambda: not keeper.busy, timeout=15000)


def test_the_window_lives_on_while_a_copy_is_made(qtbot, vault: Vault, monkeypatch) -> None:
    threads, real = [], backup.back_up
    monkeypatch.setattr(backup, "back_up", lambda *args: threads.append(threading.current_thread()) or real(*args))
    kept(qtbot, vault)
    assert threads
    assert threading.main_thread() not in threads


def test_before_several_entries_are_taken_out_and_before_a_case_goes_a_copy_is_made(qtbot, vault: Vault) -> None:
    kept(qtbot, vault)
    desk = Desk(vault)
    desk.edit("B1", title="kept in the copy")
    desk.do(remove(desk.case.links["L1"], *(desk.case.entries[each] for each in ("B1", "B2", "I1"))))
    assert len(backups(vault.folder)) == 2
    vault.forget_case("c1", "worker")
    newest, second = backups(vault.folder)[:2]
    with Vault.unlock(newest, PASSPHRASE) as before:
        assert before.load("c1") == desk.case
    with Vault.unlock(second, PASSPHRASE) as before:
        assert before.load("c1").entries["B1"].title == "kept in the copy"


def test_closing_copies_what_changed_and_makes_no_copy_of_what_did_not(qtbot, vault: Vault) -> None:
    kept(qtbot, vault)
    vault.close()
    assert len(backups(vault.folder)) == 1
    with Vault.unlock(vault.folder, PASSPHRASE) as again:
        kept(qtbot, again)
        again.keep_draft("c1", "B1", "account", "begun")
    assert len(backups(vault.folder)) == 2


def test_closing_waits_for_nobody_for_long(qtbot, vault: Vault, monkeypatch) -> None:
    kept(qtbot, vault)
    vault.keep_draft("c1", "B1", "account", "begun")
    stuck = threading.Event()
    monkeypatch.setattr(safekeeper, "_PATIENCE", 0.05)
    monkeypatch.setattr(Vault, "back_up_if_changed", lambda _self: stuck.wait(30))
    vault.close()
    assert not vault.is_open
    stuck.set()


def test_a_copy_that_cannot_be_made_is_told_and_holds_nothing_up(qtbot, vault: Vault, monkeypatch) -> None:
    def refuse(*_: object) -> None:
        raise TooLittleRoom

    monkeypatch.setattr(backup, "back_up", refuse)
    keeper = kept(qtbot, vault)
    assert keeper.trouble == TooLittleRoom.sentence
    assert TooLittleRoom.sentence in safety_words(vault, NOW)
    vault.forget_case("c1", "worker")
    assert vault.cases() == ()


def test_a_record_that_was_altered_long_ago_is_found_beside_the_work_and_told(qtbot, vault: Vault) -> None:
    desk = Desk(vault)
    for number in range(20):
        desk.edit("B1", title=f"step {number}")
    vault._opened.raw.execute("UPDATE journal SET who = 'another' WHERE seq = 2")
    vault.close()
    with Vault.unlock(vault.folder, PASSPHRASE) as again:
        keeper = Safekeeper(again)
        with qtbot.waitSignal(keeper.alarmed, timeout=15000) as alarm:
            keeper.begin()
        assert "earlier backups" in alarm.args[0]
        assert again.load("c1").entries["B1"].title == "step 19"


def test_the_second_place_gets_each_copy_and_its_absence_stops_nothing(qtbot, vault: Vault, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    vault.carry(stick)
    vault.choose_second_place(stick)
    keeper = kept(qtbot, vault)
    assert next(each.name for each in copies(stick, vault.name)) == backups(vault.folder)[0].name
    shutil.rmtree(stick)
    Desk(vault).edit("B1", title="while it was away")
    keeper.keep()
    qtbot.waitUntil(lambda: not keeper.busy, timeout=15000)
    assert keeper.trouble == ""
    stick.mkdir()
    keeper.keep()
    qtbot.waitUntil(lambda: not keeper.busy, timeout=15000)
    assert next(each.name for each in copies(stick, vault.name)) == backups(vault.folder)[0].name


# ----------------------------------------------------------------------------------------------------- what is said


def test_the_line_under_the_cases_says_what_was_saved_and_what_is_missing(qtbot, vault: Vault) -> None:
    kept(qtbot, vault)
    line = SafeLine(vault)
    qtbot.addWidget(line)
    assert "act 1" in line.text()
    assert "Last backup" in line.text()
    assert "only copies of this vault are on this computer" in line.text()


def test_a_vault_that_is_only_lent_is_not_asked_for_a_second_place(vault: Vault) -> None:
    assert "copies" not in safety_words(vault, NOW)


def test_the_second_place_is_asked_for_when_it_was_away_for_a_week() -> None:
    def word(days: float) -> str:
        return second_place_word(SecondPlace(Path("/x"), NOW - timedelta(days=days)), NOW)

    assert word(6.9) == ""
    assert "15 November" in word(7)
    assert "not been reached" in second_place_word(SecondPlace(Path("/x")), NOW)


def test_times_and_sizes_are_said_as_people_say_them() -> None:
    assert said_time(NOW - timedelta(hours=1), NOW) == "14:00 today"
    assert said_time(NOW - timedelta(days=1), NOW) == "15:00 on 21 November"
    assert said_time(NOW - timedelta(days=400), NOW) == "15:00 on 18 October 2025"
    assert [said_size(size) for size in (5, 2048, 1024 * 1024 * 3 // 2)] == ["5 bytes", "2 KB", "1.5 MB"]


# ---------------------------------------------------------------------------------------------------- page of care


@pytest.fixture
def section(qtbot, vault: Vault) -> BackupsSection:
    vault.back_up()
    Desk(vault).edit("B1", title="hides the car")
    vault.back_up()
    part = BackupsSection(vault)
    qtbot.addWidget(part)
    part.show()
    qtbot.waitUntil(lambda: part.list.count() == 2, timeout=15000)
    return part


def press(qtbot, part, text: str) -> None:
    next(each for each in part.findChildren(QPushButton) if each.text() == text and each.isVisible()).click()
    for work in (part.work, part.second._work):
        qtbot.waitUntil(lambda work=work: not work.busy, timeout=15000)


def test_the_list_says_when_how_far_and_how_large(section: BackupsSection) -> None:
    assert [section.list.item(row).text().split("  ·  ")[1] for row in range(2)] == ["act 2", "act 1"]
    assert "KB" in section.list.item(0).text()


def test_another_backup_is_made_by_hand(qtbot, section: BackupsSection, vault: Vault) -> None:
    press(qtbot, section, "Make a backup now")
    assert len(backups(vault.folder)) == 3
    qtbot.waitUntil(lambda: section.list.count() == 3, timeout=15000)


def test_a_backup_is_tried_without_changing_anything(qtbot, section: BackupsSection, vault: Vault) -> None:
    press(qtbot, section, "Try the chosen one")
    assert "is good" in section.word.text()
    (backups(vault.folder)[0] / "vault.db").write_bytes(b"")
    press(qtbot, section, "Try the chosen one")
    assert "empty" in section.word.text()


def test_a_backup_is_put_back_after_a_question_and_it_is_said_as_of_when(qtbot, section, vault: Vault) -> None:
    section.list.setCurrentRow(1)
    press(qtbot, section, "Put the chosen one back")
    press(qtbot, section, "Leave the vault as it is")
    assert vault.head()[0] == 2
    press(qtbot, section, "Put the chosen one back")
    press(qtbot, section, "Put it in the vault’s place")
    assert "act 1" in section.word.text()
    assert vault.load("c1") == small_case()


def test_a_second_place_is_chosen_used_and_given_up(qtbot, section: BackupsSection, vault: Vault, tmp_path) -> None:
    (tmp_path / "stick").mkdir()
    section.second.take(tmp_path / "stick")
    qtbot.waitUntil(lambda: not section.second._work.busy, timeout=15000)
    assert "same disk" in section.second.word.text()
    assert len(copies(tmp_path / "stick", vault.name)) == 1
    vault.back_up()
    press(qtbot, section, "Copy there now")
    assert len(copies(tmp_path / "stick", vault.name)) == 2
    (tmp_path / "stick").rename(tmp_path / "away")
    press(qtbot, section, "Copy there now")
    assert "cannot be reached" in section.second.word.text()
    press(qtbot, section, "Use it no more")
    assert vault.second_place() is None


def test_a_place_inside_the_vault_is_not_taken(qtbot, section: BackupsSection, vault: Vault) -> None:
    section.second.take(vault.folder / "backups")
    qtbot.waitUntil(lambda: not section.second._work.busy, timeout=15000)
    assert "part of the vault" in section.second.word.text()
    assert vault.second_place() is None
