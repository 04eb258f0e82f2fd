"""What the list of a vault's cases says of each; it knows nothing of how cases are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, repr=False)
class CaseLine:
    """One case in the list: its head's id, title, reference and opening date, and what was last done to it.

    `changed` is the moment of the last act in the worker's own time; `seq` is that act's number.
    """

    id: str
    title: str
    reference: str
    opened: str
    entries: int
    changed: datetime
    seq: int

    def __repr__(self) -> str:
        return f"CaseLine({self.id})"
