"""What a reader could infer from what stands in a copy: who alone could have known it, and what a demand answers.

It looks at the sources in the whole case, which the reader is not shown, and at no word of a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mapping.binding import HARMING
from mapping.casemap import CaseMap
from mapping.clues import parties
from mapping.entries import Behaviour, Entry, Goal, Person, Source
from mapping.granting import unnamed_sources
from mapping.naming import Naming
from mapping.readers import OWN_AGENCY, PERPETRATOR, Reader

ONLY_SOURCE, ONLY_UNNAMED, GOAL_BEHIND = "only_source", "only_unnamed", "goal_behind"
_PROVED = frozenset({"admitted", "found", "convicted"})
_SPEAKS_OPENLY = HARMING | {"professional", "supervisor", "interpreter"}
_TO_NOBODY = frozenset({OWN_AGENCY, "training"})
"""Readers to whom nothing is to be inferred: one has everything, the others know nobody."""
_DEEPEST = 4
"""So many hands through which something may have come are followed."""


@dataclass(frozen=True, slots=True)
class Inference:
    """That a card of a copy lets something be inferred: its id on the map, which sort, and who is given away."""

    entry: str
    clue: str
    party: str = ""


def inferences(case: CaseMap, copy: CaseMap, reader: Reader) -> Iterator[Inference]:
    """What can be inferred from the copy of this reader, which has the ids of the whole case."""
    if reader.audience in _TO_NOBODY:
        return
    naming = Naming(case, veiled=True)
    unnamed = unnamed_sources(case, reader)
    for kept in copy.ordered_entries:
        entry = case.entries[kept.id]
        if reader.audience == PERPETRATOR:
            yield from _for_him(case, copy, entry, reader.whom, naming)
        elif _rests_on_one(sources_of(case, entry), unnamed):
            yield Inference(entry.id, ONLY_UNNAMED)


def _rests_on_one(sources: tuple[Source, ...], unnamed: frozenset[str]) -> bool:
    """Whether one party alone says so, and is not to be named."""
    return unnamed.issuperset(each.id for each in sources) and len({_who(each) for each in sources}) == 1


def _for_him(case: CaseMap, copy: CaseMap, entry: Entry, whom: str, naming: Naming) -> Iterator[Inference]:
    if isinstance(entry, Goal):
        targets = {link.to_id for link in case.links_from(entry.id) if link.kind == "targets"}
        if targets - copy.entries.keys():
            yield Inference(entry.id, GOAL_BEHIND)
    if isinstance(entry, Behaviour) and entry.status not in _PROVED:
        found = {_party(case, each, whom, naming) for each in sources_of(case, entry)}
        if len(found) == 1 and (party := found.pop()[0]):
            yield Inference(entry.id, ONLY_SOURCE, party)


def sources_of(case: CaseMap, entry: Entry) -> tuple[Source, ...]:
    """The sources that say so."""
    sources = (case.entry(cite.source) for cite in entry.cites)
    return tuple(each for each in sources if isinstance(each, Source))


def rests_freely(case: CaseMap, entry: Entry, whom: str) -> bool:
    """Whether a card holds only what `whom` said himself, with nobody between, or what a court found."""
    sources = sources_of(case, entry)
    if not sources:
        return entry.status in ("found", "convicted")
    return all(each.court_finding if each.type == "court" else _is_own(each, whom) for each in sources)


def _is_own(source: Source, whom: str) -> bool:
    said = source.type == "perpetrator" and source.person in ("", whom)
    return said and not (source.obtained_from or source.heard_from)


def _party(case: CaseMap, source: Source, whom: str, naming: Naming, depth: int = 0) -> tuple[str, str]:
    """Who is behind a source and must not be given away, in words and as a key; two empty texts for nobody."""
    for each in (source.person, source.heard_from):
        found = case.entry(each)
        if isinstance(found, Person) and found.id != whom and not set(found.roles) & _SPEAKS_OPENLY:
            return naming.inside(found.id), found.id
        if isinstance(found, Source) and depth < _DEEPEST:
            party = _party(case, found, whom, naming, depth + 1)
            if party[0]:
                return party
    words = naming.fill(parties().get(source.type, ""))
    return (words, _who(source)) if words else ("", "")


def _who(source: Source) -> str:
    """Two sources with the same key are taken for the same party."""
    return source.person or f"{source.type} {(source.agency or source.who).casefold().strip()}"
