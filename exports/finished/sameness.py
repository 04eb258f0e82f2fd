"""Text as the release check compares it: forms of one letter made one, what nobody sees taken away.

It knows letters and words; it refuses to know files and cases. Two forms are made of a text: its letters and digits in
one row (`squeezed`), in which no space, hyphen, mark or letter-spacing can hide anything, and its words (`Words`).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from mapping.everyday import everyday_words

_TAGS = {0xE0000 + code: code for code in range(0x20, 0x7F)}
"""Letters without a shape, which some programs copy along: they spell out what they stand for."""
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Characters that nobody sees, and that would part a word."""
_HYPHENS = str.maketrans(dict.fromkeys("\x02\ufffe\uffff", "-"))
"""What PDFium gives for a hyphen at the end of a line."""
_MARKS = re.compile("[\u0300-\u036f]")
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕһԁԛԝѵοανικρυχıɑɡᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "aeopcyxijshdqwvoavikpuxiagabcdefghijklmnoprstuvwyz"
)
"""Letters of other alphabets that look like ours, and small capitals; changed on both sides, so that other languages
lose nothing."""
_OTHER_DIGITS = re.compile(r"(?![0-9])\d")
_PARTS = re.compile(r"[^\W\d_]+|\d+")
"""A word or a number; "AB12" is two of them, and so is a word with the raised number of its source."""
_UNSPACED = re.compile("[\u0590-\u08ff\u0900-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\ufb1d-\ufdff]")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def plain(text: str) -> str:
    """The text in one form (NFKC), without what nobody sees; capitals and spaces stay."""
    if text.isascii():
        return text.translate(_HYPHENS) if "\x02" in text else text
    bare = _UNSEEN.sub("", text.translate(_TAGS)).translate(_HYPHENS)
    normal = _MARKS.sub("", unicodedata.normalize("NFKC", bare))
    return _OTHER_DIGITS.sub(lambda found: str(unicodedata.decimal(found[0])), normal)


def set_apart(text: str) -> str:
    """The text with a space in the place of each sign that nobody sees: such a sign may part a word, or two of them."""
    return text if text.isascii() else _UNSEEN.sub(" ", text)


@lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """A plain word or text in one case, with letters that look alike made one."""
    if word.isascii():
        return word.lower()
    small = unicodedata.normalize("NFKC", word.casefold())
    return _MARKS.sub("", small).translate(_LOOKALIKES)


def squeezed(text: str) -> str:
    """The letters and digits of a text in one row, in one case; "" for a text that has none."""
    return "".join(map(folded, _PARTS.findall(plain(text))))


def words_of(text: str) -> tuple[str, ...]:
    """The words and numbers of a text, in one case."""
    return tuple(map(folded, _PARTS.findall(plain(text))))


class Words:
    """The words of one text, each with its place in the plain text and in the row of letters."""

    __slots__ = ("begins", "ends", "folds", "plain")

    def __init__(self, text: str) -> None:
        self.plain = plain(text)
        spans = [found.span() for found in _PARTS.finditer(self.plain)]
        self.begins = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.folds = [folded(self.plain[start:end]) for start, end in spans]


def runs_on(text: str) -> bool:
    """Whether a text is of a script that joins words to each other, or little words to a name."""
    return _UNSPACED.search(text) is not None


def unspaced_letters(text: str) -> int:
    """How many signs of a text are of a script in which few signs make a word."""
    return len(_HAN.findall(text))


def unaccented(word: str) -> str:
    """The word without its accents."""
    return "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))


@cache
def words_listed(name: str) -> frozenset[str]:
    """One of the lists of words that the release check goes by (resources/release/words.toml)."""
    table = tomllib.loads((_RESOURCES / "release" / "words.toml").read_text("utf-8"))
    return frozenset(table[name].split())


def may_be_no_name(word: str) -> bool:
    """Whether a word is a word of the language, whatever it is besides."""
    return word in everyday_words() or word in words_listed("names_too")
