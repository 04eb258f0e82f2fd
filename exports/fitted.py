"""Cards whose boxes are given: their words are set so that they stay inside, as in the window where they stood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from exports.cards import EDGE, SIGN_ROOM, Card, Type, fact_of, moved, said, sign_at, title_of
from exports.colours import colour
from exports.drawing import TextLine, text_block
from mapping.casemap import CaseMap
from mapping.entries import Entry
from mapping.naming import Naming
from mapping.placing import Box

_LEFT, _RIGHT, _LEAST = 10.0, 8.0, 4.0
"""The room beside the words, and above and below them at the least."""
_STEP, _SMALLEST = 0.96, 0.7
"""Where words do not go into their box they are set smaller, step by step, to this share and no further."""
_LEADING, _LEADING_BELOW = 1.25, 1.3


def fitted(
    case: CaseMap, entries: Iterable[Entry], naming: Naming, like: Type, boxes: Mapping[str, Box]
) -> dict[str, Card]:
    """The cards of these entries by id, each set for its box.

    Raises ExportError, naming the entry, for what cannot be drawn.
    """
    return {entry.id: _fitted(case, entry, naming, like, boxes[entry.id]) for entry in entries}


def _fitted(case: CaseMap, entry: Entry, naming: Naming, like: Type, box: Box) -> Card:
    """A card as high as its box: its quiet line stays one, and its title is whole where that can be."""
    title, fact = title_of(entry, naming), fact_of(case, entry, naming)
    left, share = EDGE + _LEFT, 1.0
    while True:
        now = replace(like, title=like.title * share, fact=like.fact * share)
        below = now.fact * _LEADING_BELOW if fact else 0.0
        most = max(1, int((box.height - below - 2 * _LEAST) / (now.title * _LEADING)))
        lines = _title(title, now, left, box, entry.id)
        if len(lines) <= most or share * _STEP < _SMALLEST:
            break
        share *= _STEP
    lines = lines if len(lines) <= most else _title(title, now, left, box, entry.id, most)
    top = (box.height - len(lines) * now.title * _LEADING - below) / 2
    low = top + len(lines) * now.title * _LEADING + now.fact
    sign = sign_at(entry.kind, left, top + now.title * 0.66, now.title)
    facts = _fact(fact, now, left, box, entry.id) if fact else ()
    return Card(
        entry.id, entry.kind, said(title, fact), tuple(moved(line, 0, top + now.title) for line in lines),
        tuple(moved(line, 0, low) for line in facts), box.height, sign,
    )  # fmt: skip


def _title(title: str, like: Type, left: float, box: Box, where: str, most: int | None = None) -> tuple[TextLine, ...]:
    look, aside = TextLine(0, 0, "", like.title, "bold", colour("ink")), like.title * SIGN_ROOM
    room = box.width - left - aside - _RIGHT
    return text_block(left + aside, 0, title, room, look, like.title * _LEADING, most, where)


def _fact(fact: str, like: Type, left: float, box: Box, where: str) -> tuple[TextLine, ...]:
    quiet = TextLine(0, 0, "", like.fact, "regular", colour("muted"))
    return text_block(left, 0, fact, box.width - left - _RIGHT, quiet, like.fact * _LEADING_BELOW, 1, where)
