"""The arrows of the map by id: which there are, where they run, and which run near a place; it decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice

from PySide6.QtCore import QLineF, QPointF, QRectF

from app.map.bands import Bands
from app.map.links import HEAD, LinkArrow, passes, straight
from app.map.looks import LinkLook, link_look
from mapping.casemap import CaseMap
from mapping.elsewhere import boxes_otherwise, ends_elsewhere, stirred
from mapping.entries import Link
from mapping.gutters import Crossing, Gutters
from mapping.lanes import GUTTER, Layout, landing, lane_of, shown_links
from mapping.piles import joined_links
from mapping.placing import Box
from mapping.ways import Way, level_of, sides, way
from mapping.ways import shift_of as _shift

_MANY = 2_000
"""If arrows run otherwise in more places than this, they may do so anywhere."""
_Crossed = tuple[Crossing, ...] | None
"""Where an arrow crosses columns; None where it cannot meet one."""
Stretches = list[tuple[float, float]]
"""Parts of the map from one height to another."""
_Run = tuple[Link, str, str, int]
"""A link, the ids between which it is drawn, and how many links the arrow stands for."""
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
        self._is_joined = self._is_lifted = False
        """Whether arrows of folded cards are one, and whether what is carried about is left out of the gutters."""
        self._unfound: set[str] = set()
        """Arrows of which it is known only about where they run: they were not seen since all was put in its place."""
        self._looks: dict[tuple[str, str, str, str], LinkLook] = {}
        self._aside: dict[str, tuple[Link, LinkArrow]] = {}
        """Arrows that are not shown just now, each with its link."""

    def take(
        self, case: CaseMap, laid: Layout, cards_moved: AbstractSet[str], changed: AbstractSet[str] | None = None
    ) -> Stretches | None:
        """Show the links of a case as this layout has room for them, after these cards came or moved.

        `changed` are the ids of all that came, changed or went since the last layout; None where that may be anything.
        Between which heights arrows run otherwise than before; None where that may be anywhere.
        """
        before, self._layout = self._layout, laid
        others = None if before is None else boxes_otherwise(before, laid, cards_moved)
        self._take_gutters(before if others is not None else None, laid, cards_moved)
        if others is None:  # the ways of all may be others
            self._stamp += 1
            self._plain.clear()
            self._crossed.clear()
            self._unfound.clear()
        moved = None if before is None or others is None else ends_elsewhere(before, laid) | cards_moved
        if before is None or moved is None or changed is None or self.above or self._is_joined:
            wanted, known = self._all(case, laid), tuple(self.arrows)
        else:
            wanted, known = self._some(case, laid, changed, moved | (before.cards.keys() ^ laid.cards.keys()))
        stretches = self._let_go(case, (each for each in known if each not in wanted))
        cards, frames = laid.cards, laid.frames
        for identity, run in wanted.items():
            arrow = self._taken(case, identity, run, moved)
            if arrow is not None:
                start, end = cards.get(run[1]) or frames[run[1]], cards.get(run[2]) or frames[run[2]]
                stretches += self._renewed(arrow, start, end) if others is not None else self._begin(arrow, start, end)
        for identity in sorted(self._near_to(others or ())):
            stretches += self._looked_at_again(self.arrows[identity])
        return None if others is None or len(stretches) > _MANY else stretches

    def _take_gutters(self, before: Layout | None, laid: Layout, cards_moved: AbstractSet[str]) -> None:
        """The columns of this layout, found from those of the one before where that is known."""
        self._bands_along = laid.bands
        known = self._gutters if before is not None and not self._is_lifted else None
        if known is None or before is None or not known.follow(before, laid, stirred(before, laid, cards_moved)):
            self._gutters, self._is_lifted = Gutters(laid), False

    def _all(self, case: CaseMap, laid: Layout) -> dict[str, _Run]:
        """Every arrow that can be drawn."""
        self._is_joined = bool(self.above)
        return joined_links(case, laid, self.above) if self.above else _each(shown_links(case, laid))

    def _some(
        self, case: CaseMap, laid: Layout, changed: AbstractSet[str], ends: Iterable[str]
    ) -> tuple[dict[str, _Run], tuple[str, ...]]:
        """Of the arrows that these changes and ends concern, those that can be drawn now, and those that were."""
        links = {link.id: link for each in ends for link in (*case.links_from(each), *case.links_to(each))}
        links |= {each: case.links[each] for each in changed if each in case.links}
        cards, frames = laid.cards, laid.frames
        shown = (
            link for link in links.values()
            if (link.from_id in cards or link.from_id in frames) and (link.to_id in cards or link.to_id in frames)
        )  # fmt: skip
        return _each(shown), tuple(each for each in {*links, *changed} if each in self.arrows)

    def _let_go(self, case: CaseMap, gone: Iterable[str]) -> Stretches:
        """Show these arrows no longer; where they ran."""
        stretches = []
        for each in tuple(gone):
            link = self._drawn.pop(each)
            if each in case.links:
                self._aside[each] = (link, self.arrows[each])
            stretch = self._drop(each)
            stretches += [stretch] if stretch is not None else []
        return stretches

    def _taken(self, case: CaseMap, identity: str, run: _Run, moved: AbstractSet[str] | None) -> LinkArrow | None:
        """The arrow that runs so, if it did not before or one of its ends stands elsewhere; else None."""
        link, from_id, to_id, count = run
        arrow = self.arrows.get(identity)
        same = arrow is not None and (arrow.from_id, arrow.to_id, arrow.count) == run[1:]
        if arrow is None or not same or self._drawn.get(identity) is not link:
            arrow = self.arrows[identity] = self._made(case, link)
            arrow.from_id, arrow.to_id, arrow.count = from_id, to_id, count
            self._drawn[identity] = link
        elif moved is not None and from_id not in moved and to_id not in moved:
            return None
        return arrow

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
        return known[1] if known is not None and known[0] is link else self._arrow(case, link)

    def _arrow(self, case: CaseMap, link: Link) -> LinkArrow:
        start, end = case.entry(link.from_id), case.entry(link.to_id)
        kinds = start.kind if start else "", end.kind if end else "", link.kind, link.status
        look = self._looks.get(kinds)
        if look is None:  # a child, whose frame is the end of an arrow, is in no lane
            quiet = not {lane_of(kinds[0]), lane_of(kinds[1])}.isdisjoint(("rail", ""))
            look = self._looks[kinds] = link_look(case, link, quiet=quiet)
        return LinkArrow(link.id, link.from_id, link.to_id, look)

    def _drop(self, identity: str) -> tuple[float, float] | None:
        """Let an arrow go; where it ran."""
        del self.arrows[identity]
        self._plain.pop(identity, None)
        self._crossed.pop(identity, None)
        self._unfound.discard(identity)
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
        self._unfound.clear()

    def _begin(self, arrow: LinkArrow, start: Box, end: Box) -> Stretches:
        """Note about where an arrow runs; its way is found when it may be seen, and lies within what is noted here."""
        if arrow.course is not None:
            arrow.forget()
        heights, aside = [start.middle, end.middle, landing(end)], 0.0
        ends = sides(start, end)
        if ends is not None and self._gutters is not None:
            aside = self._gutters.detour(*ends, _shift(arrow.id))
            passage = self._passage(arrow) if aside else None
            heights += [passage[0]] if passage is not None else []
            if aside:
                self._unfound.add(arrow.id)
        self._bands.put(arrow.id, min(heights) - HEAD - aside, max(heights) + HEAD + aside)
        return []

    def find_some(self, most: int | None = None) -> bool:
        """Find the ways of so many arrows, or of all, that were not seen yet; True if there are more."""
        for each in tuple(islice(self._unfound, most)):
            self._find_where(each)
        return bool(self._unfound)

    def _find_where(self, identity: str) -> None:
        """Find where an arrow runs that was not seen yet."""
        if identity in self._unfound:
            arrow = self.arrows[identity]
            self._put(arrow, *self._ends(arrow))

    def _put(self, arrow: LinkArrow, start: Box, end: Box) -> None:
        self._unfound.discard(arrow.id)
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
            self.find_some()  # what is carried about now is in the way of the others when it is put down
            gone = tuple(identities)
            self._gutters, self._is_lifted = Gutters(self._layout, gone), bool(gone)

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
        identities = tuple(identities)
        for each in identities:
            self._find_where(each)
        return [found for each in identities if (found := self._bands.stretch(each)) is not None]

    def course(self, arrow: LinkArrow) -> Way:
        """The way that an arrow takes now."""
        self._find_where(arrow.id)
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
        ids = tuple(self._bands.near(top, bottom))
        unfound = self._unfound.intersection(ids)
        for each in unfound:
            self._find_where(each)
        return (self.arrows[each] for each in (self._bands.near(top, bottom) if unfound else ids))

    def plain(self, arrow: LinkArrow) -> Plain | None:
        """The ends of an arrow whose way is one curve from side to side; None for every other way."""
        if arrow.id not in self._plain:
            self._find_where(arrow.id)
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
        return max((sum(1 for _ in self.level(area.top(), area.bottom())) for area in areas), default=0)

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


def _each(links: Iterable[Link]) -> dict[str, _Run]:
    return {link.id: (link, link.from_id, link.to_id, 1) for link in links}
