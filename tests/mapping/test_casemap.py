"""A case changes by change sets only; each can be checked, applied, turned round and found between two cases."""

import dataclasses

import pytest
from hypothesis import given, settings

from mapping.casemap import CaseMap, Change, ChangeSet, difference, everything, natural
from mapping.entries import Behaviour, Header, Person
from mapping.errors import StaleChange
from tests.cases import arrow, behaviour, case_of, cases, family_impact, person

EMPTY = CaseMap(Header(id="case-1", title="Mapping 12 March"))


def retitled(title: str) -> Change:
    """The usual behaviour with another title."""
    return Change(behaviour(), dataclasses.replace(behaviour(), title=title))


def test_ids_are_ordered_as_people_count() -> None:
    assert sorted(["B10", "B2", "A9", "B2.10", "B2.9", "10", "9"], key=natural) == [
        "9", "10", "A9", "B2", "B2.9", "B2.10", "B10",
    ]  # fmt: skip


def test_applying_a_change_set_gives_the_next_case_and_leaves_the_old_one_whole() -> None:
    case = case_of(behaviour())
    changed = case.apply(ChangeSet("edit", (retitled("took her phone"),)))
    assert changed.entry("B1") == behaviour(title="took her phone")
    assert case.entry("B1") == behaviour()


def test_entries_links_and_the_head_can_be_made_changed_and_taken_away() -> None:
    link = arrow("disrupts", "B1", "L1")
    things = (behaviour(), family_impact(), link)
    made = case_of().apply(ChangeSet("add", tuple(Change(None, thing) for thing in things)))
    assert made == case_of(*things)
    renamed = made.apply(ChangeSet("rename", (Change(made.header, dataclasses.replace(made.header, title="New")),)))
    assert renamed.header.title == "New"
    gone = made.apply(ChangeSet("remove", (Change(link, None), Change(behaviour(), None))))
    assert gone == case_of(family_impact())


def test_a_change_must_say_what_was_or_what_becomes() -> None:
    with pytest.raises(ValueError, match="before or an after"):
        Change(None, None)


def test_a_change_does_not_change_the_id() -> None:
    with pytest.raises(ValueError, match="keeps the id"):
        Change(behaviour("B1"), behaviour("B2"))


def test_a_change_names_the_thing_as_it_becomes_or_as_it_last_was() -> None:
    assert retitled("took her phone").thing == behaviour(title="took her phone")
    assert Change(behaviour(), None).thing == behaviour()
    assert Change(behaviour(), None).id == "B1"


def test_a_change_set_of_nothing_is_no_act() -> None:
    assert not ChangeSet("edit", ())
    assert ChangeSet("edit", (retitled("x"),))


@pytest.mark.parametrize(
    "changes",
    [
        (retitled("x"), retitled("y")),
        (Change(None, behaviour()),),
        (Change(behaviour("B2"), None),),
        (Change(behaviour(title="never so"), None),),
    ],
    ids=["changed twice from the same", "is there already", "is not there", "was otherwise"],
)
def test_a_change_against_a_case_that_has_moved_on_is_refused(changes: tuple[Change, ...]) -> None:
    with pytest.raises(StaleChange):
        case_of(behaviour()).check(ChangeSet("edit", changes))


def test_changes_of_one_thing_may_follow_one_another_in_one_set() -> None:
    second = Change(retitled("x").after, behaviour(title="y"))
    case, both = case_of(behaviour()), ChangeSet("edit", (retitled("x"), second))
    case.check(both)
    assert case.apply(both).entries["B1"].title == "y"


def test_things_are_found_by_id_and_by_kind() -> None:
    link = arrow("disrupts", "B2", "L1")
    case = case_of(behaviour("B10"), behaviour("B2"), family_impact(), link)
    assert case.thing("B2") == case.entry("B2") == behaviour("B2")
    assert case.thing(link.id) == link
    assert case.thing("case-1") == case.header
    assert case.thing("B3") is None
    assert case.entry(link.id) is None
    assert [each.id for each in case.of(Behaviour)] == ["B2", "B10"]
    assert case.of(Person)[0].id == "p1"


def test_links_are_found_from_both_ends() -> None:
    link = arrow("disrupts", "B1", "L1")
    case = case_of(behaviour(), family_impact(), link)
    assert case.links_from("B1") == (link,)
    assert case.links_to("L1") == (link,)
    assert case.links_from("L1") == case.links_to("B1") == ()


@settings(max_examples=25)
@given(cases(8), cases(8))
def test_the_inverse_of_what_leads_from_one_case_to_another_leads_back(one: CaseMap, other: CaseMap) -> None:
    other = CaseMap(dataclasses.replace(other.header, id=one.header.id), other.entries, other.links)
    # The head of one may bear the id of an entry of the other: two cases that no vault could hold as one.
    if one.header.id in {*other.entries, *other.links}:
        return
    changes = difference(one, other, "merge")
    one.check(changes)
    assert one.apply(changes) == other
    other.check(changes.inverse())
    assert other.apply(changes.inverse()) == one
    assert changes.inverse().inverse() == changes


@settings(max_examples=20)
@given(cases())
def test_a_whole_case_is_a_change_set_from_nothing(case: CaseMap) -> None:
    changes = everything(case)
    assert CaseMap(case.header).apply(changes) == case
    assert [change.before for change in changes] == [None] * len(changes.changes)


def test_between_a_case_and_itself_there_is_no_difference() -> None:
    assert not difference(case_of(behaviour()), case_of(behaviour()), "merge")


def test_a_thing_that_becomes_another_kind_of_thing_is_one_change_of_its_id() -> None:
    changes = difference(case_of(person("x1", "relative")), case_of(behaviour("x1")), "merge")
    assert case_of(person("x1", "relative")).apply(changes) == case_of(behaviour("x1"))


IN_ORDER = ("ordered_entries", "ordered_links", "_by_class", "_outgoing", "_incoming")


@given(cases(), cases())
@settings(max_examples=60)
def test_what_stands_in_order_after_an_act_is_what_would_be_put_in_order_anew(one: CaseMap, other: CaseMap) -> None:
    there = CaseMap(one.header, other.entries, other.links)
    for name in IN_ORDER:
        getattr(one, name)
    changes = difference(one, there, "edit")
    for found in (one.apply(changes), one.apply(changes).apply(changes.inverse())):
        afresh = CaseMap(found.header, found.entries, found.links)
        assert [getattr(found, name) for name in IN_ORDER] == [getattr(afresh, name) for name in IN_ORDER]


def test_an_act_leaves_the_order_of_the_case_before_it_whole() -> None:
    case = case_of(behaviour("B1"), behaviour("B3"), arrow("disrupts", "B1", "B3"))
    assert case.ordered_entries and case.links_from("B1")
    after = case.apply(ChangeSet("add", (Change(None, behaviour("B2")),)))
    assert [each.id for each in after.of(Behaviour)] == ["B1", "B2", "B3"]
    assert [each.id for each in case.of(Behaviour)] == ["B1", "B3"]
