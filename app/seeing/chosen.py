"""Which marks this vault's worker chose to see, and what counts as recent, as they were left; it knows no case."""

from __future__ import annotations

from contextlib import suppress

from app.keptviews import Shelf
from app.sights import USUAL
from mapping.marks import DAYS, RULES
from storage.errors import VaultError

_KEPT = "map marks"
MOST_DAYS = 3650
"""Ten years ago is recent to nobody."""


def chosen_marks(shelf: Shelf) -> tuple[tuple[str, ...], int]:
    """The marks and the number of days that were chosen last; the usual ones where nothing was, or nothing known."""
    try:
        kept = shelf.setting(_KEPT)
    except VaultError:
        kept = None
    if not isinstance(kept, dict) or not isinstance(kept.get("rules"), list):
        return USUAL, DAYS
    days = kept.get("days")
    if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= MOST_DAYS:
        days = DAYS
    return tuple(rule for rule in RULES if rule in kept["rules"]), days


def keep_marks(shelf: Shelf, rules: tuple[str, ...], days: int) -> None:
    """Keep them for the next case and the next day; it is no loss where that cannot be."""
    with suppress(VaultError):
        shelf.keep_setting(_KEPT, {"rules": list(rules), "days": days})
