"""How names and ways to find somebody are written: in parts, as initials, in any grouping; what to look for in a text.

It makes patterns of what it is given, and knows no case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from mapping.folding import seen, words_in
from mapping.plainwords import instead, is_common, listed, ordinary_words
from mapping.veil import plain_words

_WITH_KIND = frozenset({"school", "nursery", "gp", "workplace", "address", "place"})
"""Types of identifier whose value is a name and a word for what it is."""
_HOUSE = re.compile(r"^(?:flat\s+\d+\w?\s*,?\s*)?\d+\s?[a-zA-Z]?\s+", re.IGNORECASE)
_LEAST_DIGITS, _TAIL = 6, 9
_JOINED, _JOINERS = re.compile("([\u0530-\u1cff\ua800-\uabff])"), "[\u180b-\u180f\u200c\u200d\ufe00-\ufe0f]*"
"""Letters that may be followed by what joins or parts them, unseen."""
_BETWEEN_WORDS, _BETWEEN_DIGITS, _BETWEEN_LETTERS = r"[\s-]+", r"[\s().\-–/]{0,3}", r"[\s,.-]{0,3}"


def plainly(text: str) -> str:
    """The text in letters and digits as a keyboard makes them (NFC), without what nobody sees in a word."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", seen("".join(map(_plain, text))))


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    """A letter or a digit without its ornament: wide, mathematical, joined. Of other signs only the wide ones."""
    is_letter = unicodedata.category(sign) in ("Lu", "Ll", "Lt", "Lm", "Lo", "Nd")
    return unicodedata.normalize("NFKC", sign) if is_letter or "\uff01" <= sign <= "\uff5e" else sign


def as_words(text: str) -> re.Pattern[str]:
    """A text wherever it stands as words, whatever its case, its spaces and its apostrophes."""
    joined = (_JOINED.sub(r"\1" + _JOINERS, re.escape(word)) for word in plainly(text).split())
    words = [re.sub(r"\\?['’]", "['’]", word) for word in joined]
    return re.compile(f"(?<!\\w){_BETWEEN_WORDS.join(words)}(?!\\w)", re.IGNORECASE)


def as_name(name: str) -> re.Pattern[str]:
    """A name as words; one that is an ordinary word too is a name only where it has a capital."""
    name = plainly(name)
    if set(words_in(name)) <= ordinary_words():
        written = sorted({name, name.title(), name.upper()} - {name.lower()}) or [name]
        return re.compile(f"(?<!\\w)(?:{'|'.join(map(re.escape, written))})(?!\\w)")
    return as_words(name)


def parts(name: str) -> list[str]:
    """The words of a longer name that are names by themselves: "Öz" of "Emrah Öz"; no title and no word for kin."""
    words = [re.sub(r"['’]s?$", "", word).strip(".,()") for word in plainly(name).split()]
    halves = [half for word in words for half in dict.fromkeys((word, *word.split("-")))]
    return [half for half in halves if _is_name(half)]


def _is_name(word: str) -> bool:
    if len(word) < 2 or word[0].islower() or word.isdigit():
        return False
    return word.casefold() not in plain_words() | listed("titles")


def initials(name: str) -> list[str]:
    """A name's initials as they are written: "E.Ö.", "E. Ö.", "EÖ"; none of a single name or of what means another."""
    letters = [word[0] for word in plainly(name).split() if word[0].isalpha() and word[0].isupper()]
    if len(letters) < 2:
        return []
    bare = "".join(letters)
    dotted = [f"{'.'.join(letters)}.", f"{'. '.join(letters)}.", ".".join(letters)]
    return dotted if bare.casefold() in listed("letters") else [*dotted, bare]


def spellings(kind: str, value: str) -> Iterator[tuple[str, str]]:
    """A way to find somebody, whole and in parts, each with what it is: behind the street comes a town."""
    pieces = [piece.strip() for piece in re.split(r"[,;\n]", value) if piece.strip()] if kind != "phone" else []
    bare = [_HOUSE.sub("", piece) for piece in pieces]
    distinct = [distinct_words(piece) for piece in bare] if kind in _WITH_KIND else []
    towns = {piece for piece in pieces[1:] if kind == "address" and not re.search(r"\d", piece)}
    for text in dict.fromkeys((" ".join(value.split()), *pieces, *bare, *distinct)):
        if len(text) > 2 and not set(words_in(text)) <= ordinary_words() | listed("roads"):
            yield ("town" if text in towns else kind), text


def distinct_words(name: str) -> str:
    """The words of a name that say which school, agency or street it is: "Larkspur" of "Larkspur Rise"."""
    return " ".join(word for word in name.split() if not set(words_in(word)) <= _of_no_place())


@cache
def _of_no_place() -> frozenset[str]:
    """Words that many schools, agencies and streets have in common."""
    return listed("agencies") | frozenset(instead("institutions")) | ordinary_words() | listed("roads")


def loosely(value: str) -> re.Pattern[str]:
    """A value in any grouping, where it has digits; a telephone number with the code of its country or without."""
    value = plainly(value)
    digits = re.sub(r"\D", "", value)
    has_letters = re.search(r"[^\W\d_]", value) is not None
    if len(digits) >= _LEAST_DIGITS and not has_letters:
        tail = _BETWEEN_DIGITS.join(digits.lstrip("0")[-_TAIL:] or digits)
        return re.compile(f"(?<!\\w)(?:\\+?[\\d\\s().\\-–/]{{0,8}})?{tail}(?!\\w)")
    if digits and has_letters:
        letters = map(re.escape, re.sub(r"[\s,.-]", "", value))
        return re.compile(f"(?<!\\w){_BETWEEN_LETTERS.join(letters)}(?!\\w)", re.IGNORECASE)
    return as_words(value)


def names_in(text: str) -> Iterator[str]:
    """The names in a text that says who somebody is: words with a capital that are no words for what they are."""
    words: list[str] = []
    for word in (*re.findall(r"[\w’'.-]+", plainly(text)), ""):
        bare = re.sub(r"['’]s?$", "", word.strip("."))
        if bare[:1].isupper() and len(bare) > 1 and not is_common(bare):
            words.append(bare)
            continue
        yield from [" ".join(words), *words] if len(words) > 1 else words
        words = []
