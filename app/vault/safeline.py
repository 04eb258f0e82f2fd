"""A quiet line under the list of cases: what was saved last, the last backup, and what is missing for safety.

It knows times and numbers, and nothing of any case.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from app.moments import now_here, said_day, said_state, said_time
from app.plain import PlainLabel
from app.safekeeper import NOTICE
from storage.backup import backups, made_at
from storage.errors import VaultError
from storage.secondplace import SecondPlace
from storage.vault import Vault

LATE = timedelta(days=7)
"""For how long the second place may be out of reach before it is asked for."""
_ALONE = (
    "The only copies of this vault are on this computer. Choose a second place for them{}: a stick, or a folder of your"
    " agency."
)
_NEVER = "The second place for backups has not been reached yet. Connect it, or choose another{}."
_SINCE = "The second place for backups was last reached on {}. Connect it, or choose another{}."
_IN_CARE = " in “Care of this vault”"


class SafeLine(PlainLabel):
    """Reads the vault anew whenever there is another backup."""

    def __init__(self, vault: Vault, parent: QWidget | None = None) -> None:
        super().__init__("", "muted", parent)
        self._vault = vault
        NOTICE.changed.connect(self.read)
        self.read()

    def read(self) -> None:
        """Say how it stands now; where the vault cannot be read, what stood there stays."""
        if not self._vault.is_open:
            return
        try:
            words = safety_words(self._vault, now_here())
        except VaultError:
            return
        self.setText(words)
        self.setAccessibleDescription(words)


def safety_words(vault: Vault, now: datetime) -> str:
    """What was saved last and backed up last, and under it what is missing; raises VaultError."""
    state = vault.last_saved()
    saved = f"Saved {said_state(state, now)}. " if state.saved else ""
    if vault.guard is None:
        return saved.strip()  # a vault that is only lent: nobody keeps copies of it
    newest = next(iter(backups(vault.folder)), None)
    made = made_at(newest) if newest else None
    backup = f"Last backup {said_time(made, now)}." if made else "No backup yet."
    lines = (saved + backup, vault.guard.trouble, second_place_word(vault.second_place(), now))
    return "\n".join(line for line in lines if line)


def second_place_word(place: SecondPlace | None, now: datetime, where: str = _IN_CARE) -> str:
    """What there is to say of the second place, or "" where it was reached lately; `where` one is chosen."""
    if place is None:
        return _ALONE.format(where)
    if place.reached is None:
        return _NEVER.format(where)
    return _SINCE.format(said_day(place.reached, now), where) if now - place.reached >= LATE else ""
