"""Where every card of a case goes: lanes, a frame for each child, and a rail for the rest; it knows no screen.

What is done stands on the left, what that does at home in the middle, each child's frame on the right, what keeps the
children safe along the bottom, and everything else in a rail at the far right. A card that was put somewhere by hand
stays exactly there, and the others make room. Lengths are map units: one is a pixel at 100 %.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from math import ceil

from mapping.casemap import CaseMap
from mapping.entries import Behaviour, ChildImpact, Entry, Person, Position, ProtectiveEffort
from mapping.lanes import (
    CAPTION,
    FRAME_HEAD,
    GAP,
    GUTTER,
    HEAD,
    LANES,
    LOWEST,
    MARGIN,
    PAD,
    PASSAGE,
    RAIL_KINDS,
    RAIL_STEP,
    REACH,
    TEACHING,
    Frame,
    Group,
    Heights,
    LaneBox,
    Layout,
    Options,
    is_card,
    lane_of,
)
from mapping.ordering import Order, continued, ordered
from mapping.placing import Box, Shaft, around, attached, nearest

_FINER = re.compile(r"([A-Z]\d{2})\.\d{1,3}")


def layout(case: CaseMap, heights: Heights, options: Options | None = None, previous: Layout | None = None) -> Layout:
    """Where every card goes; cards that a `previous` layout knows keep their order and do not jump."""
    return _Laying(case, heights, options or Options(), previous, keep_pins=True).done()


def arrange(case: CaseMap, heights: Heights) -> dict[str, Position]:
    """A place for every card as if none had been put anywhere by hand."""
    laid = _Laying(case, heights, Options(), None, keep_pins=False).done()
    return {identity: Position(x=box.x, y=box.y) for identity, box in laid.cards.items()}


class _Laying:
    """One map while it is being laid out."""

    def __init__(
        self, case: CaseMap, heights: Heights, options: Options, previous: Layout | None, *, keep_pins: bool
    ) -> None:
        self.case, self.options, self.previous = case, options, previous
        self.height = heights if callable(heights) else heights.__getitem__
        self.width = options.card_width
        self.entries = {entry.id: entry for entry in case.ordered_entries if self._stands(entry)}
        self.pinned = {
            entry.id: Box(entry.position.x, entry.position.y, self.width, self.height(entry.id))
            for entry in self.entries.values()
            if entry.position is not None and keep_pins
        }
        self.pins = tuple(self.pinned.values())
        self.lefts = {lane: MARGIN + at * (self.width + GUTTER) for at, lane in enumerate(LANES[:3])}
        self.right = self.lefts["children"] + self.width + 2 * PAD
        self.cards: dict[str, Box] = dict(self.pinned)
        self.groups: list[Group] = []
        self.frames: list[Frame] = []
        self.lanes: dict[str, LaneBox] = {}
        self.wanted: dict[str, float] = {}

    def _stands(self, entry: Entry) -> bool:
        return is_card(entry) and self.options.shows(entry.id)

    def done(self) -> Layout:
        """Place lane after lane, then the band below them and the rail beside them."""
        order = self._order()
        self._place_behaviours(order.columns[0])
        self._place_children(order.columns[2])
        passages = self._place_effects(order)
        efforts = self._place_efforts()
        self._place_rail()
        lanes = tuple(self.lanes[lane] for lane in LANES)
        size = around([*(lane.box for lane in lanes), *self.cards.values()])
        return Layout(
            self.cards, lanes, tuple(self.groups), tuple(self.frames), passages, size, order, efforts, self.wanted
        )

    def _order(self) -> Order:
        categories: defaultdict[str, list[str]] = defaultdict(list)
        impacts: dict[str, list[str]] = {child: [f"@{child}"] for child in self._children()}
        effects = []
        for entry in self.entries.values():
            if isinstance(entry, Behaviour):
                categories[family(entry.category)].append(entry.id)
            elif isinstance(entry, ChildImpact):
                impacts[entry.child].append(entry.id)
            elif lane_of(entry.kind) == "effects":
                effects.append([entry.id])
        columns = (list(categories.values()), effects, list(impacts.values()))
        standing = {member for column in columns for block in column for member in block}
        links = self.case.ordered_links
        arrows = [(link.from_id, link.to_id) for link in links if link.from_id in standing and link.to_id in standing]
        return continued(columns, arrows, self.previous.order) if self.previous else ordered(columns, arrows)

    def _children(self) -> list[str]:
        """Every child, with or without an impact; `@` and a child's id hold its frame's place in the order."""
        known = [person.id for person in self.case.of(Person) if "child" in person.roles]
        named = [entry.child for entry in self.entries.values() if isinstance(entry, ChildImpact)]
        return list(dict.fromkeys((*known, *named)))

    def _shaft(self, left: float) -> Shaft:
        return Shaft(left, self.width, self.pins, GAP)

    def _free(self, identities: Iterable[str]) -> list[str]:
        return [each for each in identities if each in self.entries and each not in self.pinned]

    def _stack(self, shaft: Shaft, identities: Iterable[str], top: float) -> float:
        """Put cards one below the other; the height where the next may stand."""
        for identity in identities:
            box = self.cards[identity] = shaft.place(top, self.height(identity))
            top = box.bottom + GAP
        return top

    def _pins_of(self, identities: Iterable[str]) -> list[Box]:
        return [self.pinned[each] for each in identities if each in self.pinned]

    def _close(self, lane: str, left: float, width: float, bottom: float, *, empty: bool) -> None:
        """The lane is full: note the room that it takes."""
        self.lanes[lane] = LaneBox(lane, Box(left, 0, width, bottom), Box(left, 0, width, HEAD), empty)

    def _place_behaviours(self, blocks: Iterable[tuple[str, ...]]) -> None:
        left, top = self.lefts["behaviour"], float(HEAD)
        members: list[str] = []
        shaft = self._shaft(left)
        for block in blocks:
            members.extend(block)
            free = self._free(block)
            if free:
                top = self._caption(shaft, "behaviour", family(self.entries[block[0]].category), free, top)
                top = self._stack(shaft, free, top) + GAP
        bottom = attached(self._pins_of(members), left, left + self.width, max(top - 2 * GAP, LOWEST), REACH)
        self._close("behaviour", left, self.width, bottom, empty=not members)

    def _caption(self, shaft: Shaft, lane: str, key: str, cards: list[str], top: float) -> float:
        """Put a caption where the first card fits below it; the height where that card may stand."""
        place = shaft.place(top, CAPTION + self.height(cards[0]))
        self.groups.append(Group(lane, key, Box(place.x, place.y, place.width, CAPTION), tuple(cards)))
        return place.y + CAPTION

    def _place_children(self, blocks: Iterable[tuple[str, ...]]) -> None:
        left, top, width = self.lefts["children"], float(HEAD), self.width + 2 * PAD
        shaft = self._shaft(left + PAD)
        empty = True
        for mark, *impacts in (sorted(block, key=_mark_first) for block in blocks):
            end = self._stack(shaft, self._free(impacts), top + FRAME_HEAD) - GAP + PAD
            end = max(end, top + FRAME_HEAD + (0 if impacts else TEACHING))
            end = attached(self._pins_of(impacts), left, left + width, end - PAD, PAD) + PAD
            inside = tuple(sorted(impacts, key=lambda each: self.cards[each].y))
            self.frames.append(Frame(mark[1:], Box(left, top, width, end - top), inside))
            top = end + PAD
            empty = False
        self._close("children", left, width, max(top - PAD, LOWEST), empty=empty)

    def _place_effects(self, order: Order) -> dict[tuple[str, str], float]:
        """Put the middle lane as near as may be to what its arrows join; the heights of arrows that pass it."""
        left = self.lefts["effects"]
        members = [member for block in order.columns[1] for member in block]
        standing = [each for each in members if each in order.passages or each not in self.pinned]
        if self.previous is not None:  # also of those that were put elsewhere, for when they are given back
            self.wanted = {each: at for each, at in self.previous.wanted.items() if each in self.entries}
        heights = [PASSAGE if each in order.passages else self.height(each) for each in standing]
        wanted = self._wanted(standing, heights, order)
        shaft, top, passages = self._shaft(left), float(HEAD), {}
        for member, height, want in zip(standing, heights, nearest(wanted, heights, GAP, HEAD), strict=True):
            box = shaft.place(max(top, want), height)
            top = box.bottom + GAP
            if self.previous is None:  # from now on this is its place, so that it stays when others come and go
                self.wanted[member] = box.y
            if member in order.passages:
                passages[order.passages[member]] = box.middle
            else:
                self.cards[member] = box
        effects = [each for each in members if each in self.entries]
        bottom = attached(self._pins_of(effects), left, left + self.width, max(top - GAP, LOWEST), REACH)
        self._close("effects", left, self.width, bottom, empty=not effects)
        return passages

    def _wanted(self, standing: list[str], heights: list[float], order: Order) -> list[float]:
        """Where each would stand if it were alone: as before, or level with what its arrows join."""
        before = self.previous.wanted if self.previous else {}
        last, wanted = float(HEAD), []
        for member, height in zip(standing, heights, strict=True):
            if member in before:
                last = before[member]
            else:
                near = [box.middle for box in self._joined(member, order)]
                last = sum(near) / len(near) - height / 2 if near else last
            self.wanted[member] = last
            wanted.append(last)
        return wanted

    def _joined(self, member: str, order: Order) -> list[Box]:
        if member in order.passages:
            ends: Iterable[str] = order.passages[member]
        else:
            ends = [link.from_id for link in self.case.links_to(member)]
            ends = [*ends, *(link.to_id for link in self.case.links_from(member))]
        lanes = ("behaviour", "children")
        return [self.cards[end] for end in ends if end in self.cards and lane_of(self.entries[end].kind) in lanes]

    def _place_efforts(self) -> tuple[str, ...]:
        """Put the protective efforts in rows along the bottom; the order in which they stand."""
        left, top = MARGIN - PAD, max(lane.box.bottom for lane in self.lanes.values()) + MARGIN
        order = self._effort_order()
        lefts = (self.lefts["behaviour"], self.lefts["effects"], self.lefts["children"] + PAD)
        shafts = [self._shaft(left) for left in lefts]
        count = len(shafts)
        free = self._free(order)
        bottom = top + HEAD
        for row in (free[at : at + count] for at in range(0, len(free), count)):
            boxes = [shaft.place(bottom, self.height(each)) for each, shaft in zip(row, shafts, strict=False)]
            self.cards.update(zip(row, boxes, strict=True))
            bottom = max(box.bottom for box in boxes) + GAP
        bottom = max(bottom, top + HEAD + TEACHING)
        inside = [box for box in self._pins_of(order) if box.y >= top]
        bottom = attached(inside, left, self.right, bottom - GAP, REACH) + PAD
        width = self.right - left
        band = Box(left, top, width, bottom - top)
        self.lanes["protective_effort"] = LaneBox(
            "protective_effort", band, Box(left, top, width, HEAD), empty=not order
        )
        return tuple(order)

    def _effort_order(self) -> list[str]:
        """As before; what is new stands after, ordered by where its arrows lead."""
        before = {each: at for at, each in enumerate(self.previous.efforts)} if self.previous else {}

        def key(identity: str) -> tuple[float, float, float]:
            if identity in before:
                return (0, before[identity], 0)
            ends = [link.to_id for link in self.case.links_from(identity)]
            boxes = [self.cards[each] for each in ends if each in self.cards]
            x, y = (sum(box.x for box in boxes), sum(box.y for box in boxes))
            return (1, x / len(boxes), y / len(boxes)) if boxes else (2, 0, 0)

        return sorted((each.id for each in self.entries.values() if isinstance(each, ProtectiveEffort)), key=key)

    def _place_rail(self) -> None:
        """Put everything else at the far right, kind by kind; cards that were put among the lanes stay there."""
        left = self.right + GUTTER
        members = [entry for entry in self.entries.values() if lane_of(entry.kind) == "rail"]
        if self.options.rail_folded:
            for entry in members:
                if self.cards.get(entry.id, Box(left, 0, self.width, 0)).x + self.width / 2 >= left:
                    self.cards.pop(entry.id, None)
        if self.options.rail_folded or not members:
            self._close("rail", self.right, 0, self.lanes["protective_effort"].box.bottom, empty=not members)
            return
        limit = ceil(self.lanes["protective_effort"].box.bottom / RAIL_STEP) * RAIL_STEP
        lowest = self._fill_rail(members, left, limit)
        width = max((box.right for each in members if (box := self.cards[each.id]).x >= left), default=0) - left
        inside = [box for box in self._pins_of(each.id for each in members) if box.x >= left]
        lowest = attached(inside, left, left + max(width, self.width), max(lowest, LOWEST), REACH)
        self._close("rail", left, max(width, self.width), lowest, empty=not members)

    def _fill_rail(self, members: list[Entry], left: float, limit: float) -> float:
        """Stack kind under kind, in a further column wherever the limit is reached; where the longest column ends."""
        top, lowest, shaft = float(HEAD), float(HEAD), self._shaft(left)
        for kind in RAIL_KINDS:
            waiting = self._free(entry.id for entry in members if entry.kind == kind)
            while waiting:
                if top > HEAD and shaft.free(top, CAPTION) + CAPTION + self.height(waiting[0]) > limit:
                    left, top = left + self.width + 2 * GAP, float(HEAD)
                    shaft = self._shaft(left)
                top = self._caption(shaft, "rail", kind, waiting, top)
                fitting = self._fitting(shaft, waiting, top, limit)
                self.groups[-1] = replace(self.groups[-1], cards=tuple(waiting[:fitting]))
                top = self._stack(shaft, waiting[:fitting], top) + GAP
                lowest, waiting = max(lowest, top - 2 * GAP), waiting[fitting:]
        return lowest

    def _fitting(self, shaft: Shaft, cards: list[str], top: float, limit: float) -> int:
        """How many of these cards fit in a column; one at least."""
        for count, identity in enumerate(cards):
            height = self.height(identity)
            top = shaft.free(top, height) + height + GAP
            if top - GAP > limit and count:
                return count
        return len(cards)


def family(category: str) -> str:
    """The category that a finer one belongs to: B02 of B02.3; a team's own word is its own."""
    found = _FINER.fullmatch(category)
    return found[1] if found else category


def _mark_first(member: str) -> bool:
    return not member.startswith("@")
