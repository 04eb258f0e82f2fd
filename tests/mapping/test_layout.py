"""The map is laid out so that nothing lies on anything, nothing jumps, and what was put by hand stays."""

from __future__ import annotations

import math
import sys
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping import commands
from mapping.casemap import CaseMap
from mapping.entries import (
    Behaviour,
    ChildImpact,
    FamilyImpact,
    Gap,
    Header,
    Incident,
    Link,
    Person,
    Position,
    ProtectiveEffort,
    Response,
    SurvivorImpact,
)
from mapping.lanes import CARD_WIDTH, HEAD, Layout, Options, lane_of, shown_links
from mapping.layout import arrange, layout
from mapping.ordering import continued, crossings, ordered
from mapping.pathway_layout import path_layout
from mapping.placing import Box, Shaft, nearest
from tests.bench.maps import big_case

PEOPLE = (
    Person(id="p1", roles=("perpetrator",), label="Father"),
    Person(id="p2", roles=("survivor",), label="Mother"),
    Person(id="p3", roles=("child",), label="Elder child"),
    Person(id="p4", roles=("child",), label="Younger child"),
)
PLACES = st.none() | st.builds(Position, x=st.integers(-400, 2200), y=st.integers(-200, 1800))
WAYS = {
    "B": ("L", "V", "I"),
    "L": ("V", "I"),
    "V": ("I",),
    "E": ("B", "L", "I"),
    "F": ("B",),
    "R": ("B", "I"),
    "N": ("B", "I", "E"),
}


def height_of(identity: str) -> float:
    return 40.0 + 17 * (sum(identity.encode()) % 4)


def case_of(*things: object) -> CaseMap:
    entries = {each.id: each for each in (*PEOPLE, *things) if not isinstance(each, Link)}
    links = {each.id: each for each in things if isinstance(each, Link)}
    return CaseMap(Header(id="c1", title="A case"), entries, links)


@st.composite
def cases(draw: st.DrawFn, places: st.SearchStrategy[Position | None] = PLACES) -> CaseMap:
    def count(most: int) -> range:
        return range(1, draw(st.integers(0, most)) + 1)

    keys = st.sampled_from(("B01", "B02", "B02.3", "ours", ""))
    things: list[object] = [
        Behaviour(id=f"B{n}", title="does", by="p1", category=draw(keys), position=draw(places)) for n in count(7)
    ]
    things += [FamilyImpact(id=f"L{n}", title="home", position=draw(places)) for n in count(4)]
    things += [SurvivorImpact(id=f"V{n}", title="she", person="p2", position=draw(places)) for n in count(3)]
    things += [
        ChildImpact(id=f"I{n}", title="child", child=draw(st.sampled_from(("p3", "p4"))), position=draw(places))
        for n in count(5)
    ]
    things += [ProtectiveEffort(id=f"E{n}", title="keeps safe", by="p2", position=draw(places)) for n in count(4)]
    things += [Incident(id=f"F{n}", account="seen", position=draw(places)) for n in count(12)]
    things += [Response(id=f"R{n}", title="said", effect="mixed", position=draw(places)) for n in count(3)]
    things += [Gap(id=f"N{n}", title="not known", position=draw(places)) for n in count(3)]
    ids = [each.id for each in things]
    pairs = [(one, other) for one in ids for other in ids if other[0] in WAYS.get(one[0], ())]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=14, unique=True)) if pairs else []
    things += [Link(id=f"l{n}", kind="harms", from_id=one, to_id=other) for n, (one, other) in enumerate(chosen)]
    return case_of(*things)


def placed(case: CaseMap, laid: Layout) -> dict[str, Box]:
    return {each: box for each, box in laid.cards.items() if case.entries[each].position is None}


