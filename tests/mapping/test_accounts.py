"""Two agencies' accounts side by side: what only one says, what both say, and where they differ."""

from hypothesis import given

from mapping.accounts import Compared, Difference, compare, words
from mapping.agencies import accounts
from mapping.casemap import CaseMap
from mapping.naming import Naming
from tests.bench.maps import big_case
from tests.cases import arrow, behaviour, case_of, cases, cited, family_impact, published, source


def case() -> CaseMap:
    return case_of(
        source("s1", agency="Police"),
        source("s2", agency="School"),
        source("s3", agency="Housing"),
        behaviour("B1", cites=cited("s1")),
        behaviour("B2", cites=cited("s2", "s3")),
        behaviour("B3", cites=cited("s1", "s2")),
        behaviour("B4", cites=cited("s3")),
        behaviour("B5"),
        family_impact("L1"),
        arrow("disrupts", "B1", "L1", cites=cited("s2")),
    )


def with_more(*things: object) -> CaseMap:
    whole = case()
    return case_of(*whole.entries.values(), *whole.links.values(), *things)  # type: ignore[arg-type]


def test_each_card_and_arrow_stands_with_those_who_say_so() -> None:
    found = compare(case(), "police", "School")
    assert found == Compared(("B1",), ("B2", "disrupts.B1.L1"), ("B3",), ())


def test_turned_round_it_is_the_same_seen_from_the_other_side() -> None:
    one, other = compare(case(), "Police", "School"), compare(case(), "School", "Police")
    assert (one.only_first, one.only_second, one.both) == (other.only_second, other.only_first, other.both)


def test_they_differ_where_one_contradicts_what_the_other_says() -> None:
    whole = with_more(arrow("contradicts", "s2", "B1"), arrow("contradicts", "s3", "B3"))
    found = compare(whole, "Police", "School")
    assert found.differ == (Difference("B1", "police", "school"), Difference("B3", "police"))
    assert "B1" in found.only_first


def test_they_differ_where_both_say_so_and_it_is_disputed_all_the_same() -> None:
    whole = with_more(
        behaviour("B6", cites=cited("s1", "s2"), status="disputed"),
        behaviour("B7", cites=cited("s1"), status="disputed"),
    )
    assert compare(whole, "Police", "School").differ == (Difference("B6", "police"),)


def test_an_agency_that_says_nothing_here_leaves_the_other_alone() -> None:
    found = compare(case(), "Police", "Probation")
    assert (found.only_first, found.only_second, found.both) == (("B1", "B3"), (), ())


def test_the_words_count_and_judge_nothing() -> None:
    whole = with_more(arrow("contradicts", "s2", "B1"))
    found = compare(whole, "Police", "School")
    assert words(found, "Police", "School", Naming(whole, veiled=True)) == (
        "One thing is said by both, one by Police alone, two by School alone; they differ on one."
    )
    none = compare(whole, "Police", "Probation")
    assert words(none, "Police", "Probation", Naming(whole, veiled=True)) == (
        "No things are said by both, two by Police alone, none by Probation alone."
    )


def test_in_a_published_case_police_and_court_each_have_their_own() -> None:
    whole = published("open-02-school-basement")
    found = compare(whole, "Police", "Court")
    assert found.only_first
    assert found.only_second
    types = {each.id: each.type for each in whole.entries.values() if each.kind == "source"}  # type: ignore[attr-defined]
    for identity in found.only_first:
        assert "police" in {types[cite.source] for cite in whole.entries[identity].cites}


def test_a_large_map_whose_sources_are_all_of_one_agency_has_nothing_of_another() -> None:
    whole = big_case(300)
    (school,) = accounts(whole)
    found = compare(whole, school.name, "Police")
    assert len(found.only_first) > 100
    assert found.only_second == found.both == ()


@given(cases())
def test_nothing_stands_in_two_places(whole: CaseMap) -> None:
    for one in accounts(whole)[:2]:
        for other in accounts(whole)[2:]:
            found = compare(whole, one.name, other.name)
            assert not set(found.only_first) & set(found.only_second)
            assert not set(found.both) & {*found.only_first, *found.only_second}
