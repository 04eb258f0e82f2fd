"""What a picture of the map says of itself: the legend of what is on it, and how much lies folded away."""

from __future__ import annotations

from collections.abc import Iterator

from exports.arrows import Arrow
from exports.colours import colour, sign_of
from exports.drawing import Curve, Item, Rect, Sign, TextLine, text_width
from exports.laidmap import LaidMap
from mapping.lanes import LANE_KINDS
from mapping.piles import inside_words, pile_words
from mapping.placing import Box
from mapping.vocabulary import load_vocabulary

_ROW, _APART = 20.0, 20.0
_LINES = ("harms, or leads to it", "protects, or is inferred")
_LINE, _DASH = 36.0, (6.0, 4.0)
_HIGH, _SIDE, _SHEET = 15.0, 6.0, 3.0
_Entry = tuple[str, float, str]
"""What stands before the words ("" a solid line, "-" a dashed one, "+" sheets), how wide that is, and the words."""


def legend(laid: LaidMap, left: float, top: float, width: float) -> tuple[list[Item], float]:
    """What the signs, the arrows and the sheets that are on a map mean, in rows so wide, and how high that is."""
    size, items, x, y = laid.like.fact, [], left, top + laid.like.fact
    for key, wide, words in _entries(laid):
        needed = wide + text_width(words, "regular", size)
        if x > left and x + needed > left + width:
            x, y = left, y + _ROW
        items += [*_mark(key, x, y, size), TextLine(x + wide, y, words, size, "regular", colour("ink"))]
        x += needed + _APART
    return items, y - top + _ROW


def _entries(laid: LaidMap) -> Iterator[_Entry]:
    words, there = load_vocabulary(), {card.kind for card in laid.cards.values()}
    for kind in (each for kinds in LANE_KINDS.values() for each in kinds if each in there):
        yield kind, laid.like.fact * 1.3, laid.naming.fill(words.kind(kind).label)
    dashed = {bool(arrow.route.dash) for arrow in (*laid.behind, *laid.curves)}
    yield from ((("-" if each else ""), _LINE + 8, _LINES[each]) for each in sorted(dashed))
    if laid.piled:
        yield "+", 24.0, "more cards, folded under this one"


def _mark(key: str, x: float, y: float, size: float) -> Iterator[Item]:
    tone = colour("muted")
    if key in ("", "-"):
        points = ((x, y - 4), (x + 10, y - 4), (x + 26, y - 4), (x + _LINE, y - 4))
        yield Curve(*points, tone, 1.4, _DASH if key else (), "arrow", 7)
    elif key == "+":
        for at in (2, 1, 0):
            yield Rect(x + 2 * at, y - 8 + 2 * at, 16 - 4 * at + 2 * at, 7, 2, colour("card"), tone, 0.8)
    else:
        yield Sign(sign_of(key), x + size * 0.5, y - size * 0.35, size * 0.85, colour(key))


def piled(laid: LaidMap, box: Box, count: int) -> Iterator[Item]:
    """The edges of further cards below one under which so many lie."""
    for sheet in range(min(count, 2), 0, -1):
        x, down = box.x + _SHEET * sheet, _SHEET * sheet
        yield Rect(x, box.y + down, box.width - 2 * _SHEET * sheet, box.height, 5, colour("card"), colour("muted"), 0.8)


def told(laid: LaidMap, box: Box, count: int, *, on_card: bool = False) -> Iterator[Item]:
    """How many are folded away: on the lower edge of the card they lie under, or at the end of a caption or title."""
    if not count:
        return
    size = laid.like.fact * 0.95
    words = pile_words(count) if on_card else inside_words(count)
    wide = text_width(words, "bold", size) + 2 * _SIDE
    right = box.right - (4 if on_card else 0)
    top = box.bottom - _HIGH / 2 if on_card else box.bottom - _HIGH - 4
    yield Rect(right - wide, top, wide, _HIGH, 4, colour("card"), colour("muted"), 0.8)
    yield TextLine(right - wide + _SIDE, top + _HIGH / 2 + size * 0.36, words, size, "bold", colour("ink"))


def counted(laid: LaidMap, arrow: Arrow) -> Iterator[Item]:
    """How many arrows are one, in its middle."""
    if arrow.count > 1:
        size, words = laid.like.fact * 0.95, f"{arrow.count}"
        wide, (x, y) = text_width(words, "bold", size) + _SIDE, arrow.middle
        yield Rect(x - wide / 2, y - _HIGH / 2, wide, _HIGH, 4, laid.ground)
        yield TextLine(x - wide / 2 + _SIDE / 2, y + size * 0.36, words, size, "bold", colour("ink"))
