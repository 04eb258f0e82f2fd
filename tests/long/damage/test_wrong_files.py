"""Whatever lies where a vault's files should be, or beside them, is named and left as it is; it is never mixed in."""

import io
import json
import os
import random
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage.errors import VaultError
from storage.vault import Vault
from tests.long import figures
from tests.long.forked import fast_folder
from tests.long.model import Model, make
from tests.long.oracle import Wrong, check_case
from tests.storage.sample import PASSPHRASE, child

NOISE = random.Random(7)
HTML = b"<!DOCTYPE html><html><body><h1>Sign in to go on</h1></body></html>"
OLD = 1_500_000_000


def zipped(content: bytes) -> bytes:
    """A zip file with one file in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("vault.db", content)
    return made.getvalue()


def plain_database(folder: Path) -> bytes:
    """A database that is not encrypted, with a table that could be ours."""
    path = folder / "plain.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE meta (name TEXT, value TEXT)")
    connection.execute("INSERT INTO meta VALUES ('vault', 'x')")
    connection.commit()
    connection.close()
    return path.read_bytes()


def newer(folder: Path, version: int) -> bytes:
    """The database of a vault as a later program would leave it."""
    shutil.copytree(folder, folder.with_name("newer"))
    with Vault.unlock(folder.with_name("newer"), PASSPHRASE) as vault:
        vault._opened.raw.execute(f"PRAGMA user_version = {version}")
    raw = (folder.with_name("newer") / "vault.db").read_bytes()
    shutil.rmtree(folder.with_name("newer"))
    return raw


def with_pragma(folder: Path, *statements: str) -> bytes:
    """The database of a vault after someone who has the key has done this to it."""
    copy = folder.with_name("meddled")
    shutil.copytree(folder, copy)
    with Vault.unlock(copy, PASSPHRASE) as vault:
        for statement in statements:
            vault._opened.raw.execute(statement)
    raw = (copy / "vault.db").read_bytes()
    shutil.rmtree(copy)
    return raw


def databases(folder: Path, other: Path) -> dict[str, bytes]:
    """What may lie in the place of vault.db, by what it is."""
    good, strange = (folder / "vault.db").read_bytes(), (other / "vault.db").read_bytes()
    page = 4096
    sizes = (0, 1, 15, 16, 100, 511, 512, 4095, 4096, 8192, len(good))
    return {
        **{f"{size} zeros": bytes(size) for size in sizes},
        **{f"{size} bytes of noise": NOISE.randbytes(size) for size in sizes[1:]},
        "a page to sign in": HTML, "the same at the right length": HTML.ljust(len(good)),
        "a PDF": b"%PDF-1.7\n" + NOISE.randbytes(5000), "a picture": b"\x89PNG\r\n\x1a\n" + NOISE.randbytes(9000),
        "a photograph": b"\xff\xd8\xff\xe0" + NOISE.randbytes(9000), "a program": b"\x7fELF" + NOISE.randbytes(9000),
        "a zip of itself": zipped(good), "itself packed": zlib.compress(good), "a letter": b"Dear colleague\n" * 600,
        "a letter in UTF-16": ("Dear colleague\n" * 600).encode("utf-16"),
        "a plain database": plain_database(folder.parent), "its own keys": (folder / "keys.json").read_bytes(),
        "another vault": strange, "another vault's keys": (other / "keys.json").read_bytes(),
        "the first page of itself and the rest of another": good[:page] + strange[page : len(good)],
        "the first page of another and the rest of itself": strange[:page] + good[page:],
        "twice itself": good + good, "itself with a page more": good + NOISE.randbytes(page),
        "itself with a byte more": good + b"\0", "itself with a page of zeros more": good + bytes(page),
        "itself from the second page on": good[page:],
        "itself, the last half zeros": good[: len(good) // 2].ljust(len(good), b"\0"),
        "itself, the first half zeros": bytes(len(good) // 2) + good[len(good) // 2 :],
        "itself backwards": good[::-1], "itself as text": good.hex().encode(),
        "every byte one more": bytes((byte + 1) % 256 for byte in good),
        "a newer vault": newer(folder, 900), "a much newer vault": newer(folder, 2**31 - 1),
        "a vault of no version": with_pragma(folder, "PRAGMA user_version = -1"),
        "a database of another program": with_pragma(folder, "PRAGMA application_id = 7"),
        "a vault without its name": with_pragma(folder, "DELETE FROM meta WHERE name = 'vault'"),
        "a vault of another name": with_pragma(folder, "UPDATE meta SET value = 'x' WHERE name = 'vault'"),
    }  # fmt: skip


def keys_files(folder: Path, other: Path) -> dict[str, bytes]:
    """What may lie in the place of keys.json."""
    raw = (folder / "keys.json").read_bytes()
    found = json.loads(raw)
    return {
        "no keys": b"", "zeros as keys": bytes(len(raw)), "noise as keys": NOISE.randbytes(len(raw)),
        "half the keys": raw[: len(raw) // 2],
        "a page to sign in as keys": HTML, "a list as keys": b"[]", "nothing in the keys": b"{}",
        "another vault's keys": (other / "keys.json").read_bytes(),
        "keys without a lock": json.dumps(found | {"slots": []}).encode(),
        "keys of another program": json.dumps(found | {"format": "something.else"}).encode(),
        "keys of a newer program": json.dumps(found | {"version": 999}).encode(),
        "keys that name another vault": json.dumps(found | {"vault": "0" * 32}).encode(),
        "nested keys": b"[" * 100_000,
    }  # fmt: skip


def aged(path: Path) -> tuple[bytes, int]:
    """Give a file an old date; its bytes and its date."""
    os.utime(path, (OLD, OLD))
    return path.read_bytes(), path.stat().st_mtime_ns


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder in memory."""
    with fast_folder() as folder:
        yield folder


