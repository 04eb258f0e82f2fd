"""The lanes of the map: which kind stands in which, how much room things take, and a finished layout as a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mapping.aside import is_aside
from mapping.casemap import CaseMap
from mapping.entries import Entry, Link
from mapping.ordering import Order
from mapping.placing import Box

Heights = Mapping[str, float] | Callable[[str], float]
"""How high each card is, by its id."""

LANES = ("behaviour", "effects", "children", "protective_effort", "rail")
"""What is done, what that does at home, what it does to each child; what is done to keep them safe; the rest."""
RAIL_KINDS = (
    "intersection", "response", "order", "allegation", "incident", "gap", "goal", "engagement", "programme", "change",
    "action", "view", "safety_item", "note",
)  # fmt: skip
"""The kinds in the rail, in its order. People, ties, sources, sessions and sharing decisions are no cards."""
LANE_KINDS = {
    "behaviour": ("behaviour",),
    "effects": ("family_impact", "survivor_impact"),
    "children": ("child_impact",),
    "protective_effort": ("protective_effort",),
    "rail": RAIL_KINDS,
}
"""The kinds that stand in each lane, the one to begin with first."""
_LANE_OF = {kind: lane for lane, kinds in LANE_KINDS.items() for kind in kinds}

CARD_WIDTH = 300
MARGIN, GAP, GUTTER = 24, 8, 56
"""Around everything, between two cards, and between two lanes."""
HEAD, CAPTION = 52, 24
"""The height of a lane's heading, and of the caption over a group."""
PAD, FRAME_HEAD, TEACHING = 12, 32, 72
"""Inside a frame: its border, its title, and room for a sentence where there is nothing yet."""
LOWEST = 240
"""A lane is at least so high, however little stands in it."""
PASSAGE = 10
"""The room that an arrow takes where it passes between two cards."""
REACH = 64
"""How far below its lane a card may be put by hand and still belong to it."""
_LANDING = 0.75
"""Own arrows leave at the middle: two that met in one point would read as one arrow with two heads."""
RAIL_STEP = 720
"""The rail is as high as the lanes, in steps of this; what is more goes on beside it."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a map is to be laid out; `only` leaves out every card that is not in it, `under` those that are folded."""

    card_width: float = CARD_WIDTH
    rail_folded: bool = False
    only: frozenset[str] | None = None
    under: frozenset[str] = frozenset()

    def shows(self, identity: str) -> bool:
        """Whether a card is neither left out nor folded."""
        return (self.only is None or identity in self.only) and identity not in self.under


@dataclass(frozen=True, slots=True)
class LaneBox:
    """One lane: the room it takes with its heading, the room of the heading, and whether it holds no card."""

    lane: str
    box: Box
    head: Box
    empty: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The cards of one category or kind that stand together, and the box of the caption over them."""

    lane: str
    key: str
    caption: Box
    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """One child, the box around what it holds, and the impacts inside, from the top; a child may have further ones."""

    child: str
    box: Box
    cards: tuple[str, ...]
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Where a lane that was full goes on: the room that this takes, and the box of the caption over it."""

    lane: str
    box: Box
    caption: Box


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything goes.

    `passages` gives, for a pair of cards in the outer lanes, the height at which an arrow between them passes the
    middle one. `order`, `efforts` and `wanted` (the heights of the middle lane) are what the next layout needs so that
    nothing jumps; `left` tells where what went away stood, for when it comes back. `parts` are where full lanes go on.
    """

    cards: Mapping[str, Box]
    lanes: tuple[LaneBox, ...]
    groups: tuple[Group, ...]
    children: tuple[Frame, ...]
    passages: Mapping[tuple[str, str], float]
    size: Box
    order: Order
    efforts: tuple[str, ...] = ()
    wanted: Mapping[str, float] = field(default_factory=dict)
    left: Mapping[str, Box] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()

    def lane(self, name: str) -> LaneBox:
        """The lane of this name."""
        return next(each for each in self.lanes if each.lane == name)

    def box(self, identity: str) -> Box | None:
        """The box of a card or of a child's frame, if it is on the map."""
        return self.cards.get(identity) or self.frames.get(identity)

    @property
    def bands(self) -> tuple[Box, ...]:
        """The band along the bottom, and where it goes on."""
        return (
            self.lane("protective_effort").box,
            *(each.box for each in self.parts if each.lane == "protective_effort"),
        )

    @property
    def frames(self) -> dict[str, Box]:
        """The box of each child's frame, the first where there are more."""
        return {frame.child: frame.box for frame in self.children if not frame.continued}


def landing(box: Box) -> float:
    """The height at which an arrow lands that comes from the side where the card's own arrows leave, below them."""
    return box.y + _LANDING * box.height


def lane_of(kind: str) -> str:
    """The lane in which a kind of entry stands, or "" if it is no card."""
    return _LANE_OF.get(kind, "")


def is_card(entry: Entry) -> bool:
    """Whether an entry stands on the map as a card."""
    return entry.kind in _LANE_OF and not is_aside(entry)


def shown_links(case: CaseMap, layout: Layout) -> tuple[Link, ...]:
    """The links that can be drawn: both their ends, cards or children, are on the map."""
    ends = layout.cards.keys() | layout.frames.keys()
    return tuple(link for link in case.ordered_links if link.from_id in ends and link.to_id in ends)
