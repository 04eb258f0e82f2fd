"""Whoever has the key and alters the record is found out; who forges all of it, only by what was printed before."""

import random
from pathlib import Path

import pytest

from storage.vault import Vault
from tests.storage.sample import PASSPHRASE
from tests.storage.tampering import OTHER, WAYS, copy_of, found_out, inside, made, rebuild

Way = type(WAYS[0])


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_an_altered_record_is_found_out(tmp_path: Path, way: Way, seed: int) -> None:
    chance = random.Random(f"{way.__name__} {seed}")
    made(tmp_path / "vault", chance)
    copy = copy_of(tmp_path / "vault", "spoilt")
    with inside(copy) as connection:
        way(connection, chance)
    assert found_out(copy)
    assert not found_out(tmp_path / "vault")


def test_a_record_forged_to_its_end_is_found_out_only_by_a_printed_end(tmp_path: Path) -> None:
    printed = made(tmp_path / "vault", random.Random(7))
    with inside(tmp_path / "vault") as connection:
        rebuild(connection, random.Random(7))
    assert not found_out(tmp_path / "vault")
    with Vault.unlock(tmp_path / "vault", PASSPHRASE) as vault:
        assert OTHER in repr([touched.after.title for touched in vault.records("c1", "B1", most=1)[0].touched])  # type: ignore[union-attr]
        seq, digest = vault.head()
    assert seq == printed[0]
    assert digest != printed[1]
