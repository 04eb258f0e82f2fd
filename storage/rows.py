"""Things of a case to rows and back, and a change set onto the rows; who does it, and why, it does not know."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Executable,
    Select,
    Table,
    bindparam,
    delete,
    insert,
    literal,
    select,
    union_all,
    update,
)

from mapping.casemap import CaseMap, ChangeSet
from mapping.entries import Header, Link, Thing
from mapping.errors import StaleChange
from mapping.records import entry_or_link, header_of, record_of
from storage.errors import Misfit
from storage.journal import Cells, Item
from storage.sealing import chunks
from storage.tables import cases, entries, links

# A statement that every act needs is made once: to make it takes longer than to execute it.
_CASE: BindParameter[int] = bindparam("of_case")
_THING: BindParameter[str] = bindparam("thing")
_THINGS: BindParameter[Any] = bindparam("things", expanding=True)


def _of_shelf(shelf: Table) -> Select[Any]:
    key, body = (cases.c.key, cases.c.head) if shelf is cases else (shelf.c.case_key, shelf.c.body)
    found = select(literal(shelf.name).label("shelf"), shelf.c.id, shelf.c.seq, body.label("body"))
    return found.where(key == _CASE, shelf.c.id.in_(_THINGS))


_SHELVES = {shelf.name: shelf for shelf in (entries, links, cases)}
_STANDING = union_all(*map(_of_shelf, _SHELVES.values()))
_DELETE = {shelf: delete(shelf).where(shelf.c.case_key == _CASE, shelf.c.id == _THING) for shelf in (entries, links)}
_UPDATE = {shelf: update(shelf).where(shelf.c.case_key == _CASE, shelf.c.id == _THING) for shelf in (entries, links)}
_INSERT = {shelf: insert(shelf) for shelf in (entries, links)}


@dataclass(frozen=True, slots=True, repr=False)
class Standing:
    """One thing as it stands in the vault: its table, the act that wrote it, its body."""

    shelf: Table
    seq: int
    body: str


def body_of(thing: Thing) -> str:
    """A thing as the text of its row; pure ASCII, so that every character comes back as it came."""
    return json.dumps(record_of(thing), separators=(",", ":"), allow_nan=False)


def thing_of(body: str) -> Thing:
    """The thing that a row's text stands for."""
    record = json.loads(body)
    return entry_or_link(record) if "kind" in record else header_of(record)


def load(connection: Connection, case_key: int, head: str) -> CaseMap:
    """The whole case."""
    found = {}
    for shelf in (entries, links):
        bodies = connection.execute(select(shelf.c.body).where(shelf.c.case_key == case_key)).scalars()
        things = (entry_or_link(json.loads(body)) for body in bodies)
        found[shelf.name] = {thing.id: thing for thing in things}
    header = header_of(json.loads(head))
    return CaseMap(header, found["entries"], found["links"])  # type: ignore[arg-type]


def standing(connection: Connection, case_key: int, things: Iterable[str]) -> dict[str, Standing]:
    """Those of these things that the case has, each as it stands."""
    found: dict[str, Standing] = {}
    for part in chunks(things):
        for each in connection.execute(_STANDING, {"of_case": case_key, "things": part}):
            found[each.id] = Standing(_SHELVES[each.shelf], each.seq, each.body)
    return found


def checked(changes: ChangeSet, before: Mapping[str, Standing], seq: int) -> list[Item]:
    """What the journal is to say of these changes as act `seq`; raises StaleChange if a `before` is not what stands."""
    now: dict[str, tuple[int, str]] = {thing: (each.seq, each.body) for thing, each in before.items()}
    items = []
    for change in changes:
        last_seq, body = now.pop(change.id, (None, None))
        if not _stands(change.before, body):
            raise StaleChange("This was changed somewhere else a moment ago. Look again, then do it once more.")
        after = None if change.after is None else body_of(change.after)
        if after is not None:
            now[change.id] = (seq, after)
        items.append(Item(change.id, last_seq, after))
    return items


def _stands(thing: Thing | None, body: str | None) -> bool:
    if thing is None or body is None:
        return thing is None and body is None
    return body_of(thing) == body or thing_of(body) == thing


def put(
    connection: Connection, case: tuple[int, str], changes: ChangeSet, items: Iterable[Item],
    before: Mapping[str, Standing], seq: int,
) -> None:  # fmt: skip
    """Bring the rows of a case (its key and id) to what the changes lead to.

    `items` are what `checked` gave for them. Raises Misfit where the case would lose its head or get a second one.
    """
    becomes = {change.id: change.after for change in changes}
    bodies = {item.thing: item.after for item in items}
    key, case_id = case
    if case_id in becomes:
        _put_head(connection, key, becomes.pop(case_id), bodies[case_id], seq)
    cells = {thing: _cells(key, after, bodies[thing], seq) for thing, after in becomes.items() if after is not None}
    for shelf in (entries, links):
        here = {thing for thing, each in before.items() if each.shelf is shelf}
        there = {thing for thing in cells if _shelf(becomes[thing]) is shelf}
        gone, kept, fresh = here - there, here & there, there - here
        places: dict[str, Cells] = {thing: {"of_case": key, "thing": thing} for thing in here}
        _each(connection, _DELETE[shelf], [places[thing] for thing in sorted(gone)])
        _each(connection, _UPDATE[shelf], [cells[thing] | places[thing] for thing in sorted(kept)])
        _each(connection, _INSERT[shelf], [cells[thing] for thing in cells if thing in fresh])


def _put_head(connection: Connection, key: int, after: Thing | None, body: str | None, seq: int) -> None:
    if not isinstance(after, Header):
        raise Misfit
    connection.execute(update(cases).where(cases.c.key == key).values(head=body, seq=seq))


def _cells(key: int, thing: Thing, body: str | None, seq: int) -> Cells:
    cells: Cells = {"case_key": key, "id": thing.id, "kind": thing.kind, "body": body, "seq": seq}
    return cells | {"from_id": thing.from_id, "to_id": thing.to_id} if isinstance(thing, Link) else cells


def _shelf(thing: Thing | None) -> Table:
    if isinstance(thing, Header):
        raise Misfit
    return links if isinstance(thing, Link) else entries


def _each(connection: Connection, statement: Executable, rows: list[Cells]) -> None:
    if rows:
        connection.execute(statement, rows)
