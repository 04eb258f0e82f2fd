"""A finished layout as plain values and back, so that a case opens as it stood; it knows no file and no screen.

What is kept holds for one state of the case: which cards there are, where each belongs, and what was put somewhere by
hand. In any other state, or where a card is higher or lower now, it is of no use, and the map is laid out anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from mapping.casemap import CaseMap
from mapping.entries import Entry
from mapping.lanes import Frame, Group, LaneBox, Layout, Part
from mapping.ordering import Order
from mapping.placing import Box


def written(laid: Layout, case: CaseMap) -> dict[str, Any]:
    """A layout of this case as plain values; it holds ids and places, and no word of the case."""
    return {
        "of": _state(case),
        "cards": {identity: _four(box) for identity, box in laid.cards.items()},
        "lanes": [[each.lane, _four(each.box), _four(each.head), each.empty] for each in laid.lanes],
        "groups": [[each.lane, each.key, _four(each.caption), list(each.cards)] for each in laid.groups],
        "children": [[each.child, _four(each.box), list(each.cards), each.continued] for each in laid.children],
        "passages": [[*pair, height] for pair, height in laid.passages.items()],
        "size": _four(laid.size),
        "columns": [[list(block) for block in column] for column in laid.order.columns],
        "between": {identity: list(pair) for identity, pair in laid.order.passages.items()},
        "efforts": list(laid.efforts),
        "wanted": dict(laid.wanted),
        "parts": [[each.lane, _four(each.box), _four(each.caption)] for each in laid.parts],
    }


def read(kept: object, case: CaseMap, heights: Mapping[str, float]) -> Layout | None:
    """The layout that was kept, if it is one of this case as it is now, with cards of these heights; else None."""
    if not isinstance(kept, dict) or kept.get("of") != _state(case):
        return None
    try:
        laid = _read(kept)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    return laid if {identity: box.height for identity, box in laid.cards.items()} == heights else None


def _read(kept: dict[str, Any]) -> Layout:
    between = {str(identity): (one, other) for identity, (one, other) in kept["between"].items()}
    columns = tuple(tuple(tuple(block) for block in column) for column in kept["columns"])
    return Layout(
        cards={identity: Box(*box) for identity, box in kept["cards"].items()},
        lanes=tuple(LaneBox(lane, Box(*box), Box(*head), empty) for lane, box, head, empty in kept["lanes"]),
        groups=tuple(Group(lane, key, Box(*box), tuple(cards)) for lane, key, box, cards in kept["groups"]),
        children=tuple(Frame(child, Box(*box), tuple(ids), more) for child, box, ids, more in kept["children"]),
        passages={(one, other): height for one, other, height in kept["passages"]},
        size=Box(*kept["size"]),
        order=Order(columns, between),
        efforts=tuple(kept["efforts"]),
        wanted=dict(kept["wanted"]),
        parts=tuple(Part(lane, Box(*box), Box(*caption)) for lane, box, caption in kept["parts"]),
    )


def _four(box: Box) -> list[float]:
    return [box.x, box.y, box.width, box.height]


def _state(case: CaseMap) -> str:
    """What tells this state of a case from any in which something would stand elsewhere."""
    told = "\n".join(_told(entry) for entry in case.ordered_entries)
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _told(entry: Entry) -> str:
    place = entry.position
    parts = (
        entry.id, entry.kind, getattr(entry, "category", ""), getattr(entry, "child", ""), getattr(entry, "roles", ""),
        "" if place is None else (place.x, place.y),
    )  # fmt: skip
    return repr(parts)
