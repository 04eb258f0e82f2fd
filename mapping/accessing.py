"""What a person who asks for their data would get of a case: each entry that holds it, with what may stand against it.

It proposes and gives its reasons, and decides nothing: whether an exemption applies is for a person who knows the law
and the family (practice: law and records; Data Protection Act 2018, Schedule 3, Part 3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mapping.binding import HARMING
from mapping.casemap import CaseMap
from mapping.cleared import clearing_sources
from mapping.entries import (
    Behaviour,
    ChildImpact,
    Entry,
    Gap,
    Person,
    ProtectiveEffort,
    Relationship,
    SafetyItem,
    Source,
    SurvivorImpact,
)
from mapping.errors import CaseError
from mapping.mentions import mentions
from mapping.naming import Naming
from mapping.readers import PERPETRATOR, Reader, names_reader
from mapping.references import named_by
from mapping.sensitivity import CHILD, EARLIER, PRIVATE, SOURCE, classes_of
from mapping.unhinted import voice_of
from mapping.voice import Voices

HARM, EXPECTED, THIRD, WORKER, NONE = "serious_harm", "expected", "third_party", "worker_name", "none"
"""Kinds of proposal: serious harm; an expectation that it is not told; others' data; a worker's name; nothing."""
_WORKERS = frozenset({"professional", "supervisor", "interpreter"})
_CLOSE = {
    CHILD: "child",
    PRIVATE: "hers",
    SOURCE: "source",
    EARLIER: "earlier",
    "bounded": "bounded",
    "restricted": "place",
    "worker_only": "worker",
}
_CHILD_WORDS = frozenset({"child", "children", "son", "daughter", "boy", "girl", "baby"})
_NOT_HERE = "This person is not on the map. Give the id of one who is."


@dataclass(frozen=True, slots=True)
class Proposed:
    """One exemption that may apply to an entry; `because` are the keys of its reasons."""

    exemption: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """An entry that holds data of the person who asks: whose data it holds besides, and what is proposed."""

    entry: str
    others: tuple[str, ...]
    proposed: tuple[Proposed, ...]


def held(case: CaseMap, person: str) -> tuple[Held, ...]:
    """Every entry that is about this person or holds their data, in order, with what may stand against giving it.

    Rather one too many than one too few: what is not listed cannot be decided about. Raises CaseError.
    """
    who = case.entry(person)
    if not isinstance(who, Person):
        raise CaseError(_NOT_HERE)
    words = _words_for(case, who)
    return tuple(_held(case, entry, who) for entry in case.ordered_entries if _holds(case, entry, who, words))


def _words_for(case: CaseMap, who: Person) -> tuple[str, ...]:
    """By which words a text may speak of somebody: names, the label, and the pronouns where these mean nobody else."""
    voices = Voices(case, Naming(case, veiled=True))
    words = {who.name, *who.aliases, who.label, *(case.header.label(role) for role in who.roles)}
    subject = voices.pronoun(who.id, "subject")
    if subject and set(who.roles) & (HARMING | {"survivor"}):
        words |= {subject, voices.pronoun(who.id, "object"), voices.pronoun(who.id, "possessive")}
    if "child" in who.roles and not who.unborn:
        words |= _CHILD_WORDS
    return tuple(" ".join(word.casefold().split()) for word in words if word)


def _holds(case: CaseMap, entry: Entry, who: Person, words: tuple[str, ...]) -> bool:
    if entry.id == who.id or any(named == who.id for _, _, named in named_by(entry)):
        return True
    if isinstance(entry, Person | Relationship):
        return False
    if any(_is(case, cite.source, who) for cite in entry.cites):
        return True
    linked = {link.to_id for link in case.links_from(entry.id)} | {link.from_id for link in case.links_to(entry.id)}
    if any(who.id in (getattr(end, "by", ""), getattr(end, "person", ""), getattr(end, "child", "")) for each in linked
           if (end := case.entry(each))):  # fmt: skip
        return True
    return not isinstance(entry, Source) and mentions(entry, words)


def _is(case: CaseMap, source: str, who: Person) -> bool:
    found = case.entry(source)
    return isinstance(found, Source) and found.person == who.id


def _held(case: CaseMap, entry: Entry, who: Person) -> Held:
    others = _others(case, entry, who)
    harm = tuple(dict.fromkeys(_harm(case, entry, who)))
    found = [Proposed(HARM, harm)] if harm else []
    if "child" in who.roles and (CHILD in classes_of(case, entry) or "child" in tuple(_told_by(case, entry))):
        found.append(Proposed(EXPECTED))
    workers = [each for each in others if _roles(case, each) & _WORKERS]
    if len(others) > len(workers):
        found.append(Proposed(THIRD))
    if workers:
        found.append(Proposed(WORKER))
    return Held(entry.id, others, tuple(found) or (Proposed(NONE),))


def _others(case: CaseMap, entry: Entry, who: Person) -> tuple[str, ...]:
    """Whose data it holds besides: whom it names, who said it, and whose name stands in its words."""
    found = dict.fromkeys(named for _, kinds, named in named_by(entry) if _roles(case, named))
    for cite in entry.cites:
        source = case.entry(cite.source)
        if isinstance(source, Source) and source.person:
            found[source.person] = None
    found |= {
        person.id: None
        for person in case.of(Person)
        if person.id != entry.id
        and not isinstance(entry, Person | Source)
        and mentions(entry, _words_for(case, person))
    }
    return tuple(each for each in found if each != who.id)


def _roles(case: CaseMap, identity: str) -> frozenset[str]:
    person = case.entry(identity)
    return frozenset(person.roles) if isinstance(person, Person) else frozenset()


def _harm(case: CaseMap, entry: Entry, who: Person) -> Iterator[str]:
    """Why giving it may do serious harm: where somebody who harms asks, or may ask for a child."""
    harms, child = bool(set(who.roles) & HARMING), "child" in who.roles
    if not (harms or child) or (entry.id == who.id and harms):
        return
    match entry:
        case ProtectiveEffort():
            yield "effort"
        case SafetyItem():
            yield "worker"
        case Gap():
            yield "gap"
        case ChildImpact():
            yield "child_impact"
        case SurvivorImpact():
            yield "survivor_impact"
        case Person() if entry.identifiers:
            yield "place"
    yield from (_CLOSE[name] for name in sorted(classes_of(case, entry)) if name in _CLOSE and name != "worker_only")
    yield from _told_by(case, entry)
    if harms and names_reader(entry.withhold_from, Reader(PERPETRATOR, who.id)):
        cleared = isinstance(entry, Behaviour) and clearing_sources(case, entry, who.id)
        yield "withheld" if not cleared else "withheld_although"
    if child and any(reader.partition(":")[0] == PERPETRATOR for reader in entry.withhold_from):
        yield "withheld"


def _told_by(case: CaseMap, entry: Entry) -> Iterator[str]:
    """Whether it shows that a child, the survivor, an earlier survivor or somebody near the family spoke."""
    for cite in entry.cites:
        source = case.entry(cite.source)
        if isinstance(source, Source):
            yield from (_CLOSE[name] for name in sorted(voice_of(case, source)))
            if source.type == "earlier_survivor" or "earlier_survivor" in _roles(case, source.person):
                yield "earlier"
            if source.attribution == "unattributed":
                yield "source"
