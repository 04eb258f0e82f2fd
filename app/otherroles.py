"""Whether roles are other ones at each meeting about a case: kept with it, and with what their letters hang on."""

from __future__ import annotations

import secrets
from contextlib import suppress
from typing import Any, Protocol

from app.worker import Settings
from storage.errors import VaultError

_KEPT = "other roles at each meeting"


class Shelf(Settings, Protocol):
    """What keeps a choice with a case; nothing is kept where the vault is open for reading only."""

    is_for_reading: bool


def drawn_for(shelf: Settings | None, case_id: str) -> str:
    """What the letters of this case hang on (mapping/differing.py); "" where nobody asked for other roles."""
    kept = _kept(shelf, case_id)
    return str(kept["drawn"]) if kept.get("on") is True else ""


def ask_for(shelf: Shelf, case_id: str, *, on: bool) -> str:
    """Ask for other roles, or for the usual ones again; what is drawn once stays, so that a meeting keeps its letters.

    It is no loss where it cannot be kept: it holds until the case is closed.
    """
    drawn = str(_kept(shelf, case_id).get("drawn", "")) or secrets.token_hex(8)
    if not shelf.is_for_reading:
        with suppress(VaultError):
            shelf.keep_setting(_KEPT, {"on": on, "drawn": drawn}, case_id)
    return drawn if on else ""


def _kept(shelf: Settings | None, case_id: str) -> dict[str, Any]:
    with suppress(VaultError):
        kept = shelf.setting(_KEPT, case_id) if shelf is not None else None
        return kept if isinstance(kept, dict) and isinstance(kept.get("drawn"), str) else {}
    return {}
