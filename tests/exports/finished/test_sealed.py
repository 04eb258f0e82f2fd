"""A sealed copy opens in another program with its passphrase alone, and is otherwise the copy that was looked over."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from exports.copies import Copy, copy_of, document_copy, picture_copy
from exports.sealed import sealed
from mapping.audience import Reader
from tests.cases import PUBLISHED_NAMES, published

DAY, PASSPHRASE = date(2026, 11, 22), "a long enough pässphrase 漢"
COURT = Reader("court")

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")


def poppler(program: str, file: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """What a program of poppler says of a file."""
    end = ("-",) if program == "pdftotext" else ()
    return subprocess.run([program, *more, str(file), *end], capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copies() -> dict[str, tuple[bytes, bytes]]:
    """Each kind of PDF that leaves, open and sealed."""
    case = published(PUBLISHED_NAMES[0])
    wanted = Copy(COURT, DAY)
    made = {
        "report": (copy_of(case, wanted), copy_of(case, Copy(COURT, DAY, passphrase=PASSPHRASE))),
        "brief": (
            document_copy(case, "engagement_brief", "p1", DAY),
            document_copy(case, "engagement_brief", "p1", DAY, passphrase=PASSPHRASE),
        ),
    }
    shown = picture_copy(case, "pdf", COURT)
    return made | {"picture": (shown, sealed(shown, PASSPHRASE))}


@pytest.mark.parametrize("kind", ["report", "brief", "picture"])
def test_another_program_opens_it_with_the_passphrase_alone(
    kind: str, copies: dict[str, tuple[bytes, bytes]], tmp_path: Path
) -> None:
    plain, locked = tmp_path / "plain.pdf", tmp_path / "locked.pdf"
    plain.write_bytes(copies[kind][0])
    locked.write_bytes(copies[kind][1])
    for words in ((), ("-upw", ""), ("-upw", PASSPHRASE[:-1]), ("-opw", PASSPHRASE.upper())):
        refused = poppler("pdftotext", locked, *words)
        assert refused.returncode == 1
        assert refused.stdout == ""
    said = poppler("pdftotext", locked, "-upw", PASSPHRASE)
    assert said.returncode == 0
    assert said.stdout == poppler("pdftotext", plain).stdout
    told = poppler("pdfinfo", locked, "-upw", PASSPHRASE).stdout
    assert "algorithm:AES-256" in told
    assert "Tagged:          yes" in told


@pytest.mark.parametrize("kind", ["report", "brief", "picture"])
def test_a_sealed_file_has_one_end_and_no_word_in_the_open(kind: str, copies: dict[str, tuple[bytes, bytes]]) -> None:
    plain, locked = copies[kind]
    assert (plain.count(b"%%EOF"), locked.count(b"%%EOF")) == (1, 1)
    for word in (b"pdfuaid", b"Mapping report", b"en-GB", b"rdf:RDF"):
        assert word not in locked