@given(cases())
def test_no_card_lies_on_another_that_was_not_put_there(case: CaseMap) -> None:
    laid = layout(case, height_of)
    free = placed(case, laid)
    assert [pair for pair in combinations(free, 2) if free[pair[0]].meets(free[pair[1]])] == []
    pinned = {each: box for each, box in laid.cards.items() if each not in free}
    assert [(one, other) for one in free for other in pinned if free[one].meets(pinned[other])] == []


@given(cases())
def test_a_card_that_was_put_somewhere_stays_exactly_there(case: CaseMap) -> None:
    laid = layout(case, height_of)
    for entry in case.entries.values():
        if entry.position is not None:
            box = laid.cards[entry.id]
            assert (box.x, box.y, box.width, box.height) == (
                entry.position.x, entry.position.y, CARD_WIDTH, height_of(entry.id)
            )  # fmt: skip


@given(cases())
def test_every_lane_and_frame_holds_its_cards(case: CaseMap) -> None:
    laid = layout(case, height_of)
    free = placed(case, laid)
    for identity, box in free.items():
        assert laid.lane(lane_of(case.entries[identity].kind)).box.holds(box)
    for frame in laid.children:
        assert all(frame.box.holds(free[each]) for each in frame.cards if each in free)
        assert laid.lane("children").box.holds(frame.box)
    for one, other in combinations(laid.children, 2):
        assert not one.box.meets(other.box)
    for group in laid.groups:
        assert not any(group.caption.meets(box) for box in laid.cards.values())


@given(cases())
def test_all_cards_are_there_and_each_child_has_a_frame(case: CaseMap) -> None:
    laid = layout(case, height_of)
    assert set(laid.cards) == {entry.id for entry in case.entries.values() if lane_of(entry.kind)}
    assert {frame.child for frame in laid.children} == {"p3", "p4"}
    for frame in laid.children:
        assert set(frame.cards) == {impact.id for impact in case.of(ChildImpact) if impact.child == frame.child}


@given(cases(), st.randoms(use_true_random=False))
def test_the_same_case_gives_the_same_map_however_it_was_read(case: CaseMap, dice: object) -> None:
    entries, links = list(case.entries.items()), list(case.links.items())
    dice.shuffle(entries)
    dice.shuffle(links)
    again = CaseMap(case.header, dict(entries), dict(links))
    first, second = layout(case, height_of), layout(again, height_of)
    assert first.cards == second.cards
    assert (first.lanes, first.groups, first.children) == (second.lanes, second.groups, second.children)


@given(cases(places=st.none()), st.sampled_from(("behaviour", "family_impact", "child_impact", "protective_effort")))
def test_a_new_card_makes_room_and_nobody_changes_places(case: CaseMap, kind: str) -> None:
    before = layout(case, height_of)
    values = {"behaviour": {"by": "p1"}, "child_impact": {"child": "p3"}, "protective_effort": {"by": "p2"}}
    new = commands.new_entry(case, kind, title="new", **values.get(kind, {}))
    larger = case.apply(commands.add(case, new))
    during = layout(larger, height_of, previous=before)
    for lane in ("behaviour", "effects", "children"):
        assert [each for each in column_of(larger, during, lane) if each != new.id] == column_of(case, before, lane)
    after = layout(case, height_of, previous=during)
    assert after.cards == before.cards


@given(cases(places=st.none()), st.integers(0, 6))
def test_a_card_that_is_taken_out_of_the_middle_lane_leaves_the_others_where_they_are(case: CaseMap, at: int) -> None:
    before = layout(case, height_of)
    effects = column_of(case, before, "effects")
    if effects:
        chosen = effects[at % len(effects)]
        away = case.apply(commands.move(case, {chosen: Position(x=3000, y=40)}))
        during = layout(away, height_of, previous=before)
        assert [during.cards[each] for each in effects if each != chosen] == [
            before.cards[each] for each in effects if each != chosen
        ]
        assert layout(case, height_of, previous=during).cards == before.cards


def column_of(case: CaseMap, laid: Layout, lane: str) -> list[str]:
    ids = [each for each in laid.cards if lane_of(case.entries[each].kind) == lane]
    return sorted(ids, key=lambda each: laid.cards[each].y)


