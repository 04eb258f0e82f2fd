"""Whom an entry names, what it cannot stand without, and how a name is taken out or changed."""

from mapping.entries import Allegation, Engagement, Goal, Incident, Person, Relationship, View
from mapping.parts import ChildPosition, Cite, Identifier, Lived
from mapping.references import named_by, needs, renamed, without
from tests.cases import arrow, behaviour, goal, person, source

FULL = behaviour(
    toward=("p2", "p3"),
    through=("p4",),
    children=(ChildPosition(child="p3", position="heard"), ChildPosition(child="p5", position="knew")),
    cites=(Cite(source="s1", quote="“No.”"), Cite(source="s2")),
)


def gone(*ids: str) -> frozenset[str]:
    return frozenset(ids)


def test_everybody_an_entry_names_is_found_with_the_field_and_the_kinds_it_may_name() -> None:
    assert sorted(named_by(FULL)) == [
        ("by", ("person",), "p1"),
        ("children.child", ("person",), "p3"),
        ("children.child", ("person",), "p5"),
        ("cites.source", ("source",), "s1"),
        ("cites.source", ("source",), "s2"),
        ("through", ("person",), "p4"),
        ("toward", ("person",), "p2"),
        ("toward", ("person",), "p3"),
    ]


def test_a_link_names_its_ends_and_its_sources() -> None:
    link = arrow("disrupts", "B1", "L1", cites=(Cite(source="s1"),))
    assert [identity for _, _, identity in named_by(link)] == ["B1", "L1", "s1"]


def test_what_is_not_said_names_nobody() -> None:
    assert list(named_by(person())) == []
    assert list(named_by(Incident(id="F1", account="He came."))) == []


def test_an_entry_needs_whom_its_required_fields_name_and_nobody_else() -> None:
    assert needs(FULL, gone("p1"))
    assert not needs(FULL, gone("p2", "p3", "p4", "p5", "s1", "s2"))
    assert needs(Allegation(id="A1", title="", by="p2", about="p1"), gone("p1"))
    assert needs(Relationship(id="k1", from_id="p1", to_id="p2", relation="partner"), gone("p2"))
    assert needs(arrow("disrupts", "B1", "L1"), gone("L1"))


def test_a_source_stands_without_the_person_who_spoke() -> None:
    told = source("s1", person="p2", heard_from="p4")
    assert not needs(told, gone("p2", "p4"))
    assert without(told, gone("p2", "p4")) == source("s1")


def test_names_are_taken_out_one_by_one_and_the_order_of_the_rest_is_kept() -> None:
    assert without(FULL, gone("p2", "p4")).toward == ("p3",)
    assert without(FULL, gone("p2", "p4")).through == ()


def test_a_record_that_must_name_somebody_falls_with_them() -> None:
    left = without(FULL, gone("p3", "s1"))
    assert left.children == (ChildPosition(child="p5", position="knew"),)
    assert left.cites == (Cite(source="s2"),)


def test_a_record_that_may_name_somebody_stays_without_them() -> None:
    lived = person(lived=(Lived(with_=("p2", "p3"), place_type="flat"),))
    assert without(lived, gone("p2")).lived == (Lived(with_=("p3",), place_type="flat"),)
    known = person(identifiers=(Identifier(type="school", value="x", known_to=("p2",)),))
    assert without(known, gone("p2")).identifiers == (Identifier(type="school", value="x"),)


def test_what_names_nobody_that_is_gone_is_the_same_thing() -> None:
    assert without(FULL, gone("x9")) is FULL


def test_a_grant_to_somebody_ends_with_them_and_what_is_withheld_stays_withheld() -> None:
    given = goal(release_to=("perpetrator_may_see:p1", "court"), withhold_from=("survivor:p1",))
    assert without(given, gone("p1")).release_to == ("court",)
    assert without(given, gone("p1")).withhold_from == ("survivor:p1",)
    told = View(id="Y1", person="p2", account="", may_share_with=("survivor:p4",))
    assert without(told, gone("p4")).may_share_with == ()


def test_renaming_changes_the_own_id_and_every_id_that_is_named() -> None:
    names = {"B1": "behaviour.1", "p1": "person.1", "p3": "person.2", "s1": "source.1"}
    new = renamed(FULL, names)
    assert (new.id, new.by, new.toward) == ("behaviour.1", "person.1", ("p2", "person.2"))
    assert [row.child for row in new.children] == ["person.2", "p5"]
    assert [cite.source for cite in new.cites] == ["source.1", "s2"]


def test_renaming_finds_readers_too() -> None:
    given = Goal(id="G1", title="", person="p1", release_to=("perpetrator_may_see:p1", "court"))
    assert renamed(given, {"p1": "x"}).release_to == ("perpetrator_may_see:x", "court")


def test_renaming_leaves_text_alone() -> None:
    told = Engagement(id="M1", title="p1", person="p1", by="p1", put_to_him=("B1",))
    new = renamed(told, {"p1": "x", "B1": "y"})
    assert (new.title, new.by) == ("p1", "p1"), "who met him is text, not a name on the map"
    assert (new.person, new.put_to_him) == ("x", ("y",))


def test_renaming_nobody_changes_nothing() -> None:
    alone = Person(id="p1", roles=(), label="Father")
    assert renamed(alone, {"p9": "x"}) is alone
