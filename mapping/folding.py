"""Text as it is compared: one form for all spellings that look alike; what is stored is never folded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_QUOTES = re.compile("[\u2018\u2019\u02bc`]")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Characters that have no shape of their own, and would part a name without anybody seeing it."""
_STEERING = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\U0001d173-\U0001d17a"
)
"""Those that no script needs inside a word; the others join letters or choose among their shapes, and of these the
scripts of Latin, Greek and Cyrillic need none."""
_NEEDLESS = re.compile(f"[{_STEERING}]+|(?<=[\\sA-Za-z'’\u0300-\u036f\u00c0-\u052f\u1e00-\u1fff])[{_UNSEEN}]+")
_HIDDEN = re.compile(f"([{_UNSEEN}]+)")
_PIECE = re.compile(rf"[\x00-\x7f]+(?![^\x00-\x7f])|(?s:.)[{_UNSEEN}\u0300-\u036f]*")
_STRAIGHT = str.maketrans("\u2018\u2019\u02bc`\u2010", "''''-")
_JOINS = re.compile("[\u1160-\u11ff]")
"""Letters of Korean that close the syllable before them."""


def folded(text: str) -> str:
    """The text in one case, one form (NFC), with single spaces and straight apostrophes."""
    if text.isascii():  # as most is, and the forms of a letter are no question then
        return " ".join(text.lower().replace("`", "'").split())
    small = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return " ".join(_QUOTES.sub("'", small).split())


def words_in(text: str) -> list[str]:
    """The words of a text, folded, without punctuation."""
    return _WORD.findall(folded(text))


def bare(text: str) -> str:
    """The text in the plainest form of each letter (NFKC), without what nobody sees in it."""
    return text if text.isascii() else unicodedata.normalize("NFKC", _HIDDEN.sub("", text))


def seen(text: str) -> str:
    """The text without what nobody sees in it; what joins letters stays in the scripts that are joined."""
    return text if text.isascii() else _NEEDLESS.sub("", text)


def parted(text: str) -> list[str]:
    """The text in parts between which stands what nobody sees, each such thing a part of its own."""
    return [text] if text.isascii() else _HIDDEN.split(text)


def as_names(text: str) -> tuple[str, list[int]]:
    """The text as names are sought in it, however they are written, and where each character of that stands in it.

    One place more tells where the text ends. Letters are bare and in one case, apostrophes and hyphens the plain ones.
    """
    small = text.casefold().translate(_STRAIGHT)
    if text.isascii() or _is_plain(text, small):
        return small, list(range(len(text) + 1))
    found: list[str] = []
    places: list[int] = []
    for start, piece in _pieces(text):
        plain = piece.casefold() if piece.isascii() else bare(bare(piece).casefold())
        found.append(plain.translate(_STRAIGHT))
        same = len(plain) == len(piece)
        places.extend(range(start, start + len(piece)) if same else [start] * len(plain))
    return "".join(found), [*places, len(text)]


def _is_plain(text: str, small: str) -> bool:
    """Whether every character of the text stands for itself."""
    whole = len(small) == len(text) and not _HIDDEN.search(text)
    return whole and unicodedata.is_normalized("NFKC", text) and unicodedata.is_normalized("NFKC", small)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces that letters are put together within, each with its place: a letter and what stands on it."""
    start, piece = 0, ""
    for found in _PIECE.finditer(text):
        here = found[0]
        if piece and (unicodedata.combining(here[0]) or _JOINS.match(here) or _HIDDEN.match(here)):
            piece += here
            continue
        if piece:
            yield start, piece
        start, piece = found.start(), here
    if piece:
        yield start, piece
