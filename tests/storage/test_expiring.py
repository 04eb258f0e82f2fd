"""It can be said until when a backup stays, and that is when it goes."""

from datetime import UTC, date, datetime, timedelta

from storage.expiring import gone_on, put_aside_until
from storage.rotation import kept

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)


def test_backups_go_when_they_are_said_to() -> None:
    made = [NOW - timedelta(hours=5 * number) for number in range(14)]
    days = gone_on(made, NOW)
    there = [(each, place) for place, each in enumerate(made)]
    for day in range(60):
        today = NOW + timedelta(days=day)
        there.insert(0, (today, -1 - day))
        stays = kept(there)
        there = [each for each in there if each[1] in stays]
        assert {place for _made, place in there if place >= 0} == {
            place for place, gone in enumerate(days) if gone > today.date()
        }


def test_a_lone_backup_goes_within_weeks() -> None:
    (day,) = gone_on([NOW], NOW)
    assert date(2026, 11, 22) < day < date(2027, 1, 1)


def test_what_was_put_aside_stays_for_thirty_days() -> None:
    assert put_aside_until(NOW) == date(2026, 12, 22)
