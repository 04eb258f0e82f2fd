"""The key of each thing in the journal: what a thing became is sealed under it, and lost for good with it.

It knows bytes and the table of keys; what the bytes say it does not know.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, bindparam, insert, select

from storage.tables import thing_keys

KEY_BYTES, NONCE_BYTES = 32, 12
Ring = Mapping[str, Sequence[tuple[int, bytes]]]
"""For each thing its keys, oldest first, each with the act from which it holds."""
Each = TypeVar("Each")
_KEYS = select(thing_keys.c.thing, thing_keys.c.born, thing_keys.c.key).order_by(thing_keys.c.born)
_KEYS = _KEYS.where(thing_keys.c.case_key == bindparam("of_case"))
_KEYS_OF = _KEYS.where(thing_keys.c.thing.in_(bindparam("things", expanding=True)))


def chunks(items: Iterable[Each], size: int = 500) -> Iterator[tuple[Each, ...]]:
    """The items in handfuls that one statement can name."""
    rest = iter(items)
    while handful := tuple(islice(rest, size)):
        yield handful


def canonical(*fields: bytes | str | int | None) -> bytes:
    """These fields as bytes that no other fields give: each with its type and length before it."""
    parts = []
    for field in fields:
        raw = _bytes(field)
        parts.append(b"%c%d:%b" % (_TYPES[type(field)], len(raw), raw))
    return b"".join(parts)


_TYPES: dict[type, bytes] = {bytes: b"b", str: b"s", int: b"i", bool: b"i", type(None): b"n"}


def _bytes(field: bytes | str | int | None) -> bytes:
    if isinstance(field, bytes):
        return field
    if isinstance(field, str):
        return field.encode("utf-8", "surrogatepass")
    return b"" if field is None else b"%d" % field


def ring(connection: Connection, case_key: int, things: Iterable[str] | None = None) -> Ring:
    """The keys of these things of a case, or of all."""
    found: dict[str, list[tuple[int, bytes]]] = {}
    of_case: dict[str, object] = {"of_case": case_key}
    asked = [(_KEYS, of_case)] if things is None else [(_KEYS_OF, of_case | {"things": p}) for p in chunks(things)]
    for query, given in asked:
        for thing, born, key in connection.execute(query, given):
            found.setdefault(thing, []).append((born, key))
    return found


def keys_for(connection: Connection, case_key: int, things: Sequence[str], seq: int) -> dict[str, bytes]:
    """The key of each thing for act `seq`; a thing that has none gets one."""
    keys = {thing: held[-1][1] for thing, held in ring(connection, case_key, things).items()}
    missing = [thing for thing in dict.fromkeys(things) if thing not in keys]
    fresh = {thing: secrets.token_bytes(KEY_BYTES) for thing in missing}
    if fresh:
        rows = [{"case_key": case_key, "thing": thing, "born": seq, "key": key} for thing, key in fresh.items()]
        connection.execute(insert(thing_keys), rows)
    return keys | fresh


def key_at(keys: Ring, thing: str, seq: int) -> bytes | None:
    """The key under which act `seq` sealed a thing; None if it was destroyed."""
    return next((key for born, key in reversed(keys.get(thing, ())) if born <= seq), None)


def seal(key: bytes, body: str, place: bytes) -> tuple[bytes, bytes]:
    """A fresh nonce and the sealed body, which can be opened at this `place` in the journal only."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce, AESGCM(key).encrypt(nonce, body.encode("ascii"), place)


def unseal(key: bytes | None, nonce: bytes, sealed: bytes, place: bytes) -> str | None:
    """The body again; None if the key is gone or does not fit."""
    if key is None:
        return None
    try:
        return AESGCM(key).decrypt(nonce, sealed, place).decode("ascii")
    except InvalidTag:
        return None
