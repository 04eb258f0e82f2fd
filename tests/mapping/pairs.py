"""What a pair of copies reveals, worked out a second time and more simply: by the records of both, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from mapping.audience import candidates, cut
from mapping.casemap import CaseMap
from mapping.comparing import CHANGED, ONLY_HERE, Released, Revealed, compare
from mapping.readers import Reader, audiences
from mapping.records import record_of
from tests.canaries import AGENCY, CANARY, rich_case

KEEPING = {"reader_reason", "withhold_from", "release_to", "sensitivity", "position", "show_in_room"}


def readers(case: CaseMap) -> list[Reader]:
    """Every reader of a case, for the first person whose copy it may be, and for the last."""
    found = []
    for name in audiences():
        agency = AGENCY if name == "partner_agency" else ""
        people = [person.id for person in candidates(case, Reader(name))] or [""]
        found += [Reader(name, whom, agency) for whom in dict.fromkeys((people[0], people[-1]))]
    return found


def leaves(record: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every value of a record with the path to it; places in a list count for nothing."""
    if isinstance(record, dict):
        for key, value in record.items():
            if key not in KEEPING or place:
                yield from leaves(value, f"{place}.{key}")
    elif isinstance(record, list):
        for value in record:
            yield from leaves(value, place)
    else:
        yield place, str(record)


def things(copy: CaseMap) -> dict[str, frozenset[tuple[str, str]]]:
    return {each.id: frozenset(leaves(record_of(each))) for each in (*copy.ordered_entries, *copy.ordered_links)}


def wrongly_told(case: CaseMap, one: Reader, other: Reader) -> list[str]:
    """What the comparison of these two copies keeps silent about, or makes up; ids and fields only."""
    first, second = (things(cut(case, reader).copy) for reader in (one, other))
    told: dict[str, list[Revealed]] = {}
    for each in compare(Released(case, one), Released(case, other)).found:
        told.setdefault(each.entry, []).append(each)
    wrong = [f"{identity} made up" for identity in told if identity and first.get(identity) == second.get(identity)]
    for identity in first.keys() | second.keys():
        here, there = first.get(identity, frozenset()), second.get(identity, frozenset())
        for mine, theirs, is_first in ((here, there, True), (there, here, False)):
            beside = {canary for _, text in theirs for canary in CANARY.findall(text)}
            # A label stands where the other copy has a name: it is no secret.
            secret = {
                place.split(".")[1]
                for place, text in mine
                for canary in CANARY.findall(text)
                if canary not in beside and "|label|" not in canary
            }
            ours = [each for each in told.get(identity, ()) if each.first == is_first or each.sort == CHANGED]
            fields = {each.field.partition(".")[0] for each in ours}
            if not any(each.sort == ONLY_HERE for each in ours) and secret - fields:
                wrong.append(f"{identity} silent about {sorted(secret - fields)}")
    return wrong


def wrong_in(seed: int) -> list[str]:
    """What is wrongly told of any pair of readers of one case."""
    case = rich_case(seed, 2)
    return [each for pair in combinations(readers(case), 2) for each in wrongly_told(case, *pair)]
