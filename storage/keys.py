"""keys.json: the vault's random key, wrapped once under the passphrase and once under the printed recovery code.

Nothing in the file is secret in the clear. It knows secrets as bytes, and nothing of databases or cases.
"""

from __future__ import annotations

import json
import secrets
import time
import unicodedata
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from storage.errors import EmptyPassphrase, NotAVault, TooLittleMemory, WrongKeyOrDamaged
from storage.files import on_disk, replace_file

FORMAT, VERSION = "throughline.vault", 1
PASSPHRASE, RECOVERY = "passphrase", "recovery"
"""The names of the two slots."""
KEY_BYTES, SALT_BYTES, NONCE_BYTES, WRAPPED_BYTES = 32, 16, 12, 48
LARGEST_FILE = 64 * 1024
"""The largest keys.json that is read, in bytes; a real one has about 700."""


@dataclass(frozen=True, slots=True)
class KeyCost:
    """What one guess at a secret costs under Argon2id: memory in KiB, passes over it, lanes."""

    memory: int = 64 * 1024
    iterations: int = 3
    lanes: int = 4

    @property
    def is_sane(self) -> bool:
        """Whether this program would pay it: a hostile file may not ask for more than 1 GiB or for minutes."""
        lanes_fit = 1 <= self.lanes <= 16 and 8 * self.lanes <= self.memory <= 1024 * 1024
        return lanes_fit and 1 <= self.iterations <= 16 and self.memory * self.iterations <= 4 * 1024 * 1024


@dataclass(frozen=True, slots=True, repr=False)
class Slot:
    """The data key, wrapped under one secret."""

    name: str
    cost: KeyCost
    salt: bytes
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """The slots of one vault, which is known by a random name."""

    vault: str
    slots: tuple[Slot, ...]


def passphrase_secret(passphrase: str) -> bytes:
    """A passphrase as bytes, the same however the keyboard composes its letters."""
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def chosen_secret(passphrase: str) -> bytes:
    """A passphrase that is to protect something, as bytes; raises EmptyPassphrase."""
    if not passphrase.strip():
        raise EmptyPassphrase
    return passphrase_secret(passphrase)


def calibrated(enough: float = 0.4) -> KeyCost:
    """The dearest cost from 64 to 256 MiB until one derivation takes `enough` seconds on this computer."""
    cost = KeyCost()
    while cost.memory < 256 * 1024:
        begun = time.perf_counter()
        try:
            derive(b"-", bytes(SALT_BYTES), cost)
        except TooLittleMemory:
            return KeyCost()
        if time.perf_counter() - begun >= enough:
            break
        cost = replace(cost, memory=2 * cost.memory)
    return cost


def derive(secret: bytes, salt: bytes, cost: KeyCost) -> bytes:
    """The key that wraps, from a secret: Argon2id; raises TooLittleMemory."""
    # Imported at first use: the locked window must be there at once, before anyone has typed a passphrase.
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    try:
        return Argon2id(
            salt=salt, length=KEY_BYTES, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory
        ).derive(secret)
    except MemoryError:
        raise TooLittleMemory from None


def new_keys(data_key: bytes, secrets_by_slot: dict[str, bytes], cost: KeyCost) -> Keys:
    """Keys for a new vault: the data key under each of these secrets."""
    vault = secrets.token_hex(16)
    return Keys(vault, tuple(_wrap(vault, name, secret, data_key, cost) for name, secret in secrets_by_slot.items()))


def data_key_of(keys: Keys, name: str, secret: bytes) -> bytes:
    """The data key, unwrapped by one secret; raises WrongKeyOrDamaged."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    slot = next((each for each in keys.slots if each.name == name), None)
    if slot is None:
        raise WrongKeyOrDamaged
    try:
        return AESGCM(derive(secret, slot.salt, slot.cost)).decrypt(slot.nonce, slot.wrapped, _bound(keys.vault, name))
    except InvalidTag:
        raise WrongKeyOrDamaged from None


def with_slot(keys: Keys, name: str, secret: bytes, data_key: bytes, cost: KeyCost) -> Keys:
    """The keys with one slot wrapped anew; the other slots and the data key stay."""
    fresh = _wrap(keys.vault, name, secret, data_key, cost)
    return replace(keys, slots=(*(slot for slot in keys.slots if slot.name != name), fresh))


def _wrap(vault: str, name: str, secret: bytes, data_key: bytes, cost: KeyCost) -> Slot:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    wrapped = AESGCM(derive(secret, salt, cost)).encrypt(nonce, data_key, _bound(vault, name))
    return Slot(name, cost, salt, nonce, wrapped)


def _bound(vault: str, name: str) -> bytes:
    """What a wrapped key is bound to, so that it cannot be moved to another slot, vault or format."""
    return f"{FORMAT}|{VERSION}|{vault}|{name}".encode()


def read_keys(path: Path) -> Keys:
    """The keys in a file; raises NotAVault where there is none, WrongKeyOrDamaged where it is not as it was written."""
    if not path.is_file():
        raise NotAVault
    with on_disk(), path.open("rb") as file:
        return keys_from(file.read(LARGEST_FILE + 1))


def keys_from(raw: bytes) -> Keys:
    """The keys in the bytes of a file; raises WrongKeyOrDamaged."""
    if len(raw) > LARGEST_FILE:
        raise WrongKeyOrDamaged
    try:
        record = json.loads(raw)
        if (record["format"], record["version"]) != (FORMAT, VERSION):
            raise WrongKeyOrDamaged
        return Keys(_text(record["vault"]), tuple(_slot(each) for each in record["slots"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise WrongKeyOrDamaged from None


def write_keys(path: Path, keys: Keys) -> None:
    """Put the keys in the place of those that are there: after a crash there are the old ones or the new."""
    with on_disk():
        replace_file(path, bytes_of(keys))


def bytes_of(keys: Keys) -> bytes:
    """The keys as the bytes of a file."""
    slots = [
        {"name": slot.name, "kdf": "argon2id", **asdict(slot.cost)}
        | {part: getattr(slot, part).hex() for part in ("salt", "nonce", "wrapped")}
        for slot in keys.slots
    ]
    record = {"format": FORMAT, "version": VERSION, "vault": keys.vault, "slots": slots}
    return (json.dumps(record, indent=1) + "\n").encode("ascii")


def _slot(record: dict[str, Any]) -> Slot:
    cost = KeyCost(*(_number(record[part]) for part in ("memory", "iterations", "lanes")))
    salt, nonce, wrapped = (bytes.fromhex(record[part]) for part in ("salt", "nonce", "wrapped"))
    lengths = (len(salt), len(nonce), len(wrapped)) == (SALT_BYTES, NONCE_BYTES, WRAPPED_BYTES)
    if record["kdf"] != "argon2id" or not cost.is_sane or not lengths:
        raise WrongKeyOrDamaged
    return Slot(_text(record["name"]), cost, salt, nonce, wrapped)


def _number(value: object) -> int:
    if type(value) is not int:
        raise WrongKeyOrDamaged
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise WrongKeyOrDamaged
    return value
