"""Words that are nearly a protected name: a slip of the pen leads to somebody as surely as the name does.

They are warnings, never refusals: only a person can tell "Danial" for "Daniel" from another Danial.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from exports.finished.looking import Standing, Text
from exports.finished.sameness import unaccented, words_listed
from exports.finished.secret import PART, Secret, everyday
from mapping.everyday import everyday_words

_SHORTEST, _LONG, _FIRM = 4, 9, 6
"""How long a name must be to be looked for with a slip, with two, and with a slip in its first letter.

One slip (a letter wrong, missing, too many, or two turned round) is what a typing hand makes. Of four letters it
changes a quarter, so the word must at least begin alike and be no word of the language ("Noor", "door"). Two slips in a
name of nine letters leave as much of it as one in five.
"""
_NAMES = frozenset({"a name", PART, "who it was", "the name of a place"})


def nearly(text: Text, secrets: Iterable[Secret], allowed: Iterable[str] = ()) -> Iterator[Standing]:
    """Every word of the text that is nearly a name of these secrets, and is none of the words that are `allowed`."""
    by_part = _name_parts(secrets)
    skipped = {*by_part, *allowed, *everyday_words(), *words_listed("names_too")}
    seen = {word: number for number, words in enumerate(text.words) for word in set(words.folds) if word not in skipped}
    by_length: dict[int, list[str]] = {}
    for word in seen:
        if not word.isdecimal():
            by_length.setdefault(len(word), []).append(word)
    for part, owners in by_part.items():
        for word in _alike(part, by_length):
            where = text.passages[seen[word]].where
            yield from (Standing(each, where, sure=False) for each in owners)


def _name_parts(secrets: Iterable[Secret]) -> dict[str, list[Secret]]:
    found: dict[str, list[Secret]] = {}
    for secret in secrets:
        for part in secret.parts if secret.what in _NAMES else ():
            if len(part) > 2 and not everyday((part,)):
                owners = found.setdefault(part, [])
                if all(each.entry != secret.entry for each in owners):
                    owners.append(secret)
    return found


def _alike(part: str, by_length: dict[int, list[str]]) -> Iterator[str]:
    slips = 0 if len(part) < _SHORTEST else 2 if len(part) >= _LONG else 1
    bare = unaccented(part)
    for length in range(len(part) - slips, len(part) + slips + 1):
        words = by_length.get(length, [])
        if slips:
            for word, _, _ in process.extract(part, words, scorer=OSA.distance, score_cutoff=slips, limit=None):
                if len(part) >= _FIRM or word[0] == part[0]:
                    yield word
        elif length == len(part):
            yield from (word for word in words if unaccented(word) == bare)
