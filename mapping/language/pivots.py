"""Frames to write in: a pivot names the people and leaves blanks, and holds no word that nobody said."""

from __future__ import annotations

import re
from collections.abc import Mapping

BLANK = "___"
_ROLE = re.compile(r"\[([PSC])('s)?\]")


def filled(frame: str, labels: Mapping[str, str], *, at_start: bool) -> str:
    """The frame with the labels of [P], [S] and [C] in it; with a capital where it begins a sentence."""
    text = _ROLE.sub(lambda found: _label(found[1], bool(found[2]), labels), frame)
    return text[:1].upper() + text[1:] if at_start else text


def _label(role: str, owned: bool, labels: Mapping[str, str]) -> str:
    label = labels.get(role, BLANK)
    if not owned:
        return label
    return f"{label}’" if label.endswith("s") else f"{label}’s"
