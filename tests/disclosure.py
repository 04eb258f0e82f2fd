"""The proof for one rich case and one reader: what must not be in a copy is not, and what may be is, all of it.

The long proof does the same for more cases. It knows the readers' rules by tests/expected.py alone.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from exports.interchange import write_text
from mapping.audience import Reader, candidates, cut, granted, view
from mapping.casemap import CaseMap
from mapping.entries import Entry, Person
from mapping.fields import LINE, LINES, PROSE, ROWS, fields_of
from tests.canaries import AGENCY, CANARY
from tests.expected import Expectation

DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_DECIDES = {"type", "obtained_from", "agency", "name", "label"}
"""Texts by which something is decided for other things, or by which people are called everywhere."""


@dataclass(frozen=True)
class Found:
    """What is in a copy and should not be, what should be and is not, and how much there was to find."""

    forbidden: tuple[str, ...]
    missing: tuple[str, ...]
    permitted: int


def reader_of(case: CaseMap, audience: str, seed: int) -> Reader:
    """A reader of this case: a copy for several is for one after another, by the seed."""
    found = candidates(case, Reader(audience))
    whom = found[seed % len(found)].id if found else ""
    return Reader(audience, whom, AGENCY if audience == "partner_agency" else "")


def look(case: CaseMap, reader: Reader, make: Callable[[CaseMap, Reader], CaseMap] | None = None) -> Found:
    """Compare a copy with what was worked out a second time: entries, canaries and days.

    Of a copy for training it is what is granted, before all is replaced; nothing more may be there when it was.
    """
    make = make or (view if reader.audience != "training" else lambda of, who: granted(of, who).copy)
    wanted = Expectation(case, reader.audience, reader.whom, reader.agency)
    text, kept = write_text(make(case, reader)), granted(case, reader).copy
    there = {*CANARY.findall(text), *DAY.findall(text), *kept.entries, *kept.links}
    should = {*_called(case, wanted.canaries), *wanted.days, *wanted.kept}
    return Found(tuple(sorted(there - should)), tuple(sorted(should - there)), len(should))


def planted_in(case: CaseMap) -> int:
    """How many canaries and days a whole case holds."""
    whole = write_text(case)
    return len({*CANARY.findall(whole), *DAY.findall(whole)})


def _called(case: CaseMap, canaries: set[str]) -> set[str]:
    """The canaries, with the labels that stand in the place of names."""
    people = {person.id: person.label for person in case.of(Person)}
    said = " ".join(
        people[each.removeprefix("label of ")] if each.startswith("label of ") else each for each in canaries
    )
    return set(CANARY.findall(said))


def otherwise(case: CaseMap, reader: Reader) -> CaseMap:
    """Another case that differs from this one only in what this reader does not get.

    Every text of what is left out says something else, and what is left out and nothing else names is not there at all.
    """
    kept = cut(case, reader).copy
    changed = {each: entry if each in kept.entries else _rewritten(entry) for each, entry in case.entries.items()}
    joined = {end for link in case.links.values() for end in (link.from_id, link.to_id)}
    named = {each for entry in case.entries.values() for each in _ids_in(entry)}
    gone = {each for each in changed if each not in kept.entries and each not in joined | named}
    entries = {each: entry for each, entry in changed.items() if each not in gone}
    links = {each: link if each in kept.links else _rewritten(link) for each, link in case.links.items()}
    return CaseMap(case.header, entries, links)


def _ids_in(entry: Entry) -> set[str]:
    return set(re.findall(r"'([a-z_]+\.?\d+)'", str([getattr(entry, field.name) for field in fields_of(type(entry))])))


def _rewritten(thing: Any) -> Any:
    """The same with other words in it, wherever no decision hangs on the words."""
    new: dict[str, Any] = {}
    for field in fields_of(type(thing)):
        value = getattr(thing, field.name)
        if not value or field.name in _DECIDES:
            continue
        if field.shape.form in (LINE, PROSE) and not field.shape.pattern and field.name != "kind":
            new[field.name] = "something else altogether"
        elif field.shape.form == LINES:
            new[field.name] = ("something else", "and more", "and more")
        elif field.shape.form == ROWS:
            new[field.name] = tuple(_rewritten(row) for row in value)
    return dataclasses.replace(thing, **new)
