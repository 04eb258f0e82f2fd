"""Verbs: each gives a change set that does what it says, or says why not; and undo takes all of it back."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapping.casemap import CaseMap, ChangeSet
from mapping.commands import add, edit, fresh_id, link, move, new_entry, remove, rename
from mapping.entries import ENTRY_CLASSES, ChildPosition, Cite, Gap, Order, Person, Position, Relationship
from mapping.errors import CaseError
from mapping.fields import fields_of
from mapping.reading import read_case
from mapping.records import case_record
from mapping.references import needs, without
from tests.cases import (
    Pool,
    arrow,
    behaviour,
    case_of,
    cases,
    child_impact,
    cited,
    effort,
    family_impact,
    one_of_every_kind,
    person,
    published,
    source,
    survivor_impact,
    things,
)


def done(case: CaseMap, changes: ChangeSet) -> CaseMap:
    """The case after an act, once the act has been seen to be right and to be taken back whole."""
    case.check(changes)
    after = case.apply(changes)
    after.check(changes.inverse())
    assert after.apply(changes.inverse()) == case
    return after


def refusal(command: Callable[..., ChangeSet], *args: Any, **values: Any) -> CaseError:
    with pytest.raises(CaseError) as caught:
        command(*args, **values)
    return caught.value


# ------------------------------------------------------------------------------------------------------ ids


def test_a_fresh_id_is_one_above_the_highest_of_its_kind() -> None:
    case = case_of(behaviour("B2"), behaviour("B10"), behaviour("B1x"))
    assert fresh_id(case, "behaviour") == "B11"
    assert fresh_id(case, "person") == "p4"
    assert fresh_id(case, "gap") == "N1"
    assert fresh_id(case, "harms") == "harms.1"


def test_a_fresh_id_keeps_clear_of_ids_that_are_about_to_be_used() -> None:
    assert fresh_id(case_of(), "behaviour", taken=("B1", "B7")) == "B8"


def test_a_fresh_id_keeps_clear_of_the_id_of_the_case_itself() -> None:
    case = case_of(people=False, id="p1")
    assert fresh_id(case, "person") == "p2"
    assert done(case, add(case, new_entry(case, "person", roles=("child",), label="Child"))).entry("p2")


def test_a_fresh_id_keeps_clear_of_numbers_too_long_to_count() -> None:
    case = case_of(behaviour("B999999999"), behaviour("B1000000000"))
    assert fresh_id(case, "behaviour") == "B1000000001"


@given(cases(), st.sampled_from(sorted(ENTRY_CLASSES)))
def test_a_fresh_id_is_in_no_ones_use(case: CaseMap, kind: str) -> None:
    assert case.thing(fresh_id(case, kind)) is None


# ------------------------------------------------------------------------------------------------------ add


@pytest.mark.parametrize("kind", sorted(ENTRY_CLASSES))
def test_an_entry_of_every_kind_can_be_added(kind: str) -> None:
    case = case_of(behaviour(), source())
    example = next(entry for entry in one_of_every_kind().entries.values() if entry.kind == kind)
    values = {field.name: getattr(example, field.name) for field in fields_of(type(example))} | {"kind": kind}
    del values["id"]
    entry = new_entry(case, **values)
    after = done(case, add(case, entry))
    assert after.entry(entry.id) == entry
    assert len(after.entries) == len(case.entries) + 1


def test_several_entries_and_the_links_between_them_are_one_act() -> None:
    changes = add(case_of(), behaviour(), family_impact(), links=(arrow("disrupts", "B1", "L1"),))
    after = done(case_of(), changes)
    assert len(changes.changes) == 3
    assert after.links_from("B1")[0].to_id == "L1"


def test_entries_that_are_added_together_may_name_each_other() -> None:
    tie = Relationship(id="k1", from_id="p8", to_id="p9", relation="sibling")
    case = case_of()
    assert done(case, add(case, tie, person("p8", "child"), person("p9", "child"))).entry("k1") == tie


def test_what_is_on_the_map_is_not_added_again() -> None:
    assert "already" in str(refusal(add, case_of(behaviour()), behaviour()))
    assert "already" in str(refusal(add, case_of(id="B1"), behaviour()))


def test_two_new_things_cannot_share_an_id() -> None:
    assert "already" in str(refusal(add, case_of(), behaviour(), family_impact("B1")))


def test_an_entry_that_breaks_a_rule_is_not_added_and_something_else_is_offered() -> None:
    error = refusal(add, case_of(), behaviour(by="p2"))
    assert str(error) == "The mother cannot be given a behaviour."
    assert len(error.offers) == 3


def test_an_entry_that_names_nobody_on_the_map_is_not_added() -> None:
    assert "p9" in str(refusal(add, case_of(), behaviour(by="p9")))
    assert "p9" in str(refusal(add, case_of(), behaviour(children=(ChildPosition(child="p9", position="heard"),))))


def test_an_entry_that_names_the_wrong_kind_is_not_added() -> None:
    assert "is a person, not a source" in str(refusal(add, case_of(), behaviour(cites=cited("p2"))))


@pytest.mark.parametrize(
    ("values", "part"),
    [
        ({"title": "x" * 301}, "at most 300"),
        ({"when": "2019-13-45"}, "not a date"),
        ({"account": "a\x07b"}, "no keyboard makes"),
        ({"title": "\ud800"}, "half a character"),
        ({"status": "certain"}, "one of"),
    ],
)
def test_an_entry_whose_form_is_wrong_is_not_added(values: dict[str, str], part: str) -> None:
    assert part in str(refusal(add, case_of(), behaviour(**values)))


def test_a_link_that_breaks_a_rule_is_not_added() -> None:
    error = refusal(add, case_of(), child_impact(), survivor_impact(), links=(arrow("restricts", "I1", "V1"),))
    assert error.offers


def test_two_links_that_close_a_circle_between_them_are_not_added() -> None:
    circle = (arrow("leads_to", "L1", "L2"), arrow("leads_to", "L2", "L1"))
    assert "circle" in str(refusal(add, case_of(), family_impact("L1"), family_impact("L2"), links=circle))


# ----------------------------------------------------------------------------------------------------- edit


def test_a_field_is_given_a_new_value() -> None:
    case = case_of(behaviour())
    assert done(case, edit(case, "B1", title="took her phone")).entries["B1"].title == "took her phone"


def test_an_edit_that_changes_nothing_is_no_act() -> None:
    assert not edit(case_of(behaviour()), "B1", title="took her wages")


def test_edits_of_one_text_bear_its_name() -> None:
    assert edit(case_of(behaviour()), "B1", "B1.title", title="x").merge == "B1.title"
    assert edit(case_of(behaviour()), "B1", title="x").merge == ""


def test_what_is_no_longer_on_the_map_cannot_be_edited() -> None:
    assert "no longer" in str(refusal(edit, case_of(), "B1", title="x"))


def test_an_edit_is_held_to_the_same_rules_as_a_new_entry() -> None:
    case = case_of(behaviour())
    assert refusal(edit, case, "B1", by="p2").offers
    assert "p9" in str(refusal(edit, case, "B1", toward=("p9",)))
    assert "not a date" in str(refusal(edit, case, "B1", when="2019-02-30"))


def test_the_head_can_be_edited() -> None:
    case = case_of()
    assert done(case, edit(case, "case-1", reference="A 0417")).header.reference == "A 0417"
    assert "not a date" in str(refusal(edit, case, "case-1", opened="yesterday"))


def test_a_link_can_be_edited() -> None:
    case = case_of(behaviour(), family_impact(), source(), arrow("disrupts", "B1", "L1", "d1"))
    after = done(case, edit(case, "d1", status="inferred", cites=cited("s1"), note="her own words"))
    assert after.links["d1"].status == "inferred"


def test_an_edited_link_is_held_to_the_rules_for_links() -> None:
    cards = (behaviour(), family_impact("L1"), family_impact("L2"), arrow("disrupts", "B1", "L1", "d1"))
    case = case_of(*cards, arrow("disrupts", "B1", "L2", "d2"), arrow("leads_to", "L1", "L2", "l1"))
    assert refusal(edit, case, "d1", kind="harms")
    assert "already linked" in str(refusal(edit, case, "d1", to_id="L2"))
    assert "not on the map" in str(refusal(edit, case, "d1", to_id="L9"))
    assert "two different cards" in str(refusal(edit, case, "l1", to_id="L1"))
    assert "s9" in str(refusal(edit, case, "d1", cites=cited("s9")))
    assert "not a source" in str(refusal(edit, case, "d1", cites=cited("B1")))
    assert "one of" in str(refusal(edit, case, "d1", status="certain"))


def test_two_arrows_for_two_pathways_can_each_be_edited() -> None:
    twice = [arrow("harms", "B1", "I1", f"h{number}", pathway=f"P{number}") for number in (1, 2)]
    case = case_of(behaviour(), child_impact(), *twice)
    assert done(case, edit(case, "h2", status="inferred")).links["h2"].status == "inferred"


def test_an_arrow_can_be_led_to_another_card() -> None:
    case = case_of(behaviour(), family_impact("L1"), family_impact("L2"), arrow("disrupts", "B1", "L1", "d1"))
    assert done(case, edit(case, "d1", to_id="L2")).links_to("L2")


PARTS = [
    (behaviour(by="p4"), "perpetrator", "survivor"),
    (effort(by="p4"), "survivor", "perpetrator"),
    (survivor_impact(person="p4"), "survivor", "co_perpetrator"),
    (child_impact(child="p4"), "child", "relative"),
]


@pytest.mark.parametrize(("entry", "was", "becomes"), PARTS, ids=str)
def test_a_part_that_would_make_a_card_wrong_cannot_be_given(entry: Any, was: str, becomes: str) -> None:
    case = case_of(entry, person("p4", was))
    error = refusal(edit, case, "p4", roles=(becomes,))
    assert "A card on the map would no longer be right." in str(error)
    assert error.offers
    assert done(case, edit(case, "p4", roles=(was, "other")))


def test_a_part_can_be_changed_where_no_card_speaks_against_it() -> None:
    case = case_of(behaviour(toward=("p4",)), person("p4", "relative"))
    assert done(case, edit(case, "p4", roles=("survivor",)))


# ----------------------------------------------------------------------------------------------------- link


def test_an_arrow_is_drawn_between_two_cards() -> None:
    case = case_of(behaviour(), family_impact(), source())
    after = done(case, link(case, "disrupts", "B1", "L1", cites=cited("s1"), status="inferred"))
    assert after.links["disrupts.1"].to_id == "L1"


def test_an_arrow_that_the_rules_refuse_is_not_drawn() -> None:
    case = case_of(behaviour(), child_impact())
    assert refusal(link, case, "harms", "I1", "B1").offers


def test_an_arrow_cites_only_what_is_a_source() -> None:
    case = case_of(behaviour(), family_impact())
    assert "s9" in str(refusal(link, case, "disrupts", "B1", "L1", cites=cited("s9")))
    assert "not a source" in str(refusal(link, case, "disrupts", "B1", "L1", cites=cited("p1")))


# --------------------------------------------------------------------------------------------------- remove


def test_a_card_takes_its_arrows_along_and_leaves_the_other_ends() -> None:
    case = case_of(behaviour(), family_impact(), arrow("disrupts", "B1", "L1"))
    assert done(case, remove(case, "B1")) == case_of(family_impact())


def test_a_person_takes_along_what_must_name_them_and_is_no_longer_named_elsewhere() -> None:
    told = source("s1", person="p1", who="father")
    gap = Gap(id="N1", title="what did he say?")
    barring = Order(id="O1", title="Barring order", binds=("p1",), protects=("p2", "p3"))
    case = case_of(behaviour(), told, gap, barring, arrow("about", "N1", "B1"), effort())
    after = done(case, remove(case, "p1"))
    assert set(after.entries) == {"p2", "p3", "s1", "N1", "O1", "E1"}
    assert after.entries["s1"] == source("s1", who="father")
    assert after.entries["O1"] == Order(id="O1", title="Barring order", protects=("p2", "p3"))
    assert not after.links


def test_a_source_takes_its_citations_along_and_leaves_what_it_was_cited_for() -> None:
    case = case_of(
        behaviour(cites=cited("s1", "s2")), family_impact(), source("s1"), source("s2"),
        arrow("disrupts", "B1", "L1", "d1", cites=cited("s1")),
    )  # fmt: skip
    after = done(case, remove(case, "s1"))
    assert after.entries["B1"].cites == (Cite(source="s2"),)
    assert after.links["d1"].cites == ()


def test_an_arrow_alone_can_be_removed() -> None:
    case = case_of(behaviour(), family_impact(), arrow("disrupts", "B1", "L1", "d1"))
    assert done(case, remove(case, "d1")) == case_of(behaviour(), family_impact())


def test_several_cards_are_removed_in_one_act() -> None:
    case = case_of(behaviour("B1"), behaviour("B2"), arrow("escalates_to", "B1", "B2"))
    assert set(done(case, remove(case, "B1", "B2", "p1")).entries) == {"p2", "p3"}


def test_a_grant_to_somebody_who_is_removed_ends() -> None:
    case = case_of(behaviour(by="p4", release_to=("perpetrator_may_see:p1", "court")), person("p4", "co_perpetrator"))
    assert done(case, remove(case, "p1")).entries["B1"].release_to == ("court",)


@pytest.mark.parametrize("identity", ["nobody", "case-1"])
def test_removing_what_is_no_card_is_no_act(identity: str) -> None:
    assert not remove(case_of(behaviour()), identity)


@given(cases(), st.data())
def test_remove_takes_along_exactly_what_cannot_stand_alone(case: CaseMap, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(sorted({*case.entries, *case.links, "nobody"})), max_size=3))
    after = done(case, remove(case, *chosen))
    gone = set(chosen) | (case.entries.keys() - after.entries.keys())
    for identity in case.entries.keys() - after.entries.keys() - set(chosen):
        assert needs(case.entries[identity], frozenset(gone)), "it could have stayed"
    for identity, entry in after.entries.items():
        assert not needs(case.entries[identity], frozenset(gone)), "it could not stay"
        assert entry == without(case.entries[identity], frozenset(gone))
    for identity in case.links.keys() - after.links.keys():
        was = case.links[identity]
        assert identity in chosen or {was.from_id, was.to_id} & gone
    assert read_case(case_record(after)) == after, "what is left is a case"


# ------------------------------------------------------------------------------------------- move and rename


def test_cards_are_put_where_the_hand_let_them_go() -> None:
    case = case_of(behaviour("B1"), behaviour("B2"))
    after = done(case, move(case, {"B1": Position(x=4, y=8), "B2": Position(x=0, y=-4), "B9": Position(x=1, y=1)}))
    assert after.entries["B1"].position == Position(x=4, y=8)
    assert after.entries["B2"].position == Position(x=0, y=-4)


def test_a_card_can_be_given_back_to_the_program_to_place() -> None:
    case = case_of(behaviour(position=Position(x=4, y=8)))
    assert done(case, move(case, {"B1": None}, "arrange")).entries["B1"].position is None


def test_a_card_put_where_it_was_has_not_moved() -> None:
    assert not move(case_of(behaviour(position=Position(x=4, y=8))), {"B1": Position(x=4, y=8)})


def test_a_move_says_whether_it_was_a_hand_or_the_program() -> None:
    assert move(case_of(behaviour()), {"B1": Position(x=4, y=8)}).act == "move"
    assert move(case_of(behaviour()), {"B1": Position(x=4, y=8)}, "arrange").act == "arrange"


def test_a_case_is_given_another_title() -> None:
    assert done(case_of(), rename(case_of(), "  Case 0417 ")).header.title == "Case 0417"


@pytest.mark.parametrize("title", ["", "   \n"])
def test_a_case_needs_a_title(title: str) -> None:
    assert "A number will do" in str(refusal(rename, case_of(), title))


def test_a_title_that_is_too_long_or_cannot_be_typed_is_refused() -> None:
    assert "at most 200" in str(refusal(rename, case_of(), "x" * 201))
    assert "no keyboard makes" in str(refusal(rename, case_of(), "a\x00b"))


def test_the_same_title_again_is_no_act() -> None:
    assert not rename(case_of(), "Mapping 12 March ")


# --------------------------------------------------------------------------------------- whatever is done


@settings(max_examples=40)
@given(cases(), st.data())
def test_whatever_is_done_can_be_undone_and_leaves_a_case_that_can_be_read(case: CaseMap, data: st.DataObject) -> None:
    for _ in range(3):
        try:
            changes = data.draw(acts(case))
        except CaseError:
            continue
        case = done(case, changes)
        assert read_case(case_record(case)) == case


@st.composite
def acts(draw: st.DrawFn, case: CaseMap) -> ChangeSet:
    """Any act on this case; raises CaseError where the rules say no."""
    ids = [*case.entries, *case.links]
    roles = {entry.id: entry.roles for entry in case.of(Person)}
    pool = Pool({entry.id: entry.kind for entry in case.entries.values()}, roles)
    verbs = ["add", "rename"] + ["edit", "remove", "move", "link"] * bool(ids)
    match draw(st.sampled_from(verbs)):
        case "add":
            kind = draw(st.sampled_from([kind for kind, owner in ENTRY_CLASSES.items() if pool.can_hold(owner, "id")]))
            return add(case, draw(things(ENTRY_CLASSES[kind], pool, id=fresh_id(case, kind))))
        case "edit":
            thing = case.thing(draw(st.sampled_from(ids)))
            other = draw(things(type(thing), pool, id=thing.id))
            name = draw(st.sampled_from([field.name for field in fields_of(type(thing)) if field.name != "id"]))
            return edit(case, thing.id, **{name: getattr(other, name)})
        case "remove":
            return remove(case, draw(st.sampled_from(ids)))
        case "move":
            return move(case, {draw(st.sampled_from(ids)): draw(st.builds(Position, x=st.integers(), y=st.just(0)))})
        case "link":
            kind = draw(st.sampled_from(("disrupts", "leads_to", "harms", "about", "contradicts", "evidences")))
            return link(case, kind, draw(st.sampled_from(ids)), draw(st.sampled_from(ids)))
    return rename(case, draw(st.sampled_from(("Case 1", "", "Case 2"))))


def test_a_command_changes_nothing_itself() -> None:
    case = case_of(behaviour())
    before = dataclasses.replace(case)
    edit(case, "B1", title="x")
    remove(case, "B1")
    add(case, family_impact())
    assert case == before


def test_the_words_of_a_card_may_be_changed_but_not_taken_away() -> None:
    case = published("open-01-after-prison")
    assert edit(case, "B1", title="choked her twice")
    for gone in ("", "   "):
        with pytest.raises(CaseError, match="few words"):
            edit(case, "B1", title=gone)
