"""A case becomes the smaller case that one reader may have; every document and every screen for others is made from it.

What a reader is not granted is left out of the data, never drawn over. The grants are data
(resources/readers/audiences.toml); what the perpetrator may see has a rule of its own (design, section 5).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from mapping.casemap import CaseMap, natural
from mapping.cleared import cleared_for
from mapping.entries import Entry, Header, Link, Note, Person, Thing
from mapping.errors import CaseError
from mapping.fields import fields_of
from mapping.language.kept import past_wording
from mapping.ownwords import untold
from mapping.references import named_by, needs, renamed, without

_GRANTS = Path(__file__).resolve().parent.parent / "resources" / "readers" / "audiences.toml"
PERPETRATOR = "perpetrator_may_see"
PLANNED = ("meeting", "marac", "court", "programme", "survivor", "partner_agency", "training")
"""Readers who will have a copy of their own one day, and have none yet."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who will read: an audience, and where that leaves a doubt, which person or agency."""

    audience: str
    whom: str = ""


@dataclass(frozen=True, slots=True)
class Grant:
    """What one audience may have: the fields of each kind, and the classes of sensitivity.

    Of a kind that stands in `only`, the audience may have entries of these categories and no others.
    """

    label: str
    classes: frozenset[str]
    fields: Mapping[str, frozenset[str]]
    only: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def allows(self, entry: Entry) -> bool:
        """Whether an entry is of a granted kind, class and category."""
        categories = self.only.get(entry.kind)
        return (
            entry.kind in self.fields
            and (entry.sensitivity or "normal") in self.classes
            and (categories is None or entry.category in categories)
        )


@cache
def grants() -> Mapping[str, Grant]:
    """The grants of every audience that has a copy today."""
    table = tomllib.loads(_GRANTS.read_text(encoding="utf-8"))
    return {
        name: Grant(
            row["label"],
            frozenset(row["classes"]),
            {kind: frozenset(fields) for kind, fields in row["fields"].items()},
            {kind: frozenset(keys) for kind, keys in row.get("only", {}).items()},
        )
        for name, row in table.items()
    }


def view(case: CaseMap, reader: Reader) -> CaseMap:
    """The case that this reader may have, renumbered where something was left out; CaseError for no such reader."""
    grant = grants().get(reader.audience)
    if grant is None:
        raise CaseError(_no_copy(reader.audience))
    if reader.audience == PERPETRATOR:
        return _numbered(_for_perpetrator(case, grant, _whom(case, reader)))
    smaller = _granted(case, grant, reader)
    return smaller if smaller == case else _numbered(smaller)


def _no_copy(audience: str) -> str:
    if audience in PLANNED:
        return f"A copy for the reader “{audience}” comes with a later version; none is made until then."
    known = ", ".join(grants())
    return f"There is no reader of that name. The readers who have a copy today are: {known}."


def _whom(case: CaseMap, reader: Reader) -> str:
    """The id of the perpetrator the copy is for; the only one, where none is named."""
    found = [person.id for person in case.of(Person) if set(person.roles) & {"perpetrator", "co_perpetrator"}]
    if reader.whom:
        if reader.whom not in found:
            raise CaseError("The person named is not a perpetrator on this map. Give the id of the one who is.")
        return reader.whom
    if len(found) != 1:
        several = "This map has more than one perpetrator. Say which of them the copy is for (--for ID)."
        raise CaseError(several if found else "This map has no perpetrator, so there is nothing to show one.")
    return found[0]


def names_reader(readers: tuple[str, ...], reader: Reader) -> bool:
    """Whether a list of readers names this one, by audience alone or with whom."""
    return reader.audience in readers or f"{reader.audience}:{reader.whom}" in readers


def _granted(case: CaseMap, grant: Grant, reader: Reader) -> CaseMap:
    """Every entry and link of a granted kind and class, with its granted fields, less what is withheld."""
    kept = [
        entry for entry in case.ordered_entries if grant.allows(entry) and not names_reader(entry.withhold_from, reader)
    ]
    links = [
        link
        for link in case.ordered_links
        if (link.sensitivity or "normal") in grant.classes and not names_reader(link.withhold_from, reader)
    ]
    smaller = CaseMap(
        _only(case.header, grant),
        {entry.id: _only(entry, grant) for entry in kept},
        {link.id: _only(link, grant) for link in links},
    )
    closed = _closed(smaller, frozenset(case.entries))
    if not closed.of(Note):
        return closed
    known = frozenset(case.entries)
    told = _closed(_without(closed, untold(case, closed)), known)
    return _closed(_without(told, past_wording(told)), known)


def _without(case: CaseMap, gone: frozenset[str]) -> CaseMap:
    entries = {identity: entry for identity, entry in case.entries.items() if identity not in gone}
    return CaseMap(case.header, entries, case.links)


def _for_perpetrator(case: CaseMap, grant: Grant, whom: str) -> CaseMap:
    """Himself, his cleared behaviours with their cleared quotes, his goals, his orders, his programme; nothing else."""
    entries = {entry.id: _only(entry, grant, **values) for entry, values in cleared_for(case, whom, grant.classes)}
    header = Header(id="case", title="Copy for the person named in it", locale=case.header.locale)
    return _closed(CaseMap(header, entries, {}), frozenset(case.entries))


def _only(thing: Any, grant: Grant, **values: Any) -> Any:
    """The same entry or link with nothing but its granted fields; required fields must be granted or given."""
    granted = grant.fields["link" if isinstance(thing, Link) else thing.kind]
    kept = {each.name: getattr(thing, each.name) for each in fields_of(type(thing)) if each.name in granted}
    return type(thing)(**({"id": thing.id} | kept | values))


def _closed(case: CaseMap, known: frozenset[str]) -> CaseMap:
    """The same case with every naming of what is `known` elsewhere and not in it taken out."""
    shelf = dict(case.entries)
    gone = known - shelf.keys()
    while fallen := {entry.id for entry in shelf.values() if needs(entry, gone)}:
        gone |= fallen
        for identity in fallen:
            del shelf[identity]
    links = [link for link in case.links.values() if link.from_id in shelf and link.to_id in shelf]
    return CaseMap(
        case.header,
        {identity: without(entry, gone) for identity, entry in shelf.items()},
        {link.id: without(link, gone) for link in links},
    )


def _numbered(case: CaseMap) -> CaseMap:
    """The same case with new ids in the old order, so that gaps in the numbers tell nothing."""
    new: dict[str, str] = {}
    counts: dict[str, int] = {}
    things: tuple[Thing, ...] = (*case.ordered_entries, *case.ordered_links)
    for thing in things:
        counts[thing.kind] = counts.get(thing.kind, 0) + 1
        new[thing.id] = f"{thing.kind}.{counts[thing.kind]}"
    entries = [renamed(entry, new) for entry in case.ordered_entries]
    links = [renamed(link, new) for link in case.ordered_links]
    return CaseMap(
        case.header,
        {entry.id: entry for entry in sorted(entries, key=lambda entry: natural(entry.id))},
        {link.id: link for link in links},
    )


def left_out(case: CaseMap, smaller: CaseMap) -> int:
    """How many entries of a case are not in a reader's copy of it."""
    return len(case.entries) - len(smaller.entries)


def names_nothing_missing(case: CaseMap) -> bool:
    """Whether every id that is named in a case is in it; holds for every reader's copy."""
    return all(named in case.entries for entry in case.entries.values() for _, _, named in named_by(entry))
