"""A lent vault lies in memory where there is such a place, and is gone at the latest at the next start."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app import lent
from app.lent import LentVault, wipe_left_behind
from storage.errors import WrongKeyOrDamaged
from storage.vault import Vault
from tests.storage.sample import ROOT, small_case

HOLDS_ONE = """
import sys
from app.lent import LentVault
from tests.storage.sample import small_case
lent = LentVault(small_case())
print(lent.vault.folder.parent, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where lent vaults lie in these tests."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr(lent.tempfile, "gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr(lent, "_places", lambda: (tmp_path,))
    return tmp_path


def begun(place: Path) -> tuple[subprocess.Popen[str], Path]:
    """A program that has lent a vault, and the folder of it."""
    environ = {**os.environ, "XDG_RUNTIME_DIR": str(place)}
    pipe = subprocess.PIPE
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDS_ONE], cwd=ROOT, stdin=pipe, stdout=pipe, text=True, env=environ
    )
    assert child.stdout is not None
    told = child.stdout.readline().strip()
    assert told
    return child, Path(told)


def test_a_lent_vault_is_gone_when_it_is_given_back(place: Path) -> None:
    made = LentVault(small_case())
    assert made.vault.cases()[0].title == "Spring review"
    made.wipe()
    made.wipe()
    assert list(place.iterdir()) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have no folder in memory")
def test_a_lent_vault_lies_in_the_user_s_own_folder_in_memory(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert lent._places()[0] == tmp_path
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert str(lent._places()[0]) == "/dev/shm"


@pytest.mark.skipif(sys.platform == "win32", reason="ends a process as Unix does")
def test_what_a_killed_program_left_is_noise_and_goes_at_the_next_start(place: Path) -> None:
    child, folder = begun(place)
    assert wipe_left_behind() == 0
    assert folder.is_dir()
    child.send_signal(signal.SIGKILL)
    child.communicate()
    kept = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert b"SQLite format" not in kept
    assert b"Spring" not in kept and b"keeps the door key" not in kept
    with pytest.raises(WrongKeyOrDamaged):
        Vault.unlock(folder / "vault", "sample")
    assert wipe_left_behind() == 1
    assert not folder.exists()


def test_nothing_but_left_lent_vaults_is_taken_away(place: Path) -> None:
    young, old = place / "throughline-lent-young", place / "throughline-lent-old"
    theirs, other = place / "throughline-notes", place / "else"
    for folder in (young, old, theirs, other):
        folder.mkdir()
    (place / "throughline-lent-link").symlink_to(other)
    os.utime(old, (0, 0))
    assert wipe_left_behind() == 1
    assert sorted(each.name for each in place.iterdir()) == [
        "else",
        "throughline-lent-link",
        "throughline-lent-young",
        "throughline-notes",
    ]
