"""Databases that are none of ours, by the hundred, each made to do harm to whoever opens it; it opens no vault.

The same number gives the same file, but for what the driver itself makes of it.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable

TABLES = (
    "CREATE TABLE cases (key INTEGER PRIMARY KEY, id TEXT, head TEXT)",
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT)",
    "CREATE TABLE journal (seq INTEGER PRIMARY KEY, hash BLOB, previous BLOB, who TEXT)",
    "INSERT INTO meta VALUES ('vault', '00'), ('made', '2026-01-01')",
    "INSERT INTO cases VALUES (1, 'c1', '{}')",
)
HEAD, PAGE_SIZES = 100, (512, 1024, 4096, 8192, 65536)


def made(*statements: str, page: int = 4096) -> bytes:
    """The bytes of a database in which these were executed."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute(f"PRAGMA page_size = {page}")
    for statement in statements:
        connection.execute(statement)
    raw = bytes(connection.serialize())
    connection.close()
    return raw


def _triggers(chance: random.Random) -> bytes:
    what = chance.choice((
        "DELETE FROM cases", "SELECT load_extension('/tmp/x')", "UPDATE meta SET value = randomblob(9)",
        "INSERT INTO cases SELECT NULL, id, head FROM cases",
    ))  # fmt: skip
    table = chance.choice(("cases", "meta", "journal"))
    when = chance.choice(("INSERT", "UPDATE", "DELETE"))
    return made(*TABLES, f"CREATE TRIGGER t AFTER {when} ON {table} BEGIN {what}; END")


def _views(chance: random.Random) -> bytes:
    depth = chance.randint(1, 30)
    nested = (f"CREATE VIEW v{n} AS SELECT a.x FROM v{n - 1} a, v{n - 1} b" for n in range(1, depth))
    return made("CREATE VIEW v0 AS SELECT 1 AS x UNION ALL SELECT 2", *nested,
                "CREATE VIEW cases AS SELECT load_extension('x') AS id",
                f"CREATE VIEW meta AS SELECT * FROM v{depth - 1}")  # fmt: skip


def _generated(chance: random.Random) -> bytes:
    worth = chance.choice(("id || id", "hex(zeroblob(900))", "length(id) * 9", "upper(id)"))
    kept = chance.choice(("STORED", "VIRTUAL"))
    return made(f"CREATE TABLE cases (id TEXT, more TEXT AS ({worth}) {kept}, CHECK (length(more) >= 0))",
                "CREATE INDEX i ON cases (more)", "INSERT INTO cases (id) VALUES ('c1')")  # fmt: skip


def _written_schema(chance: random.Random) -> bytes:
    change = chance.choice((
        "UPDATE sqlite_master SET rootpage = 1 WHERE name = 'cases'",
        f"UPDATE sqlite_master SET rootpage = {chance.randint(50, 2**31 - 1)} WHERE name = 'meta'",
        "UPDATE sqlite_master SET sql = 'CREATE TABLE cases (id TEXT, x AS (load_extension(1)))' WHERE name = 'cases'",
        "UPDATE sqlite_master SET sql = 'no statement at all' WHERE name = 'meta'",
        "UPDATE sqlite_master SET type = 'view' WHERE name = 'cases'",
        "INSERT INTO sqlite_master VALUES ('table', 'cases', 'cases', 2, 'CREATE TABLE cases (other)')",
        "DELETE FROM sqlite_master",
    ))  # fmt: skip
    return made(*TABLES, "PRAGMA writable_schema = ON", change)


def _broken_trees(chance: random.Random) -> bytes:
    rows = ", ".join(f"(NULL, 'c{n}', '{'x' * 300}')" for n in range(200))
    raw = bytearray(made(*TABLES, f"INSERT INTO cases VALUES {rows}", page=chance.choice(PAGE_SIZES)))
    for _ in range(chance.choice((1, 5, 200))):
        raw[chance.randrange(HEAD, len(raw))] = chance.randrange(256)
    return bytes(raw[: chance.randrange(HEAD, len(raw))] if chance.random() < 0.3 else raw)


