"""Whose copy it is: what of a case concerns the one person that a copy is for, where there are several.

Two survivors, two perpetrators, one child of four: what is only about another of them is not theirs to read. It knows
people and links, and refuses to know fields and classes. What keeps a thing out is looked for in the whole case; what
lets it in, in what the reader may have, so that nothing is there because of something that is not.
"""

from __future__ import annotations

from collections.abc import Iterator

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
    Response,
    SafetyItem,
    SurvivorImpact,
    View,
)
from mapping.readers import agency_key

HARMING = frozenset({"perpetrator", "co_perpetrator"})
_SURVIVORS = frozenset({"survivor", "earlier_survivor"})
_PARENTING = frozenset({"parent", "step_parent", "carer"})
_TELLING = (Behaviour, ProtectiveEffort, SurvivorImpact, FamilyImpact, ChildImpact, Allegation, Order)
"""What says whose matter it is that something else is joined to."""


def concerned(case: CaseMap, granted: CaseMap, bound: str, whom: str, agency: str = "") -> frozenset[str]:
    """The ids of the entries that concern the person `whom`, whose role `bound` the copy is made for.

    `granted` is what of the case this reader may have. `bound` is "perpetrator", "survivor" or "child"; for a child,
    `agency` is whose copy it is.
    """
    match bound:
        case "survivor":
            return _of_survivor(case, granted, whom)
        case "perpetrator":
            return _of_perpetrator(case, granted, whom)
        case "child":
            return _of_child(case, granted, whom, agency)
    return frozenset(case.entries)


def others(case: CaseMap, whom: str, *roles: str) -> frozenset[str]:
    """The people who have one of these roles, without this one."""
    return frozenset(person.id for person in case.of(Person) if set(person.roles) & set(roles)) - {whom}


def _elsewhere(case: CaseMap, kept: set[str], whom: str, rest: frozenset[str]) -> Iterator[str]:
    """What happened and what services did, where everything that it is joined to is somebody else's.

    Where nothing says whose matter it is, and there are others of the part (`rest`), it is taken for theirs.
    """
    for entry in (*case.of(Incident), *case.of(Response)):
        ends = [link.to_id for link in case.links_from(entry.id)] + [link.from_id for link in case.links_to(entry.id)]
        joined = [each for each in ends if isinstance(case.entry(each), _TELLING)]
        nobodys = bool(rest) and not joined and whom not in getattr(entry, "present", ())
        if nobodys or (joined and kept.isdisjoint(joined)):
            yield entry.id


# ------------------------------------------------------------------------------------------------- a survivor


def _of_survivor(case: CaseMap, granted: CaseMap, whom: str) -> frozenset[str]:
    rest = others(case, whom, *_SURVIVORS) | _children_of_others(case, whom)
    kept = {entry.id for entry in case.entries.values() if _is_hers(case, entry, whom, rest)}
    if others(case, whom, "survivor"):
        kept -= {each.id for each in case.of(Behaviour) if not each.toward and not _reaches(granted, each, rest)}
    kept -= _led_to_elsewhere(case, granted, kept, (FamilyImpact,))
    return frozenset(kept.difference(_elsewhere(case, kept, whom, others(case, whom, "survivor"))))


def _children_of_others(case: CaseMap, whom: str) -> frozenset[str]:
    """The children who have, of the survivors on the map, only others for a parent."""
    parents: dict[str, set[str]] = {}
    survivors = others(case, "", *_SURVIVORS)
    for tie in case.of(Relationship):
        if tie.relation in _PARENTING and tie.from_id in survivors:
            parents.setdefault(tie.to_id, set()).add(tie.from_id)
    return frozenset(child for child in others(case, "", "child") if child in parents and whom not in parents[child])


def _is_hers(case: CaseMap, entry: Entry, whom: str, rest: frozenset[str]) -> bool:
    if isinstance(entry, Intersection):
        return entry.person == whom or entry.person in others(case, whom, "child") - rest
    if isinstance(entry, Action):
        return _serves_her(case, entry, whom, rest)
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
        case ChildImpact():
            return (entry.child,)
        case Allegation():
            return (entry.by, entry.about)
        case Order():
            return entry.protects
        case Incident():
            return entry.present
        case Person():
            return (entry.id,)
    return ()


def _serves_her(case: CaseMap, action: Action, whom: str, rest: frozenset[str]) -> bool:
    """Whether an action is about her, a child of hers, or something she does, and about nobody else."""
    about = _about(case, action)
    hers = {whom} | others(case, whom, "child") - rest
    return bool(about) and all(
        each.id in hers or (isinstance(each, ProtectiveEffort) and each.by == whom) for each in about
    )


def _about(case: CaseMap, action: Action) -> tuple[Entry, ...]:
    """What an action is about, and what it serves."""
    serves = [link.to_id for link in case.links_from(action.id) if link.kind == "serves"]
    return tuple(entry for each in (action.about, *serves) if (entry := case.entry(each)))


