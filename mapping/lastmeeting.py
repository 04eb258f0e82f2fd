"""The meeting since which changes are told: the latest that is over, by its signing or else by the end of its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mapping.agreed import sessions
from mapping.casemap import CaseMap
from mapping.dates import one_day
from mapping.entries import Session
from mapping.signed import signings


@dataclass(frozen=True, slots=True)
class LastMeeting:
    """A meeting that is over: the id of its entry and its day; `note` is the id of its signing, "" for none."""

    session: str
    day: date
    note: str = ""


def last_meeting(case: CaseMap, today: date) -> LastMeeting | None:
    """The latest meeting that was signed, or whose day is over; None where there is none, or it has no one day."""
    signed = {each.session: each.note for each in reversed(signings(case))}
    for each in sessions(case):
        day = day_of(each)
        if day is not None and (each.id in signed or day < today):
            return LastMeeting(each.id, day, signed.get(each.id, ""))
    return None


def day_of(session: Session) -> date | None:
    """The one day on which a meeting was held; None where it has none."""
    return one_day(session.when)
