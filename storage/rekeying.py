"""Putting a vault's present keys into copies of it, so that what opened it before opens none of them any more.

It knows folders of copies and the key that they share. A copy of another vault is left alone, and after a crash each
copy opens by the old keys or by the new ones.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from storage.backup import DATABASE, KEYS
from storage.errors import VaultError
from storage.files import ASIDE, make_file, on_disk, settle
from storage.keys import Keys, bytes_of, digest_of, is_sealed_under, read_keys
from storage.verifying import glance


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """How many copies open by the present keys alone, how many could not be changed, and what was not reached."""

    done: int = 0
    left: int = 0
    second_unreached: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether there is no copy left that the old ones may open, as far as is known."""
        return not self.left and not self.second_unreached

    def __add__(self, other: Rekeyed) -> Rekeyed:
        """Both together."""
        unreached = self.second_unreached or other.second_unreached
        return Rekeyed(self.done + other.done, self.left + other.left, unreached)


def rekey(places: Iterable[Path], keys: Keys, data_key: bytes) -> Rekeyed:
    """Put these keys into every copy that the data key opens; what came of it."""
    told = [_put_into(place, keys, data_key) for place in places if _may_be_ours(place, keys, data_key)]
    gone = told.count(None)
    return Rekeyed(told.count(True), len(told) - told.count(True) - gone)


def behind(places: Iterable[Path], name: str, known: Collection[str]) -> int:
    """How many copies of the vault of this random name have keys that it does not know as its present ones."""
    number = 0
    for place in places:
        with suppress(VaultError):
            own = read_keys(place / KEYS)
            number += own.vault == name and digest_of(own) not in known
    return number


def _may_be_ours(place: Path, keys: Keys, data_key: bytes) -> bool:
    """Whether a copy opens under the data key, or is said to be this vault's and cannot be looked into."""
    try:
        own = read_keys(place / KEYS)
    except VaultError:
        return _opens(place, data_key)
    return own.vault == keys.vault or _opens(place, data_key)


def _opens(place: Path, data_key: bytes) -> bool:
    with suppress(VaultError):
        glance(place / DATABASE, data_key)
        return True
    return False


def _put_into(place: Path, keys: Keys, data_key: bytes) -> bool | None:
    """Whether a copy has these keys now; None where it went away meanwhile."""
    path, raw = place / KEYS, bytes_of(keys)
    aside = path.with_name(path.name + ASIDE)
    try:
        with on_disk():
            aside.unlink(missing_ok=True)  # what was cut short; it may hold older keys than these
            if not path.is_file() or path.read_bytes() != raw:
                if not _is_sure(place, data_key):
                    return False
                make_file(aside, raw)
                aside.replace(path)
                # A stick or a share may know no such call for folders.
                with suppress(OSError):
                    settle(place)
            return path.read_bytes() == raw
    except VaultError:
        return False if os.path.lexists(place) else None


def _is_sure(place: Path, data_key: bytes) -> bool:
    """Whether the keys that go wrap the same data key: a copy that only bears the vault's name is not touched."""
    with suppress(VaultError):
        if is_sealed_under(read_keys(place / KEYS), data_key):
            return True
    return _opens(place, data_key)
