"""A paper for the room, with the roles of one meeting in the place of the usual ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from mapping.agreed import sessions
from mapping.audience import Reader, cut
from mapping.casemap import CaseMap
from mapping.differing import Differing, seed_of
from mapping.lastmeeting import day_of
from mapping.readers import MEETING
from mapping.replacing import parts_of

if TYPE_CHECKING:
    from exports.blocks import Outline

_NO_WORDS = frozenset({"where", "kind", "key"})
"""Parts of a value that nobody reads."""


def held_on(case: CaseMap) -> date | None:
    """The day of the latest meeting; None where there is none, or it has no one day."""
    held = next(iter(sessions(case)), None)
    return day_of(held) if held is not None else None


def calling(case: CaseMap, drawn: str, day: date) -> Callable[[Outline], Outline]:
    """What makes of a paper the same paper with the letters of that day, by what was drawn for the case, if it was."""
    return partial(called_at, copy=cut(case, Reader(MEETING)).copy, seed=seed_of(drawn, day))


def called_at(told: Outline, copy: CaseMap, seed: str) -> Outline:
    """The same paper in the words of a meeting; `copy` is what its room has, under the ids of the whole case."""
    if not seed:
        return told
    differing = Differing(copy, parts_of(copy), seed)
    made: Outline = _said(told, differing)
    return made


def _said(value: Any, differing: Differing) -> Any:
    if isinstance(value, str):
        return differing.text(value)
    if isinstance(value, tuple):
        return tuple(_said(each, differing) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        held = {each.name: getattr(value, each.name) for each in fields(value) if each.name not in _NO_WORDS}
        return replace(value, **{name: _said(each, differing) for name, each in held.items()})
    return value
