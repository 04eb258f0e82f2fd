"""What a worker who meets the perpetrator must not hint at, by topic: all of the map that is not cleared for him.

Each entry stands under one topic, that which would cost most. It says nothing of how a meeting is held.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mapping.binding import HARMING
from mapping.casemap import CaseMap
from mapping.cleared import decide_for_him
from mapping.entries import (
    Action,
    Allegation,
    Behaviour,
    ChangeEvidence,
    ChildImpact,
    Entry,
    FamilyImpact,
    Gap,
    Goal,
    Incident,
    Order,
    Person,
    Programme,
    ProtectiveEffort,
    Relationship,
    Response,
    Source,
    SurvivorImpact,
    View,
)
from mapping.folding import words_in
from mapping.readers import PERPETRATOR, audiences
from mapping.sensitivity import CHILD, EARLIER, PRIVATE, SOURCE, classes_of

EFFORTS, HERS, CHILDS, OTHERS, EARLIER_ONES = "efforts", "hers", "childs", "others", "earlier"
PLACES, GAPS, PLANS, NOT_YET, RECORDED = "places", "gaps", "plans", "not_yet", "recorded"
TOPICS: Final = (EFFORTS, HERS, CHILDS, OTHERS, EARLIER_ONES, PLACES, GAPS, PLANS, NOT_YET, RECORDED)
"""The topics in the order in which they are told."""
_OF_THE_MAP = (Behaviour, Incident, FamilyImpact, Allegation, ChangeEvidence)
_THIRD = frozenset({"relative", "intelligence"})


def may_see(case: CaseMap, whom: str) -> frozenset[str]:
    """The ids of what the perpetrator `whom` may see."""
    decisions = decide_for_him(case, audiences()[PERPETRATOR], whom)
    return frozenset(identity for identity, decision in decisions.items() if decision.kept)


def unhinted(case: CaseMap, whom: str) -> Mapping[str, tuple[Entry, ...]]:
    """The entries that must not be hinted at to `whom`, by topic; a topic without any has none."""
    seen = may_see(case, whom)
    found: dict[str, list[Entry]] = {topic: [] for topic in TOPICS}
    for entry in case.ordered_entries:
        if entry.id not in seen and (topic := topic_of(case, entry, whom)):
            found[topic].append(entry)
    return {topic: tuple(entries) for topic, entries in found.items()}


def topic_of(case: CaseMap, entry: Entry, whom: str) -> str:
    """The topic of an entry that is not cleared; "" for what tells him nothing."""
    match entry:
        case Person():
            return PLACES if entry.identifiers and entry.id != whom else ""
        case ProtectiveEffort():
            return EFFORTS
        case Gap():
            return GAPS
        case Response() | Action():
            return PLANS
        case Goal() | Order() | Programme():
            return NOT_YET if _is_his(entry, whom) else ""
    if EARLIER in classes_of(case, entry):
        return EARLIER_ONES if not isinstance(entry, Source) else ""
    return _by_voice(case, entry, whom)


def _is_his(entry: Goal | Order | Programme, whom: str) -> bool:
    return whom in (entry.binds if isinstance(entry, Order) else (entry.person,))


def _by_voice(case: CaseMap, entry: Entry, whom: str) -> str:
    """By whoever said it or whom it is about, a child before the survivor before others."""
    voices = _voices(case, entry)
    if isinstance(entry, ChildImpact) or CHILD in voices:
        return CHILDS
    if isinstance(entry, SurvivorImpact) or PRIVATE in voices:
        return HERS
    if SOURCE in voices:
        return OTHERS
    if isinstance(entry, _OF_THE_MAP) and not _is_of_another(case, entry, whom):
        return RECORDED
    return RECORDED if isinstance(entry, Relationship) and entry.account else ""


def _is_of_another(case: CaseMap, entry: Entry, whom: str) -> bool:
    """Whether it is only about another who harms: that is told to that one's worker."""
    person = case.entry(getattr(entry, "by", "") or getattr(entry, "person", "") or "")
    return isinstance(person, Person) and person.id != whom and bool(set(person.roles) & HARMING)


def _voices(case: CaseMap, entry: Entry) -> set[str]:
    """Whose words any of its sources passed on, and how closely it is kept itself."""
    if isinstance(entry, Source):
        return set()
    found = set(classes_of(case, entry)) & {CHILD, PRIVATE, SOURCE}
    for cite in entry.cites:
        source = case.entry(cite.source)
        if isinstance(source, Source):
            found |= voice_of(case, source)
    return found if not isinstance(entry, View) else set(classes_of(case, entry)) & {CHILD, PRIVATE, SOURCE}


def voice_of(case: CaseMap, source: Source) -> set[str]:
    """Whose words a source holds: the class of a child's, of the survivor's, of somebody's near the family, or none."""
    person = case.entry(source.person)
    roles = set(person.roles) if isinstance(person, Person) else set()
    if source.type == "child" or "child" in roles or _speaks(case, source, "child"):
        return {CHILD}
    if source.type == "survivor" or "survivor" in roles or _speaks(case, source, "survivor"):
        return {PRIVATE}
    return (
        {SOURCE} if source.type in _THIRD or roles & {"relative", "ally_of_survivor", "ally_of_perpetrator"} else set()
    )


def _speaks(case: CaseMap, source: Source, role: str) -> bool:
    """Whether a source says by its first word whose words it holds: "mother to police", "children’s interviews"."""
    begins = [word.removesuffix("'s") for word in words_in(source.who)[:1]]
    called = {case.header.label(role).casefold(), *({"child", "children"} if role == "child" else ())}
    for person in case.of(Person):
        if role in person.roles:
            called |= {*words_in(person.label), *words_in(person.name)}
    return any(word in called for word in begins)
