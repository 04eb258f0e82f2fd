"""What of a case waits for the room, as it is kept with it: the room's screen and its papers go by the same."""

from __future__ import annotations

from contextlib import suppress

from app.otherroles import Shelf
from app.worker import Settings
from storage.errors import VaultError

_KEPT = "waits for the room"


def waiting_for(shelf: Settings | None, case_id: str) -> tuple[str, ...]:
    """The ids of what waits, in the order in which it came; none where it cannot be read."""
    with suppress(VaultError):
        kept = shelf.setting(_KEPT, case_id) if shelf is not None else None
        return tuple(each for each in kept if isinstance(each, str)) if isinstance(kept, list) else ()
    return ()


def keep_waiting(shelf: Shelf, case_id: str, ids: tuple[str, ...]) -> None:
    """Keep these; it is no loss where that cannot be: what waits goes on waiting until the case is closed."""
    if not shelf.is_for_reading:
        with suppress(VaultError):
            shelf.keep_setting(_KEPT, list(ids), case_id)
