"""Commands for how long a case stays in a vault: until when it is kept, and handing it back."""

from __future__ import annotations

import argparse

from app.clock import today
from app.commands.source import CommandError, good, passphrase_from, put, say
from app.handingback import ACT, packed
from app.worker import who_works
from storage.keeping import Keeping
from storage.vault import Vault

_AUTHORITY = "Say with --authority by whose rule or decision, for whoever asks in some years."
_STILL = "Backups made before still hold it, and so does whatever was saved from it."


def keep(chosen: argparse.Namespace) -> int:
    """Set until when a case is kept, or say it where no day is given."""
    if chosen.until and not (chosen.authority or "").strip():
        raise CommandError(_AUTHORITY)
    with Vault.unlock(chosen.vault, passphrase_from(chosen.passphrase_file)) as vault:
        if chosen.until:
            vault.keep_until(chosen.id, Keeping(chosen.until, chosen.authority.strip()), who_works(vault))
        keeping = vault.kept_until(chosen.id)
    say("No day has been set." if keeping is None else f"Kept until {keeping.until.isoformat()}: {keeping.authority}")
    return 0


def hand_back(chosen: argparse.Namespace) -> int:
    """Write a case as an encrypted package, read back; with --take-out the case then leaves the vault."""
    with Vault.unlock(chosen.vault, passphrase_from(chosen.passphrase_file)) as vault:
        secret = good(passphrase_from(chosen.package_passphrase_file, new=True))
        made = packed(vault, chosen.id, secret, today())
        put(chosen.output, made.content, chosen.passphrase_file, chosen.package_passphrase_file)
        say(f"The package holds {made.entries} entries, {made.acts} acts and {made.evidence} pieces of evidence.")
        if chosen.take_out:
            vault.forget_case(chosen.id, who_works(vault), ACT)
            say(f"The case is no longer in this vault. {_STILL}")
    return 0
