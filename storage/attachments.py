"""Evidence kept with an entry: pictures, papers and texts, each once under the hash of its bytes, inside the vault.

It knows bytes, media types and limits; what a picture shows, and whether it is what it says it is, it does not know:
whoever attaches has made it safe before.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.sqlite import insert as insert_unless_there

from storage.errors import AttachmentRefused
from storage.tables import attached, attachments

KINDS = ("image/png", "image/jpeg", "application/pdf", "text/plain")
"""The media types that are kept."""
LARGEST = 20 * 1024 * 1024
"""The most bytes of one attachment."""
LARGEST_CASE = 500 * 1024 * 1024
"""The most bytes that the attachments of one case have together: every backup holds them all."""


@dataclass(frozen=True, slots=True, repr=False)
class Attachment:
    """One attachment of one entry: its digest in hex, media type, size in bytes, title, and the act that brought it."""

    thing: str
    digest: str
    kind: str
    size: int
    title: str
    seq: int


def attach(connection: Connection, case_key: int, thing: str, content: bytes, kind: str, title: str, seq: int) -> str:
    """Keep content with an entry; its digest in hex. The same content again only gets the new title.

    Raises AttachmentRefused where its kind or its size is not kept.
    """
    digest = hashlib.sha256(content).digest()
    known = connection.execute(select(attachments.c.digest).where(attachments.c.digest == digest)).first()
    if kind not in KINDS or not content or len(content) > LARGEST:
        raise AttachmentRefused
    if known is None:
        if _size_of_case(connection, case_key) + len(content) > LARGEST_CASE:
            raise AttachmentRefused
        statement = insert_unless_there(attachments).values(digest=digest, kind=kind, content=content)
        connection.execute(statement)
    row = {"case_key": case_key, "thing": thing, "digest": digest, "title": title, "seq": seq}
    there = insert_unless_there(attached).values(row)
    place = ["case_key", "thing", "digest"]
    connection.execute(there.on_conflict_do_update(index_elements=place, set_={"title": title}))
    return digest.hex()


def detach(connection: Connection, case_key: int, thing: str, digest: str) -> None:
    """Take content from an entry, and out of the vault if no other entry has it."""
    where = (attached.c.case_key == case_key, attached.c.thing == thing, attached.c.digest == bytes.fromhex(digest))
    connection.execute(delete(attached).where(*where))
    drop_unattached(connection)


def drop_unattached(connection: Connection) -> None:
    """Let go of every attachment that belongs to no entry any more."""
    connection.execute(delete(attachments).where(attachments.c.digest.not_in(select(attached.c.digest))))


def listed(connection: Connection, case_key: int, thing: str = "") -> tuple[Attachment, ...]:
    """What is attached to an entry, or to all entries of a case, in the order in which it came."""
    size = func.length(attachments.c.content).label("size")
    query = select(attached.c.thing, attached.c.digest, attachments.c.kind, size, attached.c.title, attached.c.seq)
    query = query.join(attachments, attachments.c.digest == attached.c.digest).where(attached.c.case_key == case_key)
    if thing:
        query = query.where(attached.c.thing == thing)
    found = connection.execute(query.order_by(attached.c.seq, attached.c.digest))
    return tuple(Attachment(row.thing, row.digest.hex(), row.kind, row.size, row.title, row.seq) for row in found)


def content_of(connection: Connection, case_key: int, digest: str) -> bytes | None:
    """The bytes of an attachment that belongs to some entry of this case; None if there is none."""
    query = select(attachments.c.content).join(attached, attached.c.digest == attachments.c.digest)
    query = query.where(attached.c.case_key == case_key, attachments.c.digest == bytes.fromhex(digest))
    found: bytes | None = connection.execute(query).scalar()
    return found


def orphans(connection: Connection) -> int:
    """How many attachments belong to no entry; a sound vault has none."""
    query = select(func.count()).where(attachments.c.digest.not_in(select(attached.c.digest)))
    return int(connection.execute(query).scalar_one())


def damaged(connection: Connection) -> int:
    """How many attachments are not what their digest says."""
    rows = connection.execute(select(attachments.c.digest, attachments.c.content))
    return sum(hashlib.sha256(content).digest() != digest for digest, content in rows)


def _size_of_case(connection: Connection, case_key: int) -> int:
    mine = select(attached.c.digest).where(attached.c.case_key == case_key)
    query = select(func.coalesce(func.sum(func.length(attachments.c.content)), 0))
    return int(connection.execute(query.where(attachments.c.digest.in_(mine))).scalar_one())
