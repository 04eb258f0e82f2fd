"""Writing a whole file or nothing: aside first, then renamed into place, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
import stat
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from app.folders import is_vault
from storage.files import ASIDE, make_file, settle

_BEGINNING = ".throughline-"
_OLD = 3600
"""Seconds after which nobody is still writing a file."""


class OutputError(Exception):
    """A file could not be written; the message says what to do, and nothing half-written is left."""


def write_whole(path: Path, data: bytes, made_from: Iterable[Path] = ()) -> None:
    """Put these bytes at this path, 0600, replacing an ordinary file of that name; raises OutputError.

    Never replaced are the files they were made from, whatever lies in a vault, and what is read-only.
    """
    beside = path.with_name(f"{_BEGINNING}{secrets.token_hex(8)}{ASIDE}")
    try:
        objection = _objection(path, made_from)
        if objection:
            raise OutputError(objection)
        _sweep(path.parent)
        make_file(beside, data)
        beside.replace(path)
        settle(path.parent)
    except BaseException as error:
        # Not the least part of a document may be left in the clear under a name that nobody knows.
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise OutputError(_sentence(path, error)) from None
        raise


def _sweep(folder: Path) -> None:
    """Take away what a program that was killed while it wrote has left here: words in the clear, under no name."""
    for left in folder.glob(f"{_BEGINNING}{'[0-9a-f]' * 16}{ASIDE}"):
        with suppress(OSError):
            if left.lstat().st_mtime < time.time() - _OLD:
                left.unlink()


def _objection(path: Path, made_from: Iterable[Path]) -> str:
    """Why nothing may be put at this path, or ""; raises OSError where the disk will not say."""
    folder = path.parent.resolve()
    if any(is_vault(each) for each in (folder, *folder.parents)):
        return f"{path} lies in a vault, which keeps its folder to itself. Choose another place for the file."
    if not path.exists():
        return ""
    if not path.is_file():
        return f"{path} is not an ordinary file. Choose another name for the file."
    if any(each.exists() and path.samefile(each) for each in made_from):
        return f"{path} is what this was to be made from. Choose another name for the file."
    return f"{path} is read-only. Choose another name for the file." if _is_read_only(path) else ""


def _is_read_only(path: Path) -> bool:
    # The mode is asked too: root may write whatever it says.
    return not (path.stat().st_mode & stat.S_IWUSR and os.access(path, os.W_OK))


def _sentence(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"There is no folder {path.parent}. Make it, or choose another place for the file."
    if isinstance(error, PermissionError):
        return f"{path.parent} does not let you write there. Choose another place for the file."
    return f"{path} could not be written: {error.strerror or 'the disk refused'}. Choose another place for the file."
