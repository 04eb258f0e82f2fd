"""Commands for the evidence of a case: attach a file to a card, and say what is attached; no bytes of it come out."""

from __future__ import annotations

import argparse

from app.commands.source import CommandError, passphrase_from, say
from app.sandbox.evidence import NotTakenError, taken_from
from app.sandbox.running import SandboxError
from app.worker import who_works
from storage.vault import Vault


def attach(chosen: argparse.Namespace) -> int:
    """Make a file safe to keep and attach it to a card; what was kept of it and what was left out is printed."""
    title = " ".join(chosen.title.split())
    if not title:
        raise CommandError("Say in a few words what it shows: --title.")
    try:
        found = taken_from(chosen.file)
    except (NotTakenError, SandboxError) as error:
        raise CommandError(f"Nothing was attached. {error}") from None
    with _unlocked(chosen) as vault:
        vault.attach(chosen.id, chosen.entry, found.content, found.kind, title, who_works(vault))
    for sentence in found.told:
        say(sentence)
    say("It is kept in the vault. The file itself was not touched.")
    return 0


def list_attached(chosen: argparse.Namespace) -> int:
    """Print a line for each piece of evidence: the card, its media type, its size in bytes, its title."""
    with _unlocked(chosen) as vault:
        lines = vault.attached(chosen.id)
    for line in lines:
        say(f"{line.thing}\t{line.kind}\t{line.size} bytes\t{line.title}")
    return 0


def _unlocked(chosen: argparse.Namespace) -> Vault:
    return Vault.unlock(chosen.vault, passphrase_from(chosen.passphrase_file))
