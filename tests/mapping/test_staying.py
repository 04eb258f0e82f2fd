"""What stands stays: whatever is added, no card that was placed moves, and nothing lies on anything."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from itertools import combinations, product
from typing import Any

import pytest

from mapping import commands
from mapping.casemap import CaseMap, Change, ChangeSet
from mapping.entries import ENTRY_CLASSES, Entry, Person, Position, Source
from mapping.lanes import LANE_KINDS, MARGIN, Layout, Options, is_card, lane_of
from mapping.layout import layout
from mapping.staying import stayed
from tests.bench.maps import big_case
from tests.cases import PUBLISHED_NAMES, published

CASES = {name: lambda name=name: published(name) for name in PUBLISHED_NAMES} | {
    str(cards): lambda cards=cards: big_case(cards) for cards in (50, 200, 1000)
}
KINDS = [kind for kinds in LANE_KINDS.values() for kind in kinds]


def height_of(identity: str) -> float:
    return 40.0 + 17 * (sum(identity.encode()) % 4)


def needed(case: CaseMap, kind: str, number: int) -> dict[str, Any]:
    """What an entry of this kind cannot do without, spread over the people and categories that there are."""

    def who(role: str) -> str:
        found = [each.id for each in case.of(Person) if role in each.roles]
        return found[number % len(found)]

    match kind:
        case "behaviour":
            return {"by": who("perpetrator"), "category": f"B{number % 14 + 1:02}"}
        case "survivor_impact":
            return {"person": who("survivor")}
        case "child_impact":
            return {"child": who("child")}
        case "protective_effort":
            return {"by": who("survivor")}
    return {}


def with_one_more(case: CaseMap, kind: str, number: int) -> tuple[CaseMap, ChangeSet, Entry]:
    cls = ENTRY_CLASSES[kind]
    blank = {each.name: "" for each in fields(cls) if each.default is MISSING and each.default_factory is MISSING}
    identity = commands.fresh_id(case, kind, [])
    new = cls(**{**blank, "id": identity, **needed(case, kind, number)})
    changes = ChangeSet("add", (Change(None, new),))
    return case.apply(changes), changes, new


def kept(case: CaseMap, changes: ChangeSet, before: Layout, options: Options | None = None) -> Layout:
    after = stayed(case, height_of, options or Options(), before, changes)
    assert after is not None
    return after


def is_tidy(case: CaseMap, laid: Layout) -> None:
    """Nothing lies on anything; each child's card lies in a frame of that child, no lane's in the band."""
    boxes = sorted(laid.cards.values(), key=lambda box: (box.x, box.y))
    captions = [
        *(group.caption for group in laid.groups),
        *(part.caption for part in laid.parts if part.caption.height),
    ]
    boxes = sorted((*boxes, *(each for each in captions if each.width <= 300)), key=lambda box: (box.x, box.y))
    assert not any(one.meets(other) for at, one in enumerate(boxes) for other in boxes[at + 1 : at + 6])
    for one, other in combinations(laid.children, 2):
        assert not one.box.meets(other.box)
    for frame in laid.children:
        assert all(frame.box.holds(laid.cards[each]) for each in frame.cards)
    bands = [laid.lane("protective_effort").box, *(each.box for each in laid.parts if each.lane == "protective_effort")]
    for each, box in laid.cards.items():
        lane = lane_of(case.entries[each].kind)
        if lane == "protective_effort":
            assert any(band.holds(box) for band in bands)
        elif lane != "rail":
            assert not any(band.meets(box) for band in bands)
    assert all(laid.size.holds(box) for box in laid.cards.values())


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_card_that_is_added_moves_no_other(name: str, kind: str) -> None:
    case = CASES[name]()
    laid = layout(case, height_of)
    for number in range(9):
        before = laid
        case, changes, new = with_one_more(case, kind, number)
        laid = kept(case, changes, before)
        assert [each for each, box in before.cards.items() if laid.cards[each] != box] == []
        assert new.id in laid.cards
    is_tidy(case, laid)


def test_whatever_is_added_in_whatever_order_nothing_moves_and_arranging_closes_it_up() -> None:
    case = big_case(50)
    laid = layout(case, height_of)
    for number in range(60):
        before = laid
        kind = (
            KINDS[number * 7 % len(KINDS)]
            if number % 3
            else ("behaviour", "child_impact", "protective_effort")[number % 9 // 3]
        )
        case, changes, _new = with_one_more(case, kind, number)
        laid = kept(case, changes, before)
        assert [each for each, box in before.cards.items() if laid.cards[each] != box] == []
    is_tidy(case, laid)
    assert {part.lane for part in laid.parts} >= {"behaviour"}
    assert any(frame.continued for frame in laid.children)
    arranged = layout(case, height_of)
    assert arranged.parts == () and not any(frame.continued for frame in arranged.children)


def test_a_lane_that_is_full_goes_on_below_the_band_under_its_caption() -> None:
    case = big_case(50)
    laid = layout(case, height_of)
    added = []
    for number in range(30):
        case, changes, new = with_one_more(case, "behaviour", number)
        laid = kept(case, changes, laid)
        added.append(new.id)
    (part,) = laid.parts
    band = laid.lane("protective_effort").box
    assert part.lane == "behaviour" and part.box.y >= band.bottom + MARGIN
    assert part.box.holds(laid.cards[added[-1]]) and part.caption.bottom <= laid.cards[added[-1]].y
    assert laid.lane("protective_effort").box == band


def test_a_child_of_whom_there_is_no_room_goes_on_further_down_and_undo_takes_that_away() -> None:
    case = big_case(50)
    laid = layout(case, height_of)
    upper = min(laid.children, key=lambda frame: frame.box.y)
    new = commands.new_entry(case, "child_impact", title="new", child=upper.child)
    changes = commands.add(case, new)
    during = kept(case.apply(changes), changes, laid)
    (further,) = [frame for frame in during.children if frame.continued]
    assert further.child == upper.child and further.cards == (new.id,)
    assert further.box.y > max(frame.box.bottom for frame in laid.children)
    assert during.frames[upper.child] == upper.box
    after = kept(case, changes.inverse(), during)
    assert after.cards == laid.cards
    assert [frame.box for frame in after.children] == [frame.box for frame in laid.children]
    assert after.parts == ()


def test_a_source_that_is_added_or_a_child_that_comes_moves_no_card() -> None:
    case = big_case(50)
    laid = layout(case, height_of)
    for new in (
        Source(id="s9", type="school", who="a nurse"),
        Person(id="p9", roles=("child",), label="A child", name="Al"),
    ):
        changes = commands.add(case, new)
        case = case.apply(changes)
        after = kept(case, changes, laid)
        assert after.cards == laid.cards
        laid = after
    assert "p9" in laid.frames
    is_tidy(case, laid)


def test_a_card_added_where_the_hand_is_stands_there_and_moves_no_other() -> None:
    case = big_case(50)
    laid = layout(case, height_of)
    new = replace(commands.new_entry(case, "family_impact", title="new"), position=Position(x=20, y=70))
    changes = commands.add(case, new)
    after = kept(case.apply(changes), changes, laid)
    assert (after.cards[new.id].x, after.cards[new.id].y) == (20, 70)
    assert {each: box for each, box in after.cards.items() if each != new.id} == laid.cards


def test_the_first_card_of_the_rail_moves_no_other() -> None:
    whole = big_case(50)
    entries = {each.id: each for each in whole.entries.values() if not is_card(each) or lane_of(each.kind) != "rail"}
    links = {each.id: each for each in whole.links.values() if each.from_id in entries and each.to_id in entries}
    case = CaseMap(whole.header, entries, links)
    laid = layout(case, height_of)
    case, changes, new = with_one_more(case, "gap", 1)
    after = kept(case, changes, laid)
    assert laid.cards.items() < after.cards.items()
    assert laid.lane("rail").box.width == 0 and after.lane("rail").box.holds(after.cards[new.id])


def test_a_card_that_is_higher_now_pushes_down_only_what_is_close_below() -> None:
    case = big_case(50)
    laid = layout(case, height_of)
    group = next(group for group in laid.groups if group.lane == "behaviour" and len(group.cards) > 1)
    first = group.cards[0]
    changes = commands.edit(case, first, title="longer")
    after = stayed(
        case.apply(changes), lambda each: height_of(each) + 17 * (each == first), Options(), laid, changes
    )  # fmt: skip
    assert after is not None
    moved = {each for each, box in after.cards.items() if laid.cards[each] != box}
    assert moved <= {each for each, box in laid.cards.items() if box.x == laid.cards[first].x}
    assert all(0 <= after.cards[each].y - laid.cards[each].y <= 17 for each in moved)
    is_tidy(case, after)


def test_a_card_that_the_hand_put_outside_its_childs_frame_may_be_higher_with_another_close_below() -> None:
    case, tried = big_case(200), 0
    for frame in layout(case, height_of).children:
        for other in frame.cards[1:]:
            case = case.apply(commands.remove(case, other))
    laid = layout(case, height_of)
    for frame, below in product(laid.children, laid.cards.values()):
        (lone,) = frame.cards
        place = Position(x=below.x, y=below.y - height_of(lone) - 12)
        moving = commands.move(case, {lone: place})
        moved, stands = case.apply(moving), stayed(case.apply(moving), height_of, Options(), laid, moving)
        if stands is not None and stands.cards[lone].y == place.y:
            higher = commands.edit(moved, lone, title="longer")
            after = stayed(
                moved.apply(higher),
                lambda each, lone=lone: height_of(each) + 17 * (each == lone),
                Options(),
                stands,
                higher,
            )
            tried += after is not None and after.cards[lone].height == height_of(lone) + 17
    assert tried
