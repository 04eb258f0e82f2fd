"""A backup is a whole vault, read back before it counts; putting it back takes nothing away."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from storage import backup, cipher, files
from storage.backup import backups, restore, restore_with_recovery
from storage.errors import (
    BackupUnsound,
    DiskFull,
    FolderTaken,
    NotAVault,
    VaultError,
    VaultInUse,
    WrongKeyOrDamaged,
)
from storage.vault import Vault
from tests.storage.sample import CHEAP, PASSPHRASE, Desk, contents, small_case


def test_a_backup_is_a_vault_that_opens_with_the_same_passphrase(desk: Desk) -> None:
    desk.edit("B1", title="hides the car")
    desk.vault.keep_draft("c1", "B1", "account", "draft")
    place = desk.vault.back_up()
    desk.edit("B1", title="after the backup")
    assert sorted(path.name for path in place.iterdir()) == ["keys.json", "vault.db"]
    with Vault.unlock(place, PASSPHRASE) as copy:
        assert copy.load("c1").entries["B1"].title == "hides the car"
        assert copy.history("c1").depth == (1, 0)
        assert copy.draft("c1", "B1", "account") == "draft"
        assert copy.check() == ()


def test_the_vault_goes_on_while_and_after_it_is_backed_up(desk: Desk) -> None:
    for number in range(3):
        desk.edit("B1", title=f"step {number}")
        desk.vault.back_up()
    assert desk.vault.load("c1") == desk.case
    with pytest.raises(VaultInUse):
        Vault.unlock(desk.vault.folder, PASSPHRASE)


def test_backups_are_listed_newest_first_by_their_number_not_by_the_clock(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [vault.back_up() for _ in range(2)]

    class Past(backup.datetime):
        @classmethod
        def now(cls, zone: object = None) -> "Past":
            return cls(1999, 1, 1, tzinfo=backup.UTC)

    monkeypatch.setattr(backup, "datetime", Past)
    made.append(vault.back_up())
    (vault.folder / "backups" / "20200101T000000Z-0009.part").mkdir()
    (vault.folder / "backups" / "notes").mkdir()
    assert backups(vault.folder) == tuple(reversed(made))


def test_a_name_of_a_backup_tells_a_time_and_a_number_only(vault: Vault) -> None:
    name = vault.back_up().name
    moment, _, number = name.partition("Z-")
    assert (len(moment), moment[8], number) == (15, "T", "0001")


@pytest.mark.parametrize("way", ["passphrase", "recovery code"])
def test_a_backup_put_back_is_the_vault_and_the_present_one_is_kept(folder: Path, way: str) -> None:
    vault, code = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    vault.add(small_case(), "worker")
    place = vault.back_up()
    Desk(vault).edit("B1", title="after the backup")
    vault.close()
    before = (folder / "vault.db").read_bytes()
    kept = restore(folder, place, PASSPHRASE) if way == "passphrase" else restore_with_recovery(folder, place, code)
    with Vault.unlock(folder, PASSPHRASE) as opened:
        assert opened.load("c1") == small_case()
        assert opened.check() == ()
    assert kept is not None
    assert (kept / "vault.db").read_bytes() == before
    with Vault.unlock(kept, PASSPHRASE) as replaced:
        assert replaced.load("c1").entries["B1"].title == "after the backup"
    assert backups(folder) == (place,)


def test_a_backup_replaces_a_damaged_or_a_missing_vault(vault: Vault, tmp_path: Path) -> None:
    place = vault.back_up()
    vault.close()
    (vault.folder / "vault.db").write_bytes(b"\0" * 9000)
    (vault.folder / "keys.json").unlink()
    restore(vault.folder, place, PASSPHRASE)
    assert restore(tmp_path / "new place", place, PASSPHRASE) is None
    for folder in (vault.folder, tmp_path / "new place"):
        with Vault.unlock(folder, PASSPHRASE) as opened:
            assert opened.load("c1") == small_case()


def test_the_journal_of_the_damaged_vault_is_never_played_into_the_backup(desk: Desk) -> None:
    place = desk.vault.back_up()
    desk.edit("B1", title="hides the car")
    left = (desk.vault.folder / "vault.db-journal").read_bytes()
    desk.vault.close()
    hot = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + left[8:]
    (desk.vault.folder / "vault.db-journal").write_bytes(hot)
    kept = restore(desk.vault.folder, place, PASSPHRASE)
    assert kept is not None
    assert (kept / "vault.db-journal").read_bytes() == hot
    with Vault.unlock(desk.vault.folder, PASSPHRASE) as opened:
        assert opened.load("c1") == small_case()
        assert opened.check() == ()


def _flip(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [_flip, _cut, _empty])
def test_a_damaged_backup_is_not_put_back(desk: Desk, damage: Callable[[Path], None]) -> None:
    place = desk.vault.back_up()
    desk.vault.close()
    damage(place / "vault.db")
    before = contents(desk.vault.folder)
    with pytest.raises(WrongKeyOrDamaged):
        restore(desk.vault.folder, place, PASSPHRASE)
    assert contents(desk.vault.folder) == before


def test_a_wrong_passphrase_puts_nothing_back(vault: Vault) -> None:
    place = vault.back_up()
    vault.close()
    before = contents(vault.folder)
    with pytest.raises(WrongKeyOrDamaged):
        restore(vault.folder, place, "wrong")
    with pytest.raises(NotAVault):
        restore(vault.folder, vault.folder / "backups", PASSPHRASE)
    assert contents(vault.folder) == before


def test_a_backup_is_not_put_among_other_things(vault: Vault, tmp_path: Path) -> None:
    place = vault.back_up()
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    (home / "letter.txt").write_text("private")
    with pytest.raises(FolderTaken):
        restore(home, place, PASSPHRASE)
    assert contents(home) == {"letter.txt": b"private"}
    assert home.stat().st_mode & 0o777 == 0o755


def test_an_open_vault_is_not_replaced_under_the_worker(desk: Desk) -> None:
    place = desk.vault.back_up()
    desk.edit("B1", title="after the backup")
    with pytest.raises(VaultInUse):
        restore(desk.vault.folder, place, PASSPHRASE)
    assert desk.vault.load("c1") == desk.case


def test_a_backup_keeps_the_passphrase_of_its_time(folder: Path) -> None:
    vault, _code = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    place = vault.back_up()
    vault.change_passphrase("a garden wall in rain", cost=CHEAP)
    vault.close()
    Vault.unlock(place, PASSPHRASE).close()
    restore(folder, place, PASSPHRASE)
    with Vault.unlock(folder, PASSPHRASE) as restored:
        assert restored.check() == ()
    with pytest.raises(WrongKeyOrDamaged):
        Vault.unlock(folder, "a garden wall in rain")


def failing_at(point: str, number: int) -> Callable[[str], None]:
    """A disk that reports this error at this point."""

    def fail(asked: str) -> None:
        if asked == point:
            raise OSError(number, os.strerror(number))

    return fail


def test_a_backup_that_fails_leaves_nothing_behind_and_the_vault_as_it_was(folder: Path) -> None:
    vault, _code = Vault.create(folder, PASSPHRASE, cost=CHEAP, fault=failing_at("backup", errno.ENOSPC))
    vault.add(small_case(), "worker")
    with pytest.raises(DiskFull):
        vault.back_up()
    assert list((folder / "backups").iterdir()) == []
    assert vault.load("c1") == small_case()
    vault.close()


def test_a_copy_that_does_not_read_back_is_thrown_away(folder: Path) -> None:
    def spoil(point: str) -> None:
        if point == "backup":
            (copy,) = folder.glob("backups/*.part/vault.db")
            _flip(copy)

    vault, _code = Vault.create(folder, PASSPHRASE, cost=CHEAP, fault=spoil)
    vault.add(small_case(), "worker")
    with pytest.raises((BackupUnsound, WrongKeyOrDamaged)):
        vault.back_up()
    assert backups(folder) == ()
    assert vault.check() == ()
    vault.close()


def test_a_copy_of_something_else_is_thrown_away(folder: Path) -> None:
    def exchange(point: str) -> None:
        if point == "backup" and armed:
            (copy,) = folder.glob("backups/*.part/vault.db")
            copy.write_bytes(earlier)

    armed = False
    vault, _code = Vault.create(folder, PASSPHRASE, cost=CHEAP, fault=exchange)
    earlier = (vault.back_up() / "vault.db").read_bytes()
    vault.add(small_case(), "worker")
    armed = True
    with pytest.raises(BackupUnsound):
        vault.back_up()
    assert len(backups(folder)) == 1
    vault.close()


@pytest.mark.parametrize("step", range(1, 12))
def test_a_restore_cut_short_anywhere_leaves_the_vault_or_its_copies(
    desk: Desk, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever call on files fails, the present vault can be opened, or the restore can be done again."""
    place = desk.vault.back_up()
    desk.edit("B1", title="after the backup")
    desk.vault.close()
    calls = iter(range(1, 1000))

    def failing(real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **kwargs: object) -> object:
            if next(calls) == step:
                raise OSError(errno.EIO, "Input/output error")
            return real(*args, **kwargs)

        return call

    with monkeypatch.context() as patched:
        for module, name in ((backup, "copy_file"), (backup, "settle"), (files, "settle"), (Path, "replace")):
            patched.setattr(module, name, failing(getattr(module, name)))
        with suppress(VaultError):
            restore(desk.vault.folder, place, PASSPHRASE)
    with Vault.unlock(desk.vault.folder, PASSPHRASE) as opened:
        assert opened.load("c1") in (small_case(), desk.case)
        assert opened.check() == ()
    restore(desk.vault.folder, place, PASSPHRASE)
    with Vault.unlock(desk.vault.folder, PASSPHRASE) as opened:
        assert opened.load("c1") == small_case()


def test_a_backup_opens_no_second_handle_on_the_database(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    real, seen = cipher.connect, []
    monkeypatch.setattr(cipher, "connect", lambda path, key, **how: (seen.append(path), real(path, key, **how))[1])
    vault.back_up()
    assert seen
    assert vault.folder / "vault.db" not in seen
