"""Whether a line is English: a line in another language gets no findings rather than wrong ones."""

from __future__ import annotations

from collections.abc import Callable

from mapping.language.smallwords import small_words
from mapping.language.tokens import Token

_ENOUGH, _SHORT = 0.2, 4


def is_english(line: list[Token], knows: Callable[[str], bool]) -> bool:
    """Whether the words of a line are such as English text has; a few short words decide nothing by themselves."""
    words = [token.word for token in line if token.is_word]
    if not words:
        return False
    if len([word for word in words if not word.isascii()]) * 2 > len(words):
        return False
    small, foreign = small_words("common"), small_words("foreign")
    others = [word for word in words if word not in small]
    common = len(words) - len(others)
    if len([word for word in others if word in foreign]) > common:
        return False
    enough = 1 if len(words) < _SHORT else _ENOUGH * len(words)
    return common >= enough or common + len([word for word in others if knows(word)]) >= enough
