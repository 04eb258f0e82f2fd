"""A vault spoilt on purpose by someone who has the key: each way of doing it, and what finds it out."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from mapping import commands
from storage import cipher, sealing
from storage.engine import engine_over
from storage.errors import VaultError
from storage.journal import chained, digest, opened
from storage.keys import PASSPHRASE as SLOT
from storage.keys import data_key_of, passphrase_secret, read_keys
from storage.sealing import canonical
from storage.tables import entries, journal, journal_items
from storage.vault import Vault
from tests.storage.sample import CHEAP, PASSPHRASE, Desk, small_case

OTHER = "never went near the door"


def made(folder: Path, chance: random.Random, acts: int = 12) -> tuple[int, bytes]:
    """A closed vault with this many acts on the small case; how its record ends."""
    with Vault.create(folder, PASSPHRASE, cost=CHEAP)[0] as vault:
        vault.add(small_case(), "worker")
        desk = Desk(vault)
        for number in range(acts):
            match chance.randrange(4):
                case 0:
                    desk.edit(chance.choice(("B1", "B2", "I1")), title=f"title {number}")
                case 1:
                    desk.edit("B1", account=f"account {number}")
                case 2:
                    desk.do(
                        commands.add(
                            desk.case, commands.new_entry(desk.case, "behaviour", title=f"new {number}", by="p1")
                        )
                    )
                case _ if desk.history.next_undo is not None:
                    desk.undo()
        desk.edit("B1", title="the last act", account="as it was told")
        return vault.head()


def data_key(folder: Path) -> bytes:
    """The key of a closed vault."""
    return data_key_of(read_keys(folder / "keys.json"), SLOT, passphrase_secret(PASSPHRASE))


@contextmanager
def inside(folder: Path) -> Iterator[Connection]:
    """The database of a closed vault, open to be spoilt."""
    engine = engine_over(cipher.connect(folder / "vault.db", data_key(folder)))
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def found_out(folder: Path) -> bool:
    """Whether a spoilt vault is known as such, on opening or when it is looked over."""
    try:
        with Vault.unlock(folder, PASSPHRASE) as vault:
            return vault.check() != ()
    except VaultError:
        return True


def copy_of(folder: Path, name: str) -> Path:
    """A copy of a vault to spoil."""
    place = folder.with_name(name)
    shutil.copytree(folder, place)
    return place


# ------------------------------------------------------------------------------------------------- ways to spoil it


def _some_act(connection: Connection, chance: random.Random) -> int:
    return chance.choice(list(connection.execute(select(journal.c.seq)).scalars()))


def edit_act(connection: Connection, chance: random.Random) -> None:
    """Say of an act that someone else did it, or another time, or something else."""
    cell = chance.choice(({"who": "someone else"}, {"time": "2020-01-01T00:00:00.000+00:00"}, {"act": "arrange"}))
    connection.execute(update(journal).where(journal.c.seq == _some_act(connection, chance)).values(**cell))


def edit_item(connection: Connection, chance: random.Random) -> None:
    """Seal other words into an act, under the right key and for the right place."""
    rows = connection.execute(select(journal_items).where(journal_items.c.sealed.is_not(None))).all()
    item = chance.choice([row for row in rows if row.thing.startswith("B")])
    nonce, sealed = _sealed(connection, item, _altered(_body(connection, item)))
    where = (journal_items.c.seq == item.seq, journal_items.c.position == item.position)
    connection.execute(update(journal_items).where(*where).values(nonce=nonce, sealed=sealed))


def edit_state(connection: Connection, chance: random.Random) -> None:
    """Change what stands on the map, and leave the record as it is."""
    row = chance.choice(connection.execute(select(entries).where(entries.c.kind == "behaviour")).all())
    connection.execute(update(entries).where(entries.c.id == row.id).values(body=_altered(row.body)))


def reorder(connection: Connection, chance: random.Random) -> None:
    """Let two acts change places, with everything in them."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    first, second = sorted(chance.sample(list(connection.execute(select(journal.c.seq)).scalars()), 2))
    for old, new in ((first, -1), (second, first), (-1, second)):
        connection.execute(update(journal).where(journal.c.seq == old).values(seq=new))
        connection.execute(update(journal_items).where(journal_items.c.seq == old).values(seq=new))


def drop_tail(connection: Connection, chance: random.Random) -> None:
    """Take the last few acts out of the record."""
    last = connection.execute(select(func.max(journal.c.seq))).scalar_one()
    after = last - chance.randint(1, 4)
    connection.execute(delete(journal_items).where(journal_items.c.seq > after))
    connection.execute(delete(journal).where(journal.c.seq > after))


def swap_ids(connection: Connection, chance: random.Random) -> None:
    """Let two cards change names: on the map, or in the record."""
    if chance.random() < 0.5:
        bodies = {row.id: row.body for row in connection.execute(select(entries).where(entries.c.id.in_(("B1", "B2"))))}
        for one, other in (("B1", "B2"), ("B2", "B1")):
            connection.execute(update(entries).where(entries.c.id == one).values(body=bodies[other]))
        return
    for old, new in (("B1", "?"), ("B2", "B1"), ("?", "B2")):
        connection.execute(update(journal_items).where(journal_items.c.thing == old).values(thing=new))


WAYS: tuple[Callable[[Connection, random.Random], None], ...] = (
    edit_act, edit_item, edit_state, reorder, drop_tail, swap_ids,
)  # fmt: skip


def rebuild(connection: Connection, chance: random.Random) -> None:
    """Alter an act and forge everything after it anew: the map, the digests, and every hash to the end."""
    rows = connection.execute(
        select(journal_items).where(journal_items.c.thing == "B1").order_by(journal_items.c.seq)
    ).all()
    last = rows[-1]
    body = _altered(_body(connection, last))
    nonce, sealed = _sealed(connection, last, body)
    where = (journal_items.c.seq == last.seq, journal_items.c.position == last.position)
    connection.execute(update(journal_items).where(*where).values(nonce=nonce, sealed=sealed))
    connection.execute(update(entries).where(entries.c.id == "B1").values(body=body))
    previous = None
    for act in connection.execute(select(journal).order_by(journal.c.seq)).mappings().all():
        items = connection.execute(
            select(journal_items).where(journal_items.c.seq == act["seq"]).order_by(journal_items.c.position)
        ).mappings()
        cells: dict[str, Any] = {**act, "digest": digest(dict(item) for item in items)}
        cells["previous"] = act["previous"] if previous is None else previous
        previous = chained(cells)
        forged = {name: cells[name] for name in ("digest", "previous")} | {"hash": previous}
        connection.execute(update(journal).where(journal.c.seq == act["seq"]).values(**forged))


def _body(connection: Connection, item: Any) -> str:
    case_key = connection.execute(select(journal.c.case_key).where(journal.c.seq == item.seq)).scalar_one()
    body = opened(sealing.ring(connection, case_key), case_key, item)
    assert body is not None
    return body


def _sealed(connection: Connection, item: Any, body: str) -> tuple[bytes, bytes]:
    case_key = connection.execute(select(journal.c.case_key).where(journal.c.seq == item.seq)).scalar_one()
    key = sealing.key_at(sealing.ring(connection, case_key), item.thing, item.seq)
    assert key is not None
    return sealing.seal(key, body, canonical(case_key, item.seq, item.position, item.thing))


def _altered(body: str) -> str:
    return json.dumps(json.loads(body) | {"title": OTHER}, separators=(",", ":"))
