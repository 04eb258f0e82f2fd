"""What a case would bring is told in numbers and in questions, by role, before anybody has agreed to it."""

from dataclasses import replace

import pytest

from mapping.arriving import as_another, changed, holdings, questions, remarks
from mapping.casemap import CaseMap
from mapping.commands import edit
from mapping.entries import ENTRY_CLASSES, Position
from tests.cases import (
    PUBLISHED_NAMES,
    arrow,
    behaviour,
    case_of,
    child_impact,
    effort,
    family_impact,
    goal,
    one_of_every_kind,
    published,
)

CASE = case_of(behaviour(), behaviour("B2"), child_impact(), effort(), arrow("harms", "B1", "I1"))


def test_each_kind_that_is_there_is_counted_under_its_own_words() -> None:
    assert holdings(CASE) == (
        ("People", 3),
        ("Of these, children", 1),
        ("What he does", 2),
        ("What that does to each child", 1),
        ("What she does to keep the children safe and well", 1),
        ("Arrows between them", 1),
    )


def test_nobody_is_named_before_it_is_agreed() -> None:
    case = case_of(behaviour(by="p1"), goal(title="attend a course"), effort())
    case = case.apply(edit(case, "p1", pronouns="")).apply(edit(case, "p2", pronouns=""))
    said = str(holdings(case)) + str(questions(case)) + str(remarks(case))
    assert [name for name in ("Daniel", "Amira", "Noor", "wages") if name in said] == []
    assert "What the father does" in said


@pytest.mark.parametrize("case", [*map(published, PUBLISHED_NAMES), one_of_every_kind()])
def test_the_numbers_add_up_to_the_whole_case(case: CaseMap) -> None:
    numbers = dict(holdings(case))
    numbers.pop("Of these, children", None)
    assert numbers.pop("Arrows between them", 0) == len(case.links)
    assert sum(numbers.values()) == len(case.entries)


def test_every_kind_has_a_heading_of_its_own() -> None:
    headings = [heading for heading, _number in holdings(one_of_every_kind())]
    assert len(set(headings)) == len(headings) >= len(ENTRY_CLASSES)


def test_what_no_hand_could_enter_is_asked_about_once_with_how_often() -> None:
    course = "A goal is never a service: going to one changes nothing by itself."
    one = case_of(goal("G1", "attend a parenting course"))
    two = case_of(goal("G1", "attend a parenting course"), goal("G2", "go to counselling"))
    assert questions(one) == (course,)
    assert questions(two) == (f"{course} (2 times)",)
    assert questions(CASE) == ()


def test_what_is_kept_beside_the_entries_is_told() -> None:
    case = case_of(
        behaviour(position=Position(x=1, y=2)),
        behaviour("B2", category="financial abuse"),
        family_impact(recorded_as="domestic incident"),
    )
    assert remarks(case) == (
        "Kept with how it was first recorded: 1.",
        "With a category that is not in the catalogue, which stays as it is: 1.",
        "With a place on the map, which is kept: 1.",
    )
    assert remarks(CASE) == ()


def test_what_a_file_says_differently_is_counted() -> None:
    beside = "Beside the case that is here, the file has"
    theirs = case_of(behaviour(title="keeps the keys"), child_impact(), effort(), arrow("harms", "B1", "I1"),
                     family_impact(), arrow("disrupts", "B1", "L1"))  # fmt: skip
    assert changed(CASE, theirs) == f"{beside} 2 more, lacks 1, and says 1 differently."
    assert changed(theirs, CASE) == f"{beside} 1 more, lacks 2, and says 1 differently."


def test_a_file_that_holds_the_same_is_told_so() -> None:
    assert changed(CASE, CASE) == "The file holds the same as the case that is here."


def test_another_title_is_a_difference_too() -> None:
    theirs = replace(CASE, header=replace(CASE.header, title="Other"))
    assert changed(CASE, theirs).endswith("says 0 differently. Its title or another word in its head is different.")


def test_a_second_copy_has_an_id_of_its_own_and_says_in_its_title_when_it_came() -> None:
    other = as_another(CASE, "22 November 2026")
    assert other.header.id != CASE.header.id
    assert other.header.title == "Mapping 12 March (brought in 22 November 2026)"
    assert (other.entries, other.links) == (CASE.entries, CASE.links)
    assert as_another(CASE, "22 November 2026").header.id != other.header.id


def test_the_longest_title_still_fits_with_the_day() -> None:
    long = replace(CASE, header=replace(CASE.header, title="t" * 200))
    title = as_another(long, "22 November 2026").header.title
    assert len(title) == 200
    assert title.endswith(" (brought in 22 November 2026)")
