"""The pages of a child's frame: what he does, what that does at home, what it does to this child, and the arrows.

A page shows whole paths as long as a child has not very many; a card may then stand on several pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial

from app.present.framecards import Piece, pieces
from app.present.framelines import Line, Scale, broken
from app.present.framepieces import Area, Making, Placed, Sheet, said_of
from app.present.framerouting import courses
from mapping.present.values import Frame

_GUTTER, _WIDE_GUTTER, _HEAD = 112, 260, 18
GAP, _ROOMY = 26, 64
_MANY = 40
"""With more pages than this, cards are not shown twice any more."""

Page = list[list[str]]
"""The ids of the cards on a page, by column."""


@dataclass(eq=False)
class _Paths:
    """One frame in one area."""

    frame: Frame
    area: Area
    scale: Scale
    rest: list[Piece] = field(default_factory=list)

    @property
    def columns(self) -> int:
        return len(self.frame.columns)

    @property
    def gutter(self) -> float:
        return self.scale.px(_GUTTER if self.columns > 2 else _WIDE_GUTTER)

    @property
    def width(self) -> float:
        return (self.area[2] - (self.columns - 1) * self.gutter) / self.columns

    @cached_property
    def head(self) -> float:
        """How high the highest heading is, with the room below it."""
        kind = self.scale.type("column")
        most = max(len(broken(each.heading, self.width, kind)) for each in self.frame.columns)
        return most * kind.step + self.scale.px(_HEAD)

    @property
    def room(self) -> float:
        return self.area[3] - self.head

    @cached_property
    def pieces(self) -> dict[str, Piece]:
        """The first piece of each card; what goes on is for pages of its own."""
        found = {}
        for card in self.frame.cards:
            found[card.id], *more = pieces(card, self.width, self.scale, self.room)
            self.rest += more
        return found

    @cached_property
    def column_of(self) -> dict[str, int]:
        return {card.id: at for at, column in enumerate(self.frame.columns) for card in column.cards}

    @cached_property
    def before(self) -> dict[str, list[str]]:
        """What leads to each card straight."""
        found: dict[str, list[str]] = {}
        for arrow in self.frame.arrows:
            found.setdefault(arrow.to_id, []).append(arrow.from_id)
        return found

    @cached_property
    def beside(self) -> dict[str, list[str]]:
        """What each card is joined to, on either side."""
        found: dict[str, list[str]] = {}
        for arrow in self.frame.arrows:
            found.setdefault(arrow.to_id, []).append(arrow.from_id)
            found.setdefault(arrow.from_id, []).append(arrow.to_id)
        return found

    def leading(self, identity: str) -> dict[str, None]:
        """A card and everything that leads to it."""
        found, edge = {identity: None}, [identity]
        while edge:
            for each in self.before.get(edge.pop(), ()):
                if each not in found:
                    found[each] = None
                    edge.append(each)
        return found

    def split(self, ids: Iterable[str]) -> Page:
        """These cards by column, in the order of the frame."""
        wanted = set(ids)
        return [[card.id for card in column.cards if card.id in wanted] for column in self.frame.columns]

    def fits(self, ids: Iterable[str]) -> bool:
        high = [-self.scale.px(GAP)] * self.columns
        for each in ids:
            high[self.column_of[each]] += self.pieces[each].height + self.scale.px(GAP)
        return max(high) <= self.room


def paths(frame: Frame, area: Area, scale: Scale) -> Iterator[Making]:
    """The frame as pages of paths, each made when it is wanted."""
    of = _Paths(frame, area, scale)
    of.pieces  # noqa: B018  # so that what goes on elsewhere is known
    found = _whole(of) or _in_turn(of, [[card.id for card in column.cards] for column in frame.columns])
    for page in found:
        yield partial(_sheet, of, page)
    for piece in of.rest:
        yield partial(_rest, of, piece)


def _rest(of: _Paths, piece: Piece) -> Sheet:
    """The page on which a card goes on that is higher than a page."""
    at = of.column_of[piece.card.id]
    placed = Placed(piece, of.area[0] + at * (of.width + of.gutter), of.area[1] + of.head, at)
    return Sheet(tuple(_heads(of)), (placed,), (), (said_of(piece),))


def _whole(of: _Paths) -> list[Page]:
    """Pages on which each effect on the child stands with all that leads to it; [] where that would be very many."""
    found: list[Page] = []
    held: dict[str, None] = {}
    for unit in (each for card in of.frame.columns[-1].cards for each in _units(of, card.id)):
        if of.fits(held | unit):
            held |= unit
            continue
        if held:
            found.append(of.split(held))
        held = unit if of.fits(unit) else {}
        if not held:
            found += _in_turn(of, of.split(unit))
        if len(found) > _MANY:
            return []
    return [*found, of.split(held)] if held else found


def _units(of: _Paths, impact: str) -> Iterator[dict[str, None]]:
    """What leads to an effect, in parts that fit on a page: all of it, else by its last step, else acts by turns."""
    need = of.leading(impact)
    if of.fits(need):
        yield need
        return
    for step in of.before.get(impact, ()):
        part = {impact: None} | of.leading(step)
        acts = [each for each in part if of.column_of[each] == 0]
        rest = {each: None for each in part if of.column_of[each]}
        if of.fits(part) or not of.fits(rest) or len(acts) < 2:
            yield part
            continue
        unit = dict(rest)
        for each in acts:
            if not of.fits(unit | {each: None}):
                yield unit
                unit = dict(rest)
            unit[each] = None
        yield unit


def _in_turn(of: _Paths, page: Page) -> list[Page]:
    """More than fits, over as many pages as it takes: each column in its order, so that neighbours stay together."""
    gap = of.scale.px(GAP)
    many = max(1, *(round(sum(of.pieces[each].height + gap for each in column) // of.room) for column in page))
    while True:
        made: list[Page] = [[[] for _ in page] for _ in range(many)]
        for at, column in enumerate(page):
            for place, each in enumerate(column):
                made[place * many // len(column)][at].append(each)
        if many >= max(map(len, page)) or all(of.fits(each for row in one for each in row) for one in made):
            return made
        many += 1


def _heads(of: _Paths) -> Iterator[Line]:
    kind = of.scale.type("column")
    for at, column in enumerate(of.frame.columns):
        x = of.area[0] + at * (of.width + of.gutter)
        for row, text in enumerate(broken(column.heading, of.width, kind)):
            yield Line(x, of.area[1] + row * kind.step + kind.ascent, text, kind)


def _sheet(of: _Paths, page: Page) -> Sheet:
    placed = _placed(of, page)
    lines, said = list(_heads(of)), []
    muted = of.scale.type("calm")
    for at, column in enumerate(of.frame.columns):
        said.append(column.heading)
        here = [each for each in placed.values() if each.column == at]
        said += [said_of(each.piece) for each in here]
        if not column.cards and column.empty:
            said.append(column.empty)
            x, top = of.area[0] + at * (of.width + of.gutter), of.area[1] + of.head
            for row, text in enumerate(broken(column.empty, of.width, muted)):
                lines.append(Line(x, top + row * muted.step + muted.ascent, text, muted, "muted"))
    return Sheet(tuple(lines), tuple(placed.values()), tuple(courses(of.frame.arrows, placed, of.scale)), tuple(said))


def _placed(of: _Paths, page: Page) -> dict[str, Placed]:
    """Every card in its place: the highest column first, then each where its neighbours are."""
    heights = [sum(of.pieces[each].height for each in column) for column in page]
    first = heights.index(max(heights))
    done: dict[str, Placed] = {}
    for at in sorted(range(len(page)), key=lambda each: (abs(each - first), each)):
        done |= _column(of, page[at], at, done)
    order = [each for column in page for each in column]
    return {each: done[each] for each in order}


def _column(of: _Paths, ids: list[str], at: int, done: dict[str, Placed]) -> dict[str, Placed]:
    top, gap = of.area[1] + of.head, of.scale.px(GAP)
    spare = of.room - sum(of.pieces[each].height for each in ids)
    roomy = max(gap, min(of.scale.px(_ROOMY), spare / max(1, len(ids) - 1)))
    wanted = {each: _wanted(of, each, done) for each in ids}
    ids.sort(key=lambda each: wanted[each] if wanted[each] is not None else float("inf"))  # type: ignore[arg-type, return-value]
    tops, y = [], top
    for each in ids:
        middle = wanted[each]
        if middle is not None:
            y = max(y, middle - of.pieces[each].height / 2)
        tops.append(y)
        y += of.pieces[each].height + (gap if done else roomy)
    end = top + of.room
    for place in range(len(ids) - 1, -1, -1):
        tops[place] = min(tops[place], end - of.pieces[ids[place]].height)
        end = tops[place] - gap
    x = of.area[0] + at * (of.width + of.gutter)
    return {each: Placed(of.pieces[each], x, max(y, top), at) for each, y in zip(ids, tops, strict=True)}


def _wanted(of: _Paths, identity: str, done: dict[str, Placed]) -> float | None:
    """The middle of what a card is joined to, as far as that has its place."""
    found = [done[each].middle for each in of.beside.get(identity, ()) if each in done]
    return sum(found) / len(found) if found else None
