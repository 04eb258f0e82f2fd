"""Fifty thousand hostile strings through every field of a report: exact on paper, or refused with the entry named."""

from tests.exports.hostile import batch, places, refused
from tests.long import figures

GROUP = "paper"
STRINGS, REFUSALS = 50_000, 2_000
FIRST_SEED, EACH = 100_000, 20


def test_hostile_strings_stand_on_paper_as_they_were_typed() -> None:
    name = "hostile strings"
    for so_far in figures.rounds(GROUP, name, "strings", STRINGS, len(places())):
        found = batch(FIRST_SEED + so_far)
        print(*found.lost, sep="\n")
        figures.record(GROUP, name, strings=found.strings, changed=len(found.lost))
    assert figures.done(GROUP, name)["changed"] == 0


def test_what_cannot_be_printed_is_refused_with_its_entry() -> None:
    name = "unprintable strings"
    for so_far in figures.rounds(GROUP, name, "strings", REFUSALS, EACH):
        wrong = [said for seed in range(so_far, so_far + EACH) if (said := refused(FIRST_SEED + seed))]
        print(*wrong, sep="\n")
        figures.record(GROUP, name, strings=EACH, not_named=len(wrong))
    assert figures.done(GROUP, name)["not_named"] == 0
