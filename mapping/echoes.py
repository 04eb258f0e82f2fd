"""The echo test, on demand: which sources repeat one origin. One witness makes nothing weaker; none of it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mapping.casemap import CaseMap, natural
from mapping.entries import Entry, Link, Person, Source
from mapping.folding import folded
from mapping.naming import Naming
from mapping.resting import cards, source_called, sources_of
from mapping.voice import listed, number

_SPEAKERS = ("survivor", "child", "perpetrator", "earlier_survivor")
"""Kinds of source that are a person's own, named as the role is: where one person has it, it is that one who spoke."""
_OWN_WORDS = (*_SPEAKERS, "relative")
ONE_IS_ENOUGH = "One witness is enough to be believed."


@dataclass(frozen=True, slots=True)
class Fold:
    """Several sources that go back to one origin, the id of a person or of a source."""

    origin: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Echoes:
    """What the echo test found: the origin of each source, what folds into one, the origins behind each card and arrow.

    `heard` keeps, for each source that has it from others, the ids of these, the nearest first. A card without a source
    has no origins: nobody is named for it.
    """

    origins: Mapping[str, str]
    folds: tuple[Fold, ...]
    behind: Mapping[str, tuple[str, ...]]
    heard: Mapping[str, tuple[str, ...]]


def echo_test(case: CaseMap) -> Echoes:
    """Which sources of a case repeat one origin."""
    before = _before(case)
    ways = {source.id: _way(source.id, before) for source in case.of(Source)}
    origins = _origins(case, {each: _end(way, before) for each, way in ways.items()})
    things: tuple[Entry | Link, ...] = (*cards(case), *case.links.values())
    behind = {
        thing.id: tuple(dict.fromkeys(origins[source.id] for source in sources_of(case, thing))) for thing in things
    }
    return Echoes(origins, _folds(origins), behind, {each: way[1:] for each, way in ways.items() if len(way) > 1})


def heard_from(case: CaseMap) -> dict[str, tuple[str, ...]]:
    """For each source those from whom it has it, by ids, the nearest first and the origin last."""
    before = _before(case)
    return {source.id: _way(source.id, before)[1:] for source in case.of(Source)}


def words(case: CaseMap, echoes: Echoes, identity: str, naming: Naming) -> str:
    """What the echo test says of one card, arrow or source; "" where nothing folds."""
    if identity in echoes.origins:
        way = [source_called(case, each, naming) for each in echoes.heard.get(identity, ())]
        return f"This came from {', and that from '.join(way)}." if way else ""
    thing = case.entry(identity) or case.links.get(identity)
    named = len(sources_of(case, thing)) if thing else 0
    origins = echoes.behind.get(identity, ())
    if named == len(origins):
        return ""
    many = len(origins) > 1
    come = f"go back to {number(len(origins))} origins" if many else "all go back to one origin"
    who = listed([source_called(case, each, naming) for each in origins])
    return f"{number(named).capitalize()} sources {come}: {who}. {ONE_IS_ENOUGH}"


def _before(case: CaseMap) -> dict[str, str]:
    """For each source that has it from another or from a person, the id of that one."""
    titles = _titles(case)
    return {source.id: found for source in case.of(Source) if (found := _nearest(case, source, titles))}


def _nearest(case: CaseMap, source: Source, titles: Mapping[str, str]) -> str:
    if source.heard_from in case.entries:
        return source.heard_from
    # Whoever hands over somebody's own words is no witness of them, and a thing is no echo of the hand it came from.
    handed = "" if source.type in _OWN_WORDS or source.person else titles.get(folded(source.obtained_from), "")
    return handed if handed != source.id else ""


def _titles(case: CaseMap) -> dict[str, str]:
    """Each source by what it is called, where no other is called so."""
    found: dict[str, list[str]] = {}
    for source in case.of(Source):
        for title in {folded(source.title), folded(source.who), folded(source.reference)} - {""}:
            found.setdefault(title, []).append(source.id)
    return {title: sources[0] for title, sources in found.items() if len(sources) == 1}


def _way(start: str, before: Mapping[str, str]) -> tuple[str, ...]:
    """A source and those from whom it has it, as far back as anybody said, or until one comes again."""
    way = {start: None}
    here = start
    while (here := before.get(here, "")) and here not in way:
        way[here] = None
    return tuple(way)


def _end(way: tuple[str, ...], before: Mapping[str, str]) -> str:
    """The end of a way; of sources that have it from one another the first stands for all."""
    again = before.get(way[-1], "")
    return min(way[way.index(again) :], key=natural) if again else way[-1]


def _origins(case: CaseMap, ends: Mapping[str, str]) -> dict[str, str]:
    """Who or what each source goes back to: whoever speaks at the end of its way, else the record that stands there."""
    alone = _alone(case)
    first: dict[tuple[str, str], str] = {}
    found = {}
    for each, end in ends.items():
        source = case.entries[end]
        if not isinstance(source, Source):
            found[each] = end
        elif isinstance(case.entry(source.person), Person):
            found[each] = source.person
        elif source.type in alone:
            found[each] = alone[source.type]
        else:
            found[each] = first.setdefault(_record(source), end)
    return found


def _record(source: Source) -> tuple[str, str]:
    """One key for a record that is on the map more than once: the same agency and the same reference."""
    agency, reference = folded(source.agency), folded(source.reference)
    return (agency, reference) if agency and reference else ("", source.id)


def _alone(case: CaseMap) -> dict[str, str]:
    """Whoever is the only one of a role in which people speak."""
    people = {role: [person.id for person in case.of(Person) if role in person.roles] for role in _SPEAKERS}
    return {role: found[0] for role, found in people.items() if len(found) == 1}


def _folds(origins: Mapping[str, str]) -> tuple[Fold, ...]:
    found: dict[str, list[str]] = {}
    for source, origin in origins.items():
        found.setdefault(origin, []).append(source)
    several = (origin for origin, sources in found.items() if len(sources) > 1)
    return tuple(Fold(origin, tuple(found[origin])) for origin in sorted(several, key=natural))
