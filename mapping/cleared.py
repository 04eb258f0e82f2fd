"""What the perpetrator may see: five kinds, and of each only what has been cleared (design, section 5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mapping.casemap import CaseMap
from mapping.entries import Behaviour, Entry, Goal, Order, Person, Programme, Source

AUDIENCE = "perpetrator_may_see"
_PROVED = frozenset({"admitted", "found", "convicted"})
_HARMING = frozenset({"perpetrator", "co_perpetrator"})
Shown = tuple[Entry, dict[str, Any]]
"""An entry that he may see, and the values that take the place of its own."""


def cleared_for(case: CaseMap, whom: str, classes: frozenset[str]) -> Iterator[Shown]:
    """Each entry that the perpetrator `whom` may see; `classes` are the classes of sensitivity cleared for him."""
    person = case.entries[whom]
    assert isinstance(person, Person)
    yield person, {"roles": tuple(role for role in person.roles if role in _HARMING)}
    seen = frozenset(each.id for each in case.of(Behaviour) if _behaviour(case, each, whom, classes))
    for behaviour in case.of(Behaviour):
        if behaviour.id in seen:
            yield behaviour, {"recorded_as": _quotes(case, behaviour, whom)}
    for goal in case.of(Goal):
        if _goal(case, goal, whom, seen, classes):
            yield goal, {}
    for order in case.of(Order):
        if whom in order.binds and order.served and _open(order, whom, classes):
            yield order, {"title": "Order", "binds": (whom,)}
    for programme in case.of(Programme):
        if programme.person == whom and _open(programme, whom, classes):
            yield programme, {}


def _named(readers: tuple[str, ...], whom: str) -> bool:
    return AUDIENCE in readers or f"{AUDIENCE}:{whom}" in readers


def _open(entry: Entry, whom: str, classes: frozenset[str]) -> bool:
    """Neither withheld from him nor of a class that he is not cleared for; an express release clears the class."""
    if _named(entry.withhold_from, whom):
        return False
    return (entry.sensitivity or "normal") in classes or _named(entry.release_to, whom)


def _behaviour(case: CaseMap, behaviour: Behaviour, whom: str, classes: frozenset[str]) -> bool:
    if behaviour.by != whom or not _open(behaviour, whom, classes):
        return False
    if behaviour.status in _PROVED or _named(behaviour.release_to, whom):
        return True
    return bool(behaviour.cites) and all(_cleared(case, cite.source, whom) for cite in behaviour.cites)


def _cleared(case: CaseMap, source_id: str, whom: str) -> bool:
    """A court that found it, or he himself, if nobody else handed his words over."""
    source = case.entry(source_id)
    if not isinstance(source, Source) or _named(source.withhold_from, whom):
        return False
    if source.type == "court":
        return bool(source.court_finding)
    handed_over = bool(source.obtained_from or source.heard_from)
    return source.type == "perpetrator" and not handed_over and _his_own(case, source, whom)


def _his_own(case: CaseMap, source: Source, whom: str) -> bool:
    """Whether it was he who spoke; where a map has several perpetrators, only if the source names him."""
    if source.person:
        return source.person == whom
    return sum(1 for person in case.of(Person) if _HARMING & set(person.roles)) == 1


def _quotes(case: CaseMap, behaviour: Behaviour, whom: str) -> str:
    """The quotes from cleared sources, one a line: the sources themselves do not go with them."""
    return "\n".join(cite.quote for cite in behaviour.cites if cite.quote and _cleared(case, cite.source, whom))


def _goal(case: CaseMap, goal: Goal, whom: str, seen: frozenset[str], classes: frozenset[str]) -> bool:
    if goal.person != whom or not _open(goal, whom, classes):
        return False
    if _named(goal.release_to, whom):
        return True
    targets = {link.to_id for link in case.links_from(goal.id) if link.kind == "targets"}
    return bool(targets) and targets <= seen
