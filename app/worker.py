"""Who is at work: the name that stands beside each act in a vault's record, as it was given when the vault was made."""

from __future__ import annotations

import getpass
from typing import Any, Protocol

_NAME = "who"


class Settings(Protocol):
    """Where a vault keeps how it was left."""

    def setting(self, name: str, case_id: str | None = None) -> Any:
        """What was kept under this name, or None."""

    def keep_setting(self, name: str, value: Any, case_id: str | None = None) -> None:
        """Keep a value under this name."""


def who_works(vault: Settings) -> str:
    """The worker's name in this vault; where none was given, the name of the login."""
    kept = vault.setting(_NAME)
    return kept if isinstance(kept, str) and kept else _login()


def name_worker(vault: Settings, name: str) -> None:
    """Keep what the worker is called in this vault; raises VaultError."""
    vault.keep_setting(_NAME, name)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "not named"
