"""Cards painted once and shown often: pictures of a bounded size altogether, the longest unused given up first."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from app.map.cards import MARK, Card, paint_card, paint_mark
from app.map.lettering import Lettering
from mapping.lanes import CARD_WIDTH

_MOST = 6_000_000
"""So many pixels are kept, at four bytes each."""
_SCALES = 16
"""At so many scales the small ring is kept."""


@dataclass(frozen=True, slots=True)
class _Picture:
    pixmap: QPixmap
    words: Lettering
    scale: float


class Pictures:
    """The picture of each card, in focus and dimmed."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, bool], _Picture] = OrderedDict()
        self._marks: dict[tuple[float, bool], QPixmap] = {}
        self._pixels = 0

    def forget(self) -> None:
        """Paint everything anew: the theme is another one."""
        self._kept.clear()
        self._marks.clear()
        self._pixels = 0

    def drop(self, identity: str) -> None:
        """A card is gone: nobody asks for its pictures any more."""
        for dim in (False, True):
            self._drop((identity, dim))

    def of(self, card: Card, scale: float, ratio: float, *, dim: bool, roughly: bool) -> QPixmap:
        """The picture of a card at a scale; `roughly` one of another scale will do, to be drawn larger or smaller.

        `ratio` is how many pixels of the screen stand for one of the window.
        """
        key = (card.id, dim)
        found = self._kept.get(key)
        if found is not None and found.words is card.lettering and (roughly or found.scale == scale * ratio):
            self._kept.move_to_end(key)
            return found.pixmap
        picture = _Picture(_painted(card, scale, ratio, dim=dim), card.lettering, scale * ratio)
        self._drop(key)
        self._kept[key] = picture
        self._pixels += _pixels(picture)
        while self._pixels > _MOST and len(self._kept) > 1:
            self._drop(next(iter(self._kept)))
        return picture.pixmap

    def mark(self, scale: float, ratio: float, *, dim: bool) -> QPixmap:
        """The picture of the ring for what is not known yet."""
        key = (scale * ratio, dim)
        if key not in self._marks:
            if len(self._marks) > _SCALES:
                self._marks.clear()
            side = ceil(MARK * scale * ratio)
            self._marks[key] = blank = QPixmap(side, side)
            blank.setDevicePixelRatio(ratio)
            blank.fill(Qt.GlobalColor.transparent)
            painter = QPainter(blank)
            painter.scale(scale, scale)
            paint_mark(painter, QRectF(0, 0, MARK, MARK), dim=dim)
            painter.end()
        return self._marks[key]

    def _drop(self, key: tuple[str, bool]) -> None:
        gone = self._kept.pop(key, None)
        if gone is not None:
            self._pixels -= _pixels(gone)


def _pixels(picture: _Picture) -> int:
    return picture.pixmap.width() * picture.pixmap.height()


def _painted(card: Card, scale: float, ratio: float, *, dim: bool) -> QPixmap:
    pixmap = QPixmap(ceil(CARD_WIDTH * scale * ratio), ceil(card.height * scale * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.scale(scale, scale)
    paint_card(painter, card.look, card.lettering, dim=dim)
    painter.end()
    return pixmap
