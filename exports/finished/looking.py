"""Whether secrets stand in what was read out of a file: each place of each, sure or doubtful.

It knows texts and secrets; it refuses to know files and cases. One pass over the text for each way of looking, however
many secrets there are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from exports.finished import findable
from exports.finished.passages import Passage
from exports.finished.respelt import readings
from exports.finished.rows import PLACES, found_in
from exports.finished.sameness import Words, may_be_no_name, squeezed, words_listed
from exports.finished.secret import PART, How, Secret
from mapping.everyday import everyday_words
from mapping.veil import plain_words

_START = 3
"""How many letters of a word tell which secrets could begin there."""
_SPELT, _PARTED = 3, 6
"""From how many letters a name counts whose letters stand apart, each alone or in any groups."""
_DIGITS = re.compile(r"\d(?:[\s().\-–/,]{0,3}\d){5,}")
_EDGES = re.compile(r"^\W*(?:\d{1,3}\W+)?|[\W\d]+$")
"""What a list sets before an item, and the numbers of sources behind it."""
_SENTENCE_ENDS = '.!?:•–—“"”|'
_GLUE = re.compile(r"\s*[-‐‑‒–—\u2043'’][-‐‑‒–—\u2043\s]*")


@dataclass(frozen=True, slots=True)
class Standing:
    """A secret that stands somewhere."""

    secret: Secret
    where: str
    sure: bool


class Text:
    """All that was read, ready to be looked through."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        kept: dict[tuple[str, bool], Passage] = {}
        for each in passages:
            kept.setdefault((each.text, each.field), each)
            for other in readings(each.text):
                kept.setdefault((other, each.field), replace(each, text=other))
        self.passages = tuple(kept.values())
        self.words = [Words(each.text) for each in self.passages]
        rows = ["".join(words.folds) for words in self.words]
        self.row = "\n".join(rows)
        self._begins = [0]
        for row in rows[:-1]:
            self._begins.append(self._begins[-1] + len(row) + 1)
        self._rows = rows

    def at(self, place: int) -> int:
        """The number of the passage that a place of the row belongs to."""
        return bisect_right(self._begins, place) - 1

    def begin(self, number: int) -> int:
        """Where a passage begins in the row."""
        return self._begins[number]

    def fields(self) -> Iterator[tuple[str, Passage]]:
        """The texts that stand for themselves, bare of what a list or a source adds to them."""
        for row, passage in zip(self._rows, self.passages, strict=True):
            if passage.field and row:
                yield row, passage
                bare = squeezed(_EDGES.sub("", passage.text))
                if bare and bare != row:
                    yield bare, passage


def standing(text: Text, secrets: Iterable[Secret]) -> Iterator[Standing]:
    """Every secret that stands in the text."""
    by_way: dict[How, list[Secret]] = {}
    for each in secrets:
        by_way.setdefault(each.how, []).append(each)
    yield from _anywhere(text, by_way.get("anywhere", []))
    yield from _alone(text, by_way.get("alone", []))
    yield from _as_words(text, by_way.get("words", []))
    yield from _as_digits(text, [*by_way.get("digits", []), *by_way.get("day", [])])
    yield from _as_days(text, [*by_way.get("day", []), *by_way.get("month", [])])
    yield from _before_dates(text, by_way.get("initials", []))


def _by_text(secrets: Iterable[Secret]) -> dict[str, list[Secret]]:
    found: dict[str, list[Secret]] = {}
    for each in secrets:
        found.setdefault(each.text, []).append(each)
    return found


def _anywhere(text: Text, secrets: list[Secret]) -> Iterator[Standing]:
    by_text = _by_text(secrets)
    for row, place in found_in(text.row, by_text):
        where = text.passages[text.at(place)].where
        yield from (Standing(each, where, each.sure) for each in by_text[row])


def _alone(text: Text, secrets: list[Secret]) -> Iterator[Standing]:
    by_text = _by_text(secrets)
    for row, passage in text.fields() if by_text else ():
        yield from (Standing(each, passage.where, each.sure) for each in by_text.get(row, ()))


def _as_words(text: Text, secrets: list[Secret]) -> Iterator[Standing]:
    """Secrets that begin where a word begins and end where one ends."""
    by_start: dict[str, list[Secret]] = {}
    for each in secrets:
        by_start.setdefault(each.text[:_START], []).append(each)
    times: Counter[Secret] = Counter()
    for number, words in enumerate(text.words if by_start else ()):
        places = _places(words, text.begin(number))
        for index, secret in _beginning(text.row, places, by_start):
            found = None if times[secret] == PLACES else _ended(secret, words, places, index)
            if found is not None:
                times[secret] += found
                yield Standing(secret, text.passages[number].where, found and secret.sure)


def _beginning(row: str, places: list[int], by_start: dict[str, list[Secret]]) -> Iterator[tuple[int, Secret]]:
    """The words at which a secret could begin, by its letters, and the secret."""
    lengths = {len(start) for start in by_start}
    for index, place in enumerate(places[:-1]):
        for length in lengths:
            for secret in by_start.get(row[place : place + length], ()):
                if row.startswith(secret.text, place):
                    yield index, secret


def _places(words: Words, begin: int) -> list[int]:
    """Where each word begins in the row, and where the last one ends."""
    places = [begin]
    for fold in words.folds:
        places.append(places[-1] + len(fold))
    return places


