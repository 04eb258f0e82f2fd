"""The open database of a vault: whole cases out, change sets in, one transaction for each act.

It knows tables and one connection. Folders, passphrases and what to do after a failure are the vault's business.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from mapping.casemap import CaseMap, ChangeSet, everything
from mapping.entries import Header
from mapping.history import History
from storage import attachments, audit, cipher, erasing, journal, proof, rows, undo, unfinished
from storage.caseline import CaseLine
from storage.engine import engine_over, in_database
from storage.errors import AlreadyThere, AlteredRecord, NoSuchCase, VaultClosed, WrongKeyOrDamaged
from storage.files import make_file, on_disk
from storage.journal import Act, Promise
from storage.keeping import ACT, NAME, Keeping
from storage.keeping import body_of as keeping_body
from storage.looking import look
from storage.migrations import NEWEST, climb
from storage.tables import (
    BESIDE,
    DO,
    OPEN,
    REDO,
    UNDO,
    attached,
    cases,
    drafts,
    entries,
    journal_items,
    links,
    meta,
    metadata,
    settings,
    thing_keys,
)
from storage.tables import journal as acts_table
from storage.verifying import require_ours

Result = TypeVar("Result")
Fault = Callable[[str], None]
"""Called at named points of a write, so that a test can make the disk fail there."""
_PATIENCE = 30.0
"""Seconds for which a thread waits until another has done with the connection."""
_ACTS_LOOKED_AT = 16
"""How many of the last acts are looked at when a vault is opened; the others are looked at beside the work."""
_CASE = select(cases.c.key, cases.c.head).where(cases.c.id == bindparam("of_id"))
WHOLE_VAULT = 0
"""The case key of settings that belong to no case."""


def make_database(path: Path, data_key: bytes, vault: str) -> None:
    """Make the database of a new vault, which bears the vault's random name."""
    with on_disk():
        make_file(path)
    engine = engine_over(cipher.connect(path, data_key))
    try:
        with in_database(), engine.begin() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {cipher.APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {NEWEST}")
            metadata.create_all(connection)
            made = datetime.now().astimezone().isoformat(timespec="seconds")
            connection.execute(insert(meta), [{"name": "vault", "value": vault}, {"name": "made", "value": made}])
    finally:
        engine.dispose()


def open_store(path: Path, data_key: bytes, vault: str, fault: Fault, *, reading: bool = False) -> Store:
    """The database at `path`, looked over and locked; raises VaultError and then leaves it as it was.

    One that is opened for `reading` is not locked: its folder is.
    """
    look(path, reading=reading)
    raw = cipher.connect(path, data_key, reading=reading)
    try:
        require_ours(raw, vault)
        store = Store(raw, fault, reading=reading)
        store.require_sound_end()
    except BaseException:
        raw.close()
        raise
    return store


class Store:
    """One open database, used by one thread at a time."""

    def __init__(self, raw: Any, fault: Fault, *, reading: bool = False) -> None:
        self.raw = raw
        self.promise: Promise | None = None
        """What the last act, kept or failed, was to put into the journal."""
        self._fault = fault
        self._engine = engine_over(raw, reading=reading)
        self._is_closed = False
        self._turn = threading.Lock()
        self._holder = 0
        """The thread whose turn it is."""

    def close(self) -> None:
        """Close the file and let go of its lock, when whoever has the turn has done with it."""
        with self.alone(), in_database():
            self._is_closed = True
            self._engine.dispose()
            # A pool that never lent its connection does not know that it has one to close.
            self.raw.close()

    def require_sound_end(self) -> None:
        """Raise AlteredRecord unless the last acts follow from each other."""
        with self._reading() as connection:
            if proof.broken_near_end(connection, _ACTS_LOOKED_AT):
                raise AlteredRecord

    @property
    def is_old(self) -> bool:
        """Whether an older version of the program made these tables."""
        return cipher.number_of(self.raw, "user_version") < NEWEST

    def migrate(self) -> None:
        """Lead the tables to their newest form, whole or not at all."""
        version = cipher.number_of(self.raw, "user_version")
        with in_database():
            self.raw.execute("PRAGMA foreign_keys = OFF")  # has no effect inside a transaction
            try:
                with self._engine.begin() as connection:
                    climb(connection, version, self._fault)
                    if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                        raise WrongKeyOrDamaged
            finally:
                self.raw.execute("PRAGMA foreign_keys = ON")

    # ------------------------------------------------------------------------------------------------- reading

    def cases(self) -> tuple[CaseLine, ...]:
        """All cases, in the order in which they came in."""
        acts = acts_table
        last = select(func.max(acts.c.seq)).where(acts.c.case_key == cases.c.key).correlate(cases).scalar_subquery()
        count = select(func.count()).where(entries.c.case_key == cases.c.key).scalar_subquery()
        query = select(cases.c.head, acts.c.seq, acts.c.time, acts.c.utc_offset, count.label("entries"))
        query = query.join(acts, acts.c.seq == last)
        with self._reading() as connection:
            return tuple(_case_line(row) for row in connection.execute(query.order_by(cases.c.key)))

    def load(self, case_id: str) -> CaseMap:
        """The whole case as it stands; raises NoSuchCase."""
        with self._reading() as connection:
            key, head = _case(connection, case_id)
            return rows.load(connection, key, head)

    def history(self, case_id: str, running: bool) -> History:
        """The steps of a case; `running` if the next act may still join the last of them. Raises NoSuchCase."""
        with self._reading() as connection:
            return undo.history(connection, _case(connection, case_id)[0], running)

    def holds(self, promise: Promise) -> bool:
        """Whether an act that was promised is in the file."""
        with self._reading() as connection:
            return journal.holds(connection, promise)

    def last_seq(self) -> int:
        """The number of the last act in the vault; 0 before the first."""
        return self.head()[0]

    def head(self) -> tuple[int, bytes]:
        """The number and the hash of the last act."""
        with self._reading() as connection:
            last = journal.head(connection)
        return last.seq, last.hash

    def check(self) -> tuple[str, ...]:
        """What is wrong with the file, the tables and the journal, each as a sentence."""
        with self.alone():
            if wrong := cipher.faults(self.raw):
                return wrong
        with self._reading() as connection:
            return proof.faults(connection)

    # ---------------------------------------------------------------------------------------------------- acts

    def add(self, case: CaseMap, who: str, act: str = "") -> int:
        """Put a whole case in as one act, of this name or "open"; its number. Raises AlreadyThere."""
        with self._writing() as connection:
            if connection.execute(select(cases.c.key).where(cases.c.id == case.header.id)).first():
                raise AlreadyThere
            seq = journal.head(connection).seq + 1
            row = insert(cases).values(id=case.header.id, head=rows.body_of(case.header), seq=seq)
            made = connection.execute(row).inserted_primary_key
            assert made is not None
            key = made[0]
            changes = everything(case)
            opening = Act(seq, key, who, act or changes.act, OPEN)
            self._keep(connection, case.header.id, opening, changes, {})
        return seq

    def write(self, case_id: str, changes: ChangeSet, who: str, how: str, joined: bool, finished: Finished) -> int:
        """Do one act; its number. Raises NoSuchCase, StaleChange, Misfit. `finished` drafts go with it."""
        if how not in (DO, UNDO, REDO):
            raise ValueError(f"an act is done, undone or redone, not {how}")
        with self._writing() as connection:
            key, _head = _case(connection, case_id)
            seq = journal.head(connection).seq + 1
            before = rows.standing(connection, key, {change.id for change in changes})
            act = Act(seq, key, who, changes.act, how, changes.merge, joined)
            self._keep(connection, case_id, act, changes, before)
            for entry, field in finished:
                unfinished.drop_draft(connection, key, entry, field)
        return seq

    def _keep(self, connection: Connection, case_id: str, act: Act, changes: ChangeSet, before: Before) -> None:
        items = rows.checked(changes, before, act.seq)
        self._fault("rows")
        rows.put(connection, (act.case_key, case_id), changes, items, before, act.seq)
        self._fault("journal")
        self.promise = journal.append(connection, act, items)

    def forget(self, case_id: str, who: str, act: str) -> None:
        """Take a case out with everything the vault knows of it; that it was forgotten stays in the journal."""
        with self._writing() as connection:
            key, _head = _case(connection, case_id)
            acts = select(acts_table.c.seq).where(acts_table.c.case_key == key)
            connection.execute(delete(journal_items).where(journal_items.c.seq.in_(acts)))
            for table in (links, entries, drafts, settings, thing_keys, attached):
                connection.execute(delete(table).where(table.c.case_key == key))
            attachments.drop_unattached(connection)
            connection.execute(delete(cases).where(cases.c.key == key))
            self._say(connection, key, act, who)

    def beside(
        self, case_id: str | None, act: str, who: str, work: Callable[[Connection, int, int], Result]
    ) -> tuple[int, Result]:
        """Do work that touches no entry, and put into the journal that it was done; the act's number, and the answer.

        Raises NoSuchCase, and whatever `work` raises; nothing has moved then.
        """
        return self._beside(case_id, act, who, lambda *given: (work(*given), ()))

    def _beside(
        self, case_id: str | None, act: str, who: str, work: Callable[[Connection, int, int], tuple[Result, Items]]
    ) -> tuple[int, Result]:
        """The same, where the work gives the items of the act as well."""
        with self._writing() as connection:
            key, seq = self._key(connection, case_id), journal.head(connection).seq + 1
            answer, items = work(connection, key, seq)
            self._say(connection, key, act, who, items)
        return seq, answer

    def erase(self, case_id: str, things: Sequence[str], changes: ChangeSet, who: str) -> int:
        """Do these changes, then destroy what the journal holds of `things`; the number of the erasure.

        Both in one transaction. Raises NoSuchCase, StaleChange, Misfit.
        """
        with self._writing() as connection:
            key, _head = _case(connection, case_id)
            if changes:
                act = Act(journal.head(connection).seq + 1, key, who, changes.act)
                before = rows.standing(connection, key, {change.id for change in changes})
                self._keep(connection, case_id, act, changes, before)
            erasure = Act(journal.head(connection).seq + 1, key, who, erasing.ACT, BESIDE)
            items = erasing.erase(connection, key, things, erasure.seq)
            self._fault("journal")
            self.promise = journal.append(connection, erasure, items)
        return erasure.seq

    def records(self, case_id: str | None, thing: str, before: int, most: int, widest: int) -> tuple[audit.Record, ...]:
        """The acts on a case, or about the whole vault, newest first."""
        with self._reading() as connection:
            key = self._key(connection, case_id)
            return audit.records(connection, key, thing, before, most, widest)

    def attach(self, case_id: str, thing: str, content: bytes, kind: str, title: str, who: str) -> str:
        """Keep content with an entry; its digest. Raises NoSuchCase, NoSuchEntry, AttachmentRefused."""
        work = partial(attachments.attach, thing=thing, content=content, kind=kind, title=title)
        return self._beside(case_id, attachments.ATTACH, who, work)[1]

    def detach(self, case_id: str, thing: str, digest: str, who: str) -> None:
        """Take content from an entry. Raises NoSuchCase."""
        self._beside(case_id, attachments.DETACH, who, partial(attachments.detach, thing=thing, digest=digest))

    def attached(self, case_id: str, thing: str) -> tuple[attachments.Attachment, ...]:
        """What is attached to an entry, or to all of a case's."""
        with self._reading() as connection:
            return attachments.listed(connection, _case(connection, case_id)[0], thing)

    def attachment(self, case_id: str, digest: str) -> bytes | None:
        """The bytes of an attachment of this case."""
        with self._reading() as connection:
            return attachments.content_of(connection, _case(connection, case_id)[0], digest)

    def keep_until(self, case_id: str, keeping: Keeping | None, who: str) -> None:
        """Set until when a case is kept."""
        body = keeping_body(keeping)
        self.beside(case_id, ACT, who, lambda opened, key, _seq: unfinished.keep_setting(opened, key, NAME, body))

    def compact(self) -> None:
        """Write the whole database anew, so that no free page holds what once stood on it."""
        with self.alone(), in_database():
            self.raw.execute("VACUUM")

    def _say(self, connection: Connection, key: int, act: str, who: str, items: Items = ()) -> None:
        """Put an act beside the entries at the end of the journal."""
        said = Act(journal.head(connection).seq + 1, key, who, act, BESIDE)
        self._fault("journal")
        self.promise = journal.append(connection, said, items)

    # ------------------------------------------------------------------------------------- drafts and settings

    def drafts(self, case_id: str) -> dict[tuple[str, str], str]:
        """All drafts of a case, by entry id and field."""
        with self._reading() as connection:
            return unfinished.drafts_of(connection, _case(connection, case_id)[0])

    def keep_draft(self, case_id: str, entry: str, field: str, text: str) -> None:
        """Put a draft in the place of the one before."""
        with self._writing() as connection:
            unfinished.keep_draft(connection, _case(connection, case_id)[0], entry, field, text)

    def drop_draft(self, case_id: str, entry: str, field: str) -> None:
        """Let go of a draft; there may be none."""
        with self._writing() as connection:
            unfinished.drop_draft(connection, _case(connection, case_id)[0], entry, field)

    def setting(self, name: str, case_id: str | None) -> Any:
        """A setting of a case, or of the whole vault; None if it was never made."""
        with self._reading() as connection:
            return unfinished.setting(connection, self._key(connection, case_id), name)

    def keep_setting(self, name: str, value: Any, case_id: str | None) -> None:
        """Make a setting of a case, or of the whole vault."""
        with self._writing() as connection:
            unfinished.keep_setting(connection, self._key(connection, case_id), name, value)

    def _key(self, connection: Connection, case_id: str | None) -> int:
        return WHOLE_VAULT if case_id is None else _case(connection, case_id)[0]

    # --------------------------------------------------------------------------------------------- transactions

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self.alone(), in_database(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        self.promise = None
        with self.alone(), in_database(), self._engine.connect() as connection:
            self._fault("begin")
            with connection.begin():
                yield connection
                self._fault("commit")
            self._fault("committed")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Have the connection to oneself; another thread waits its turn.

        Two acts on one connection would become one: the thread that comes back while its own act is under way is a
        fault of the program, and so is one that keeps the others waiting for half a minute. Raises VaultClosed.
        """
        if self._holder == threading.get_ident() or not self._turn.acquire(timeout=_PATIENCE):
            raise RuntimeError("the vault was used while an act was under way")
        self._holder = threading.get_ident()
        try:
            if self._is_closed:
                raise VaultClosed
            yield
        finally:
            self._holder = 0
            self._turn.release()


Finished = Iterable[tuple[str, str]]
"""Drafts that an act makes needless, by entry id and field."""
Before = dict[str, rows.Standing]
Items = Sequence[journal.Item]


def _case(connection: Connection, case_id: str) -> tuple[int, str]:
    """The key and the head of a case; raises NoSuchCase."""
    found = connection.execute(_CASE, {"of_id": case_id}).first()
    if found is None:
        raise NoSuchCase
    return found.key, found.head


def _case_line(row: Any) -> CaseLine:
    head = rows.thing_of(row.head)
    assert isinstance(head, Header)
    there = timezone(timedelta(minutes=row.utc_offset))
    changed = datetime.fromisoformat(row.time).astimezone(there)
    return CaseLine(head.id, head.title, head.reference, head.opened, row.entries, changed, row.seq)
