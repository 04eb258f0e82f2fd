"""The journal as people read it: who did what when, and what each thing was before and became.

It opens what can still be opened; what was erased it names as erased. It changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from sqlalchemy import Connection, Row, and_, func, select, true, tuple_

from mapping.audit import Titles
from mapping.entries import Thing
from storage import sealing
from storage.attachments import ATTACH, DETACH, titles_in
from storage.gone import about_vault
from storage.journal import opened
from storage.rows import thing_of
from storage.sealing import chunks
from storage.tables import BESIDE, journal, journal_items

BACKWARD = timedelta(minutes=2)
"""How far the clock may stand behind the act before without being called turned back: clocks are set right by a bit."""


@dataclass(frozen=True, slots=True, repr=False)
class Touched:
    """One thing in an act: as it was and as it became, None where it was not there; `erased` if that is gone for good.

    `before` is None as well where what stood before was erased; `before_erased` tells the two apart. Of an act on the
    evidence for the thing, `before` and `after` are the thing as it stood then, `titles` what the evidence was called.
    """

    thing: str
    before: Thing | None
    after: Thing | None
    before_erased: bool = False
    erased: bool = False
    titles: Titles | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Record:
    """One act of the journal, with what it touched.

    `moment` is the worker's own clock, which only labels: `seq` orders. `clock_back` says that it stands before the
    moment of an earlier act. The journal's own words for the act (`act`, `how`) are keys, not sentences. `size` is how
    many things it touched: there may be more than `touched` tells of.
    """

    seq: int
    moment: datetime
    who: str
    act: str
    how: str
    joined: bool
    clock_back: bool
    touched: tuple[Touched, ...]
    size: int = 0


def records(
    connection: Connection, case_key: int, thing: str = "", before: int = 0, most: int = 200, widest: int = 0
) -> tuple[Record, ...]:
    """The acts on a case, newest first: at most `most` of them, those before act `before`, those that touched `thing`.

    With case key 0, the acts that were about the whole vault; that a case left it is among them. Of an act that touched
    very much, the first `widest` things are opened (0: all).
    """
    query = select(journal).where(journal.c.case_key == case_key if case_key else about_vault())
    if before:
        query = query.where(journal.c.seq < before)
    if thing:
        query = query.where(journal.c.seq.in_(select(journal_items.c.seq).where(journal_items.c.thing == thing)))
    acts = connection.execute(query.order_by(journal.c.seq.desc()).limit(most)).all()
    seqs = [act.seq for act in acts]
    reader = _Reader(connection, case_key, seqs, thing, widest)
    sizes, backward = _sizes(connection, seqs, thing), _backward(connection, seqs)
    return tuple(_record(act, reader.touched(act), sizes.get(act.seq, 0), act.seq in backward) for act in acts)


def _record(act: Row[Any], touched: tuple[Touched, ...], size: int, back: bool) -> Record:
    there = timezone(timedelta(minutes=act.utc_offset))
    moment = datetime.fromisoformat(act.time).astimezone(there)
    return Record(act.seq, moment, act.who, act.act, act.how, act.joined, back, touched, size)


def _sizes(connection: Connection, acts: list[int], thing: str) -> dict[int, int]:
    """How many things each of these acts touched, of those that are asked for."""
    found: dict[int, int] = {}
    asked = journal_items.c.thing == thing if thing else true()
    for part in chunks(acts):
        query = select(journal_items.c.seq, func.count()).where(journal_items.c.seq.in_(part), asked)
        found.update((seq, number) for seq, number in connection.execute(query.group_by(journal_items.c.seq)))
    return found


def _backward(connection: Connection, acts: list[int]) -> frozenset[int]:
    """Those of these acts that stand, by the clock, before the moment of an earlier act of this vault."""
    if not acts:
        return frozenset()
    first, last, asked, found = min(acts), max(acts), set(acts), set[int]()
    latest = connection.execute(select(func.max(journal.c.time)).where(journal.c.seq < first)).scalar() or ""
    between = select(journal.c.seq, journal.c.time).where(journal.c.seq >= first, journal.c.seq <= last)
    for seq, time in connection.execute(between.order_by(journal.c.seq)):
        # Times are in UTC and of one form, so that they order as texts.
        if seq in asked and time < latest and _apart(time, latest) > BACKWARD:
            found.add(seq)
        latest = max(latest, time)
    return frozenset(found)


def _apart(time: str, later: str) -> timedelta:
    return datetime.fromisoformat(later) - datetime.fromisoformat(time)


class _Reader:
    """Opens the items of some acts, and of the acts before them that touched the same things."""

    def __init__(self, connection: Connection, case_key: int, acts: list[int], thing: str, widest: int) -> None:
        self._case_key = case_key
        self._of_act: dict[int, list[Row[Any]]] = {}
        self._of_thing: dict[tuple[int, str], list[Row[Any]]] = {}
        self._known: dict[tuple[int, int], tuple[Thing | None, bool]] = {}
        near = journal_items.c.position < widest if widest and not thing else true()
        for part in chunks(acts):
            for item in self._take(connection, and_(journal_items.c.seq.in_(part), near), thing):
                self._of_act.setdefault(item.seq, []).append(item)
        asked = [item for items in self._of_act.values() for item in items]
        earlier = {(item.before_seq, item.thing) for item in asked if item.before_seq}
        for pairs in chunks(sorted(earlier - self._of_thing.keys())):
            self._take(connection, tuple_(journal_items.c.seq, journal_items.c.thing).in_(pairs), thing)
        self._keys = sealing.ring(connection, case_key, {thing for _seq, thing in self._of_thing})

    def _take(self, connection: Connection, which: Any, thing: str) -> list[Row[Any]]:
        query = select(journal_items).where(which)
        if thing:
            query = query.where(journal_items.c.thing == thing)
        # Put in order here: asked for it, the database would go through the whole of a wide act for one thing in it.
        found = sorted(connection.execute(query), key=lambda item: (item.seq, item.position))
        for item in found:
            self._of_thing.setdefault((item.seq, item.thing), []).append(item)
        return found

    def touched(self, act: Row[Any]) -> tuple[Touched, ...]:
        """What one act touched, in its order."""
        tell = self._evidence if act.how == BESIDE and act.act in (ATTACH, DETACH) else self._one
        return tuple(tell(item) for item in self._of_act.get(act.seq, ()))

    def _evidence(self, item: Row[Any]) -> Touched:
        body = opened(self._keys, self._case_key, item)
        earlier = self._last_before(item)
        stood, stood_erased = (None, False) if earlier is None else self._opened(earlier)
        return Touched(item.thing, stood, stood, stood_erased, body is None, None if body is None else titles_in(body))

    def _one(self, item: Row[Any]) -> Touched:
        earlier = self._last_before(item)
        before, before_erased = (None, False) if earlier is None else self._opened(earlier)
        after, erased = self._opened(item)
        return Touched(item.thing, before, after, before_erased, erased)

    def _last_before(self, item: Row[Any]) -> Row[Any] | None:
        same = self._of_thing.get((item.before_seq, item.thing), ())
        # An act may touch a thing twice: the second time, what was before stands in the same act.
        found = [each for each in same if (each.seq, each.position) < (item.seq, item.position)]
        return found[-1] if found else None

    def _opened(self, item: Row[Any]) -> tuple[Thing | None, bool]:
        place = item.seq, item.position
        if place not in self._known:
            self._known[place] = self._open(item)
        return self._known[place]

    def _open(self, item: Row[Any]) -> tuple[Thing | None, bool]:
        if item.sealed is None:
            return None, False
        body = opened(self._keys, self._case_key, item)
        return (None, True) if body is None else (thing_of(body), False)


def ever_held(connection: Connection, case_key: int, things: Iterable[str]) -> Iterator[str]:
    """Those of these things of which the journal of a case still holds something that can be opened."""
    for part in chunks(things):
        keys = sealing.ring(connection, case_key, part)
        yield from (thing for thing in part if thing in keys)
