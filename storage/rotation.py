"""Which backups stay and which go, from their order and times alone; it touches no file."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

RECENT, DAYS, WEEKS = 10, 7, 4
"""How many backups stay: the most recent ones, and the last one of each of so many days and weeks."""
REPLACED_FOR = timedelta(days=30)
"""How long what a restore put aside stays."""
Name = TypeVar("Name", bound=Hashable)


def kept(backups: Sequence[tuple[datetime, Name]]) -> frozenset[Name]:
    """The names of those that stay, out of backups with the time of each, newest first.

    Days and weeks are those on which a backup was made: a vault that lay unopened for a month loses none of them. The
    order is taken as given, so that a clock that jumps makes nothing old.
    """
    recent = [name for _made, name in backups[:RECENT]]
    days = _last_of_each(backups, lambda made: made.date(), DAYS)
    weeks = _last_of_each(backups, lambda made: made.isocalendar()[:2], WEEKS)
    return frozenset((*recent, *days, *weeks))


def over(replaced: Iterable[tuple[datetime, Name]], now: datetime) -> frozenset[Name]:
    """The names of those put-aside vaults that have stayed for long enough."""
    return frozenset(name for made, name in replaced if now - made > REPLACED_FOR)


def _last_of_each(
    backups: Sequence[tuple[datetime, Name]], span: Callable[[datetime], Hashable], number: int
) -> tuple[Name, ...]:
    last: dict[Hashable, Name] = {}
    for made, name in backups:
        last.setdefault(span(made), name)
    return tuple(last.values())[:number]
