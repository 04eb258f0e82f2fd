"""The ground of a map on which whatever stands stays: where there is room, and where a full lane goes on.

A lane that has grown down to the band along the bottom goes on below it; so does the band, below what goes on there. It
asks of no entry what it is, and knows no screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mapping.lanes import CAPTION, GAP, HEAD, MARGIN, Heights, LaneBox, Layout, Options, Part
from mapping.placing import Box, around

BAND, RAIL, CHILDREN = "protective_effort", "rail", "children"


class Ground:
    """Everything that stands on one map, while something of it changes."""

    def __init__(self, heights: Heights, options: Options, previous: Layout) -> None:
        self.options, self.before = options, previous
        self.height = heights if callable(heights) else heights.__getitem__
        self.cards = dict(previous.cards)
        self.left = dict(previous.left)
        self.groups, self.frames, self.parts = list(previous.groups), list(previous.children), list(previous.parts)
        self.lanes = {lane.lane: lane for lane in previous.lanes}
        self.efforts, self.wanted = list(previous.efforts), dict(previous.wanted)
        self.lifted: set[str] = set()
        """What goes elsewhere in the same act is in nobody's way until it stands there."""

    def done(self) -> Layout:
        """The map as it is now; where a lane goes on and nothing stands any more, it does so no longer."""
        lanes = tuple(self.lanes[lane.lane] for lane in self.before.lanes)
        new = [box for each, box in self.cards.items() if self.before.cards.get(each) is not box]
        if len(self.cards) < len(self.before.cards):
            self._drop_empty()
        return replace(
            self.before, cards=self.cards, lanes=lanes, groups=tuple(self.groups), children=tuple(self.frames),
            size=around([self.before.size, *(lane.box for lane in lanes), *(part.box for part in self.parts), *new]),
            efforts=tuple(self.efforts), wanted=self.wanted, left=self.left, parts=tuple(self.parts),
        )  # fmt: skip

    def _drop_empty(self) -> None:
        self.frames = [frame for frame in self.frames if frame.cards or not frame.continued]
        boxes = [*self.cards.values(), *(frame.box for frame in self.frames)] if self.parts else []
        self.parts = [part for part in self.parts if any(part.box.meets(box) for box in boxes)]

    # ------------------------------------------------------------------------------------- where there is room

    def is_free(self, box: Box, but: str = "", above: float = 0) -> bool:
        """Whether nothing stands where a box and a little room around it would be."""
        left, right, top, bottom = box.x, box.right, box.y - GAP - above, box.bottom + GAP
        others = (other for each, other in self.cards.items() if each != but and each not in self.lifted)
        captions = (group.caption for group in self.groups if but not in group.cards)
        parts = (part.caption for part in self.parts if part.lane != BAND)
        for other in (*others, *captions, *parts):
            if other.x < right and left < other.x + other.width and other.y < bottom and top < other.y + other.height:
                return False
        return True

    def in_strip(self, left: float, right: float) -> Iterator[Box]:
        """What stands in an upright strip of the map: cards, captions, children's frames."""
        frames = (frame.box for frame in self.frames)
        captions = (group.caption for group in self.groups)
        for box in (*self.cards.values(), *captions, *frames):
            if box.x < right and left < box.right:
                yield box

    def bands(self) -> list[Box]:
        """The band along the bottom, and where it goes on."""
        return [self.lanes[BAND].box, *(part.box for part in self.parts if part.lane == BAND)]

    def holds(self, box: Box) -> bool:
        """Whether a box lies in a lane, or where one goes on."""
        boxes = (*(lane.box for lane in self.lanes.values()), *(part.box for part in self.parts))
        return any(each.holds(box) for each in boxes)

    def reaches(self, lane: str, box: Box) -> bool:
        """Let a lane, or the part of it in which this box stands, reach down to it; False where something is below."""
        at = self._part_at(lane, box.y)
        now = self.lanes[lane].box if at is None else self.parts[at].box
        if box.bottom <= now.bottom:
            return True
        if lane != RAIL and not self._is_clear(lane, now, box):
            return False
        grown = replace(now, height=box.bottom - now.y)
        if at is None:
            self.lanes[lane] = replace(self.lanes[lane], box=grown)
        else:
            self.parts[at] = replace(self.parts[at], box=grown)
        return True

    def _is_clear(self, lane: str, now: Box, box: Box) -> bool:
        """Whether what stands in a lane can reach down to a box without coming near what is below."""
        if lane == BAND:
            below = (part.box for part in self.parts if part.lane != BAND)
        else:
            below = (each for each in self.bands())
        return not any(now.y < other.y < box.bottom + MARGIN for other in below)

    def _part_at(self, lane: str, y: float) -> int | None:
        found = [at for at, part in enumerate(self.parts) if part.lane == lane and part.box.y <= y]
        return max(found, key=lambda at: self.parts[at].box.y, default=None)

    # ------------------------------------------------------------------------------------- where a lane goes on

    def end_above(self, left: float, right: float) -> float:
        """Where what stands in a strip above the band ends."""
        floor = self.lanes[BAND].box.y
        return max((box.bottom for box in self.in_strip(left, right) if box.y < floor), default=float(HEAD))

    def goes_on(self, lane: str, height: float, *, caption: float = CAPTION) -> float:
        """The height at which so much of a lane can stand where it goes on below all else; it reaches down to there."""
        strip = self.lanes[lane].box
        band = self.lanes[BAND].box
        left, right = (band.x, band.right) if lane == BAND else (strip.x, strip.right)
        lowest = max((box.bottom for box in (*self.in_strip(left, right), *self._of_parts(left, right))), default=0)
        lowest = max(lowest, *(box.bottom for box in self.bands()))
        at = self._part_at(lane, float("inf"))
        if at is not None:
            part = self.parts[at].box
            inside = [box.bottom for box in self.in_strip(left, right) if box.y >= part.y]
            top = max(inside, default=part.bottom) + 2 * GAP
            if part.bottom >= lowest and self.reaches(lane, Box(left, top, right - left, height)):
                return top
        top = lowest + MARGIN
        head = Box(left, top, right - left, caption)
        self.parts.append(Part(lane, Box(left, top, right - left, caption + height), head))
        return top + caption

    def _of_parts(self, left: float, right: float) -> Iterator[Box]:
        return (part.box for part in self.parts if part.box.x < right and left < part.box.right)

    # ------------------------------------------------------------------------------------- what is higher now

    def pushed(self, box: Box, identity: str, floor: float, fixed: frozenset[str]) -> bool:
        """Let what stands close below a card that is higher now go down as far as it must, above the floor."""
        cards = ((each, other) for each, other in self.cards.items() if each != identity)
        below = [(other.y, each, other) for each, other in cards if self._is_below(other, box)]
        heads = ((at, group.caption) for at, group in enumerate(self.groups))
        captions = [(head.y, at, head) for at, head in heads if self._is_below(head, box)]
        moved: list[tuple[str | int, Box]] = []
        rows: list[tuple[float, str | int, Box]] = [*below, *captions]
        edge = box.bottom
        for _, each, other in sorted(rows, key=lambda row: row[0]):
            near = edge + (0 if moved and isinstance(moved[-1][0], int) else GAP)
            if other.y >= near or other.y >= floor:
                break
            if each in fixed:
                return False
            moved.append((each, replace(other, y=near)))
            edge = near + other.height
        if edge > floor:
            return False
        for each, now in moved:
            if isinstance(each, int):
                self.groups[each] = replace(self.groups[each], caption=now)
            else:
                self.cards[each] = now
        return True

    @staticmethod
    def _is_below(other: Box, box: Box) -> bool:
        return other.x < box.right and box.x < other.right and other.y > box.y


def opened(lane: LaneBox) -> LaneBox:
    """A lane in which something stands now."""
    return replace(lane, empty=False) if lane.empty else lane


def without(ids: tuple[str, ...], identity: str) -> tuple[str, ...]:
    """These ids but one."""
    return tuple(each for each in ids if each != identity) if identity in ids else ids


def nearest_free(want: float, height: float, taken: Iterable[tuple[float, float]], floor: float) -> float | None:
    """The top nearest to the one wanted where a box so high lies free between what is taken and above the floor."""
    found: list[float] = []
    free = float(HEAD)
    for top, bottom in sorted(taken):
        if top - GAP - height >= free:
            found.append(min(max(want, free), top - GAP - height))
        free = max(free, bottom + GAP)
    if free + height <= floor:
        found.append(min(max(want, free), floor - height))
    best = min(found, key=lambda top: abs(top - want), default=None)
    return None if best is None else float(round(best))
