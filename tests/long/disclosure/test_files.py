"""Finished files of rich cases: on paper, in Word and in tables nothing forbidden; what is planted is caught."""

import pytest

from mapping.readers import audiences
from tests.canaries import rich_case
from tests.disclosure import otherwise, reader_of
from tests.leaks import PLANTED_BY, false_alarms, forms_for, look_into, made, secrets, uncaught
from tests.long import figures

GROUP = "disclosure"
FILES, PAIRS, PLANTS = 12, 36, 20
FIRST_SEED = 30_000


@pytest.mark.parametrize("name", [*audiences()])
def test_finished_files_hold_what_they_may_and_nothing_else(name: str) -> None:
    row = f"files for {name}"
    for seed in figures.rounds(GROUP, row, "files", FILES):
        case = rich_case(FIRST_SEED + seed // 3, per_kind=2)
        reader = reader_of(case, name, seed)
        forms = forms_for(reader)
        found = look_into(case, reader, forms[seed % len(forms)])
        assert (found.forbidden, found.missing) == ((), ()), f"seed {FIRST_SEED + seed // 3}"
        figures.record(GROUP, row, files=1, forbidden_found=0, titles_missing=0, permitted=found.permitted)


def test_pairs_that_differ_only_in_what_is_left_out_give_the_same_bytes_on_paper() -> None:
    row, names = "pairs on paper", [*audiences()]
    for seed in figures.rounds(GROUP, row, "pairs", PAIRS):
        case = rich_case(FIRST_SEED + seed // len(names), per_kind=2)
        reader = reader_of(case, names[seed % len(names)], seed)
        assert made(otherwise(case, reader), reader) == made(case, reader), f"seed {seed}"
        figures.record(GROUP, row, pairs=1, different=0)


def test_the_seven_planted_leaks_are_caught_in_every_case() -> None:
    row = "planted leaks"
    names = [name for name in audiences() if name != "own_agency"]
    for seed in figures.rounds(GROUP, row, "cases", PLANTS):
        case = rich_case(FIRST_SEED + seed, per_kind=2)
        reader = reader_of(case, names[seed % len(names)], seed)
        assert secrets(case, reader)
        missed, false = uncaught(case, reader, seed), false_alarms(case, reader)
        assert (missed, false) == ([], []), f"seed {seed}"
        figures.record(GROUP, row, cases=1, leaks=len(PLANTED_BY), not_caught=len(missed), false_alarms=len(false))
