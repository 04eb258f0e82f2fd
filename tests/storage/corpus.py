"""What may lie where a vault's files should be: each way of spoiling a closed vault, and what it must be called."""

import json
import os
import shutil
import sqlite3
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from storage.errors import (
    ConflictCopy,
    CutShort,
    DamagedVault,
    EmptyFile,
    ForeignFile,
    MissingFile,
    NewerVault,
    StrayFile,
    StrayJournal,
    VaultError,
    WrongKeyOrDamaged,
)
from storage.migrations import NEWEST
from storage.vault import Vault
from tests.storage.sample import CHEAP, PASSPHRASE, Desk, small_case

PAGE = 4096
MAGIC = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
"""What the driver's journal begins with."""


@dataclass(frozen=True)
class Wrong:
    """A way to spoil a closed vault, and the kind of trouble that it must be told as."""

    name: str
    spoil: Callable[[Path], object]
    kind: type[VaultError]


def make_vault(folder: Path) -> Path:
    """A closed vault with a case, an act and a backup."""
    with Vault.create(folder, PASSPHRASE, cost=CHEAP)[0] as vault:
        vault.add(small_case(), "worker")
        Desk(vault).edit("B1", title="hides the car")
        vault.back_up()
    return folder


def database(change: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    """Put other bytes in the place of the database."""
    return lambda folder: _rewrite(folder / "vault.db", change)


def keys(change: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    """Put other bytes in the place of the keys."""
    return lambda folder: _rewrite(folder / "keys.json", change)


def beside(name: str, content: bytes = b"left here by something") -> Callable[[Path], object]:
    """Lay a file beside the vault's own."""
    return lambda folder: (folder / name).write_bytes(content)


def flipped(raw: bytes, place: int) -> bytes:
    """The bytes with one bit turned round."""
    return raw[:place] + bytes([raw[place] ^ 0x10]) + raw[place + 1 :]


def plain_database(path: Path) -> bytes:
    """The bytes of an ordinary SQLite file."""
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE TABLE entries (id TEXT)")
    plain.close()
    raw = path.read_bytes()
    path.unlink()
    return raw


def hot(journal: bytes, pages: int) -> bytes:
    """A journal that was done with, made into one that would be played back into a database of so many pages.

    The driver has wiped its head; the number that its checks begin with follows from the first record.
    """
    sector = next(size for size in (512, 4096) if 0 < struct.unpack(">I", journal[size : size + 4])[0] <= pages)
    nonce = (_check_of(journal, sector) - _sum_of(journal, sector)) & 0xFFFFFFFF
    records, at = 0, sector
    while at + PAGE + 8 <= len(journal) and _check_of(journal, at) == (nonce + _sum_of(journal, at)) & 0xFFFFFFFF:
        records, at = records + 1, at + PAGE + 8
    head = MAGIC + struct.pack(">IIIII", records, nonce, pages, sector, PAGE)
    return head + journal[len(head) : at]


def _check_of(journal: bytes, at: int) -> int:
    return int(struct.unpack(">I", journal[at + 4 + PAGE : at + 8 + PAGE])[0])


def _sum_of(journal: bytes, at: int) -> int:
    page = journal[at + 4 : at + 4 + PAGE]
    return sum(page[place] for place in range(PAGE - 200, 0, -200))


@dataclass(frozen=True)
class Moment:
    """A vault before and after one act, and the journal that would lead back from the one to the other."""

    before: bytes
    after: bytes
    journal: bytes


def moment(folder: Path, text: str = "a moment") -> Moment:
    """Do one act in a closed vault and return what lay on the disk around it."""
    before = (folder / "vault.db").read_bytes()
    with Vault.unlock(folder, PASSPHRASE) as vault:
        Desk(vault).edit("B2", title=text)
        journal = (folder / "vault.db-journal").read_bytes()
    return Moment(before, (folder / "vault.db").read_bytes(), hot(journal, len(before) // PAGE))


def _rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


def _swap_pages(raw: bytes) -> bytes:
    return raw[:PAGE] + raw[2 * PAGE : 3 * PAGE] + raw[PAGE : 2 * PAGE] + raw[3 * PAGE :]


def _another(folder: Path, name: str) -> None:
    other = make_vault(folder.parent / "other vault")
    shutil.copyfile(other / name, folder / name)
    shutil.rmtree(other)


def _after(statement: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        with Vault.unlock(folder, PASSPHRASE) as vault:
            vault._opened.raw.execute(statement)

    return change


def _plain(folder: Path) -> None:
    (folder / "vault.db").write_bytes(plain_database(folder.parent / "plain.db"))


def _folder_instead(folder: Path) -> None:
    (folder / "vault.db").unlink()
    (folder / "vault.db").mkdir()


def _stale_journal(folder: Path) -> None:
    old = moment(folder)
    for number in range(3):
        moment(folder, f"later {number}")
    (folder / "vault.db-journal").write_bytes(old.journal)


def _journal_of_another(folder: Path) -> None:
    other = make_vault(folder.parent / "other vault")
    (folder / "vault.db-journal").write_bytes(moment(other).journal)
    shutil.rmtree(other)


def _cost(raw: bytes) -> bytes:
    record = json.loads(raw)
    for slot in record["slots"]:
        slot["iterations"] += 1
    return json.dumps(record).encode()


TEXT = "Notes of the meeting on Tuesday, with what was agreed.\r\n\tNext: ask the school.\n" * 90
FOREIGN = {
    "a web page": b"<!DOCTYPE html><html><body>Sign in to the network</body></html>" * 100,
    "a web page with a mark before it": b"\xef\xbb\xbf<html>" + b"<p>Sign in</p>" * 700,
    "a short text": b"moved to the share drive",
    "a long text": TEXT.encode(),
    "a text of pages": ("x" * 8192).encode(),
    "a text in Arabic": "ملاحظات الاجتماع ".encode() * 400,
    "a case file": b'{"format": "throughline.case", "entries": []}' * 200,
    "an archive": b"PK\3\4" + os.urandom(8188),
    "a paper": b"%PDF-1.7\n" + os.urandom(8183),
    "a picture": b"\x89PNG\r\n\x1a\n" + os.urandom(8184),
    "a photograph": b"\xff\xd8\xff\xe0" + os.urandom(9000),
    "a packed file": b"\x1f\x8b\x08" + os.urandom(8189),
    "a program": b"\x7fELF" + os.urandom(8188),
    "an old web picture": b"GIF89a" + os.urandom(8186),
}
EMPTY = {"nothing": 0, "one zero": 1, "few zeros": 100, "a page of zeros": PAGE, "zeros": 10 * PAGE, "odd zeros": 9999}
CUTS = {"by a byte": -1, "by a page": -PAGE, "by half": -2000, "to one page": PAGE, "to less": 100}
COPIES = (
    "vault (conflicted copy 2026-11-21 101500).db", "vault-LAPTOP2.db",
    "vault.sync-conflict-20261121-101500-ABCDEFG.db", "vault (1).db", "vault 2.db", "keys (conflicted copy).json",
)  # fmt: skip


def _flip(place: Callable[[int], int]) -> Callable[[Path], object]:
    return database(lambda raw: flipped(raw, place(len(raw))))


CORPUS: tuple[Wrong, ...] = (
    *(Wrong(name, database(lambda _raw, size=size: bytes(size)), EmptyFile) for name, size in EMPTY.items()),
    *(Wrong(name, database(lambda _raw, other=other: other), ForeignFile) for name, other in FOREIGN.items()),
    *(Wrong(f"cut {name}", database(lambda raw, at=at: raw[:at]), CutShort) for name, at in CUTS.items()),
    *(Wrong(f"copy called {name}", beside(name), ConflictCopy) for name in COPIES),
    *(Wrong(f"stray {ending}", beside(f"vault.db{ending}"), StrayFile) for ending in ("-wal", "-shm")),
    Wrong("a plain database", _plain, ForeignFile),
    Wrong("a vault of another program", _after("PRAGMA application_id = 77"), ForeignFile),
    Wrong("a trigger", _after("CREATE TRIGGER t AFTER INSERT ON journal BEGIN DELETE FROM drafts; END"), DamagedVault),
    Wrong("a view", _after("CREATE VIEW v AS SELECT load_extension('x')"), DamagedVault),
    Wrong("a table of another engine", _after("CREATE VIRTUAL TABLE v USING fts5(a)"), DamagedVault),
    Wrong("a newer vault", _after(f"PRAGMA user_version = {NEWEST + 1}"), NewerVault),
    Wrong("a much newer vault", _after("PRAGMA user_version = 900"), NewerVault),
    Wrong("noise", database(lambda raw: os.urandom(len(raw))), DamagedVault),
    Wrong("a page of noise", database(lambda _raw: os.urandom(PAGE)), DamagedVault),
    Wrong("noise of an odd size", database(lambda _raw: os.urandom(5000)), CutShort),
    Wrong("one letter", database(lambda _raw: b"x"), CutShort),
    Wrong("another vault's database", lambda folder: _another(folder, "vault.db"), DamagedVault),
    Wrong("a bit of the salt", _flip(lambda _size: 3), DamagedVault),
    Wrong("a bit of the first page", _flip(lambda _size: 500), DamagedVault),
    Wrong("a bit in the middle", _flip(lambda size: size // 2), DamagedVault),
    Wrong("a bit of a check", _flip(lambda _size: 3 * PAGE - 10), DamagedVault),
    Wrong("the last bit", _flip(lambda size: size - 1), DamagedVault),
    Wrong("two pages exchanged", database(_swap_pages), DamagedVault),
    Wrong("a page of zeros within", database(lambda raw: raw[:PAGE] + bytes(PAGE) + raw[2 * PAGE :]), DamagedVault),
    Wrong("zeros behind", database(lambda raw: raw + bytes(PAGE)), DamagedVault),
    Wrong("noise behind", database(lambda raw: raw + os.urandom(PAGE)), DamagedVault),
    Wrong("the vault twice", database(lambda raw: raw + raw), DamagedVault),
    Wrong("an act's name altered", _after("UPDATE journal SET who = 'another' WHERE seq = 2"), DamagedVault),
    Wrong("the last hash altered", _after("UPDATE journal SET hash = zeroblob(32) WHERE seq = 2"), DamagedVault),
    Wrong("keys of another vault", lambda folder: _another(folder, "keys.json"), DamagedVault),
    Wrong("keys of zeros", keys(lambda raw: bytes(len(raw))), WrongKeyOrDamaged),
    Wrong("no keys in the file", keys(lambda _raw: b""), WrongKeyOrDamaged),
    Wrong("half the keys", keys(lambda raw: raw[: len(raw) // 2]), WrongKeyOrDamaged),
    Wrong("a web page as keys", keys(lambda _raw: b"<html></html>"), WrongKeyOrDamaged),
    Wrong("keys that cost otherwise", keys(_cost), WrongKeyOrDamaged),
    Wrong("no database", lambda folder: (folder / "vault.db").unlink(), MissingFile),
    Wrong("no keys", lambda folder: (folder / "keys.json").unlink(), MissingFile),
    Wrong("a folder as database", _folder_instead, MissingFile),
    Wrong("words as a journal", beside("vault.db-journal"), StrayJournal),
    Wrong("a journal of long ago", _stale_journal, StrayJournal),
    Wrong("a journal of another vault", _journal_of_another, StrayJournal),
)  # fmt: skip
BY_NAME = {wrong.name: wrong for wrong in CORPUS}
