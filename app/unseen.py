"""Characters without a shape, that turn a text round or hide in it, as signs that can be read: "[U+202E]".

All that is painted and may hold somebody's words goes through `visible`. What belongs to the spelling of a script or to
a picture sign stays as it is. It knows characters and no case; what is stored it never touches.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from mapping.folding import parted

_ALSO = re.compile("[\ufff9-\ufffb\U0001bca0-\U0001bca3]")
"""Marks of annotation and of shorthand: without a shape too, and nothing that a name is sought through."""
_JOINED = re.compile(
    "[\u0600-\u109f\u1700-\u18af\u1900-\u1c4f\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)
"""Letters of scripts that are written joined, or whose letters melt: there the joiners are spelling."""
_RIGHTWARD = re.compile(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
_JOINERS, _MARKS, _KEYCAP = "\u200c\u200d", "\u200e\u200f\u061c", "0123456789#*"
_PICTURED = "\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"


def visible(text: str, end: int | None = None) -> str:
    """The text with a sign in place of what acts in it unseen; with `end`, what stands before that place of it."""
    if text.isascii():
        return text[:end]
    stop, at, parts = len(text) if end is None else end, 0, []
    for start, after in unseen(text):
        if start >= stop:
            break
        parts += [text[at:start], _sign(text[start], after - start)]
        at = after
    return "".join((*parts, text[at:stop]))


def without_unseen(text: str) -> str:
    """The text without what acts in it unseen."""
    return "".join(text[start:end] for start, end in _between(text))


def unseen(text: str) -> Iterator[tuple[int, int]]:
    """From where to where (exclusive) a character stands in the text, once or several times, that acts unseen."""
    begun, before = -1, -1
    for at in _hidden(text):
        if begun >= 0 and (at != before + 1 or text[at] != text[begun]):
            yield begun, before + 1
            begun = -1
        begun, before = (at if begun < 0 else begun), at
    if begun >= 0:
        yield begun, before + 1


def named(text: str) -> str:
    """What stands in a text unseen, by name, number and how often; "" where nothing does."""
    counted: dict[str, int] = {}
    for start, end in unseen(text):
        counted[text[start]] = counted.get(text[start], 0) + end - start
    return ", ".join(_name(char) + (f", {number} times" if number > 1 else "") for char, number in counted.items())


def _name(char: str) -> str:
    return f"{unicodedata.name(char, 'a character without a name').lower()} ({_code(char)})"


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"


def _sign(char: str, number: int) -> str:
    return f"[{_code(char)}{f' ×{number}' if number > 1 else ''}]"


def _between(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in unseen(text):
        yield at, start
        at = end
    yield at, len(text)


def _hidden(text: str) -> Iterator[int]:
    """Where in a text each character stands that acts unseen."""
    at = 0
    for number, part in enumerate(parted(text)):
        if number % 2:
            spelt = _in_flags(text)
            yield from (each for each in range(at, at + len(part)) if each not in spelt and not _belongs(text, each))
        else:
            yield from (at + found.start() for found in _ALSO.finditer(part))
        at += len(part)


def _in_flags(text: str) -> set[int]:
    """The places of the letters that make a flag of a region, and are never seen themselves."""
    return {at for found in _FLAG.finditer(text) for at in range(found.start(), found.end())}


def _belongs(text: str, at: int) -> bool:
    """Whether what stands there is spelling, in the company in which it stands."""
    char, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if char in _MARKS:
        return _RIGHTWARD.search(text) is not None
    if not before:
        return False
    if char in _JOINERS:
        spelt = _JOINED.match(before) is not None and before not in _MARKS
        return spelt or _pictures(char, before, after)
    if char == "\u034f":
        return unicodedata.combining(before) > 0 and after != "" and unicodedata.combining(after) > 0
    return _varies(char, before, after)


def _pictures(char: str, before: str, after: str) -> bool:
    """Whether a joiner makes one picture of two."""
    drawn = before in _PICTURED or unicodedata.category(before) == "So"
    return char == "\u200d" and drawn and after != "" and unicodedata.category(after) == "So"


def _varies(char: str, before: str, after: str) -> bool:
    """Whether this chooses a form of the sign before it, or fills a syllable."""
    if "\ufe00" <= char <= "\ufe0f":
        keycap = before in _KEYCAP and after == "\u20e3"
        sign = before > "\u00a8" and unicodedata.category(before) in ("So", "Sm", "Sk", "Po", "Pd")
        return keycap or sign or (before >= "\u1000" and unicodedata.category(before) == "Lo")
    if "\U000e0100" <= char <= "\U000e01ef":
        return before >= "\u2e80" and unicodedata.category(before) == "Lo"
    if "\u180b" <= char <= "\u180f":
        return "\u1820" <= before <= "\u18aa"
    if char in "\u115f\u1160":
        return "\u1100" <= before <= "\u11ff" or "\u1100" <= after <= "\u11ff"
    return char in "\u17b4\u17b5" and "\u1780" <= before <= "\u17d3"
