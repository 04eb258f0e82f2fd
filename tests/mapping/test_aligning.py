"""Cards are brought into line and set apart without lying on one another, and doing it twice changes nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.aligning import ACROSS, DOWN, SIDES, aligned, distributed
from mapping.placing import Box

BOXES = st.lists(
    st.builds(Box, st.integers(-2000, 2000), st.integers(-2000, 2000), st.just(300), st.integers(40, 160)),
    min_size=1, max_size=9,
).map(lambda found: {f"c{at}": box for at, box in enumerate(found)})  # fmt: skip


def after(boxes: dict[str, Box], places: dict) -> dict[str, Box]:
    return {each: replace(box, x=places[each].x, y=places[each].y) if each in places else box
            for each, box in boxes.items()}  # fmt: skip


@pytest.mark.parametrize(
    ("side", "edge"),
    [
        ("left", lambda box: box.x), ("right", lambda box: box.right), ("top", lambda box: box.y),
        ("bottom", lambda box: box.bottom), ("middle", lambda box: box.middle),
    ],
)  # fmt: skip
@given(boxes=BOXES)
def test_all_are_in_line_and_none_lies_on_another(boxes: dict[str, Box], side: str, edge) -> None:
    line = after(boxes, aligned(boxes, side))
    edges = [edge(box) for box in line.values()]
    assert max(edges) == min(edges)
    assert not any(one.meets(other) for one, other in combinations(line.values(), 2))


@pytest.mark.parametrize("side", SIDES)
@given(boxes=BOXES)
def test_what_is_in_line_stays(boxes: dict[str, Box], side: str) -> None:
    line = after(boxes, aligned(boxes, side))
    assert aligned(line, side) == {}


def test_cards_in_one_column_keep_their_heights_when_they_are_brought_to_its_left() -> None:
    boxes = {"a": Box(0, 0, 300, 60), "b": Box(40, 100, 300, 60), "c": Box(12, 300, 300, 60)}
    places = aligned(boxes, "left")
    assert {each: (at.x, at.y) for each, at in places.items()} == {"b": (0, 100), "c": (0, 300)}


@pytest.mark.parametrize("way", [ACROSS, DOWN])
@given(boxes=BOXES)
def test_what_is_set_apart_is_equally_far_apart(boxes: dict[str, Box], way: str) -> None:
    apart = after(boxes, distributed(boxes, way))
    if len(boxes) < 3:
        assert apart == boxes
        return
    spans = sorted((box.x, box.right) if way == ACROSS else (box.y, box.bottom) for box in apart.values())
    gaps = [later[0] - sooner[1] for sooner, later in pairwise(spans)]
    assert max(gaps) - min(gaps) <= 2
    assert min(gaps) >= 6


def test_the_first_and_the_last_stay_where_there_is_room_between_them() -> None:
    boxes = {"a": Box(0, 0, 300, 60), "b": Box(5, 70, 300, 60), "c": Box(9, 400, 300, 60)}
    places = distributed(boxes, DOWN)
    assert {each: (at.x, at.y) for each, at in places.items()} == {"b": (5, 200)}
