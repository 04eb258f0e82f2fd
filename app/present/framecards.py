"""One card of the room's screen with its words in lines; a card that is higher than the screen goes on on another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from app.present.framelines import Line, Scale, broken, rightward
from mapping.present.values import RoomCard

EDGE, HATCHED_EDGE = 10, 30
SIGN = 18
_SIDE, _ABOVE, _RIGHT, _BETWEEN = 16, 12, 14, 4
_NUMBER = 26


@dataclass(frozen=True, slots=True, repr=False)
class Piece:
    """A card, or as much of it as fits on one page: its size, and its lines from its own corner."""

    card: RoomCard
    width: float
    height: float
    lines: tuple[Line, ...]
    sign: tuple[float, float, float] | None
    number: Line | None = None

    @property
    def edge(self) -> float:
        """How wide the coloured edge is, in pixels at 1080 lines: what is hatched needs room to be seen."""
        return HATCHED_EDGE if self.card.hatched else EDGE

    def numbered(self, number: int, scale: Scale) -> Piece:
        """The same piece with its number at the upper right, by which it is called for."""
        kind = scale.type("muted")
        text = str(number)
        x = self.width - scale.px(_RIGHT) - kind.wide(text)
        return replace(self, number=Line(x, scale.px(_ABOVE) + kind.ascent, text, kind, "muted"))

    def __repr__(self) -> str:
        return f"Piece({self.card.id})"


@dataclass(frozen=True, slots=True)
class _Row:
    """A line before it has its place."""

    text: str
    role: str
    indent: float
    gap: float


def forget() -> None:
    """Let go of every card that was set."""
    pieces.cache_clear()


@lru_cache(maxsize=4096)
def pieces(card: RoomCard, width: float, scale: Scale, most: float, larger: float = 1.0) -> tuple[Piece, ...]:
    """A card in as many pieces as it takes, none higher than `most`."""
    made: list[Piece] = []
    rows: list[_Row] = []
    high = _frame(scale, larger)
    for row in _rows(card, width, scale, larger):
        step = scale.type(row.role, larger).step + row.gap
        if rows and high + step > most:
            made.append(_piece(card, width, scale, rows, larger, first=not made))
            rows, high = [], _frame(scale, larger)
        rows.append(row)
        high += step
    return (*made, _piece(card, width, scale, rows, larger, first=not made))


def _frame(scale: Scale, larger: float) -> float:
    return 2 * scale.px(_ABOVE) * larger


def _rows(card: RoomCard, width: float, scale: Scale, larger: float) -> Iterator[_Row]:
    inner = width - _left(card, scale, larger) - scale.px(_RIGHT) * larger
    sign, number = scale.px(SIGN + 12) * larger, scale.px(_NUMBER) * larger
    for at, text in enumerate(broken(card.title, inner - number, scale.type("title", larger), sign)):
        yield _Row(text, "title", 0.0 if at else sign, 0.0)
    said = ((card.note, "muted"), *((line, "said") for line in card.lines), (card.hatched, "strong"))
    for text, role in said:
        gap = scale.px(_BETWEEN) * larger
        for line in broken(text, inner, scale.type(role, larger)) if text else ():
            yield _Row(line, role, 0.0, gap)
            gap = 0.0


def _left(card: RoomCard, scale: Scale, larger: float) -> float:
    return (scale.px(HATCHED_EDGE if card.hatched else EDGE) + scale.px(_SIDE)) * larger


def _piece(card: RoomCard, width: float, scale: Scale, rows: list[_Row], larger: float, *, first: bool) -> Piece:
    top, lines = scale.px(_ABOVE) * larger, []
    left = _left(card, scale, larger)
    for row in rows:
        kind = scale.type(row.role, larger)
        top += row.gap
        x = left + row.indent
        if rightward(row.text):
            x = width - scale.px(_RIGHT + _NUMBER) * larger - kind.wide(row.text)
        lines.append(Line(x, top + kind.ascent, row.text, kind, "muted" if row.role == "muted" else "ink"))
        top += kind.step
    size = scale.px(SIGN) * larger
    middle = scale.px(_ABOVE) * larger + (scale.type("title", larger).step - size) / 2
    sign = (left, middle, size) if first else None
    return Piece(card, width, top + scale.px(_ABOVE) * larger, tuple(lines), sign)
