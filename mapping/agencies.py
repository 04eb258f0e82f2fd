"""Whose account a source is: an agency by whatever spelling, or the kind of source where none is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mapping.casemap import CaseMap
from mapping.entries import Entry, Person, Session, Source
from mapping.folding import folded
from mapping.naming import Naming
from mapping.veil import veiled_text
from mapping.vocabulary import load_vocabulary


@dataclass(frozen=True, slots=True, repr=False)
class Agency:
    """An agency by the key that all its spellings share, and as it was first written."""

    key: str
    name: str

    def called(self, naming: Naming) -> str:
        """What it is called here; without anybody's name when names are veiled."""
        return naming.fill(veiled_text(self.name, naming))


def agency(text: str) -> Agency:
    """The agency of this name."""
    return Agency(folded(text), text.strip())


def speaking(case: CaseMap, source: Source) -> Agency:
    """Whose account a source is: its agency, else that of the person who speaks, else the kind of source it is."""
    person = case.entry(source.person)
    own = source.agency.strip() or (person.agency.strip() if isinstance(person, Person) else "")
    return agency(own or load_vocabulary().label("source_type", source.type))


def acting(entry: Entry) -> str:
    """The key of the agency that did or is to do what an entry says, "" where it says none."""
    return "" if isinstance(entry, Person) else folded(str(getattr(entry, "agency", "")))


def accounts(case: CaseMap) -> tuple[Agency, ...]:
    """Everyone whose account the sources of a case are, in the order of their keys."""
    return _each(speaking(case, source) for source in case.of(Source))


def attending(case: CaseMap) -> tuple[Agency, ...]:
    """Every agency that sat in a session of this case, in the order of their keys."""
    rows = (row for session in case.of(Session) for row in session.attended)
    return _each(agency(row.agency) for row in rows if row.agency.strip())


def seated(case: CaseMap) -> tuple[Agency, ...]:
    """Every agency that could sit in a meeting about this case: those that did, and those whose account a source is.

    People who speak for themselves are no agency: who has a name on the map, and the kinds of source that stand for
    somebody of the family. Nor is a thing: nobody comes for a document.
    """
    sources = (each for each in case.of(Source) if each.agency.strip() or not (each.person or _is_thing(each)))
    told = (speaking(case, each) for each in sources)
    offices = (each for each in told if "{" not in each.name and not each.name.startswith(("A ", "An ")))
    return _each(iter((*attending(case), *offices)))


def _is_thing(source: Source) -> bool:
    return load_vocabulary().term("source_type", source.type).thing


def _each(found: Iterator[Agency]) -> tuple[Agency, ...]:
    named: dict[str, Agency] = {}
    for each in found:
        named.setdefault(each.key, each)
    return tuple(named[key] for key in sorted(named))
