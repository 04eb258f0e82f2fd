"""The arrows of the map by id: which there are, where they run, and which run near a place; it decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from PySide6.QtCore import QLineF, QPointF, QRectF

from app.map.bands import Bands
from app.map.links import HEAD, LinkArrow, Way, level_of, passes, sides, straight, way
from app.map.looks import link_look
from mapping.casemap import CaseMap
from mapping.entries import Link
from mapping.gutters import Crossing, Gutters
from mapping.lanes import GUTTER, Layout, landing, lane_of, shown_links
from mapping.piles import joined_links
from mapping.placing import Box

_MANY = 2_000
"""If arrows run otherwise in more places than this, they may do so anywhere."""
_SOME = 40
"""If more cards than this stand elsewhere, every arrow may run otherwise."""
_Crossed = tuple[Crossing, ...] | None
"""Where an arrow crosses columns; None where it cannot meet one."""
Stretches = list[tuple[float, float]]
"""Parts of the map from one height to another."""
Plain = tuple[float, float, float, float]
"""Where a curve from side to side begins and ends: x, y, x, y."""


class Web:
    """The arrows between what is shown; `box_of` tells where a card or a child's frame is now."""

    def __init__(self, box_of: Callable[[str], Box | None]) -> None:
        self._box_of = box_of
        self.arrows: dict[str, LinkArrow] = {}
        self._bands = Bands()
        self._layout: Layout | None = None
        self._gutters: Gutters | None = None
        self._bands_along: tuple[Box, ...] = ()
        self._crossed: dict[str, _Crossed] = {}
        self._stamp = 0
        self.above: Mapping[str, str] = {}
        """For each card that is folded away, the card on top of it, where its arrows end."""
        self._plain: dict[str, Plain | None] = {}
        self._drawn: dict[str, Link] = {}
        self._aside: dict[str, tuple[Link, LinkArrow]] = {}
        """Arrows that are not shown just now, each with its link."""

    def take(self, case: CaseMap, laid: Layout, cards_moved: AbstractSet[str]) -> Stretches | None:
        """Show the links of a case as this layout has room for them, after these cards came or moved.

        Between which heights arrows run otherwise than before; None where that may be anywhere.
        """
        before, self._layout = self._layout, laid
        self._gutters, self._bands_along = Gutters(laid), laid.bands
        others = None if before is None else _stand_otherwise(before, laid, cards_moved)
        elsewhere = others is None
        if elsewhere:  # the ways of all may be others
            self._stamp += 1
            self._plain.clear()
            self._crossed.clear()
        joined = joined_links(case, laid, self.above) if self.above else _each(shown_links(case, laid))
        wanted = {identity: found[0] for identity, found in joined.items()}
        gone = [each for each in self.arrows if each not in wanted]
        self._aside.update((each, (self._drawn[each], self.arrows[each])) for each in gone if each in case.links)
        stretches = [stretch for each in gone if (stretch := self._drop(each)) is not None]
        cards, frames = laid.cards, laid.frames
        moved = None if before is None else _moved(before, laid) | cards_moved
        for identity, link in wanted.items():
            arrow = self.arrows.get(identity)
            _, from_id, to_id, count = joined[identity]
            same = arrow is not None and self._drawn.get(identity) is link
            same = same and arrow is not None and (arrow.from_id, arrow.to_id, arrow.count) == joined[identity][1:]
            if same and moved is not None and from_id not in moved and to_id not in moved and not elsewhere:
                continue
            if arrow is None or not same:
                arrow = self.arrows[identity] = self._made(case, link)
                arrow.from_id, arrow.to_id, arrow.count = from_id, to_id, count
            start = cards.get(from_id) or frames[from_id]
            end = cards.get(to_id) or frames[to_id]
            stretches += self._renewed(arrow, start, end)
        self._drawn = wanted
        for identity in sorted(self._near_to(others or ())):
            stretches += self._looked_at_again(self.arrows[identity])
        return None if elsewhere or len(stretches) > _MANY else stretches

    def _near_to(self, boxes: Iterable[Box]) -> set[str]:
        """The arrows that may have to run otherwise because these boxes are taken or free now."""
        found = {each for box in boxes for each in self._bands.near(box.y - HEAD, box.bottom + HEAD)}
        return {each for each in found if self._crossed.get(each) is not None}

    def _looked_at_again(self, arrow: LinkArrow) -> Stretches:
        """Let an arrow run otherwise if something is in its way now, or no longer; where it ran, and where it runs."""
        ends, before = self._ends(arrow), self._crossed.get(arrow.id)
        if self._found_crossed(arrow, *ends) == before:
            return []
        return list(self._renewed(arrow, *ends))

    def _made(self, case: CaseMap, link: Link) -> LinkArrow:
        """The arrow of a link; the one that it had when it was last shown, if it is the same link."""
        known = self._aside.pop(link.id, None)
        return known[1] if known is not None and known[0] is link else _arrow(case, link)

    def _drop(self, identity: str) -> tuple[float, float] | None:
        """Let an arrow go; where it ran."""
        del self.arrows[identity]
        self._plain.pop(identity, None)
        self._crossed.pop(identity, None)
        stretch = self._bands.stretch(identity)
        self._bands.drop(identity)
        return stretch

    def _renewed(self, arrow: LinkArrow, start: Box, end: Box) -> Iterator[tuple[float, float]]:
        """Let an arrow run between these; where it ran, and where it runs."""
        before = self._bands.stretch(arrow.id)
        arrow.forget()
        self._plain.pop(arrow.id, None)
        self._put(arrow, start, end)
        now = self._bands.stretch(arrow.id)
        yield from (each for each in (before, now) if each is not None)

    def clear(self) -> None:
        """There are no arrows any more."""
        for identity in tuple(self.arrows):
            del self.arrows[identity]
            self._bands.drop(identity)
        self._aside.clear()
        self._drawn, self._layout, self._gutters = {}, None, None
        self._plain.clear()
        self._crossed.clear()

    def _put(self, arrow: LinkArrow, start: Box, end: Box) -> None:
        crossed = self._crossed[arrow.id] = self._found_crossed(arrow, start, end)
        heights = (start.middle, end.middle, landing(end), *(each.height for each in crossed or ()))
        self._bands.put(arrow.id, min(heights) - HEAD, max(heights) + HEAD)

    def _found_crossed(self, arrow: LinkArrow, start: Box, end: Box) -> _Crossed:
        """Where an arrow crosses what lies between its ends; () where nothing is in its way, though it might be."""
        ends = None if level_of(start, end, self._bands_along) is not None else sides(start, end)
        if ends is None or self._gutters is None or not self._gutters.between(*ends):
            return None
        return self._gutters.crossings(*ends, self._passage(arrow), _shift(arrow.id))

    def lift(self, identities: Iterable[str]) -> None:
        """These cards are carried about now, and are in no arrow's way; none are any more where there are none."""
        if self._layout is not None:
            self._gutters = Gutters(self._layout, identities)

    def at_ends(self, identities: Iterable[str], case: CaseMap) -> frozenset[str]:
        """The ids of the arrows that begin or end at these cards."""
        if self.above:
            ends = frozenset(identities)
            return frozenset(
                each.id for each in self.arrows.values() if not ends.isdisjoint((each.from_id, each.to_id))
            )
        links = {link.id for each in identities for link in (*case.links_from(each), *case.links_to(each))}
        return frozenset(links & self.arrows.keys())

    def follow(self, identities: Iterable[str]) -> Iterator[QRectF]:
        """Let these arrows go where their ends are now; the parts of the scene that this concerns."""
        for arrow in (self.arrows[each] for each in identities):
            yield arrow.area
            arrow.forget()
            self._plain.pop(arrow.id, None)
            start, end = self._ends(arrow)
            self._put(arrow, start, end)
            self.course(arrow)
            yield arrow.area

    def stretches(self, identities: Iterable[str]) -> Stretches:
        """Between which heights these arrows run."""
        return [found for each in identities if (found := self._bands.stretch(each)) is not None]

    def course(self, arrow: LinkArrow) -> Way:
        """The way that an arrow takes now."""
        return arrow.follow(self._stamp, self._find)

    def _find(self, arrow: LinkArrow) -> Way:
        start, end = self._ends(arrow)
        return self.between(start, end, self._crossed.get(arrow.id) or (), _shift(arrow.id))

    def _ends(self, arrow: LinkArrow) -> tuple[Box, Box]:
        start, end = self._box_of(arrow.from_id), self._box_of(arrow.to_id)
        assert start is not None and end is not None
        return start, end

    def _passage(self, arrow: LinkArrow) -> tuple[float, float] | None:
        """The height that is kept free for an arrow that passes the middle lane, and where that lane is."""
        if self._layout is None:
            return None
        ends = (arrow.from_id, arrow.to_id)
        height = self._layout.passages.get(ends, self._layout.passages.get(ends[::-1]))
        return None if height is None else (height, self._layout.lane("effects").box.x + 1)

    def between(self, start: Box, end: Box, crossed: Sequence[Crossing] = (), shift: float = 0) -> Way:
        """The way of an arrow between two boxes that crosses columns there."""
        room = GUTTER if self._gutters is None else self._gutters.room_right(max(start.right, end.right))
        return way(start, end, crossings=crossed, bands=self._bands_along, shift=shift, room=room)

    def near(self, areas: Iterable[QRectF]) -> list[LinkArrow]:
        """The arrows that may be seen in these parts of the scene, their ways found."""
        parts = tuple(areas)
        ids = sorted({each for part in parts for each in self._bands.near(part.top(), part.bottom())})
        found = []
        for arrow in (self.arrows[each] for each in ids):
            self.course(arrow)
            if any(arrow.area.intersects(part) for part in parts):
                found.append(arrow)
        return found

    def level(self, top: float, bottom: float) -> Iterator[LinkArrow]:
        """The arrows that may pass between two heights."""
        return (self.arrows[identity] for identity in self._bands.near(top, bottom))

    def plain(self, arrow: LinkArrow) -> Plain | None:
        """The ends of an arrow whose way is one curve from side to side; None for every other way."""
        if arrow.id not in self._plain:
            self._plain[arrow.id] = self._found_plain(arrow)
        return self._plain[arrow.id]

    def _found_plain(self, arrow: LinkArrow) -> Plain | None:
        start, end = self._ends(arrow)
        ends = sides(start, end)
        if ends is None or self._crossed.get(arrow.id) or level_of(start, end, self._bands_along) is not None:
            return None
        return *ends[0], *ends[1]

    def crowd(self, areas: Iterable[QRectF]) -> int:
        """About how many arrows may be seen in these parts of the scene."""
        return max((sum(1 for _ in self._bands.near(area.top(), area.bottom())) for area in areas), default=0)

    def at(self, point: QPointF) -> str:
        """The id of the arrow that passes near a point, "" where none does."""
        found = self.near((QRectF(point.x() - 4, point.y() - 4, 8, 8),))
        return next((arrow.id for arrow in found if passes(self.course(arrow), point)), "")

    def straight(self) -> Iterator[tuple[LinkArrow, QLineF]]:
        """Every arrow as it is seen from afar."""
        if self._layout is not None:
            boxes = {**self._layout.frames, **self._layout.cards}
            for arrow in self.arrows.values():
                yield arrow, straight(boxes[arrow.from_id], boxes[arrow.to_id])


