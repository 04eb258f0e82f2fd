"""The faces that paper and pictures are set in, and which of them draws which character.

It knows font files and characters; it refuses to know lines, pages and the fonts of this computer. A face is found by
its path in `resources/fonts` and by nothing else, so that a report looks and reads the same everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import uharfbuzz

Weight = Literal["regular", "bold", "italic", "bold italic"]

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "fonts"

_STEMS: dict[Weight, str] = {"regular": "Regular", "bold": "Bold", "italic": "Italic", "bold italic": "BoldItalic"}
# What to take where a family lacks a weight: upright for italic, regular for bold.
_INSTEAD: dict[Weight, tuple[Weight, ...]] = {
    "regular": ("regular",),
    "bold": ("bold", "regular"),
    "italic": ("italic", "regular"),
    "bold italic": ("bold italic", "bold", "regular"),
}


@dataclass(frozen=True, slots=True)
class Family:
    """One family; `blocks` are the only characters it is asked for (none means any), `never` those that it is not."""

    name: str
    stem: str
    weights: tuple[Weight, ...]
    blocks: tuple[tuple[int, int], ...] = ()
    never: tuple[tuple[int, int], ...] = ()


class Face(NamedTuple):
    """One font file."""

    family: str
    stem: str

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return FOLDER / f"{self.stem}.ttf"


_BOTH: tuple[Weight, ...] = ("regular", "bold")
_ALL: tuple[Weight, ...] = ("regular", "bold", "italic", "bold italic")

# In the order in which they are asked. The script faces come before Noto Sans, which also holds some Devanagari.
FAMILIES = (
    # Of Greek it has three letters, which would look odd among the others.
    Family("Atkinson Hyperlegible Next", "AtkinsonHyperlegibleNext", _ALL, never=((0x0370, 0x03FF),)),
    Family(
        "Noto Naskh Arabic",
        "NotoNaskhArabic",
        _BOTH,
        ((0x0600, 0x06FF), (0x0750, 0x077F), (0x0870, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)),
    ),
    Family("Noto Sans Hebrew", "NotoSansHebrew", _BOTH, ((0x0590, 0x05FF), (0xFB1D, 0xFB4F))),
    Family("Noto Sans Devanagari", "NotoSansDevanagari", _BOTH, ((0x0900, 0x097F), (0x1CD0, 0x1CFF), (0xA8E0, 0xA8FF))),
    Family("Noto Sans Bengali", "NotoSansBengali", _BOTH, ((0x0980, 0x09FF),)),
    Family("Noto Sans Gurmukhi", "NotoSansGurmukhi", _BOTH, ((0x0A00, 0x0A7F),)),
    Family("Noto Sans Tamil", "NotoSansTamil", _BOTH, ((0x0B80, 0x0BFF), (0x11FC0, 0x11FFF))),
    Family("Noto Sans", "NotoSans", _ALL),
    Family("Noto Sans Symbols 2", "NotoSansSymbols2", ("regular",)),
    Family("Noto Sans SC", "NotoSansSC", ("regular",)),
    # Outlines in one colour: a message that is quoted must not stop a report for a smile in it.
    Family("Noto Emoji", "NotoEmoji", ("regular",)),
)

_WIDE = FAMILIES[7]
"""Noto Sans, the one face that takes whole words from the first."""

# Format characters (category Cf) that are signs with ink; every other one steers the text and is never drawn.
_INKED_FORMATS = frozenset(map(chr, (*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD)))
SPELLING_JOINERS = "\u200c\u200d"
_PLAIN = re.compile("[ -~£·À-ÿ‘’“”–—…]*")  # all of it in the first face, whatever its weight
_PLAIN_LINES = re.compile("[ -~\n\u00a0£·À-ÿ‘’“”–—…]*")
_WORD = re.compile(r" +|[^ ]+")


@cache
def invisible(char: str) -> bool:
    """Is this a character without a shape of its own: a joiner, a mark of direction, a variation selector?"""
    if char == "\u034f" or "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        return True
    return unicodedata.category(char) == "Cf" and char not in _INKED_FORMATS


def spoken(text: str) -> str:
    """The text as a reader has it: invisible characters left out, but for the two joiners that belong to spelling."""
    if text.isascii():
        return text
    return "".join(char for char in text if char in SPELLING_JOINERS or not invisible(char))


def describe(char: str) -> str:
    """A character by number and name, for messages: "U+1F600 GRINNING FACE"."""
    category = unicodedata.category(char)
    nameless = {"Cc": "a control character", "Cs": "half of a character", "Co": "a private character"}
    return f"U+{ord(char):04X} {unicodedata.name(char, nameless.get(category, 'a character without a name'))}"


def faces(weight: Weight = "regular") -> tuple[Face, ...]:
    """The faces for a weight, in the order in which they are asked, each with the blocks of its family honoured."""
    return tuple(_face(family, weight) for family in FAMILIES)


def is_plain(text: str) -> bool:
    """Whether all of a text is drawn by the first face, whatever its weight, and runs from the left; most is."""
    return _PLAIN_LINES.fullmatch(text) is not None


def first_face(weight: Weight = "regular") -> Face:
    """The face that is asked first."""
    return _face(FAMILIES[0], weight)


def faces_for(text: str, weight: Weight = "regular") -> list[tuple[int, int, Face | None]]:
    """The text as runs (start, end, face); a run that no face can draw has None.

    A word is set in one face where one has all of it, and its punctuation in the face of its letters.
    """
    first = _face(FAMILIES[0], weight)
    if _PLAIN.fullmatch(text):
        return [(0, len(text), first)] if text else []
    runs: list[tuple[int, int, Face | None]] = []
    for word in _WORD.finditer(text):
        if _PLAIN.fullmatch(word[0]):
            keep = runs and runs[-1][2] and word[0].isspace()  # a line is set more evenly where spaces change nothing
            _extend(runs, word.start(), word.end(), runs[-1][2] if keep else first)
        else:
            for start, end, face in _faces_of_word(word[0], weight):
                _extend(runs, word.start() + start, word.start() + end, face)
    return runs


def missing(text: str) -> list[str]:
    """The characters of a text that cannot be drawn, each once, in the order in which they appear."""
    found: dict[str, None] = {}
    for start, end, face in faces_for(text):
        if face is None:
            for first, last in _clusters(text[start:end]):
                found.update(dict.fromkeys(_undrawn(text[start + first : start + last])))
    return list(found)


@cache
def harfbuzz_face(face: Face) -> uharfbuzz.Face:
    """The file of a face, opened once."""
    import uharfbuzz

    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(face.path)))


@cache
def harfbuzz_font(face: Face) -> uharfbuzz.Font:
    """A face ready to measure and shape; its unit is a thousandth of the size."""
    import uharfbuzz

    font = uharfbuzz.Font(harfbuzz_face(face))
    font.scale = (1000, 1000)
    return font


@cache
def coverage(face: Face) -> frozenset[int]:
    """The code points that a face has a glyph for; controls, surrogates and private characters never count."""
    unwanted = {"Cc", "Cs", "Co", "Cn"}
    return frozenset(code for code in harfbuzz_face(face).unicodes if unicodedata.category(chr(code)) not in unwanted)


@cache
def _face(family: Family, weight: Weight) -> Face:
    there = next(wanted for wanted in _INSTEAD[weight] if wanted in family.weights)
    return Face(family.name, f"{family.stem}-{_STEMS[there]}")


@cache
def _attaches(char: str) -> bool:
    """Does this character belong to the one before it?"""
    return unicodedata.category(char).startswith("M") or invisible(char)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """A base character with the marks and invisible characters after it, as (start, end)."""
    start = 0
    for index in range(1, len(text)):
        if not _attaches(text[index]):
            yield start, index
            start = index
    if text:
        yield start, len(text)


@lru_cache(maxsize=20_000)
def _face_of_cluster(cluster: str, weight: Weight) -> Face | None:
    return next((_face(f, weight) for f in FAMILIES if _draws(f, cluster, weight)), None)


def _extend(runs: list[tuple[int, int, Face | None]], start: int, end: int, face: Face | None) -> None:
    if runs and runs[-1][2] == face:
        runs[-1] = (runs[-1][0], end, face)
    else:
        runs.append((start, end, face))


@lru_cache(maxsize=20_000)
def _faces_of_word(word: str, weight: Weight) -> tuple[tuple[int, int, Face | None], ...]:
    """The clusters of a word, each with its face."""
    first, wide = _face(FAMILIES[0], weight), _face(_WIDE, weight)
    found = [(start, end, _face_of_cluster(word[start:end], weight)) for start, end in _clusters(word)]
    other = next((face for _, _, face in found if face == wide or face in _script_faces(weight)), None)
    if other is None:
        return tuple(found)
    known = coverage(other)

    def better(start: int, end: int, face: Face | None) -> Face | None:
        may = face == first and (other == wide or not word[start].isalnum())
        return other if may and all(ord(char) in known for char in word[start:end]) else face

    return tuple((start, end, better(start, end, face)) for start, end, face in found)


@cache
def _script_faces(weight: Weight) -> frozenset[Face]:
    return frozenset(_face(family, weight) for family in FAMILIES if family.blocks)


def _draws(family: Family, cluster: str, weight: Weight) -> bool:
    """Has this family every character of the cluster, either as it came or composed?"""
    if _within(cluster[0], family.never) or (family.blocks and not _within(cluster[0], family.blocks)):
        return False
    return any(_covered(family, form, weight) for form in {cluster, unicodedata.normalize("NFC", cluster)})


def _within(char: str, blocks: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= ord(char) <= high for low, high in blocks)


def _covered(family: Family, cluster: str, weight: Weight) -> bool:
    known = coverage(_face(family, weight))
    return all(ord(char) in known for char in cluster if not invisible(char))


def _undrawn(cluster: str) -> list[str]:
    """Which characters of a cluster without a face are to blame: those no face has, else the marks on its base."""
    nowhere = [char for char in cluster if _face_of_cluster(char, "regular") is None]
    return nowhere or [char for char in cluster[1:] if not invisible(char)]
