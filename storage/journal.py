"""The journal: every act with what each thing became, sealed, and a chain of hashes over all of it.

It knows bodies as text and acts as rows; cases, entries and the history of undo it does not know.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from storage import sealing
from storage.sealing import canonical
from storage.tables import journal, journal_items, meta

_HASHED = ("seq", "case_key", "time", "utc_offset", "who", "act", "how", "merge", "joined")
"""The columns of an act that its hash covers, beside the hash before it and the digest of its items."""
_DIGESTED = ("position", "thing", "before_seq", "nonce", "sealed")
_LAST = select(journal.c.seq, journal.c.hash).order_by(journal.c.seq.desc()).limit(1)
_INSERT_ACT, _INSERT_ITEMS = insert(journal), insert(journal_items)
Cells = dict[str, str | int | bytes | None]
"""One row on its way into a table."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act without its items and hashes: when, on which case, by whom, what, and how it came about."""

    seq: int
    case_key: int
    who: str
    act: str
    how: str = "do"
    merge: str = ""
    joined: bool = False
    moment: datetime = field(default_factory=lambda: datetime.now(UTC).astimezone())

    def cells(self) -> Cells:
        """The act as columns of the journal."""
        offset = self.moment.utcoffset()
        return {
            "seq": self.seq, "case_key": self.case_key,
            "time": self.moment.astimezone(UTC).isoformat(timespec="milliseconds"),
            "utc_offset": int(offset.total_seconds() // 60) if offset else 0,
            # A half character cannot be stored as text; a name with one in it was never typed by a person.
            "who": self.who.encode("utf-8", "replace").decode("utf-8"),
            "act": self.act, "how": self.how, "merge": self.merge, "joined": self.joined,
        }  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False)
class Item:
    """One thing in an act: the act that wrote it before, and its body after; None where it was or is not there."""

    thing: str
    before_seq: int | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Promise:
    """What the journal will hold if an act reaches the file: its number and its hash, which no other act has."""

    seq: int
    hash: bytes


def head(connection: Connection) -> Promise:
    """The number and hash of the last act; before the first, 0 and a hash that only this vault has."""
    last = connection.execute(_LAST).first()
    if last:
        return Promise(last.seq, last.hash)
    return Promise(0, head_before_all(connection))


def head_before_all(connection: Connection) -> bytes:
    """The hash that the first act follows: no other vault has it."""
    vault = connection.execute(select(meta.c.value).where(meta.c.name == "vault")).scalar_one()
    return hashlib.sha256(canonical("throughline.journal", vault)).digest()


def holds(connection: Connection, promise: Promise) -> bool:
    """Whether the act that was promised is in the journal."""
    found = connection.execute(select(journal.c.hash).where(journal.c.seq == promise.seq)).scalar()
    return found == promise.hash


def append(connection: Connection, act: Act, items: Sequence[Item]) -> Promise:
    """Put an act at the end of the chain; it must bear the next number."""
    last = head(connection)
    sealed = _sealed(connection, act, items)
    cells = act.cells() | {"previous": last.hash, "digest": digest(sealed)}
    fresh = chained(cells)
    connection.execute(_INSERT_ACT, cells | {"hash": fresh})
    if sealed:
        connection.execute(_INSERT_ITEMS, sealed)
    return Promise(act.seq, fresh)


def digest(items: Iterable[Cells]) -> bytes:
    """The hash of an act's items as they are stored, whether or not they can still be opened."""
    found = hashlib.sha256()
    for item in items:
        found.update(canonical(*(item[name] for name in _DIGESTED)))
    return found.digest()


def chained(act: Cells) -> bytes:
    """The hash that an act must have, after the act before it."""
    return hashlib.sha256(canonical(act["previous"], *(act[name] for name in _HASHED), act["digest"])).digest()


def opened(keys: sealing.Ring, case_key: int, item: Row[Any]) -> str | None:
    """The body that an item sealed; None if the thing was gone by then, or if its key is gone now."""
    if item.sealed is None:
        return None
    place = _place(case_key, item.seq, item.position, item.thing)
    return sealing.unseal(sealing.key_at(keys, item.thing, item.seq), item.nonce, item.sealed, place)


def _sealed(connection: Connection, act: Act, items: Sequence[Item]) -> list[Cells]:
    living = [item.thing for item in items if item.after is not None]
    keys = sealing.keys_for(connection, act.case_key, living, act.seq)
    return [_sealed_item(act, position, item, keys) for position, item in enumerate(items)]


def _sealed_item(act: Act, position: int, item: Item, keys: dict[str, bytes]) -> Cells:
    nonce = sealed = None
    if item.after is not None:
        place = _place(act.case_key, act.seq, position, item.thing)
        nonce, sealed = sealing.seal(keys[item.thing], item.after, place)
    return {
        "seq": act.seq, "position": position, "thing": item.thing, "before_seq": item.before_seq,
        "nonce": nonce, "sealed": sealed,
    }  # fmt: skip


def _place(case_key: int, seq: int, position: int, thing: str) -> bytes:
    return canonical(case_key, seq, position, thing)
