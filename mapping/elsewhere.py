"""What stands elsewhere in one layout of a map than in the one before it, as far as it concerns arrows; no screen."""

from __future__ import annotations

from collections.abc import Set

from mapping.lanes import Layout
from mapping.placing import Box

_MANY = 40
"""If more cards than this stand elsewhere, every arrow may run otherwise."""


def ends_elsewhere(before: Layout, now: Layout) -> set[str]:
    """The children whose frames came or stand elsewhere, and the ends of arrows that pass a lane elsewhere."""
    old = before.frames
    found = {frame.child for frame in now.children if old.get(frame.child) != frame.box}
    if before.passages is now.passages:
        return found
    passages = dict(before.passages.items() ^ now.passages.items())
    return found.union(*passages)


def stirred(before: Layout, now: Layout, cards: Set[str]) -> Set[str]:
    """Of these cards and those that went, all of which the box may be another now."""
    gone = before.cards.keys() - now.cards.keys() if len(now.cards) < len(before.cards) + len(cards) else frozenset()
    return cards | gone


def boxes_otherwise(before: Layout, now: Layout, cards: Set[str]) -> list[Box] | None:
    """What was taken before or is now, where things stand elsewhere; None where that may be anywhere."""
    if _across(before) != _across(now) or len(cards) + abs(len(before.cards) - len(now.cards)) > _MANY:
        return None
    gone = before.cards.keys() - now.cards.keys() if len(now.cards) < len(before.cards) + len(cards) else ()
    pairs = [(before.cards.get(each), now.cards.get(each)) for each in (*cards, *gone)]
    old = {(frame.child, frame.box) for frame in before.children}
    frames = old ^ {(frame.child, frame.box) for frame in now.children}
    captions = {group.caption for group in before.groups} ^ {group.caption for group in now.groups}
    captions |= {part.caption for part in before.parts} ^ {part.caption for part in now.parts}
    boxes = [box for pair in pairs for box in pair if box is not None]
    return [*boxes, *(box for _, box in frames), *captions]


def _across(laid: Layout) -> tuple[object, ...]:
    """How the columns and the band stand, on which the ways of all arrows depend."""
    rail = frozenset(group.caption.x for group in laid.groups if group.lane == "rail")
    band = laid.lane("protective_effort").box
    lanes = [(lane.box.x, lane.box.right) for lane in laid.lanes if lane.lane != "rail"]
    return (band.y, *lanes, rail)
