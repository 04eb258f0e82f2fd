"""Erasing for good: what the journal holds of some things becomes noise, and the chain over it still proves the rest.

The key of each thing is destroyed; what stands of it now, if it is to stay, is sealed anew. It knows tables and keys;
whether the law or a danger asks for it, and what backups still hold, it does not know.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, update

from storage import rows
from storage.attachments import drop_unattached
from storage.journal import Item
from storage.sealing import chunks
from storage.tables import attached, drafts, entries, links, thing_keys

ACT = "erase"
"""What an erasure is called in the journal."""


def erase(connection: Connection, case_key: int, things: Sequence[str], seq: int) -> list[Item]:
    """Destroy what the journal of a case holds of these things, and their drafts.

    Gives the items that act `seq` must put into the journal: each thing that still stands, as it stands now, and each
    that does not, as not there. What no longer stands loses what was attached to it as well.
    """
    present = rows.standing(connection, case_key, things)
    for part in chunks(things):
        connection.execute(delete(thing_keys).where(thing_keys.c.case_key == case_key, thing_keys.c.thing.in_(part)))
        connection.execute(delete(drafts).where(drafts.c.case_key == case_key, drafts.c.entry.in_(part)))
    gone = [thing for thing in things if thing not in present]
    _drop_attached(connection, case_key, gone)
    items = [Item(thing, None, None) for thing in gone]
    for thing, stands in present.items():
        shelf = stands.shelf
        place = shelf.c.case_key == case_key if shelf in (entries, links) else shelf.c.key == case_key
        connection.execute(update(shelf).where(place, shelf.c.id == thing).values(seq=seq))
        items.append(Item(thing, stands.seq, stands.body))
    return items


def _drop_attached(connection: Connection, case_key: int, things: Iterable[str]) -> None:
    for part in chunks(things):
        connection.execute(delete(attached).where(attached.c.case_key == case_key, attached.c.thing.in_(part)))
    drop_unattached(connection)
