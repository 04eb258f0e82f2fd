"""Commands for a vault without the window: make one, put cases in and take them out, check it, copy it, restore it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import datetime

from app.commands import evidence, handing
from app.commands.source import CommandError, case_from_elsewhere, complain, good, passphrase_from, put, say
from app.guessing import words_of_cases
from app.moments import now_here, said_size, said_state
from app.opening import KEYS_CHANGED, STILL, rekeyed
from app.worker import who_works
from exports.interchange import write_text
from storage.backup import restore as put_back
from storage.copies import copies, last_good, state_in
from storage.errors import ReadOnly, VaultError
from storage.recovery import new_code
from storage.vault import Vault

_PAPER = "Copy this code onto paper and lock it away: it opens the vault if the passphrase is lost, and is shown once."
_NOT_ENCRYPTED = "The sheet is not encrypted: print it, then delete the file."
LATEST = "latest"
"""What a restore may be given instead of a backup's folder."""
_READ_ONLY = "Nothing can be written in this folder, so the vault was opened for reading only."
_ANYWAY = "To bring the case in all the same, give --without-backup."


def create(chosen: argparse.Namespace) -> int:
    """Make a vault and print its recovery code, once."""
    vault, code = Vault.create(chosen.vault, good(passphrase_from(chosen.passphrase_file, new=True)))
    vault.close()
    say(code)
    say(_PAPER)
    return 0


def change_passphrase(chosen: argparse.Namespace) -> int:
    """Put another passphrase in the place of the present one; the new one comes second."""
    with _unlocked(chosen) as vault:
        wanted = passphrase_from(chosen.new_passphrase_file, new=True)
        vault.change_passphrase(good(wanted, words_of_cases(vault)), who=who_works(vault))
        say("The new passphrase is in force.")
        _tell_of_backups(vault, chosen)
    return 0


def _tell_of_backups(vault: Vault, chosen: argparse.Namespace) -> None:
    """Let the backups open with the new passphrase or code alone, unless they are to be left, and say so."""
    words = STILL if chosen.leave_backups else rekeyed(vault).words
    if words:
        say(words)


def renew_recovery_code(chosen: argparse.Namespace) -> int:
    """Put a new recovery code in the place of the old one and print it, once, also as a sheet if one is asked for."""
    code, sheet = new_code(), chosen.output
    with _unlocked(chosen) as vault:
        if sheet:
            # First: a code must not be in force before it can be on paper.
            put(sheet, _sheet(code, vault.mark), chosen.passphrase_file)
        try:
            vault.new_recovery_code(code=code, who=who_works(vault))
        except VaultError:
            if sheet:
                sheet.unlink(missing_ok=True)
            raise
        say(code)
        say(_PAPER)
        if sheet:
            say(_NOT_ENCRYPTED)
        _tell_of_backups(vault, chosen)
    return 0


def _sheet(code: str, mark: str) -> bytes:
    from exports.recoverysheet import recovery_sheet

    return recovery_sheet(code, mark, datetime.now().astimezone().date())


def add(chosen: argparse.Namespace) -> int:
    """Put the case of a file into a vault, after a backup; how many entries and links it brought is printed."""
    case = case_from_elsewhere(chosen.file)
    with _unlocked(chosen) as vault:
        if not chosen.without_backup:
            _backed_up(vault)
        vault.add(case, who_works(vault), "import")
    say(f"Brought in: {len(case.entries)} entries, {len(case.links)} links.")
    return 0


def _backed_up(vault: Vault) -> None:
    try:
        vault.back_up()
    except VaultError as error:
        raise CommandError(f"No backup could be made, so nothing was brought in. {error}\n{_ANYWAY}") from None


def list_cases(chosen: argparse.Namespace) -> int:
    """Print a line for each case: id, title, number of entries, last act."""
    with _unlocked(chosen, reading=True) as vault:
        lines = vault.cases()
    for line in lines:
        say(f"{line.id}\t{line.title}\t{line.entries} entries\t{line.changed:%Y-%m-%d %H:%M}")
    return 0


def export(chosen: argparse.Namespace) -> int:
    """Write one case, whole and unencrypted, as a case file."""
    with _unlocked(chosen, reading=True) as vault:
        case = vault.load(chosen.id)
    put(chosen.output, write_text(case), chosen.passphrase_file)
    return 0


def check(chosen: argparse.Namespace) -> int:
    """Look the whole vault over; what is wrong goes to standard error, a line each."""
    with _unlocked(chosen, reading=True) as vault:
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


def list_backups(chosen: argparse.Namespace) -> int:
    """Print a line for each backup of a vault, newest first: when it was made, its size, its folder; needs no key."""
    for copy in copies(chosen.vault):
        made = copy.made.astimezone().strftime("%Y-%m-%d %H:%M") if copy.made else "-"
        say(f"{made}\t{said_size(copy.size)}\t{copy.place}")
    return 0


def restore(chosen: argparse.Namespace) -> int:
    """Put a backup, or the newest good one for "latest", in the vault's place; what was there is kept."""
    passphrase = passphrase_from(chosen.passphrase_file)
    latest = str(chosen.backup) == LATEST
    place = last_good(chosen.vault, passphrase).place if latest else chosen.backup
    kept = put_back(chosen.vault, place, passphrase)
    say(f"The backup is in place; the vault is as it was at {said_state(state_in(place, passphrase), now_here())}.")
    if kept is not None:
        say(f"What was there before: {kept}")
    return 0


def _unlocked(chosen: argparse.Namespace, *, reading: bool = False) -> Vault:
    """The vault, open; for a command that only reads, also where nothing can be written."""
    passphrase = passphrase_from(chosen.passphrase_file)
    try:
        vault = Vault.unlock(chosen.vault, passphrase)
    except ReadOnly as error:
        if not reading or type(error) is not ReadOnly:
            raise
        vault = Vault.unlock(chosen.vault, passphrase, reading=True)
        complain(_READ_ONLY)
    if vault.keys_were_changed:
        complain(KEYS_CHANGED)
    return vault


ACTS: dict[str, tuple[Callable[[argparse.Namespace], int], str, tuple[str, ...]]] = {
    "create": (create, "make a vault and print its recovery code", ("vault",)),
    "passphrase": (change_passphrase, "change the passphrase", ("vault",)),
    "recovery": (renew_recovery_code, "make a new recovery code; the old one no longer opens the vault", ("vault",)),
    "add": (add, "put a case file into a vault", ("vault", "file")),
    "list": (list_cases, "which cases are in a vault", ("vault",)),
    "export": (export, "write one case as a file", ("vault", "id")),
    "attach": (evidence.attach, "attach a photo, PDF or text to a card", ("vault", "id", "entry", "file")),
    "attachments": (evidence.list_attached, "what is attached to the cards of a case", ("vault", "id")),
    "keep": (handing.keep, "until when a case is kept, and by whose decision", ("vault", "id")),
    "handback": (handing.hand_back, "one case as an encrypted package for the agency's system", ("vault", "id")),
    "check": (check, "is the vault sound", ("vault",)),
    "backup": (back_up, "make an encrypted copy beside the vault", ("vault",)),
    "backups": (list_backups, "which backups of a vault there are", ("vault",)),
    "restore": (restore, "put a backup in the vault's place; latest for the newest good one", ("vault", "backup")),
}
"""Each act on a vault: what does it, its help, and what it takes."""