@given(cases(places=st.none()))
def test_a_new_arrow_moves_no_card(case: CaseMap) -> None:
    starts, ends = case.of(Behaviour), case.of(FamilyImpact)
    if starts and ends and not case.links_from(starts[0].id):
        before = layout(case, height_of)
        linked = case.apply(commands.link(case, "disrupts", starts[0].id, ends[-1].id))
        after = layout(linked, height_of, previous=before)
        assert after.cards == before.cards


@given(cases())
def test_arranging_forgets_what_was_put_by_hand(case: CaseMap) -> None:
    free = CaseMap(case.header, {key: replace(each, position=None) for key, each in case.entries.items()}, case.links)
    expected = layout(free, height_of).cards
    assert arrange(case, height_of) == {each: Position(x=box.x, y=box.y) for each, box in expected.items()}


def test_a_folded_rail_takes_its_cards_away_but_not_those_put_among_the_lanes() -> None:
    case = case_of(
        Gap(id="N1", title="not known"), Gap(id="N2", title="put beside a child", position=Position(x=400, y=300)),
        Gap(id="N3", title="moved within the rail", position=Position(x=1400, y=300)),
    )  # fmt: skip
    assert set(layout(case, height_of).cards) == {"N1", "N2", "N3"}
    folded = layout(case, height_of, Options(rail_folded=True))
    assert set(folded.cards) == {"N2"}
    assert folded.size.width < layout(case, height_of).size.width


def test_only_the_cards_asked_for_are_laid_out() -> None:
    case = big_case(50)
    wanted = frozenset({"B1", "L1", "I1"})
    laid = layout(case, height_of, Options(only=wanted))
    assert set(laid.cards) == wanted
    assert all({link.from_id, link.to_id} <= wanted for link in shown_links(case, laid))


def test_an_empty_case_has_every_lane_with_room_to_begin() -> None:
    laid = layout(CaseMap(Header(id="c", title="New")), height_of)
    assert laid.cards == {}
    assert all(laid.lane(lane).empty for lane in ("behaviour", "effects", "children", "protective_effort"))
    assert all(laid.lane(lane).box.height > HEAD for lane in ("behaviour", "effects", "children"))


def test_a_finer_category_stands_with_the_category_it_belongs_to() -> None:
    case = case_of(
        Behaviour(id="B1", title="hit", by="p1", category="B02.3"),
        Behaviour(id="B2", title="bit", by="p1", category="B02"),
        Behaviour(id="B3", title="spied", by="p1", category="our own word"),
    )  # fmt: skip
    assert {group.key: set(group.cards) for group in layout(case, height_of).groups} == {
        "B02": {"B1", "B2"}, "our own word": {"B3"},
    }  # fmt: skip


def test_an_arrow_that_skips_the_middle_lane_passes_between_its_cards() -> None:
    case = case_of(
        Behaviour(id="B1", title="strangled her", by="p1"), ChildImpact(id="I1", title="bruised", child="p3"),
        *(FamilyImpact(id=f"L{n}", title="home") for n in range(1, 6)),
        Link(id="l1", kind="harms", from_id="B1", to_id="I1"),
    )  # fmt: skip
    laid = layout(case, height_of)
    height = laid.passages["B1", "I1"]
    boxes = [laid.cards[f"L{n}"] for n in range(1, 6)]
    assert not any(box.y < height < box.bottom for box in boxes)


def test_crossings_that_can_be_undone_are_undone() -> None:
    columns = ((("B1", "B2"), ("B3",)), (("L1",), ("L2",), ("L3",)), (("I1", "I2"),))
    arrows = (("B1", "L3"), ("B2", "L2"), ("B3", "L1"), ("L3", "I1"), ("L2", "I1"), ("L1", "I2"), ("B1", "I1"))
    assert crossings(columns, arrows) > 0
    found = ordered(columns, arrows)
    assert crossings(found.columns, arrows) < crossings(columns, arrows)
    assert crossings(ordered(columns, arrows[:-1]).columns, arrows[:-1]) == 0


