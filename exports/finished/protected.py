"""What must not go out: every text of the full case that the reader's copy has nowhere, and what leads to a person.

It knows cases; it refuses to know files. What the reader may have (labels, words of the catalogue, texts of the copy)
is never protected. Long texts are looked for anywhere, short ones only where they stand for themselves; names, and what
somebody can be found by, as words, however their letters are set apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from exports.finished import findable
from exports.finished.given import Given, given_in
from exports.finished.leading import in_text, of_birth, of_identifier, of_name
from exports.finished.sameness import plain, runs_on, words_listed, words_of
from exports.finished.secret import LONG, SHORTEST, How, Secret, everyday, length, of_text, of_words
from exports.finished.told import CALLED, NAME, PLAIN, Told, told_in
from mapping.casemap import CaseMap
from mapping.entries import Person
from mapping.naming import Naming
from mapping.veil import veiled_text

_SENTENCE, _WORTH_PARTING = 24, 48
"""How long a sentence or a beginning must be to be looked for without the rest of its text, and how long that text."""
_ENDS = re.compile(r"(?<=[.!?;:…])\s+|\n+")
_Key = tuple[How, str, str]


class _Read(NamedTuple):
    """A text of the case, and its words."""

    told: Told
    words: tuple[str, ...]

    @property
    def row(self) -> str:
        """The letters of the text."""
        return "".join(self.words)


def held_back(full: CaseMap, smaller: CaseMap, permitted: Iterable[str] = ()) -> tuple[Secret, ...]:
    """Every secret of the full case; `permitted` are further words of the program that a document may hold."""
    given = given_in(smaller, permitted)
    told = [_Read(each, words_of(each.text)) for each in told_in(full)]
    told = [each for each in told if each.row and each.row not in given.whole]
    whole = _whole_texts(full, told, given)
    within = list(_within(told, given))
    known = given.having({*filter(None, (row for _, row in whole)), *(each.text for each in within)})
    found = [secret for secret, row in whole if row not in known]
    found += (
        each for each in _leading(full, told, given) if each.how != "month" or not _came_there(each, full, smaller)
    )
    found += [secret for secret in within if secret.text not in known]
    return tuple(_each_once(found).values())


def _each_once(secrets: list[Secret]) -> dict[_Key, Secret]:
    """Of two secrets alike the one that refuses a file."""
    found: dict[_Key, Secret] = {}
    for each in sorted(secrets, key=lambda each: not each.sure):
        found.setdefault((each.how, each.text, each.entry), each)
    return found


def _whole_texts(full: CaseMap, read: list[_Read], given: Given) -> list[tuple[Secret, str]]:
    """Each text as a whole, as it stands and with its names replaced, since a document may show it so.

    With each goes the row of letters that, standing in the copy, makes it no secret: the text without its subject.
    """
    naming = Naming(full, veiled=True)
    names = {part for person in full.of(Person) for name in (person.name, *person.aliases) for part in words_of(name)}
    found: list[tuple[Secret, str]] = []
    for told, words in read:
        if told.kind != PLAIN:
            continue
        forms = [words]
        if not names.isdisjoint(words):
            forms.append(words_of(veiled_text(told.text, naming)))
        for form in forms:
            row, rest = "".join(form), given.said_of(form)
            alone = "" if rest == row or length(rest) < LONG else rest
            found += [(secret, alone) for secret in of_text(row, told.entry) if row not in given.whole]
    return found


def _leading(full: CaseMap, read: list[_Read], given: Given) -> Iterator[Secret]:
    """What leads to a person and counts wherever it stands, in a text that the reader may have too."""
    for each in read:
        if each.told.kind == NAME:
            yield from of_name(each.told, given)
        elif each.told.kind == CALLED:
            yield from _of_whom(each)
        elif each.told.kind != PLAIN:
            yield from of_identifier(each.told)
    for person in full.of(Person):
        yield from of_birth(person, given)


def _came_there(month: Secret, full: CaseMap, smaller: CaseMap) -> bool:
    """Whether a text of the copy alone names a month: its dates were moved, and this is another that came there."""
    return _names(month.text, smaller) and not _names(month.text, full)


def _names(month: str, case: CaseMap) -> bool:
    texts = (each.text for each in told_in(case) if month[:4] in each.text)
    return any(month in findable.months(plain(text)) for text in texts)


def _of_whom(read: _Read) -> Iterator[Secret]:
    """Who said it or which agency: as words, unless they are words of the language, as in "the grandmother"."""
    row, entry = read.row, read.told.entry
    if len(row) >= _SENTENCE or runs_on(read.told.text):
        yield from of_text(row, entry, "who it was")
    elif len(row) >= SHORTEST:
        yield Secret(row, entry, "who it was", "alone")
    if not everyday(part for part in read.words if len(part) > 1 and part not in words_listed("generic")):
        yield from of_words(read.told.text, entry, "who it was")


def _within(read: list[_Read], given: Given) -> Iterator[Secret]:
    """What stands inside withheld texts; it counts unless the same stands in a text that the reader may have."""
    for each in read:
        if each.told.kind in (PLAIN, CALLED):
            yield from in_text(plain(each.told.text), each.told.entry)
            for part in _parted(each, given):
                yield Secret(part, each.told.entry, "part of a text", "anywhere")


def _parted(read: _Read, given: Given) -> Iterator[str]:
    """The sentences of a long text, and its beginning: a document may show no more of it than that."""
    if length(read.row) < _WORTH_PARTING:
        return
    sentences = [given.said_of(words_of(sentence)) for sentence in _ENDS.split(read.told.text)]
    yield from (part for part in sentences if len(part) >= _SENTENCE)
    beginning = given.said_of(read.words)[:_SENTENCE]
    if len(beginning) == _SENTENCE:
        yield beginning
