"""Every form that an English word takes, made from the word itself and a short list of exceptions; it reads no text.

Making forms is exact where cutting endings off is not: "houses" is no form of "housing" here, and "universe" none of
"university". The exceptions are data (resources/language/forms.toml).
"""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_FORMS = Path(__file__).resolve().parent.parent.parent / "resources" / "language" / "forms.toml"
_VOWELS = frozenset("aeiou")
BASE, S, PAST, PARTICIPLE, ING = "base", "s", "past", "pp", "ing"
"""The forms: protect, protects, protected (yesterday), (was) protected, protecting."""
_AMERICAN = (("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("our", "or"), ("ence", "ense"))
_TWO_SPELLINGS = ("is", "our", "ence")
"""What a word must have to be written in two ways: most have none of these, and are left as they are at once."""


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(_FORMS.read_text(encoding="utf-8"))


@cache
def _exceptions() -> dict[str, list[str]]:
    """Irregular verbs: the past and the participle; and words that double their last letter."""
    found: dict[str, list[str]] = _table()["irregular"]
    return found


@cache
def _doubling() -> frozenset[str]:
    return frozenset(_table()["doubling"]["words"])


@lru_cache(maxsize=256)
def forms_of(word: str) -> dict[str, frozenset[str]]:
    """Each form of a word by name; a word that is no verb has forms that nobody writes, which do no harm."""
    past, participle = _past(word)
    plural = _with_s(word)
    irregular = _exceptions().get(word, [])
    plurals = frozenset(irregular[2].split("|")) if len(irregular) > 2 else frozenset()
    found = {
        BASE: frozenset({word}),
        S: frozenset({plural}) | plurals,
        PAST: past,
        PARTICIPLE: participle,
        ING: _both(word, _with_ing(word)),
    }
    written = " ".join([each for several in found.values() for each in several])
    if not any(mark in written for mark in _TWO_SPELLINGS):
        return found
    return {name: frozenset(_spellings(each)) for name, each in found.items()}


def _past(word: str) -> tuple[frozenset[str], frozenset[str]]:
    irregular = _exceptions().get(word)
    if irregular and irregular[0]:
        return frozenset(irregular[0].split("|")), frozenset(irregular[1].split("|"))
    regular = _both(word, _with_ed(word))
    return regular, regular


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _with_ed(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ied"
    return _doubled(word) + "ed"


def _with_ing(word: str) -> str:
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) and len(word) > 2:
        return word[:-1] + "ing"
    return _doubled(word) + "ing"


def _both(word: str, form: str) -> frozenset[str]:
    """British writing doubles the last l where American does not: controlled, traveled."""
    if word.endswith("l") and _doubled(word) != word:
        return frozenset({form, form.replace("ll", "l", 1) if form.startswith(word + "l") else form})
    return frozenset({form})


def _doubled(word: str) -> str:
    """The word with its last letter doubled where English does so: stop, stopp-ed."""
    if word in _doubling() or (len(word) > 4 and word.endswith(("el", "al")) and word[-3] not in _VOWELS):
        return word + word[-1]
    short = len(word) <= 4 and sum(letter in _VOWELS for letter in word) == 1
    if short and len(word) > 2 and word[-1] not in "wxysaeiou" and word[-2] in _VOWELS:
        return word + word[-1]
    return word


def _spellings(words: frozenset[str]) -> set[str]:
    """The forms in British and American spelling alike."""
    found = set(words)
    for word in words:
        for british, american in _AMERICAN:
            if british in word and len(word) > len(british) + 2:
                found.add(word.replace(british, american))
    return found
