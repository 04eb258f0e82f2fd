"""After a change of what opens a vault the old opens no copy of it either; a crash meanwhile shuts nobody out."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import rekeying
from storage.backup import backups, put_aside
from storage.errors import VaultError, WrongKeyOrDamaged
from storage.keys import PASSPHRASE as PASSPHRASE_SLOT
from storage.keys import data_key_of, passphrase_secret, read_keys
from storage.rekeying import Rekeyed
from storage.vault import Vault
from tests.storage.sample import CHEAP, PASSPHRASE, Desk, contents, small_case

OTHER = "a garden wall in rain"


def opens(place: Path, secret: str, way: Callable[[Path, str], Vault] = Vault.unlock) -> bool:
    """Whether a secret opens a copy, as somebody would who has found it."""
    found = place.with_name("found")
    shutil.copytree(place, found)
    try:
        way(found, secret).close()
    except WrongKeyOrDamaged:
        return False
    finally:
        shutil.rmtree(found)
    return True


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A second place."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def kept(desk: Desk, stick: Path) -> Vault:
    """A vault with two backups, one of which was put back once, and a copy in the second place."""
    vault = desk.vault
    vault.carry(stick)
    vault.choose_second_place(stick)
    desk.edit("B1", title="hides the car")
    vault.restore(vault.back_up(), "worker")
    return vault


def places(vault: Vault, stick: Path) -> list[Path]:
    return [*backups(vault.folder), *put_aside(vault.folder), *(stick / vault.name[:8]).iterdir()]


def test_after_a_change_the_old_passphrase_opens_no_copy_and_the_new_one_opens_all(kept: Vault, stick: Path) -> None:
    found = places(kept, stick)
    assert all(opens(place, PASSPHRASE) for place in found)
    kept.change_passphrase(OTHER, cost=CHEAP)
    assert all(opens(place, PASSPHRASE) for place in found), "until it is asked for"
    assert kept.copies_behind() == len(found)
    told = kept.rekey_copies()
    assert told == Rekeyed(done=len(found))
    assert told.is_whole
    assert not any(opens(place, PASSPHRASE) for place in found)
    assert all(opens(place, OTHER) for place in found)
    assert kept.copies_behind() == 0
    assert kept.rekey_copies() == told, "a second time does no harm"
    for place in backups(kept.folder):
        assert kept.try_backup(place).seq


def test_after_a_new_recovery_code_the_old_one_opens_no_copy(folder: Path) -> None:
    vault, old = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    place = vault.back_up()
    code = vault.new_recovery_code(cost=CHEAP)
    assert vault.rekey_copies() == Rekeyed(done=1)
    assert not opens(place, old, Vault.unlock_with_recovery)
    assert opens(place, code, Vault.unlock_with_recovery)
    assert opens(place, PASSPHRASE)
    vault.close()


def test_a_backup_of_another_vault_is_left_alone(kept: Vault, tmp_path: Path) -> None:
    with Vault.create(tmp_path / "other", PASSPHRASE, cost=CHEAP)[0] as other:
        strange = kept.folder / "backups" / "20260101T000000Z-0099"
        shutil.copytree(other.back_up(), strange)
    before, number = contents(strange), len(backups(kept.folder))
    kept.change_passphrase(OTHER, cost=CHEAP)
    assert kept.rekey_copies().left == 0
    assert contents(strange) == before
    assert len(backups(kept.folder)) == number
    assert kept.copies_behind() == 0


def test_a_copy_that_only_bears_the_vaults_name_is_left_alone_and_counted(kept: Vault) -> None:
    """Its keys may wrap another data key: to write over them might shut it for good."""
    place = backups(kept.folder)[0]
    keys = (place / "keys.json").read_bytes()
    record = keys.replace(b'"seal": "', b'"seal": "00', 1)[: len(keys) - 5] + keys[-3:]
    (place / "keys.json").write_bytes(
        record.replace(record[record.index(b'"seal"') :], b'"seal": "' + b"0" * 64 + b'"\n}\n')
    )
    (place / "vault.db").write_bytes(b"x" * 8192)
    before = contents(place)
    assert read_keys(place / "keys.json").vault == kept.name
    kept.change_passphrase(OTHER, cost=CHEAP)
    told = kept.rekey_copies()
    assert (told.left, told.is_whole) == (1, False)
    assert contents(place) == before


def test_a_backup_whose_keys_are_damaged_is_made_whole_by_it(kept: Vault) -> None:
    place = backups(kept.folder)[0]
    (place / "keys.json").write_bytes(b"<html></html>")
    assert kept.rekey_copies().is_whole
    assert opens(place, PASSPHRASE)


def test_a_second_place_out_of_reach_is_said(kept: Vault, stick: Path) -> None:
    away = stick.with_name("away")
    stick.rename(away)
    kept.change_passphrase(OTHER, cost=CHEAP)
    told = kept.rekey_copies()
    assert (told.second_unreached, told.is_whole, told.left) == (True, False, 0)
    stick.mkdir()
    assert kept.rekey_copies().second_unreached, "another stick under the same name"
    stick.rmdir()
    away.rename(stick)
    assert kept.copies_behind() == 1
    assert kept.rekey_copies().is_whole
    assert not any(opens(place, PASSPHRASE) for place in places(kept, stick))


def test_a_copy_that_cannot_be_written_is_counted_and_the_others_are_changed(kept: Vault, stick, monkeypatch) -> None:
    real, stuck = rekeying.make_file, backups(kept.folder)[1]

    def make_file(path: Path, content: bytes = b"") -> None:
        if path.parent == stuck:
            raise PermissionError(13, "Permission denied")
        real(path, content)

    monkeypatch.setattr(rekeying, "make_file", make_file)
    kept.change_passphrase(OTHER, cost=CHEAP)
    assert kept.rekey_copies() == Rekeyed(done=len(places(kept, stick)) - 1, left=1)
    assert [place for place in places(kept, stick) if opens(place, PASSPHRASE)] == [stuck]


@pytest.mark.parametrize("point", ["before", "half", "aside", "renamed"])
@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_rewriting_that_is_cut_short_leaves_every_copy_to_be_opened(kept, stick, monkeypatch, point, number) -> None:
    left, real, settle = [number], rekeying.make_file, rekeying.settle

    def is_the_last() -> bool:
        left[0] -= 1
        return left[0] == 0

    def make_file(path: Path, content: bytes = b"") -> None:
        last = point != "renamed" and is_the_last()
        if not (last and point == "before"):
            real(path, content[:40] if last and point == "half" else content)
        if last:
            raise KeyboardInterrupt

    def settled(path: Path) -> None:
        settle(path)
        if point == "renamed" and is_the_last():
            raise KeyboardInterrupt

    kept.change_passphrase(OTHER, cost=CHEAP)
    with monkeypatch.context() as patch:
        patch.setattr(rekeying, "make_file", make_file)
        patch.setattr(rekeying, "settle", settled)
        with pytest.raises(KeyboardInterrupt):
            kept.rekey_copies()
    found = places(kept, stick)
    assert all(opens(place, PASSPHRASE) != opens(place, OTHER) for place in found)
    assert kept.rekey_copies().is_whole
    assert not any(opens(place, PASSPHRASE) for place in found)
    assert not [*kept.folder.rglob("*.part"), *stick.rglob("*.part")], "it may hold older keys"


def test_a_backup_that_is_being_made_meanwhile_gets_the_new_keys_too(folder: Path) -> None:
    copying, changed = threading.Event(), threading.Event()

    def fault(point: str) -> None:
        if point == "backup" and not changed.is_set():
            copying.set()
            assert changed.wait(20)

    vault, _code = Vault.create(folder, PASSPHRASE, cost=CHEAP, fault=fault)
    vault.add(small_case(), "worker")
    keeper = threading.Thread(target=vault.back_up)
    keeper.start()
    assert copying.wait(20), "keys.json has been copied by now"
    vault.change_passphrase(OTHER, cost=CHEAP)
    told: list[Rekeyed] = []
    rekeyer = threading.Thread(target=lambda: told.append(vault.rekey_copies()))
    rekeyer.start()
    changed.set()
    for thread in (keeper, rekeyer):
        thread.join(20)
    assert told == [Rekeyed(done=1)]
    (place,) = backups(folder)
    assert data_key_of(read_keys(place / "keys.json"), PASSPHRASE_SLOT, passphrase_secret(OTHER)) == vault._data_key
    vault.close()


def test_keys_that_are_not_in_force_here_go_into_no_copy(kept: Vault) -> None:
    before = contents(kept.folder / "backups")
    (kept.folder / "keys.json").write_bytes(b"{}")
    with pytest.raises(VaultError):
        kept.rekey_copies()
    assert contents(kept.folder / "backups") == before


def test_a_backup_that_was_changed_can_be_put_back_at_the_door_and_the_record_says_that_its_keys_are_others(
    kept,
) -> None:
    from storage.backup import restore

    place = backups(kept.folder)[-1]
    kept.change_passphrase(OTHER, cost=CHEAP)
    kept.rekey_copies()
    kept.close()
    restore(kept.folder, place, OTHER)
    with Vault.unlock(kept.folder, OTHER) as vault:
        assert vault.keys_were_changed
        assert vault.check() == ()