def _moved(before: Layout, now: Layout) -> set[str]:
    """The children whose frames came or stand elsewhere, and the ends of arrows that pass a lane elsewhere."""
    old = before.frames
    found = {frame.child for frame in now.children if old.get(frame.child) != frame.box}
    passages = dict(before.passages.items() ^ now.passages.items())
    return found.union(*passages)


def _stand_otherwise(before: Layout, now: Layout, cards: AbstractSet[str]) -> list[Box] | None:
    """What was taken before or is now, where things stand elsewhere; None where that may be anywhere."""
    if _across(before) != _across(now) or len(cards) + abs(len(before.cards) - len(now.cards)) > _SOME:
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


def _each(links: Iterable[Link]) -> dict[str, tuple[Link, str, str, int]]:
    return {link.id: (link, link.from_id, link.to_id, 1) for link in links}


def _shift(identity: str) -> float:
    """How far an arrow keeps aside of those that share a gutter with it."""
    return sum(identity.encode()) % 9 * 4 - 16


def _arrow(case: CaseMap, link: Link) -> LinkArrow:
    quiet = not {_lane(case, link.from_id), _lane(case, link.to_id)}.isdisjoint(("rail", ""))
    return LinkArrow(link.id, link.from_id, link.to_id, link_look(case, link, quiet=quiet))


def _lane(case: CaseMap, identity: str) -> str:
    """The lane of an entry; "" for a child, whose frame is the end of an arrow."""
    entry = case.entry(identity)
    return lane_of(entry.kind) if entry else ""
