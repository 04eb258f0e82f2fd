"""The history of a case, rebuilt from its journal: which steps stand, which were taken back, and what each changed.

Only the steps that can still be undone or redone are opened. A whole case put in, and anything whose key is gone, are
where the history begins.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, select, tuple_

from mapping.casemap import Change, ChangeSet
from mapping.entries import Thing
from mapping.history import STEPS_KEPT, History
from storage import sealing
from storage.journal import opened
from storage.rows import thing_of
from storage.sealing import chunks
from storage.tables import DO, OPEN, REDO, UNDO, journal, journal_items

Step = list[int]
"""The acts of one step, by number."""
_EARLIER = 0
"""Stands in a step for acts that were not looked at."""
_FIRST_LOOK = 4 * STEPS_KEPT
"""So many acts are looked at first: more than are needed, unless much was typed or taken back."""


class _Unreadable(Exception):
    """The key of something in a step is gone."""


def history(connection: Connection, case_key: int, running: bool) -> History:
    """The last steps of a case as they stand; `running` if the next act may still join the last of them."""
    acts, done, undone = _standing(connection, case_key)
    reader = _Reader(connection, case_key, [seq for step in (*done, *undone) for seq in step])
    readable_done, readable_undone = (_readable(reader, acts, steps) for steps in (done, undone))
    return _played(readable_done, readable_undone, running)


def standing_steps(acts: Iterable[Row[Any]], whole: bool = True) -> tuple[list[Step], list[Step]]:
    """The steps done and the steps taken back after these acts, newest last, as `History` would hold them.

    Unless `whole`, other acts came before: a step that reaches back to one of those begins with _EARLIER.
    """
    done: deque[Step] = deque(maxlen=STEPS_KEPT)
    undone: list[Step] = []
    more_done = more_undone = not whole
    for act in acts:
        if act.how == OPEN:
            done.clear()
            undone, more_done, more_undone = [], False, False
        elif act.how == UNDO and (done or more_done):
            undone.append(done.pop() if done else [_EARLIER])
        elif act.how == REDO and (undone or more_undone):
            done.append(undone.pop() if undone else [_EARLIER])
        elif act.how == DO:
            undone, more_undone = [], False
            if not act.joined or not (done or more_done):
                done.append([])
            elif not done:
                done.append([_EARLIER])
            done[-1].append(act.seq)
    return list(done), undone


def _standing(connection: Connection, case_key: int) -> tuple[dict[int, Row[Any]], list[Step], list[Step]]:
    """The newest acts, by number, and the steps that stand after them: only as many as it takes to know these steps.

    A vault grows older by hundreds of acts a day, and no more than STEPS_KEPT can be taken back.
    """
    most = _FIRST_LOOK
    while True:
        acts = {act.seq: act for act in _acts(connection, case_key, most)}
        whole = len(acts) < most
        done, undone = standing_steps(acts.values(), whole)
        known = len(done) + len(undone) == STEPS_KEPT and not any(step[0] == _EARLIER for step in (*done, *undone))
        if whole or known:
            return acts, done, undone
        most *= 4


def _acts(connection: Connection, case_key: int, most: int) -> Sequence[Row[Any]]:
    """The newest acts of a case, oldest first."""
    columns = journal.c
    wanted: Select[Any] = select(columns.seq, columns.how, columns.act, columns.merge, columns.joined)
    newest = wanted.where(columns.case_key == case_key).order_by(columns.seq.desc()).limit(most)
    return connection.execute(newest).all()[::-1]


def _readable(reader: _Reader, acts: dict[int, Row[Any]], steps: list[Step]) -> list[list[ChangeSet]]:
    """The newest steps, down to the first that can no longer be read."""
    found: list[list[ChangeSet]] = []
    for step in reversed(steps):
        try:
            found.append([ChangeSet(acts[seq].act, reader.changes(seq), acts[seq].merge) for seq in step])
        except _Unreadable:
            break
    return found[::-1]


def _played(done: list[list[ChangeSet]], undone: list[list[ChangeSet]], running: bool) -> History:
    """A history that has lived through all this; what was taken back last was done first after the rest."""
    made = History()
    for step in (*done, *reversed(undone)):
        made.seal()
        for changes in step:
            made.record(changes)
    for _step in undone:
        made.undone()
    if not running:
        made.seal()
    return made


class _Reader:
    """Opens what the journal holds of some acts, and of the acts before them that touched the same things."""

    def __init__(self, connection: Connection, case_key: int, acts: list[int]) -> None:
        self._case_key = case_key
        self._items: dict[int, list[Row[Any]]] = {}
        self._last: dict[tuple[int, str], list[Row[Any]]] = {}
        for part in chunks(acts):
            self._take(connection.execute(select(journal_items).where(journal_items.c.seq.in_(part))).all())
        earlier = {(item.before_seq, item.thing) for items in self._items.values() for item in items if item.before_seq}
        for pairs in chunks(sorted(earlier - self._last.keys())):
            pair = tuple_(journal_items.c.seq, journal_items.c.thing)
            self._take(connection.execute(select(journal_items).where(pair.in_(pairs))).all())
        self._keys = sealing.ring(connection, case_key, {thing for _seq, thing in self._last})

    def _take(self, rows: Iterable[Row[Any]]) -> None:
        for item in sorted(rows, key=lambda row: (row.seq, row.position)):
            self._items.setdefault(item.seq, []).append(item)
            self._last.setdefault((item.seq, item.thing), []).append(item)

    def changes(self, seq: int) -> tuple[Change, ...]:
        """What one act changed; raises _Unreadable."""
        return tuple(Change(self._before(item), self._after(item)) for item in self._items.get(seq, ()))

    def _before(self, item: Row[Any]) -> Thing | None:
        if item.before_seq is None:
            return None
        earlier = self._last.get((item.before_seq, item.thing), [])
        # An act may touch a thing twice: the second time, what was before stands in the same act.
        found = [each for each in earlier if (each.seq, each.position) < (item.seq, item.position)]
        if not found:
            raise _Unreadable
        return self._after(found[-1])

    def _after(self, item: Row[Any]) -> Thing | None:
        if item.sealed is None:
            return None
        body = opened(self._keys, self._case_key, item)
        if body is None:
            raise _Unreadable
        return thing_of(body)
