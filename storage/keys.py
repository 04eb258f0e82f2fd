"""keys.json: the vault's random key, wrapped once under the passphrase and once under the printed recovery code.

Nothing in the file is secret in the clear, and since version 2 nothing in it can be changed by someone without the key:
the whole content is sealed under a key derived from the data key. It knows secrets as bytes, and nothing of databases
or cases.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from storage.errors import EmptyPassphrase, NotAVault, WrongKeyOrDamaged
from storage.files import on_disk, replace_file
from storage.keycost import KEY_BYTES, SALT_BYTES, KeyCost, calibrated, dearer, derive

__all__ = [
    "KEY_BYTES", "PASSPHRASE", "RECOVERY", "KeyCost", "Keys", "Slot", "bytes_of", "calibrated", "chosen_secret",
    "data_key_of", "derive", "digest_of", "is_sealed_under", "keys_from", "new_keys", "passphrase_secret", "read_keys",
    "renewed", "with_slot", "write_keys",
]  # fmt: skip

FORMAT, UNSEALED, VERSION = "throughline.vault", 1, 2
"""Files of the first version are read, and written anew as soon as one of their secrets has been typed."""
PASSPHRASE, RECOVERY = "passphrase", "recovery"
"""The names of the two slots."""
NONCE_BYTES, WRAPPED_BYTES, SEAL_BYTES = 12, 48, 32
LARGEST_FILE = 64 * 1024
"""The largest keys.json that is read, in bytes; a real one has about 900."""


@dataclass(frozen=True, slots=True, repr=False)
class Slot:
    """The data key, wrapped under one secret; `since` is the version of the file that it was wrapped for."""

    name: str
    cost: KeyCost
    salt: bytes
    nonce: bytes
    wrapped: bytes
    since: int = VERSION


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """The slots of one vault, which is known by a random name, and the seal over both; a file of version 1 has none."""

    vault: str
    slots: tuple[Slot, ...]
    version: int = VERSION
    seal: bytes = b""


def passphrase_secret(passphrase: str) -> bytes:
    """A passphrase as bytes, the same however the keyboard composes its letters."""
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def chosen_secret(passphrase: str) -> bytes:
    """A passphrase that is to protect something, as bytes; raises EmptyPassphrase."""
    if not passphrase.strip():
        raise EmptyPassphrase
    return passphrase_secret(passphrase)


def new_keys(data_key: bytes, secrets_by_slot: dict[str, bytes], cost: KeyCost) -> Keys:
    """Keys for a new vault: the data key under each of these secrets."""
    vault = secrets.token_hex(16)
    return _sealed(
        vault, (_wrap(vault, name, secret, data_key, cost) for name, secret in secrets_by_slot.items()), data_key
    )


def data_key_of(keys: Keys, name: str, secret: bytes) -> bytes:
    """The data key, unwrapped by one secret; raises WrongKeyOrDamaged, also where the seal over the keys is broken."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    slot = _slot_of(keys, name)
    if slot is None:
        raise WrongKeyOrDamaged
    bound = _bound(keys.vault, slot)
    try:
        data_key = AESGCM(derive(secret, slot.salt, slot.cost)).decrypt(slot.nonce, slot.wrapped, bound)
    except InvalidTag:
        raise WrongKeyOrDamaged from None
    if keys.version > UNSEALED and not is_sealed_under(keys, data_key):
        raise WrongKeyOrDamaged
    return data_key


def is_sealed_under(keys: Keys, data_key: bytes) -> bool:
    """Whether these keys wrap this data key, as their seal says; a file of the first version has none to say so."""
    return keys.version > UNSEALED and hmac.compare_digest(keys.seal, _seal_over(keys, data_key))


def with_slot(keys: Keys, name: str, secret: bytes, data_key: bytes, cost: KeyCost) -> Keys:
    """The keys with one slot wrapped anew; the other slots and the data key stay."""
    fresh = _wrap(keys.vault, name, secret, data_key, cost)
    return _sealed(keys.vault, (*(slot for slot in keys.slots if slot.name != name), fresh), data_key)


def renewed(keys: Keys, name: str, secret: bytes, data_key: bytes, seconds: float) -> Keys | None:
    """The keys as they should be from now on, where this secret has just opened its slot in so many seconds.

    None where they are well as they are: of this version, and as dear as this computer bears. Raises TooLittleMemory.
    """
    slot = _slot_of(keys, name)
    if slot is None:
        return None
    better = dearer(slot.cost, seconds)
    if better is not None or slot.since < VERSION:
        return with_slot(keys, name, secret, data_key, better or slot.cost)
    return _sealed(keys.vault, keys.slots, data_key) if keys.version < VERSION else None


def _slot_of(keys: Keys, name: str) -> Slot | None:
    return next((slot for slot in keys.slots if slot.name == name), None)


