"""Two thousand changed case files: each is a case that comes back whole, or is refused; no third thing happens."""

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.interchange import write_text
from mapping.casemap import CaseMap
from tests.cases import cases
from tests.fuzzing import CASE, REFUSED, by_bytes, by_meaning, changed_file, tried


@pytest.mark.parametrize("first", range(0, 1800, 300))
def test_a_changed_file_is_a_case_or_refused(first: int) -> None:
    found = Counter(tried(changed_file(seed)) for seed in range(first, first + 300))
    assert found[CASE] + found[REFUSED] == 300
    assert found[CASE] > 20, "files that are all refused try out the first lines of the reader only"
    assert found[REFUSED] > 150


@settings(max_examples=20)
@given(cases(6), st.integers(0, 2**32))
def test_any_case_changed_in_any_way_is_a_case_or_refused(case: CaseMap, seed: int) -> None:
    text = write_text(case)
    for number in range(seed, seed + 5):
        assert tried(by_meaning(text, random.Random(number))) in (CASE, REFUSED)
        assert tried(by_bytes(text.encode(), random.Random(number))) in (CASE, REFUSED)


def test_the_same_number_gives_the_same_file() -> None:
    assert [changed_file(seed) for seed in range(40)] == [changed_file(seed) for seed in range(40)]
    assert len({changed_file(seed) for seed in range(200)}) > 190


def test_a_reader_that_lets_something_through_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzzing.read_bytes", lambda raw: raw[0])
    with pytest.raises((AttributeError, IndexError)):
        tried(changed_file(1))
