"""Ways back into a vault that does not open: the last good backup, or putting aside what does not belong to it.

Each works in a thread and needs the secret that was typed. What a vault holds is not known here.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app import seen
from app.moments import now_here, said_state
from app.worker import who_works
from storage import backup
from storage.copies import Copy, keys_are_damaged, last_good
from storage.errors import (
    CodeMistyped,
    ConflictCopy,
    DamagedVault,
    MissingFile,
    ReadOnly,
    StrayFile,
    StrayJournal,
    VaultError,
    WrongKeyOrDamaged,
)
from storage.vault import Vault
from storage.verifying import State

_NOT_IT = "This {} does not open the vault. Nothing was changed. Try again, or use the {}."
_GOOD = "The last good backup is from {}. What was done after that is not in it."
_NONE = "But no good backup was found in this folder; if you have a second place for backups, look there."
_RESTORED = (
    "The backup is in place: this vault is as it was at {}. What was done after that is not in it."
    " What lay in its place before is kept for 30 days, in the vault’s folder under “backups”."
)
_MAY_READ = "It can be opened here for reading only."
_READING = (
    "This vault is open for reading only: you can look at everything, and save it elsewhere; nothing can be changed."
)
_ASIDE = (
    "What did not belong to the vault was put aside. It is kept for 30 days, in the vault’s folder under “backups”."
)


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """What was typed at the door, and whether it is the recovery code."""

    text: str
    is_code: bool = False

    @property
    def names(self) -> tuple[str, str]:
        """What it is called, and what the other way in is called."""
        return ("recovery code", "passphrase") if self.is_code else ("passphrase", "recovery code")

    def unlock(self, folder: Path) -> Vault:
        """Open the vault in a folder; raises VaultError."""
        return (Vault.unlock_with_recovery if self.is_code else Vault.unlock)(folder, self.text)

    def read(self, folder: Path) -> Vault:
        """Open the vault in a folder that cannot be written to; raises VaultError."""
        return (Vault.unlock_with_recovery if self.is_code else Vault.unlock)(folder, self.text, reading=True)


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a vault did not open, whether it may be the secret, and ways in: a good backup, something to put aside, or
    to read it without writing."""

    sentence: str
    may_be_secret: bool = False
    good: Copy | None = None
    stray: VaultError | None = None
    may_read: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class BackIn:
    """A vault that was opened by one of the ways back, and what is to be said of it."""

    vault: Vault
    told: str


def tried(folder: Path, secret: Secret) -> Vault | Refused:
    """Open the vault; where it does not open, what can be done about it."""
    try:
        return secret.unlock(folder)
    except VaultError as error:
        return _refused(folder, secret, error)


def _refused(folder: Path, secret: Secret, error: VaultError) -> Refused:
    if type(error) is ReadOnly:
        return Refused(f"{error} {_MAY_READ}", may_read=True)
    if type(error) is WrongKeyOrDamaged and not keys_are_damaged(folder):
        return Refused(_NOT_IT.format(*secret.names) if backup.backups(folder) else str(error), may_be_secret=True)
    if not isinstance(error, WrongKeyOrDamaged | MissingFile | StrayFile | ConflictCopy):
        return Refused(str(error), may_be_secret=isinstance(error, CodeMistyped))
    stray = error if isinstance(error, StrayFile | ConflictCopy) else None
    try:
        good = last_good(folder, secret.text, recovery=secret.is_code)
    except VaultError:
        known = isinstance(error, DamagedVault)
        return Refused(f"{error} {_NONE}" if known else str(error), not known and stray is None, None, stray)
    return Refused(f"{error} {_GOOD.format(_when(good.state))}", False, good, stray)


def put_back(folder: Path, good: Copy, secret: Secret) -> BackIn:
    """Put a backup in the vault's place and open it; raises VaultError."""
    if secret.is_code:
        backup.restore_with_recovery(folder, good.place, secret.text)
    else:
        backup.restore(folder, good.place, secret.text)
    vault = secret.unlock(folder)
    # The vault is open and sound: if the disk refuses this one word, that is no reason to shut it again.
    with suppress(VaultError):
        vault.beside(None, "restore", who_works(vault), lambda *_act: None)
    seen.note(vault)
    return BackIn(vault, _RESTORED.format(_when(good.state)))


def read_only(folder: Path, secret: Secret) -> BackIn:
    """Open a vault that cannot be written to, for reading; raises VaultError."""
    return BackIn(secret.read(folder), _READING)


def put_aside(folder: Path, stray: VaultError, secret: Secret) -> BackIn:
    """Put aside what does not belong to the vault, and open it; raises VaultError."""
    backup.clear_strays(folder, journal=isinstance(stray, StrayJournal))
    return BackIn(secret.unlock(folder), _ASIDE)


def _when(state: State | None) -> str:
    return said_state(state, now_here()) if state else "an unknown time"
