"""Which backups stay: ten recent ones, one for each of seven days and four weeks, and never none."""

import random
from datetime import UTC, datetime, timedelta

from storage.rotation import DAYS, RECENT, WEEKS, kept, over

BEGIN = datetime(2025, 1, 1, 8, tzinfo=UTC)


def run(times: list[datetime]) -> tuple[list[int], int]:
    """Make a backup at each of these times, in this order, and let the others go; what is left, and the least ever."""
    left: list[tuple[datetime, int]] = []
    least = len(times)
    for number, made in enumerate(times):
        left.insert(0, (made, number))
        stay = kept(left)
        assert number in stay
        left = [each for each in left if each[1] in stay]
        least = min(least, len(left) if number >= RECENT else least)
    return [number for _made, number in left], least


def four_hundred_days(chance: random.Random) -> list[datetime]:
    """A year and more of use: some days none, some days many, weeks of holiday."""
    times = []
    for day in range(400):
        away = day % 90 > 70
        number = 0 if away else chance.choice((0, 1, 3, 16))
        times += [BEGIN + timedelta(days=day, minutes=chance.randrange(600)) for _ in range(number)]
    return sorted(times)


def test_over_four_hundred_days_there_are_always_enough_and_never_too_many() -> None:
    for seed in range(5):
        times = four_hundred_days(random.Random(seed))
        left, least = run(times)
        assert least >= RECENT
        assert len(left) <= RECENT + DAYS + WEEKS
        assert left[:RECENT] == list(range(len(times)))[: -RECENT - 1 : -1]


def test_the_last_of_each_of_seven_days_and_four_weeks_stays() -> None:
    times = [BEGIN + timedelta(days=day, hours=hour) for day in range(60) for hour in range(10)]
    left, _least = run(times)
    days = [times[number].date() for number in left]
    assert days[:RECENT] == [times[-1].date()] * RECENT
    assert set(days) >= {(BEGIN + timedelta(days=59 - back)).date() for back in range(DAYS)}
    weeks = {times[number].isocalendar()[:2] for number in left}
    assert len(weeks) >= WEEKS
    for number in left[RECENT:]:
        later = [each for each in range(number + 1, len(times)) if times[each].date() == times[number].date()]
        assert later == []


def test_a_vault_that_lay_unopened_for_months_loses_nothing_by_one_new_backup() -> None:
    times = [BEGIN + timedelta(days=day) for day in range(20)]
    before, _least = run(times)
    after, _least = run([*times, BEGIN + timedelta(days=300)])
    assert len(set(before) - set(after)) <= 3


def test_a_clock_that_jumps_makes_nothing_old_and_the_newest_by_number_stays() -> None:
    chance = random.Random(7)
    times = four_hundred_days(chance)
    jumping = [made + timedelta(days=chance.choice((0, 0, 0, 365, -365, -20000))) for made in times]
    left, least = run(jumping)
    assert least >= RECENT
    assert left[:RECENT] == list(range(len(times)))[: -RECENT - 1 : -1]


def test_what_was_put_aside_goes_after_thirty_days() -> None:
    made = [(BEGIN, "old"), (BEGIN + timedelta(days=29), "newer")]
    assert over(made, BEGIN + timedelta(days=30)) == frozenset()
    assert over(made, BEGIN + timedelta(days=31)) == {"old"}
