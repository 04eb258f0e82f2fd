"""The copy for a meeting brought up to date after an act, instead of made anew: a room waits for what was released.

Only what an act touched is looked at again, by the same door (mapping/audience.py); where an act touches what decides
about other things (a person, a source, a tie, a note, the head), all of it is made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mapping.audience import Reader, cut
from mapping.casemap import CaseMap, Change, ChangeSet
from mapping.entries import Entry, Link, Note, Person, Relationship, Source
from mapping.references import named_by

_DECIDING = (Person, Source, Relationship, Note)
_MOST = 40
"""After an act that touches more than this, the copy is made anew."""

_LATEST: list[tuple[CaseMap, Reader, CaseMap]] = []
"""The case of which a copy was made last, for whom, and the copy: one meeting is held at a time."""


_NAMED: dict[str, tuple[Entry | Link, frozenset[str]]] = {}


def names_in(thing: Entry | Link) -> frozenset[str]:
    """The ids of the entries that a thing names; remembered, since the whole copy is asked after each act."""
    held = _NAMED.get(thing.id)
    if held is None or held[0] is not thing:
        held = _NAMED[thing.id] = thing, frozenset(named for _, _, named in named_by(thing))
    return held[1]


def copy_for(case: CaseMap, reader: Reader) -> CaseMap:
    """What this reader may have of a case, under the ids of the case; quick after a small act."""
    for held, of, copy in _LATEST:
        if of == reader and held is case:
            return copy
        found = _brought_up(held, copy, case, reader) if of == reader else None
        if found is not None:
            _LATEST[:] = [(case, reader, found)]
            return found
    made = cut(case, reader).copy
    _LATEST[:] = [(case, reader, made)]
    return made


def forget() -> None:
    """Let go of the case and its copy."""
    _LATEST.clear()
    _NAMED.clear()


def _brought_up(held: CaseMap, copy: CaseMap, case: CaseMap, reader: Reader) -> CaseMap | None:
    """The copy of `held` as a copy of `case`; None where it must be made anew."""
    if held.header is not case.header:
        return None
    entries, links = _differing(held.entries, case.entries), _differing(held.links, case.links)
    if len(entries) + len(links) > _MOST or any(_decides(held, case, each) for each in entries):
        return None
    affected = _affected(held, case, entries, links)
    part = _part(case, affected)
    small = cut(part, reader).copy
    around = (each for each in part.entries if each not in entries)
    if any((each in small.entries) != (each in copy.entries) for each in around):
        return None  # what was not touched is decided otherwise in so small a part
    touched = {each for one in affected for each in (one, *(link.id for link in _joining(case, one)))}
    changes = [
        Change(before, after)
        for each in sorted(touched | entries | links)
        if (before := copy.thing(each)) != (after := small.thing(each))
    ]
    return copy.apply(ChangeSet("", tuple(changes))) if changes else copy


def _differing(before: Mapping[str, Entry | Link], after: Mapping[str, Entry | Link]) -> set[str]:
    found = {each for each, thing in after.items() if before.get(each) is not thing}
    return found | (before.keys() - after.keys())


def _decides(held: CaseMap, case: CaseMap, identity: str) -> bool:
    return any(isinstance(each.entries.get(identity), _DECIDING) for each in (held, case))


def _affected(held: CaseMap, case: CaseMap, entries: set[str], links: set[str]) -> set[str]:
    """The entries that were touched, and those at whose arrows something was."""
    found = set(entries)
    for identity in links:
        for each in (held.links.get(identity), case.links.get(identity)):
            found |= {each.from_id, each.to_id} if each is not None else set()
    for identity in entries:
        found |= {link.from_id for link in (*held.links_to(identity), *case.links_to(identity))}
    return {each for each in found if each in case.entries or each in entries}


def _joining(case: CaseMap, identity: str) -> Iterable[Link]:
    return (*case.links_from(identity), *case.links_to(identity))


def _part(case: CaseMap, affected: set[str]) -> CaseMap:
    """So much of a case as decides about these entries: their arrows, what they name, all people and sources."""
    links = {link.id: link for each in affected for link in _joining(case, each)}
    wanted = {each.id for kind in _DECIDING for each in case.of(kind)} | affected
    wanted |= {end for link in links.values() for end in (link.from_id, link.to_id)}
    entries: dict[str, Entry] = {}
    edge = list(wanted)
    while edge:
        entry = case.entry(edge.pop())
        if entry is not None and entry.id not in entries:
            entries[entry.id] = entry
            edge += [named for _, _, named in named_by(entry) if named not in entries]
    return CaseMap(case.header, entries, links)
