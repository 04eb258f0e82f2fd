"""How well the reader reads: sentences written for this, apart from the rules; what it finds and what it leaves."""

from pathlib import Path

import pytest

from mapping.language import read

DATA = Path(__file__).parents[2] / "data" / "language"
PRECISION, RECALL = 0.97, 0.93


def rows(name: str) -> list[dict[str, str]]:
    head, *lines = (DATA / name).read_text("utf-8").splitlines()
    return [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]


def scores(found: list[tuple[bool, bool]]) -> tuple[float, float]:
    """Precision and recall of pairs (is to be found, was found)."""
    hits = sum(wanted and flagged for wanted, flagged in found)
    return hits / sum(flagged for _, flagged in found), hits / sum(wanted for wanted, _ in found)


def test_the_corpus_is_large_and_mostly_fine() -> None:
    labels = [row["label"] for row in rows("corpus.tsv")]
    assert len(labels) >= 600
    assert labels.count("fine") >= 0.6 * len(labels)
    assert len({row["phrase"] for row in rows("corpus.tsv")}) == len(labels)


@pytest.mark.parametrize("part", ["dev", "held"])
def test_what_is_found_is_right_and_what_is_wrong_is_found(part: str) -> None:
    chosen = [row for row in rows("corpus.tsv") if row["part"] == part]
    found = [(row["label"] != "fine", bool(read(row["phrase"]).findings)) for row in chosen]
    precision, recall = scores(found)
    # Only figures: whoever writes rules does not get to see the sentences that they are measured on.
    assert (precision >= PRECISION, recall >= RECALL) == (True, True), (part, precision, recall)


def test_the_score_falls_where_nothing_is_read_or_everything_is_flagged() -> None:
    wanted = [row["label"] != "fine" for row in rows("corpus.tsv")]
    assert scores([(each, True) for each in wanted])[0] < PRECISION
    assert scores([(each, number == 0) for number, each in enumerate([True, *wanted])])[1] < RECALL
