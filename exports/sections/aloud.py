"""One entry as it is read aloud by itself, with whoever acts as its subject; it knows no table and no list."""

from __future__ import annotations

from exports.sections.telling import Telling, called, shortened
from mapping.effects import whose
from mapping.entries import (
    Behaviour,
    ChildImpact,
    Entry,
    Intersection,
    Person,
    ProtectiveEffort,
    Relationship,
    Response,
    Session,
    Source,
    SurvivorImpact,
)
from mapping.pathways import said_of
from mapping.phrasing import begins_with_verb, ended, lowered
from mapping.voice import capital


def aloud(entry: Entry, told: Telling) -> str:
    """The entry as a sentence, where a card says who acts or whom it is about; else what it is called."""
    naming = told.naming
    match entry:
        case Behaviour():
            return said_of(entry, naming)
        case ProtectiveEffort() if begins_with_verb(entry.title):
            return ended(f"{naming.subject(entry.by)} {lowered(entry.title)}")
        case ProtectiveEffort():
            return f"{naming.subject(entry.by)}: {entry.title}"
        case ChildImpact() | SurvivorImpact() | Intersection():
            return f"{naming.subject(whose(entry))}: {called(entry, told)}"
        case Response() if entry.agency:
            return f"{capital(entry.agency)}: {entry.title}"
        case Relationship():
            tie = told.label("relation", entry.relation)
            return ended(f"{naming.subject(entry.from_id)} {tie} {naming.inside(entry.to_id)}")
        case Person():
            return naming.short(entry.id)
        case Source():
            return capital(told.who(entry).text)
        case Session() if entry.purpose:
            return capital(": ".join(filter(None, (entry.title, entry.purpose))))
    return capital(entry.title or shortened(entry.account) or called(entry, told))
