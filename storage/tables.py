"""The tables of the vault as data, in their newest form; older forms are known to `migrations` alone.

Bodies are JSON in the shape of the interchange format. A case's text stands nowhere but in this encrypted database.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

DO, UNDO, REDO, OPEN, BESIDE = "do", "undo", "redo", "open", "beside"
"""How an act came about. "open" puts a whole case in; "beside" is about a case or the vault and changes no entry: a
piece of evidence attached, a case handed back, an erasure. Neither is ever taken back."""

metadata = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _of_case(table: str) -> ForeignKeyConstraint:
    return _points(f"fk_{table}_case", ["case_key"], ["cases.key"])


def _points(name: str, columns: list[str], targets: list[str]) -> ForeignKeyConstraint:
    """A foreign key that is looked at when the act is committed, so that the order within an act does not matter."""
    return ForeignKeyConstraint(columns, targets, name=name, deferrable=True, initially="DEFERRED")


meta = Table("meta", metadata, _text("name"), _text("value"), PrimaryKeyConstraint("name", name="pk_meta"))
"""What the vault says of itself: `vault`, the random name that keys.json bears too; `made`, when."""

cases = Table(
    "cases", metadata,
    Column("key", Integer, nullable=False),
    _text("id"), _text("head"), _number("seq"),
    PrimaryKeyConstraint("key", name="pk_cases"),
    UniqueConstraint("id", name="uq_cases_id"),
    sqlite_autoincrement=True,  # the journal goes on naming a forgotten case by its key, so no other may get it
)  # fmt: skip
"""One row a case. `head` is the head's body; `seq` here and below is the act that wrote the row."""

entries = Table(
    "entries", metadata,
    _number("case_key"), _text("id"), _text("kind"), _text("body"), _number("seq"),
    PrimaryKeyConstraint("case_key", "id", name="pk_entries"),
    _of_case("entries"),
)  # fmt: skip

links = Table(
    "links", metadata,
    _number("case_key"), _text("id"), _text("kind"), _text("from_id"), _text("to_id"), _text("body"), _number("seq"),
    PrimaryKeyConstraint("case_key", "id", name="pk_links"),
    _of_case("links"),
    _points("fk_links_from", ["case_key", "from_id"], ["entries.case_key", "entries.id"]),
    _points("fk_links_to", ["case_key", "to_id"], ["entries.case_key", "entries.id"]),
    Index("ix_links_from", "case_key", "from_id"),
    Index("ix_links_to", "case_key", "to_id"),
)  # fmt: skip

journal = Table(
    "journal", metadata,
    _number("seq"), _number("case_key"),
    _text("time"), _number("utc_offset"),
    _text("who"), _text("act"), _text("how"), _text("merge"),
    Column("joined", Boolean, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    PrimaryKeyConstraint("seq", name="pk_journal"),
    CheckConstraint("how IN ('do', 'undo', 'redo', 'open', 'beside')", name="ck_journal_how"),
    Index("ix_journal_case", "case_key", "seq"),
)  # fmt: skip
"""One row an act, never changed. `time` is UTC, `utc_offset` the worker's own clock in minutes from it; the sequence
orders, the time only says. `joined`: this act belongs to the same step as the act before it. `digest` is the hash of
the act's items, which lets the chain hold when the items of a forgotten case are gone."""

journal_items = Table(
    "journal_items", metadata,
    _number("seq"), _number("position"), _text("thing"),
    Column("before_seq", Integer),
    Column("nonce", LargeBinary),
    Column("sealed", LargeBinary),
    PrimaryKeyConstraint("seq", "position", name="pk_journal_items"),
    _points("fk_journal_items_seq", ["seq"], ["journal.seq"]),
    Index("ix_journal_items_thing", "thing", "seq"),
)  # fmt: skip
"""Each thing that an act touched. `sealed` is its body after the act under the thing's key, or null when it is gone;
`before_seq` is the act that last wrote the thing, or null when it was not there."""

thing_keys = Table(
    "thing_keys", metadata,
    _number("case_key"), _text("thing"), _number("born"),
    Column("key", LargeBinary, nullable=False),
    PrimaryKeyConstraint("case_key", "thing", "born", name="pk_thing_keys"),
    _of_case("thing_keys"),
)  # fmt: skip
"""The key of each thing from the act `born` on; without it, what the journal holds of the thing is noise."""

attachments = Table(
    "attachments", metadata,
    Column("digest", LargeBinary, nullable=False),
    _text("kind"),
    Column("content", LargeBinary, nullable=False),
    PrimaryKeyConstraint("digest", name="pk_attachments"),
)  # fmt: skip
"""Pictures, papers and texts that are evidence, each once, under the SHA-256 of its bytes. `kind` is a media type."""

attached = Table(
    "attached", metadata,
    _number("case_key"), _text("thing"),
    Column("digest", LargeBinary, nullable=False),
    _text("title"), _number("seq"),
    PrimaryKeyConstraint("case_key", "thing", "digest", name="pk_attached"),
    _of_case("attached"),
    _points("fk_attached_digest", ["digest"], ["attachments.digest"]),
    Index("ix_attached_digest", "digest"),
)  # fmt: skip
"""Which entry an attachment is evidence for, under the worker's own title, and the act that attached it."""

drafts = Table(
    "drafts", metadata,
    _number("case_key"), _text("entry"), _text("field"), _text("body"),
    PrimaryKeyConstraint("case_key", "entry", "field", name="pk_drafts"),
    _of_case("drafts"),
)  # fmt: skip
"""Text that is being typed, overwritten again and again; never in the journal."""

settings = Table(
    "settings", metadata,
    _number("case_key"), _text("name"), _text("body"),
    PrimaryKeyConstraint("case_key", "name", name="pk_settings"),
)  # fmt: skip
"""How the screen was left, as JSON: of one case, or of the whole vault (case key 0)."""
