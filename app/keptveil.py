"""Keeps in the vault, for the day, that people were called by role: after a lock in a meeting no name comes back."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from app.clock import today
from app.otherroles import Shelf
from app.worker import Settings
from storage.errors import VaultError

if TYPE_CHECKING:
    from app.session import Session

_NAME = "names hidden on"


def hidden_today(shelf: Settings) -> bool:
    """Whether names were hidden when a case of this vault was last put away, and that was today."""
    with suppress(VaultError):
        return bool(shelf.setting(_NAME) == today().isoformat())
    return False


def veil_as_left(session: Session, shelf: Settings) -> None:
    """Call people by role from the first picture on, where names were hidden a while ago."""
    session.veil(hidden_today(shelf))


def keep_veil(session: Session, shelf: Shelf) -> None:
    """Keep whether names are hidden now; it is no loss where that cannot be kept."""
    if session.veiled != hidden_today(shelf) and not shelf.is_for_reading:
        with suppress(VaultError):
            shelf.keep_setting(_NAME, today().isoformat() if session.veiled else "")
