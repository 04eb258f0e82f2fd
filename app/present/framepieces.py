"""What the pages of the room's screen are put together from: cards in their places, arrows, sheets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.present.framecards import Piece
from app.present.framelines import Line
from mapping.present.values import Arrow

Area = tuple[float, float, float, float]
"""Left, top, width and height of the part of a screen that cards may take."""


@dataclass(frozen=True, slots=True, repr=False)
class Placed:
    """A piece of a card in its place, and the number of its column."""

    piece: Piece
    x: float
    y: float
    column: int = 0

    @property
    def right(self) -> float:
        """Where it ends at the right."""
        return self.x + self.piece.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.piece.height

    @property
    def middle(self) -> float:
        """The height at which arrows leave and land."""
        return self.y + self.piece.height / 2


@dataclass(frozen=True, slots=True, repr=False)
class Course:
    """An arrow as points: the first, then three for each curve."""

    arrow: Arrow
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, repr=False)
class Sheet:
    """What stands between the head and the foot of a page; `said` is the same for a screen reader."""

    lines: tuple[Line, ...]
    cards: tuple[Placed, ...]
    courses: tuple[Course, ...]
    said: tuple[str, ...]


Making = Callable[[], Sheet]
"""What makes a sheet: of very many only those are made that are looked at."""


def said_of(piece: Piece) -> str:
    """A card as one sentence for a screen reader."""
    card = piece.card
    first = f"{card.word}: {card.title}" if card.word else card.title
    return ". ".join((first, *card.texts[1:]))
