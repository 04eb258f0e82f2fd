"""What is found in pages of notes, and which of them are read for their wording."""

from dataclasses import replace

import pytest

from mapping.language.cast import cast_of
from mapping.naming import Naming
from mapping.pages import find_in_pages, page_findings, page_title
from tests.cases import case_of, source

PAGE = "He took the  car keys.\n\nThe mother failed to protect the children."
CASE = case_of(source("s1", who="caseworker"), replace(source("s2", who="her letter"), own_words=True))


@pytest.mark.parametrize(
    ("query", "words"),
    [("car keys", "car keys"), ("CAR", "car"), ("keys took", "keys"), ("childern", PAGE.splitlines()[-1])],
)
def test_words_are_found_where_they_stand(query: str, words: str) -> None:
    (hit,) = find_in_pages({"s1": PAGE}, query, Naming(CASE, veiled=False))
    assert (hit.source, PAGE[hit.start : hit.end]) == ("s1", words)


def test_nothing_is_found_for_no_words_and_for_words_that_stand_in_no_line_together() -> None:
    for query in ("", "  ", "car mother"):
        assert find_in_pages({"s1": PAGE}, query, Naming(CASE, veiled=False)) == ()


def test_the_page_that_says_it_best_comes_first() -> None:
    pages = {"": "her bag and her keys", "s1": "keys for her car"}
    hits = find_in_pages(pages, "her keys", Naming(CASE, veiled=False))
    assert [each.source for each in hits] == ["", "s1"]


def test_wording_is_found_in_notes_but_not_in_a_page_of_somebodys_own_words() -> None:
    found = page_findings(CASE, {"": PAGE, "s1": PAGE, "s2": PAGE}, cast_of(CASE))
    assert [each.source for each in found] == ["", "s1"]
    for each in found:
        assert PAGE[each.finding.start : each.finding.end] == each.finding.phrase
        assert each.sentence[each.at :].startswith(each.finding.phrase)


def test_a_page_is_called_by_whose_words_it_holds() -> None:
    naming = Naming(CASE, veiled=False)
    assert page_title(CASE, "s1", naming) == "Notes: caseworker"
    assert page_title(CASE, "", naming) == "Notes"
