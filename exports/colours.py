"""The colours of the light theme and the sign of each kind, from the same data as the window; it paints nothing."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path

from mapping.vocabulary import load_vocabulary

_THEMES = Path(__file__).resolve().parent.parent / "resources" / "themes" / "colours.toml"
_LIKE = {"order": "response"}
"""Kinds that have the colour of another."""
_INSTEAD = "muted"
"""The colour of a kind that has none of its own."""


@cache
def _light() -> dict[str, str]:
    found: dict[str, str] = tomllib.loads(_THEMES.read_text(encoding="utf-8"))["light"]
    return found


def colour(role: str) -> str:
    """The colour that stands for a role or a kind, as "#rrggbb"."""
    return _light().get(_LIKE.get(role, role), _light()[_INSTEAD])


@lru_cache(maxsize=256)
def blended(role: str, ground: str, share: float) -> str:
    """An opaque mix: `share` of a role's colour (0 to 1), the rest of the ground, a colour as "#rrggbb"."""
    pairs = zip(_parts(colour(role)), _parts(ground), strict=True)
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02x}" for one, other in pairs)


def _parts(text: str) -> list[int]:
    return [int(text[at : at + 2], 16) for at in (1, 3, 5)]


def sign_of(kind: str) -> str:
    """The shape of the sign of a kind, as the catalogue names it; "" for what is no kind."""
    return load_vocabulary().kind(kind).shape
