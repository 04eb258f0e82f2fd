"""Which way each character of a paragraph runs, and in which order the pieces of a line stand on paper.

It knows the Unicode bidirectional algorithm through python-bidi, to whose steps it adds what they lack: isolates and
paired brackets. It refuses to know fonts and widths. Overrides (U+202D, U+202E), which would make a text read otherwise
than it is stored, are taken as embeddings: they never turn letters round.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from bidi import algorithm
from bidi.mirror import MIRRORED

# A text without any of these runs from left to right: Hebrew, Arabic and their neighbours, the marks of direction.
_TURNS = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_HARMLESS = str.maketrans("\u202d\u202e", "\u202a\u202b")
_OPENS, _CLOSES = "\u2066\u2067\u2068", "\u2069"
_NEUTRAL = "\ufffc"
_DEEPEST = 30  # isolates nested deeper than this have no effect; no honest text comes near

_Char = dict[str, Any]


def harmless(text: str) -> str:
    """The text with overrides made embeddings, for readers that work out directions by themselves."""
    return text.translate(_HARMLESS)


def turns(text: str) -> bool:
    """Does anything in the text run from right to left, or steer direction?"""
    return _TURNS.search(text) is not None


def base_level(text: str) -> int:
    """1 where the first strong character runs from right to left, else 0; what stands in isolates does not count."""
    if not turns(text):
        return 0
    depth = 0
    for char in text:
        if char in _OPENS:
            depth += 1
        elif char == _CLOSES:
            depth = max(0, depth - 1)
        elif depth == 0 and (kind := unicodedata.bidirectional(char)) in ("L", "R", "AL"):
            return 0 if kind == "L" else 1
    return 0


def levels(text: str, base: int | None = None) -> list[int] | None:
    """The level of every character (odd runs from right to left); None where all are 0."""
    start = base_level(text) if base is None else base
    if start == 0 and not turns(text):
        return None
    return _resolve(harmless(text), start, 0)


def visual_order(level_of: Sequence[int]) -> list[int]:
    """The indices of the pieces of one line from left to right (rule L2)."""
    order = list(range(len(level_of)))
    for level in range(max(level_of, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and level_of[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return order


def _resolve(text: str, base: int, depth: int) -> list[int]:
    outer, isolates = _without_isolates(text, depth)
    chars, embedded = _outer_levels("".join(text[i] if kept else _NEUTRAL for i, kept in outer), base)
    found = [base] * len(text)
    for (index, _), level in zip(outer, chars, strict=True):
        found[index] = level
    place = {index: position for position, (index, _) in enumerate(outer)}
    for start, end in isolates:
        inner = text[start + 1 : end]
        opener = text[start]
        odd = opener == "\u2067" or (opener == "\u2068" and base_level(inner) == 1)
        around = embedded[place[start]]
        level = (around + 1) | 1 if odd else (around + 2) & ~1
        found[start + 1 : end] = _resolve(inner, level, depth + 1)
    return found


def _without_isolates(text: str, depth: int) -> tuple[list[tuple[int, bool]], list[tuple[int, int]]]:
    """What stands outside isolates, as (index, keep or make neutral), and the isolates as (opener, closer)."""
    outer: list[tuple[int, bool]] = []
    isolates: list[tuple[int, int]] = []
    closers = _closers(text) if depth < _DEEPEST else {}
    index = 0
    while index < len(text):
        end = closers.get(index)
        outer.append((index, text[index] not in _OPENS + _CLOSES))
        if end is not None:
            isolates.append((index, end))
            index = end
        else:
            index += 1
    return outer, isolates


def _closers(text: str) -> dict[int, int]:
    """For each opener of an isolate where it ends; one that is never closed ends with the text."""
    open_at: list[int] = []
    found: dict[int, int] = {}
    for index, char in enumerate(text):
        if char in _OPENS:
            open_at.append(index)
        elif char == _CLOSES and open_at:
            found[open_at.pop()] = index
    return found | dict.fromkeys(open_at, len(text))


def _outer_levels(text: str, base: int) -> tuple[list[int], list[int]]:
    """The levels of a text without isolates, and the levels of embedding alone."""
    storage = algorithm.get_empty_storage() | {"base_level": base, "base_dir": "LR"[base % 2]}
    algorithm.get_embedding_levels(text, storage)
    every: list[_Char] = list(storage["chars"])
    for char in every:
        char["type"] = char["type"] or "L"  # a character this Python's tables do not know yet
    algorithm.explicit_embed_and_overrides(storage)
    embedded = [char["level"] for char in every]
    algorithm.resolve_weak_types(storage)
    for run in storage["runs"]:
        _resolve_brackets(storage["chars"][run["start"] : run["start"] + run["length"]], run["sor"])
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    kept = {id(char) for char in storage["chars"]}
    found: list[int] = []
    for char in every:  # what rule X9 took away stands with the character before it
        found.append(char["level"] if id(char) in kept else (found[-1] if found else base))
    return found, embedded


def _resolve_brackets(chars: list[_Char], before: str) -> None:
    """Rule N0: a pair of brackets runs as what it holds, or as what comes before it."""
    for start, end in sorted(_bracket_pairs(chars)):
        own = "LR"[chars[start]["level"] % 2]
        inside = {_strong(char["type"]) for char in chars[start + 1 : end]} - {""}
        if not inside:
            continue
        kind = own
        if own not in inside:
            kind = next((s for i in range(start - 1, -1, -1) if (s := _strong(chars[i]["type"]))), before)
        for bracket in (start, end):
            _turn(chars, bracket, kind)


def _turn(chars: list[_Char], index: int, kind: str) -> None:
    """Gives a bracket its way, and the marks on it with it."""
    chars[index]["type"] = kind
    while index + 1 < len(chars) and chars[index + 1]["orig"] == "NSM":
        index += 1
        chars[index]["type"] = kind


def _strong(kind: str) -> str:
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")


def _bracket_pairs(chars: list[_Char]) -> Iterator[tuple[int, int]]:
    """The pairs of brackets in a run, by rule BD16 (at most 63 open at a time)."""
    waiting: list[tuple[str, int]] = []
    for index, char in enumerate(chars):
        sign = unicodedata.normalize("NFC", char["ch"])
        if char["type"] != "ON" or sign not in MIRRORED:
            continue
        category = unicodedata.category(sign)
        if category == "Ps":
            if len(waiting) == 63:
                return
            waiting.append((MIRRORED[sign], index))
        elif category == "Pe":
            match = next((i for i in range(len(waiting) - 1, -1, -1) if waiting[i][0] == sign), None)
            if match is not None:
                yield waiting[match][1], index
                del waiting[match:]
