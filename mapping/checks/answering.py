"""Answers to what the checks ask: kept on the map as gaps under the check's key, and taken back by removing the gap.

Four answers are told apart: not asked (but someone will), asked and not known, none observed, and known but
deliberately not written here, which needs no reason, no person and no day.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from mapping.casemap import CaseMap, ChangeSet
from mapping.checks.asking import findings
from mapping.checks.finding import Finding
from mapping.checks.ground import OPEN_STATES, gaps_of_checks
from mapping.checks.words import check_words
from mapping.commands import add, edit, fresh_id
from mapping.entries import Asked, Gap, Link, Person
from mapping.errors import CaseError

ANSWERS = ("asked_unknown", "none_observed", "answered", "kept_elsewhere")
"""The states in which a question has been answered."""
_LONGEST = 300


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What was answered to a check: the gap that holds it (removing it takes the answer back) and how it stands.

    `state` is one of ANSWERS, or "not_asked" where someone (`of`) is to be asked by a day (`by`).
    """

    check: str
    about: tuple[str, ...]
    text: str
    state: str
    on: str
    of: str
    by: str
    gap: str

    def __repr__(self) -> str:
        return f"Answer({self.check}: {self.gap})"


def answers(case: CaseMap) -> tuple[Answer, ...]:
    """Every answer on the map, in the order of the checks."""
    kept = gaps_of_checks(case)
    return tuple(_answer(check, gap, about) for check in check_words() for gap, about in kept.get(check, ()))


def _answer(check: str, gap: Gap, about: tuple[str, ...]) -> Answer:
    waiting = gap.state in OPEN_STATES
    return Answer(
        check, about, gap.title, "not_asked" if waiting else gap.state, gap.asked_on,
        gap.who_might_know if waiting else gap.asked_of, gap.by, gap.id,
    )  # fmt: skip


def answered(case: CaseMap, finding: Finding) -> Gap | Asked | None:
    """What answers a finding: a gap of its check about one of its entries, or what was asked about a child."""
    for gap, about in gaps_of_checks(case).get(finding.check, ()):
        if set(about) & set(finding.about) or not (about or finding.about):
            return gap
    if finding.check in ("child_without_impact", "child_life_not_asked"):
        people = (case.entry(identity) for identity in finding.about)
        rows = (row for person in people if isinstance(person, Person) for row in person.asked)
        return next((row for row in rows if row.state not in OPEN_STATES), None)
    return None


def answer(case: CaseMap, finding: Finding, state: str, on: str = "", of: str = "") -> ChangeSet:
    """Keep an answer to a finding: `state` is one of ANSWERS, `on` a day in EDTF, `of` who was asked.

    Raises CaseError for a state that is no answer and for a day that is none.
    """
    if state not in ANSWERS:
        raise CaseError("Choose one of the answers: not known, none observed, answered, or not to be written here.")
    return _keep(case, finding, state=state, asked_on=on, asked_of=of.strip(), by="")


def ask_later(case: CaseMap, finding: Finding, who: str, by: str) -> ChangeSet:
    """Make a finding a question to someone by a day (EDTF). Raises CaseError where one of the two is missing."""
    if not who.strip() or not by.strip():
        raise CaseError("A question that waits needs a person and a day. Say who might know, and by when to ask.")
    return _keep(case, finding, state="not_asked", who_might_know=who.strip(), by=by.strip())


def _keep(case: CaseMap, finding: Finding, **values: Any) -> ChangeSet:
    """The gap that holds an answer, new, or as it was kept before with another answer."""
    for gap, about in gaps_of_checks(case).get(finding.check, ()):
        if set(about) == set(finding.about):
            return edit(case, gap.id, **values)
    words = check_words().get(finding.check)
    sensitivity = words.sensitivity if words else "agency_internal"
    empty = Gap(
        id=fresh_id(case, "gap"), title=_question(case, finding), category=finding.check, sensitivity=sensitivity
    )
    gap = dataclasses.replace(empty, **values)
    return add(case, gap, links=_links(case, gap.id, finding.about))


def _links(case: CaseMap, gap: str, about: tuple[str, ...]) -> tuple[Link, ...]:
    made: list[Link] = []
    for identity in about:
        fresh = fresh_id(case, "about", [link.id for link in made])
        made.append(Link(id=fresh, kind="about", from_id=gap, to_id=identity))
    return tuple(made)


def _question(case: CaseMap, finding: Finding) -> str:
    """The question as it is kept: without names, because a name that changes would stay in it."""
    same = (each.text for each in findings(case) if each.check == finding.check and each.about == finding.about)
    return next(same, finding.text)[:_LONGEST]
