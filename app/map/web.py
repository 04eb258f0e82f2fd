"""The arrows of the map by id: which there are, where they run, and which run near a place; it decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QLineF, QPointF, QRectF

from app.map.bands import Bands
from app.map.links import HEAD, LinkArrow, Way, passes, straight, way
from app.map.looks import link_look
from mapping.casemap import CaseMap
from mapping.entries import Link
from mapping.lanes import Layout, landing, lane_of, shown_links
from mapping.placing import Box

Plain = tuple[float, float, float, float]
"""Where a curve from side to side begins and ends: x, y, x, y."""


class Web:
    """The arrows between what is shown; `box_of` tells where a card or a child's frame is now."""

    def __init__(self, box_of: Callable[[str], Box | None]) -> None:
        self._box_of = box_of
        self.arrows: dict[str, LinkArrow] = {}
        self._bands = Bands()
        self._layout: Layout | None = None
        self._middle = self._band = Box(0, 0, 0, 0)
        self._stamp = 0
        self._plain: dict[str, Plain | None] = {}
        self._drawn: dict[str, Link] = {}

    def take(self, case: CaseMap, laid: Layout) -> None:
        """Show the links of a case as this layout has room for them."""
        self._layout, self._stamp = laid, self._stamp + 1
        self._middle, self._band = laid.lane("effects").box, laid.lane("protective_effort").box
        self._plain.clear()
        wanted = {link.id: link for link in shown_links(case, laid)}
        for identity in self.arrows.keys() - wanted.keys():
            del self.arrows[identity]
            self._bands.drop(identity)
        cards, frames = laid.cards, laid.frames
        for identity, link in wanted.items():
            if self._drawn.get(identity) is not link or identity not in self.arrows:
                self.arrows[identity] = _arrow(case, link)
            start = cards.get(link.from_id) or frames[link.from_id]
            end = cards.get(link.to_id) or frames[link.to_id]
            self._put(self.arrows[identity], start, end)
        self._drawn = wanted

    def clear(self) -> None:
        """There are no arrows any more."""
        for identity in tuple(self.arrows):
            del self.arrows[identity]
            self._bands.drop(identity)
        self._drawn, self._layout = {}, None

    def _put(self, arrow: LinkArrow, start: Box, end: Box) -> None:
        height = self._passage(arrow)
        heights = (start.middle, end.middle, landing(end), start.middle if height is None else height)
        self._bands.put(arrow.id, min(heights) - HEAD, max(heights) + HEAD)

    def at_ends(self, identities: Iterable[str], case: CaseMap) -> frozenset[str]:
        """The ids of the arrows that begin or end at these cards."""
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

    def course(self, arrow: LinkArrow) -> Way:
        """The way that an arrow takes now."""
        return arrow.follow(self._stamp, self._find)

    def _find(self, arrow: LinkArrow) -> Way:
        start, end = self._ends(arrow)
        return self.between(start, end, self._passage(arrow), sum(arrow.id.encode()) % 7 * 4 - 12)

    def _ends(self, arrow: LinkArrow) -> tuple[Box, Box]:
        start, end = self._box_of(arrow.from_id), self._box_of(arrow.to_id)
        assert start is not None and end is not None
        return start, end

    def _passage(self, arrow: LinkArrow) -> float | None:
        if self._layout is None:
            return None
        ends = (arrow.from_id, arrow.to_id)
        return self._layout.passages.get(ends, self._layout.passages.get(ends[::-1]))

    def between(self, start: Box, end: Box, height: float | None = None, shift: float = 0) -> Way:
        """The way of an arrow between two boxes; `height` is where it passes the middle lane."""
        passing = None if height is None else (self._middle.x + 16, self._middle.right - 16, height)
        return way(start, end, passing=passing, band=self._band, shift=shift)

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
        if max(start.bottom, end.bottom) > self._band.y or self._passage(arrow) is not None:
            return None
        if end.x >= start.right:
            return start.right, start.middle, end.x, end.middle
        return (start.x, start.middle, end.right, landing(end)) if end.right <= start.x else None

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


def _arrow(case: CaseMap, link: Link) -> LinkArrow:
    quiet = not {_lane(case, link.from_id), _lane(case, link.to_id)}.isdisjoint(("rail", ""))
    return LinkArrow(link.id, link.from_id, link.to_id, link_look(case, link, quiet=quiet))


def _lane(case: CaseMap, identity: str) -> str:
    """The lane of an entry; "" for a child, whose frame is the end of an arrow."""
    entry = case.entry(identity)
    return lane_of(entry.kind) if entry else ""
