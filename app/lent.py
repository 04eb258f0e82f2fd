"""A vault that is only lent: one case under a key that nobody has, taken away when the window closes or locks.

Where the program is killed it cannot be taken away, and is noise: the passphrase was random and never left the memory.
The next start takes it away. On Linux it lies in memory, so that nothing of it ever comes to the disk.
"""

from __future__ import annotations

import os
import secrets
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from app.commands.source import CommandError
from mapping.casemap import CaseMap
from storage import lock
from storage.errors import VaultError
from storage.vault import KeyCost, Vault

_SAMPLES = Path(__file__).resolve().parents[1] / "resources" / "sample"
_CHEAP = KeyCost(memory=1024, iterations=1, lanes=1)
"""The passphrase is random and longer than any guess, so that nothing need make guessing dear."""
_YOUNG = 600
"""Seconds in which a folder without a vault may still get one from the program that made it."""
_PREFIX, _VAULT = "throughline-lent-", "vault"


class LentVault:
    """A vault with one case in it; `wipe` takes it away."""

    def __init__(self, case: CaseMap) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=_places()[0]))
        try:
            self.vault, _code = Vault.create(self._folder / _VAULT, secrets.token_urlsafe(32), cost=_CHEAP)
            self.vault.add(case, "sample")
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        self.case_id = case.header.id

    def wipe(self) -> None:
        """Close it and take its folder away; a second time does nothing."""
        self.vault.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def wipe_left_behind() -> int:
    """Take away what a program that was killed has left of lent vaults, and say how many; those in use stay."""
    return sum(_wiped(folder) for place in _places() for folder in _lent_in(place))


def sample_case() -> Path:
    """The sample case that comes with the program; raises CommandError where it is missing."""
    found = sorted(_SAMPLES.glob("*.case.json"))
    if not found:
        raise CommandError("There is no sample case in resources/sample. Fetch the program anew, or use --case.")
    return found[0]


def _places() -> tuple[Path, ...]:
    """Where lent vaults may lie, best first: in memory and ours alone, in memory, where temporary files go."""
    in_memory = (os.environ.get("XDG_RUNTIME_DIR", ""), "/dev/shm") if sys.platform.startswith("linux") else ()
    found = [Path(place) for place in in_memory if place and os.access(place, os.W_OK | os.X_OK)]
    return (*found, Path(tempfile.gettempdir()))


def _lent_in(place: Path) -> Iterator[Path]:
    """The folders of lent vaults in a place that are ours."""
    try:
        for folder in place.glob(f"{_PREFIX}*"):
            if _is_ours(folder.lstat()):
                yield folder
    except OSError:
        return


def _is_ours(found: os.stat_result) -> bool:
    return stat.S_ISDIR(found.st_mode) and (os.name == "nt" or found.st_uid == os.getuid())


def _wiped(folder: Path) -> bool:
    try:
        if (folder / _VAULT / lock.NAME).exists():
            lock.take(folder / _VAULT).release()
        elif time.time() - folder.lstat().st_mtime < _YOUNG:
            return False
    except (VaultError, OSError):
        return False
    shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()
