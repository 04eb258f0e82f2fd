"""A vault with one small case, open and closed again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.vault import Vault
from tests.storage.sample import CHEAP, PASSPHRASE, Desk, small_case


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a vault is or will be."""
    return tmp_path / "vault"


@pytest.fixture
def vault(folder: Path) -> Iterator[Vault]:
    """An open vault that holds the small case."""
    made, _code = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    made.add(small_case(), "worker")
    yield made
    made.close()


@pytest.fixture
def desk(vault: Vault) -> Desk:
    """The small case at work."""
    return Desk(vault)
