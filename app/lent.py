"""A vault that is only lent: one case under a key that nobody has, taken away when the window closes or locks."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from pathlib import Path

from app.commands.source import CommandError
from mapping.casemap import CaseMap
from storage.vault import KeyCost, Vault

_SAMPLES = Path(__file__).resolve().parents[1] / "resources" / "sample"
_CHEAP = KeyCost(memory=1024, iterations=1, lanes=1)
"""The passphrase is random and longer than any guess, so that nothing need make guessing dear."""


class LentVault:
    """A vault with one case in it; `wipe` takes it away."""

    def __init__(self, case: CaseMap) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="throughline-"))
        self.vault, _code = Vault.create(self._folder / "vault", secrets.token_urlsafe(32), cost=_CHEAP)
        self.vault.add(case, "sample")
        self.case_id = case.header.id

    def wipe(self) -> None:
        """Close it and take its folder away; a second time does nothing."""
        self.vault.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def sample_case() -> Path:
    """The sample case that comes with the program; raises CommandError where it is missing."""
    found = sorted(_SAMPLES.glob("*.case.json"))
    if not found:
        raise CommandError("There is no sample case in resources/sample. Fetch the program anew, or use --case.")
    return found[0]
