"""Each pathway to harm: what he does, what that changes, what it does to a child; and the sentences that say so."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from mapping.casemap import CaseMap
from mapping.entries import (
    Behaviour,
    ChildImpact,
    Entry,
    FamilyImpact,
    Intersection,
    Link,
    Response,
    SurvivorImpact,
)
from mapping.graph import paths
from mapping.naming import Naming
from mapping.phrasing import begins_with_finite_verb, begins_with_verb, ended, lowered
from mapping.rules import PATHWAY_LINKS
from mapping.vocabulary import load_vocabulary
from mapping.wording import is_inferred


@dataclass(frozen=True, slots=True)
class Pathway:
    """One path by ids: the behaviour, what lies between, the impact, its child, and the catalogue's pathway (or "")."""

    behaviour: str
    via: tuple[str, ...]
    impact: str
    child: str
    pathway: str

    @property
    def steps(self) -> tuple[str, ...]:
        """All ids from the behaviour to the impact."""
        return (self.behaviour, *self.via, self.impact)


def pathways(case: CaseMap) -> tuple[Pathway, ...]:
    """Every pathway of a case, by behaviour and then by what follows."""
    return tuple(_pathway(case, path) for path in paths(case))


def _pathway(case: CaseMap, path: tuple[str, ...]) -> Pathway:
    impact = case.entries[path[-1]]
    child = impact.child if isinstance(impact, ChildImpact) else ""
    key = next((link.pathway for link in reversed(_links(case, path)) if link.pathway), "")
    return Pathway(path[0], path[1:-1], path[-1], child, key)


def _links(case: CaseMap, path: tuple[str, ...]) -> list[Link]:
    """The links along a path, first to last."""
    return [
        link
        for start, end in pairwise(path)
        for link in case.links_from(start)
        if link.to_id == end and link.kind in PATHWAY_LINKS
    ]


def sentence(case: CaseMap, pathway: Pathway, naming: Naming) -> str:
    """A pathway read aloud: he did this, that changed this, so this child; what is inferred says so."""
    behaviour = case.entries[pathway.behaviour]
    assert isinstance(behaviour, Behaviour)
    parts = [said_of(behaviour, naming)]
    parts.extend(_between(case.entries[step], naming) for step in pathway.via)
    parts.append(_child_part(case.entries[pathway.impact], naming))
    unsure = any(is_inferred(link.status) for link in _links(case, pathway.steps))
    return " ".join(parts) + (" (That the one led to the other is inferred.)" if unsure else "")


def said_of(behaviour: Behaviour, naming: Naming) -> str:
    """What he does as a sentence with him as its subject; a title that is not verb first gets the fallback frame."""
    who = naming.subject(behaviour.by)
    if begins_with_verb(behaviour.title):
        return ended(f"{who} {lowered(behaviour.title)}")
    owner = f"{who}’" if who.endswith("s") else f"{who}’s"
    return ended(f"{owner} conduct: {behaviour.title}")


def _between(entry: Entry, naming: Naming) -> str:
    title = lowered(entry.title)
    match entry:
        case FamilyImpact():
            part = f"At home that meant: {title}"
        case SurvivorImpact():
            part = f"For {naming.inside(entry.person)} it meant: {title}"
        case Intersection():
            what = load_vocabulary().label("intersection", entry.category) if entry.category else title
            part = f"It made use of a circumstance of {naming.inside(entry.person)}: {naming.fill(what)}"
        case Response():
            part = f"It worked through what {entry.agency or 'a service'} did: {title}"
        case ChildImpact():
            part = f"For {naming.inside(entry.child)} it meant: {title}"
        case _:
            part = f"It worked through this: {title}"
    return _marked(ended(part), entry)


def _child_part(entry: Entry, naming: Naming) -> str:
    child = entry.child if isinstance(entry, ChildImpact) else ""
    if begins_with_finite_verb(entry.title):
        return _marked(ended(f"So {naming.inside(child)} {lowered(entry.title)}"), entry)
    return _marked(ended(f"For {naming.inside(child)} it meant: {entry.title}"), entry)


def _marked(part: str, entry: Entry) -> str:
    if is_inferred(entry.status):
        return f"{part.removesuffix('.')} ({load_vocabulary().term('status', entry.status).short})."
    return part
