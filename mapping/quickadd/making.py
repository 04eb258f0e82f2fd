"""Makes a reading one act: the entry, with whoever and whatever it names that is not on the map yet."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from mapping.casemap import CaseMap, ChangeSet
from mapping.commands import add, fresh_id, link
from mapping.entries import ENTRY_CLASSES, Cite, Entry, Link, Person, Source
from mapping.errors import CaseError
from mapping.quickadd.reading import NEW, Reading
from mapping.quickadd.sources import source_from
from mapping.vocabulary import load_vocabulary
from mapping.wording import person_of


def command(case: CaseMap, reading: Reading) -> ChangeSet:
    """The act that puts a line on the map, with a new source and new people where it names any.

    Raises CaseError where the reading has a problem or the rules refuse what it says.
    """
    if not reading.ready:
        raise CaseError("This line cannot be put on the map yet. The line below it says what is missing.")
    people = _new_people(case, reading)
    ids = {f"{NEW}{number}": person.id for number, person in enumerate(people)}
    sources = _new_sources(case, reading)
    if reading.kind == "person":
        return add(case, *people)
    entry = _entry(case, reading, ids, sources)
    new_sources = tuple(source for source in sources if source.id not in case.entries)
    return add(
        case, *people, *new_sources, entry, links=_about(case, entry, [ids.get(each, each) for each in reading.about])
    )


def mending(
    case: CaseMap, reading: Reading, values: Mapping[str, Any], links: Iterable[tuple[str, str, str]]
) -> ChangeSet:
    """The act of a line that mends something: with more values, and with arrows (kind, from, to; "" is the new entry).

    Raises CaseError as `command` does, and where an arrow may not be drawn.
    """
    added = command(case, dataclasses.replace(reading, values={**reading.values, **values}))
    new = made_by(added)
    changes, after = list(added), case.apply(added)
    for kind, start, end in links:
        drawn = link(after, kind, start or new, end or new)
        changes, after = [*changes, *drawn], after.apply(drawn)
    return ChangeSet(added.act, tuple(changes))


def made_by(changes: ChangeSet) -> str:
    """The id of the entry that a line puts on the map: it stands behind the people and sources that it names."""
    return [change.id for change in changes if isinstance(change.after, Entry)][-1]


def _about(case: CaseMap, entry: Entry, people: list[str]) -> tuple[Link, ...]:
    """The links that say whom a question or a note is about."""
    made: list[Link] = []
    for person in people:
        identity = fresh_id(case, "about", [link.id for link in made])
        made.append(Link(id=identity, kind="about", from_id=entry.id, to_id=person))
    return tuple(made)


def _new_people(case: CaseMap, reading: Reading) -> list[Person]:
    made: list[Person] = []
    for new in reading.new_people:
        identity = fresh_id(case, "person", [person.id for person in made])
        made.append(Person(
            id=identity, roles=new.roles, label=new.label, name=new.name, pronouns=new.pronouns, born=new.born,
            unborn=True if new.unborn else None,
        ))  # fmt: skip
    return made


def _new_sources(case: CaseMap, reading: Reading) -> list[Source]:
    """The sources of a reading, those on the map as they are."""
    found: list[Source] = []
    for named in reading.sources:
        there = case.entry(named.id) if named.id else None
        if isinstance(there, Source):
            found.append(there)
        else:
            taken = tuple(source.id for source in found)
            found.append(source_from(case, named.words, load_vocabulary(), taken))
    return found


def _entry(case: CaseMap, reading: Reading, ids: dict[str, str], sources: list[Source]) -> Entry:
    values: dict[str, Any] = {name: _resolved(value, ids) for name, value in reading.values.items()}
    if sources and reading.kind != "source":
        values["cites"] = tuple(Cite(source=source.id) for source in sources)
    taken = [source.id for source in sources]
    entry = ENTRY_CLASSES[reading.kind](id=fresh_id(case, reading.kind, taken), **values)
    return classed(case, entry)


def _resolved(value: Any, ids: dict[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(ids.get(each, each) for each in value)
    return ids.get(value, value) if isinstance(value, str) else value


def classed(case: CaseMap, entry: Entry) -> Entry:
    """The entry with the class that the catalogue gives new ones of its kind."""
    words = load_vocabulary().kind(entry.kind)
    person = case.entry(person_of(entry))
    is_child = isinstance(person, Person) and "child" in person.roles
    sensitivity = (words.sensitivity_of_child if is_child else "") or words.sensitivity
    return dataclasses.replace(entry, sensitivity=sensitivity if sensitivity != "normal" else "")
