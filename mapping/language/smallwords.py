"""The small words of English that reading stands on, as data; it holds no rule."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_WORDS = Path(__file__).resolve().parent.parent.parent / "resources" / "language" / "english.toml"


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))


@cache
def small_words(name: str) -> frozenset[str]:
    """The list of this name; KeyError if there is none."""
    found = _lists()[name]
    return frozenset(found.split() if isinstance(found, str) else found)
