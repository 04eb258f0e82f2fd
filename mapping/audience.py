"""A case becomes the smaller case that one reader may have; every document and every screen for others is made from it.

What a reader is not granted is left out of the data, never drawn over. The grants are data (mapping/readers.py); what
the perpetrator may see has a rule of its own (design, section 5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from mapping.binding import HARMING, concerned
from mapping.casemap import CaseMap, natural
from mapping.cleared import cleared_for
from mapping.edits import edited
from mapping.entries import Entry, Header, Link, Note, Person, Thing, View
from mapping.errors import CaseError
from mapping.fields import fields_of
from mapping.language.kept import past_wording
from mapping.naming import Naming
from mapping.ownwords import untold
from mapping.readers import ASKED, EDITED, OUT, PERPETRATOR, WHOLE, Audience, audiences
from mapping.references import named_by, needs, renamed, without
from mapping.sensitivity import classes_of

_EVERYONE = frozenset({"own_agency", "meeting", "court", "training"})
"""Readers who have everyone on the map; of others, those whom nothing names stay away."""
_PRINCIPAL = HARMING | {"survivor", "child"}
_NAMELESS = ("name", "aliases", "born", "died", "language", "agency")
"""What is not said of a person who must not be found."""
_TITLE = "Mapping report"
_NOT_OF_AN_AGENCY = re.compile(r"[^A-Za-z0-9_.-]+")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who will read: an audience; where that leaves a doubt, which person; and of a partner agency, its name."""

    audience: str
    whom: str = ""
    agency: str = ""


def view(case: CaseMap, reader: Reader) -> CaseMap:
    """The case that this reader may have, renumbered where something was left out; CaseError for no such reader."""
    audience = audience_of(reader)
    whom = whom_of(case, reader)
    bound = Reader(reader.audience, whom, reader.agency)
    if reader.audience == PERPETRATOR:
        return _numbered(_for_perpetrator(case, audience, whom))
    smaller = _granted(case, audience, bound)
    return smaller if smaller == case else _numbered(smaller)


def audience_of(reader: Reader) -> Audience:
    """The reader's column of the table; CaseError, naming those there are, where there is no such reader."""
    found = audiences().get(reader.audience)
    if found is None:
        raise CaseError(f"There is no reader of that name. The readers are: {', '.join(audiences())}.")
    return found


_ROLES = {"perpetrator": tuple(sorted(HARMING)), "survivor": ("survivor",), "child": ("child",)}
_CALLED = {"perpetrator": "perpetrator", "survivor": "adult survivor", "child": "child"}


def candidates(case: CaseMap, reader: Reader) -> tuple[Person, ...]:
    """The people whom this reader's copy may be for, in order; empty where it is bound to nobody."""
    roles = _ROLES.get(audience_of(reader).bound, ())
    return tuple(person for person in case.of(Person) if set(person.roles) & set(roles))


def whom_of(case: CaseMap, reader: Reader) -> str:
    """The id of the person the copy is for: the one named, else the only one; "" where it is bound to nobody."""
    bound = audience_of(reader).bound
    if not bound:
        return ""
    found, called = [person.id for person in candidates(case, reader)], _CALLED[bound]
    if reader.whom:
        if reader.whom not in found:
            raise CaseError(f"The person named is not {_a(called)} on this map. Give the id of one who is.")
        return reader.whom
    if len(found) != 1:
        several = f"This map has more than one {called}. Say which of them the copy is for (--for ID)."
        raise CaseError(several if found else f"This map has no {called}, so there is nobody whom this copy is for.")
    return found[0]


