"""Under whose name a question stands: each child, the one who harms, the other parent, or the record; no screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mapping.casemap import CaseMap
from mapping.checks import Finding
from mapping.entries import Behaviour, ChildImpact, Entry, Person, ProtectiveEffort, SurvivorImpact
from mapping.naming import Naming
from mapping.rules import HARMING_ROLES, VICTIM_ROLES
from mapping.wording import person_of

RECORD = ""
"""Where a question stands that is about the map as a whole, or about the work around it."""
RECORD_TITLE = "The record"
_THEIRS = (Person, Behaviour, ChildImpact, ProtectiveEffort, SurvivorImpact)


@dataclass(frozen=True, slots=True, repr=False)
class Group:
    """The questions about one person (an id), or about the record, with the words over them."""

    person: str
    title: str
    findings: tuple[Finding, ...]


def grouped(case: CaseMap, findings: Iterable[Finding], naming: Naming) -> tuple[Group, ...]:
    """The findings by whom they are about: children first, then those who harm, those who are harmed, the record."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(whose(case, finding), []).append(finding)
    order = [person.id for person in (*naming.children, *naming.perpetrators, *naming.survivors)]
    ranked = sorted(found, key=lambda each: order.index(each) if each in order else len(order) + (each == RECORD))
    return tuple(Group(each, title_of_group(each, naming), tuple(found[each])) for each in ranked)


def title_of_group(person: str, naming: Naming) -> str:
    """What stands over the questions about somebody."""
    return naming.subject(person) if person else RECORD_TITLE


def whose(case: CaseMap, finding: Finding) -> str:
    """The id of the one whom a finding is about, RECORD where it is about several or about nobody."""
    return next(iter(_protecting(case, finding)), "") or whose_entries(case, finding.about)


def _protecting(case: CaseMap, finding: Finding) -> Iterator[str]:
    """Where the answer is what somebody does to protect, the question is about that person."""
    for mend in finding.mends:
        if mend.kind == ProtectiveEffort.kind:
            yield str(dict(mend.values).get("by", ""))


def whose_entries(case: CaseMap, about: tuple[str, ...]) -> str:
    """The one person whom all of these entries are about; RECORD where there are several or none."""
    people = {_person(case.entry(identity)) for identity in about}
    person = case.entry(next(iter(people))) if len(people) == 1 else None
    roles = frozenset(person.roles) if isinstance(person, Person) else frozenset()
    return person.id if person is not None and roles & (HARMING_ROLES | VICTIM_ROLES | {"child"}) else RECORD


def _person(entry: Entry | None) -> str:
    return person_of(entry) if isinstance(entry, _THEIRS) or (entry is not None and hasattr(entry, "person")) else ""
