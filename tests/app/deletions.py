"""One person erased from a vault in which everything names them, and every place looked through for what is left."""

from __future__ import annotations

import dataclasses
import io
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pypdf

from app.certifying import certified, counted
from app.history.whole import HANDFUL, naming_things
from exports.certificate import certificate
from exports.erasure import LAW, Erasure
from mapping import commands
from mapping.audit import people_in
from mapping.casemap import ChangeSet
from mapping.entries import Identifier, Person
from storage import backup, cipher
from storage.vault import Vault
from tests.storage.sample import CHEAP, PASSPHRASE, Desk, small_case
from tests.storage.tampering import data_key

WHO = "p9"


@dataclass
class Found:
    """What was found of the person: in how many places of what kind."""

    database: int = 0
    backups: int = 0
    record: int = 0
    drafts: int = 0
    undo: int = 0
    paper: int = 0
    broken: int = 0

    @property
    def all(self) -> int:
        """Everything together."""
        return sum(dataclasses.astuple(self))


class Deletion:
    """A vault with a person in it whom many things name, under words that stand nowhere else."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance, self.folder = random.Random(seed), folder
        self.words = ["Quin" + "".join(self.chance.choices("abcdefgh", k=10)) for _ in range(4)]
        self.vault = Vault.create(folder, PASSPHRASE, cost=CHEAP)[0]
        self.vault.add(small_case(), "worker")
        self.desk = Desk(self.vault)
        self._live()

    def _live(self) -> None:
        """Write the person in, name them everywhere, rename them, take some of it out again; with backups between."""
        name, former, nick, street = self.words
        desk, chance = self.desk, self.chance
        who = Person(
            id=WHO, roles=("relative",), label="Aunt", name=former, aliases=(nick,),
            identifiers=(Identifier(type="address", value=f"12 {street} Lane"),),
        )  # fmt: skip
        desk.do(commands.add(desk.case, who))
        desk.do(commands.edit(desk.case, WHO, name=f"{name} Bell", account="She lives near."))
        for _ in range(chance.randint(3, 8)):
            entry = chance.choice(("B1", "B2", "I1"))
            one, other = (chance.choice((name, former, nick, f"{street} Lane")) for _ in range(2))
            desk.edit(entry, account=f"{one} saw it, and told {other}’s friend.")
            if chance.random() < 0.3:
                self.vault.back_up()
        for entry in ("B1", "B2"):
            desk.edit(entry, account="Somebody saw it.")
        desk.do(commands.rename(desk.case, f"About {former}"))
        desk.do(commands.rename(desk.case, "Case 7"))
        self.vault.keep_draft("c1", "I1", "account", f"{name} says")
        self.vault.attach("c1", WHO, b"a photograph", "image/png", f"{nick} at the door", "worker")
        note = self.vault.attach("c1", "B2", b"a note", "text/plain", f"A note about {former}", "worker")
        self.vault.attach("c1", "B2", b"a note", "text/plain", "A note", "worker")
        self.vault.attach("c1", "I1", b"a note", "text/plain", f"What {name} wrote", "worker")
        self.vault.detach("c1", "I1", note, "worker")
        self.vault.back_up()

    def erase(self) -> tuple[Erasure, ChangeSet]:
        """Change first what still names them, then erase them and the earlier words of all that named them."""
        case = self.vault.load("c1")
        person = case.entry(WHO)
        assert isinstance(person, Person)
        ask = partial(_asked, self.vault)
        states = [person, *people_in(self.vault.records("c1", WHO))]
        going = frozenset(change.id for change in commands.remove(case, WHO) if change.after is None)
        texts = [(thing, text) for (thing, _field), text in self.vault.drafts("c1").items()]
        for each in naming_things(ask, case, states, going, texts):
            if each.now and each.id != "c1":
                self.desk.edit(each.id, account="Somebody saw it, and told a friend.")
        case = self.desk.case
        things = [each.id for each in naming_things(ask, case, states, going, texts)]
        changes = commands.remove(case, WHO)
        gone = [change.id for change in changes if change.after is None]
        before = self.vault.head()
        act = self.vault.erase("c1", list(dict.fromkeys((*things, *gone))), changes, "R. Okafor")
        known = case.entries | {case.header.id: case.header}
        done = Erasure(
            "c1", counted(gone, known), counted([each for each in things if each not in gone], known), LAW,
            "M. Adeyemi", "R. Okafor", datetime.now(UTC), act, before, self.vault.head(),
        )  # fmt: skip
        return done, changes

    def let_backups_expire(self) -> None:
        """Make a backup every day for weeks, as far as names tell, and let the old ones go as always."""
        newest = self.vault.back_up()
        number, now = int(newest.name.rsplit("-", 1)[1]), datetime.now(UTC)
        for day in range(1, 45):
            name = f"{now + timedelta(days=day):%Y%m%dT%H%M%SZ}-{number + day:04d}"
            shutil.copytree(newest, newest.with_name(name))
            newest = newest.with_name(name)
            backup.expire(self.folder)

    def left(self, done: Erasure) -> Found:
        """What is left of the person; the vault is closed by it."""
        vault, found = self.vault, Found()
        found.record = _count(self.words, "".join(_record(vault, "c1")))
        found.drafts = _count(self.words, repr(vault.drafts("c1")) + repr(vault.attached("c1")))
        found.undo = sum(vault.history("c1").depth)
        facts = certified(vault, done)
        found.broken = len(vault.check()) + (not facts.sound)
        pages = pypdf.PdfReader(io.BytesIO(certificate(facts))).pages
        found.paper = _count(self.words, "".join(page.extract_text() for page in pages)) + (len(pages) != 1)
        vault.close()
        key = data_key(self.folder)
        found.database = _count(self.words, deciphered(self.folder / "vault.db", key))
        for place in backup.backups(self.folder):
            found.backups += _count(self.words, deciphered(place / "vault.db", key))
        return found


def deciphered(path: Path, key: bytes) -> str:
    """Everything that a closed database holds; it must have no free pages, which could hold more."""
    connection = cipher.connect(path, key)
    try:
        assert cipher.number_of(connection, "freelist_count") == 0
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return "".join(repr(connection.execute(f'SELECT * FROM "{name}"').fetchall()) for name in names)
    finally:
        connection.close()


def _asked(vault: Vault, before: int):
    return vault.records("c1", before=before, most=HANDFUL)


def _record(vault: Vault, case_id: str) -> Iterator[str]:
    from mapping.records import record_of

    for act in vault.records(case_id, most=10_000):
        for each in act.touched:
            yield from (repr(record_of(thing)) for thing in (each.before, each.after) if thing is not None)
            yield f"{each.titles.before} {each.titles.after}" if each.titles is not None else ""


def _count(words: list[str], text: str) -> int:
    return sum(text.casefold().count(word.casefold()) for word in words)