def _ended(secret: Secret, words: Words, places: list[int], index: int) -> bool | None:
    """Whether it is surely the secret that stands from this word on; None where it is not."""
    end = places[index] + len(secret.text)
    behind = bisect_left(places, end, index)
    if behind >= len(places) or places[behind] != end:
        return None
    parts = tuple(words.folds[index:behind])
    if parts != secret.parts and not secret.spaced:
        return _set_apart(secret, words, parts, index)
    return _as_name(secret, words, index, behind)


def _set_apart(secret: Secret, words: Words, parts: tuple[str, ...], index: int) -> bool | None:
    """Letters of a name in other groups than its own: spelt out, broken by a hyphen, or spaced to be overlooked."""
    length = len(secret.text)
    if len(parts) < len(secret.parts) or all(len(part) == 1 for part in parts):
        return length >= _SPELT or None
    gaps = [words.plain[words.ends[at] : words.begins[at + 1]] for at in range(index, index + len(parts) - 1)]
    own = len(secret.parts) - 1
    if sum(_GLUE.fullmatch(gap) is None for gap in gaps) <= own:
        return True if length > _SPELT else None
    ordinary = all(map(may_be_no_name, parts))
    if length >= _PARTED:
        return not ordinary
    return False if length > _SPELT and not ordinary else None


def _as_name(secret: Secret, words: Words, index: int, behind: int) -> bool | None:
    """Whether words that are words of the language too are meant as a name here: by their capitals, and their place."""
    parts = words.folds[index:behind]
    written = [words.plain[words.begins[at] : words.ends[at]] for at in range(index, behind)]
    if not all(may_be_no_name(part) or part in plain_words() for part in parts):
        return len(parts) > 1 or written[0].istitle() or not _is_slight(secret)
    if not any(word[0].isupper() for word in written):
        if plain_words().issuperset(parts):
            return None
        return False if len(parts) > 1 or parts[0] not in everyday_words() else None
    if len(parts) > 1:
        return all(word[0].isupper() for word in written if len(word) > 3)
    if parts[0] in words_listed("months") and (
        index and (words.folds[index - 1] in words_listed("before_months") or words.folds[index - 1].isdigit())
    ):
        return False
    if parts[0] in everyday_words():
        return not (written[0].isupper() and len(written[0]) > 1) and not _begins_sentence(words, index)
    return True


def _is_slight(secret: Secret) -> bool:
    """Whether so short a word, or one that stands within so many names, is a name where it is written as one alone."""
    return secret.text in words_listed("particles") or (secret.what == PART and len(secret.text) == 2)


def _begins_sentence(words: Words, index: int) -> bool:
    before = words.plain[: words.begins[index]].rstrip()
    return not before or before[-1] in _SENTENCE_ENDS


def _as_digits(text: Text, secrets: list[Secret]) -> Iterator[Standing]:
    """Numbers in any grouping, and days written in one row or with their digits set apart."""
    wanted = [(form, each) for each in secrets for form in _digit_forms(each)]
    if not wanted:
        return
    runs: list[str] = []
    begins: list[int] = []
    owners: list[int] = []
    at = 0
    for number, words in enumerate(text.words):
        for found in _DIGITS.findall(words.plain.replace("(0)", "")):
            runs.append("".join(char for char in found if char.isdecimal()))
            begins.append(at)
            owners.append(number)
            at += len(runs[-1]) + 1
    row = "\n".join(runs)
    by_form: dict[str, list[Secret]] = {}
    for form, each in wanted:
        by_form.setdefault(form, []).append(each)
    for form, place in found_in(row, by_form):
        where = text.passages[owners[bisect_right(begins, place) - 1]].where
        yield from (Standing(each, where, each.sure) for each in by_form[form])


def _digit_forms(secret: Secret) -> tuple[str, ...]:
    if secret.how == "digits":
        return (secret.text,)
    year, month, day = secret.text.split("-")
    return (year + month + day, day + month + year)


def _as_days(text: Text, secrets: list[Secret]) -> Iterator[Standing]:
    by_text = _by_text(secrets)
    for number, words in enumerate(text.words if by_text else ()):
        if not any(char.isdecimal() for char in words.plain):
            continue
        named = {*map(str, findable.dates(words.plain)), *findable.months(words.plain)}
        for day in named & by_text.keys():
            yield from (Standing(each, text.passages[number].where, each.sure) for each in by_text[day])


def _before_dates(text: Text, secrets: list[Secret]) -> Iterator[Standing]:
    """Initials with the birth of whose they are, or its year."""
    by_initials: dict[str, list[Secret]] = {}
    for each in secrets:
        by_initials.setdefault(each.text.partition(" ")[0], []).append(each)
    for number, words in enumerate(text.words if by_initials else ()):
        for initials, behind in findable.initials_with_time(words.plain):
            for each in by_initials.get(initials, ()):
                if _is_birth(each.text.partition(" ")[2], behind):
                    yield Standing(each, text.passages[number].where, each.sure)
        for initials, year in findable.initials_behind_years(words.plain):
            for each in by_initials.get(initials, ()):
                if year == each.text.partition(" ")[2][:4]:
                    yield Standing(each, text.passages[number].where, sure=False)


def _is_birth(born: str, behind: str) -> bool:
    days = set(map(str, findable.dates(behind)))
    if days:
        return any(day.startswith(born) for day in days)
    months = set(findable.months(behind))
    if months:
        return any(month.startswith(born[:7]) for month in months)
    return re.match(rf"\D{{0,2}}{born[:4]}(?!\d)", behind) is not None
