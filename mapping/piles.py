"""What lies folded under one card: a category, what was done to a child, or a branch; it knows no screen.

A pile has a card of the map on top, which stays what it is; the others lie under it, and their arrows end at it. To
fold is a way of seeing: the case knows nothing of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mapping.casemap import CaseMap
from mapping.entries import Behaviour, ChildImpact, Link
from mapping.lanes import Layout, is_card, lane_of
from mapping.layout import family
from mapping.rules import PATHWAY_LINKS


@dataclass(frozen=True, slots=True)
class Pile:
    """The card on top, and those under it."""

    top: str
    under: frozenset[str]


def category_pile(case: CaseMap, shown: Iterable[str], identity: str) -> Pile | None:
    """The behaviours of one category, a child's impacts, or the cards of one kind of the rest, under this one of them.

    Only what is shown is folded; None where nothing would lie under it.
    """
    entry = case.entry(identity)
    if entry is None:
        return None
    held = _held(case, identity)
    return _pile(identity, (each for each in shown if _held(case, each) == held))


def branch_pile(case: CaseMap, shown: Iterable[str], identity: str) -> Pile | None:
    """What a card leads to, that nothing else which is shown leads to, under it; None where there is no such thing."""
    cards = frozenset(shown)
    inside, grown = {identity}, True
    while grown:
        ahead = {link.to_id for each in inside for link in case.links_from(each) if link.kind in PATHWAY_LINKS} & cards
        more = {each for each in ahead - inside if all(link.from_id in inside for link in _into(case, each, cards))}
        inside |= more
        grown = bool(more)
    return _pile(identity, inside)


def _into(case: CaseMap, identity: str, cards: frozenset[str]) -> list[Link]:
    return [link for link in case.links_to(identity) if link.from_id in cards and link.kind in PATHWAY_LINKS]


def _pile(top: str, cards: Iterable[str]) -> Pile | None:
    under = frozenset(cards) - {top}
    return Pile(top, under) if under else None


def _held(case: CaseMap, identity: str) -> tuple[str, str]:
    """What a card is folded together with."""
    entry = case.entry(identity)
    if isinstance(entry, Behaviour):
        return entry.kind, family(entry.category)
    if isinstance(entry, ChildImpact):
        return entry.kind, entry.child
    return (entry.kind if entry is not None else "", "")


def kept(case: CaseMap, piles: Iterable[Pile]) -> tuple[Pile, ...]:
    """The piles as they still are in this case; one whose top is gone is no pile any more."""

    def stands(identity: str) -> bool:
        entry = case.entry(identity)
        return entry is not None and is_card(entry)

    found = (_pile(pile.top, filter(stands, pile.under)) for pile in piles if stands(pile.top))
    return tuple(pile for pile in found if pile is not None)


def tops(piles: Iterable[Pile]) -> dict[str, str]:
    """For each card that lies in a pile, the card on top; of a pile in a pile, the uppermost."""
    above = {each: pile.top for pile in piles for each in pile.under}
    found = {}
    for each in above:
        top = each
        while top in above:
            top = above[top]
        found[each] = top
    return found


def joined_links(case: CaseMap, laid: Layout, above: Mapping[str, str]) -> dict[str, tuple[Link, str, str, int]]:
    """The links that can be drawn, each with the cards where it begins and ends on the map, and how many it stands for.

    Those of one kind that a pile joins are one, under the id of the first.
    """
    ends = laid.cards.keys() | laid.frames.keys()
    found: dict[str, tuple[Link, str, str, int]] = {}
    first: dict[tuple[str, str, str], str] = {}
    for link in case.ordered_links:
        start, end = above.get(link.from_id, link.from_id), above.get(link.to_id, link.to_id)
        if start == end or start not in ends or end not in ends:
            continue
        if start == link.from_id and end == link.to_id:
            found[link.id] = (link, start, end, 1)
            continue
        at = first.setdefault((link.kind, start, end), link.id)
        known = found.get(at)
        found[at] = (link, start, end, 1) if known is None else (*known[:3], known[3] + 1)
    return found


def pile_words(count: int) -> str:
    """How many lie under a card."""
    return f"+ {count} {'card' if count == 1 else 'cards'}"


def folded_words(count: int) -> str:
    """The same for those who hear it; "" where there is none."""
    return f"{count} {'card' if count == 1 else 'cards'} folded under it" if count else ""


def folded_in(case: CaseMap, folded: Iterable[str]) -> Counter[str]:
    """How many of these cards each lane holds, each child's frame, and each caption: by the keys of `holders`."""
    return Counter(key for identity in folded for key in holders(case, identity))


def holders(case: CaseMap, identity: str) -> Iterator[str]:
    """What a card stands in: its lane ("lane/rail"), a child by id, or a caption by lane and key ("rail/goal")."""
    entry = case.entry(identity)
    if entry is None:
        return
    lane = lane_of(entry.kind)
    yield f"lane/{lane}"
    if isinstance(entry, ChildImpact):
        yield entry.child
    elif isinstance(entry, Behaviour):
        yield f"{lane}/{family(entry.category)}"
    elif lane == "rail":
        yield f"{lane}/{entry.kind}"


def inside_words(count: int) -> str:
    """How many of what a caption or a frame holds are folded away."""
    return f"{count} folded"
