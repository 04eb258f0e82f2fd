"""The copy that the room is fed from: what a meeting may have, without what waits and what the filter leaves out.

It keeps the ids of the whole case, for the chair; what the room gets is numbered anew (mapping/present/cards.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mapping.agencies import speaking
from mapping.audience import Reader
from mapping.casemap import CaseMap, Change, ChangeSet
from mapping.entries import Entry, Link, Person, Source
from mapping.granting import unnamed_sources
from mapping.lanes import is_card
from mapping.naming import Naming
from mapping.present.keeping import copy_for, names_in
from mapping.readers import MEETING
from mapping.references import needs, without
from mapping.resting import sources_of

MEETING_READER = Reader(MEETING)


def room_copy(case: CaseMap, waiting: frozenset[str] = frozenset()) -> CaseMap:
    """What a meeting may have of a case, without what waits and whatever cannot stand without that."""
    copy = copy_for(_unlabelled(case, waiting), MEETING_READER)
    if waiting.isdisjoint(copy.entries) and waiting.isdisjoint(copy.links):
        return copy
    return _closed(copy, waiting)


_SOMEBODY = "somebody"
_UNLABELLED: dict[str, tuple[Person, Person]] = {}


def _unlabelled(case: CaseMap, waiting: frozenset[str]) -> CaseMap:
    """The case in which whoever waits has no words of their own yet: in other texts they are somebody."""
    people = (each for each in case.of(Person) if each.id in waiting)
    changes = tuple(Change(each, _somebody(each)) for each in people)
    return case.apply(ChangeSet("", changes)) if changes else case


def _somebody(person: Person) -> Person:
    """The same value for the same person, so that what was made of the case before can be brought up to date."""
    held = _UNLABELLED.get(person.id)
    if held is None or held[0] is not person:
        held = _UNLABELLED[person.id] = person, replace(person, label=_SOMEBODY)
    return held[1]


def forget() -> None:
    """Let go of everybody who waited."""
    _UNLABELLED.clear()


def with_cards(copy: CaseMap, only: frozenset[str]) -> CaseMap:
    """The same copy without all other cards."""
    return _closed(copy, frozenset(each.id for each in copy.entries.values() if is_card(each) and each.id not in only))


def only_these(copy: CaseMap, kept: frozenset[str]) -> CaseMap:
    """The same copy without all other entries, cards or not."""
    return _closed(copy, frozenset(copy.entries) - kept)


def _closed(copy: CaseMap, gone: frozenset[str]) -> CaseMap:
    """The copy without these things, and with no naming of them left in the others."""
    while fallen := {each for each in _naming(copy.entries, gone) if needs(copy.entries[each], gone)}:
        gone |= fallen
    links = {link.id for each in gone for link in (*copy.links_from(each), *copy.links_to(each))} | gone
    changes = [Change(thing, None) for each in sorted(links) if (thing := copy.thing(each)) is not None]
    for shelf in (copy.entries, copy.links):
        kept = (shelf[each] for each in _naming(shelf, gone) if each not in links)
        changes += [Change(thing, without(thing, gone)) for thing in kept]
    return copy.apply(ChangeSet("", tuple(changes)))


def _naming(shelf: Mapping[str, Entry | Link], gone: frozenset[str]) -> list[str]:
    """The things that stay and name something that goes."""
    return [each for each, thing in shelf.items() if each not in gone and not names_in(thing).isdisjoint(gone)]


class Confirming:
    """Who could confirm a card: the agencies of the sources that the room may hear of, and which of them are absent."""

    def __init__(self, case: CaseMap, copy: CaseMap, absent: frozenset[str]) -> None:
        self._copy, self._naming = copy, Naming(copy, veiled=True)
        unnamed = unnamed_sources(case, MEETING_READER) if absent else frozenset()
        self._absent = {
            source.id for source in case.of(Source) if absent and speaking(case, source).key in absent
        } - unnamed  # who must not be named is not told by a hatching either

    def only_absent(self, entry: Entry) -> tuple[str, ...]:
        """What those are called who alone can confirm a card, where none of them is here; else empty."""
        if not self._absent or not entry.cites:
            return ()
        found = sources_of(self._copy, entry)
        if not found or any(source.id not in self._absent for source in found):
            return ()
        return tuple(dict.fromkeys(speaking(self._copy, source).called(self._naming) for source in found))
