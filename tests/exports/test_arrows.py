"""Arrows on a map that runs over several pages: each page has its part of the same line, and the head stands once."""

import pytest

from exports.arrows import within
from exports.drawing import Route

FALLING = Route(((0, 0), (50, 0), (50, 200), (100, 200)), "#000000", head="arrow")
RISING = Route(((0, 200), (50, 200), (50, 0), (100, 0)), "#000000", head="arrow")
OUT_AND_BACK = Route(
    ((0, 50), (20, 50), (20, 150), (40, 150), (60, 150), (80, 150), (100, 150), (120, 150), (120, 50), (140, 50)),
    "#000000", head="arrow",
)  # fmt: skip


def parts(route: Route, top: float, bottom: float) -> list[Route]:
    return list(within(route, top, bottom))


@pytest.mark.parametrize("route", [FALLING, RISING], ids=["falling", "rising"])
def test_two_parts_meet_where_the_page_ends(route: Route) -> None:
    (above,), (below,) = parts(route, -10, 80), parts(route, 80, 210)
    first, second = (above, below) if route is FALLING else (below, above)
    assert first.points[0] == route.points[0]
    assert second.points[-1] == route.points[-1]
    assert first.points[-1] == pytest.approx(second.points[0], abs=0.05)
    assert first.points[-1][1] == pytest.approx(80, abs=0.05)


@pytest.mark.parametrize("route", [FALLING, RISING], ids=["falling", "rising"])
def test_the_head_stands_only_where_the_arrow_arrives(route: Route) -> None:
    heads = [part.head for part in (*parts(route, -10, 80), *parts(route, 80, 210))]
    assert sorted(heads) == ["arrow", "none"]


def test_a_line_that_leaves_a_page_and_comes_back_is_in_two_pieces_there() -> None:
    one, other = parts(OUT_AND_BACK, 0, 100)
    assert (one.head, other.head) == ("none", "arrow")
    assert one.points[-1][1] == pytest.approx(100, abs=0.05)
    assert other.points[-1] == OUT_AND_BACK.points[-1]
    (below,) = parts(OUT_AND_BACK, 100, 200)
    assert below.points[0] == pytest.approx(one.points[-1], abs=0.05)
    assert len(below.points) == 10


def test_a_page_that_an_arrow_does_not_touch_has_no_part_of_it() -> None:
    assert parts(FALLING, 300, 400) == []


@pytest.mark.parametrize("route", [FALLING, OUT_AND_BACK], ids=["one curve", "three"])
def test_an_arrow_that_lies_within_a_page_is_whole(route: Route) -> None:
    assert parts(route, -1, 201) == [route]
