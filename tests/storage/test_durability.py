"""A sample of the long proofs of durability, small enough for every change; what they are is told in tests/long."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.long.acts import ACTS, BY_NAME
from tests.long.commands.test_random_commands import work
from tests.long.drill.test_drill import drill
from tests.long.forked import UNIX_ONLY, each, fast_folder
from tests.long.kill.test_kill import boast, kills
from tests.long.laptop.test_laptop import races
from tests.long.oracle import WRONGS, Wrong
from tests.long.powercut.test_powercut import NEEDS_COMPILER, build_recorder, cut
from tests.long.straced import NEEDS_STRACE
from tests.long.syscalls.test_syscalls import ground_of, points_of, struck, two_acts


@UNIX_ONLY
def test_a_program_that_is_killed_has_kept_what_it_said() -> None:
    with fast_folder() as place:
        found = kills(20, 1, place)
    assert not any(found[wrong] for wrong in WRONGS)


@UNIX_ONLY
def test_a_program_that_boasts_is_found_out() -> None:
    with fast_folder() as place:
        found = kills(20, 1, place, boast)["lost"]
    assert found


@NEEDS_STRACE
@pytest.mark.parametrize("name", ["edit a text", "make a backup"])
def test_a_call_that_fails_or_is_the_last_leaves_an_act_whole_or_undone(name: str) -> None:
    with fast_folder() as place:
        ground = ground_of(BY_NAME[name], place)
        found = sum((struck(ground, point) for point in points_of(ground)[:12]), Counter())
    assert found["faults"] == found["calls_hit"] == 12


@NEEDS_STRACE
def test_an_act_in_two_pieces_is_found_out() -> None:
    with fast_folder() as place:
        ground = ground_of(replace(ACTS[0], name="two acts", go=two_acts), place)
        middle = ground.calls.count("fsync") // 2
        with pytest.raises(Wrong, match="torn"):
            struck(ground, ("killed", "fsync", middle + 1))


@NEEDS_COMPILER
def test_three_hundred_power_cuts_lose_nothing_that_was_told_as_kept(tmp_path: Path) -> None:
    found = sum(each((1, 2), partial(cut, "save", build_recorder(tmp_path), 150)), Counter())
    assert found["different_disks"] > 150
    assert not any(found[wrong] for wrong in WRONGS)


@NEEDS_COMPILER
def test_a_disk_that_lies_about_its_syncs_is_found_out(tmp_path: Path) -> None:
    found = cut("save", build_recorder(tmp_path), 20, 1, syncs=False)
    assert any(found[wrong] for wrong in WRONGS)


@UNIX_ONLY
def test_of_several_programs_at_once_one_gets_in() -> None:
    found = races(5, 1)
    assert found["writers"] == found["races"] == 5


def test_random_commands_leave_the_file_what_the_model_is() -> None:
    assert work(150, 1)["commands"] >= 150


def test_backups_give_back_what_was_copied() -> None:
    assert drill(4, 1)["drills"] == 4
