"""How a case stands towards each step: the cards it holds, the questions of the map that belong to it; no score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mapping.casemap import CaseMap
from mapping.checks import Finding
from mapping.entries import Behaviour, Entry, Person, View
from mapping.guided.steps import Step
from mapping.layout import family
from mapping.marks import is_high_risk
from mapping.wording import person_of

_OF_A_CATEGORY = frozenset(
    {"behaviour_without_source", "behaviour_from_him_alone", "title_not_verb_first", "fact_grown_old"}
)
"""Questions about behaviours that several steps share: each belongs where its behaviour does."""


@dataclass(frozen=True, slots=True, repr=False)
class Standing:
    """One step, for one child where it goes child by child: the ids that it holds, and what the map still asks."""

    step: Step
    child: str = ""
    held: tuple[str, ...] = ()
    lacks: tuple[Finding, ...] = ()

    @property
    def key(self) -> str:
        """What tells it from all others, also after the case has changed."""
        return f"{self.step.key}:{self.child}" if self.child else self.step.key

    def __repr__(self) -> str:
        return f"Standing({self.key})"


def standings(case: CaseMap, steps: Iterable[Step], findings: Iterable[Finding]) -> tuple[Standing, ...]:
    """Each step as the case stands towards it; one that goes child by child is there once for each child."""
    asked = tuple(findings)
    return tuple(
        Standing(step, child, _held(case, step, child), tuple(_lacking(case, step, child, asked)))
        for step in steps
        for child in _each(case, step)
    )


def _each(case: CaseMap, step: Step) -> tuple[str, ...]:
    if step.each != "child":
        return ("",)
    return tuple(person.id for person in case.of(Person) if "child" in person.roles) or ("",)


def _held(case: CaseMap, step: Step, child: str) -> tuple[str, ...]:
    found = (entry for entry in case.ordered_entries if entry.kind in step.kinds)
    return tuple(entry.id for entry in found if _belongs(case, step, child, entry))


def _belongs(case: CaseMap, step: Step, child: str, entry: Entry) -> bool:
    if isinstance(entry, Behaviour):
        within = family(entry.category)
        wanted = (not step.categories or within in step.categories) and within not in step.not_categories
        return wanted and (is_high_risk(entry) or not step.danger)
    if child:
        return person_of(entry) == child
    if isinstance(entry, View) and step.whose:
        person = case.entry(entry.person)
        return isinstance(person, Person) and step.whose in person.roles
    return True


def _lacking(case: CaseMap, step: Step, child: str, asked: tuple[Finding, ...]) -> Iterator[Finding]:
    for finding in asked:
        if finding.check not in step.checks:
            continue
        about = [entry for each in finding.about if (entry := case.entry(each)) is not None]
        if child and not any(child in (entry.id, person_of(entry)) for entry in about):
            continue
        if finding.check in _OF_A_CATEGORY and not any(_belongs(case, step, "", entry) for entry in about):
            continue
        yield finding
