"""The pages of a frame that is a list: cards under their headings, in columns that are read from the top."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from app.present.framecards import Piece, pieces
from app.present.framelines import Line, Scale, broken
from app.present.framepieces import Area, Making, Placed, Sheet, said_of
from mapping.present.values import Column, Frame

_GUTTER, _GAP, _GROUP, _HEAD = 40, 20, 30, 12
_MOST_COLUMNS, _FEW = 3, 5
_TRIES = 7


@dataclass(slots=True)
class _Making:
    """Pages as they fill: where the next thing goes."""

    area: Area
    width: float
    columns: int
    height: float
    scale: Scale
    sheets: list[tuple[list[Line], list[Placed], list[str]]] = field(default_factory=list)
    column: int = -1
    y: float = 0.0
    split: int = 0
    """How many times a group goes on in another column under the same heading."""

    @property
    def x(self) -> float:
        return self.area[0] + self.column * (self.width + self.scale.px(_GUTTER))

    def turn(self) -> None:
        """Go to the next column, or to the next page."""
        self.column += 1
        if self.column >= self.columns or not self.sheets:
            self.column = 0
            self.sheets.append(([], [], []))
        self.y = self.area[1]

    def fits(self, height: float) -> bool:
        return bool(self.sheets) and self.y + height <= self.area[1] + self.height + 0.5

    def at_top(self) -> bool:
        return self.y <= self.area[1]

    @property
    def lowest(self) -> float:
        return max((each.bottom for _, cards, _ in self.sheets for each in cards), default=0.0)

    def write(self, text: str, role: str, colour: str) -> None:
        kind = self.scale.type(role)
        for line in broken(text, self.width, kind):
            self.sheets[-1][0].append(Line(self.x, self.y + kind.ascent, line, kind, colour))
            self.y += kind.step
        self.sheets[-1][2].append(text)

    def put(self, piece: Piece) -> None:
        self.sheets[-1][1].append(Placed(piece, self.x, self.y, self.column))
        self.sheets[-1][2].append(said_of(piece))
        self.y += piece.height + self.scale.px(_GAP)


def lists(frame: Frame, area: Area, scale: Scale) -> Iterator[Making]:
    """The frame as lists, balanced where it fits on one page."""
    columns, width = _columns(frame, area, scale)
    groups = [(each, _pieces(each, width, scale, area[3])) for each in frame.columns]
    made = _filled(groups, area, width, columns, area[3], scale)
    if len(made.sheets) == 1 and columns > 1:
        low, high = 0.0, area[3]
        for _ in range(_TRIES):
            middle = (low + high) / 2
            tried = _filled(groups, area, width, columns, middle, scale)
            fits = len(tried.sheets) == 1 and tried.split <= made.split and tried.lowest <= area[1] + middle + 1
            low, high = (low, middle) if fits else (middle, high)
            made = tried if fits else made
    for lines, cards, said in made.sheets:
        yield partial(Sheet, tuple(lines), tuple(cards), (), tuple(said))


def _columns(frame: Frame, area: Area, scale: Scale) -> tuple[int, float]:
    """How many columns there are, and how wide one is: few things in one group are read across."""
    alone = len(frame.columns) == 1 or not any(column.heading for column in frame.columns)
    if alone and len(frame.cards) <= _FEW:
        return 1, area[2] * 0.72
    many = 2 if len(frame.cards) <= 2 else _MOST_COLUMNS
    return many, (area[2] - (many - 1) * scale.px(_GUTTER)) / many


def _pieces(column: Column, width: float, scale: Scale, height: float) -> tuple[Piece, ...]:
    most = height - (scale.type("column").step * 2 + scale.px(_HEAD) if column.heading else 0)
    return tuple(piece for card in column.cards for piece in pieces(card, width, scale, most))


def _filled(
    groups: list[tuple[Column, tuple[Piece, ...]]], area: Area, width: float, columns: int, height: float, scale: Scale
) -> _Making:
    making = _Making(area, width, columns, height, scale)
    for column, cards in groups:
        if making.sheets and not making.at_top():
            making.y += scale.px(_GROUP) - scale.px(_GAP)
        head = _head_height(column, width, scale)
        if not making.fits(head + (cards[0].height if cards else scale.type("calm").step * 2)):
            making.turn()
        _write_head(making, column)
        if not cards:
            making.write(column.empty, "calm", "muted")
            making.y += scale.px(_GAP)
        for piece in cards:
            if not making.fits(piece.height):
                making.turn()
                making.split += bool(column.heading)
                _write_head(making, column, again=True)
            making.put(piece)
    if not making.sheets:
        making.turn()
    return making


def _head_height(column: Column, width: float, scale: Scale) -> float:
    kind = scale.type("column")
    return len(broken(column.heading, width, kind)) * kind.step + scale.px(_HEAD) if column.heading else 0.0


def _write_head(making: _Making, column: Column, *, again: bool = False) -> None:
    if column.heading:
        making.write(f"{column.heading}{', continued' if again else ''}", "column", "ink")
        making.y += making.scale.px(_HEAD)
