"""On what a card or an arrow rests: the sources named for it, who says otherwise; it weighs nothing up."""

from __future__ import annotations

from mapping.casemap import CaseMap
from mapping.checks.ground import OPEN_STATES
from mapping.entries import Entry, Gap, Link, Source
from mapping.lanes import is_card
from mapping.naming import Naming
from mapping.veil import veiled_text
from mapping.vocabulary import load_vocabulary
from mapping.wording import source_title

_DISPUTED = "disputed"
_CONTRADICTS = "contradicts"


def cards(case: CaseMap) -> tuple[Entry, ...]:
    """Everything that stands on the map as a card; people, sources and notes about the map's own words do not."""
    return tuple(entry for entry in case.entries.values() if is_card(entry) and not is_settled(entry))


def is_settled(entry: Entry) -> bool:
    """Whether a question has its answer: then it is off the map, whatever the answer is."""
    return isinstance(entry, Gap) and entry.state not in OPEN_STATES


def sources_of(case: CaseMap, thing: Entry | Link) -> tuple[Source, ...]:
    """The sources named for a card or an arrow, each once."""
    if not thing.cites:
        return ()
    named = dict.fromkeys(cite.source for cite in thing.cites)
    return tuple(source for each in named if isinstance(source := case.entry(each), Source))


def contradicting(case: CaseMap, identity: str) -> tuple[Source, ...]:
    """The sources that say otherwise."""
    found = (case.entry(link.from_id) for link in case.links_to(identity) if link.kind == _CONTRADICTS)
    return tuple(source for source in found if isinstance(source, Source))


def disputed(case: CaseMap) -> frozenset[str]:
    """Every card and arrow that is said to be disputed, or of which some source says otherwise; not who is right."""
    things: tuple[Entry | Link, ...] = (*cards(case), *case.links.values())
    said = {thing.id for thing in things if thing.status == _DISPUTED}
    ends = (case.entries[link.to_id] for link in case.links.values() if link.kind == _CONTRADICTS)
    return frozenset(said | {end.id for end in ends if is_card(end)})


def source_called(case: CaseMap, identity: str, naming: Naming) -> str:
    """What a source, or the person who is one, is called inside a sentence; without names when these are veiled."""
    source = case.entry(identity)
    if not isinstance(source, Source):
        return naming.inside(identity)
    return veiled_text(source_title(source, naming, load_vocabulary()), naming)
