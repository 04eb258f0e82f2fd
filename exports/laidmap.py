"""A map, or one child’s pathways, with every card set and placed and every arrow bent: all that a drawing needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from exports.arrows import arrows, in_background
from exports.cards import Card, Type, cards
from exports.drawing import Curve
from mapping.casemap import CaseMap
from mapping.entries import Entry
from mapping.lanes import GAP, HEAD, MARGIN, Layout, Options, is_card, lane_of, shown_links
from mapping.layout import layout
from mapping.naming import Naming
from mapping.pathway_layout import leading_to, path_layout
from mapping.placing import Box
from mapping.rules import PATHWAY_LINKS

WHITE = "#ffffff"


@dataclass(frozen=True, slots=True)
class LaidMap:
    """Cards, where they go, the arrows before and behind the frames; `framed` where lanes and children have grounds.

    It is `complete` where nothing was left out of the case, so that it may be said what is not on it.
    """

    naming: Naming
    like: Type
    ground: str
    cards: Mapping[str, Card]
    layout: Layout
    curves: tuple[Curve, ...]
    behind: tuple[Curve, ...]
    alt: str
    framed: bool
    complete: bool = True

    @property
    def width(self) -> float:
        """How wide a drawing of it is, in map units."""
        return self.layout.size.right + (MARGIN if self.framed else 0)

    @property
    def height(self) -> float:
        """How far down it reaches, in map units."""
        return self.layout.size.bottom

    @property
    def banded(self) -> bool:
        """Whether there is a band of efforts: not where there is none and nobody may say so."""
        return self.framed and (self.complete or not self.layout.lane("protective_effort").empty)


def whole_map(case: CaseMap, naming: Naming, like: Type, ground: str, complete: bool = True) -> LaidMap:
    """The whole map, with every card where it was put. Raises ExportError for a character that cannot be drawn."""
    laid = _map(case, naming, like, ground, [entry for entry in case.ordered_entries if is_card(entry)])
    return replace(laid, complete=complete)


def paper_map(case: CaseMap, naming: Naming, like: Type, complete: bool = True) -> LaidMap:
    """What is done, what that does, and what is done about it, without the rail and as if no card were put by hand.

    Raises ExportError for a character that cannot be drawn.
    """
    free = {entry.id: replace(entry, position=None) for entry in case.ordered_entries}
    loose = CaseMap(case.header, free, case.links)
    laid = _map(
        loose, naming, like, WHITE, [entry for entry in free.values() if lane_of(entry.kind) not in ("", "rail")]
    )
    lanes = tuple(lane for lane in laid.layout.lanes if lane.lane != "rail")
    band = laid.layout.lane("protective_effort").box
    laid = replace(laid, complete=complete)
    size = Box(0, 0, band.right, band.bottom if laid.banded else _lowest(laid))
    return replace(laid, layout=replace(laid.layout, lanes=lanes, size=size))


def _lowest(laid: LaidMap) -> float:
    """How far down cards and children reach."""
    boxes = (box for key, box in laid.layout.cards.items() if key in laid.cards)
    return max((box.bottom for box in (*boxes, *(frame.box for frame in laid.layout.children))), default=HEAD) + GAP


def _map(case: CaseMap, naming: Naming, like: Type, ground: str, shown: list[Entry]) -> LaidMap:
    made = cards(case, shown, naming, like)
    heights = {key: card.height for key, card in made.items()}
    laid = layout(case, heights, Options(like.width, only=frozenset(made)))
    links = shown_links(case, laid)
    curves = tuple(arrows(case, laid, (link for link in links if not in_background(case, link)), ground))
    behind = tuple(arrows(case, laid, (link for link in links if in_background(case, link)), ground))
    alt = f"Map. {naming.lane_title('behaviour')}; {naming.lane_title('effects')}; {naming.lane_title('children')}."
    return LaidMap(naming, like, ground, made, laid, curves, behind, alt, framed=True)


def child_map(case: CaseMap, child: str, naming: Naming, like: Type) -> LaidMap:
    """How the behaviour reaches one child: what is done, what that changes, what is seen in the child.

    Raises ExportError for a character that cannot be drawn.
    """
    made = cards(case, leading_to(case, child), naming, like)
    heights = {key: card.height for key, card in made.items()}
    laid = path_layout(case, child, heights, Options(like.width))
    links = [link for link in shown_links(case, laid) if link.kind in PATHWAY_LINKS]
    curves = tuple(arrows(case, laid, links, WHITE))
    alt = f"Picture of how the behaviour reaches {naming.inside(child)}. The sentences beside it say the same."
    return LaidMap(naming, like, WHITE, made, laid, curves, (), alt, framed=False)
