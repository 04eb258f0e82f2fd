"""A saved view comes back as it was, and what is not known here is left out with a sentence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.entries import ENTRY_CLASSES, STATUSES
from mapping.errors import CaseError
from mapping.sight import Sight
from mapping.sightdata import from_data, to_data

TEXTS = st.lists(st.text(max_size=8), max_size=3, unique=True).map(tuple)
DATES = st.sampled_from(["", "2023", "2023-04", "2019~"])


def some_of(keys: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(keys), max_size=3, unique=True).map(tuple)


SIGHTS = st.builds(
    Sight, kinds=some_of(tuple(ENTRY_CLASSES)), people=TEXTS, children=TEXTS, categories=TEXTS, since=DATES,
    until=DATES, undated=st.booleans(), sources=TEXTS, agencies=TEXTS, statuses=some_of(("", *STATUSES)),
    attendance=TEXTS, focus=st.text(max_size=8), steps=st.integers(0, 9), dims=st.booleans(),
)  # fmt: skip


@given(SIGHTS)
def test_a_sight_comes_back_from_a_file_as_it_was(sight: Sight) -> None:
    assert from_data(json.loads(json.dumps(to_data(sight)))) == (sight, ())


def test_what_is_not_asked_is_not_written() -> None:
    assert to_data(Sight()) == {}
    assert to_data(Sight(kinds=("gap",), dims=False)) == {"kinds": ["gap"], "dims": False}


@pytest.mark.parametrize(
    ("data", "kept", "left_out"),
    [
        ({"kinds": ["gap", "rumour"], "colour": "red"}, Sight(kinds=("gap",)), "2 things"),
        ({"kinds": "gap"}, Sight(), "One thing"),
        ({"statuses": ["certain", ""]}, Sight(statuses=("",)), "One thing"),
        ({"since": "soon", "until": "2023"}, Sight(until="2023"), "One thing"),
        ({"since": "2019/2020"}, Sight(), "One thing"),
        ({"people": ["p1", 7, "p1"]}, Sight(people=("p1",)), "One thing"),
        ({"steps": True, "dims": 1}, Sight(), "2 things"),
        ({"steps": -1}, Sight(), "One thing"),
        ({"focus": None, 3: "x"}, Sight(), "2 things"),
    ],
)
def test_what_is_not_known_here_is_left_out_with_a_sentence(data: object, kept: Sight, left_out: str) -> None:
    sight, told = from_data(data)
    assert sight == kept
    assert len(told) == 1
    assert told[0].startswith(left_out)
    assert "red" not in told[0]


@pytest.mark.parametrize("data", [None, [], "kinds", 3])
def test_what_is_no_view_at_all_is_refused_with_what_to_do(data: object) -> None:
    with pytest.raises(CaseError, match="save it anew"):
        from_data(data)
