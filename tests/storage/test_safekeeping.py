"""An open vault is copied when it changed, copies that need not stay go, and one put back is the vault."""

import errno
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import backup, cipher, reserve
from storage.backup import backups, expire, put_aside
from storage.copies import last_good
from storage.errors import (
    DamagedVault,
    DiskFull,
    NoGoodBackup,
    TooLittleRoom,
    VaultClosed,
    VaultError,
    WriteFailed,
    WrongKeyOrDamaged,
)
from storage.vault import Vault
from tests.storage.sample import CHEAP, PASSPHRASE, Desk, contents, large_case, remove, small_case


def test_a_vault_that_did_not_change_is_not_copied_again(desk: Desk) -> None:
    vault = desk.vault
    assert vault.back_up_if_changed() is not None
    assert vault.back_up_if_changed() is None
    vault.keep_draft("c1", "B1", "account", "begun")
    assert vault.back_up_if_changed() is not None
    desk.edit("B1", title="hides the car")
    assert vault.changed_since_backup()
    assert vault.back_up_if_changed() is not None
    assert len(backups(vault.folder)) == 3


def test_after_opening_the_newest_backup_says_whether_another_is_due(desk: Desk) -> None:
    desk.vault.back_up()
    desk.vault.close()
    with Vault.unlock(desk.vault.folder, PASSPHRASE) as again:
        assert again.back_up_if_changed() is None
        again.add(small_case("c2"), "worker")
    with Vault.unlock(desk.vault.folder, PASSPHRASE) as again:
        assert again.back_up_if_changed() is not None


def test_a_damaged_newest_backup_counts_as_none(vault: Vault) -> None:
    place = vault.back_up()
    vault.reopen()
    (place / "vault.db").write_bytes(b"")
    assert vault.back_up_if_changed() is not None


def test_a_backup_in_another_thread_lets_the_worker_act_meanwhile(folder: Path) -> None:
    reading, acted = threading.Event(), threading.Event()

    def fault(point: str) -> None:
        if point == "backup":
            reading.set()
            assert acted.wait(20)

    vault, _code = Vault.create(folder, PASSPHRASE, cost=CHEAP, fault=fault)
    vault.add(small_case(), "worker")
    made: list[Path] = []
    keeper = threading.Thread(target=lambda: made.append(vault.back_up()))
    keeper.start()
    assert reading.wait(20)
    assert Desk(vault).edit("B1", title="meanwhile") == 2
    acted.set()
    keeper.join(20)
    assert vault.changed_since_backup()
    assert vault.try_backup(made[0]).seq == 1
    vault.close()


