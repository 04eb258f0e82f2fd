"""Whether a title begins with a verb, so that it can follow its subject when it is read aloud.

The words are data (resources/language/verbs.toml). A title that is not recognised is not changed: it is read in a frame
that fits anything.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_WORDS = Path(__file__).resolve().parent.parent / "resources" / "language" / "verbs.toml"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PREPOSITIONS = frozenset(
    {"to", "from", "of", "by", "and", "or", "against", "towards", "toward", "about", "at", "in", "on", "with"}
)


@cache
def _lists() -> dict[str, frozenset[str]]:
    text = _WORDS.read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}


def begins_with_verb(title: str) -> bool:
    """Whether the title says what somebody does or did, without saying who."""
    first, following = _first_words(title)
    if not first:
        return False
    lists = _lists()
    if first in lists["past"] | lists["past_or_participle"] | lists["present"]:
        return True
    if first.endswith("ed") and len(first) > 4:
        return first not in lists["not_verbs"]
    return _is_present(first, following)


def begins_with_finite_verb(title: str) -> bool:
    """Whether the title can only be what its subject does: true of "does not sleep", not of "slapped" or "killed"."""
    first, following = _first_words(title)
    return first in _lists()["past"] | _lists()["present"] or _is_present(first, following)


def _is_present(first: str, following: str) -> bool:
    stems = _stems(first)
    if stems & _lists()["verb_or_noun"]:
        return following not in _PREPOSITIONS and following != ""
    return bool(stems & _lists()["verbs"])


def _stems(word: str) -> frozenset[str]:
    """What a third person singular in -s may be made of."""
    if not word.endswith("s"):
        return frozenset()
    stems = {word[:-1]}
    if word.endswith("es"):
        stems.add(word[:-2])
    if word.endswith("ies"):
        stems.add(word[:-3] + "y")
    return frozenset(stems)


def _first_words(title: str) -> tuple[str, str]:
    words = [found.casefold().replace("’", "'") for found in _WORD.findall(title[:120])]
    while words and words[0] in _lists()["before"]:
        words.pop(0)
    words += ["", ""]
    return words[0], words[1]


def lowered(title: str) -> str:
    """The title inside a sentence: its first letter small, unless its first word is written in capitals."""
    if len(title) > 1 and title[0].isupper() and title[1:2].islower() and begins_with_verb(title):
        return title[0].lower() + title[1:]
    return title


def ended(sentence: str) -> str:
    """The sentence with one full stop at its end."""
    sentence = sentence.rstrip()
    return sentence if sentence.endswith((".", "!", "?", "…", ".”", "!”", "?”")) else sentence.rstrip(";,") + "."
