"""A map, or one child’s pathways, with every card set and placed and every arrow bent: all that a drawing needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from exports.arrows import Arrow, arrows, in_background
from exports.cards import Card, Type, cards
from exports.fitted import fitted
from mapping.casemap import CaseMap
from mapping.entries import Entry
from mapping.lanes import GAP, HEAD, MARGIN, Layout, Options, lane_of
from mapping.layout import layout
from mapping.naming import Naming
from mapping.pathway_layout import leading_to, path_layout
from mapping.piles import folded_in
from mapping.placing import Box
from mapping.resting import cards as on_the_map
from mapping.rules import PATHWAY_LINKS
from mapping.showing import Standing
from mapping.ways import runs

WHITE = "#ffffff"


@dataclass(frozen=True, slots=True)
class LaidMap:
    """Cards, where they go, the arrows before and behind the frames; `framed` where lanes and children have grounds.

    It is `complete` where nothing was left out of the case, so that it may be said what is not on it. `piled` tells how
    many lie folded under a card, `folded` how many of what a lane, a caption or a frame holds.
    """

    naming: Naming
    like: Type
    ground: str
    cards: Mapping[str, Card]
    layout: Layout
    curves: tuple[Arrow, ...]
    behind: tuple[Arrow, ...]
    alt: str
    framed: bool
    complete: bool = True
    piled: Mapping[str, int] = field(default_factory=dict)
    folded: Mapping[str, int] = field(default_factory=dict)

    @property
    def width(self) -> float:
        """How wide a drawing of it is, in map units."""
        found = self.layout.size.right + (MARGIN if self.framed else 0)
        return max([found, *(x for arrow in (*self.curves, *self.behind) for x, _ in arrow.route.points)])

    @property
    def height(self) -> float:
        """How far down it reaches, in map units."""
        return self.layout.size.bottom

    @property
    def banded(self) -> bool:
        """Whether there is a band of efforts: not where there is none and nobody may say so."""
        return self.framed and (self.complete or not self.layout.lane("protective_effort").empty)


def whole_map(
    case: CaseMap, naming: Naming, like: Type, ground: str, complete: bool = True, standing: Standing | None = None
) -> LaidMap:
    """The whole map, as it stands in the window where that is told, else with every card where it was put.

    Raises ExportError for a character that cannot be drawn.
    """
    stands = standing or Standing()
    shown = [entry for entry in on_the_map(case) if entry.id not in stands.under]
    laid = _stood(stands.layout, shown)
    if laid is not None:
        made = fitted(case, shown, naming, like, laid.cards)
    else:
        made = cards(case, shown, naming, like)
        laid = _laid(case, made, like, stands.layout)
    above = {each: top for each, top in stands.above.items() if each in stands.under and top in made}
    found = _drawn(case, naming, like, ground, made, laid, above)
    return replace(found, complete=complete, folded=folded_in(case, stands.under))


def _stood(laid: Layout | None, shown: list[Entry]) -> Layout | None:
    """A layout with these cards alone, each where it stands in this one; None where one of them stands nowhere."""
    if laid is None or any(entry.id not in laid.cards for entry in shown):
        return None
    wanted = {entry.id: laid.cards[entry.id] for entry in shown}
    there = tuple(group for group in laid.groups if any(each in wanted for each in group.cards))
    return replace(laid, cards=wanted, groups=there)


def _laid(case: CaseMap, made: Mapping[str, Card], like: Type, previous: Layout | None = None) -> Layout:
    heights = {key: card.height for key, card in made.items()}
    return layout(case, heights, Options(like.width, only=frozenset(made)), previous)


def paper_map(case: CaseMap, naming: Naming, like: Type, complete: bool = True) -> LaidMap:
    """What is done, what that does, and what is done about it, without the rail and as if no card were put by hand.

    Raises ExportError for a character that cannot be drawn.
    """
    free = {entry.id: replace(entry, position=None) for entry in case.ordered_entries}
    loose = CaseMap(case.header, free, case.links)
    made = cards(loose, [entry for entry in free.values() if lane_of(entry.kind) not in ("", "rail")], naming, like)
    laid = _drawn(loose, naming, like, WHITE, made, _laid(loose, made, like), {})
    lanes = tuple(lane for lane in laid.layout.lanes if lane.lane != "rail")
    band = laid.layout.lane("protective_effort").box
    laid = replace(laid, complete=complete)
    size = Box(0, 0, band.right, band.bottom if laid.banded else _lowest(laid))
    return replace(laid, layout=replace(laid.layout, lanes=lanes, size=size))


def _lowest(laid: LaidMap) -> float:
    """How far down cards and children reach."""
    boxes = (box for key, box in laid.layout.cards.items() if key in laid.cards)
    return max((box.bottom for box in (*boxes, *(frame.box for frame in laid.layout.children))), default=HEAD) + GAP


def _drawn(
    case: CaseMap, naming: Naming, like: Type, ground: str, made: Mapping[str, Card], laid: Layout,
    above: Mapping[str, str],
) -> LaidMap:  # fmt: skip
    """A map whose cards are set and placed, with its arrows."""
    ways = tuple(runs(case, laid, above))
    curves = tuple(arrows(case, (run for run in ways if not in_background(case, run.link)), ground))
    behind = tuple(arrows(case, (run for run in ways if in_background(case, run.link)), ground))
    alt = f"Map. {naming.lane_title('behaviour')}; {naming.lane_title('effects')}; {naming.lane_title('children')}."
    return LaidMap(naming, like, ground, made, laid, curves, behind, alt, framed=True, piled=Counter(above.values()))


def child_map(case: CaseMap, child: str, naming: Naming, like: Type) -> LaidMap:
    """How the behaviour reaches one child: what is done, what that changes, what is seen in the child.

    Raises ExportError for a character that cannot be drawn.
    """
    made = cards(case, leading_to(case, child), naming, like)
    heights = {key: card.height for key, card in made.items()}
    laid = path_layout(case, child, heights, Options(like.width))
    curves = tuple(arrows(case, (run for run in runs(case, laid, {}) if run.link.kind in PATHWAY_LINKS), WHITE))
    alt = f"Picture of how the behaviour reaches {naming.inside(child)}. The sentences beside it say the same."
    return LaidMap(naming, like, WHITE, made, laid, curves, (), alt, framed=False)
