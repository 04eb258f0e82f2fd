"""How long a case is kept here, and on whose authority: a day and a sentence beside the case.

Which day is right it does not know: there is no figure that holds for all agencies.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

NAME = "keeping"
"""The setting of a case under which it is kept."""
ACT = "keeping"
"""What the journal calls it."""


@dataclass(frozen=True, slots=True, repr=False)
class Keeping:
    """A case is to be handed back or taken out on this day, by this rule or decision."""

    until: date
    authority: str

    def is_due(self, today: date) -> bool:
        """Whether the day has come."""
        return today >= self.until


def body_of(keeping: Keeping | None) -> dict[str, str] | None:
    """As plain JSON values."""
    return None if keeping is None else {"until": keeping.until.isoformat(), "authority": keeping.authority}


def keeping_from(body: Any) -> Keeping | None:
    """From plain JSON values; None if none was ever set."""
    return None if body is None else Keeping(date.fromisoformat(body["until"]), body["authority"])