def test_two_backups_at_once_do_not_take_the_same_place(vault: Vault) -> None:
    made: list[Path] = []
    threads = [threading.Thread(target=lambda: made.append(vault.back_up())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(made) == sorted(backups(vault.folder))
    assert len(made) == 3


def test_a_vault_closed_while_it_is_copied_is_closed_and_the_copy_is_whole_or_gone(vault: Vault) -> None:
    said: list[object] = []

    def copy() -> None:
        try:
            said.append(vault.back_up())
        except VaultError as error:
            said.append(error)

    keeper = threading.Thread(target=copy)
    keeper.start()
    vault.close()
    keeper.join(30)
    assert isinstance(said[0], Path | VaultClosed)
    with Vault.unlock(vault.folder, PASSPHRASE) as again:
        assert again.check() == ()
        for place in backups(vault.folder):
            assert again.try_backup(place).seq == 1


def test_old_backups_go_when_a_new_one_is_made_and_what_was_put_aside_after_a_month(vault: Vault) -> None:
    place = vault.back_up()
    for number in range(2, 16):
        (place.parent / f"20260101T000000Z-{number:04d}").mkdir()
    (place.parent / "20200101T000000Z-0001-replaced").mkdir()
    (place.parent / "letter.txt").write_text("not ours")
    newest = vault.back_up()
    left = backups(vault.folder)
    assert left[0] == newest
    assert len(left) == 10
    assert put_aside(vault.folder) == ()
    assert (place.parent / "letter.txt").exists()


def test_a_restore_keeps_what_it_put_aside_for_a_month(vault: Vault) -> None:
    vault.restore(vault.back_up(), "worker")
    kept = put_aside(vault.folder)
    expire(vault.folder, datetime.now(UTC) + timedelta(days=29))
    assert put_aside(vault.folder) == kept != ()
    expire(vault.folder, datetime.now(UTC) + timedelta(days=31))
    assert put_aside(vault.folder) == ()
    assert backups(vault.folder) != ()


def test_too_little_room_is_said_before_anything_is_written(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = 1_000_000

    monkeypatch.setattr("storage.files.shutil.disk_usage", lambda _path: Usage)
    before = contents(vault.folder)
    with pytest.raises(TooLittleRoom):
        vault.back_up()
    assert contents(vault.folder) == before
    assert backups(vault.folder) == ()


def test_what_an_unfinished_backup_left_is_taken_away_by_the_next(vault: Vault) -> None:
    left = vault.folder / "backups" / "20260101T000000Z-0001.part"
    left.mkdir(parents=True)
    (left / "vault.db").write_bytes(b"half")
    vault.back_up()
    assert not left.exists()


# --------------------------------------------------------------------------------------------------- putting back


def test_a_backup_put_back_while_the_vault_is_open_is_the_vault_and_says_so_in_its_record(desk: Desk) -> None:
    vault = desk.vault
    desk.edit("B1", title="hides the car")
    place = vault.back_up()
    desk.edit("B1", title="after the backup")
    vault.change_passphrase("a garden wall in rain", cost=CHEAP)
    state = vault.restore(place, "K. Worker")
    assert state.seq == 2
    assert state.saved is not None
    assert abs(datetime.now(UTC) - state.saved) < timedelta(minutes=5)
    assert vault.load("c1").entries["B1"].title == "hides the car"
    assert vault.check() == ()
    assert vault.head()[0] == 3
    assert vault._opened.raw.execute("SELECT act, who FROM journal WHERE seq = 3").fetchone() == (
        "restore",
        "K. Worker",
    )
    vault.close()
    with Vault.unlock(vault.folder, "a garden wall in rain") as again:
        assert again.load("c1").entries["B1"].title == "hides the car"
        newest = again.copies()[0]
        assert newest.state is not None
        assert newest.state.seq == 4, "what was there was backed up first"
    with pytest.raises(WrongKeyOrDamaged):
        Vault.unlock(vault.folder, PASSPHRASE)


def test_the_oldest_backup_can_be_put_back_although_one_is_made_first(vault: Vault) -> None:
    places = [vault.back_up() for _ in range(10)]
    vault.add(small_case("c2"), "worker")
    vault.restore(places[0], "worker")
    assert [line.id for line in vault.cases()] == ["c1"]


def test_a_damaged_backup_is_not_put_back_and_the_vault_stays_open(desk: Desk) -> None:
    place = desk.vault.back_up()
    (place / "vault.db").write_bytes((place / "vault.db").read_bytes()[:-4096])
    desk.edit("B1", title="later")
    with pytest.raises(DamagedVault):
        desk.vault.restore(place, "worker")
    assert desk.vault.load("c1") == desk.case


def test_a_restore_that_the_disk_refuses_leaves_the_vault_open_as_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = desk.vault.back_up()
    desk.edit("B1", title="later")

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(backup, "copy_file", refuse)
    with pytest.raises(DiskFull):
        desk.vault.restore(place, "worker")
    assert desk.vault.load("c1") == desk.case
    assert desk.edit("B1", title="and on") == 3


def test_a_damaged_newest_backup_falls_back_to_the_one_before(desk: Desk) -> None:
    for number in range(3):
        desk.edit("B1", title=f"step {number}")
        desk.vault.back_up()
    newest, second, oldest = backups(desk.vault.folder)
    desk.vault.close()
    raw = (newest / "vault.db").read_bytes()
    (newest / "vault.db").write_bytes(raw[:9000] + bytes([raw[9000] ^ 1]) + raw[9001:])
    assert last_good(desk.vault.folder, PASSPHRASE).place == second
    (second / "keys.json").unlink()
    assert last_good(desk.vault.folder, PASSPHRASE).place == oldest
    with pytest.raises(WrongKeyOrDamaged):
        last_good(desk.vault.folder, "wrong")
    (oldest / "vault.db").unlink()
    with pytest.raises(NoGoodBackup):
        last_good(desk.vault.folder, PASSPHRASE)


def test_the_list_says_how_far_each_backup_goes_and_which_does_not_open(desk: Desk) -> None:
    first = desk.vault.back_up()
    desk.edit("B1", title="later")
    desk.vault.back_up()
    (first / "vault.db").write_bytes(b"")
    listed = desk.vault.copies()
    assert [copy.state and copy.state.seq for copy in listed] == [2, None]
    assert all(copy.made and copy.size for copy in listed)


def test_after_an_erasure_the_older_copies_can_be_taken_away(desk: Desk, tmp_path: Path) -> None:
    vault, stick = desk.vault, tmp_path / "stick"
    stick.mkdir()
    vault.restore(vault.back_up(), "worker")
    vault.carry(stick)
    vault.choose_second_place(stick)
    vault.add(small_case("c2"), "worker")
    assert vault.remove_older_backups() == 0
    assert len(backups(vault.folder)) == 1
    assert put_aside(vault.folder) == ()
    assert [each.name for each in (stick / vault.name[:8]).iterdir()] == [backups(vault.folder)[0].name]
    stick.rename(tmp_path / "gone")
    vault.add(small_case("c3"), "worker")
    assert vault.remove_older_backups() == 1, "the second place was not reached"


# ------------------------------------------------------------------------------------------- before it is lost


class Watcher:
    """A guard that only counts."""

    trouble = ""

    def __init__(self) -> None:
        self.told: list[str] = []

    def before_loss(self) -> None:
        self.told.append("loss")

    def before_close(self) -> None:
        self.told.append("close")


def test_the_guard_is_told_before_much_is_taken_out_and_before_the_vault_is_closed(vault: Vault) -> None:
    vault.guard = watcher = Watcher()
    desk = Desk(vault)
    desk.do(remove(desk.case.links["L1"], desk.case.entries["B2"]))
    assert watcher.told == []
    desk.do(remove(desk.case.entries["B1"], desk.case.entries["I1"], desk.case.entries["p2"]))
    assert watcher.told == ["loss"]
    vault.forget_case("c1")
    vault.close()
    vault.close()
    assert watcher.told == ["loss", "loss", "close"]


def test_on_a_full_disk_a_case_can_still_be_taken_out_with_the_room_set_aside(folder: Path) -> None:
    class Disk:
        full = False

        def __call__(self, point: str) -> None:
            if self.full and point == "journal" and (folder / reserve.NAME).exists():
                raise OSError(errno.ENOSPC, "No space left on device")

    disk = Disk()
    vault, _code = Vault.create(folder, PASSPHRASE, cost=CHEAP, fault=disk)
    vault.add(large_case(20, 10), "worker")
    assert (folder / reserve.NAME).stat().st_size >= reserve.SMALLEST
    disk.full = True
    with pytest.raises(WriteFailed):
        Desk(vault).edit("B1", title="no room")
    vault.forget_case("c1")
    assert vault.cases() == ()
    vault.close()
    assert not (folder / reserve.NAME).exists()


def test_the_vault_says_how_far_it_goes_and_whether_an_act_is_in_it(desk: Desk) -> None:
    desk.edit("B1", title="later")
    seq, fresh = desk.vault.head()
    state = desk.vault.last_saved()
    assert (state.seq, state.hash) == (seq, fresh) == (2, fresh)
    assert desk.vault.goes_on_from(2, fresh.hex()[:16])
    assert desk.vault.goes_on_from(0, "anything")
    assert not desk.vault.goes_on_from(2, "00ff")
    assert not desk.vault.goes_on_from(3, fresh.hex()[:16])


def test_a_check_of_the_file_waits_until_the_act_under_way_is_whole(folder: Path, monkeypatch) -> None:
    writing, looking = threading.Event(), threading.Event()
    began_meanwhile: list[bool] = []
    look = cipher.faults

    def fault(point: str) -> None:
        if point == "journal" and looker.is_alive():
            writing.set()
            began_meanwhile.append(looking.wait(0.3))

    def watched(connection: object) -> tuple[str, ...]:
        looking.set()
        return look(connection)

    def check() -> None:
        assert writing.wait(20)
        found.append(vault.check())

    monkeypatch.setattr(cipher, "faults", watched)
    found: list[tuple[str, ...]] = []
    looker = threading.Thread(target=check)
    vault, _code = Vault.create(folder, PASSPHRASE, cost=CHEAP, fault=fault)
    vault.add(small_case(), "worker")
    looker.start()
    Desk(vault).edit("B1", title="meanwhile")
    looker.join(20)
    assert began_meanwhile == [False]
    assert found == [()]
    vault.close()
