"""The section about locking: the minutes are kept in the vault, hold at once, and are told again the next time."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.idle import MINUTES, USUAL, choose_idle_minutes, idle_minutes
from app.idle import NOTICE as MINUTES_NOTICE
from app.vault.care.locking import LockingSection
from app.vault.care.record import RecordSection
from app.vault.care.section import Section
from app.worker import name_worker
from storage.errors import DiskTrouble
from storage.vault import Vault
from tests.storage.sample import CHEAP, PASSPHRASE


@pytest.fixture
def vault(tmp_path: Path):
    made, _code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)
    yield made
    made.close()


@pytest.fixture
def section(qtbot, vault: Vault) -> LockingSection:
    made = LockingSection(vault)
    qtbot.addWidget(made)
    made.show()
    return made


def said(section: Section) -> str:
    return "\n".join(each.text() for each in section.findChildren(QLabel) if each.isVisible())


def choose(qtbot, section: LockingSection, words: str) -> None:
    """By the keyboard alone: down or up to the line that says so."""
    box = section.minutes
    step = Qt.Key.Key_Down if box.findText(words) > box.currentIndex() else Qt.Key.Key_Up
    while box.currentText() != words:
        qtbot.keyClick(box, step)


def test_a_vault_of_which_nothing_was_chosen_locks_after_five_minutes(section: LockingSection, vault: Vault) -> None:
    assert section.minutes.currentText() == "5 minutes"
    assert idle_minutes(vault) == USUAL == 5


def test_one_to_fifteen_minutes_are_on_offer_and_never_is_not(section: LockingSection) -> None:
    offered = [section.minutes.itemData(at) for at in range(section.minutes.count())]
    assert (min(offered), max(offered)) == (1, 15)
    assert tuple(offered) == MINUTES


def test_the_choice_is_kept_in_the_vault_and_holds_at_once(qtbot, section: LockingSection, vault: Vault) -> None:
    with qtbot.waitSignal(MINUTES_NOTICE.chosen) as told:
        choose(qtbot, section, "10 minutes")
    assert told.args == [10]
    assert "locks after 10 minutes" in said(section)
    folder = vault.folder
    vault.close()
    with Vault.unlock(folder, PASSPHRASE) as again:
        assert idle_minutes(again) == 10


def test_the_record_tells_who_made_the_lock_wait_longer_and_from_what_to_what(qtbot, section, vault: Vault) -> None:
    name_worker(vault, "R. Okafor")
    told = RecordSection(vault)
    qtbot.addWidget(told)
    told.show()
    choose(qtbot, section, "15 minutes")
    qtbot.waitUntil(lambda: "15 minutes" in said(told))
    assert "R. Okafor let the vault lock by itself after 15 minutes instead of 10 minutes." in said(told)
    assert "R. Okafor let the vault lock by itself after 10 minutes instead of 5 minutes." in said(told)
    assert vault.check() == ()


def test_choosing_what_holds_already_is_no_act(section: LockingSection, vault: Vault) -> None:
    before = vault.head()
    choose_idle_minutes(vault, 5, "R. Okafor")
    section._choose()
    assert vault.head() == before


@pytest.mark.parametrize("kept", [0, 600, -1, True, "15", 4.5, None, [5]])
def test_what_is_not_on_offer_counts_for_nothing(vault: Vault, kept: object) -> None:
    vault.keep_setting("idle_minutes", kept)
    assert idle_minutes(vault) == USUAL


def test_where_the_disk_refuses_the_old_minutes_stay_and_it_is_said(qtbot, section, vault, monkeypatch) -> None:
    def refuse(*_what: object) -> None:
        raise DiskTrouble

    monkeypatch.setattr(vault, "choose", refuse)
    qtbot.keyClick(section.minutes, Qt.Key.Key_Up)
    assert section.minutes.currentText() == "5 minutes"
    assert str(DiskTrouble()) in said(section)


def test_it_says_by_which_keys_one_locks_and_hides(section: LockingSection) -> None:
    words = said(section)
    assert "Ctrl+L locks it now" in words
    assert "F9 makes the window blank" in words


def test_a_setting_that_weakens_the_lock_is_not_among_those_of_the_machine() -> None:
    from dataclasses import fields

    from app.settings import Settings

    assert not [field.name for field in fields(Settings) if "idle" in field.name or "lock" in field.name]
