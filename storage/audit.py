"""The journal as people read it: who did what when, and what each thing was before and became.

It opens what can still be opened; what was erased it names as erased. It changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from sqlalchemy import Connection, Row, func, select, tuple_

from mapping.entries import Thing
from storage import sealing
from storage.journal import opened
from storage.rows import thing_of
from storage.sealing import chunks
from storage.tables import journal, journal_items

BACKWARD = timedelta(minutes=2)
"""How far the clock may stand behind the act before without being called turned back: clocks are set right by a bit."""


@dataclass(frozen=True, slots=True, repr=False)
class Touched:
    """One thing in an act: as it was and as it became, None where it was not there; `erased` if that is gone for good.

    `before` is None as well where what stood before was erased; `before_erased` tells the two apart.
    """

    thing: str
    before: Thing | None
    after: Thing | None
    before_erased: bool = False
    erased: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Record:
    """One act of the journal, with what it touched.

    `moment` is the worker's own clock, which only labels: `seq` orders. `clock_back` says that it stands before the
    moment of an earlier act. `case_id` and the journal's own words for the act (`act`, `how`) are keys, not sentences.
    """

    seq: int
    moment: datetime
    who: str
    act: str
    how: str
    joined: bool
    clock_back: bool
    touched: tuple[Touched, ...]


def records(
    connection: Connection, case_key: int, thing: str = "", before: int = 0, most: int = 200
) -> tuple[Record, ...]:
    """The acts on a case, newest first: at most `most` of them, those before act `before`, those that touched `thing`.

    With case key 0, the acts that were about the whole vault.
    """
    query = select(journal).where(journal.c.case_key == case_key)
    if before:
        query = query.where(journal.c.seq < before)
    if thing:
        query = query.where(journal.c.seq.in_(select(journal_items.c.seq).where(journal_items.c.thing == thing)))
    acts = connection.execute(query.order_by(journal.c.seq.desc()).limit(most)).all()
    reader = _Reader(connection, case_key, [act.seq for act in acts], thing)
    return tuple(_record(connection, act, reader.touched(act.seq)) for act in acts)


def _record(connection: Connection, act: Row[Any], touched: tuple[Touched, ...]) -> Record:
    there = timezone(timedelta(minutes=act.utc_offset))
    moment = datetime.fromisoformat(act.time)
    latest = connection.execute(select(func.max(journal.c.time)).where(journal.c.seq < act.seq)).scalar()
    back = latest is not None and datetime.fromisoformat(latest) - moment > BACKWARD
    return Record(act.seq, moment.astimezone(there), act.who, act.act, act.how, act.joined, back, touched)


class _Reader:
    """Opens the items of some acts, and of the acts before them that touched the same things."""

    def __init__(self, connection: Connection, case_key: int, acts: list[int], thing: str) -> None:
        self._case_key = case_key
        self._items: dict[int, list[Row[Any]]] = {}
        for part in chunks(acts):
            self._take(connection, journal_items.c.seq.in_(part), thing)
        asked = set(self._items)
        earlier = {(item.before_seq, item.thing) for items in self._items.values() for item in items if item.before_seq}
        for pairs in chunks(sorted(pair for pair in earlier if pair[0] not in asked)):
            self._take(connection, tuple_(journal_items.c.seq, journal_items.c.thing).in_(pairs), thing)
        self._keys = sealing.ring(
            connection, case_key, {item.thing for items in self._items.values() for item in items}
        )

    def _take(self, connection: Connection, which: Any, thing: str) -> None:
        query = select(journal_items).where(which)
        if thing:
            query = query.where(journal_items.c.thing == thing)
        for item in connection.execute(query.order_by(journal_items.c.seq, journal_items.c.position)):
            self._items.setdefault(item.seq, []).append(item)

    def touched(self, seq: int) -> tuple[Touched, ...]:
        """What one act touched."""
        return tuple(self._one(item) for item in self._items.get(seq, ()))

    def _one(self, item: Row[Any]) -> Touched:
        earlier = self._last_before(item)
        before, before_erased = (None, False) if earlier is None else self._opened(earlier)
        after, erased = self._opened(item)
        return Touched(item.thing, before, after, before_erased, erased)

    def _last_before(self, item: Row[Any]) -> Row[Any] | None:
        if item.before_seq is None:
            return None
        same = (each for each in self._items.get(item.before_seq, ()) if each.thing == item.thing)
        # An act may touch a thing twice: the second time, what was before stands in the same act.
        found = [each for each in same if (each.seq, each.position) < (item.seq, item.position)]
        return found[-1] if found else None

    def _opened(self, item: Row[Any]) -> tuple[Thing | None, bool]:
        if item.sealed is None:
            return None, False
        body = opened(self._keys, self._case_key, item)
        return (None, True) if body is None else (thing_of(body), False)


def ever_held(connection: Connection, case_key: int, things: Iterable[str]) -> Iterator[str]:
    """Those of these things of which the journal of a case still holds something that can be opened."""
    for part in chunks(things):
        keys = sealing.ring(connection, case_key, part)
        yield from (thing for thing in part if thing in keys)
