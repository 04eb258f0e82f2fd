"""Writing a whole file or nothing: aside first, then renamed into place, readable by its owner alone."""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path

from storage.files import make_file, settle


class OutputError(Exception):
    """A file could not be written; the message says what to do, and nothing half-written is left."""


def write_whole(path: Path, data: bytes) -> None:
    """Put these bytes at this path, 0600, replacing an ordinary file of that name; raises OutputError."""
    beside = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        if path.exists() and not path.is_file():
            raise OutputError(f"{path} is not an ordinary file. Choose another name for the file.")
        make_file(beside, data)
        beside.replace(path)
        settle(path.parent)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise OutputError(_sentence(path, error)) from None


def _sentence(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"There is no folder {path.parent}. Make it, or choose another place for the file."
    if isinstance(error, PermissionError):
        return f"{path.parent} does not let you write there. Choose another place for the file."
    return f"{path} could not be written: {error.strerror or 'the disk refused'}. Choose another place for the file."
