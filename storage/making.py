"""How a new vault's files come to lie in its folder, all of them or none; what they hold it does not know."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storage import lock
from storage.backup import BACKUPS, DATABASE, KEYS
from storage.errors import NO_VAULT, FolderTaken, VaultError, VaultNotMade
from storage.files import ASIDE, make_folder, on_disk, settle
from storage.keys import Keys, write_keys

_UNFINISHED = frozenset({lock.NAME, DATABASE + ASIDE, KEYS + ASIDE})
"""What a making that was cut short may have left in a folder."""


@contextmanager
def told_as_not_made() -> Iterator[None]:
    """Say of the disk's trouble that no vault was made: its own sentence speaks of what was saved before."""
    try:
        yield
    except VaultError as reason:
        if type(reason) in NO_VAULT:
            raise VaultNotMade(reason) from None
        raise


def claim(folder: Path) -> None:
    """Have the folder for ourselves; raises FolderTaken, and then has changed nothing."""
    with on_disk():
        try:
            taken = folder.exists() and any(each.name not in _UNFINISHED for each in folder.iterdir())
            if not taken:
                make_folder(folder)
        except (FileExistsError, NotADirectoryError):
            taken = True
    if taken:
        raise FolderTaken


def make(folder: Path, keys: Keys, data_key: bytes) -> None:
    """Make the files under other names; the keys get theirs last, and with them the folder becomes a vault."""
    from storage.store import make_database

    aside = folder / (DATABASE + ASIDE)
    with on_disk():
        for leftover in folder.glob(DATABASE + ASIDE + "*"):
            leftover.unlink()
    make_database(aside, data_key, keys.vault)
    with on_disk():
        settle(aside)
        aside.replace(folder / DATABASE)
        make_folder(folder / BACKUPS)
    write_keys(folder / KEYS, keys)


def unmake(folder: Path) -> None:
    """Take away what was begun of a vault; the folder was claimed, so that nothing else is in it."""
    # The disk has refused already: what cannot be taken away either must not hide why.
    for begun in (*folder.glob(DATABASE + "*"), *folder.glob(KEYS + "*"), folder / lock.NAME):
        with suppress(OSError):
            begun.unlink()
    with suppress(OSError):
        (folder / BACKUPS).rmdir()
