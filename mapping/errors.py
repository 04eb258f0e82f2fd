"""Refusals: what the rules of a case say no to, in sentences a worker can act on."""

from __future__ import annotations

from dataclasses import dataclass


class CaseError(Exception):
    """The rules of the case refuse an act; the message says why, `offers` what to do instead."""

    def __init__(self, message: str, offers: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.offers = offers


class StaleChange(CaseError):
    """A change was made against a case that has moved on; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a case file: where (a path through the file) and what, as a sentence."""

    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}" if self.place else self.text


class CaseFileError(CaseError):
    """A file is not a case; `faults` holds every fault found in one reading."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults
