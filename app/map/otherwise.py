"""Which parts of the map look otherwise after an act, so that nothing else is painted anew; it paints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from PySide6.QtCore import QRectF

from app.map.cards import REACH
from mapping.lanes import MARGIN, Layout


def parts(
    before: Layout, now: Layout, cards: Set[str], stretches: Iterable[tuple[float, float]]
) -> Iterator[QRectF]:  # fmt: skip
    """Where these cards, which came or moved, stood and stand, where others went, and what lies in these stretches."""
    for each in cards | (before.cards.keys() - now.cards.keys()):
        for box in (before.cards.get(each), now.cards.get(each)):
            if box is not None:
                yield _around(QRectF(box.x, box.y, box.width, box.height), REACH)
    left, right = min(before.size.x, now.size.x), max(before.size.right, now.size.right)
    for top, bottom in stretches:  # what an arrow bears stands out a little
        yield _around(QRectF(left - 4 * MARGIN, top, right - left + 8 * MARGIN, bottom - top), REACH)


def _around(part: QRectF, room: float) -> QRectF:
    return part.adjusted(-room, -room, room, room)
