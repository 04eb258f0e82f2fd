"""From card to card by keys: in reading order, to the neighbours in a lane, and along arrows; it knows no screen."""

from __future__ import annotations

from mapping.casemap import CaseMap
from mapping.lanes import LANES, Layout, lane_of
from mapping.placing import Box


def reading_order(case: CaseMap, layout: Layout) -> tuple[str, ...]:
    """The cards that are shown, lane by lane, each from the top; the band along the bottom by rows."""
    rank = {lane: at for at, lane in enumerate(LANES)}

    def key(identity: str) -> tuple[float, ...]:
        box, lane = layout.cards[identity], _lane(case, identity)
        across = box.y if lane == "protective_effort" else box.x
        down = box.x if lane == "protective_effort" else box.y
        columns = round(across / 8) if lane in ("rail", "protective_effort") else 0
        return rank[lane], columns, down if columns else box.y, box.x

    return tuple(sorted(layout.cards, key=key))


def _lane(case: CaseMap, identity: str) -> str:
    entry = case.entry(identity)
    return lane_of(entry.kind) if entry else ""


def beside(order: tuple[str, ...], current: str, step: int) -> str:
    """The card after (1) or before (-1) this one; "" at the end."""
    if current not in order:
        return order[0 if step > 0 else -1] if order else ""
    at = order.index(current) + step
    return order[at] if 0 <= at < len(order) else ""


def over_or_under(case: CaseMap, layout: Layout, current: str, step: int) -> str:
    """The nearest card of the same lane below (1) or above (-1); the same card if there is none."""
    here, lane = layout.cards[current], _lane(case, current)
    found = [
        (abs(box.middle - here.middle) + 2 * abs(box.x - here.x), each)
        for each, box in layout.cards.items()
        if (box.middle - here.middle) * step > 1 and _lane(case, each) == lane
    ]
    return min(found, default=(0, current))[1]


def along(case: CaseMap, layout: Layout, current: str, step: int) -> str:
    """Where the nearest arrow leads (1) or comes from (-1); where there is none, the nearest card on that side."""
    here = layout.cards[current]
    if step > 0:
        joined = [link.to_id for link in case.links_from(current)]
    else:
        joined = [link.from_id for link in case.links_to(current)]
    ends = [each for each in joined if each in layout.cards]
    if ends:
        return min(ends, key=lambda each: abs(layout.cards[each].middle - here.middle))
    beyond = {each: box for each, box in layout.cards.items() if (box.x - here.x) * step > here.width / 2}
    found = [(_distance(here, box), each) for each, box in beyond.items()]
    return min(found, default=(0, current))[1]


def _distance(here: Box, there: Box) -> float:
    return abs(there.x - here.x) + 2 * abs(there.middle - here.middle)