def _reaches(granted: CaseMap, behaviour: Behaviour, rest: frozenset[str]) -> bool:
    """Whether an act of which nobody says at whom it was aimed reaches her, or a child of hers."""
    from mapping.graph import ends_of  # networkx comes with the first copy that is asked for

    ends = ends_of(granted, (behaviour.id,))
    hurt = {impact.person for impact in granted.of(SurvivorImpact) if impact.id in ends}
    return bool((hurt | {impact.child for impact in granted.of(ChildImpact) if impact.id in ends}) - rest)


def _led_to_elsewhere(
    case: CaseMap, granted: CaseMap, kept: set[str], kinds: tuple[type[Entry], ...]
) -> frozenset[str]:
    """The effects that follow only from what is somebody else's."""
    from mapping.graph import ends_of

    acts = {each.id for each in case.of(Behaviour)}
    elsewhere = ends_of(case, acts - kept) - ends_of(granted, acts & kept)
    return frozenset(each.id for kind in kinds for each in case.of(kind) if each.id in elsewhere)


# ---------------------------------------------------------------------------------------------- a perpetrator


def _of_perpetrator(case: CaseMap, granted: CaseMap, whom: str) -> frozenset[str]:
    rest = others(case, whom, *HARMING)
    kept = {entry.id for entry in case.entries.values() if _is_his(case, entry, whom, rest)}
    kept -= _led_to_elsewhere(case, granted, kept, (FamilyImpact, SurvivorImpact, ChildImpact))
    return frozenset(kept.difference(_elsewhere(case, kept, whom, rest)))


def _is_his(case: CaseMap, entry: Entry, whom: str, rest: frozenset[str]) -> bool:
    match entry:
        case Behaviour():
            return entry.by == whom
        case Goal() | ChangeEvidence() | Programme() | Engagement() | Intersection():
            return entry.person == whom
        case Order():
            return whom in entry.binds
        case Allegation():
            return whom in (entry.by, entry.about)
        case Action():
            return _is_about_him(case, entry, whom)
        case Person() | View():
            return (entry.id if isinstance(entry, Person) else entry.person) not in rest
    return True


def _is_about_him(case: CaseMap, action: Action, whom: str) -> bool:
    """Whether an action is about him, or what he does or must do: what is planned beside others is not told."""
    about = _about(case, action)
    meant = (Behaviour, Goal, ChangeEvidence, Programme, Engagement, Order)
    return bool(about) and all(
        each.id == whom or (isinstance(each, meant) and _is_his(case, each, whom, frozenset())) for each in about
    )


# ---------------------------------------------------------------------------------------------------- a child


def _of_child(case: CaseMap, granted: CaseMap, whom: str, agency: str) -> frozenset[str]:
    from mapping.graph import starts_of

    rest = others(case, whom, "child")
    impacts = {impact.id for impact in granted.of(ChildImpact) if impact.child == whom}
    before = starts_of(granted, impacts)
    kept = impacts | {each.id for each in case.of(FamilyImpact) if each.id in before}
    for each in case.of(Behaviour):
        if _touches(each, whom) or (each.id in before and not rest & set(each.toward)):
            kept.add(each.id)
    kept.update(entry.id for entry in case.entries.values() if _for_child(case, entry, whom, agency, rest))
    return frozenset(kept | _adults(case, kept, whom))


def _touches(behaviour: Behaviour, child: str) -> bool:
    there = {row.child for row in behaviour.children if row.position != "unaware"}
    return child in behaviour.toward or child in there


def _for_child(case: CaseMap, entry: Entry, whom: str, agency: str, rest: frozenset[str]) -> bool:
    match entry:
        case Person():
            return entry.id == whom
        case Relationship():
            return whom in (entry.from_id, entry.to_id)
        case Order():
            return whom in entry.protects
        case Goal():
            return whom in entry.toward
        case Action():
            return _is_theirs(case, entry, agency, rest)
        case SafetyItem():
            return bool(agency)
        case View():
            return entry.person == whom
    return False


def _is_theirs(case: CaseMap, action: Action, agency: str, rest: frozenset[str]) -> bool:
    """Whether an action is one of this agency, and about no other child."""
    if not agency or agency_key(action.agency) != agency_key(agency):
        return False
    return not any(
        {each.id, getattr(each, "child", ""), getattr(each, "person", "")} & rest for each in _about(case, action)
    )


def _adults(case: CaseMap, kept: set[str], whom: str) -> frozenset[str]:
    """Those who harm and those who are harmed; of several, those who are in what the child lives with."""
    ties = [(tie.from_id, tie.to_id) for tie in case.of(Relationship)]
    tied = {each for tie in ties if whom in tie for each in tie}
    tied |= {each for act in case.of(Behaviour) if act.id in kept for each in (act.by, *act.toward)}
    tied |= {goal.person for goal in case.of(Goal) if goal.id in kept}
    tied |= {each for order in case.of(Order) if order.id in kept for each in order.binds}
    found: set[str] = set()
    for roles in (HARMING, {"survivor"}):
        people = others(case, "", *roles)
        found |= people if len(people) == 1 else people & tied
    return frozenset(found)
