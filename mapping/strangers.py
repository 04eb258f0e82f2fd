"""Names in a text that nobody on the map has, told from other capitals by what stands around them; it knows no case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mapping.clues import flattened, words_listed
from mapping.everyday import everyday_words

_WORD = re.compile(r"[^\W\d_](?:[\w’-]*\w)?")
_SHORTEST = 3
"""A name of fewer letters is an initial, which says little: Ms K."""
_OPENS = frozenset('.!?:•“”"(…–—\n\r|')
"""What stands before the first word of a sentence."""


@cache
def _listed(name: str) -> frozenset[str]:
    return words_listed(name) | (everyday_words() if name == "fine" else frozenset())


def strangers_in(text: str, known: frozenset[str], *, places: bool) -> Iterator[tuple[int, int]]:
    """Names in a text that are none of the `known` words (small): with `places`, whatever may be a name.

    Without, only what its neighbours show to be a person's: a title, a word for kin, something done or owned.
    """
    flat = flattened(text)
    words = list(_WORD.finditer(flat))
    end = 0
    for at, word in enumerate(words):
        if word.start() < end or not _may_name(word, words, at, flat, known):
            continue
        last = at
        while last + 1 < len(words) and _goes_on(words, last, flat, known):
            last += 1
        if places or _is_person(words, at, last, flat):
            titled = at and _small(words[at - 1]) in _listed("titles")
            end = words[last].end()
            yield words[at - 1].start() if titled else word.start(), end


def _small(word: re.Match[str]) -> str:
    return word[0].casefold().removesuffix("’s").removesuffix("’")


def _may_name(word: re.Match[str], words: list[re.Match[str]], at: int, flat: str, known: frozenset[str]) -> bool:
    titles = _listed("titles")
    if not word[0][0].isupper() or _small(word) in titles:
        return False
    if at and _small(words[at - 1]) in titles and words[at - 1][0][0].isupper():
        return _small(word) not in known and len(_small(word)) >= _SHORTEST
    if word[0].isupper() or _small(word) in _listed("fine") or _small(word) in known:
        return False
    following = _small(words[at + 1]) if at + 1 < len(words) else ""
    return not _begins(word, flat) or following in _listed("acts")


def _begins(word: re.Match[str], flat: str) -> bool:
    before = flat[: word.start()].rstrip(" ’")
    return not before or (before[-1] in _OPENS and not before.endswith("St."))


def _goes_on(words: list[re.Match[str]], last: int, flat: str, known: frozenset[str]) -> bool:
    """Whether the next word belongs to the same name."""
    here, there = words[last], words[last + 1]
    if flat[here.end() : there.start()] != " " or not there[0][0].isupper() or here[0].endswith("’s"):
        return False
    return _small(there) not in known and _small(there) not in _listed("fine")


def _is_person(words: list[re.Match[str]], at: int, last: int, flat: str) -> bool:
    before = _small(words[at - 1]) if at else ""
    after = _small(words[last + 1]) if last + 1 < len(words) else ""
    if before in _listed("titles"):
        return True
    if before in _listed("placing"):
        return False
    return before in _listed("introducing") or words[last][0].endswith("’s") or after in _listed("acts")
