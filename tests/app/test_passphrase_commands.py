"""The passphrase and the recovery code without the window: asked for, judged, changed, and never an argument."""

import io
from pathlib import Path

import pytest

from app import commandline
from app.opening import KEYS_CHANGED
from exports.interchange import write_text
from storage.errors import DiskFull, OtherVault, ReadOnly, WrongKeyOrDamaged
from storage.vault import Vault
from tests.exports.paper_reading import read
from tests.storage.sample import CHEAP, small_case

PASSPHRASE = "copper lantern under seven rivers"
OTHER = "nine new words of tin"


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("storage.vault.calibrated", lambda: CHEAP)
    made, _code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)
    made.add(small_case(), "worker")
    made.close()
    return tmp_path / "vault"


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys):
    """Give a command and lines to read; what it printed, what it complained of, and how it ended."""

    def asked(*arguments: object, given: str = "") -> tuple[str, str, int]:
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.encode()), encoding="utf-8"))
            code = commandline.run([str(each) for each in arguments])
        told = capsys.readouterr()
        return told.out, told.err, code

    return asked


def opens(folder: Path, secret: str, way=Vault.unlock) -> bool:
    try:
        way(folder, secret).close()
    except WrongKeyOrDamaged:
        return False
    return True


def test_the_passphrase_is_changed_from_two_lines(vault: Path, ask) -> None:
    out, err, code = ask("vault", "passphrase", vault, given=f"{PASSPHRASE}\n{OTHER}\n")
    assert (err, code) == ("", 0)
    assert out == "The new passphrase is in force.\n"
    assert opens(vault, OTHER)
    assert not opens(vault, PASSPHRASE)


def backed_up(vault: Path) -> Path:
    with Vault.unlock(vault, PASSPHRASE) as opened:
        return opened.back_up()


def test_the_old_passphrase_opens_no_backup_either(vault: Path, ask) -> None:
    place = backed_up(vault)
    out, err, code = ask("vault", "passphrase", vault, given=f"{PASSPHRASE}\n{OTHER}\n")
    assert (err, code) == ("", 0)
    assert "opens the backup too" in out
    assert (opens(place, OTHER), opens(place, PASSPHRASE)) == (True, False)


def test_the_backups_may_be_left_as_they_are(vault: Path, ask) -> None:
    place = backed_up(vault)
    out, _err, code = ask("vault", "passphrase", vault, "--leave-backups", given=f"{PASSPHRASE}\n{OTHER}\n")
    assert code == 0
    assert "still open with the old one" in out
    assert opens(place, PASSPHRASE)


def test_a_new_recovery_code_is_the_only_one_that_opens_the_backups(vault: Path, ask) -> None:
    with Vault.unlock(vault, PASSPHRASE) as opened:
        old = opened.new_recovery_code(cost=CHEAP)
        place = opened.back_up()
    out, _err, code = ask("vault", "recovery", vault, given=f"{PASSPHRASE}\n")
    assert code == 0
    assert opens(place, out.splitlines()[0], Vault.unlock_with_recovery)
    assert not opens(place, old, Vault.unlock_with_recovery)


def test_a_keys_file_that_was_put_back_by_hand_is_told_of_once(vault: Path, ask) -> None:
    before = (vault / "keys.json").read_bytes()
    ask("vault", "passphrase", vault, given=f"{PASSPHRASE}\n{OTHER}\n")
    (vault / "keys.json").write_bytes(before)
    told = [ask("vault", "list", vault, given=f"{PASSPHRASE}\n") for _ in range(2)]
    assert [code for _out, _err, code in told] == [0, 0]
    assert KEYS_CHANGED in told[0][1]
    assert told[1][1] == ""


def test_another_vaults_backup_is_not_put_in_place(vault: Path, ask, tmp_path: Path) -> None:
    with Vault.create(tmp_path / "other", PASSPHRASE, cost=CHEAP)[0] as other:
        place = other.back_up()
    before = (vault / "vault.db").read_bytes()
    out, err, code = ask("vault", "restore", vault, place, given=f"{PASSPHRASE}\n")
    assert (out, code) == ("", 1)
    assert err == f"{OtherVault()}\n"
    assert (vault / "vault.db").read_bytes() == before
    assert ask("vault", "restore", tmp_path / "new", place, given=f"{PASSPHRASE}\n")[2] == 0


def test_what_only_reads_works_where_nothing_can_be_written(vault: Path, ask, monkeypatch) -> None:
    def refuse(_folder: Path) -> None:
        raise ReadOnly

    monkeypatch.setattr("storage.lock.take", refuse)
    for command, code in (("list", 0), ("check", 0), ("backup", 1)):
        _out, err, ended = ask("vault", command, vault, given=f"{PASSPHRASE}\n")
        assert ended == code
        assert ("for reading only" in err) == (code == 0)


