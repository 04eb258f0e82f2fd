"""Evidence kept with an entry: pictures, papers and texts, each once under the hash of its bytes, inside the vault.

It knows bytes, media types and limits; what a picture shows, and whether it is what it says it is, it does not know:
whoever attaches has made it safe before.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, delete, func, select
from sqlalchemy.dialects.sqlite import insert as insert_unless_there

from mapping.audit import Titles
from storage.errors import AttachmentRefused, NoSuchEntry
from storage.journal import Item
from storage.rows import standing
from storage.tables import BESIDE, attached, attachments, journal

ATTACH, DETACH = "attach", "detach"
"""What these acts are called in the journal. Such an act changes no entry: its item names the entry, and holds under
the entry's key what the evidence was called before and after, so that whoever erases the entry erases that too."""

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


def attach(
    connection: Connection, case_key: int, seq: int, thing: str, content: bytes, kind: str, title: str
) -> tuple[str, list[Item]]:
    """Keep content with an entry; its digest in hex, and what the act tells. The same again only gets the new title.

    Raises NoSuchEntry, and AttachmentRefused where its kind or its size is not kept.
    """
    if thing not in standing(connection, case_key, [thing]):
        raise NoSuchEntry
    digest = hashlib.sha256(content).digest()
    known = connection.execute(select(attachments.c.digest).where(attachments.c.digest == digest)).first()
    if kind not in KINDS or not content or len(content) > LARGEST:
        raise AttachmentRefused
    if known is None:
        if _size_of_case(connection, case_key) + len(content) > LARGEST_CASE:
            raise AttachmentRefused
        statement = insert_unless_there(attachments).values(digest=digest, kind=kind, content=content)
        connection.execute(statement)
    told = _told(connection, case_key, thing, Titles(_title(connection, case_key, thing, digest), title))
    row = {"case_key": case_key, "thing": thing, "digest": digest, "title": title, "seq": seq}
    there = insert_unless_there(attached).values(row)
    place = ["case_key", "thing", "digest"]
    connection.execute(there.on_conflict_do_update(index_elements=place, set_={"title": title}))
    return digest.hex(), told


def detach(connection: Connection, case_key: int, _seq: int, thing: str, digest: str) -> tuple[str, list[Item]]:
    """Take content from an entry, and out of the vault if no other has it; its digest, and what the act tells."""
    raw = bytes.fromhex(digest)
    told = _told(connection, case_key, thing, Titles(_title(connection, case_key, thing, raw), ""))
    where = (attached.c.case_key == case_key, attached.c.thing == thing, attached.c.digest == raw)
    connection.execute(delete(attached).where(*where))
    drop_unattached(connection)
    return digest, told


def tells_of_evidence() -> ColumnElement[bool]:
    """Whether an act of the journal is one whose items say what evidence is called, and not what an entry is."""
    return and_(journal.c.how == BESIDE, journal.c.act.in_((ATTACH, DETACH)))


def titles_in(body: str) -> Titles:
    """What the item of such an act says."""
    before, after = json.loads(body)
    return Titles(before, after)


def _told(connection: Connection, case_key: int, thing: str, titles: Titles) -> list[Item]:
    if not titles.before and not titles.after:
        return []
    # An entry that is off the map has its evidence still, and no row.
    stands = standing(connection, case_key, [thing]).get(thing)
    return [Item(thing, stands.seq if stands else None, json.dumps([titles.before, titles.after]))]


def _title(connection: Connection, case_key: int, thing: str, digest: bytes) -> str:
    query = select(attached.c.title).where(attached.c.case_key == case_key, attached.c.thing == thing)
    return connection.execute(query.where(attached.c.digest == digest)).scalar() or ""


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
