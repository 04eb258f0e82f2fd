"""Which words of two texts differ, as places in each; it compares letters and knows no case."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

Places = tuple[tuple[int, int], ...]
"""Stretches of a text: from, to (exclusive), in characters."""
_WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
_LONG = 1000
"""With more words than this, words that are everywhere are no landmarks: comparing stays quick."""


def changed_words(before: str, after: str) -> tuple[Places, Places]:
    """The words of `before` that are not in `after`, and those of `after` that are new."""
    old, new = list(_WORD.finditer(before)), list(_WORD.finditer(after))
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    words = [each[0] for each in old], [each[0] for each in new]
    matcher = SequenceMatcher(None, *words, autojunk=max(map(len, words)) > _LONG)
    gone, come = [], []
    for tag, first, last, from_, to in matcher.get_opcodes():
        if tag != "equal":
            gone.append((first, last))
            come.append((from_, to))
    return _places(old, gone), _places(new, come)


def _alike(old: list[re.Match[str]], new: list[re.Match[str]]) -> int:
    """How many words both begin with."""
    for at, (one, other) in enumerate(zip(old, new, strict=False)):
        if one[0] != other[0]:
            return at
    return min(len(old), len(new))


def _places(words: list[re.Match[str]], runs: list[tuple[int, int]]) -> Places:
    return tuple((words[first].start(), words[last - 1].end()) for first, last in runs if last > first)
