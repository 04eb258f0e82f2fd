"""Who says so is named in one act, whether the source is on the map already or not."""

import pytest

from mapping.citing import cite, cite_new
from mapping.errors import CaseError
from tests.mapping.small_case import family


def test_a_source_on_the_map_is_named_behind_the_others() -> None:
    case = family()
    after = case.apply(cite(case, "I1", "s1"))
    assert [each.source for each in after.entries["I1"].cites] == ["s1"]


def test_a_new_source_comes_with_its_naming_in_one_act_that_can_be_taken_back() -> None:
    case = family()
    changes = cite_new(case, "I1", "health visitor")
    after = case.apply(changes)
    source = after.entries[after.entries["I1"].cites[0].source]
    assert (source.type, source.who) == ("health", "health visitor")
    assert after.apply(changes.inverse()) == case


def test_nobody_in_particular_is_no_source() -> None:
    with pytest.raises(CaseError):
        cite_new(family(), "I1", "  ")
