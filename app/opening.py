"""What there is to say of what opens a vault: that it was changed behind its back, and what became of its copies.

It knows keys by no more than that there are some, and nothing of any case.
"""

from __future__ import annotations

from dataclasses import dataclass

from storage.errors import VaultError
from storage.rekeying import Rekeyed
from storage.vault import Vault

KEYS_CHANGED = (
    "The passphrase or the recovery code is not the one that this vault’s record knows: the program was ended in the"
    " middle of a change, or another keys.json was put into the folder. The record says so now; if it was not your"
    " doing, change both in “Care of this vault”."
)
FOUND = (
    "On {} the passphrase or the recovery code was found changed, and no act in the record had changed it. If it was"
    " not your doing, change both here."
)
STILL = "The backups made before still open with the old one."
_ALL = "It opens the {} too, and the old one opens none of them."
_ONE = "It opens the backup too, and the old one does not."
_LEFT = "{} could not be changed and may still open with the old one."
_UNREACHED = "The second place cannot be reached just now: the backups there still open with the old one."
_LATER = "In “Care of this vault” you can have them changed later."
_BEHIND = "{} may still open with an older passphrase or recovery code."


@dataclass(frozen=True, slots=True)
class Told:
    """What became of the copies, as words, and whether the old one opens none of them any more."""

    words: str
    is_whole: bool


def rekeyed(vault: Vault) -> Told:
    """Let the copies of a vault, whose passphrase or code was just changed, open by the new one alone; what to say.

    It takes a moment for each, and another thread may do it. The change itself stands whatever comes of it.
    """
    try:
        told = vault.rekey_copies()
    except VaultError as error:
        return Told(f"{error} {STILL}", is_whole=False)
    return Told(_words(told), told.is_whole)


def behind_word(number: int) -> str:
    """That some copies open with what opened the vault before, or ""."""
    return _BEHIND.format(_backups(number)) if number else ""


def _words(told: Rekeyed) -> str:
    said = []
    if told.done:
        said.append(_ONE if told.done == 1 else _ALL.format(_backups(told.done)))
    if told.left:
        said.append(_LEFT.format(_backups(told.left)))
    if told.second_unreached:
        said.append(_UNREACHED)
    return " ".join(said if told.is_whole else (*said, _LATER))


def _backups(number: int) -> str:
    return "1 backup" if number == 1 else f"{number} backups"
