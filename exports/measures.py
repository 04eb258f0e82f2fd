"""Measures and colours as a page of a PDF writes them; it knows no page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_ENDS, _NOTHING = re.compile(r"\.?0+(?!\S)"), re.compile(r"-0(?!\S)")


def number(value: float) -> str:
    """A measure as PDF writes it, to a thousandth."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def numbers(values: Iterable[float]) -> str:
    """Measures in a row, as PDF writes them, to a thousandth."""
    text = _ENDS.sub("", " ".join([f"{value:.3f}" for value in values]))
    return _NOTHING.sub("0", text) if "-0" in text else text


@lru_cache(maxsize=64)
def paint(colour: str) -> str:
    """A colour "#rrggbb" as PDF writes it."""
    return " ".join(number(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
