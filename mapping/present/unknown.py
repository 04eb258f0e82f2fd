"""Names in what was just typed that nobody on the map has: such a line waits until somebody has said who that is."""

from __future__ import annotations

from collections.abc import Iterator

from mapping.casemap import CaseMap
from mapping.entries import Entry, Link, Person
from mapping.fields import LINE, LINES, PROSE, fields_of
from mapping.folding import words_in
from mapping.strangers import strangers_in

_NOT_READ = frozenset({"agency", "owner", "who", "obtained_from", "who_might_know", "asked_of", "heard_by"})
"""Fields that are made to hold whom or which agency: the copy for the room names nobody from them."""


def unknown_names(case: CaseMap, thing: Entry | Link) -> tuple[str, ...]:
    """What may be a name in the texts of a thing and belongs to nobody on this map, each once."""
    known = frozenset(word for person in case.of(Person) for word in _words_of(person))
    found: dict[str, None] = {}
    for text in _texts(thing):
        for start, end in strangers_in(text, known, places=True):
            found[text[start:end]] = None
    return tuple(found)


def _words_of(person: Person) -> Iterator[str]:
    for text in (person.name, person.label, *person.aliases):
        yield from words_in(text)


def _texts(thing: Entry | Link) -> Iterator[str]:
    if isinstance(thing, Person):
        return
    for field in fields_of(type(thing)):
        value, form = getattr(thing, field.name), field.shape.form
        if field.name in _NOT_READ or not value or field.shape.choices:
            continue
        if form in (LINE, PROSE) and isinstance(value, str):
            yield value
        elif form == LINES:
            yield from value
    if isinstance(thing, Entry) and thing.show_in_room:
        yield from (cite.quote for cite in thing.cites if cite.quote)  # the room may have them now
