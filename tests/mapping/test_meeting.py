"""What became of each attempt to meet the one who harms, in few words."""

from __future__ import annotations

import pytest

from mapping.entries import Engagement
from mapping.meeting import others, outcome_said
from mapping.vocabulary import load_vocabulary
from tests.cases import case_of


def attempt(identity: str, outcome: str = "", when: str = "") -> Engagement:
    return Engagement(id=identity, title="visit", person="p1", outcome=outcome, when=when)


def said(case, identity: str) -> str:
    return outcome_said(case, case.entries[identity], lambda key: load_vocabulary().label("engagement_outcome", key))


def test_never_tried_is_an_answer_that_is_said() -> None:
    assert said(case_of(attempt("M1", "never_tried")), "M1") == "never tried"


def test_nothing_is_said_where_nobody_wrote_it() -> None:
    assert said(case_of(attempt("M1")), "M1") == ""


def test_not_found_tells_how_often_it_was_tried_and_when_last() -> None:
    missed = attempt("M1", "not_found", "2026-01-10"), attempt("M2", "not_found", "2026-03-05")
    case = case_of(*missed, attempt("M3", "met", "2026-04-01"))
    assert said(case, "M1") == "not found: 2 attempts, the last 5 Mar 2026"
    assert said(case_of(attempt("M1", "not_found")), "M1") == "not found"


@pytest.mark.parametrize("identity", ["M1", "M2"])
def test_the_other_attempts_are_those_with_the_same_person(identity: str) -> None:
    case = case_of(attempt("M1", "met", "2026-01-10"), attempt("M2", "refused", "2026-02-10"))
    assert [each.id for each in others(case, case.entries[identity])] == [{"M1": "M2", "M2": "M1"}[identity]]
