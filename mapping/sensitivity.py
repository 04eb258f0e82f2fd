"""How closely a thing is kept: the class that somebody gave it, and the classes that follow from what it is.

Derived, never stored: identifiers are restricted by their field; here stand the rules for entries and links (design,
section 5). It knows no reader.
"""

from __future__ import annotations

from mapping.casemap import CaseMap
from mapping.entries import Behaviour, Entry, Incident, Link, Person, ProtectiveEffort, SafetyItem, Source, View
from mapping.references import named_by

NORMAL, PRIVATE, CHILD, SOURCE, WORKER = "normal", "survivor_private", "child_voice", "source_protected", "worker_only"
BOUNDED, EARLIER = "bounded", "earlier_survivor"
"""Classes that are derived only: what all sources forbid to pass on; another survivor of another relationship."""
LIMITED = frozenset({"safety_only", "session_only"})
"""Attributions of sources whose words stay where they were said."""
_THIRD_PARTIES = frozenset({"relative", "earlier_survivor", "intelligence"})
_SURVIVORS = frozenset({"survivor", "earlier_survivor"})
_SPEAK_FOR_WORK = frozenset({"perpetrator", "co_perpetrator", "professional", "supervisor"})


def classes_of(case: CaseMap, thing: Entry | Link) -> frozenset[str]:
    """The classes of an entry or a link of this case: its own, and what follows from its kind, people and sources."""
    return own_classes(case, thing) | resting_classes(case, thing)


def own_classes(case: CaseMap, thing: Entry | Link) -> frozenset[str]:
    """The class that a thing was given, and what follows from its kind and from whom it is about."""
    found = {thing.sensitivity or NORMAL}
    match thing:
        case ProtectiveEffort():
            found.add(PRIVATE)
        case SafetyItem():
            found.add(WORKER)
        case View():
            found |= _of_voice(case, thing.person)
        case Source():
            # Of a source, "protects who said so" is kept by leaving out who it is: see is_unnamed.
            found = (found - {SOURCE} or {NORMAL}) | _of_source(thing)
        case _:
            pass
    if _is_earlier(case, thing):
        found.add(EARLIER)
    return frozenset(found)


def resting_classes(case: CaseMap, thing: Entry | Link) -> frozenset[str]:
    """What all the sources of a fact have in common; what one other source says too does not rest on a child."""
    each = classes_by_source(case, thing)
    return frozenset.intersection(*each) if each else frozenset()


def classes_by_source(case: CaseMap, thing: Entry | Link) -> tuple[frozenset[str], ...]:
    """For each source of a fact, the classes that the fact would have if nobody else said so."""
    sources = (case.entry(cite.source) for cite in thing.cites)
    return tuple(_handed_on(source) for source in sources if isinstance(source, Source))


def is_unnamed(source: Source) -> bool:
    """Whether it may not be told who said it: they said so, or it is kept so and nobody has asked them."""
    return source.attribution == "unattributed" or (source.sensitivity == SOURCE and source.attribution != "named")


def _of_voice(case: CaseMap, identity: str) -> set[str]:
    """Whose words they are: a child's, a survivor's, or those of somebody who would be known by them."""
    roles = _roles(case, identity)
    if "child" in roles:
        return {CHILD}
    if roles & _SURVIVORS:
        return {PRIVATE}
    return set() if roles & _SPEAK_FOR_WORK else {SOURCE}


def _of_source(source: Source) -> set[str]:
    found = {BOUNDED} if source.attribution in LIMITED else set()
    if source.type == "child":
        found.add(CHILD)
    if source.type in _THIRD_PARTIES:
        found.add(SOURCE)
    if source.type == "earlier_survivor":
        found.add(EARLIER)
    return found


def _handed_on(source: Source) -> frozenset[str]:
    """The classes of what rests on a source: its own, but that who said so is protected; the fact may go without."""
    return frozenset(_of_source(source) | ({source.sensitivity} - {"", NORMAL, SOURCE}))


def _is_earlier(case: CaseMap, thing: Entry | Link) -> bool:
    """Whether it is about another relationship, or leads to whoever lived through it."""
    if isinstance(thing, Person):
        return "earlier_survivor" in thing.roles
    if isinstance(thing, Behaviour) and thing.setting == "earlier_relationship":
        return True
    if isinstance(thing, Incident) and any(_shows_earlier(case, link) for link in case.links_from(thing.id)):
        return True
    return any("earlier_survivor" in _roles(case, named) for _, _, named in named_by(thing))


def _shows_earlier(case: CaseMap, link: Link) -> bool:
    shown = case.entry(link.to_id)
    return link.kind == "evidences" and isinstance(shown, Behaviour) and shown.setting == "earlier_relationship"


def _roles(case: CaseMap, identity: str) -> frozenset[str]:
    person = case.entry(identity)
    return frozenset(person.roles) if isinstance(person, Person) else frozenset()
