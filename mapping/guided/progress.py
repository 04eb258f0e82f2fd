"""How far one has come through the steps, as the worker says it: where one is, what is done, what was passed over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

USUAL = "mapping"
"""The clock by which one goes unless another was chosen."""
_MOST = 400
"""So many marks are kept; a case has no more steps and children."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where one is, by the key of a standing, and which were done or passed over; by which clock one goes.

    `began` is when that clock was started, in seconds since 1970; 0 while it stands.
    """

    clock: str = USUAL
    at: str = ""
    done: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()
    began: int = 0

    def go(self, key: str) -> Progress:
        """Be at this one."""
        return replace(self, at=key)

    def finish(self, key: str) -> Progress:
        """This one is done; it says so in one place only."""
        return replace(self, done=self.done | {key}, skipped=self.skipped - {key})

    def skip(self, key: str) -> Progress:
        """This one was passed over."""
        return replace(self, skipped=self.skipped | {key}, done=self.done - {key})

    def reopen(self, key: str) -> Progress:
        """Neither done nor passed over."""
        return replace(self, done=self.done - {key}, skipped=self.skipped - {key})

    def by(self, clock: str) -> Progress:
        """Go by another clock; what was done stays done, and one stays where one was."""
        return replace(self, clock=clock)

    def start(self, moment: int) -> Progress:
        """The clock was started then; 0 puts it away."""
        return replace(self, began=moment)

    def data(self) -> dict[str, Any]:
        """What is kept of it with the case."""
        return {
            "clock": self.clock, "at": self.at, "done": sorted(self.done), "skipped": sorted(self.skipped),
            "began": self.began,
        }  # fmt: skip


def progress_from(data: object) -> Progress:
    """What was kept, as far as it is what it should be."""
    if not isinstance(data, dict):
        return Progress()
    return Progress(
        clock=_text(data.get("clock")) or USUAL,
        at=_text(data.get("at")),
        done=_texts(data.get("done")),
        skipped=_texts(data.get("skipped")),
        began=_moment(data.get("began")),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _moment(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def _texts(value: object) -> frozenset[str]:
    return (
        frozenset(each for each in value[:_MOST] if isinstance(each, str)) if isinstance(value, list) else frozenset()
    )
