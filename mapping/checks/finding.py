"""What a check gives: a finding for the worker, and the acts that mend it; it knows neither case nor screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, repr=False)
class Mend:
    """One act that answers a finding.

    `act` is "open" (show the form of `entry` at these fields), "add" (begin an entry of `kind` with these values and
    links, each as kind, from, to, where "" is the new entry), "gap" (ask someone by a day) or "answer". Where a finding
    is about several entries, `entry` says which of them this act is for.
    """

    act: str
    label: str
    entry: str = ""
    fields: tuple[str, ...] = ()
    kind: str = ""
    values: tuple[tuple[str, Any], ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()

    def __repr__(self) -> str:
        return f"Mend({self.act} {self.entry or self.kind})"


@dataclass(frozen=True, slots=True, repr=False)
class Finding:
    """One thing the map leaves open: the check's key, the ids it is about, the question, why it matters, its mends."""

    check: str
    about: tuple[str, ...]
    text: str
    why: str = ""
    mends: tuple[Mend, ...] = ()

    def __repr__(self) -> str:
        return f"Finding({self.check}: {', '.join(self.about)})"


@dataclass(frozen=True, slots=True)
class Spot:
    """One place where a check finds something: the entries it is about, and what its words need.

    `variant` chooses among the check's texts, `who` is the person that {they} follows, `fill` other marks of the text.
    """

    about: tuple[str, ...]
    variant: str = ""
    who: str = ""
    fill: tuple[tuple[str, str], ...] = ()