def test_every_wrong_file_is_refused_by_a_name_and_left_as_it_was(place: Path) -> None:
    folder, other = make(place / "vault"), make(place / "other")
    corpus = [("vault.db", databases(folder, other)), ("keys.json", keys_files(folder, other))]
    kinds, refused, changed = set(), 0, []
    for name, files in corpus:
        kept = (folder / name).read_bytes()
        for what, content in files.items():
            (folder / name).write_bytes(content)
            before = aged(folder / "vault.db"), aged(folder / "keys.json")
            with pytest.raises(VaultError) as trouble:
                Vault.unlock(folder, PASSPHRASE).close()
            kinds.add(type(trouble.value).__name__)
            refused += 1
            if before != (now(folder / "vault.db"), now(folder / "keys.json")):
                changed.append(what)
        (folder / name).write_bytes(kept)
    assert check_case(folder).head == 1
    figures.record("damage", "wrong files", files=refused, kinds_of_refusal=len(kinds), changed=len(changed))
    assert refused >= 60
    assert len(kinds) > 3
    assert changed == []


def now(path: Path) -> tuple[bytes, int]:
    """A file's bytes and its date."""
    return path.read_bytes(), path.stat().st_mtime_ns


# ----------------------------------------------------------------------------------------------- stray journals

KEPT_JOURNALS = """
import os, sys
from pathlib import Path
from storage.vault import Vault
from tests.long.model import next_act
from tests.storage.sample import Desk, PASSPHRASE

def keep(point):
    beside = folder / "vault.db-journal"
    if point == "commit" and beside.exists():
        os.link(beside, folder.parent / f"{sys.argv[2]}-{seq}.journal")

folder = Path(sys.argv[1])
vault = Vault.unlock(folder, PASSPHRASE, fault=keep)
# A vault that is alone on its file writes zeros over a journal's head when it is done with; one that is not lets it be.
assert vault._opened.raw.execute("PRAGMA locking_mode = NORMAL").fetchone() == ("normal",)
desk, seq = Desk(vault), 1
while seq < 12:
    (folder.parent / f"{sys.argv[2]}-{seq}.db").write_bytes((folder / "vault.db").read_bytes())
    seq += 1
    next_act(desk, seq)
vault.close()
"""
"""A worker's acts; each journal of the driver is kept under another name, whole, as if its act had been broken off."""


def kept_journals(folder: Path) -> Callable[[int], bytes]:
    """Work in a vault, and return for each act the journal that lay beside the database while it was written."""
    _out, trouble = child(KEPT_JOURNALS, folder, folder.name).communicate()
    assert trouble == ""
    return lambda seq: (folder.parent / f"{folder.name}-{seq}.journal").read_bytes()


def test_what_lies_beside_the_database_and_is_not_its_own_is_never_mixed_in(place: Path) -> None:
    folder, other = make(place / "mine"), make(place / "theirs")
    mine, theirs = kept_journals(folder), kept_journals(other)
    good = (folder / "vault.db").read_bytes()
    strays = {
        "-journal": [theirs(5), theirs(12), mine(3), mine(7), mine(11), b"", bytes(4096), mine(12)[:700], HTML],
        "-wal": [NOISE.randbytes(4096), bytes.fromhex("377f0682") + NOISE.randbytes(8000)],
        "-shm": [bytes(32768)],
    }
    refused = mixed = altered = 0
    for ending, contents in strays.items():
        for content in contents:
            (folder / f"vault.db{ending}").write_bytes(content)
            outcome = opened(folder)
            refused += outcome == "refused"
            mixed += outcome == "mixed"
            altered += outcome == "refused" and (folder / "vault.db").read_bytes() != good
            (folder / "vault.db").write_bytes(good)
            (folder / f"vault.db{ending}").unlink(missing_ok=True)
    number = sum(map(len, strays.values()))
    figures.record("damage", "stray journals", times=number, refused=refused, mixed_in=mixed, changed=altered)
    assert number == 12
    assert (mixed, altered) == (0, 0)
    assert opened(folder) == "as it was"


def opened(folder: Path) -> str:
    """Whether the vault is refused, opens as it was after its last act, or is another."""
    model = Model()
    try:
        found = check_case(folder)
        model.require(found)
    except Wrong as wrong:
        return "refused" if wrong.word == "shut" else "mixed"
    return "as it was" if found.head == 12 else "mixed"


def test_a_journal_of_the_act_that_was_broken_off_is_played_back(place: Path) -> None:
    folder = make(place / "broken off")
    journal = kept_journals(folder)
    whole = (folder / "vault.db").read_bytes()
    before = (place / "broken off-11.db").read_bytes()
    both = zip(pages(before), pages(whole), strict=False)
    half = [new if number % 2 else old for number, (old, new) in enumerate(both)]
    (folder / "vault.db").write_bytes(b"".join(half) + whole[len(before) :])
    (folder / "vault.db-journal").write_bytes(journal(12))
    found = check_case(folder)
    model = Model()
    model.require(found)
    figures.record("damage", "control: a journal that must be played back", times=1, found=int(found.head == 11))
    assert found.head == 11


def pages(raw: bytes) -> list[bytes]:
    """A database in pages."""
    return [raw[start : start + 4096] for start in range(0, len(raw), 4096)]
