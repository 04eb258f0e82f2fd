"""What is no sound vault is called by its name, left byte for byte as it was, and the last good backup is at hand."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from storage import cipher, hotjournal
from storage.backup import clear_strays, restore
from storage.copies import last_good
from storage.errors import (
    AlteredRecord,
    DamagedVault,
    EmptyFile,
    NotAVault,
    StrayJournal,
    VaultError,
    WrongKeyOrDamaged,
)
from storage.vault import Vault
from tests.storage.corpus import BY_NAME, CORPUS, Wrong, make_vault, moment
from tests.storage.sample import PASSPHRASE, Desk, contents, lay_golden, small_case


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault that is never touched."""
    return make_vault(tmp_path_factory.mktemp("sound") / "vault")


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    """A copy of it, to be spoiled."""
    shutil.copytree(sound, tmp_path / "vault")
    return tmp_path / "vault"


def times(folder: Path) -> dict[str, int]:
    """When each file was last changed."""
    return {path.name: path.stat().st_mtime_ns for path in folder.rglob("*") if path.name != "vault.lock"}


def refusal(folder: Path, passphrase: str = PASSPHRASE) -> VaultError:
    """How a folder is turned away; twice the same, and no byte and no time of any file is another afterwards."""
    before, when, said = contents(folder), times(folder / "backups"), []
    own = {name: (folder / name).stat().st_mtime_ns for name in before if "/" not in name}
    for _ in range(2):
        with pytest.raises(VaultError) as trouble:
            Vault.unlock(folder, passphrase)
        said.append(trouble.value)
    assert contents(folder) == before
    assert times(folder / "backups") == when
    assert {name: (folder / name).stat().st_mtime_ns for name in own} == own
    assert str(said[0]) == str(said[1])
    return said[0]


def test_there_are_sixty_kinds_of_wrong_files() -> None:
    assert len({wrong.name for wrong in CORPUS}) == len(CORPUS) >= 60


@pytest.mark.parametrize("wrong", CORPUS, ids=lambda wrong: wrong.name)
def test_a_wrong_file_is_called_by_its_name_and_left_alone_and_the_backup_opens(folder: Path, wrong: Wrong) -> None:
    wrong.spoil(folder)
    told = refusal(folder)
    kind = AlteredRecord if wrong.name in ("an act's name altered", "the last hash altered") else wrong.kind
    assert type(told) is kind
    assert str(told) == kind.sentence
    good = last_good(folder, PASSPHRASE)
    assert good.state is not None
    assert good.state.seq == 2
    restore(folder, good.place, PASSPHRASE)
    with Vault.unlock(folder, PASSPHRASE) as vault:
        assert vault.load("c1").entries["B1"].title == "hides the car"
        assert vault.check() == ()


def test_each_kind_has_a_sentence_of_its_own_that_says_no_path_and_no_code() -> None:
    kinds = {wrong.kind for wrong in CORPUS}
    said = {kind.sentence for kind in kinds}
    assert len(said) == len(kinds)
    assert not any(word in sentence.lower() for sentence in said for word in ("sql", "hmac", "error", "sorry", "/"))


@pytest.mark.parametrize("name", ["zeros", "a web page", "noise", "cut by a page", "a newer vault"])
def test_whoever_has_not_the_passphrase_is_told_the_same_whatever_lies_there(folder: Path, name: str) -> None:
    sound = refusal(folder, "a wrong one")
    BY_NAME[name].spoil(folder)
    assert str(refusal(folder, "a wrong one")) == str(sound) == WrongKeyOrDamaged.sentence


def test_a_vault_of_an_older_program_is_led_on(tmp_path: Path) -> None:
    for version in (0, 1):
        with Vault.unlock(lay_golden(version, tmp_path / str(version)), PASSPHRASE) as vault:
            assert vault.check() == ()


def test_a_sound_vault_that_was_looked_at_and_closed_is_as_it_was(folder: Path) -> None:
    before, when = contents(folder), {path: path.stat().st_mtime_ns for path in folder.iterdir() if path.is_file()}
    Vault.unlock(folder, PASSPHRASE).close()
    assert contents(folder) == before
    assert all(path.stat().st_mtime_ns == was for path, was in when.items() if path.name != "vault.lock")


def test_without_any_backup_a_missing_file_is_no_vault(folder: Path) -> None:
    shutil.rmtree(folder / "backups")
    (folder / "vault.db").unlink()
    assert type(refusal(folder.parent)) is NotAVault


def test_damage_that_is_met_later_is_called_damage_too(folder: Path) -> None:
    vault = Vault.unlock(folder, PASSPHRASE)
    vault._disconnect()
    (folder / "vault.db").write_bytes(b"")
    with pytest.raises(EmptyFile):
        vault.reopen()
    vault.close()


# ------------------------------------------------------------------------------------- journals beside the database


