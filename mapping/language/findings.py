"""What reading a text gives: findings, and passages in somebody's own words; both by their place in the text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, repr=False)
class Finding:
    """A passage that hides who did what: its rule, how grave (A, B, C), why, and frames with blanks for its place.

    `start` and `end` count characters of the text, the end exclusive.
    """

    rule: str
    severity: str
    start: int
    end: int
    phrase: str
    why: str
    pivots: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Finding({self.rule} {self.start}-{self.end})"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage in somebody's own words: marked as one, and never asked to change. `speaker` may be empty."""

    start: int
    end: int
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found in one text, in its order."""

    findings: tuple[Finding, ...] = ()
    quotations: tuple[Quotation, ...] = ()
