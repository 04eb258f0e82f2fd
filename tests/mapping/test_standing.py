"""What remains if something is taken away: what falls, what is cut off from a child, what could not fall."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.casemap import CaseMap
from mapping.entries import Source, View
from mapping.errors import CaseError
from mapping.naming import Naming
from mapping.standing import Reach, Standing, Taken, remaining
from mapping.standingwords import MAY_BE_TRUE, words
from tests.bench.maps import big_case
from tests.cases import (
    PUBLISHED_NAMES,
    arrow,
    behaviour,
    case_of,
    cases,
    child_impact,
    cited,
    effort,
    family_impact,
    person,
    published,
    source,
)


def case() -> CaseMap:
    """Two behaviours reach a child over one effect on the home, one more reaches her brother."""
    return case_of(
        person("p4", "child", label="Younger child", name="Tom"),
        source("s1", "school", who="teacher"),
        source("s2", "survivor", person="p2"),
        source("s3", "police", heard_from="s1"),
        behaviour("B1", when="2019", cites=cited("s1")),
        behaviour("B2", when="2019/..", cites=cited("s1", "s2")),
        behaviour("B3", cites=cited("s3"), status="disputed"),
        family_impact("L1"),
        child_impact("I1", cites=cited("s2")),
        child_impact("I2", child="p4", cites=cited("s2")),
        effort("E1"),
        arrow("disrupts", "B1", "L1"),
        arrow("disrupts", "B2", "L1", cites=cited("s3")),
        arrow("harms", "L1", "I1"),
        arrow("harms", "B3", "I2"),
        arrow("answers", "E1", "B2"),
    )


def test_with_nothing_taken_away_everything_stands() -> None:
    assert remaining(case(), Taken()) == Standing()
    assert words(case(), Taken(), Standing(), Naming(case(), veiled=True)) == ""


def test_a_card_falls_when_everyone_named_for_it_is_taken_away_and_no_sooner() -> None:
    assert remaining(case(), Taken(sources=("s2",))).cards == {"I1", "I2"}
    assert remaining(case(), Taken(sources=("s3",))).cards == {"B3"}


def test_with_a_source_goes_what_others_only_pass_on_from_it() -> None:
    standing = remaining(case(), Taken(sources=("s1",)))
    assert standing.cards == {"B1", "B3"}
    assert standing.arrows == {"disrupts.B1.L1", "disrupts.B2.L1", "harms.B3.I2"}


def test_pathways_that_are_cut_are_told_with_the_child_they_reached() -> None:
    standing = remaining(case(), Taken(sources=("s1",)))
    assert standing.cut == (Reach("B1", "p3"), Reach("B2", "p3"), Reach("B3", "p4"))
    assert standing.unreached == ("p3", "p4")
    less = remaining(case(), Taken(before="2021"))
    assert less.cut == (Reach("B1", "p3"),)
    assert less.unreached == ()


def test_a_card_that_never_had_a_source_is_told_apart_and_does_not_fall() -> None:
    standing = remaining(case(), Taken(sources=("s1", "s2", "s3")))
    assert standing.unnamed == {"L1", "E1"}
    assert not standing.unnamed & standing.cards
    assert remaining(case(), Taken(disputed=True)).unnamed == frozenset()


def test_what_is_disputed_falls_by_its_status_or_because_a_source_says_otherwise() -> None:
    assert remaining(case(), Taken(disputed=True)).cards == {"B3"}
    denied = case_of(source(), behaviour(), behaviour("B2"), arrow("contradicts", "s1", "B1"))
    assert remaining(denied, Taken(disputed=True)).cards == {"B1"}
    doubtful = case_of(behaviour(), family_impact(), arrow("disrupts", "B1", "L1", status="disputed"))
    assert remaining(doubtful, Taken(disputed=True)).arrows == {"disrupts.B1.L1"}


def test_all_before_a_day_falls_but_not_what_goes_on_nor_what_has_no_date() -> None:
    standing = remaining(case(), Taken(before="2021"))
    assert standing.cards == {"B1"}
    assert standing.undated == {"B3", "L1", "I1", "I2", "E1"}
    assert remaining(case(), Taken(before="2019-12-31")).cards == frozenset()


@pytest.mark.parametrize("before", ["soon", "../2020", "2020-13"])
def test_a_time_that_is_no_day_is_refused_with_what_to_give(before: str) -> None:
    with pytest.raises(CaseError, match="Give a day, a month or a year"):
        remaining(case(), Taken(before=before))


@pytest.mark.parametrize(
    ("spoken", "is_own"),
    [
        (source("s1", "child"), True),
        (source("s1", "child", own_words=False), False),
        (source("s1", "school", person="p3"), True),
        (source("s1", "child", person="p2"), False),
        (source("s1", "school"), False),
        (source("s1", "school", heard_from="p3"), False),
        (source("s1", "school", heard_from="p3", own_words=True), True),
        (source("s1", "school", heard_from="p2", own_words=True), False),
    ],
)
def test_only_the_childrens_own_words_are_left(spoken: Source, is_own: bool) -> None:
    whole = case_of(spoken, behaviour(cites=cited("s1")), View(id="W1", account="wants it to stop", person="p3"))
    assert remaining(whole, Taken(but_children=True)).cards == (frozenset() if is_own else {"B1"})


def test_several_things_are_taken_away_at_once() -> None:
    standing = remaining(case(), Taken(sources=("s2",), disputed=True, before="2020"))
    assert standing.cards == {"B1", "B3", "I1", "I2"}


def test_the_words_say_what_was_taken_what_falls_and_that_it_may_be_true() -> None:
    whole, taken = case(), Taken(sources=("s1",), disputed=True, before="2020")
    assert words(whole, taken, remaining(whole, taken), Naming(whole, veiled=True)) == (
        "Without what comes from School or nursery, all that is disputed and all before 2020, two cards and three "
        "arrows no longer stand. The map then shows no way to the elder child, which does not say that there is none. "
        "The map then shows no way to the younger child, which does not say that there is none. For two cards nobody "
        f"is named: they are left standing. For four cards no date is known: they are left standing. {MAY_BE_TRUE}"
    )


def test_the_words_count_what_no_longer_reaches_a_child_whom_something_reaches_still() -> None:
    whole, taken = case(), Taken(before="2021")
    said = words(whole, taken, remaining(whole, taken), Naming(whole, veiled=False))
    assert "One card and one arrow no longer stand" in said.replace("one card", "One card")
    assert "One behaviour no longer reaches Noor." in said
    whole, taken = case_of(behaviour(when="2024")), Taken(before="2021")
    assert words(whole, taken, remaining(whole, taken), Naming(whole, veiled=True)) == (
        "Without all before 2021, everything on the map still stands."
    )


def test_nothing_is_said_in_parts_of_a_hundred_and_nobody_is_called_safe() -> None:
    whole = case()
    for taken in (Taken(sources=("s1",)), Taken(disputed=True), Taken(but_children=True), Taken(before="2024")):
        said = words(whole, taken, remaining(whole, taken), Naming(whole, veiled=True))
        assert not [word for word in ("%", "safe", "score", "weak") if word in said]


def test_what_is_taken_away_is_not_told_when_printed() -> None:
    assert repr(Taken(sources=("s1",), before="2020")) == "Taken(sources, before)"


@pytest.mark.parametrize("name", PUBLISHED_NAMES)
def test_of_a_published_case_without_any_source_only_what_names_none_is_left(name: str) -> None:
    whole = published(name)
    standing = remaining(whole, Taken(sources=tuple(each.id for each in whole.of(Source))))
    assert standing.cards == {each.id for each in whole.entries.values() if each.cites}
    assert not standing.unnamed & standing.cards


def test_in_a_published_case_the_childrens_own_words_are_what_stands() -> None:
    whole = published("open-02-school-basement")
    standing = remaining(whole, Taken(but_children=True))
    own = {each.id for each in whole.of(Source) if each.type == "child"}
    left = {each.id for each in whole.entries.values() if {cite.source for cite in each.cites} & own}
    assert left
    assert not left & standing.cards


def test_in_a_large_map_the_more_is_taken_away_the_more_falls() -> None:
    whole = big_case(300)
    one = remaining(whole, Taken(sources=("s1",)))
    more = remaining(whole, replace(Taken(sources=("s1", "s2")), before="2026"))
    assert frozenset() < one.cards < more.cards
    assert one.arrows < more.arrows
    assert set(one.cut) < set(more.cut)


@given(cases(), st.data())
def test_arrows_stand_only_between_cards_that_do(whole: CaseMap, data: st.DataObject) -> None:
    sources = data.draw(st.lists(st.sampled_from(["none", *sorted(whole.entries)]), max_size=3).map(tuple))
    standing = remaining(whole, Taken(sources, data.draw(st.booleans()), data.draw(st.sampled_from(["", "2024"]))))
    for link in whole.links.values():
        if link.id not in standing.arrows and link.kind not in ("contradicts", "decided_in"):
            ends = {link.from_id, link.to_id}
            assert not ends & standing.cards or not ends <= _cards_and_people(whole)


def _cards_and_people(whole: CaseMap) -> set[str]:
    from mapping.lanes import is_card

    return {each.id for each in whole.entries.values() if is_card(each) or each.kind == "person"}
