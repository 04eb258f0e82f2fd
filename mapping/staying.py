"""A map after an act, where whatever stands stays: what is new stands where there is room; it knows no screen.

Nothing that was placed moves because something else came, changed or went; a gap stays a gap. A lane or a child's frame
that is full goes on further down. Only what stands close below a card that is higher now makes room for it. Where more
would have to move, the answer is None, and the map is laid out anew by `layout`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mapping.casemap import CaseMap, Change
from mapping.entries import Behaviour, ChildImpact, Entry, Person
from mapping.goingon import BAND, CHILDREN, RAIL, Ground, nearest_free, opened, without
from mapping.lanes import (
    CAPTION,
    FRAME_HEAD,
    GAP,
    GUTTER,
    HEAD,
    LOWEST,
    MARGIN,
    PAD,
    PASSAGE,
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
from mapping.layout import family
from mapping.placing import Box


def stayed(
    case: CaseMap, heights: Heights, options: Options, previous: Layout, changes: Iterable[Change]
) -> Layout | None:
    """The previous layout after these changes, which led to the case; None where others would have to make room."""
    staying = _Staying(case, heights, options, previous)
    firsts: dict[str, Change] = {}
    for change in changes:
        firsts.setdefault(change.id, change)
    staying.lifted = {each for each, change in firsts.items() if _goes_elsewhere(change)}
    if not all(staying.take(change) for change in firsts.values()):
        return None
    if any(isinstance(change.thing, Person) for change in firsts.values()):
        staying.take_children()
    return staying.done() if staying.take_heights(previous) else None


class _Staying(Ground):
    """One map while something of it changes."""

    def __init__(self, case: CaseMap, heights: Heights, options: Options, previous: Layout) -> None:
        super().__init__(heights, options, previous)
        self.case = case

    def take(self, change: Change) -> bool:
        """Let one thing come, change or go; False where others would have to make room."""
        identity = change.id
        self.lifted.discard(identity)
        entry, box = self.case.entry(identity), self.cards.get(identity)
        shown = entry is not None and is_card(entry) and self.options.shows(identity)
        if entry is None or not shown:
            if box is not None:
                self._let_go(identity, box)
            return True
        if box is None:
            return self._come(entry)
        if not isinstance(change.before, Entry):
            return False
        return self._change(change.before, entry, box)

    def take_children(self) -> None:
        """A child that is new has a frame at the end of its lane; a frame without a child and without a card goes."""
        known = {person.id for person in self.case.of(Person) if "child" in person.roles}
        self.frames = [frame for frame in self.frames if frame.child in known or frame.cards]
        for child in sorted(known - {frame.child for frame in self.frames}):
            self._begin_frame(child, TEACHING)

    def take_heights(self, previous: Layout) -> bool:
        """Let every card have the height that it has by now."""
        higher = [
            each for each, box in previous.cards.items() if each in self.cards and self.height(each) != box.height
        ]
        for each in higher:
            entry, box = self.case.entry(each), self.cards[each]
            if entry is not None and self.height(each) != box.height and not self._grow(entry, box):
                return False
        return True

    def _let_go(self, identity: str, box: Box) -> None:
        del self.cards[identity]
        self.left[identity] = box
        groups = (replace(each, cards=without(each.cards, identity)) for each in self.groups)
        self.groups = [group for group in groups if group.cards]
        self.frames = [replace(each, cards=without(each.cards, identity)) for each in self.frames]
        self.efforts = [each for each in self.efforts if each != identity]

    def _come(self, entry: Entry) -> bool:
        lane = self.lanes[lane_of(entry.kind)] = opened(self.lanes[lane_of(entry.kind)])
        if entry.position is not None:
            self._put_by_hand(entry, Box(entry.position.x, entry.position.y, self.options.card_width, 0))
            return True
        match lane.lane:
            case "behaviour":
                self._into_group(entry, lane, family(entry.category) if isinstance(entry, Behaviour) else "")
            case "rail":
                if self.options.rail_folded:
                    return True
                self._into_group(entry, self._rail(lane), entry.kind)
            case "effects":
                self._into_effects(entry, lane)
            case "children":
                self._into_frame(entry)
            case _:
                self._into_band(entry, lane)
        return True

    def _change(self, before: Entry, entry: Entry, box: Box) -> bool:
        """A card that is put elsewhere, or is higher or lower, stands so if nothing is in its way."""
        if before.position != entry.position:
            return self._move(entry, box, by_hand=before.position is not None)
        if entry.position is None and _held_by(before) != _held_by(entry):
            self._let_go(entry.id, box)
            del self.left[entry.id]
            return self._come(entry)
        return self._grow(entry, box)

    def _move(self, entry: Entry, box: Box, *, by_hand: bool) -> bool:
        """A card that was put by hand stands there; one that is given back stands where it stood before, if it can."""
        stood = self.left.get(entry.id) if by_hand else box
        if entry.position is None:
            self._let_go(entry.id, box)
            self.left.pop(entry.id)
            if stood is None:
                return False
            self.left[entry.id] = stood
            return self._come(entry) and self.cards[entry.id].y == stood.y
        now = Box(entry.position.x, entry.position.y, box.width, self.height(entry.id))
        if not self.holds(now) or not self.is_free(now, entry.id):
            return False
        frames = self.frames
        self._let_go(entry.id, box)
        self.frames = frames
        self.left.pop(entry.id)
        self._put_by_hand(entry, now)
        if stood is not None:
            self.left[entry.id] = stood
        return True

    def _put_by_hand(self, entry: Entry, at: Box) -> None:
        """Where the hand put it, whatever stands there."""
        self.cards[entry.id] = replace(at, height=self.height(entry.id))
        if entry.kind == BAND:
            self.efforts.append(entry.id)
        if isinstance(entry, ChildImpact) and not any(entry.id in frame.cards for frame in self.frames):
            at_first = self._frames_of(entry.child)
            if at_first:
                self._join_frame(at_first[0], entry.id)

    def _put(self, entry: Entry, box: Box) -> None:
        self.cards[entry.id] = box
        self.left.pop(entry.id, None)

    # ------------------------------------------------------------------------------------- what is higher now

    def _grow(self, entry: Entry, box: Box) -> bool:
        """A card that is higher than before pushes down what is close below; where it cannot, it stands elsewhere."""
        now = replace(box, height=self.height(entry.id))
        if now == box:
            return True
        self.cards[entry.id] = now
        if now.height < box.height or (entry.position is not None and self.is_free(now, entry.id)):
            return True
        cards, groups = dict(self.cards), list(self.groups)
        if self._pushes(entry, now):
            return True
        self.cards, self.groups = cards, groups
        if entry.position is not None:
            return False
        self._let_go(entry.id, now)
        del self.left[entry.id]
        return self._come(entry)

    def _pushes(self, entry: Entry, now: Box) -> bool:
        at = next((at for at, frame in enumerate(self.frames) if entry.id in frame.cards), None)
        fixed = frozenset(
            each for each in self.cards if (known := self.case.entry(each)) and known.position is not None
        )
        tops = (box.y for box in self.bands() if box.y > now.y)
        floor = float("inf") if lane_of(entry.kind) in (RAIL, BAND) else min(tops, default=float("inf")) - MARGIN
        if at is not None:
            nexts = (other.box.y for other in self.frames if other.box.y > self.frames[at].box.y)
            floor = min(floor, min(nexts, default=float("inf")) - PAD) - PAD
        if not self.pushed(now, entry.id, floor, fixed):
            return False
        if at is not None:
            return self._frame_grows(at)
        inside = (box for each, box in self.cards.items() if box.x == now.x and each not in fixed and box.y <= floor)
        pad = PAD if lane_of(entry.kind) == BAND else 0
        lowest = max((box.bottom for box in inside if box.y >= now.y), default=now.bottom)
        return self.reaches(lane_of(entry.kind), replace(now, height=lowest + pad - now.y))

    def _frame_grows(self, at: int) -> bool:
        """Let a child's frame reach down to the last of what is in it; False where something is below."""
        frame = self.frames[at]
        inside = (self.cards[each] for each in frame.cards)
        within = (box for box in inside if frame.box.x <= box.x <= frame.box.right and box.y > frame.box.y)
        # Where the hand put all of its cards elsewhere, none of them needs the frame to be higher.
        lowest = max((box.bottom for box in within), default=frame.box.bottom - PAD)
        return self._frame_reaches(at, lowest + PAD)

    def _frame_reaches(self, at: int, bottom: float) -> bool:
        box = self.frames[at].box
        if bottom <= box.bottom:
            return True
        if any(box.y < other.box.y < bottom + PAD for other in self.frames):
            return False
        grown = replace(box, height=bottom - box.y)
        if not self.reaches(CHILDREN, grown):
            return False
        self.frames[at] = replace(self.frames[at], box=grown)
        return True

    # ------------------------------------------------------------------------------------- where what is new stands

    def _stands_again(self, entry: Entry, lane: LaneBox) -> Box | None:
        """The place that it had before it went, if that is free and in this lane."""
        box = self.left.get(entry.id)
        if box is None or not lane.box.x <= box.x <= lane.box.right:
            return None
        again = replace(box, height=self.height(entry.id))
        return again if self.holds(again) and self.is_free(again) else None

    def _into_group(self, entry: Entry, lane: LaneBox, key: str) -> None:
        """Where it stood, or below the last of its group, or else at the end of the lane under a caption of its own."""
        again = self._stands_again(entry, lane)
        own = [at for at, group in enumerate(self.groups) if (group.lane, group.key) == (lane.lane, key)]
        if again is not None and own:
            self._join(own[-1], entry, again)
            return
        if again is not None and self.is_free(again, above=CAPTION):
            self._begin_group(entry, lane, key, again.y - CAPTION, again.x)
            return
        for at in reversed(own):
            last = self.cards[self.groups[at].cards[-1]]
            below = Box(last.x, last.bottom + GAP, last.width, self.height(entry.id))
            if self.is_free(below) and self.reaches(lane.lane, below):
                self._join(at, entry, below)
                return
        left = max((group.caption.x for group in self.groups if group.lane == lane.lane), default=lane.box.x)
        high = CAPTION + self.height(entry.id)
        self._begin_group(entry, lane, key, self._next(lane, left, high, 2 * GAP), left)

    def _next(self, lane: LaneBox, left: float, height: float, gap: float) -> float:
        """Where so much of a lane has room at its end, or else where it goes on."""
        width = self.options.card_width
        end = self.end_above(left, left + width)
        if lane.lane == RAIL:
            end = max((box.bottom for box in self.in_strip(left, left + width)), default=float(HEAD))
        top = end if end <= HEAD else end + gap
        return top if self.reaches(lane.lane, Box(left, top, width, height)) else self.goes_on(lane.lane, height)

    def _begin_group(self, entry: Entry, lane: LaneBox, key: str, top: float, left: float) -> None:
        caption = Box(left, top, self.options.card_width, CAPTION)
        box = Box(left, caption.bottom, caption.width, self.height(entry.id))
        self.groups.append(Group(lane.lane, key, caption, (entry.id,)))
        self._put(entry, box)
        self.reaches(lane.lane, box)

    def _join(self, at: int, entry: Entry, box: Box) -> None:
        self.groups[at] = replace(self.groups[at], cards=(*self.groups[at].cards, entry.id))
        self._put(entry, box)

    def _rail(self, lane: LaneBox) -> LaneBox:
        """The rail, which takes room beside the lanes from its first card on."""
        if lane.box.width <= 0:
            left = self.lanes[CHILDREN].box.right + GUTTER
            width = self.options.card_width
            lane = replace(lane, box=Box(left, 0, width, LOWEST), head=Box(left, 0, width, HEAD))
            self.lanes[RAIL] = lane
        return lane

    def _into_effects(self, entry: Entry, lane: LaneBox) -> None:
        """As near as there is room to what its arrows join; without arrows, at the end of the lane."""
        left, width, height = lane.box.x, self.options.card_width, self.height(entry.id)
        again = self._stands_again(entry, lane)
        floor = self.lanes[BAND].box.y - MARGIN
        taken = [(box.y, box.bottom) for box in self.in_strip(left, left + width) if box.y < floor]
        taken += [(at - PASSAGE / 2, at + PASSAGE / 2) for at in self.before.passages.values()]
        near = [self.cards[each].middle for each in self._joined(entry.id) if each in self.cards]
        last = max((bottom for _, bottom in taken), default=float(HEAD))
        want = sum(near) / len(near) - height / 2 if near else last + GAP
        top = again.y if again is not None else nearest_free(want, height, taken, floor)
        if top is None:
            top = self.goes_on(lane.lane, height)
        self._put(entry, again or Box(left, top, width, height))
        self.wanted[entry.id] = top
        self.reaches(lane.lane, self.cards[entry.id])

    def _joined(self, identity: str) -> list[str]:
        into = [link.from_id for link in self.case.links_to(identity)]
        return [*into, *(link.to_id for link in self.case.links_from(identity))]

    def _frames_of(self, child: str) -> list[int]:
        return [at for at, frame in enumerate(self.frames) if frame.child == child]

    def _join_frame(self, at: int, identity: str) -> None:
        inside = sorted((*self.frames[at].cards, identity), key=lambda each: self.cards[each].y)
        self.frames[at] = replace(self.frames[at], cards=tuple(inside))

    def _into_frame(self, entry: Entry) -> None:
        """Where it stood, or below what is in the child's frame, or where that goes on."""
        child = entry.child if isinstance(entry, ChildImpact) else ""
        again = self._stands_again(entry, self.lanes[CHILDREN])
        for at in self._frames_of(child):
            if again is not None and self.frames[at].box.holds(again):
                self._put(entry, again)
                self._join_frame(at, entry.id)
                return
        for at in reversed(self._frames_of(child)):
            box = self._below_in(at, self.height(entry.id))
            if self.is_free(box) and self._frame_reaches(at, box.bottom + PAD):
                self._put(entry, box)
                self._join_frame(at, entry.id)
                return
        at = self._begin_frame(child, self.height(entry.id) + PAD)
        self._put(entry, self._below_in(at, self.height(entry.id)))
        self._join_frame(at, entry.id)

    def _below_in(self, at: int, height: float) -> Box:
        frame = self.frames[at]
        inside = [self.cards[each].bottom for each in frame.cards if frame.box.holds(self.cards[each])]
        top = max(inside, default=frame.box.y + FRAME_HEAD - GAP) + GAP
        return Box(frame.box.x + PAD, top, self.options.card_width, height)

    def _begin_frame(self, child: str, height: float) -> int:
        """A frame with so much room at the end of the children's lane; a further one, if the child has one already."""
        lane = self.lanes[CHILDREN] = opened(self.lanes[CHILDREN])
        strip, high = lane.box, FRAME_HEAD + height
        frames = [frame.box for frame in self.frames if frame.box.y < self.lanes[BAND].box.y]
        end = max((box.bottom for box in frames), default=HEAD - PAD) + PAD
        end = max(end, self.end_above(strip.x, strip.right) + GAP) if frames else end
        if not self.reaches(CHILDREN, Box(strip.x, end, strip.width, high)):
            end = self.goes_on(CHILDREN, high, caption=0)
        continued = bool(self._frames_of(child))
        self.frames.append(Frame(child, Box(strip.x, end, strip.width, high), (), continued))
        return len(self.frames) - 1

    def _into_band(self, entry: Entry, lane: LaneBox) -> None:
        """In the band, behind the last; the band grows downwards, or goes on where something stands below it."""
        height, width = self.height(entry.id), self.options.card_width
        box = self._stands_again(entry, lane)
        if box is None:
            lefts = [self.lanes[each].box.x for each in ("behaviour", "effects", "children")]
            lefts[2] += PAD
            inside = min((self._last_in_band(left) for left in lefts), key=lambda each: (each.y, each.x))
            box = replace(inside, height=height)
            if not self.is_free(box) or not self.reaches(BAND, replace(box, height=height + PAD)):
                box = Box(lefts[0], self.goes_on(BAND, height + PAD, caption=HEAD), width, height)
        self._put(entry, box)
        self.efforts.append(entry.id)

    def _last_in_band(self, left: float) -> Box:
        """Where the next may stand in one column of the band, in the last of its parts."""
        band, width = max(self.bands(), key=lambda box: box.y), self.options.card_width
        ends = [box.bottom + GAP for box in self.in_strip(left, left + width) if band.y <= box.y < band.bottom]
        return Box(left, max(ends, default=band.y + HEAD), width, 0)


def _goes_elsewhere(change: Change) -> bool:
    before, after = change.before, change.after
    return isinstance(before, Entry) and isinstance(after, Entry) and before.position != after.position


def _held_by(entry: Entry) -> str:
    """The group or the child that a card stands with."""
    if isinstance(entry, Behaviour):
        return family(entry.category)
    return entry.child if isinstance(entry, ChildImpact) else ""
