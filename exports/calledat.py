"""A paper for the room, with the roles of one meeting in the place of the usual ones."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from mapping.casemap import CaseMap
from mapping.differing import Differing
from mapping.replacing import parts_of

if TYPE_CHECKING:
    from exports.blocks import Outline

_NO_WORDS = frozenset({"where", "kind", "key"})
"""Parts of a value that nobody reads."""


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
