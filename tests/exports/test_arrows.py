"""Arrows on a map that runs over several pages: each page has its part of the same curve, and the head stands once."""

import pytest

from exports.arrows import within
from exports.drawing import Curve

FALLING = Curve((0, 0), (50, 0), (50, 200), (100, 200), "#000000", head="arrow")
RISING = Curve((0, 200), (50, 200), (50, 0), (100, 0), "#000000", head="arrow")


@pytest.mark.parametrize("curve", [FALLING, RISING], ids=["falling", "rising"])
def test_two_parts_meet_where_the_page_ends(curve: Curve) -> None:
    above, below = within(curve, -10, 80), within(curve, 80, 210)
    assert above and below
    first, second = (above, below) if curve is FALLING else (below, above)
    assert first.start == curve.start
    assert second.end == curve.end
    assert first.end == pytest.approx(second.start, abs=0.05)
    assert first.end[1] == pytest.approx(80, abs=0.05)


@pytest.mark.parametrize("curve", [FALLING, RISING], ids=["falling", "rising"])
def test_the_head_stands_only_where_the_arrow_arrives(curve: Curve) -> None:
    heads = [part.head for part in (within(curve, -10, 80), within(curve, 80, 210)) if part]
    assert sorted(heads) == ["arrow", "none"]


def test_a_page_that_an_arrow_does_not_touch_has_no_part_of_it() -> None:
    assert within(FALLING, 300, 400) is None


def test_an_arrow_that_lies_within_a_page_is_whole() -> None:
    assert within(FALLING, -1, 201) == FALLING
