"""The newest backup lies in a second place too, as encrypted as it is, and nothing else is touched there."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import secondplace
from storage.backup import backups
from storage.errors import BackupUnsound, PlaceInVault, PlaceOutOfReach, TooLittleRoom
from storage.secondplace import SecondPlace, copies, note_reached, second_place
from storage.vault import Vault
from tests.storage.sample import PASSPHRASE, Desk, contents


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder elsewhere, with something of the worker's own in it."""
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / "letter.txt").write_text("private")
    return tmp_path / "stick"


def test_no_place_is_chosen_at_first_and_one_can_be_given_up(vault: Vault, stick: Path) -> None:
    assert second_place(vault) is None
    assert vault.carry() is None
    vault.carry(stick)
    vault.choose_second_place(stick)
    place = second_place(vault)
    assert place is not None
    assert place.folder == stick
    assert place.reached is not None
    vault.choose_second_place(None)
    assert second_place(vault) is None


def test_what_lies_there_opens_as_the_vault_does_and_its_folder_says_nothing(desk: Desk, stick: Path) -> None:
    desk.vault.choose_second_place(stick)
    carried = desk.vault.carry()
    assert carried is not None
    assert carried.parent == stick / desk.vault.name[:8]
    assert contents(carried) == contents(backups(desk.vault.folder)[0])
    with Vault.unlock(carried, PASSPHRASE) as copy:
        assert copy.load("c1") == desk.case
    assert (stick / "letter.txt").read_text() == "private"


def test_carrying_the_same_backup_twice_is_done_once(vault: Vault, stick: Path) -> None:
    vault.choose_second_place(stick)
    first = vault.carry()
    assert first is not None
    when = (first / "vault.db").stat().st_mtime_ns
    assert vault.carry() == first
    assert (first / "vault.db").stat().st_mtime_ns == when


def test_old_copies_go_there_too_and_the_newest_stays_whatever_its_number(vault: Vault, stick: Path) -> None:
    vault.choose_second_place(stick)
    shelf = stick / vault.name[:8]
    for number in range(300, 330):
        (shelf / f"20200101T00{number - 300:02d}00Z-{number:04d}").mkdir(parents=True)
    carried = vault.carry()
    left = copies(stick, vault.name)
    assert left[0] == carried
    assert 10 <= len(left) <= 12


@pytest.mark.parametrize("inside", ["", "backups", "backups/deeper"])
def test_the_vaults_own_folder_is_no_second_place(vault: Vault, inside: str) -> None:
    place = vault.folder / inside
    place.mkdir(exist_ok=True)
    with pytest.raises(PlaceInVault):
        vault.carry(place)


def test_a_place_that_is_gone_is_said_to_be_out_of_reach_and_made_by_nobody(vault: Vault, stick: Path) -> None:
    vault.choose_second_place(stick)
    stick.rename(stick.with_name("pulled out"))
    with pytest.raises(PlaceOutOfReach):
        vault.carry()
    assert not stick.exists()
    assert copies(stick, vault.name) == ()


def test_too_little_room_there_leaves_nothing_half_done(
    vault: Vault, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.back_up()

    class Usage:
        free = 1000

    monkeypatch.setattr("storage.files.shutil.disk_usage", lambda _path: Usage)
    with pytest.raises(TooLittleRoom):
        vault.carry(stick)
    assert copies(stick, vault.name) == ()


def test_a_copy_that_does_not_read_back_is_thrown_away(
    vault: Vault, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = secondplace.copy_file

    def spoil(source: Path, target: Path) -> None:
        real(source, target)
        raw = bytearray(target.read_bytes())
        raw[-1] ^= 1
        target.write_bytes(raw)

    monkeypatch.setattr(secondplace, "copy_file", spoil)
    with pytest.raises(BackupUnsound):
        vault.carry(stick)
    assert list((stick / vault.name[:8]).iterdir()) == []


def test_that_it_was_reached_is_kept_once_a_day_and_is_no_change_that_needs_a_backup(vault: Vault, stick: Path) -> None:
    vault.choose_second_place(stick)
    vault.back_up()
    vault.note_carried()
    assert not vault.changed_since_backup()
    note_reached(vault, datetime(2031, 5, 4, 12, tzinfo=UTC))
    assert second_place(vault) == SecondPlace(stick, datetime(2031, 5, 4, 12, tzinfo=UTC))
    vault.back_up()
    note_reached(vault, datetime(2031, 5, 4, 18, tzinfo=UTC))
    assert not vault.changed_since_backup()


@pytest.mark.parametrize("value", [5, [], {"folder": 5}, {"reached": "x"}, "text"])
def test_a_setting_that_makes_no_sense_is_no_place(vault: Vault, value: object) -> None:
    vault.keep_setting("second_place", value)
    assert second_place(vault) is None
