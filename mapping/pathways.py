"""Each pathway to harm: what he does, what that changes, what it does to a child; and the sentences that say so."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from mapping.casemap import CaseMap
from mapping.effects import Following, effect_sentence, mark_inferred
from mapping.entries import Behaviour, ChildImpact, Entry, Intersection, Link, Response
from mapping.naming import Naming
from mapping.phrasing import begins_with_verb, ended, is_present, lowered
from mapping.rules import PATHWAY_LINKS
from mapping.vocabulary import load_vocabulary
from mapping.voice import Voices, capital
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


_LATEST: list[tuple[tuple[object, ...], tuple[Pathway, ...]]] = []
"""The pathways found last, by ids, with what they depend on: several views ask for the same after each act."""


def pathways(case: CaseMap) -> tuple[Pathway, ...]:
    """Every pathway of a case, by behaviour and then by what follows."""
    from mapping.graph import paths

    shape = _shape(case)
    for held, found in _LATEST:
        if held == shape:
            return found
    found = tuple(_pathway(case, path) for path in paths(case))
    _LATEST[:] = [(shape, found)]
    return found


def _shape(case: CaseMap) -> tuple[object, ...]:
    """All that the pathways of a case depend on; a title that is written anew is no part of it."""
    arrows = tuple(
        (link.id, link.kind, link.from_id, link.to_id, link.pathway)
        for link in case.ordered_links
        if link.kind in PATHWAY_LINKS
    )
    impacts = tuple((impact.id, impact.child) for impact in case.of(ChildImpact))
    return arrows, impacts, tuple(behaviour.id for behaviour in case.of(Behaviour))


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
    return f"{said_of(behaviour, naming)} {rest_of(case, pathway, naming)}"


def said_of(behaviour: Behaviour, naming: Naming) -> str:
    """What he does as a sentence with him as its subject; a title that is not verb first gets the fallback frame."""
    who = naming.subject(behaviour.by)
    if begins_with_verb(behaviour.title):
        return ended(f"{who} {lowered(behaviour.title)}")
    owner = f"{who}’" if who.endswith("s") else f"{who}’s"
    return ended(f"{owner} conduct: {behaviour.title}")


def rest_of(case: CaseMap, pathway: Pathway, naming: Naming) -> str:
    """What follows from the behaviour, read aloud, without the behaviour itself."""
    behaviour = case.entries[pathway.behaviour]
    now = begins_with_verb(behaviour.title) and is_present(behaviour.title)
    following = Following(Voices(case, naming), now=now)
    parts = [_between(case.entries[step], behaviour, following) for step in pathway.via]
    parts.append(effect_sentence(case.entries[pathway.impact], following, last=True))
    unsure = any(is_inferred(link.status) for link in _links(case, pathway.steps))
    return " ".join(parts) + (" (That the one led to the other is inferred.)" if unsure else "")


def _between(entry: Entry, behaviour: Entry, following: Following) -> str:
    """A step on the way: an effect, a circumstance that was used, or what a service did."""
    match entry:
        case Intersection():
            part = _made_use_of(entry, behaviour, following)
        case Response() if entry.agency and begins_with_verb(entry.title):
            part = f"It worked through {entry.agency}, which {lowered(entry.title)}"
        case Response():
            part = f"It worked through what {entry.agency or 'a service'} did: {lowered(entry.title)}"
        case _:
            return effect_sentence(entry, following)
    following.nobody()
    return mark_inferred(ended(part), entry)


def _made_use_of(entry: Intersection, behaviour: Entry, following: Following) -> str:
    """A circumstance is used; it causes nothing."""
    voices, actor = following.voices, str(getattr(behaviour, "by", ""))
    who = voices.pronoun(actor, "subject") or voices.naming.inside(actor)
    own = f"{voices.pronoun(actor, 'possessive') or voices.owner(actor)} own"
    whose = own if entry.person == actor else voices.owner(entry.person)
    term = load_vocabulary().term("intersection", entry.category)
    label = voices.naming.fill(term.label) if term.known else term.label
    what = label if entry.category else entry.title
    return f"{capital(who)} made use of a circumstance of {whose}: {what}"
