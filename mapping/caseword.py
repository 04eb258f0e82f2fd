"""The words of a case that somebody who knows the family would try first: who they are, where they live and go, when
they were born; it knows nothing of what such words would open.

Whoever is to be kept out is in the case, so that its words protect nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from mapping.casemap import CaseMap
from mapping.entries import Header, Identifier, Person, Thing
from mapping.fields import LINE, LINES, PROSE, ROWS, fields_of
from mapping.folding import folded, words_in
from mapping.veil import NAME_FIELDS, plain_words

SHORTEST, LONG_ENOUGH = 3, 5
"""Letters of the shortest word that counts, and of one that counts in the middle of other letters too."""
_EVERYDAY = """
about after again and assessment before but call case family first for from had has her him his house home log meeting
not own plan record referral report review road school second seen she street that the their them then there they this
told was were what when where which who will with work you your
"""
_PIECE = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_BEGINS = re.compile(r"(?:^|[.!?:;…\n\r\"“”‘(\[—–])\s*[\"“‘(\[]*\Z")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ALIKE = re.compile(r"[^\W\d_]+|\d+")
_LOOKALIKES = tuple(str.maketrans("4@831!|05$7", letters) for letters in ("aabeiiiosst", "aabeliiosst"))
"""Digits and signs for the letters that they look like; 1 for each of two."""
_EVERY, _CAPITAL, _PROPER = "every word", "words with a capital", "words with a capital inside a sentence"


def guessable_words(case: CaseMap) -> frozenset[str]:
    """The words of this case that protect nothing, as `hides_word` compares them.

    Of names, aliases, addresses, schools and the case's title and reference every word; of agencies and other short
    texts those with a capital; of titles and long texts those with a capital inside a sentence; long numbers; of
    birthdays the year and the usual ways of writing the day.
    """
    things: tuple[Thing, ...] = (case.header, *case.entries.values(), *case.links.values())
    found = (plain(word) for thing in things for word in _words_of(thing))
    return frozenset(word for word in found if len(word) >= SHORTEST) - _everyday()


def hides_word(text: str, words: Iterable[str]) -> bool:
    """Whether one of these words is in a text: as a word of its own, or, if it is long, anywhere.

    Capitals, accents, spaces and digits that look like letters hide nothing.
    """
    readings = [text, *(text.translate(table) for table in _LOOKALIKES)]
    alone = {plain(word) for reading in readings for word in (*words_in(reading), *_ALIKE.findall(reading))}
    run_together = " ".join(map(plain, readings))
    return any(word in alone or (len(word) >= LONG_ENOUGH and word in run_together) for word in words)


def plain(text: str) -> str:
    """A text as nothing but its small letters and digits, without accents."""
    apart = unicodedata.normalize("NFKD", folded(unicodedata.normalize("NFKC", text)))
    return "".join(each for each in apart if each.isalnum())


@cache
def _everyday() -> frozenset[str]:
    """Words that say what someone is and never who, and such as stand in any text."""
    return frozenset(map(plain, (*plain_words(), *_EVERYDAY.split())))


def _words_of(thing: Thing) -> Iterator[str]:
    """What one thing of the case gives away."""
    if isinstance(thing, Person):
        yield from _birthday(thing.born)
    named = ("title", "reference") if isinstance(thing, Header) else NAME_FIELDS.get(thing.kind, ())
    whole = _EVERY if isinstance(thing, Header | Person) else _CAPITAL
    for field in fields_of(type(thing)):
        told = whole if field.name in named else _PROPER if field.name == "title" else _CAPITAL
        for text, which in _texts(field.shape.form, getattr(thing, field.name), told):
            yield from _chosen(text, which)


def _texts(form: str, value: Any, which: str) -> Iterator[tuple[str, str]]:
    """The texts in a field, each with which of its words count."""
    if form in (LINE, PROSE):
        yield value, _PROPER if form == PROSE and which == _CAPITAL else which
    elif form == LINES:
        yield from ((text, which) for text in value)
    elif form == ROWS:
        for row in value:
            inside = _EVERY if isinstance(row, Identifier) else which
            for field in fields_of(type(row)):
                yield from _texts(field.shape.form, getattr(row, field.name), inside)


def _chosen(text: str, which: str) -> Iterator[str]:
    """The words of a text that count; those with a hyphen whole and in parts."""
    for found in _PIECE.finditer(text):
        piece = found[0]
        begins = which == _PROPER and _BEGINS.search(text, 0, found.start())
        if which == _EVERY or (piece[0].isupper() and not begins) or (len(piece) > 3 and piece.isdigit()):
            yield from (piece, *piece.split("-"), *re.split(r"['’\-]", piece))


def _birthday(born: str) -> Iterator[str]:
    """The year, and the day as people write it in numbers."""
    yield born[:4]
    day = _DAY.fullmatch(born)
    if day:
        year, month, number = day.groups()
        short = year[2:]
        yield from (f"{year}{month}{number}", f"{number}{month}{year}", f"{month}{number}{year}")
        yield from (f"{number}{month}{short}", f"{month}{number}{short}", f"{short}{month}{number}")
