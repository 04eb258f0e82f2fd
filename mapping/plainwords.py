"""Words that say what somebody or something is and never who or which one; lists, and the questions that they answer.

The lists are data (resources/training/words.toml, the catalogue, the rules of language). It knows no case.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from mapping.folding import words_in
from mapping.veil import plain_words

_RESOURCES = Path(__file__).resolve().parent.parent / "resources"
_SMALL = re.compile(r"(?<![\w'’])[a-zà-ÿ]{2,}(?!\w)")


@cache
def _lists() -> Mapping[str, str]:
    return _file()["lists"]


@cache
def _file() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((_RESOURCES / "training" / "words.toml").read_text(encoding="utf-8"))


def instead(table: str) -> Mapping[str, str]:
    """What is said instead: of "institutions" by the word for their kind, of "identifiers" by their type."""
    return _file()[table]


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one list, small, as written and as words are compared."""
    return frozenset(_lists()[name].split()) | frozenset(words_in(_lists()[name]))


@cache
def ordinary_words() -> frozenset[str]:
    """Words that the catalogue and the rules of language write small: they are words of the language."""
    paths = [path for folder in ("vocabulary", "language") for path in sorted((_RESOURCES / folder).rglob("*.toml"))]
    texts = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    return frozenset(_SMALL.findall(texts)) | plain_words()


@cache
def part_words() -> frozenset[str]:
    """Words for people by their part in a case: "child", "grandmother", "officer"."""
    people = tomllib.loads((_RESOURCES / "language" / "people.toml").read_text(encoding="utf-8"))
    known = {word for group in people.values() for texts in group.values() for text in texts for word in words_in(text)}
    return frozenset(known | plain_words() | listed("agencies"))


def is_generic(name: str) -> bool:
    """Whether an agency is called by what it is and not by which one: "Police", "Children's services"."""
    return all(word in listed("agencies") for word in words_in(name))


def is_part(label: str) -> bool:
    """Whether a label says what somebody is in the case ("Elder child", "Relative 1") and not who."""
    words = [word for word in words_in(label) if not word.isdigit()]
    return bool(words) and all(word in part_words() for word in words)


def is_common(word: str) -> bool:
    """Whether a word, written with a capital or not, says neither who nor where."""
    known = (listed("titles"), listed("letters"), listed("capitals"), part_words(), ordinary_words())
    return all(any(each in words for words in known) for each in words_in(word))
