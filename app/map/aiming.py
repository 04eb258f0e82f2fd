"""What a hand that pulls an arrow aims at: what it is on, or the nearest thing at which the arrow may end."""

from __future__ import annotations

from math import hypot

from PySide6.QtCore import QPointF

from app.map.scene import MapScene
from mapping.placing import Box

REACH = 48
"""So many pixels beside a card or a child's frame the pointer may be and still mean it."""


def end_at(scene: MapScene, point: QPointF, from_id: str, scale: float) -> str:
    """The card or child that an arrow from `from_id` would end at if it were let go at a point; "" for none.

    A card under the pointer is meant, whether the arrow may end there or not. Beside cards the nearest is meant of
    those at which it may end, within REACH; `scale` is how many pixels one map unit has. Nothing is meant while the
    card from which the arrow is pulled is nearer than any of them.
    """
    card = scene.card_at(point)
    if card:
        return "" if card == from_id else card
    child = scene.child_at(point)
    if child and scene.stage.invites(child):
        return child
    return _nearest(scene, point, from_id, REACH / scale) or ("" if child == from_id else child)


def _nearest(scene: MapScene, point: QPointF, from_id: str, reach: float) -> str:
    frames = scene.layout.children if scene.layout else ()
    boxes = {frame.child: frame.box for frame in frames} | {card.id: card.box for card in scene.near(point, reach)}
    start = scene.box_of(from_id)
    nearest = min(reach, _away(start, point)) if start is not None else reach
    found = ((_away(box, point), each) for each, box in boxes.items() if scene.stage.invites(each))
    return min((each for each in found if each[0] < nearest), default=(0.0, ""))[1]


def _away(box: Box, point: QPointF) -> float:
    """How far a point is from a box, in map units; 0 inside."""
    across = max(box.x - point.x(), 0.0, point.x() - box.right)
    down = max(box.y - point.y(), 0.0, point.y() - box.bottom)
    return hypot(across, down)