def _wrap(vault: str, name: str, secret: bytes, data_key: bytes, cost: KeyCost) -> Slot:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    slot = Slot(name, cost, secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES), b"")
    wrapped = AESGCM(derive(secret, slot.salt, cost)).encrypt(slot.nonce, data_key, _bound(vault, slot))
    return replace(slot, wrapped=wrapped)


def _bound(vault: str, slot: Slot) -> bytes:
    """What a wrapped key is bound to, so that it cannot be moved to another slot, vault or format.

    The version is the one it was wrapped for: so a sealed file cannot be passed off as an older one without a seal.
    """
    return f"{FORMAT}|{slot.since}|{vault}|{slot.name}".encode()


def _sealed(vault: str, slots: Iterable[Slot], data_key: bytes) -> Keys:
    keys = Keys(vault, tuple(slots))
    return replace(keys, seal=_seal_over(keys, data_key))


def _seal_over(keys: Keys, data_key: bytes) -> bytes:
    """HMAC-SHA256 over the bytes of the file as it is without its seal, under a key that serves nothing else."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    key = HKDF(SHA256(), KEY_BYTES, salt=None, info=f"{FORMAT}|{VERSION}|seal of the keys".encode()).derive(data_key)
    return hmac.digest(key, bytes_of(replace(keys, seal=b"")), "sha256")


def read_keys(path: Path) -> Keys:
    """The keys in a file; raises NotAVault where there is none, WrongKeyOrDamaged where it is not as it was written."""
    with on_disk():
        if not path.is_file():
            raise NotAVault
        with path.open("rb") as file:
            return keys_from(file.read(LARGEST_FILE + 1))


def keys_from(raw: bytes) -> Keys:
    """The keys in the bytes of a file; raises WrongKeyOrDamaged."""
    if len(raw) > LARGEST_FILE:
        raise WrongKeyOrDamaged
    try:
        keys = _keys(json.loads(raw))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise WrongKeyOrDamaged from None
    # What is sealed is what was read. Were there more in the file than that, the seal would not be over all of it.
    if keys.version > UNSEALED and bytes_of(keys) != raw:
        raise WrongKeyOrDamaged
    return keys


def write_keys(path: Path, keys: Keys) -> None:
    """Put the keys in the place of those that are there: after a crash there are the old ones or the new."""
    with on_disk():
        replace_file(path, bytes_of(keys))


def digest_of(keys: Keys) -> str:
    """By what a vault knows its keys again; it says nothing of any secret."""
    return hashlib.sha256(bytes_of(keys)).hexdigest()


def bytes_of(keys: Keys) -> bytes:
    """The keys as the bytes of a file."""
    sealed = keys.version > UNSEALED
    slots = [
        {"name": slot.name, "kdf": "argon2id", **asdict(slot.cost)}
        | {part: getattr(slot, part).hex() for part in ("salt", "nonce", "wrapped")}
        | ({"since": slot.since} if sealed else {})
        for slot in keys.slots
    ]
    record = {"format": FORMAT, "version": keys.version, "vault": keys.vault, "slots": slots}
    return (json.dumps(record | ({"seal": keys.seal.hex()} if sealed else {}), indent=1) + "\n").encode("ascii")


def _keys(record: dict[str, Any]) -> Keys:
    version = _number(record["version"])
    if record["format"] != FORMAT or version not in (UNSEALED, VERSION):
        raise WrongKeyOrDamaged
    slots = tuple(_slot(each, version) for each in record["slots"])
    seal = b"" if version == UNSEALED else bytes.fromhex(record["seal"])
    if len({slot.name for slot in slots}) != len(slots) or (version > UNSEALED and len(seal) != SEAL_BYTES):
        raise WrongKeyOrDamaged
    return Keys(_text(record["vault"]), slots, version, seal)


def _slot(record: dict[str, Any], version: int) -> Slot:
    cost = KeyCost(*(_number(record[part]) for part in ("memory", "iterations", "lanes")))
    salt, nonce, wrapped = (bytes.fromhex(record[part]) for part in ("salt", "nonce", "wrapped"))
    lengths = (len(salt), len(nonce), len(wrapped)) == (SALT_BYTES, NONCE_BYTES, WRAPPED_BYTES)
    since = UNSEALED if version == UNSEALED else _number(record["since"])
    if record["kdf"] != "argon2id" or not cost.is_sane or not lengths or not UNSEALED <= since <= version:
        raise WrongKeyOrDamaged
    return Slot(_text(record["name"]), cost, salt, nonce, wrapped, since)


def _number(value: object) -> int:
    if type(value) is not int:
        raise WrongKeyOrDamaged
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise WrongKeyOrDamaged
    return value
