"""Words of the room's screen broken into lines, and how large they are there; it knows no frame."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from app.theme import FACE
from app.unseen import visible

_HIGH, _WIDE = 1080, 1440
"""The screen for which the sizes are given; less wide for its height, everything is smaller."""
_SMALLEST = 11
_SIZES = {
    "heading": 48,
    "note": 24,
    "column": 28,
    "title": 28,
    "calm": 28,
    "muted": 22,
    "said": 24,
    "strong": 22,
    "bar": 22,
}
_BOLD = frozenset({"heading", "column", "title", "strong"})


@dataclass(frozen=True, slots=True)
class Scale:
    """One size of screen: its pixels, and how large everything is on it."""

    width: float
    height: float

    def grown(self, factor: float) -> Scale:
        """A scale in which everything is so much larger."""
        return Scale(self.width * factor, self.height * factor)

    @property
    def unit(self) -> float:
        """What one pixel at 1080 lines is here."""
        return min(self.height / _HIGH, self.width / _WIDE)

    def px(self, pixels: float) -> float:
        """A length as it is here."""
        return pixels * self.unit

    def type(self, role: str, larger: float = 1.0) -> Type:
        """The type for a role of text."""
        return Type(max(_SMALLEST, round(_SIZES[role] * self.unit * larger)), role in _BOLD)


@dataclass(frozen=True, slots=True)
class Type:
    """A size in pixels, and whether it is bold."""

    size: int
    bold: bool

    @property
    def font(self) -> QFont:
        """The font to paint with."""
        return _font(self.size, self.bold)

    @property
    def step(self) -> float:
        """From one line to the next."""
        return _metrics(self.size, self.bold).height()

    @property
    def ascent(self) -> float:
        """From the top of a line to where its letters stand."""
        return _metrics(self.size, self.bold).ascent()

    def wide(self, text: str) -> float:
        """How much room a line takes."""
        return _metrics(self.size, self.bold).horizontalAdvance(text)


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One line of words: where its letters begin and stand, its type, and the role of its colour."""

    x: float
    y: float
    text: str
    type: Type
    colour: str = "ink"


def broken(text: str, room: float, kind: Type, first: float = 0.0) -> tuple[str, ...]:
    """A text in lines no wider than `room`; the first begins so much further in; a long word is broken anywhere."""
    return _broken(visible(text), round(room), kind, round(first))


def forget() -> None:
    """Let go of every text that was broken into lines."""
    _broken.cache_clear()


@lru_cache(maxsize=8192)
def _broken(text: str, room: int, kind: Type, first: int) -> tuple[str, ...]:
    return tuple(line for part in text.split("\n") for line in _lines(part, room, kind, first))


def _lines(text: str, room: int, kind: Type, first: int) -> tuple[str, ...]:
    if kind.wide(text) <= room - first:
        return (text,)
    layout, option = QTextLayout(text, kind.font), QTextOption()
    starts: list[int] = []
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, room if starts else room - first))
        starts.append(line.textStart())
    layout.endLayout()
    raw = text.encode("utf-16-le")  # Qt counts in halves of UTF-16
    edges = [*starts, len(raw) // 2]
    return tuple(raw[2 * start : 2 * end].decode("utf-16-le", "replace").strip() for start, end in pairwise(edges))


def rightward(text: str) -> bool:
    """Whether a text is read from the right: its first strong letter says so."""
    found = (unicodedata.bidirectional(letter) for letter in text)
    return next((each for each in found if each in ("L", "R", "AL")), "L") != "L"


@lru_cache(maxsize=64)
def _font(size: int, bold: bool) -> QFont:
    font = QFont(FACE)
    font.setPixelSize(size)
    font.setBold(bold)
    return font


@lru_cache(maxsize=64)
def _metrics(size: int, bold: bool) -> QFontMetricsF:
    return QFontMetricsF(_font(size, bold))
