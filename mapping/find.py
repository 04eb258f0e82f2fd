"""Finds words anywhere in a case, forgiving typing errors; while names are hidden it neither finds nor shows one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from mapping.casemap import CaseMap, natural
from mapping.dates import spoken
from mapping.entries import Header, Link, Thing
from mapping.fields import CATEGORY, DATE, LINE, LINES, PROSE, ROWS, fields_of
from mapping.folding import bare, folded, words_in
from mapping.naming import Naming
from mapping.veil import NAME_FIELDS, veiled_text
from mapping.vocabulary import Vocabulary

_CLOSE_ENOUGH = 78
"""How alike (0 to 100) a word must be to count as one with a typing error."""
_NOT_SEARCHED = ("sensitivity", "status", "kind", "locale", "content_sha256", "pathway")
_AROUND = 44
"""How many letters of a long text are shown on either side of what was found."""


@dataclass(frozen=True, slots=True, repr=False)
class Hit:
    """One thing that was found: its id and kind, the field it was found in (its words and its name), and an excerpt."""

    id: str
    kind: str
    field: str
    label: str
    excerpt: str
    score: float


@dataclass(frozen=True, slots=True, repr=False)
class _Text:
    field: str
    label: str
    text: str
    plain: str


class Finder:
    """Searches one case after another; what did not change between them is not read again."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._read: dict[str, tuple[Thing, tuple[_Text, ...]]] = {}
        self._veiled = False
        self._people: object = None

    def find(self, case: CaseMap, query: str, naming: Naming, limit: int = 60) -> tuple[Hit, ...]:
        """What holds all words of the query in one field, the best first; one hit for each entry or link."""
        query = bare(query)
        wanted = words_in(query)
        if not wanted and not folded(query):
            return ()
        self._forget(case, naming)
        hits = []
        things: list[Thing] = [case.header, *case.entries.values(), *case.links.values()]
        for thing in things:
            best = max((_hit(thing, text, folded(query), wanted) for text in self._texts(thing, naming)),
                       key=lambda hit: hit.score, default=None)  # fmt: skip
            if best is not None and best.score:
                hits.append(best)
        hits.sort(key=lambda hit: (-hit.score, natural(hit.id)))
        return tuple(hits[:limit])

    def _forget(self, case: CaseMap, naming: Naming) -> None:
        """When the veil falls or lifts, or somebody's name changes while it is down, everything is read anew."""
        people = [entry for entry in case.entries.values() if entry.kind == "person"] if naming.veiled else None
        if naming.veiled != self._veiled or people != self._people:
            self._read.clear()
        self._veiled, self._people = naming.veiled, people

    def _texts(self, thing: Thing, naming: Naming) -> tuple[_Text, ...]:
        kept = self._read.get(thing.id)
        if kept is None or kept[0] is not thing:
            kept = (thing, tuple(_texts_of(thing, naming, self._vocabulary)))
            self._read[thing.id] = kept
        return kept[1]


def find(case: CaseMap, query: str, naming: Naming, vocabulary: Vocabulary, limit: int = 60) -> tuple[Hit, ...]:
    """What holds all words of the query in one field, the best first."""
    return Finder(vocabulary).find(case, query, naming, limit)


def kind_of(thing: Thing) -> str:
    """The name under which the catalogue has the words for this thing's fields."""
    return "link" if isinstance(thing, Link) else "case" if isinstance(thing, Header) else thing.kind


def _texts_of(thing: Thing, naming: Naming, vocabulary: Vocabulary) -> Iterator[_Text]:
    kind = kind_of(thing)
    hidden = NAME_FIELDS.get(kind, ()) if naming.veiled else ()
    family = vocabulary.category_family(kind)
    for field in fields_of(type(thing)):
        if field.name in hidden or field.name in _NOT_SEARCHED:
            continue
        label = naming.fill(vocabulary.field(kind, field.file_name).label)
        for text in _said(field.shape.form, getattr(thing, field.name), family, vocabulary, naming):
            shown = veiled_text(text, naming)
            if shown:
                yield _Text(field.name, label, shown, folded(bare(shown)))


def _said(form: str, value: Any, family: str, vocabulary: Vocabulary, naming: Naming) -> Iterator[str]:
    """Every text in a field, as it is read on the screen."""
    match form:
        case "line" | "prose":
            yield value
        case "lines":
            yield from value
        case "category":
            yield naming.fill(vocabulary.label(family or "source_type", value)) if value else ""
        case "date":
            yield spoken(value)
        case "rows":
            for row in value:
                for field in fields_of(type(row)):
                    if field.shape.form in (LINE, PROSE, LINES, CATEGORY, DATE, ROWS):
                        yield from _said(field.shape.form, getattr(row, field.name), "child_impact", vocabulary, naming)


def _hit(thing: Thing, text: _Text, query: str, wanted: list[str]) -> Hit:
    score = score_of(text.plain, query, wanted)
    if score and text.field in ("title", "label", "name"):
        score += 10
    return Hit(
        thing.id, kind_of(thing), text.field, text.label, excerpt_of(text.text, query, wanted) if score else "", score
    )


def score_of(plain: str, query: str, wanted: list[str]) -> float:
    """100 for the words as they stand, 80 for all of them anywhere, less for look-alikes, 0 where one is missing."""
    if query in plain:
        return 105 if plain.startswith(query) else 100
    if not wanted:
        return 0
    missing = [word for word in wanted if word not in plain]
    if not missing:
        return 80
    there = words_in(plain)
    closest = [_closest(word, there) for word in missing]
    return 0 if min(closest) < _CLOSE_ENOUGH else 60 * sum(closest) / len(closest) / 100


def _closest(word: str, there: list[str]) -> float:
    """How alike the nearest word is; short words are taken as they are, and the first letter is right or swapped."""
    if len(word) < 4:
        return 0
    longest = 1 if len(word) < 8 else 2
    near = [each for each in there if set(each[:2]) & set(word[:2]) and abs(len(each) - len(word)) <= longest]
    found = process.extractOne(word, near, scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
    return found[1] if found else 0


def excerpt_of(text: str, query: str, wanted: list[str]) -> str:
    """The text around what was found, on one line."""
    line = " ".join(text.split())
    if len(line) <= 2 * _AROUND:
        return line
    small = line.casefold()
    places = [small.find(each) for each in (query, *wanted)]
    middle = next((place for place in places if place >= 0), 0)
    start, end = max(0, middle - _AROUND), min(len(line), middle + _AROUND)
    start = line.rfind(" ", 0, start) + 1 if start else 0
    end = line.find(" ", end) if line.find(" ", end) > 0 else len(line)
    return f"{'… ' if start else ''}{line[start:end]}{' …' if end < len(line) else ''}"
