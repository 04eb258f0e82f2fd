"""Many texts looked for at once in one long row of letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

PLACES = 5
"""How many places of one text are told; who mends it will find the others."""
_ANCHORS = (24, 12)
"""How many of its first letters a text is told by; one pass over the row for each, however many texts there are."""
_Alike = dict[int, set[str]]
"""Texts that begin alike, by their length: one look for each length, however many begin alike."""


def found_in(row: str, wanted: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Each wanted text with the first places where it stands in the row, in no order."""
    texts = set(wanted)
    for length in _ANCHORS:
        by_anchor: dict[str, _Alike] = {}
        for text in texts:
            if len(text) >= length:
                by_anchor.setdefault(text[:length], {}).setdefault(len(text), set()).add(text)
        texts = {text for text in texts if len(text) < length}
        yield from _by_anchor(row, by_anchor, length)
    for text in texts:
        at, times = row.find(text), 0
        while at >= 0 and times < PLACES:
            yield text, at
            at, times = row.find(text, at + 1), times + 1


def _by_anchor(row: str, by_anchor: dict[str, _Alike], length: int) -> Iterator[tuple[str, int]]:
    times: Counter[str] = Counter()
    for at in [at for at in range(len(row) - length + 1) if row[at : at + length] in by_anchor] if by_anchor else ():
        for size, texts in by_anchor[row[at : at + length]].items():
            text = row[at : at + size]
            if text in texts and times[text] < PLACES:
                times[text] += 1
                yield text, at
