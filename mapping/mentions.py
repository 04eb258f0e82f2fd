"""Where a case still says who somebody is: the names of a person, and what could lead to them, in other cards' words.

It finds whole words, whatever their case, and forgives nothing: what it does not find may be there in other words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mapping.casemap import CaseMap
from mapping.entries import Person, Thing
from mapping.fields import CATEGORY, LINE, LINES, PROSE, ROWS, WORDS, fields_of
from mapping.folding import folded, words_in
from mapping.veil import plain_words

_SHORT = 1
"""A part of a name of so many letters is an initial, which stands everywhere."""


def names_of(people: Iterable[Person]) -> tuple[str, ...]:
    """What gives people away: names and other names, whole and in their parts, and what could lead someone to them."""
    found: dict[str, None] = {}
    for person in people:
        for name in (person.name, *person.aliases):
            words = [word for word in words_in(name) if word not in plain_words()]
            if words:
                found |= dict.fromkeys([" ".join(words_in(name)), *(word for word in words if len(word) > _SHORT)])
        for each in person.identifiers:
            words = words_in(each.value)
            street = [word for word in words if not any(letter.isdigit() for letter in word)]
            found |= dict.fromkeys([" ".join(words), " ".join(street) if len(street) > 1 else ""])
    return tuple(name for name in found if name)


def mentions(thing: Thing, names: Iterable[str]) -> bool:
    """Whether the words of a thing hold one of these names."""
    return says("\n".join(_texts(thing)), names)


def says(text: str, names: Iterable[str]) -> bool:
    """Whether a text holds one of these names, as whole words."""
    words = f" {' '.join(words_in(text))} "
    return any(f" {name} " in words or f" {name}'s " in words for name in names)


def naming_cards(case: CaseMap, names: Iterable[str], but: Iterable[str] = ()) -> tuple[str, ...]:
    """The ids of the case's head, cards and arrows that hold one of these names, without those of `but`."""
    names, left_out = tuple(names), frozenset(but)
    things: tuple[Thing, ...] = (case.header, *case.ordered_entries, *case.ordered_links)
    return tuple(thing.id for thing in things if thing.id not in left_out and mentions(thing, names))


def _texts(owner: object) -> Iterator[str]:
    """Every text that somebody wrote in a thing."""
    for field in fields_of(type(owner)):
        yield from _written(field.shape.form, getattr(owner, field.name))


def _written(form: str, value: Any) -> Iterator[str]:
    if form in (LINE, PROSE, CATEGORY):
        yield folded(value)
    elif form == LINES:
        yield from value
    elif form == WORDS:
        yield from (word for _key, word in value)
    elif form == ROWS:
        for row in value:
            yield from _texts(row)
