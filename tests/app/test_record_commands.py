"""The record of acts without the window: told as lines or as JSON, and erased from, with a certificate."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pypdf
import pytest

from app import commandline
from mapping.casemap import CaseMap
from mapping.records import record_of
from storage import backup
from storage.vault import Vault
from tests.storage.sample import CHEAP, PASSPHRASE, Desk, small_case

HIDING = "hides in the flat above the bakery"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    with Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)[0] as made:
        made.keep_setting("who", "R. Okafor")
        made.add(small_case(), "R. Okafor", "import")
        desk = Desk(made)
        desk.edit("B1", account=HIDING)
        desk.edit("B1", account="Nothing of it.")
        made.back_up()
    return tmp_path / "vault"


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Give a command; what it printed, what it complained of, and how it ended."""

    def asked(*arguments: object) -> tuple[str, str, int]:
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"{PASSPHRASE}\n".encode()), encoding="utf-8"))
            code = commandline.run([str(each) for each in arguments])
        told = capsys.readouterr()
        return told.out, told.err, code

    return asked


def told(folder: Path) -> str:
    with Vault.unlock(folder, PASSPHRASE) as vault:
        assert vault.check() == ()
        acts = vault.records("c1")
    things = [thing for act in acts for each in act.touched for thing in (each.before, each.after)]
    return repr([record_of(thing) for thing in things if thing is not None])


def case_in(folder: Path) -> CaseMap:
    with Vault.unlock(folder, PASSPHRASE) as vault:
        return vault.load("c1")


def test_the_record_is_told_a_line_an_act_newest_first(vault: Path, ask) -> None:
    out, err, code = ask("vault", "history", vault, "c1")
    assert (err, code) == ("", 0)
    first, second, third = (line.split("\t") for line in out.splitlines())
    assert (first[0], second[0], third[0]) == ("3", "2", "1")
    assert first[2:] == ["worker", "changed the words of “keeps the door key”: What is known, in full"]
    assert third[3] == "brought the case in from a file: 5 cards, 1 arrow"


def test_the_record_of_one_entry_as_json_has_every_field_before_and_after(vault: Path, ask) -> None:
    out, err, code = ask("vault", "history", vault, "c1", "--entry", "B1", "--json")
    assert (err, code) == ("", 0)
    newest, before, first = json.loads(out)
    (touched,) = newest["touched"]
    assert touched["fields"] == [
        {"field": "account", "label": "What is known, in full", "before": HIDING, "after": "Nothing of it."}
    ]
    assert (before["act"], first["said"]) == (2, "brought the case in from a file, and this with it")


def test_a_case_that_is_not_there_is_refused(vault: Path, ask) -> None:
    out, err, code = ask("vault", "history", vault, "c9")
    assert (out, code) == ("", 1)
    assert err.count("\n") == 1


def test_earlier_words_are_erased_and_the_certificate_is_written(vault: Path, ask, tmp_path: Path) -> None:
    assert HIDING in told(vault)
    certificate = tmp_path / "certificate.pdf"
    out, err, code = ask(
        "vault", "erase", vault, "c1", "B1", "--because", "safety", "--decided-by", "M. Adeyemi", "-o", certificate
    )
    assert (err, code) == ("", 0)
    assert out.startswith("Erased, as act 4: B1.")
    assert "Backups from before still hold it: 1" in out
    assert HIDING not in told(vault)
    assert case_in(vault).entries["B1"].account == "Nothing of it."
    words = " ".join(pypdf.PdfReader(certificate).pages[0].extract_text().split())
    assert all(each in words for each in ("Behaviour: 1", "B1", "For safety", "M. Adeyemi", "R. Okafor", "act 4"))


def test_whole_entries_go_with_what_cannot_stand_without_them(vault: Path, ask) -> None:
    out, err, code = ask("vault", "erase", vault, "c1", "p2", "--because", "law", "--whole")
    assert (err, code) == ("", 0)
    assert case_in(vault).entry("p2") is None
    assert case_in(vault).entry("I1") is None
    assert "I1" in out
    assert "Zoë" not in told(vault)


def test_the_older_backups_go_if_that_is_asked_for(vault: Path, ask) -> None:
    old = backup.backups(vault)
    out, err, code = ask("vault", "erase", vault, "c1", "B1", "--because", "law", "--delete-older-backups")
    assert (err, code) == ("", 0)
    assert "Backups from before" not in out
    assert not set(old) & set(backup.backups(vault))
    assert backup.backups(vault)


def test_an_entry_that_never_was_is_refused_and_nothing_erased(vault: Path, ask) -> None:
    out, err, code = ask("vault", "erase", vault, "c1", "B1", "nothing", "--because", "law")
    assert (out, code) == ("", 1)
    assert "There is no nothing in this case" in err
    assert HIDING in told(vault)


def test_the_case_itself_keeps_its_place_and_loses_only_its_earlier_names(vault: Path, ask) -> None:
    assert ask("vault", "erase", vault, "c1", "c1", "--because", "law", "--whole")[2] == 1
    assert ask("vault", "erase", vault, "c1", "c1", "--because", "law")[2] == 0
    assert case_in(vault).header.title == "Spring review"


def test_a_reason_must_be_given(vault: Path, ask) -> None:
    with pytest.raises(SystemExit) as ended:
        ask("vault", "erase", vault, "c1", "B1")
    assert ended.value.code == 2