def _large_schema(chance: random.Random) -> bytes:
    many = chance.choice((200, 800, 1500))
    wide = ", ".join(f"c{n}" for n in range(chance.choice((3, 40, 1000))))
    return made(*(f"CREATE TABLE t{n} (a, b)" for n in range(many)), f"CREATE TABLE wide ({wide})",
                f"CREATE TABLE long (a DEFAULT '{'x' * 100_000}')")  # fmt: skip


def _head_changed(chance: random.Random) -> bytes:
    raw = bytearray(made(*TABLES))
    field, size = chance.choice(((16, 2), (18, 1), (19, 1), (20, 1), (21, 1), (28, 4), (32, 4), (36, 4), (44, 4),
                                 (56, 4), (60, 4), (68, 4), (92, 4), (96, 4)))  # fmt: skip
    raw[field : field + size] = chance.randbytes(size)
    return bytes(raw)


def _dressed_as_ours(chance: random.Random) -> bytes:
    name = chance.choice(("PRAGMA application_id = 1414024270", "PRAGMA application_id = 7"))
    return made(*TABLES, name, f"PRAGMA user_version = {chance.randint(0, 4)}", page=chance.choice(PAGE_SIZES))


def _virtual(chance: random.Random) -> bytes:
    table = chance.choice(("fts5(a)", "rtree(id, a, b)", "fts5(a, content='')"))
    return made("CREATE TABLE meta (name, value)", f"CREATE VIRTUAL TABLE cases USING {table}")


def _with_more_behind(chance: random.Random) -> bytes:
    return made(*TABLES) + chance.choice((b'{"format": "throughline.case", "version": 1}', chance.randbytes(5000)))


KINDS: dict[str, Callable[[random.Random], bytes]] = {
    "triggers": _triggers, "views": _views, "generated columns": _generated,
    "a schema written by hand": _written_schema,
    "broken trees": _broken_trees, "a large schema": _large_schema, "a changed head": _head_changed,
    "dressed as ours": _dressed_as_ours, "virtual tables": _virtual, "more behind it": _with_more_behind,
}  # fmt: skip


def foreign(seed: int) -> tuple[str, bytes]:
    """A kind and a file of it."""
    name = tuple(KINDS)[seed % len(KINDS)]
    return name, KINDS[name](random.Random(f"foreign {seed}"))


MEDDLING: dict[str, tuple[str, ...]] = {
    "a trigger on the acts": ("CREATE TRIGGER t AFTER INSERT ON journal BEGIN DELETE FROM entries; END",),
    "a trigger that keeps copies": (
        "CREATE TABLE more (a)",
        "CREATE TRIGGER t AFTER INSERT ON drafts BEGIN INSERT INTO more VALUES (new.rowid); END",
    ),
    "a view in the place of a table": ("ALTER TABLE drafts RENAME TO d2", "CREATE VIEW drafts AS SELECT * FROM d2"),
    "a view that loads code": ("CREATE VIEW v AS SELECT load_extension('x')",),
    "a virtual table": ("CREATE VIRTUAL TABLE v USING fts5(a)",),
    "a table with another root": (
        "PRAGMA writable_schema = ON", "UPDATE sqlite_master SET rootpage = 2 WHERE type = 'index' AND rootpage > 2",
    ),
    "a table with a column that loads code": (
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = 'CREATE TABLE meta (name TEXT, value TEXT, x AS (load_extension(1)))' "
        "WHERE name = 'meta'",
    ),
    "no tables": ("PRAGMA writable_schema = ON", "DELETE FROM sqlite_master WHERE name IN ('journal', 'meta')"),
    "the name of another program": ("PRAGMA application_id = 99",),
}  # fmt: skip
"""What somebody who has the key may have done to a vault of ours before it is opened."""