def test_the_passphrases_may_come_from_two_files(vault: Path, ask, tmp_path: Path) -> None:
    for name, word in (("old", PASSPHRASE), ("new", OTHER)):
        (tmp_path / name).write_text(word + "\n")
    by = ("--passphrase-file", tmp_path / "old", "--new-passphrase-file", tmp_path / "new")
    assert ask("vault", "passphrase", vault, *by)[2] == 0
    assert opens(vault, OTHER)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (f"wrong\n{OTHER}\n", "the passphrase is wrong"),
        (f"{PASSPHRASE}\npassword1234\n", "Many people use this one"),
        (f"{PASSPHRASE}\nshort\n", "Still short"),
        (f"{PASSPHRASE}\nseven tins of Zoë and rain\n", "stands in one of the cases"),
        (f"{PASSPHRASE}\n", "empty"),
    ],
)
def test_what_will_not_do_changes_nothing(vault: Path, ask, given: str, told: str) -> None:
    before = (vault / "keys.json").read_bytes()
    out, err, code = ask("vault", "passphrase", vault, given=given)
    assert (out, code) == ("", 1)
    assert told in err
    assert "Zoë" not in err
    assert (vault / "keys.json").read_bytes() == before


def test_a_weak_passphrase_is_taken_with_a_word_of_doubt(vault: Path, ask) -> None:
    _out, err, code = ask("vault", "passphrase", vault, given=f"{PASSPHRASE}\nkitchen table\n")
    assert code == 0
    assert "could still guess it" in err
    assert opens(vault, "kitchen table")


def test_no_vault_is_made_with_a_passphrase_that_falls_in_a_day(ask, tmp_path: Path) -> None:
    out, err, code = ask("vault", "create", tmp_path / "new", given="password1234\n")
    assert (out, code) == ("", 1)
    assert "was not taken" in err
    assert not (tmp_path / "new").exists()


def sealing(tmp_path: Path, passphrase: str, *more: str) -> tuple[object, ...]:
    """The command for a report of the small case that is sealed with this passphrase."""
    case, secret = tmp_path / "one.case.json", tmp_path / "secret"
    case.write_text(write_text(small_case()), encoding="utf-8")
    secret.write_text(f"{passphrase}\n", encoding="utf-8")
    asked = ("report", case, "--audience", "own_agency", *more, "--passphrase-file", secret)
    return *asked, "-o", tmp_path / "r.pdf"


@pytest.mark.parametrize("document", [(), ("--document", "engagement_brief", "--for", "p1")])
def test_no_pdf_is_sealed_with_a_passphrase_that_falls_in_a_day(ask, tmp_path: Path, document: tuple[str, ...]) -> None:
    out, err, code = ask(*sealing(tmp_path, "password1234", *document))
    assert (out, code) == ("", 1)
    assert err.startswith("This passphrase was not taken. Many people use this one")
    assert "password1234" not in err
    assert not (tmp_path / "r.pdf").exists()


def test_a_pdf_is_sealed_with_a_weak_passphrase_and_a_word_of_doubt(ask, tmp_path: Path) -> None:
    _out, err, code = ask(*sealing(tmp_path, "kitchen table"))
    assert code == 0
    assert "could still guess it" in err
    assert b"/Encrypt" in (tmp_path / "r.pdf").read_bytes()


def test_a_new_recovery_code_is_printed_once_and_the_old_one_is_void(vault: Path, ask) -> None:
    opened = Vault.unlock(vault, PASSPHRASE)
    old = opened.new_recovery_code(cost=CHEAP)
    opened.close()
    out, err, code = ask("vault", "recovery", vault, given=f"{PASSPHRASE}\n")
    assert (err, code) == ("", 0)
    new, advice = out.splitlines()
    assert "paper" in advice
    assert opens(vault, new, Vault.unlock_with_recovery)
    assert not opens(vault, old, Vault.unlock_with_recovery)


def test_the_sheet_bears_the_code_that_was_printed(vault: Path, ask, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.pdf"
    out, _err, code = ask("vault", "recovery", vault, "-o", sheet, given=f"{PASSPHRASE}\n")
    new, _advice, warning = out.splitlines()
    assert code == 0
    assert "not encrypted" in warning
    assert all(group in read(sheet.read_bytes()) for group in new.split("-"))
    assert opens(vault, new, Vault.unlock_with_recovery)


def test_where_the_sheet_cannot_be_written_the_old_code_stands(vault: Path, ask, tmp_path: Path) -> None:
    before = (vault / "keys.json").read_bytes()
    out, err, code = ask("vault", "recovery", vault, "-o", tmp_path / "none" / "sheet.pdf", given=f"{PASSPHRASE}\n")
    assert (out, code) == ("", 1)
    assert "no folder" in err
    assert (vault / "keys.json").read_bytes() == before


def test_a_sheet_whose_code_did_not_come_into_force_is_taken_away(vault, ask, tmp_path, monkeypatch) -> None:
    def full(_path: Path, _keys: object) -> None:
        raise DiskFull

    monkeypatch.setattr("storage.vault.write_keys", full)
    out, err, code = ask("vault", "recovery", vault, "-o", tmp_path / "sheet.pdf", given=f"{PASSPHRASE}\n")
    assert (out, code) == ("", 1)
    assert str(DiskFull()) in err
    assert not (tmp_path / "sheet.pdf").exists()
