"""Times and sizes as people say them; it knows no case."""

from __future__ import annotations

from datetime import datetime

from storage.verifying import State

_UNITS = ((1024**3, "GB"), (1024**2, "MB"), (1024, "KB"))


def said_time(moment: datetime, now: datetime) -> str:
    """ "14:02 today", "14:02 on 21 November", with the year where it is another one."""
    there = moment.astimezone(now.tzinfo)
    if there.date() == now.date():
        return f"{there:%H:%M} today"
    return f"{there:%H:%M} on {said_day(there, now)}"


def said_day(moment: datetime, now: datetime) -> str:
    """ "21 November", with the year where it is another one."""
    there = moment.astimezone(now.tzinfo)
    year = "" if there.year == now.year else f" {there.year}"
    return f"{there.day} {there:%B}{year}"


def said_state(state: State, now: datetime) -> str:
    """How far the acts of a vault go: "14:02 on 21 November, act 318"."""
    if state.saved is None:
        return "its beginning, before the first act"
    return f"{said_time(state.saved, now)}, act {state.seq}"


def said_size(size: int) -> str:
    """A size in bytes as people say it."""
    for unit, name in _UNITS:
        if size >= unit:
            return f"{size / unit:.1f} {name}".replace(".0 ", " ")
    return f"{size} bytes"


def now_here() -> datetime:
    """This moment by the worker's own clock."""
    return datetime.now().astimezone()