def _a(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


def names_reader(readers: tuple[str, ...], reader: Reader) -> bool:
    """Whether a list of readers names this one: by audience alone, or with whom or which agency."""
    exact = {reader.audience, f"{reader.audience}:{reader.whom}"}
    if reader.agency:
        exact.add(f"{reader.audience}:{_NOT_OF_AN_AGENCY.sub('_', reader.agency)}")
    return bool(exact & set(readers))


def released_to(thing: Entry | Link, reader: Reader) -> bool:
    """Whether somebody has said that this reader may have what is otherwise kept from such readers."""
    if isinstance(thing, View) and names_reader(thing.may_share_with, reader):
        return True
    if isinstance(thing, Entry) and reader.audience == "meeting" and thing.show_in_room:
        return True
    return isinstance(thing, Entry) and names_reader(thing.release_to, reader)


def grade_of(case: CaseMap, thing: Entry | Link, audience: Audience, reader: Reader) -> str:
    """What this reader has of a thing, by its kind, category, class and readers: whole, edited, or left out."""
    kind = "link" if isinstance(thing, Link) else thing.kind
    only = audience.only.get(kind)
    if not audience.has_kind(kind) or (only is not None and getattr(thing, "category", "") not in only):
        return OUT
    if names_reader(thing.withhold_from, reader):
        return OUT
    grade = audience.grade(classes_of(case, thing))
    if grade == ASKED:
        return WHOLE if released_to(thing, reader) else OUT
    return grade


def _granted(case: CaseMap, audience: Audience, reader: Reader) -> CaseMap:
    """What of the case this reader may have: what concerns whom the copy is for, of a granted kind and class."""
    whose = concerned(case, audience.bound, reader.whom, reader.agency)
    naming = Naming(case, veiled=True)

    def kept(things: tuple[Any, ...]) -> Iterator[Any]:
        for thing in things:
            grade = grade_of(case, thing, audience, reader)
            if grade != OUT:
                yield _only(thing, audience, naming, edit=grade == EDITED)

    entries = {entry.id: entry for entry in kept(tuple(each for each in case.ordered_entries if each.id in whose))}
    links = {link.id: link for link in kept(case.ordered_links)}
    closed = _closed(CaseMap(_header(case, audience, naming), entries, links), frozenset(case.entries))
    if audience.name not in _EVERYONE:
        closed = _closed(_without(closed, _unnamed(closed)), frozenset(case.entries))
    return _with_own_words(case, closed)


def _with_own_words(case: CaseMap, closed: CaseMap) -> CaseMap:
    """The same without the team's own words that would say more than this copy holds."""
    if not closed.of(Note):
        return closed
    known = frozenset(case.entries)
    told = _closed(_without(closed, untold(case, closed)), known)
    return _closed(_without(told, past_wording(told)), known)


def _unnamed(case: CaseMap) -> frozenset[str]:
    """People of no part in the pattern whom nothing in this case names."""
    things: tuple[Entry | Link, ...] = (*case.entries.values(), *case.links.values())
    named = {each for thing in things for _, _, each in named_by(thing)}
    return frozenset(p.id for p in case.of(Person) if p.id not in named and not set(p.roles) & _PRINCIPAL)


def _header(case: CaseMap, audience: Audience, naming: Naming) -> Header:
    """The head of the case; where its title is not granted whole, a title that says nothing of the family."""
    kept: Header = _only(case.header, audience, naming)
    return kept if audience.field("case", "title") == WHOLE else replace(kept, title=_TITLE)


def _without(case: CaseMap, gone: frozenset[str]) -> CaseMap:
    entries = {identity: entry for identity, entry in case.entries.items() if identity not in gone}
    return CaseMap(case.header, entries, case.links)


def _for_perpetrator(case: CaseMap, audience: Audience, whom: str) -> CaseMap:
    """Himself, his cleared behaviours with their cleared quotes, his goals, his orders, his programme; nothing else."""
    classes = frozenset(name for name, grade in audience.classes.items() if grade == WHOLE)
    naming = Naming(case, veiled=True)
    entries = {entry.id: _only(entry, audience, naming, **values) for entry, values in cleared_for(case, whom, classes)}
    header = Header(id="case", title="Copy for the person named in it", locale=case.header.locale)
    return _closed(CaseMap(header, entries, {}), frozenset(case.entries))


def _only(thing: Any, audience: Audience, naming: Naming, *, edit: bool = False, **values: Any) -> Any:
    """The same thing with nothing but its granted fields, edited where the table says so, or all of it where `edit`.

    Required fields must be granted or given.
    """
    kind = "link" if isinstance(thing, Link) else thing.kind
    kept: dict[str, Any] = {"id": thing.id}
    for field in fields_of(type(thing)):
        grade = audience.field(kind, field.name)
        if grade == OUT or field.name in values or (edit and isinstance(thing, Person) and field.name in _NAMELESS):
            continue
        value = getattr(thing, field.name)
        kept[field.name] = edited(field, value, naming) if grade == EDITED or edit else value
    return type(thing)(**(kept | values))


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
