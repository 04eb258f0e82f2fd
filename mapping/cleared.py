"""What the perpetrator may see: five kinds, and of each only what has been cleared (design, section 5)."""

from __future__ import annotations

from typing import Any

from mapping.binding import HARMING
from mapping.casemap import CaseMap
from mapping.decision import (
    CLASS,
    GIVEN,
    NEVER_KIND,
    NO_SOURCE,
    NOT_CLEARED,
    NOT_HIS,
    NOT_RELEASED,
    NOT_SERVED,
    WITHHELD,
    Decision,
    out,
)
from mapping.entries import Behaviour, Entry, Goal, Order, Person, Programme, Source
from mapping.readers import PERPETRATOR, WHOLE, Audience, Reader, names_reader
from mapping.sensitivity import LIMITED, NORMAL, SOURCE

_PROVED = frozenset({"admitted", "found", "convicted"})


def decide_for_him(case: CaseMap, audience: Audience, whom: str) -> dict[str, Decision]:
    """For each entry, whether the perpetrator `whom` may see it, and why not."""
    reader = Reader(PERPETRATOR, whom)
    found = {each.id: _behaviour(case, each, audience, reader) for each in case.of(Behaviour)}
    seen = frozenset(identity for identity, decision in found.items() if decision.kept)
    for goal in case.of(Goal):
        found[goal.id] = _goal(case, goal, audience, reader, seen)
    measures: tuple[Order | Programme, ...] = (*case.of(Order), *case.of(Programme))
    for measure in measures:
        found[measure.id] = _measure(measure, audience, reader)
    found[whom] = GIVEN
    given = {entry.id: found.get(entry.id, out(NEVER_KIND)) for entry in case.ordered_entries}
    return {
        each: made if audience.has_kind(case.entries[each].kind) else out(NEVER_KIND) for each, made in given.items()
    }


def put_for_him(case: CaseMap, entry: Entry, whom: str) -> dict[str, Any]:
    """The values that take the place of an entry's own in his copy."""
    match entry:
        case Person():
            return {"roles": tuple(role for role in entry.roles if role in HARMING)}
        case Behaviour():
            return {"recorded_as": _quotes(case, entry, Reader(PERPETRATOR, whom))}
        case Order():
            return {"title": "Order", "binds": (whom,)}
    return {}


def _shut(entry: Entry, audience: Audience, reader: Reader) -> Decision | None:
    """Why an entry is withheld from him, or of a class that he is not cleared for; an express release clears it."""
    if names_reader(entry.withhold_from, reader):
        return out(WITHHELD)
    kept_as = entry.sensitivity or NORMAL
    if audience.sensitivity(kept_as) == WHOLE or names_reader(entry.release_to, reader):
        return None
    return out(CLASS, kept_as, for_good=False)


def _behaviour(case: CaseMap, behaviour: Behaviour, audience: Audience, reader: Reader) -> Decision:
    if behaviour.by != reader.whom:
        return out(NOT_HIS)
    if shut := _shut(behaviour, audience, reader):
        return shut
    if behaviour.status in _PROVED or names_reader(behaviour.release_to, reader):
        return GIVEN
    if not behaviour.cites:
        return out(NO_SOURCE, for_good=False)
    clear = all(_cleared(case, cite.source, reader) for cite in behaviour.cites)
    return GIVEN if clear else out(NOT_CLEARED, for_good=False)


def _cleared(case: CaseMap, source_id: str, reader: Reader) -> bool:
    """A court that found it, or he himself, if nobody else handed his words over; and nobody forbade to pass it on."""
    source = case.entry(source_id)
    if not isinstance(source, Source) or names_reader(source.withhold_from, reader) or _is_kept_close(source):
        return False
    if source.type == "court":
        return bool(source.court_finding)
    handed_over = bool(source.obtained_from or source.heard_from)
    return source.type == "perpetrator" and not handed_over and _his_own(case, source, reader.whom)


def _is_kept_close(source: Source) -> bool:
    """Whether a source was given a class, or an answer, that forbids to pass its words on."""
    return source.attribution in LIMITED or (source.sensitivity or NORMAL) not in (NORMAL, SOURCE)


def _his_own(case: CaseMap, source: Source, whom: str) -> bool:
    """Whether it was he who spoke; where a map has several perpetrators, only if the source names him."""
    if source.person:
        return source.person == whom
    return sum(1 for person in case.of(Person) if HARMING & set(person.roles)) == 1


def _quotes(case: CaseMap, behaviour: Behaviour, reader: Reader) -> str:
    """The quotes from cleared sources, one a line: the sources themselves do not go with them."""
    return "\n".join(cite.quote for cite in behaviour.cites if cite.quote and _cleared(case, cite.source, reader))


def _goal(case: CaseMap, goal: Goal, audience: Audience, reader: Reader, seen: frozenset[str]) -> Decision:
    if goal.person != reader.whom:
        return out(NOT_HIS)
    if shut := _shut(goal, audience, reader):
        return shut
    targets = {link.to_id for link in case.links_from(goal.id) if link.kind == "targets"}
    if names_reader(goal.release_to, reader) or (targets and targets <= seen):
        return GIVEN
    return out(NOT_CLEARED if targets else NOT_RELEASED, for_good=False)


def _measure(entry: Order | Programme, audience: Audience, reader: Reader) -> Decision:
    """An order that binds him and was served, and his programme."""
    if reader.whom not in (entry.binds if isinstance(entry, Order) else (entry.person,)):
        return out(NOT_HIS)
    if isinstance(entry, Order) and not entry.served:
        return out(NOT_SERVED)
    return _shut(entry, audience, reader) or GIVEN


def clearing_sources(case: CaseMap, behaviour: Behaviour, whom: str) -> tuple[Source, ...]:
    """The sources of a behaviour that he may be told of: he himself, or a court that found it."""
    reader = Reader(PERPETRATOR, whom)
    sources = (case.entry(cite.source) for cite in behaviour.cites if _cleared(case, cite.source, reader))
    return tuple(source for source in sources if isinstance(source, Source))
