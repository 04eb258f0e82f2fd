"""What the map does not say: each finding names its entries and says in a sentence why it matters.

The numbers are those of the map checks of the practice (domain 1.16); findings are questions, never marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mapping.casemap import CaseMap
from mapping.entries import Behaviour, ChildImpact, Gap, Incident, ProtectiveEffort, Source
from mapping.naming import Naming
from mapping.phrasing import begins_with_verb
from mapping.rules import PATHWAY_LINKS
from mapping.wording import NOTHING_MAPPED, how_reached

_WHOSE = "Is there another reason? If not, whose conduct is it?"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the map leaves open: the check's key, the ids it is about, and the question."""

    check: str
    about: tuple[str, ...]
    text: str


def findings(case: CaseMap, naming: Naming | None = None) -> tuple[Finding, ...]:
    """Everything the present checks find, in the order in which a worker would take it up."""
    spoken = naming or Naming(case, veiled=True)
    return tuple(finding for check in _CHECKS for finding in check(case, spoken))


def _children(case: CaseMap, naming: Naming) -> Iterator[Finding]:
    """Check 6: a child on the map with no impact."""
    mapped = {impact.child for impact in case.of(ChildImpact)}
    for child in naming.children:
        if child.id not in mapped:
            who = naming.subject(child.id)
            text = f"{who}: {NOTHING_MAPPED.lower()} {how_reached(naming)}"
            yield Finding("child_without_impact", (child.id,), text)


def _impacts(case: CaseMap, naming: Naming) -> Iterator[Finding]:
    """Check 1: a child impact that no pathway leads to from a behaviour."""
    reached = _reached(case)
    for impact in case.of(ChildImpact):
        if impact.id not in reached:
            child = naming.inside(impact.child)
            led = any(link.kind in PATHWAY_LINKS for link in case.links_to(impact.id))
            known = f"What leads to this impact on {child} goes back to no behaviour."
            text = f"{known if led else f'No arrow leads to this impact on {child}.'} {_WHOSE}"
            yield Finding("impact_without_behaviour", (impact.id,), text)


def _reached(case: CaseMap) -> set[str]:
    """Everything that some pathway leads to from a behaviour."""
    waiting = [behaviour.id for behaviour in case.of(Behaviour)]
    found: set[str] = set()
    while waiting:
        fresh = {link.to_id for link in case.links_from(waiting.pop()) if link.kind in PATHWAY_LINKS} - found
        found |= fresh
        waiting.extend(fresh)
    return found


def _sources(case: CaseMap, naming: Naming) -> Iterator[Finding]:
    """Check 2: a behaviour that nobody is named for, or only he."""
    for behaviour in case.of(Behaviour):
        types = {source.type for cite in behaviour.cites if isinstance(source := case.entry(cite.source), Source)}
        who = naming.inside(behaviour.by)
        if not types:
            text = f"No source is named for this. Who told us that {who} did it?"
            yield Finding("behaviour_without_source", (behaviour.id,), text)
        elif types == {"perpetrator"}:
            text = f"Only {who} has told us of this. Who else would have seen it, or its traces?"
            yield Finding("behaviour_from_him_alone", (behaviour.id,), text)


def _incidents(case: CaseMap, _naming: Naming) -> Iterator[Finding]:
    """Check 3: an incident that evidences no behaviour."""
    for incident in case.of(Incident):
        ends = (case.entry(link.to_id) for link in case.links_from(incident.id) if link.kind == "evidences")
        if not any(isinstance(end, Behaviour) for end in ends):
            text = "This incident stands alone. Which behaviour does it show?"
            yield Finding("incident_without_behaviour", (incident.id,), text)


def _efforts(case: CaseMap, naming: Naming) -> Iterator[Finding]:
    """Check 5: nothing is recorded of what the survivor does to protect the children."""
    acting = {effort.by for effort in case.of(ProtectiveEffort)}
    for survivor in naming.survivors:
        if survivor.id not in acting:
            who = naming.inside(survivor.id)
            text = f"Nothing is recorded of what {who} does to keep the children safe. Has anyone asked?"
            yield Finding("survivor_without_effort", (survivor.id,), text)


def _titles(case: CaseMap, naming: Naming) -> Iterator[Finding]:
    """A behaviour whose title does not begin with what he does."""
    for behaviour in case.of(Behaviour):
        if not begins_with_verb(behaviour.title):
            who = naming.inside(behaviour.by)
            text = f"This does not say what {who} did. Begin with the verb: took, shouted, hid …"
            yield Finding("title_not_verb_first", (behaviour.id,), text)


def _gaps(case: CaseMap, _naming: Naming) -> Iterator[Finding]:
    """Check 18: no gap recorded, which no real case is without."""
    if case.entries and not case.of(Gap):
        text = "Nothing is written down as not known yet. What would we need to ask, and whom?"
        yield Finding("no_gap_recorded", (), text)


_CHECKS: tuple[Callable[[CaseMap, Naming], Iterator[Finding]], ...] = (
    _children, _impacts, _sources, _incidents, _efforts, _titles, _gaps,
)  # fmt: skip
