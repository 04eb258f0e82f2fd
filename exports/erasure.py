"""What there is to say of one erasure, as plain values; on what it is written it does not know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

SAFETY, LAW = "safety", "law"
"""Why something is erased."""
REASONS = {
    SAFETY: "For safety: it was written by mistake, or puts somebody in danger.",
    LAW: "By law: a request, or a rule of how long things are kept.",
}

Counted = tuple[tuple[str, tuple[str, ...]], ...]
"""Words for a kind of card, and the numbers of those of this kind."""


@dataclass(frozen=True, slots=True, repr=False)
class Erasure:
    """One erasure that was done: what, why, by whose decision, by whom, when, and between which ends of the record.

    `gone` and `kept` are the cards of which all, or the earlier wordings, were destroyed. `before` and `after` are the
    numbers and hashes with which the record ended.
    """

    case: str
    gone: Counted
    kept: Counted
    reason: str
    decided_by: str
    done_by: str
    moment: datetime
    act: int
    before: tuple[int, bytes]
    after: tuple[int, bytes]


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Certificate(Erasure):
    """What stands on it: the erasure, and what the vault says after it.

    `backups` are those from before, each with the day on which it goes.
    """

    vault: str
    sound: bool
    backups: tuple[tuple[datetime, date], ...] = ()
    second_place: bool = False
