"""What a guess costs: what the computer bears, never less than 64 MiB; raised on a better computer, never lowered."""

from collections.abc import Callable

import pytest

from storage import keycost
from storage.errors import TooLittleMemory
from storage.keycost import LEAST, KeyCost, calibrated, dearer, fitted

MIB = 1024
Bench = Callable[..., list[KeyCost]]


@pytest.fixture
def computer(monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Stand in for a computer that passes over so many MiB a second and has so much memory for a guess."""

    def stand_in(mib_a_second: float, most: int = 512 * MIB, breaks_above: int = 1 << 30) -> list[KeyCost]:
        clock, paid = [0.0], []

        def derive(_secret: bytes, _salt: bytes, cost: KeyCost) -> bytes:
            if cost.memory > breaks_above:
                raise TooLittleMemory
            clock[0] += cost.work / MIB / mib_a_second
            paid.append(cost)
            return b""

        monkeypatch.setattr(keycost, "derive", derive)
        monkeypatch.setattr(keycost.time, "perf_counter", lambda: clock[0])
        monkeypatch.setattr(keycost, "_most_memory", lambda: most)
        return paid

    return stand_in


@pytest.mark.parametrize("speed", [250, 400, 770, 1500, 3000, 5500])
def test_a_guess_takes_half_a_second_to_a_second_whatever_the_computer(speed: float, computer: Bench) -> None:
    computer(speed)
    cost = calibrated()
    assert 0.5 <= cost.work / MIB / speed <= 1.0
    assert cost.memory >= 64 * MIB
    assert cost.is_sane


def test_a_slow_computer_still_pays_the_least(computer: Bench) -> None:
    computer(40)
    assert calibrated() == LEAST


def test_memory_comes_first_and_where_it_ends_there_are_more_passes(computer: Bench) -> None:
    computer(2000)
    assert (calibrated().memory // MIB, calibrated().iterations) == (464, 3)
    computer(2000, most=128 * MIB)
    assert (calibrated().memory // MIB, calibrated().iterations) == (128, 11)


def test_the_fastest_computer_stays_within_what_a_file_may_ask(computer: Bench) -> None:
    computer(1e6)
    assert calibrated().is_sane


def test_where_memory_runs_out_the_least_is_taken(computer: Bench) -> None:
    computer(1000, breaks_above=64 * MIB)
    assert calibrated() == LEAST


def test_a_measurement_that_was_disturbed_is_made_again(computer: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    paid = computer(800)
    real, late = keycost._seconds, [4.0]
    monkeypatch.setattr(keycost, "_seconds", lambda cost: real(cost) + (late.pop() if late else 0))
    assert 0.5 <= calibrated().work / MIB / 800 <= 1.0
    assert len(paid) >= 2


def test_a_vault_from_a_weaker_computer_is_made_dearer(computer: Bench) -> None:
    paid = computer(2000)
    better = dearer(KeyCost(64 * MIB, 3, 4), 192 / 2000)
    assert better is not None
    assert 0.5 <= better.work / MIB / 2000 <= 1.0
    assert paid == []  # reckoned from the unlocking itself, which is not made slower by measuring


@pytest.mark.parametrize("seconds", [0.45, 0.7, 1.2, 30.0])
def test_a_slow_day_or_a_slower_computer_makes_nothing_cheaper(seconds: float) -> None:
    assert dearer(KeyCost(256 * MIB, 3, 4), seconds) is None


def test_what_is_raised_falls_in_nothing(computer: Bench) -> None:
    computer(3000, most=128 * MIB)
    for cost in (KeyCost(256 * MIB, 3, 4), KeyCost(64 * MIB, 9, 1), KeyCost(96 * MIB, 4, 8)):
        better = dearer(cost, cost.work / MIB / 3000)
        assert better is not None
        assert better.memory >= cost.memory
        assert better.iterations >= cost.iterations
        assert better.lanes >= cost.lanes


@pytest.mark.parametrize("low", [KeyCost(64, 1, 1), KeyCost(32 * MIB, 3, 4), KeyCost(64 * MIB, 2, 4)])
def test_what_is_below_the_least_is_raised_whatever_it_took(low: KeyCost, computer: Bench) -> None:
    computer(400)
    better = dearer(low, 0.9)
    assert better is not None
    assert better.memory >= LEAST.memory
    assert better.work >= LEAST.work


def test_the_dearest_that_a_file_may_ask_is_not_raised_beyond_it() -> None:
    most = KeyCost(512 * MIB, 8, 4)
    assert dearer(most, 0.01) is None
    assert fitted(most, 0.000001, most).is_sane


def test_one_guess_on_this_computer_is_real_work() -> None:
    first = keycost.derive(b"one", bytes(16), KeyCost(1024, 1, 1))
    assert len(first) == 32
    assert first != keycost.derive(b"two", bytes(16), KeyCost(1024, 1, 1))
    assert first != keycost.derive(b"one", bytes(16), KeyCost(1024, 2, 1))
