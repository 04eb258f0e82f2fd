"""The table of the long proofs adds up, goes on where it stopped, and begins anew when the code changes."""

import json
from pathlib import Path

import pytest

from tests.long import figures


@pytest.fixture(autouse=True)
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table of our own."""
    monkeypatch.setattr(figures, "FIGURES", tmp_path / "figures.json")
    for name in (figures.SHARE, figures.MINUTES):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "figures.json"


def run(goal: int, size: int) -> list[int]:
    """A proof that kills, in batches."""
    seeds = []
    for seed in figures.rounds("kill", "at random", "kills", goal, size):
        seeds.append(seed)
        batch = figures.left("kill", "at random", "kills", goal, size)
        figures.record("kill", "at random", kills=batch, lost=0, most_ms=seed, least_ms=9 - seed)
    return seeds


def test_numbers_add_up_or_keep_the_greatest_or_the_least() -> None:
    assert run(10, 4) == [0, 4, 8]
    assert figures.done("kill", "at random") == {"kills": 10, "lost": 0, "most_ms": 8, "least_ms": 1}
    assert figures.done("kill", "never")["kills"] == 0


def test_a_proof_goes_on_where_it_stopped_and_not_past_its_goal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(figures.SHARE, "0.5")
    assert run(10, 4) == [0, 4]
    assert figures.unmet("kill") == ["at random: 5 of 10 kills"]
    monkeypatch.delenv(figures.SHARE)
    assert run(10, 4) == [5, 9]
    assert run(10, 4) == []
    assert figures.unmet("kill") == []


def test_a_group_that_is_whole_has_nothing_to_say(capsys: pytest.CaptureFixture[str]) -> None:
    run(10, 10)
    figures.main(["--unmet", "kill"])
    assert capsys.readouterr().out == ""
    figures.main(["--unmet", "drill"])
    assert capsys.readouterr().out == "nothing was done yet with the code as it is\n"


def test_a_proof_whose_time_is_over_is_skipped_with_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(figures.MINUTES, "0")
    with pytest.raises(pytest.skip.Exception, match="stopped at 0 of 10"):
        run(10, 4)
    assert figures.unmet("kill") == ["at random: 0 of 10 kills"]


def test_a_round_that_does_nothing_is_seen_instead_of_going_on_for_ever() -> None:
    with pytest.raises(AssertionError, match="recorded no kills"):
        list(figures.rounds("kill", "at random", "kills", 10))


def test_other_code_begins_with_an_empty_table_in_the_groups_that_prove_it(monkeypatch: pytest.MonkeyPatch) -> None:
    run(10, 10)
    figures.record("drill", "restored", drills=3)
    before = figures.rooms.mark
    monkeypatch.setattr(figures.rooms, "mark", lambda group: "other" if group == "kill" else before(group))
    assert figures.done("kill", "at random")["kills"] == 0
    assert figures.unmet("kill") == ["nothing was done yet with the code as it is"]
    assert figures.done("drill", "restored")["drills"] == 3
    assert "kill" not in figures.markdown()


def test_rows_of_code_that_is_long_gone_are_dropped_and_other_groups_keep_theirs(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures.record("drill", "restored", drills=1)
    for number in range(20):
        monkeypatch.setattr(figures.rooms, "mark", lambda _group, number=number: f"version {number}")
        figures.record("kill", "at random", kills=1)
    kept = json.loads(table.read_text())
    assert "version 19" in kept["kill"]
    assert len(kept["kill"]) < 10
    assert len(kept["drill"]) == 1


def test_a_group_is_forgotten_by_itself() -> None:
    run(10, 10)
    figures.record("drill", "restored", drills=3)
    figures.main(["--forget", "kill"])
    assert figures.done("kill", "at random")["kills"] == 0
    assert figures.done("drill", "restored")["drills"] == 3


def test_the_table_stands_between_its_marks_and_the_rest_stays(tmp_path: Path) -> None:
    run(2000, 2000)
    place = tmp_path / "proofs.md"
    place.write_text("# Proofs\n\n<!-- figures -->\nold\n<!-- end of figures -->\nMore.\n")
    figures.main([str(place)])
    text = place.read_text()
    assert text.startswith("# Proofs\n")
    assert text.endswith("More.\n")
    assert "old" not in text
    assert "| kill: at random | 2,000 kills | lost 0, ms at most 0, ms at least 9 |" in text
