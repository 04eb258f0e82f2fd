"""The backups of a vault as they can be told of and chosen from: when, how large, how far their acts go.

It knows folders and keys, and what `verifying` says of a file; it makes none and puts none back.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from storage.backup import DATABASE, KEYS, backups, belongs, made_at
from storage.errors import NoGoodBackup, NotAVault, OtherVault, VaultError, WrongKeyOrDamaged
from storage.keys import PASSPHRASE, RECOVERY, data_key_of, passphrase_secret, read_keys
from storage.recovery import secret_of
from storage.verifying import State, glance, verify


@dataclass(frozen=True, slots=True)
class Copy:
    """One backup: its folder, when it was made, its size in bytes, and how far its acts go; None: it does not open."""

    place: Path
    made: datetime | None
    size: int
    state: State | None = None


def copies(folder: Path, data_key: bytes | None = None) -> tuple[Copy, ...]:
    """The backups of a vault, newest first; how far they go is known with the key alone."""
    return tuple(_copy(place, data_key) for place in backups(folder))


def last_good(folder: Path, secret: str, *, recovery: bool = False) -> Copy:
    """The newest backup that is whole, each read to its end until one is, under a passphrase or a recovery code.

    A backup of another vault that was laid among them is passed over. Raises NoGoodBackup where there is none,
    WrongKeyOrDamaged where this secret opens none of them, OtherVault where they are all another's, CodeMistyped.
    """
    slot, raw = (RECOVERY, secret_of(secret)) if recovery else (PASSPHRASE, passphrase_secret(secret))
    keys: dict[str, bytes] = {}
    strangers: set[str] = set()
    trouble: type[VaultError] = NoGoodBackup
    for place in backups(folder):
        try:
            own = read_keys(place / KEYS)
            # Deriving a key takes a second, and every backup of a vault has the same.
            if own.vault not in keys:
                keys[own.vault] = data_key_of(own, slot, raw)
        except (WrongKeyOrDamaged, NotAVault):
            trouble = WrongKeyOrDamaged
            continue
        if not belongs(folder, own.vault, keys[own.vault]):
            strangers.add(own.vault)
            continue
        with suppress(VaultError):
            return _told(place, verify(place / DATABASE, keys[own.vault], own.vault))
    if strangers:
        raise OtherVault if strangers == keys.keys() else NoGoodBackup
    raise NoGoodBackup if keys else trouble


def state_in(place: Path, passphrase: str) -> State:
    """How far the acts go in one backup, under the passphrase of its time; raises VaultError."""
    keys = read_keys(place / KEYS)
    return glance(place / DATABASE, data_key_of(keys, PASSPHRASE, passphrase_secret(passphrase)))


def keys_are_damaged(folder: Path) -> bool:
    """Whether keys.json is not as it was written, as far as can be told without any secret.

    A change of a secret makes every part of its slot anew, so that a slot which is like the newest backup's in one part
    and not in another was changed by nobody.
    """
    newest = next(iter(backups(folder)), None)
    if newest is None:
        return False
    try:
        own, kept = read_keys(folder / KEYS), read_keys(newest / KEYS)
    except VaultError:
        return True
    theirs = {slot.name: slot for slot in kept.slots}
    pairs = [(slot, theirs[slot.name]) for slot in own.slots if slot.name in theirs]
    changed = [(ours, other) for ours, other in pairs if ours != other]
    half_changed = any(
        ours.salt == other.salt or ours.nonce == other.nonce or ours.wrapped == other.wrapped for ours, other in changed
    )
    return half_changed or (own != kept and not changed)


def _copy(place: Path, data_key: bytes | None) -> Copy:
    state = None
    if data_key is not None:
        with suppress(VaultError):
            state = glance(place / DATABASE, data_key)
    return _told(place, state)


def _told(place: Path, state: State | None) -> Copy:
    try:
        size = sum(each.stat().st_size for each in place.iterdir())
    except OSError:
        size = 0
    return Copy(place, made_at(place), size, state)
