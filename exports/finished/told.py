"""Every text that a case holds, with the entry it stands in and what kind of text it is; it compares nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mapping.casemap import CaseMap
from mapping.dates import spoken
from mapping.entries import Entry, Identifier, Link, Person
from mapping.fields import CATEGORY, DATE, LINE, LINES, PROSE, ROWS, fields_of
from mapping.readers import audiences
from mapping.veil import NAME_FIELDS
from mapping.vocabulary import load_vocabulary

PLAIN, NAME, CALLED = "plain", "name", "called"
"""A text; the name of somebody on the map; a text of a field that is made to hold who somebody or which agency it is.

Of a thing somebody can be found by, the kind is the type of the identifier.
"""
_LABELS = ("label", "pronouns")
_SHAPES = (LINE, PROSE, CATEGORY)
_STRUCTURE = {"kind": Link, "pathway": Link, "locale": object}
_AGENCIES = ("agency", "made_by")
_NAMES_IN_ROWS = frozenset({"who", "of", "by", *_AGENCIES})


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """One text of a case."""

    entry: str
    text: str
    kind: str = PLAIN

    def __repr__(self) -> str:
        return f"Told({self.entry}, {self.kind})"


def told_in(case: CaseMap) -> Iterator[Told]:
    """Every text of a case that is no label."""
    yield Told(case.header.id, case.header.title)
    yield Told(case.header.id, case.header.reference)
    things: tuple[Entry | Link, ...] = (*case.ordered_entries, *case.ordered_links)
    for thing in things:
        if isinstance(thing, Person):
            yield from (Told(thing.id, name, NAME) for name in (thing.name, *thing.aliases) if name)
        yield from _of(thing, thing.id, frozenset((*NAME_FIELDS.get(thing.kind, ()), *_AGENCIES)))


def labels_in(case: CaseMap) -> Iterator[str]:
    """What people and roles are called in a case."""
    yield from (word for _, word in case.header.labels)
    yield from (person.label for person in case.of(Person))


def names_in(case: CaseMap) -> Iterator[str]:
    """What people are called in a case by name."""
    yield from (name for person in case.of(Person) for name in (person.name, *person.aliases) if name)


def days_in(case: CaseMap) -> frozenset[str]:
    """Every date that a case holds, as it is stored."""
    return frozenset(day for thing in (*case.ordered_entries, *case.ordered_links) for day in _days(thing))


def _of(owner: object, identity: str, names: frozenset[str]) -> Iterator[Told]:
    type_of_it = owner.type if isinstance(owner, Identifier) else ""
    for each in fields_of(type(owner)):
        value, form = getattr(owner, each.name), each.shape.form
        if not value or _is_label(owner, each.name):
            continue
        kind = type_of_it or (CALLED if each.name in names else PLAIN)
        if form in _SHAPES and not _in_catalogue(value):
            yield Told(identity, value, kind)
        elif form == LINES:
            yield from (Told(identity, text, kind) for text in value if text)
        elif form == ROWS:
            for row in value:
                yield from _of(row, identity, _NAMES_IN_ROWS)


def _is_label(owner: object, name: str) -> bool:
    """Whether a field holds what somebody is called, or a name that stands with the aliases, or no words at all."""
    if isinstance(owner, Person) and name in (*_LABELS, "name", "aliases"):
        return True
    return name in _STRUCTURE and isinstance(owner, _STRUCTURE[name])


def _days(owner: object) -> Iterator[str]:
    for each in fields_of(type(owner)):
        value = getattr(owner, each.name)
        if each.shape.form == DATE and value:
            yield value
        elif each.shape.form == ROWS:
            for row in value:
                yield from _days(row)


def own_words(case: CaseMap) -> Iterator[str]:
    """What the program itself says in a document of this case: labels of the catalogue, dates, names of readers."""
    yield from _catalogue()[1]
    vocabulary = load_vocabulary()
    for entry in case.ordered_entries:
        if entry.category:
            yield vocabulary.label(vocabulary.category_family(entry.kind), entry.category)
    yield from map(spoken, days_in(case))


def _in_catalogue(key: str) -> bool:
    keys, _ = _catalogue()
    return key in keys or key.rpartition(".")[0] in keys


@cache
def _catalogue() -> tuple[frozenset[str], frozenset[str]]:
    """The keys of the catalogue, and its labels."""
    words = load_vocabulary()
    terms = [term for family in words.terms.values() for term in family.values()]
    labels = {label for term in terms for label in (term.label, term.short)}
    labels.update(label for kind in words.kinds.values() for label in (kind.label, kind.plural))
    labels.update(each.label for kind in words.fields.values() for each in kind.values())
    labels.update(label for link in words.links.values() for label in (link.label, link.forward, link.reverse))
    labels.update(each for reader in audiences().values() for each in (reader.name, reader.label))
    return frozenset(term.key for term in terms), frozenset(labels)
