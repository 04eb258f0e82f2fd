"""A person who was erased is nowhere any more: not in the vault, its record, its drafts, its backups, nor on paper."""

from pathlib import Path

import pytest

from storage import backup
from tests.app.deletions import WHO, Deletion, Found, deciphered
from tests.storage.tampering import data_key


@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_left_once_the_older_backups_are_deleted(tmp_path: Path, seed: int) -> None:
    deletion = Deletion(tmp_path / "vault", seed)
    done, _changes = deletion.erase()
    assert deletion.vault.remove_older_backups() == 0
    assert deletion.left(done) == Found()


@pytest.mark.parametrize("seed", range(3, 5))
def test_nothing_is_left_once_the_backups_have_expired(tmp_path: Path, seed: int) -> None:
    deletion = Deletion(tmp_path / "vault", seed)
    done, _changes = deletion.erase()
    deletion.let_backups_expire()
    assert deletion.left(done) == Found()


def test_before_that_the_backups_still_hold_it_and_the_certificate_says_so(tmp_path: Path) -> None:
    """The control: the same search finds the person where they are."""
    deletion = Deletion(tmp_path / "vault", 11)
    place = backup.backups(tmp_path / "vault")[0]
    assert deletion.words[0] in deciphered(place / "vault.db", data_key(tmp_path / "vault"))
    done, _changes = deletion.erase()
    found = deletion.left(done)
    assert found.backups > 0
    assert found == Found(backups=found.backups)
    assert ("Person", (WHO,)) in done.gone
