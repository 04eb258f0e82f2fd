"""The meeting of a day as it is shown: what was said of it stays through a lock, what was noted of it is taken over."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

from app.otherroles import Shelf
from mapping.agencies import agency, seated
from mapping.agreed import sessions
from mapping.casemap import CaseMap
from mapping.lastmeeting import day_of
from mapping.present import MARAC, USUAL, Terms
from storage.errors import VaultError

_KEPT = "this meeting"


class ThisMeeting:
    """Keeps with a case, for the day, what the meeting is called, in which order it goes, and who is not here."""

    def __init__(self, shelf: Shelf, case_id: str) -> None:
        self._shelf, self._case_id = shelf, case_id
        self._last: dict[str, Any] = {}

    def on(self, day: date) -> dict[str, Any]:
        """The terms that were kept on this day; none on another."""
        kept: Any = None
        with suppress(VaultError):
            kept = self._shelf.setting(_KEPT, self._case_id)
        if not isinstance(kept, dict) or kept.get("on") != day.isoformat():
            return {}
        absent = kept.get("absent")
        return {
            "meeting": str(kept.get("meeting", "")),
            "order": MARAC if kept.get("order") == MARAC else USUAL,
            "absent": frozenset(map(str, absent)) if isinstance(absent, list) else frozenset(),
        }

    def keep(self, terms: Terms) -> None:
        """Keep these; it is no loss where that cannot be: they hold until the case is closed."""
        kept: dict[str, Any] = {"on": terms.on.isoformat(), "meeting": terms.meeting, "order": terms.order}
        kept["absent"] = sorted(terms.absent)
        if kept != self._last and not self._shelf.is_for_reading:
            with suppress(VaultError):
                self._shelf.keep_setting(_KEPT, kept, self._case_id)
                self._last = kept


def noted(case: CaseMap, terms: Terms) -> dict[str, Any]:
    """The meeting that was noted last, if it is of this day: its name, and which agencies are not here."""
    held = next(iter(sessions(case)), None)
    if held is None or day_of(held) != terms.on:
        return {"session": ""}
    here = {agency(row.agency).key for row in held.attended if row.agency.strip()}
    absent = frozenset(each.key for each in seated(case) if each.key not in here) if here else terms.absent
    return {"session": held.id, "meeting": terms.meeting or held.purpose, "absent": absent}
