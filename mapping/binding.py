"""Whose copy it is: what of a case concerns the one person that a copy is for, where there are several.

Two survivors, two perpetrators, one child of four: what is only about another of them is not theirs to read. It knows
people and links, and refuses to know fields and classes.
"""

from __future__ import annotations

from mapping.casemap import CaseMap
from mapping.entries import (
    Action,
    Allegation,
    Behaviour,
    ChangeEvidence,
    ChildImpact,
    Engagement,
    Entry,
    FamilyImpact,
    Goal,
    Incident,
    Intersection,
    Order,
    Person,
    Programme,
    ProtectiveEffort,
    Relationship,
    SafetyItem,
    SurvivorImpact,
    View,
)
from mapping.graph import ends_of, starts_of

HARMING = frozenset({"perpetrator", "co_perpetrator"})


def concerned(case: CaseMap, bound: str, whom: str, agency: str = "") -> frozenset[str]:
    """The ids of the entries that concern the person `whom`, whose role `bound` the copy is made for.

    `bound` is "perpetrator", "survivor" or "child"; for a child, `agency` is whose copy it is.
    """
    match bound:
        case "survivor":
            found = {entry.id for entry in case.entries.values() if _of_survivor(case, entry, whom)}
        case "perpetrator":
            found = _of_perpetrator(case, whom)
        case "child":
            found = _of_child(case, whom, agency)
        case _:
            return frozenset(case.entries)
    return frozenset(found)


def others(case: CaseMap, whom: str, *roles: str) -> frozenset[str]:
    """The people who have one of these roles, without this one."""
    return frozenset(person.id for person in case.of(Person) if set(person.roles) & set(roles)) - {whom}


# ------------------------------------------------------------------------------------------------- a survivor


def _of_survivor(case: CaseMap, entry: Entry, whom: str) -> bool:
    rest = others(case, whom, "survivor", "earlier_survivor")
    if isinstance(entry, Intersection):
        return entry.person == whom or entry.person in others(case, whom, "child")
    if isinstance(entry, Action):
        return _is_hers(case, entry, whom)
    about = set(_people_of(entry))
    return whom in about or not about & rest


def _people_of(entry: Entry) -> tuple[str, ...]:
    """The people whom an entry is about, as far as that decides whose copy it may stand in."""
    match entry:
        case Behaviour() | Goal():
            return entry.toward
        case ProtectiveEffort():
            return (entry.by,)
        case SurvivorImpact() | View():
            return (entry.person,)
        case Allegation():
            return (entry.by, entry.about)
        case Order():
            return entry.protects
        case Incident():
            return entry.present
        case Person():
            return (entry.id,)
    return ()


def _is_hers(case: CaseMap, action: Action, whom: str) -> bool:
    """Whether an action is about her, a child, or something she does."""
    about = case.entry(action.about)
    if isinstance(about, Person):
        return about.id == whom or "child" in about.roles
    return isinstance(about, ProtectiveEffort) and about.by == whom


# ---------------------------------------------------------------------------------------------- a perpetrator


def _of_perpetrator(case: CaseMap, whom: str) -> set[str]:
    rest = others(case, whom, *HARMING)
    out = {entry.id for entry in case.entries.values() if not _of_his(entry, whom, rest)}
    reached = ends_of(case, {entry.id for entry in case.of(Behaviour) if entry.id not in out})
    elsewhere = ends_of(case, {entry.id for entry in case.of(Behaviour) if entry.id in out}) - reached
    effects = {entry.id for kind in (FamilyImpact, SurvivorImpact, ChildImpact) for entry in case.of(kind)}
    return set(case.entries) - out - (elsewhere & effects)


def _of_his(entry: Entry, whom: str, rest: frozenset[str]) -> bool:
    match entry:
        case Behaviour():
            return entry.by == whom
        case Goal() | ChangeEvidence() | Programme() | Engagement() | Intersection():
            return entry.person == whom
        case Order():
            return whom in entry.binds
        case Allegation():
            return whom in (entry.by, entry.about)
        case Person() | View():
            return (entry.id if isinstance(entry, Person) else entry.person) not in rest
    return True


# ---------------------------------------------------------------------------------------------------- a child


def _of_child(case: CaseMap, whom: str, agency: str) -> set[str]:
    rest = others(case, whom, "child")
    impacts = {impact.id for impact in case.of(ChildImpact) if impact.child == whom}
    on_the_way = starts_of(case, impacts)
    kept = impacts | {each.id for each in case.of(FamilyImpact) if each.id in on_the_way}
    kept |= {each.id for each in case.of(Behaviour) if each.id in on_the_way or _touches(each, whom)}
    for entry in case.entries.values():
        if _for_child(entry, whom, agency, rest):
            kept.add(entry.id)
    return kept


def _touches(behaviour: Behaviour, child: str) -> bool:
    there = {row.child for row in behaviour.children if row.position != "unaware"}
    return child in behaviour.toward or child in there


def _for_child(entry: Entry, whom: str, agency: str, rest: frozenset[str]) -> bool:
    match entry:
        case Person():
            return entry.id == whom or bool(set(entry.roles) & (HARMING | {"survivor"}))
        case Relationship():
            return whom in (entry.from_id, entry.to_id)
        case Order():
            return whom in entry.protects
        case Goal():
            return whom in entry.toward and not rest & set(entry.toward)
        case Action():
            return bool(agency) and entry.agency.casefold() == agency.casefold() and entry.about not in rest
        case SafetyItem():
            return bool(agency)
        case View():
            return entry.person == whom
    return False
