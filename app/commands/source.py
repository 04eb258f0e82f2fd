"""What a command is given and gives back: case files, passphrases, files and lines; it knows no rule of any case."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Collection
from pathlib import Path

from app.guessing import GuessableError, require_good
from app.outfile import write_whole
from app.sandbox.casefile import case_in
from app.sandbox.running import SandboxError, Stop
from exports.interchange import LARGEST, read_file
from mapping.casemap import CaseMap

LONGEST_PASSPHRASE = 4096
"""The most that is read of a passphrase, in bytes."""


class CommandError(Exception):
    """A command is refused; the message is one sentence for the person at the keyboard."""


def case_from(path: Path) -> CaseMap:
    """The case in a file; raises CaseFileError with its faults, CommandError where it cannot be read.

    Reads it in this process: a command that is given one file holds no vault, and ends with what it was given.
    """
    try:
        return read_file(path)
    except OSError as error:
        raise CommandError(f"{path} could not be read: {_reason(error)}.") from None


def case_from_elsewhere(path: Path, stop: Stop | None = None) -> CaseMap:
    """The case in a file that is to come into a vault: read in a child process first, and here what that wrote of it.

    Waits for the child. Raises CaseFileError with its faults; CommandError where it cannot be read, or not safely, or
    `stop` was used.
    """
    try:
        # A pipe or a device might never end, and a window would wait for it.
        if path.exists() and not path.is_file():
            raise CommandError("This is no file. Choose a case file; its name ends in .case.json.")
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
        return case_in(raw, stop)
    except SandboxError as error:
        raise CommandError(str(error)) from None
    except OSError as error:
        raise CommandError(f"{path} could not be read: {_reason(error)}.") from None


def text_from(path: str) -> str:
    """The text of a file, or of standard input for "-"; raises CommandError."""
    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise CommandError(f"{path} could not be read: {_reason(error)}.") from None
    except UnicodeDecodeError:
        raise CommandError(f"{path} is not UTF-8 text.") from None


def passphrase_from(file: Path | None, *, new: bool = False) -> str:
    """The passphrase from a file, a prompt, or standard input; raises CommandError if there is none."""
    if file is not None:
        found = _first_line(_passphrase_bytes(file))
    elif sys.stdin is not None and sys.stdin.isatty():
        found = _asked(new)
    else:
        found = _first_line(sys.stdin.buffer.readline(LONGEST_PASSPHRASE) if sys.stdin is not None else b"")
    if not found:
        raise CommandError("The passphrase is empty. Give one in a file, at the prompt or on standard input.")
    return found


def good(passphrase: str, case_words: Collection[str] = ()) -> str:
    """A chosen passphrase, if it will do; what is weak about it goes to standard error. Raises CommandError."""
    try:
        doubt = require_good(passphrase, case_words)
    except GuessableError as error:
        raise CommandError(f"This passphrase was not taken. {error}") from None
    if doubt:
        complain(doubt)
    return passphrase


def put(path: Path, data: bytes | str, *made_from: Path | None) -> None:
    """Write a whole file or nothing, and never over a file it was made from; raises OutputError."""
    raw = data.encode() if isinstance(data, str) else data
    write_whole(path, raw, (each for each in made_from if each is not None))


def say(line: str) -> None:
    """One line on standard output."""
    sys.stdout.write(line + "\n")


def complain(lines: str) -> None:
    """Lines on standard error."""
    if sys.stderr is not None:
        sys.stderr.write(lines + "\n")


def _asked(new: bool) -> str:
    found = getpass.getpass("New passphrase: " if new else "Passphrase: ")
    if new and getpass.getpass("The same once more: ") != found:
        raise CommandError("The two were not the same. Nothing was made; begin again.")
    return found


def _passphrase_bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.readline(LONGEST_PASSPHRASE)
    except OSError as error:
        raise CommandError(f"{file} could not be read: {_reason(error)}.") from None


def _first_line(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise CommandError("The passphrase is not UTF-8 text.") from None


def _reason(error: OSError) -> str:
    return (error.strerror or "the system refused").lower()
