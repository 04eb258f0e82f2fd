"""How far each vault went when it was last open on this machine, so that an older copy in its place is noticed.

In a file of our own beside the settings: vaults stand there under a keyed hash of their random names, each with a
number and the beginning of a hash. It knows no case, no folder and no name.
"""

from __future__ import annotations

import hmac
import json
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from app.outfile import OutputError, write_whole
from app.settings import settings_file
from storage.errors import VaultError

MOST = 64
"""How many vaults are remembered; the one that was opened least lately is forgotten."""
_KEY, _HEADS = "key", "heads"
_START = 16
"""How many hex digits of a hash are remembered."""


class Chain(Protocol):
    """What is asked of a vault."""

    @property
    def name(self) -> str:
        """The vault's random name."""

    def head(self) -> tuple[int, bytes]:
        """Number and hash of the last act."""

    def goes_on_from(self, seq: int, start: str) -> bool:
        """Whether this act, with a hash that begins so, is in the vault."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The last act that was seen in a vault: its number and the beginning of its hash."""

    seq: int
    start: str


def seen_file() -> Path:
    """Where this is remembered."""
    return settings_file().with_name("seen.json")


def behind(vault: Chain) -> Seen | None:
    """The act that was seen here and is not in this vault any more; None where it is, or nothing was seen yet."""
    record = _read()
    found = record[_HEADS].get(_name(record, vault))
    if found is None:
        return None
    seen = Seen(*found)
    try:
        return None if vault.goes_on_from(seen.seq, seen.start) else seen
    except VaultError:
        return None


def note(vault: Chain) -> None:
    """Remember how far this vault goes now; a disk that refuses keeps nobody from working."""
    record = _read()
    name = _name(record, vault)
    try:
        seq, fresh = vault.head()
    except VaultError:
        return
    heads = {other: found for other, found in record[_HEADS].items() if other != name}
    heads[name] = [seq, fresh.hex()[:_START]]
    record[_HEADS] = dict(list(heads.items())[-MOST:])
    path = seen_file()
    with suppress(OSError, OutputError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, json.dumps(record).encode())


def _name(record: dict[str, Any], vault: Chain) -> str:
    return hmac.digest(bytes.fromhex(record[_KEY]), vault.name.encode(), "sha256").hex()


def _read() -> dict[str, Any]:
    try:
        found = json.loads(seen_file().read_bytes())
        heads = {name: head for name, head in found[_HEADS].items() if _good(head)}
        return {_KEY: bytes.fromhex(found[_KEY]).hex(), _HEADS: heads}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {_KEY: secrets.token_hex(32), _HEADS: {}}


def _good(head: object) -> bool:
    return isinstance(head, list) and len(head) == 2 and type(head[0]) is int and isinstance(head[1], str)
