"""Whoever does not know the passphrase gets the same answer each time, and the vault is as it was."""

import unicodedata
from pathlib import Path

import pytest

from storage.errors import VaultError, WrongKeyOrDamaged
from storage.vault import Vault
from tests.storage.nearmisses import RIGHT, wrong_passphrases
from tests.storage.sample import CHEAP, contents

CI = 50


@pytest.fixture
def locked(folder: Path) -> Path:
    """A vault that opens with the right passphrase."""
    Vault.create(folder, RIGHT, cost=CHEAP)[0].close()
    return folder


def answers(folder: Path, number: int) -> list[str]:
    """Try so many wrong passphrases; what was said to each. A vault that opened is said to be open."""
    told = []
    for wrong in wrong_passphrases(number):
        try:
            Vault.unlock(folder, wrong).close()
            told.append("it opened")
        except VaultError as refusal:
            told.append(str(refusal))
    return told


def test_a_wrong_passphrase_never_opens_says_one_thing_and_touches_nothing(locked: Path, capfd) -> None:
    before = contents(locked)
    stamps = {path.name: path.stat().st_mtime_ns for path in locked.iterdir()}
    told = answers(locked, CI)
    assert len(told) == CI
    assert set(told) == {str(WrongKeyOrDamaged())}
    assert contents(locked) == before
    assert {path.name: path.stat().st_mtime_ns for path in locked.iterdir()} == stamps
    assert capfd.readouterr() == ("", "")


def test_the_trial_would_notice_a_passphrase_that_opens(locked: Path, monkeypatch) -> None:
    right = [unicodedata.normalize("NFD", RIGHT), "wrong", RIGHT]
    monkeypatch.setattr("tests.storage.test_wrong_passphrases.wrong_passphrases", lambda _number: right)
    assert answers(locked, 3) == ["it opened", str(WrongKeyOrDamaged()), "it opened"]


def test_no_wrong_passphrase_is_tried_twice_as_the_right_one() -> None:
    tried = list(wrong_passphrases(1000))
    assert len(tried) == 1000
    assert RIGHT not in {unicodedata.normalize("NFC", each) for each in tried}
    assert max(map(len, tried)) > 10**7
