"""Where the cards go in a picture of how harm reaches one child: three columns, read from left to right; no screen."""

from __future__ import annotations

from mapping.casemap import CaseMap
from mapping.entries import ChildImpact, Entry
from mapping.lanes import GUTTER, HEAD, LANE_KINDS, Frame, Heights, LaneBox, Layout, Options
from mapping.ordering import Order, ordered
from mapping.placing import Box, around, nearest
from mapping.rules import PATHWAY_LINKS

_GAP = 16
"""Between two cards of a picture: it has more air than the map."""


def path_layout(case: CaseMap, child_id: str, heights: Heights, options: Options | None = None) -> Layout:
    """A layout of this child's impacts, on the right, and of all that leads to them.

    Where cards were put on the map is of no account here. The columns are the lanes "behaviour", "effects" and
    "children"; the last is one frame without a border of its own.
    """
    width = (options or Options()).card_width
    height = heights if callable(heights) else heights.__getitem__
    columns: list[list[list[str]]] = [[], [], []]
    found = leading_to(case, child_id)
    for entry in found:
        columns[_column(entry, child_id)].append([entry.id])
    standing = {entry.id for entry in found}
    links = [link for link in case.ordered_links if link.kind in PATHWAY_LINKS]
    arrows = [(link.from_id, link.to_id) for link in links if {link.from_id, link.to_id} <= standing]
    order = ordered(columns, arrows)
    cards = _placed(order, arrows, {each: height(each) for each in standing}, width)
    lanes = tuple(_lane(name, at, column, cards, width) for at, (name, column) in enumerate(zip(
        ("behaviour", "effects", "children"), order.columns, strict=True)))  # fmt: skip
    passages = {ends: cards.pop(name).middle for name, ends in order.passages.items()}
    impacts = tuple(member for block in order.columns[2] for member in block)
    frame = Frame(child_id, lanes[2].box, impacts)
    return Layout(cards, lanes, (), (frame,), passages, around(lane.box for lane in lanes), order)


def leading_to(case: CaseMap, child_id: str) -> tuple[Entry, ...]:
    """The impacts on a child and every entry from which a pathway leads to one of them, in the order of the case."""
    waiting = [impact.id for impact in case.of(ChildImpact) if impact.child == child_id]
    seen = set(waiting)
    while waiting:
        for link in case.links_to(waiting.pop()):
            if link.kind in PATHWAY_LINKS and link.from_id not in seen and case.entry(link.from_id) is not None:
                seen.add(link.from_id)
                waiting.append(link.from_id)
    return tuple(entry for entry in case.ordered_entries if entry.id in seen)


def _column(entry: Entry, child_id: str) -> int:
    """Left for what is done, right for this child's impacts, the middle for all that lies between."""
    if entry.kind in LANE_KINDS["behaviour"]:
        return 0
    return 2 if isinstance(entry, ChildImpact) and entry.child == child_id else 1


def _placed(order: Order, arrows: list[tuple[str, str]], heights: dict[str, float], width: float) -> dict[str, Box]:
    """The highest column packed, then each other level with what it is joined to."""
    columns = [[member for block in column for member in block] for column in order.columns]
    joined: dict[str, list[str]] = {}
    for start, end in (*arrows, *((name, end) for name, ends in order.passages.items() for end in ends)):
        joined.setdefault(start, []).append(end)
        joined.setdefault(end, []).append(start)
    cards: dict[str, Box] = {}
    tall = [sum(heights.get(each, 0) + _GAP for each in column) for column in columns]
    for at in sorted(range(len(columns)), key=lambda each: (-tall[each], each)):
        high, wanted, last = [heights.get(each, 0) for each in columns[at]], [], float(HEAD)
        for member, own in zip(columns[at], high, strict=True):
            near = [cards[each].middle for each in joined.get(member, ()) if each in cards]
            last = sum(near) / len(near) - own / 2 if near else last
            wanted.append(last)
        tops = nearest(wanted, high, _GAP, HEAD)
        cards |= {each: Box(at * (width + GUTTER), top, width, own)
                  for each, top, own in zip(columns[at], tops, high, strict=True)}  # fmt: skip
    return cards


def _lane(name: str, at: int, column: tuple[tuple[str, ...], ...], cards: dict[str, Box], width: float) -> LaneBox:
    left = at * (width + GUTTER)
    boxes = [cards[member] for block in column for member in block]
    bottom = max((box.bottom for box in boxes), default=HEAD)
    return LaneBox(name, Box(left, 0, width, bottom), Box(left, 0, width, HEAD), empty=not boxes)
