"""Evidence on the command line, and that no document or case file which leaves the program has any of it."""

from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from app.commandline import run
from exports.copies import OWN_AGENCY, case_copy, picture_copy, report_copy
from exports.interchange import write_text
from mapping.audience import Reader
from storage.vault import Vault
from tests import papers
from tests.app.inspecting import HEADER, family
from tests.storage.sample import CHEAP, PASSPHRASE


@pytest.fixture
def place(tmp_path: Path) -> Path:
    vault, _code = Vault.create(tmp_path / "vault", PASSPHRASE, cost=CHEAP)
    vault.add(family(), "K. L.")
    vault.close()
    (tmp_path / "word").write_text(PASSPHRASE)
    Image.new("RGB", (30, 20), "red").save(tmp_path / "a.png")
    (tmp_path / "a.pdf").write_bytes(papers.restless())
    return tmp_path


def vault_command(place: Path, act: str, *more: object) -> int:
    told = ["vault", act, str(place / "vault"), *map(str, more), "--passphrase-file", str(place / "word")]
    return run(told)


def test_a_file_is_attached_and_listed(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert vault_command(place, "attach", HEADER.id, "B1", place / "a.png", "--title", "Her arm") == 0
    assert "A picture of 30 × 20." in capsys.readouterr().out
    assert vault_command(place, "attachments", HEADER.id) == 0
    card, kind, size, title = capsys.readouterr().out.strip().split("\t")
    assert (card, kind, title) == ("B1", "image/png", "Her arm")
    assert size.endswith(" bytes")


def test_what_a_pdf_holds_is_told_there_too(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert vault_command(place, "attach", HEADER.id, "B1", place / "a.pdf", "--title", "A letter") == 0
    assert "This PDF also holds scripts" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("card", "name", "title", "sentence"),
    [
        ("B1", "gone.png", "Her arm", "could not be read"),
        ("B1", "vault/vault.db", "Her arm", "none of the kinds of file"),
        ("B99", "a.png", "Her arm", "not in the case any more"),
        ("B1", "a.png", " ", "what it shows"),
    ],
    ids=["no file", "another kind", "no card", "no title"],
)
def test_what_is_refused_is_told_in_a_sentence_and_leaves_nothing(
    place: Path, capsys: pytest.CaptureFixture[str], card: str, name: str, title: str, sentence: str
) -> None:
    assert vault_command(place, "attach", HEADER.id, card, place / name, "--title", title) == 1
    assert sentence in capsys.readouterr().err
    with Vault.unlock(place / "vault", PASSPHRASE) as vault:
        assert vault.attached(HEADER.id) == ()


def leaving(vault: Vault) -> tuple[object, ...]:
    """All that leaves the program about a case: the file, the report, the picture, the smaller case of a reader."""
    case, reader = vault.load(HEADER.id), Reader(OWN_AGENCY)
    return write_text(case), report_copy(case, date(2026, 11, 22)), picture_copy(case, "svg"), case_copy(case, reader)


def test_no_document_and_no_case_file_that_leaves_has_any_of_it(place: Path) -> None:
    with Vault.unlock(place / "vault", PASSPHRASE) as vault:
        before = leaving(vault)
        vault.attach(HEADER.id, "B1", (place / "a.pdf").read_bytes(), "application/pdf", "A letter", "K. L.")
        assert len(vault.attached(HEADER.id)) == 1
        assert leaving(vault) == before
