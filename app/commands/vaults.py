"""Commands for a vault without the window: make one, put cases in and take them out, check it, copy it, restore it."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from app.commands.source import case_from, complain, passphrase_from, put, say
from app.worker import who_works
from exports.interchange import write_text
from storage.backup import restore as put_back
from storage.vault import Vault

_PAPER = "Copy this code onto paper and lock it away: it opens the vault if the passphrase is lost, and is shown once."


def create(chosen: argparse.Namespace) -> int:
    """Make a vault and print its recovery code, once."""
    vault, code = Vault.create(chosen.vault, passphrase_from(chosen.passphrase_file, new=True))
    vault.close()
    say(code)
    say(_PAPER)
    return 0


def add(chosen: argparse.Namespace) -> int:
    """Put the case of a file into a vault."""
    case = case_from(chosen.file)
    with _unlocked(chosen) as vault:
        vault.add(case, who_works(vault))
    return 0


def list_cases(chosen: argparse.Namespace) -> int:
    """Print a line for each case: id, title, number of entries, last act."""
    with _unlocked(chosen) as vault:
        lines = vault.cases()
    for line in lines:
        say(f"{line.id}\t{line.title}\t{line.entries} entries\t{line.changed:%Y-%m-%d %H:%M}")
    return 0


def export(chosen: argparse.Namespace) -> int:
    """Write one case, whole and unencrypted, as a case file."""
    with _unlocked(chosen) as vault:
        case = vault.load(chosen.id)
    put(chosen.output, write_text(case), chosen.passphrase_file)
    return 0


def check(chosen: argparse.Namespace) -> int:
    """Look the whole vault over; what is wrong goes to standard error, a line each."""
    with _unlocked(chosen) as vault:
        wrong, number = vault.check(), len(vault.cases())
    if wrong:
        complain("\n".join(wrong))
        return 1
    say(f"The vault is sound; cases in it: {number}.")
    return 0


def back_up(chosen: argparse.Namespace) -> int:
    """Make an encrypted copy inside the vault's folder and print where it lies."""
    with _unlocked(chosen) as vault:
        say(str(vault.back_up()))
    return 0


def restore(chosen: argparse.Namespace) -> int:
    """Put a backup in the vault's place; what was there is kept beside the backups."""
    kept = put_back(chosen.vault, chosen.backup, passphrase_from(chosen.passphrase_file))
    say("The backup is in place." if kept is None else f"The backup is in place. What was there before: {kept}")
    return 0


def _unlocked(chosen: argparse.Namespace) -> Vault:
    return Vault.unlock(chosen.vault, passphrase_from(chosen.passphrase_file))


ACTS: dict[str, tuple[Callable[[argparse.Namespace], int], str, tuple[str, ...]]] = {
    "create": (create, "make a vault and print its recovery code", ("vault",)),
    "add": (add, "put a case file into a vault", ("vault", "file")),
    "list": (list_cases, "which cases are in a vault", ("vault",)),
    "export": (export, "write one case as a file", ("vault", "id")),
    "check": (check, "is the vault sound", ("vault",)),
    "backup": (back_up, "make an encrypted copy beside the vault", ("vault",)),
    "restore": (restore, "put a backup in the vault's place", ("vault", "backup")),
}
"""Each act on a vault: what does it, its help, and what it takes."""
