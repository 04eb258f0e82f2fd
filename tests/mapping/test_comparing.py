"""Two copies laid side by side: whoever releases the second one is told what the pair reveals."""

import dataclasses
from itertools import pairwise

import pytest

from mapping.casemap import CaseMap
from mapping.comparing import DAY, MORE, NAME, ONLY_HERE, SOURCE, WORDS, Compared, Released, compare
from mapping.readers import Reader
from tests.canaries import rich_case
from tests.cases import PUBLISHED_NAMES, behaviour, case_of, cited, goal, order, person, published, source
from tests.mapping.pairs import readers, wrongly_told

COURT, MEETING, HIS = Reader("court"), Reader("meeting"), Reader("perpetrator_may_see")


def sorts(found: Compared) -> set[tuple[str, str, str, bool]]:
    return {(each.sort, each.entry, each.field, each.first) for each in found.found}


def pair(case: CaseMap, one: Reader = COURT, other: Reader = MEETING) -> Compared:
    return compare(Released(case, one), Released(case, other))


def test_a_copy_beside_itself_reveals_nothing() -> None:
    found = pair(published(PUBLISHED_NAMES[1]), COURT, COURT)
    assert found.alike
    assert found.summary == ()


def test_what_only_one_copy_has_is_told_by_its_id_on_the_map() -> None:
    case = case_of(behaviour("B7", status="convicted"), behaviour("B9", "hid her keys"))
    found = pair(case, COURT, HIS)
    assert (ONLY_HERE, "B9", "", True) in sorts(found)
    assert not any(each.entry == "B7" and each.sort == ONLY_HERE for each in found.found)


def test_a_person_named_in_one_and_called_by_role_in_the_other_is_told() -> None:
    found = pair(case_of())
    assert {(NAME, who, "name", True) for who in ("p1", "p2", "p3")} <= sorts(found)
    assert "3 people whom only the copy for “Court” names" in found.summary


def test_the_same_sentence_with_and_without_its_names_says_who_is_who() -> None:
    found = pair(case_of(behaviour(title="told Amira that nobody would believe Noor")))
    (words,) = [each for each in found.found if each.sort == WORDS]
    assert (words.entry, words.field, words.first) == ("B1", "title", True)
    assert "side by side they say who is who" in words.why


def test_a_date_that_is_finer_in_one_copy_is_told_and_for_that_copy_only() -> None:
    case = case_of(person("p4", "child", label="Younger", born="2019-05-04"))
    days = {each for each in sorts(pair(case, Reader("survivor"), MEETING)) if each[0] == DAY}
    assert days == {(DAY, "p4", "born", True)}


def test_then_and_now_shows_what_was_taken_back_and_what_was_made_finer() -> None:
    then = case_of(behaviour("B1", when="2026-02"), behaviour("B2", "hid her keys"))
    now = case_of(behaviour("B1", when="2026-02-09"))
    found = compare(Released(then, COURT, "the copy of 1 March"), Released(now, COURT, "the copy of 1 June"))
    assert sorts(found) == {(DAY, "B1", "when", False), (ONLY_HERE, "B2", "", True)}
    assert any(each.why.startswith("Only the copy of 1 March has this") for each in found.found)
    assert set(found.summary) == {
        "1 thing that only the copy of 1 March has",
        "1 date that is finer in the copy of 1 June",
    }


def test_who_said_so_in_one_copy_alone_is_told() -> None:
    said = source("s1", "survivor", who="her sister", person="p2")
    case = case_of(said, behaviour(cites=cited("s1", quote="He did.")))
    found = pair(case)
    assert (SOURCE, "s1", "who", True) in sorts(found)


def test_more_of_a_card_in_one_copy_is_told_with_the_field_in_words() -> None:
    case = case_of(order(terms="Keeps away.", account="Read to him at the station."))
    found = pair(case, COURT, HIS)
    (more,) = [each for each in found.found if (each.sort, each.field) == (MORE, "account")]
    assert "says more of this than" in more.why
    assert "account" not in more.why


def test_two_copies_for_one_reader_are_told_apart_by_their_order() -> None:
    then = case_of(behaviour())
    found = compare(Released(then, COURT), Released(case_of(), COURT))
    assert [each.why for each in found.found] == [
        "Only the first copy has this: laid beside the second copy, it shows what was kept back."
    ]


def test_where_a_card_stands_on_the_map_is_no_difference() -> None:
    case = case_of(goal())
    again = case_of(dataclasses.replace(goal(), sensitivity="normal"))
    assert compare(Released(case, COURT), Released(again, COURT)).alike


def test_nothing_of_the_case_stands_in_what_is_printed_of_a_comparison() -> None:
    found = pair(case_of(behaviour(title="told Amira that nobody would believe Noor")))
    assert "Amira" not in repr(found.found)
    assert "Amira" not in repr(Released(case_of(), COURT))


@pytest.mark.parametrize("seed", range(10))
def test_ten_rich_cases_every_pair_of_neighbours_is_told_wholly_and_truly(seed: int) -> None:
    case = rich_case(seed, 2)
    some = readers(case)
    assert [each for one, other in pairwise(some) for each in wrongly_told(case, one, other)] == []
