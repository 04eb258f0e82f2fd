"""A hundred rich cases: whatever two readers' copies reveal together is told, and nothing else is."""

from tests.long import figures
from tests.mapping.pairs import wrong_in

GROUP, ROW = "disclosure", "what two copies reveal"
CASES, FIRST_SEED = 100, 20_000


def test_every_pair_of_readers_of_a_hundred_cases_is_told_wholly_and_truly() -> None:
    for seed in figures.rounds(GROUP, ROW, "cases", CASES):
        wrong = wrong_in(FIRST_SEED + seed)
        assert wrong == [], f"seed {FIRST_SEED + seed}"
        figures.record(GROUP, ROW, cases=1, wrongly_told=len(wrong))