@pytest.mark.parametrize("cards", [50, 200])
def test_a_large_map_has_far_fewer_crossings_than_in_the_order_of_its_ids(cards: int) -> None:
    case = big_case(cards)
    keys = sorted({each.category for each in case.of(Behaviour)})
    columns: list[list[list[str]]] = [
        [[each.id for each in case.of(Behaviour) if each.category == key] for key in keys],
        [[each.id] for each in (*case.of(FamilyImpact), *case.of(SurvivorImpact))],
        [[each.id for each in case.of(ChildImpact) if each.child == child] for child in ("p3", "p4", "p5")],
    ]  # fmt: skip
    standing = {member for column in columns for block in column for member in block}
    arrows = [(link.from_id, link.to_id) for link in case.ordered_links if {link.from_id, link.to_id} <= standing]
    order = ordered(columns, arrows)
    assert crossings(order.columns, arrows) < 0.6 * crossings(columns, arrows)
    assert continued(columns, arrows, order).columns == order.columns


def work_of(cards: int) -> int:
    """How many calls it takes to lay out a map of so many cards: a measure that no other program disturbs."""
    case, calls = big_case(cards), 0
    layout(case, height_of)  # what a case works out once, it has worked out now

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        layout(case, height_of)
    finally:
        sys.setprofile(None)
    return calls


def test_the_work_grows_no_faster_than_n_log_n() -> None:
    small, large = work_of(1500), work_of(3000)
    assert large / small < 2 * math.log(3000) / math.log(1500) * 1.25


def test_boxes_wanted_in_the_same_place_share_the_distance() -> None:
    assert nearest([100, 100, 400], [20, 20, 20], 10, 0) == [85, 115, 400]
    assert nearest([-50, 0], [20, 20], 10, 0) == [0, 30]


def test_a_stack_goes_around_what_was_put_in_its_way() -> None:
    shaft = Shaft(0, 100, [Box(20, 50, 100, 30), Box(300, 0, 50, 500)], 8)
    assert shaft.place(0, 40) == Box(0, 0, 100, 40)
    assert shaft.place(0, 60) == Box(0, 88, 100, 60)
    assert shaft.place(60, 10) == Box(0, 88, 100, 10)


def test_the_picture_of_one_child_shows_what_leads_there_and_nothing_else() -> None:
    case = case_of(
        Behaviour(id="B1", title="takes the wages", by="p1"), Behaviour(id="B2", title="shouts", by="p1"),
        FamilyImpact(id="L1", title="home is lost", position=Position(x=9, y=9)),
        ChildImpact(id="I1", title="two schools", child="p3"), ChildImpact(id="I2", title="does not speak", child="p4"),
        Link(id="l1", kind="disrupts", from_id="B1", to_id="L1"), Link(id="l2", kind="harms", from_id="L1", to_id="I1"),
        Link(id="l3", kind="harms", from_id="B2", to_id="I2"), Link(id="l4", kind="harms", from_id="B1", to_id="I1"),
    )  # fmt: skip
    laid = path_layout(case, "p3", height_of)
    assert set(laid.cards) == {"B1", "L1", "I1"}
    left, middle, right = (laid.cards[each] for each in ("B1", "L1", "I1"))
    assert left.right < middle.x and middle.right < right.x
    assert not middle.y < laid.passages["B1", "I1"] < middle.bottom
    assert [lane.lane for lane in laid.lanes] == ["behaviour", "effects", "children"]


@given(cases())
def test_no_card_of_a_picture_lies_on_another(case: CaseMap) -> None:
    laid = path_layout(case, "p3", height_of)
    boxes = list(laid.cards.values())
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert {impact.id for impact in case.of(ChildImpact) if impact.child == "p3"} <= set(laid.cards)
