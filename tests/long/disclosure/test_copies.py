"""Two hundred rich cases for each reader: no canary where it must not be, every canary where it may be.

And five hundred pairs of cases that differ only in what a reader does not get: the same copy, letter for letter.
"""

import pytest

from exports.interchange import write_text
from mapping.audience import view
from mapping.readers import audiences
from tests.canaries import rich_case
from tests.disclosure import look, otherwise, planted_in, reader_of
from tests.long import figures

GROUP = "disclosure"
CASES, PAIRS = 200, 500
FIRST_SEED = 10_000


@pytest.mark.parametrize("name", [*audiences()])
def test_copies_hold_what_they_may_and_nothing_else(name: str) -> None:
    row = f"copies for {name}"
    for seed in figures.rounds(GROUP, row, "cases", CASES):
        case = rich_case(FIRST_SEED + seed, per_kind=3 + seed % 4)
        found = look(case, reader_of(case, name, seed))
        assert (found.forbidden, found.missing) == ((), ()), f"seed {FIRST_SEED + seed}"
        lost = {"forbidden_found": len(found.forbidden), "permitted_missing": len(found.missing)}
        figures.record(GROUP, row, cases=1, canaries=planted_in(case), permitted=found.permitted, **lost)


def test_pairs_that_differ_only_in_what_is_left_out_give_the_same_copy() -> None:
    names = [*audiences()]
    for seed in figures.rounds(GROUP, "pairs", "pairs", PAIRS):
        case = rich_case(FIRST_SEED + seed)
        reader = reader_of(case, names[seed % len(names)], seed)
        other = otherwise(case, reader)
        assert other != case
        assert write_text(view(other, reader)) == write_text(view(case, reader)), f"seed {FIRST_SEED + seed}"
        figures.record(GROUP, "pairs", pairs=1, different=0)
