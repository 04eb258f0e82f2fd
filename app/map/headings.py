"""What the cards of a map stand under, for those who hear it: lanes, captions, children; it says no card."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.map.lanes import caption_of
from mapping.casemap import CaseMap
from mapping.lanes import LANES, Layout, lane_of
from mapping.naming import Naming
from mapping.piles import holders
from mapping.placing import Box

_BY_TITLE = 3
"""So many of the cards under a caption or in a frame are told by their titles; the rest are counted."""


@dataclass(frozen=True, slots=True, repr=False)
class Heading:
    """The cards that stand under it now, and how many more are folded away."""

    held: tuple[str, ...] = ()
    folded: int = 0


def headings(case: CaseMap, layout: Layout, cards: Iterable[str], folded: Mapping[str, int]) -> dict[str, Heading]:
    """Every heading by its id, as `holders` gives it, also of a lane or a child with no card; `cards` in order."""
    held: dict[str, list[str]] = {f"lane/{lane}": [] for lane in LANES}
    held |= {child: [] for child in layout.frames}
    held |= {f"{group.lane}/{group.key}": [] for group in layout.groups}
    for identity in cards:
        for key in holders(case, identity):
            if key in held:  # what was put elsewhere by hand may have no caption
                held[key].append(identity)
    found = {key: Heading(tuple(ids), folded.get(key, 0)) for key, ids in held.items()}
    return {key: each for key, each in found.items() if key != "lane/rail" or each != Heading()}


def with_headings(case: CaseMap, cards: tuple[str, ...], known: Mapping[str, Heading]) -> tuple[str, ...]:
    """The cards lane by lane as they are given, each heading before the first card that stands under it."""
    order: dict[str, None] = {}
    waiting = list(LANES)
    for identity in cards:
        entry = case.entry(identity)
        while waiting and entry is not None and f"lane/{lane_of(entry.kind)}" not in order:
            _begin(order, waiting.pop(0), known)
        order |= dict.fromkeys((*(key for key in holders(case, identity) if key in known), identity))
    for lane in waiting:
        _begin(order, lane, known)
    return tuple(_with_empty_frames(order, known))


def _begin(order: dict[str, None], lane: str, known: Mapping[str, Heading]) -> None:
    if f"lane/{lane}" in known:
        order[f"lane/{lane}"] = None


def _with_empty_frames(order: dict[str, None], known: Mapping[str, Heading]) -> Iterable[str]:
    """A child of whom no card is on show stands behind the others."""
    empty = [key for key in known if "/" not in key and key not in order]
    for key in order:
        if key == "lane/protective_effort":
            yield from empty
        yield key


def heading_words(identity: str, layout: Layout, naming: Naming) -> str:
    """What stands there to be read."""
    if identity.startswith("lane/"):
        return naming.lane_title(identity.removeprefix("lane/"))
    if identity in layout.frames:
        return naming.short(identity)
    group = next((each for each in layout.groups if f"{each.lane}/{each.key}" == identity), None)
    return caption_of(group, naming) if group is not None else ""


def heading_box(identity: str, layout: Layout) -> Box | None:
    """Where it is on the map: a lane, a child's frame, or a caption."""
    if identity.startswith("lane/"):
        return layout.lane(identity.removeprefix("lane/")).box
    if identity in layout.frames:
        return layout.frames[identity]
    return next((each.caption for each in layout.groups if f"{each.lane}/{each.key}" == identity), None)


def held_words(heading: Heading, titles: Iterable[str]) -> str:
    """What it holds: how many cards, the first of them by title, and how many are folded away."""
    count = len(heading.held)
    cards = f"{count or 'no'} card{'' if count == 1 else 's'}"
    named = [title for title, _ in zip(titles, range(_BY_TITLE), strict=False)]
    more = [f"and {count - len(named)} more"] if named and count > len(named) else []
    folded = f", {heading.folded} folded away" if heading.folded else ""
    return f"{cards}{': ' if named else ''}{', '.join((*named, *more))}{folded}"
