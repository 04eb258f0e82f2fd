"""From version 1 to 2: the journal can tell of acts that change no entry, and evidence can be kept with a case.

The journal's rows are copied as they are, so that the chain of hashes over them holds as before.
"""

from __future__ import annotations

from alembic.operations import Operations

_WIDER_JOURNAL = """
    CREATE TABLE journal_wider (
        seq INTEGER NOT NULL, case_key INTEGER NOT NULL, time TEXT NOT NULL, utc_offset INTEGER NOT NULL,
        who TEXT NOT NULL, act TEXT NOT NULL, how TEXT NOT NULL, "merge" TEXT NOT NULL, joined BOOLEAN NOT NULL,
        digest BLOB NOT NULL, previous BLOB NOT NULL, hash BLOB NOT NULL,
        CONSTRAINT pk_journal PRIMARY KEY (seq),
        CONSTRAINT ck_journal_how CHECK (how IN ('do', 'undo', 'redo', 'open', 'beside'))
    )
"""
_COPY = """
    INSERT INTO journal_wider
    SELECT seq, case_key, time, utc_offset, who, act, how, "merge", joined, digest, previous, hash FROM journal
"""
_ATTACHMENTS = """
    CREATE TABLE attachments (
        digest BLOB NOT NULL, kind TEXT NOT NULL, content BLOB NOT NULL,
        CONSTRAINT pk_attachments PRIMARY KEY (digest)
    )
"""
_ATTACHED = """
    CREATE TABLE attached (
        case_key INTEGER NOT NULL, thing TEXT NOT NULL, digest BLOB NOT NULL, title TEXT NOT NULL, seq INTEGER NOT NULL,
        CONSTRAINT pk_attached PRIMARY KEY (case_key, thing, digest),
        CONSTRAINT fk_attached_case FOREIGN KEY(case_key) REFERENCES cases ("key") DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT fk_attached_digest FOREIGN KEY(digest) REFERENCES attachments (digest)
            DEFERRABLE INITIALLY DEFERRED
    )
"""


def upgrade(op: Operations) -> None:
    """Let `journal.how` be "beside", and add `attachments` and `attached`."""
    op.execute(_WIDER_JOURNAL)
    op.execute(_COPY)
    op.execute("DROP TABLE journal")
    op.execute("ALTER TABLE journal_wider RENAME TO journal")
    op.execute("CREATE INDEX ix_journal_case ON journal (case_key, seq)")
    op.execute(_ATTACHMENTS)
    op.execute(_ATTACHED)
    op.execute("CREATE INDEX ix_attached_digest ON attached (digest)")
