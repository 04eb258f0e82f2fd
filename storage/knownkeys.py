"""Which keys.json an open vault knows as its own, so that one which was put there behind its back is noticed.

The vault keeps the digest of every form that the file has had since one of its secrets was changed: to make the same
secret dearer to guess is no change of it. It knows digests, and nothing of keys, secrets or cases.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from sqlalchemy import Connection

FOUND = "keys_found"
"""What the record calls it when the passphrase or the recovery code was changed, and this was found at opening."""
CHANGES = ("passphrase", "recovery_code")
"""What the record calls the acts that change them."""
NAME = "keys_known"
_MOST = 8


class Settings(Protocol):
    """Where a vault keeps how it was left."""

    def setting(self, name: str) -> Any:
        """What was kept under this name, or None."""

    def keep_setting(self, name: str, value: Any) -> None:
        """Keep a value under this name."""


def known(vault: Settings) -> tuple[str, ...]:
    """The digests that a vault knows, oldest first; none where it was never told of any. Raises VaultError."""
    kept = vault.setting(NAME)
    return tuple(each for each in kept if isinstance(each, str)) if isinstance(kept, list) else ()


def know(vault: Settings, *digests: str) -> None:
    """Let a vault know these and no others; raises WriteFailed."""
    vault.keep_setting(NAME, list(digests[-_MOST:]))


def know_with_act(connection: Connection, case_key: int, digests: Sequence[str]) -> None:
    """The same as a part of an act: after a crash both are in the vault, or neither."""
    from storage import unfinished

    unfinished.keep_setting(connection, case_key, NAME, list(digests))
