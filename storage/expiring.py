"""When backups that are here now will have gone, if a backup is made every day; it touches no file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from storage.rotation import REPLACED_FOR, kept

_LONGEST = 400
"""Days after which nobody asks any more."""
_ENDLESS = date.max


def gone_on(backups: Sequence[datetime], now: datetime) -> tuple[date, ...]:
    """For each backup, newest first as given, the day on which `rotation` lets it go."""
    going: dict[int, date] = {}
    there: list[tuple[datetime, int]] = [(made, place) for place, made in enumerate(backups)]
    for day in range(_LONGEST):
        there.insert(0, (now + timedelta(days=day), -1 - day))
        stays = kept(there)
        going |= {place: (now + timedelta(days=day)).date() for _made, place in there if place not in stays}
        there = [each for each in there if each[1] in stays]
        if len({place for place in going if place >= 0}) == len(backups):
            break
    return tuple(going.get(place, _ENDLESS) for place in range(len(backups)))


def put_aside_until(made: datetime) -> date:
    """The day after which what a restore put aside goes."""
    return (made + REPLACED_FOR).date()