def open_without_looking(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Vault:
    """What the driver makes of a journal when it is left to itself."""
    monkeypatch.setattr(hotjournal, "require_own", lambda *_: None)
    return Vault.unlock(folder, PASSPHRASE)


def test_an_act_that_was_broken_off_before_it_was_whole_is_taken_back_or_was_not_begun(folder: Path) -> None:
    cut = moment(folder)
    pages = range(4096, len(cut.before), 9 * 4096)
    halfway = [cut.after[:at] + cut.before[at:] + cut.after[len(cut.before) :] for at in pages]
    for stage in (cut.before, *(each for each in halfway if each != cut.after)):
        (folder / "vault.db").write_bytes(stage)
        (folder / "vault.db-journal").write_bytes(cut.journal)
        with Vault.unlock(folder, PASSPHRASE) as vault:
            assert vault.head()[0] == 2
            assert vault.load("c1").entries["B2"].title == "reads her messages"
            assert vault.check() == ()


def test_a_journal_never_takes_the_last_act_back_out_of_a_database_that_is_whole(folder: Path) -> None:
    cut = moment(folder)
    (folder / "vault.db-journal").write_bytes(cut.journal)
    with Vault.unlock(folder, PASSPHRASE) as vault:
        assert vault.head()[0] == 3
        assert vault.load("c1").entries["B2"].title == "a moment"
        assert vault.check() == ()


def test_without_the_look_a_journal_of_the_last_act_would_take_it_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = moment(folder)
    (folder / "vault.db-journal").write_bytes(cut.journal)
    with open_without_looking(folder, monkeypatch) as vault:
        assert vault.head()[0] == 2


def test_a_journal_that_was_done_with_is_no_concern(folder: Path) -> None:
    cut = moment(folder)
    (folder / "vault.db-journal").write_bytes(bytes(28) + cut.journal[28:])
    with Vault.unlock(folder, PASSPHRASE) as vault:
        assert vault.head()[0] == 3


def test_noise_that_a_power_cut_left_as_a_journal_is_no_concern(folder: Path) -> None:
    (folder / "vault.db-journal").write_bytes(b"\xfe\x81" + os.urandom(9000))
    with Vault.unlock(folder, PASSPHRASE) as vault:
        assert vault.head()[0] == 2
        assert vault.check() == ()


def test_without_the_look_a_stale_journal_would_be_mixed_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    BY_NAME["a journal of long ago"].spoil(folder)
    before = (folder / "vault.db").read_bytes()
    with suppress(DamagedVault):
        open_without_looking(folder, monkeypatch).close()
    assert (folder / "vault.db").read_bytes() != before


def test_where_neither_the_database_nor_its_journal_is_whole_the_vault_is_damaged_and_left_alone(folder: Path) -> None:
    cut = moment(folder)
    (folder / "vault.db").write_bytes(cut.after[:4096] + bytes(4096) + cut.after[8192:])
    (folder / "vault.db-journal").write_bytes(cut.journal[:4000])
    assert type(refusal(folder)) is DamagedVault


BESIDE = ("words as a journal", "a journal of long ago", "stray -wal", "copy called vault (1).db")


@pytest.mark.parametrize("name", BESIDE)
def test_what_lies_beside_the_vault_can_be_put_aside_and_nothing_is_lost(folder: Path, name: str) -> None:
    BY_NAME[name].spoil(folder)
    before = contents(folder)
    told = refusal(folder)
    kept = clear_strays(folder, journal=isinstance(told, StrayJournal))
    with Vault.unlock(folder, PASSPHRASE) as vault:
        assert vault.check() == ()
        assert vault.head()[0] == (6 if name == "a journal of long ago" else 2)
    assert {path.name: path.read_bytes() for path in kept.iterdir()} == {
        path: raw for path, raw in before.items() if "/" not in path
    }


def test_a_journal_that_the_vault_needs_is_never_put_aside_with_a_conflict_copy(folder: Path) -> None:
    cut = moment(folder)
    (folder / "vault.db").write_bytes(cut.after[:8192] + cut.before[8192:])
    (folder / "vault.db-journal").write_bytes(cut.journal)
    (folder / "vault (1).db").write_bytes(cut.before)
    assert not isinstance(refusal(folder), StrayJournal)
    clear_strays(folder, journal=False)
    with Vault.unlock(folder, PASSPHRASE) as vault:
        assert vault.head()[0] == 2
        assert vault.check() == ()


def test_on_a_full_disk_the_driver_is_trusted_with_the_journal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut = moment(folder)
    (folder / "vault.db-journal").write_bytes(cut.journal)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(hotjournal, "copy_file", full)
    with Vault.unlock(folder, PASSPHRASE) as vault:
        assert vault.head()[0] == 2


def test_what_a_look_left_that_was_cut_short_is_taken_away(folder: Path) -> None:
    (folder / hotjournal.SCRATCH).mkdir()
    (folder / hotjournal.SCRATCH / "vault.db").write_bytes(b"half")
    Vault.unlock(folder, PASSPHRASE).close()
    assert not (folder / hotjournal.SCRATCH).exists()


def test_the_vault_itself_is_never_opened_to_find_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    BY_NAME["a journal of long ago"].spoil(folder)
    real: Callable[..., object] = cipher.connect
    seen: list[Path] = []
    monkeypatch.setattr(cipher, "connect", lambda path, key, **how: (seen.append(path), real(path, key, **how))[1])
    refusal(folder)
    assert seen
    assert folder / "vault.db" not in seen


def test_an_act_after_a_backup_is_not_in_what_is_offered(folder: Path) -> None:
    with Vault.unlock(folder, PASSPHRASE) as vault:
        Desk(vault).edit("B1", title="later")
    (folder / "vault.db").write_bytes(b"")
    good = last_good(folder, PASSPHRASE)
    assert good.state is not None
    assert good.state.seq == 2
    assert small_case().entries["B1"].title != "hides the car"
