"""The day on which a map is looked at again, in the words in which people agree on one."""

from __future__ import annotations

from datetime import date

import pytest

from mapping.agreed import agree, day_ahead, look_again
from mapping.entries import Action, Session
from mapping.errors import CaseError
from tests.cases import case_of

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Friday", "2026-12-04"),
        ("3 April", "2027-04-03"),
        ("in six weeks", "2027-01-11"),
        ("6 weeks", "2027-01-11"),
        ("in a fortnight", "2026-12-14"),
        ("in three months", "2027-02-28"),
        ("in a year", "2027-11-30"),
        ("2027-01-08", "2027-01-08"),
        ("30/01/2027", "2027-01-30"),
    ],
)
def test_a_day_to_come_is_exact_in_whatever_words(words: str, day: str) -> None:
    assert day_ahead(words, TODAY) == day
    case = case_of()
    assert case.apply(look_again(case, f"on {words}.", TODAY)).header.review_on == day


@pytest.mark.parametrize(
    "words", ["soon", "2020-01-01", "in 9999999 years", "in 900 years' time or so", "", "2027-02-30"]
)
def test_what_is_no_day_to_come_is_refused_with_examples(words: str) -> None:
    with pytest.raises(CaseError, match="still to come"):
        look_again(case_of(), words, TODAY)


def test_what_an_agency_does_may_be_due_in_so_many_weeks() -> None:
    case = case_of(Session(id="m1", when="2026-11-30"))
    case = case.apply(agree(case, "m1", "police: visit him at work by two weeks", TODAY))
    (action,) = case.of(Action)
    assert action.by == "2026-12-14"
