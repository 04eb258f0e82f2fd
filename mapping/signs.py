"""The sign of each kind as plain outlines in a square from 0 to 1, the same for the window and for paper."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mapping.vocabulary import load_vocabulary

THICK = 0.14
"""How thick a line of a sign is, as a share of its square."""
OTHER = "bar"
"""The shape of a kind that is not in the catalogue."""
_FILE = Path(__file__).resolve().parent.parent / "resources" / "themes" / "signs.toml"
_NUMBERS = {"M": 2, "L": 2, "C": 6, "Z": 0, "O": 3}
_ROUND = 0.5522847498
"""How far the controls of a quarter circle lie along its tangents."""

Step = tuple[str, *tuple[float, ...]]
"""One step of an outline: ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y) or ("Z",)."""
Outline = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """The outlines of a sign: those that are filled, those that are drawn along, and the letter that is nearest."""

    fill: tuple[Outline, ...]
    line: tuple[Outline, ...]
    letter: str


def shape_of(kind: str) -> str:
    """The name of the shape that stands for a kind of entry."""
    shape = load_vocabulary().kind(kind).shape
    return shape if shape in shapes() else OTHER


def sign_of(kind: str) -> Sign:
    """The sign that stands for a kind of entry."""
    return shapes()[shape_of(kind)]


@cache
def shapes() -> dict[str, Sign]:
    """Every shape by its name."""
    read = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        name: Sign(_outlines(each.get("fill", "")), _outlines(each.get("line", "")), each["letter"])
        for name, each in read.items()
    }


def _outlines(text: str) -> tuple[Outline, ...]:
    """The outlines that are written in a text, a circle as four curves."""
    found: list[list[Step]] = []
    for letter, *at in _steps(text.split()):
        if letter == "O":
            found.append(list(_circle(*at)))
        elif letter == "M":
            found.append([(letter, *at)])
        else:
            found[-1].append((letter, *at))
    return tuple(tuple(each) for each in found)


def _steps(words: list[str]) -> Iterator[Step]:
    at = 0
    while at < len(words):
        letter = words[at]
        end = at + 1 + _NUMBERS[letter]
        yield (letter, *(float(each) for each in words[at + 1 : end]))
        at = end


def _circle(x: float, y: float, r: float) -> Outline:
    k = r * _ROUND
    return (
        ("M", x + r, y),
        ("C", x + r, y + k, x + k, y + r, x, y + r),
        ("C", x - k, y + r, x - r, y + k, x - r, y),
        ("C", x - r, y - k, x - k, y - r, x, y - r),
        ("C", x + k, y - r, x + r, y - k, x + r, y),
        ("Z",),
    )
