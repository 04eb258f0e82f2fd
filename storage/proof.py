"""Whether the journal proves what the vault holds: the chain is whole, and every thing is as its last act left it.

It finds tampering and decay; it names acts by number and things by id, and says nothing of what they hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, func, not_, select

from storage import attachments, sealing
from storage.journal import chained, digest, head_before_all, opened
from storage.tables import cases, entries, journal, journal_items, links


def faults(connection: Connection) -> tuple[str, ...]:
    """What is wrong with the journal or with what it should prove, each as a sentence; empty if nothing is."""
    broken = first_break(connection)
    chain: tuple[str, ...] = () if broken is None else (f"The journal was altered or is damaged at act {broken}.",)
    known = connection.execute(select(cases.c.key, cases.c.id)).all()
    if attachments.orphans(connection) or attachments.damaged(connection):
        chain += ("Something that was attached to a card is damaged, or belongs to no card.",)
    return (*chain, *(sentence for key, case_id in known for sentence in _disagreements(connection, key, case_id)))


def first_break(connection: Connection, after: int = 0) -> int | None:
    """The number of the first act behind act `after` at which the chain does not hold; None if it holds to the end."""
    living = set(connection.execute(select(cases.c.key)).scalars())
    items = _items_by_act(connection, after)
    waiting = next(items, None)
    last_seq, last_hash = after, _hash_of(connection, after)
    acts = select(journal).where(journal.c.seq > after).order_by(journal.c.seq)
    for act in connection.execute(acts).mappings():
        held: list[Any] = []
        if waiting and waiting[0] == act["seq"]:
            held, waiting = waiting[1], next(items, None)
        # The items of a forgotten case are gone with it; its acts stand in the chain by their digest alone.
        forgotten = not held and act["case_key"] not in living
        follows = (act["seq"], act["previous"]) == (last_seq + 1, last_hash)
        if not follows or chained(dict(act)) != act["hash"] or not (forgotten or digest(held) == act["digest"]):
            return last_seq + 1
        last_seq, last_hash = act["seq"], act["hash"]
    return None if waiting is None else last_seq + 1


def broken_near_end(connection: Connection, acts: int) -> bool:
    """Whether the last few acts do not follow from each other; quick, however long the journal is."""
    last = connection.execute(select(func.max(journal.c.seq))).scalar() or 0
    return first_break(connection, max(0, last - acts)) is not None


def _hash_of(connection: Connection, seq: int) -> bytes | None:
    """The hash that stands at an act, or before all of them; None where there is no such act."""
    if not seq:
        return head_before_all(connection)
    return connection.execute(select(journal.c.hash).where(journal.c.seq == seq)).scalar()


def _items_by_act(connection: Connection, after: int) -> Iterator[tuple[int, list[Any]]]:
    behind = select(journal_items).where(journal_items.c.seq > after)
    rows = connection.execute(behind.order_by(journal_items.c.seq, journal_items.c.position)).mappings()
    for seq, items in groupby(rows, key=lambda item: item["seq"]):
        yield seq, list(items)


def _disagreements(connection: Connection, case_key: int, case_id: str) -> Iterator[str]:
    """Each thing of a case that is not as the journal has it, as a sentence."""
    keys = sealing.ring(connection, case_key)
    standing = _standing(connection, case_key, case_id)
    last = {item.thing: item for item in _items_of(connection, case_key)}
    for thing in sorted(standing.keys() | last.keys()):
        seq, body = standing.get(thing, (None, None))
        item = last.get(thing)
        proved = None if item is None or item.sealed is None else item.seq
        erased = item is not None and proved is not None and sealing.key_at(keys, thing, item.seq) is None
        if seq != proved or (item is not None and not erased and opened(keys, case_key, item) != body):
            yield f"In case {case_id}, {thing} is not as the journal has it."


def _items_of(connection: Connection, case_key: int) -> Iterator[Row[Any]]:
    """Every item of a case that says how a thing became, oldest first."""
    of_case = select(journal_items).join(journal, journal.c.seq == journal_items.c.seq)
    of_case = of_case.where(journal.c.case_key == case_key, not_(attachments.tells_of_evidence()))
    yield from connection.execute(of_case.order_by(journal_items.c.seq, journal_items.c.position))


def _standing(connection: Connection, case_key: int, case_id: str) -> dict[str, tuple[int, str]]:
    """Every thing of a case as the tables hold it: the act that wrote it, and its body."""
    found = {}
    for table in (entries, links):
        rows = connection.execute(select(table.c.id, table.c.seq, table.c.body).where(table.c.case_key == case_key))
        found.update({identity: (seq, body) for identity, seq, body in rows})
    seq, body = connection.execute(select(cases.c.seq, cases.c.head).where(cases.c.key == case_key)).one()
    return found | {case_id: (seq, body)}
