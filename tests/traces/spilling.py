"""Makes a vault's database sort, gather and copy more than it may hold at once, and says which files that opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from storage.vault import Vault
from tests.storage.sample import CHEAP, PASSPHRASE

QUESTIONS = (
    "SELECT DISTINCT body FROM spill ORDER BY body DESC LIMIT 5",
    "SELECT body, count(*) FROM spill GROUP BY body ORDER BY 2, 1 LIMIT 5",
    "SELECT a.body FROM spill a JOIN spill b ON a.body = b.other ORDER BY b.body LIMIT 5",
    "SELECT body FROM spill UNION SELECT other FROM spill ORDER BY 1 LIMIT 5",
    "CREATE INDEX by_body ON spill (body, other)",
    "CREATE TEMP TABLE gathered AS SELECT DISTINCT other FROM spill",
)


def spill(folder: Path, rows: int, words: tuple[str, ...] = ("keeps the door key",)) -> set[str]:
    """Let a vault of its own work, copy itself and tidy itself up; which files it opened that are not the vault's."""
    vault = Vault.create(folder, PASSPHRASE, cost=CHEAP)[0]
    raw = vault._opened.raw
    opened = work(raw, rows, words)
    vault.back_up()
    raw.execute("DROP TABLE temp.gathered")
    raw.execute("DROP TABLE spill")
    raw.execute("VACUUM")
    opened |= open_files()
    vault.close()
    return {each for each in opened if not Path(each).is_relative_to(folder)} - open_files()


def work(raw: Any, rows: int, words: tuple[str, ...] = ("keeps the door key",)) -> set[str]:
    """Put rows with these words into a database and have them sorted and gathered; which files that opened.

    The cache is made as small as it can be, so that whatever could be put aside on the disk is.
    """
    opened: set[str] = set()
    with_us = open_files()

    def look() -> int:
        opened.update(open_files() - with_us)
        return 0  # go on

    raw.execute("PRAGMA cache_size = 10")
    raw.execute("PRAGMA temp.cache_size = 10")
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("CREATE TABLE spill (body TEXT, other TEXT)")
    raw.executemany("INSERT INTO spill VALUES (?, ?)", _rows(rows, words))
    raw.execute("COMMIT")
    for question in QUESTIONS:
        # In the middle of the work too: a file may be gone at the end of it.
        raw.set_progress_handler(look, max(5000, rows))
        raw.execute(question).fetchall()
        raw.set_progress_handler(None, 0)
        look()
    return opened


def _rows(number: int, words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for each in range(number):
        word = words[each % len(words)]
        yield f"{(each * 7919) % number:07d} {word} " * 3, f"{each:07d} {word} " * 3


def open_files() -> set[str]:
    """Every file that this process has open, deleted ones too; Linux only."""
    found = set()
    for each in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            found.add(str(each.readlink()))
    return {place for place in found if place.startswith("/") and not place.startswith(("/dev/", "/proc/"))}
