"""How closely a thing is kept: the class that somebody gave it, and the classes that follow from what it is.

Derived, never stored: identifiers are restricted by their field; here stand the rules for entries and links (design,
section 5).
"""

from __future__ import annotations

from mapping.casemap import CaseMap
from mapping.entries import (
    Behaviour,
    Cite,
    Entry,
    Link,
    Person,
    ProtectiveEffort,
    Relationship,
    SafetyItem,
    Source,
    SurvivorImpact,
    View,
)

NORMAL, PRIVATE, CHILD, SOURCE, WORKER = "normal", "survivor_private", "child_voice", "source_protected", "worker_only"
BOUNDED, EARLIER = "bounded", "earlier_survivor"
"""Classes that are derived only: what all sources forbid to pass on; another survivor of another relationship."""
_THIRD_PARTIES = frozenset({"relative", "earlier_survivor", "intelligence"})
_LIMITED = frozenset({"safety_only", "session_only"})
_SURVIVORS = frozenset({"survivor", "earlier_survivor"})


def classes_of(case: CaseMap, thing: Entry | Link) -> frozenset[str]:
    """The classes of an entry or a link of this case: its own, and what follows from its kind, people and sources."""
    found = {thing.sensitivity or NORMAL} | _rests_on(case, thing.cites)
    match thing:
        case ProtectiveEffort():
            found.add(PRIVATE)
        case SafetyItem():
            found.add(WORKER)
        case View():
            found |= _of_voice(case, thing.person)
        case Source():
            found |= _of_source(thing)
        case _:
            pass
    if _is_earlier(case, thing):
        found.add(EARLIER)
    return frozenset(found)


def _of_voice(case: CaseMap, identity: str) -> set[str]:
    """Whose words they are: a child's, a survivor's, or those of somebody who would be known by them."""
    roles = _roles(case, identity)
    if "child" in roles:
        return {CHILD}
    if roles & _SURVIVORS:
        return {PRIVATE}
    return set() if roles & {"perpetrator", "co_perpetrator", "professional", "supervisor"} else {SOURCE}


def _of_source(source: Source) -> set[str]:
    found = {BOUNDED} if source.attribution in _LIMITED else set()
    if source.type == "child":
        found.add(CHILD)
    if source.type in _THIRD_PARTIES:
        found.add(SOURCE)
    return found


def _rests_on(case: CaseMap, cites: tuple[Cite, ...]) -> set[str]:
    """What all the sources of a fact have in common; what one other source says too does not rest on a child."""
    each = [
        _of_source(source) | ({source.sensitivity} if source.sensitivity else set())
        for cite in cites
        if isinstance(source := case.entry(cite.source), Source)
    ]
    return set.intersection(*each) if each else set()


def _is_earlier(case: CaseMap, thing: Entry | Link) -> bool:
    """Whether it is about another relationship, and would lead to whoever lived through it."""
    if isinstance(thing, Behaviour) and thing.setting == "earlier_relationship":
        return True
    return any("earlier_survivor" in _roles(case, each) for each in _about(thing))


def _about(thing: Entry | Link) -> tuple[str, ...]:
    """The people whom a thing is about."""
    match thing:
        case Person():
            return (thing.id,)
        case Behaviour():
            return thing.toward
        case SurvivorImpact() | View():
            return (thing.person,)
        case Relationship():
            return (thing.from_id, thing.to_id)
        case Source():
            return (thing.person,)
        case _:
            return ()


def _roles(case: CaseMap, identity: str) -> frozenset[str]:
    person = case.entry(identity)
    return frozenset(person.roles) if isinstance(person, Person) else frozenset()
