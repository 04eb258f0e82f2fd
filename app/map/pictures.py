"""Cards painted once and shown often: pictures of a bounded size altogether, the longest unused given up first."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from itertools import product
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap

from app.map.cards import Card, paint_card
from app.map.lettering import Lettering
from mapping.lanes import CARD_WIDTH

_MOST = 3_000_000
"""So many pixels of the window are kept, twice what a large one shows; a fine screen has several to each."""

_Key = tuple[str, bool, bool]
"""Which card, whether it is dimmed, whether its edge is hollow."""


@dataclass(frozen=True, slots=True)
class _Picture:
    pixmap: QPixmap
    words: Lettering
    scale: float


class Pictures:
    """The picture of each card, in focus and dimmed, its edge full and hollow."""

    def __init__(self) -> None:
        self._kept: OrderedDict[_Key, _Picture] = OrderedDict()
        self._pixels = 0

    def forget(self) -> None:
        """Paint everything anew: the theme is another one."""
        self._kept.clear()
        self._pixels = 0

    def drop(self, identity: str) -> None:
        """A card is gone: nobody asks for its pictures any more."""
        for dim, hollow in product((False, True), repeat=2):
            self._drop((identity, dim, hollow))

    def of(self, card: Card, scale: float, ratio: float, *, dim: bool, hollow: bool, roughly: bool) -> QPixmap:
        """The picture of a card at a scale; `roughly` one of another scale will do, to be drawn larger or smaller.

        `ratio` is how many pixels of the screen stand for one of the window.
        """
        key = (card.id, dim, hollow)
        found = self._kept.get(key)
        if found is not None and found.words is card.lettering and (roughly or found.scale == scale * ratio):
            self._kept.move_to_end(key)
            return found.pixmap
        picture = _Picture(_painted(card, scale, ratio, dim=dim, hollow=hollow), card.lettering, scale * ratio)
        self._drop(key)
        self._kept[key] = picture
        self._pixels += _pixels(picture)
        while self._pixels > _MOST * ratio * ratio and len(self._kept) > 1:
            self._drop(next(iter(self._kept)))
        return picture.pixmap

    def _drop(self, key: _Key) -> None:
        gone = self._kept.pop(key, None)
        if gone is not None:
            self._pixels -= _pixels(gone)


def _pixels(picture: _Picture) -> int:
    return picture.pixmap.width() * picture.pixmap.height()


def _painted(card: Card, scale: float, ratio: float, *, dim: bool, hollow: bool) -> QPixmap:
    pixmap = QPixmap(ceil(CARD_WIDTH * scale * ratio), ceil(card.height * scale * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.scale(scale, scale)
    paint_card(painter, card.look, card.lettering, dim=dim, hollow=hollow)
    painter.end()
    return pixmap
