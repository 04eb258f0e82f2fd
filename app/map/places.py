"""What would belong at an empty place of the map: a kind, and what is known of it from where it is; no screen."""

from __future__ import annotations

from dataclasses import dataclass, field

from mapping.lanes import LANE_KINDS, LaneBox, Layout, Part


@dataclass(frozen=True, slots=True)
class Place:
    """The kind of entry that belongs somewhere, and the values of its fields that the place tells."""

    kind: str
    known: dict[str, str] = field(default_factory=dict)


def place_at(layout: Layout, x: float, y: float) -> Place | None:
    """What belongs at a point, None where nothing does."""
    for frame in layout.children:
        if frame.box.contains(x, y):
            return Place("child_impact", {"child": frame.child})
    lanes: tuple[LaneBox | Part, ...] = (*layout.parts, *layout.lanes)
    lane = next((each for each in lanes if each.box.contains(x, y)), None)
    if lane is None:
        return None
    over = [group for group in layout.groups if group.lane == lane.lane and group.caption.contains(x, group.caption.y)]
    above = [group for group in over if group.caption.y <= y]
    key = max(above, key=lambda group: group.caption.y).key if above else ""
    if lane.lane == "rail":
        return Place(key or "gap")
    if lane.lane == "children":
        return Place("person", {"roles": "child"})
    return Place(LANE_KINDS[lane.lane][0], {"category": key} if lane.lane == "behaviour" and key else {})
